"""The items of a file as objects, and every fault of one that cannot be built."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from cattrs.errors import (
    AttributeValidationNote,
    ForbiddenExtraKeysError,
    IterableValidationNote,
)

from bilateral.collection.info import DatasetInfo
from bilateral.errors import BilateralError, CodecError, near_names
from bilateral.files.builder import Builder
from bilateral.files.converters import Plain, thorough
from bilateral.model.actors import AnyActor
from bilateral.model.evidence import Source
from bilateral.model.fields import fields_of
from bilateral.model.records import AnyRecord

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
    """Append every fault of an item that could not be built."""
    try:
        thorough().structure(item, _PARTS[part])
    except Exception as error:
        record = item.get("id") if isinstance(item, dict) else None
        for where, fault in _leaves(error, path):
            located = _located(fault, file, line, where)
            if located.record is None and isinstance(record, str):
                located.record = record
            faults.append(located)
    else:
        raise AssertionError(f"refused once and accepted once: {item!r}")


def _located(
    fault: BilateralError, file: str | None, line: int | None, path: str
) -> BilateralError:
    own = fault.field
    if own and path and not path.endswith(own.rpartition(".")[2]):
        path = f"{path}.{own}"
    fault.file, fault.line, fault.field = file, line, path or own
    vars(fault).pop("__notes__", None)  # cattrs wrote the path there
    return fault


def _leaves(error: BaseException, path: str) -> Iterator[tuple[str, BilateralError]]:
    """The single faults in what cattrs raised, each with its path."""
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
