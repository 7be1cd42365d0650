"""The line of each value, against where a word that stands once is found in the text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
import tomli_w
from hypothesis import given, strategies as st

from bilateral.cli.positions import Positions, comment_in

_KEYS = st.text("abc-_", min_size=1, max_size=4)
_SHAPES = st.recursive(
    st.just(""),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=3),
    max_leaves=12,
)
_DOCUMENTS = st.dictionaries(_KEYS, _SHAPES, min_size=1, max_size=4)
_SPICE = ("", 'a "quoted" # one', "it's", "[[x]]", "a = 1", "{ }", "back\\slash", "one\ntwo")


def _filled(shape: Any, count: list[int]) -> Any:
    """The shape with another word at each of its ends."""
    if isinstance(shape, dict):
        return {key: _filled(value, count) for key, value in shape.items()}
    if isinstance(shape, list):
        return [_filled(value, count) for value in shape]
    count[0] += 1
    return f"<{count[0]}>{_SPICE[count[0] % len(_SPICE)]}"


def _ends(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _ends(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _ends(inner, f"{path}[{index}]")
    else:
        yield path, value.partition(">")[0] + ">"


def _line(text: str, word: str) -> int:
    return text[: text.index(word)].count("\n") + 1


@given(_DOCUMENTS, st.sampled_from([None, 1, 2]))
def test_of_json(shape: dict[str, Any], indent: int | None) -> None:
    document = _filled(shape, [0])
    text = json.dumps(document, indent=indent, ensure_ascii=False)
    lines = Positions(text, "json")
    assert [lines.of(path) for path, _ in _ends(document, "")] == [
        _line(text, word) for _, word in _ends(document, "")
    ]


@given(_DOCUMENTS, st.booleans())
def test_of_toml(shape: dict[str, Any], multiline: bool) -> None:
    document = _filled(shape, [0])
    text = tomli_w.dumps(document, multiline_strings=multiline)
    lines = Positions(text, "toml")
    ahead = {0, 1} if multiline else {0}  # a text of several lines begins under its key
    for path, word in _ends(document, ""):
        assert _line(text, word) - (lines.of(path) or 0) in ahead


TOML = """\
# a file by hand
[dataset]
name = "mine"

[[records]]
id = "a"
title = '''
[[records]]
'''
participants = [
  { role = "visitor", state = "PAK" },  # ]
  { role = "host" },
]

[[records.citations]]
source = "x"

[[records.citations]]
source = "y"

[[records]]
id = "b"
when.edtf = "2018"
"""


@pytest.mark.parametrize(
    ("path", "record", "line"),
    [
        ("dataset.name", None, 3),
        ("records[0]", None, 5),
        ("records[0].participants[1].role", None, 12),
        ("records[0].participants[1].state", None, 12),
        ("records[0].citations[1].source", None, 19),
        ("records[1].when.edtf", None, 23),
        ("records[1].nothing.here", None, 21),
        ("citations[0].source", "a", 16),
        ("id", "b", 22),
        (None, "b", 21),
        ("nothing", None, None),
        (None, None, None),
        ("id", "c", None),
    ],
)
def test_of_a_file_by_hand(path: str | None, record: str | None, line: int | None) -> None:
    assert Positions(TOML, "toml").of(path, record) == line


@given(st.text(max_size=60), st.sampled_from(["toml", "json"]))
def test_any_text_at_all_is_gone_through(text: str, form: str) -> None:
    Positions(text, form).of("records[0].date", "a")


def test_a_comment_is_none_in_a_text() -> None:
    assert comment_in(TOML) == 1
    assert comment_in("a = \"# no\"\nb = '''\n# no\n'''\nc = 1  # yes\n") == 5
    assert comment_in('a = "x"\n') is None
