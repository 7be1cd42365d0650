"""Datasets as files: JSON, JSON Lines and TOML, strict on the way in, atomic on the way out.

One form for all three. Values are text where text says it all (a date is its EDTF expression, a
locator ``"3.1"``), and an object where there is more to say (``{"edtf": ..., "printed": ...}``).
What is not stated is left out.
"""

from __future__ import annotations

import json
import os
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from cattrs.errors import (
    AttributeValidationNote,
    ForbiddenExtraKeysError,
    IterableValidationNote,
)

from bilateral._plugins import require
from bilateral.collection.contents import Contents
from bilateral.collection.dataset import Dataset
from bilateral.collection.info import DatasetInfo
from bilateral.collection.validate import faults_of
from bilateral.errors import (
    BilateralError,
    CodecError,
    FaultsError,
    MissingFileError,
    ReadError,
    near_names,
)
from bilateral.files.atomic import binary_file
from bilateral.files.builder import Builder
from bilateral.files.converters import Plain, thorough
from bilateral.model.actors import AnyActor
from bilateral.model.evidence import Source
from bilateral.model.fields import fields_of
from bilateral.model.records import AnyRecord

__all__ = ["FORMAT_VERSION", "dumps", "load_file", "loads", "save_file"]

D = TypeVar("D", bound=Contents)

FORMAT_VERSION = 1
"""Version of the file format; files of another version are refused."""

_PARTS: dict[str, Any] = {
    "dataset": DatasetInfo,
    "sources": Source,
    "actors": AnyActor,
    "records": AnyRecord,
}
_CLASSES: dict[str, type] = {"dataset": DatasetInfo, "sources": Source}
_LINE_TYPES = {"source": "sources", "actor": "actors", "record": "records"}


# -- files -----------------------------------------------------------------------------------


def load_file(path: str | os.PathLike[str]) -> Dataset:
    """Read a dataset from a ``.json``, ``.jsonl`` or ``.toml`` file and validate it.

    Args:
        path: The file; its ending tells the format.

    Raises:
        CodecError: if the ending is none of these, or the file is not of its format at all.
        FaultsError: with every fault in its content, each with its path or line.
        MissingFileError: if there is no such file.
        ReadError: if it cannot be read otherwise.
    """
    file = Path(path)
    form = _form(file)
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise CodecError(
            "the file is not UTF-8",
            file=str(file),
            found=error.object[error.start : error.start + 4],
        ) from error
    except ValueError as error:  # such as a NUL in it
        raise CodecError("no path of a file", found=str(file)) from error
    except FileNotFoundError as error:
        raise MissingFileError("no such file", file=str(file)) from error
    except OSError as error:
        problem = f"the file cannot be opened ({error.strerror})"
        raise ReadError(problem, file=str(file)) from error
    return loads(text, form, file=str(file))


def save_file(dataset: Contents, path: str | os.PathLike[str]) -> None:
    """Write a dataset to a ``.json``, ``.jsonl`` or ``.toml`` file.

    The file is written beside its place and moved there when it is whole, so that a reader never
    sees half a file and a failure leaves the old one as it was.

    Args:
        dataset: What to write.
        path: Where; its ending tells the format.

    Raises:
        CodecError: if the ending is none of these, or a text holds a lone surrogate.
        FaultsError: if the file could not be loaded again, as where a record links to one that is
            not there.
        MissingExtraError: for TOML, without the extra ``toml``.
        WriteError: if the file cannot be written.
    """
    file = Path(path)
    try:
        data = dumps(dataset, _form(file)).encode("utf-8")
    except UnicodeEncodeError as error:
        raise CodecError(
            "a text that UTF-8 cannot hold", file=str(file), found=error.object[error.start]
        ) from None
    with binary_file(file) as handle:
        handle.write(data)


def dumps(dataset: Contents, form: str = "json") -> str:
    """A dataset as text.

    Args:
        dataset: What to write.
        form: ``"json"``, ``"jsonl"`` or ``"toml"``.

    Raises:
        CodecError: if there is no such form.
        FaultsError: if the text could not be loaded again, as where a record links to one that is
            not there.
        MissingExtraError: for TOML, without the extra ``toml``.
    """
    if form not in _READERS:
        raise _unknown_form(form)
    document = _document(_sound(dataset, None))
    if form == "json":
        return json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    if form == "jsonl":
        lines = [{"type": "dataset", **{k: document[k] for k in ("format", "version", "dataset")}}]
        for kind, part in _LINE_TYPES.items():
            lines += [{"type": kind, **item} for item in document[part]]
        return "".join(
            json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n" for line in lines
        )
    text: str = require("tomli_w", extra="toml").dumps(document, multiline_strings=False)
    return text


def loads(text: str, form: str = "json", *, file: str | None = None) -> Dataset:
    """A dataset from text, validated.

    Args:
        text: The text of a file.
        form: ``"json"``, ``"jsonl"`` or ``"toml"``.
        file: Name of the file, for errors.

    Raises:
        CodecError: if the text is not of that form at all.
        FaultsError: with every fault in its content, each with its path or line.
    """
    if form not in _READERS:
        raise _unknown_form(form)
    return _sound(_READERS[form](text, file), file)


def _sound(dataset: D, file: str | None) -> D:
    """The dataset, if it has no faults."""
    faults = tuple(faults_of(dataset))
    if faults:
        problem = file or f"dataset {dataset.info.name!r}"
        raise FaultsError(problem, [fault.at(file=file) for fault in faults])
    return dataset


def _unknown_form(form: str) -> CodecError:
    return CodecError("unknown file format", found=form, expected=f"one of {', '.join(_READERS)}")


def _form(file: Path) -> str:
    form = file.suffix.lower().removeprefix(".")
    if form not in _READERS:
        raise _unknown_form(form or str(file))
    return form


# -- reading ---------------------------------------------------------------------------------


def _each_once(pairs: list[tuple[str, Plain]]) -> dict[str, Plain]:
    """An object of JSON, if none of its keys stands twice: programs differ on which they keep.

    Source: RFC 8259, section 4.
    """
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


_JSON = json.JSONDecoder(object_pairs_hook=_each_once)


def _read_json(text: str, file: str | None) -> Dataset:
    return _from_document(_parsed(_JSON.decode, text, file), file)


def _read_toml(text: str, file: str | None) -> Dataset:
    return _from_document(_parsed(tomllib.loads, text, file), file)


def _parsed(parse: Callable[[str], Plain], text: str, file: str | None) -> Plain:
    try:
        return parse(text)
    except CodecError as error:
        raise error.at(file=file) from None
    except (ValueError, RecursionError) as error:  # ValueError: also a number of too many digits
        line = getattr(error, "lineno", None)
        raise CodecError(f"the file cannot be parsed ({error})", file=file, line=line) from error


def _from_document(document: Plain, file: str | None) -> Dataset:
    if not isinstance(document, dict):
        raise CodecError("no dataset", file=file, found=document, expected="an object")
    faults: list[BilateralError] = list(_header_faults(document, file, line=None))
    faults += _key_faults(document, ("format", "version", *_PARTS), file, line=None)
    builder = Builder()
    info = _built(builder, document.get("dataset", {}), "dataset", "dataset", faults, file)
    parts: dict[str, list[Plain]] = {}
    for name in _LINE_TYPES.values():
        items = document.get(name, [])
        if not isinstance(items, list):
            faults.append(CodecError("wrong value", file=file, field=name, expected="a list"))
            continue
        parts[name] = [
            _built(builder, item, name, f"{name}[{index}]", faults, file)
            for index, item in enumerate(items)
        ]
    if faults:
        raise FaultsError(file or "the document", faults)
    return Dataset(info=info, **parts)


def _read_lines(text: str, file: str | None) -> Dataset:
    faults: list[BilateralError] = []
    parts: dict[str, list[Plain]] = {name: [] for name in _LINE_TYPES.values()}
    info: DatasetInfo | None = None
    builder = Builder()
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            item = _JSON.decode(line)
        except CodecError as error:
            faults.append(error.at(file=file, line=number))
            continue
        except (ValueError, RecursionError) as error:
            problem = f"the line is not JSON ({error})"
            faults.append(CodecError(problem, file=file, line=number, found=line[:60]))
            continue
        kind = item.pop("type", None) if isinstance(item, dict) else None
        if kind == "dataset" and info is None:
            faults += _header_faults(item, file, line=number)
            faults += _key_faults(item, ("format", "version", "dataset"), file, line=number)
            info = _built(
                builder, item.get("dataset", {}), "dataset", "dataset", faults, file, number
            )
        elif isinstance(kind, str) and kind in _LINE_TYPES:
            part = _LINE_TYPES[kind]
            parts[part].append(_built(builder, item, part, "", faults, file, number))
        else:
            wanted = "'dataset' once, first" if kind == "dataset" else "dataset, source, ..."
            faults.append(
                CodecError(
                    "wrong type of line",
                    file=file,
                    line=number,
                    field="type",
                    found=kind,
                    expected=f"one of {', '.join(_LINE_TYPES)}, or {wanted}",
                )
            )
    if info is None and not faults:
        faults.append(CodecError("no line of type 'dataset'", file=file))
    if faults or info is None:
        raise FaultsError(file or "the document", faults)
    return Dataset(info=info, **parts)


_READERS: dict[str, Callable[[str, str | None], Dataset]] = {
    "json": _read_json,
    "jsonl": _read_lines,
    "toml": _read_toml,
}


def _key_faults(
    item: Mapping[str, Plain], known: Sequence[str], file: str | None, line: int | None
) -> Iterator[BilateralError]:
    for key in item:
        if key not in known:
            yield _unknown_key(key, known).at(file=file, line=line, field=key)


def _unknown_key(key: str, known: Iterable[str]) -> CodecError:
    return CodecError("unknown key", near=near_names(key, known))


def _header_faults(
    header: Mapping[str, Plain], file: str | None, line: int | None
) -> Iterator[BilateralError]:
    for key, expected in (("format", "bilateral"), ("version", FORMAT_VERSION)):
        if header.get(key) != expected or isinstance(header.get(key), bool):
            yield CodecError(
                "not a dataset file of this version",
                file=file,
                line=line,
                field=key,
                found=header.get(key),
                expected=repr(expected),
            )


def _built(
    builder: Builder,
    item: Plain,
    part: str,
    path: str,
    faults: list[BilateralError],
    file: str | None,
    line: int | None = None,
) -> Plain:
    """The object of an item, or None with its faults appended."""
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
            yield _join(path, key), _unknown_key(key, known)
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


# -- writing ---------------------------------------------------------------------------------


def _document(dataset: Contents) -> dict[str, Plain]:
    plain = thorough().unstructure
    return {
        "format": "bilateral",
        "version": FORMAT_VERSION,
        "dataset": plain(dataset.info),
        "sources": [plain(source) for source in dataset.sources],
        "actors": [plain(actor, AnyActor) for actor in dataset.actors],
        "records": [plain(record, AnyRecord) for record in dataset.records],
    }
