"""The items of a file as objects, and every fault of one that cannot be built."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy
from typing import Any

from bilateral._patterns import pattern
from bilateral.collection.info import DatasetInfo
from bilateral.errors import BilateralError, CodecError, near_names
from bilateral.files.builder import Builder
from bilateral.files.values import Plain
from bilateral.model.actors import ACTOR_KINDS, AnyActor
from bilateral.model.evidence import Source
from bilateral.model.fields import fields_of
from bilateral.model.records import KINDS, AnyRecord

__all__ = ["built", "unknown_key"]

_PARTS: dict[str, Any] = {
    "dataset": DatasetInfo,
    "sources": Source,
    "actors": AnyActor,
    "records": AnyRecord,
}
_CLASSES: dict[str, type] = {"dataset": DatasetInfo, "sources": Source}


def built(
    builder: Builder,
    item: Plain,
    part: str,
    path: str,
    faults: list[BilateralError],
    file: str | None,
    line: int | None = None,
) -> Plain:
    """The object of an item of a file, or None with its faults appended.

    Args:
        builder: Builds what is right.
        item: The item.
        part: The part of a file it stands in: ``"dataset"``, ``"sources"``, ``"actors"``,
            ``"records"``.
        path: Where it stands, as the fields of faults have it.
        faults: To which its faults are appended.
        file: The file.
        line: The line.
    """
    try:
        return builder.build(item, _CLASSES.get(part))
    except Exception:
        _explain(item, part, path, faults, file, line)
        return None


def _explain(
    item: Plain,
    part: str,
    path: str,
    faults: list[BilateralError],
    file: str | None,
    line: int | None,
) -> None:
    """Append every fault of an item that could not be built.

    What is wrong by itself hides what is wrong of the item as a whole, so it is looked through
    again without that, until there is nothing further.
    """
    record = item.get("id") if isinstance(item, dict) else None
    told: set[tuple[str | None, str]] = set()
    rest, found = item, _faults_of(item, part, path)
    while found:
        rest = _without(rest, part, path, found)
        new = []
        for where, fault in found:
            located = _located(fault, file, line, where)
            if isinstance(record, str):
                located.record = record  # and not what stands for it
            if (located.field, located.problem) not in told:
                told.add((located.field, located.problem))
                new.append(located)
        faults += new
        found = _faults_of(rest, part, path) if new and rest is not None else []
    if not told:
        raise AssertionError(f"refused once and accepted once: {item!r}")


def _faults_of(item: Plain, part: str, path: str) -> list[tuple[str, BilateralError]]:
    """What is wrong in an item as it stands, with the path of each."""
    from bilateral.files.converters import thorough  # put off: cattrs is slow to import

    try:
        thorough().structure(item, _PARTS[part])
    except Exception as error:
        return list(_leaves(error, path))
    return []


_STEP = pattern(r"\.?(?P<key>[^.\[\]]+)(?:\[(?P<index>[0-9]+)\])?")
_INDEX = pattern(r"\[[0-9]+\]$")
_STAND_INS: dict[str, Plain] = {
    "id": "x",
    "title": "x",
    "name": "x",
    "source": "x",
    "citations": [{"source": "x"}],
}
"""What stands for a value that is wrong or missing, though there has to be one."""


def _without(item: Plain, part: str, path: str, found: list[tuple[str, BilateralError]]) -> Plain:
    """An item without what is wrong in it; None if nothing is left to be looked through."""
    if not isinstance(item, dict):
        return None
    bad: dict[str, set[int | None]] = {}
    for where, fault in found:
        step = _STEP.match(where.removeprefix(path)) or _STEP.match(fault.field or "")
        if step is None and fault.problem != "missing":
            return None
        if step is not None:
            bad.setdefault(step["key"], set()).add(int(step["index"]) if step["index"] else None)
    rest = {key: _good(value, bad.get(key)) for key, value in item.items()}
    if "participants" in bad:  # of whom claims may be
        for citation in rest.get("citations") or ():
            if isinstance(citation, dict):
                citation.pop("claims", None)
    kind = _class_of(part, item)
    for name, field in fields_of(kind).items() if kind is not None else ():
        if rest.get(name) in (None, []) and field.required and name in _STAND_INS:
            rest[name] = _STAND_INS[name]
    return {key: value for key, value in rest.items() if value is not None}


def _good(value: Plain, bad: set[int | None] | None) -> Plain:
    """A value of an item without those of its parts that are wrong; None if all of it is."""
    if bad is None:
        return deepcopy(value)
    if None in bad or not isinstance(value, list):
        return None
    return [deepcopy(one) for index, one in enumerate(value) if index not in bad]


def _class_of(part: str, item: dict[str, Plain]) -> type | None:
    kind = item.get("kind")
    if part in _CLASSES:
        return _CLASSES[part]
    return {**ACTOR_KINDS, **KINDS}.get(kind) if isinstance(kind, str) else None


def _located(
    fault: BilateralError, file: str | None, line: int | None, path: str
) -> BilateralError:
    own = fault.field
    if own:  # a part of a list, of which a constructor knows no more than the list
        own = own.removeprefix(f"{_INDEX.sub('', path).rpartition('.')[2]}.")
    if own and path and not path.endswith(own.rpartition(".")[2]):
        path = f"{path}.{own}"
    fault.file, fault.line, fault.field = file, line, path or own
    vars(fault).pop("__notes__", None)  # cattrs wrote the path there
    return fault


def _leaves(error: BaseException, path: str) -> Iterator[tuple[str, BilateralError]]:
    """The single faults in what cattrs raised, each with its path."""
    from cattrs.errors import (
        AttributeValidationNote,
        ForbiddenExtraKeysError,
        IterableValidationNote,
    )

    if isinstance(error, BilateralError):
        yield path, error
    elif isinstance(error, ForbiddenExtraKeysError):
        known = [name for name in fields_of(error.cl) if name != "kind"]
        for key in sorted(error.extra_fields):
            yield _join(path, key), unknown_key(key, known)
    elif isinstance(error, KeyError):
        yield path, CodecError("missing", expected=f"a value for {error.args[0]!r}")
    elif isinstance(error, BaseExceptionGroup):
        for inner in error.exceptions:
            step: str | int = ""
            for note in getattr(inner, "__notes__", ()):
                if isinstance(note, AttributeValidationNote):
                    step = note.name
                elif isinstance(note, IterableValidationNote):
                    step = f"[{note.index}]"
            yield from _leaves(inner, _join(path, str(step)))
    else:
        yield path, CodecError(f"wrong value ({error})")


def _join(path: str, step: str) -> str:
    if not path or not step or step.startswith("["):
        return path + step
    return f"{path}.{step}"


def unknown_key(key: str, known: Iterable[str]) -> CodecError:
    """The error for a key that there is not, with near ones."""
    return CodecError("unknown key", near=near_names(key, known))
