"""JSON as text, in which each key stands once: by orjson where it is installed, which is quicker.

What is read and written is the same without it; it reads what is on one line without blanks.
"""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from types import ModuleType
from typing import Any

from bilateral._plugins import require
from bilateral.errors import CodecError, MissingExtraError

__all__ = ["parsed_json", "written_json"]


@cache
def _quick() -> ModuleType | None:
    try:
        return require("orjson", extra="speed")
    except MissingExtraError:
        return None


def parsed_json(text: str) -> Any:  # what JSON holds
    """The plain data of JSON.

    Args:
        text: The JSON.

    Raises:
        CodecError: if a key stands twice in one object, since programs differ on which they keep.
        ValueError: if it is no JSON.
        RecursionError: if it is nested too deeply.

    Example:
        >>> parsed_json('{"a": [1, 2]}')
        {'a': [1, 2]}

    Source: RFC 8259, section 4.
    """
    if "\n" not in text and '": ' not in text and (quick := _quick()):
        # It takes large numbers for fractions, and the last of keys that are the same: what it
        # writes as it has read it has neither.
        try:
            found = quick.loads(text)
            if quick.dumps(found) == text.encode():
                return found
        except (ValueError, TypeError):  # the other may read it, or says what is wrong
            pass
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return _EACH_ONCE.decode(text)  # which may find a key that stands twice before that
    # A key has a colon behind it, right behind or after blanks, so that there are no more keys in
    # the text than these. There are fewer if such signs stand in texts too: then they are counted.
    keys = _keys_in(found)
    if keys == text.count(":") or keys == text.count('":') + sum(map(text.count, _BLANK_COLONS)):
        return found
    return _EACH_ONCE.decode(text)


_BLANK_COLONS = (" :", "\t:", "\n:", "\r:")


def _keys_in(value: Any) -> int:
    """How many keys the objects of a value have together."""
    number = 0
    held = [value] if type(value) in (dict, list) else []
    for one in held:
        if type(one) is dict:
            number += len(one)
            inside = one.values()
        else:
            inside = one
        for inner in inside:
            if type(inner) is dict or type(inner) is list:
                held.append(inner)  # noqa: PERF401 - a list for each takes twice as long
    return number


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of JSON, if none of its keys stands twice."""
    item = dict(pairs)
    if len(item) != len(pairs):
        (key, number), *_ = Counter(key for key, _ in pairs).most_common(1)
        name = item.get("id")
        raise CodecError(
            f"the key {key!r} stands {number} times in one object",
            record=name if isinstance(name, str) else None,
            field=key,
        )
    return item


_EACH_ONCE = json.JSONDecoder(object_pairs_hook=_each_once)
_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)


def written_json(value: Any) -> bytes:  # what JSON holds
    r"""Plain data as JSON on one line, in UTF-8.

    Args:
        value: The data.

    Raises:
        UnicodeEncodeError: if a text holds half a letter, which UTF-8 has not.

    Example:
        >>> written_json({"name": "Çankaya", "state": "TUR"}).decode()
        '{"name":"Çankaya","state":"TUR"}'
    """
    if quick := _quick():
        try:
            written: bytes = quick.dumps(value)
        except TypeError:  # such as half a letter, or a number of very many digits
            pass
        else:
            return written
    return _COMPACT.encode(value).encode("utf-8")
