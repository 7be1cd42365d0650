"""Datasets as files: JSON, JSON Lines and TOML, strict on the way in, atomic on the way out.

One form for all three. Values are text where text says it all (a date is its EDTF expression, a
locator ``"3.1"``), and an object where there is more to say (``{"edtf": ..., "printed": ...}``).
What is not stated is left out.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from bilateral._plugins import require
from bilateral.collection.contents import Contents
from bilateral.collection.dataset import Dataset
from bilateral.collection.tabular import ENDINGS, Tabular, left_out
from bilateral.collection.validate import faults_of
from bilateral.errors import (
    BilateralError,
    CodecError,
    FaultsError,
)
from bilateral.files.atomic import binary_file
from bilateral.files.dismantling import plain
from bilateral.files.gathering import Gathering
from bilateral.files.items import unknown_key
from bilateral.files.notation import parsed_json, written_json
from bilateral.files.parsing import parsed, text_of
from bilateral.files.positions import placed, positions_in
from bilateral.files.values import Plain

__all__ = [
    "FORMAT_VERSION",
    "dataset_of",
    "dumps",
    "known_sound",
    "load_file",
    "loads",
    "save_file",
]

D = TypeVar("D", bound=Contents)

FORMAT_VERSION = 1
"""Version of the file format; files of another version are refused."""

_KEYS = ("dataset", "sources", "actors", "records")
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
    return loads(text_of(file), form, file=str(file))


def save_file(dataset: Contents | Tabular, path: str | os.PathLike[str]) -> None:
    """Write a dataset to a ``.json``, ``.jsonl`` or ``.toml`` file.

    The file is written beside its place and moved there when it is whole, so that a reader never
    sees half a file and a failure leaves the old one as it was.

    Args:
        dataset: What to write; of a selection or table what surely matches.
        path: Where; its ending tells the format.

    Raises:
        CodecError: if the ending is none of these, or a text holds a lone surrogate.
        FaultsError: if the file could not be loaded again, as where a record links to one that is
            not there.
        MissingExtraError: for TOML, without the extra ``toml``.
        WriteError: if the file cannot be written.
    """
    file = Path(path)
    form = _form(file)
    if not isinstance(dataset, (Contents, Tabular)):
        raise CodecError(
            "no dataset", found=type(dataset).__name__, expected="a Dataset or Selection"
        )
    held = dataset if isinstance(dataset, Contents) else dataset._contents("definite")
    if isinstance(dataset, Tabular):
        left_out(dataset, form)
    pieces = _written(held, form)
    with binary_file(file) as handle:
        try:
            handle.writelines(pieces)
        except CodecError as error:
            raise error.at(file=str(file)) from None


def dumps(dataset: Contents, form: str = "json") -> str:
    """A dataset as text.

    Args:
        dataset: What to write.
        form: ``"json"``, ``"jsonl"`` or ``"toml"``.

    Raises:
        CodecError: if there is no such form, or a text holds a lone surrogate.
        FaultsError: if the text could not be loaded again, as where a record links to one that is
            not there.
        MissingExtraError: for TOML, without the extra ``toml``.
    """
    return "".join(piece.decode() for piece in _written(dataset, form))


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
    try:
        return _sound(_READERS[form](text, file), file)
    except FaultsError as error:
        placed(error.faults, positions_in(text, form))
        in_order = sorted(error.faults, key=lambda fault: fault.line or 0)
        raise FaultsError(error.problem, in_order) from None


def known_sound(text: str, form: str) -> Dataset:
    """A dataset from the text of a file of the package, in which a test has looked for faults.

    Args:
        text: The text.
        form: As for :func:`loads`.

    Raises:
        CodecError: if the text is not of that form at all.
        FaultsError: if an item of it cannot be made; what is wrong across items is not looked for.
    """
    if form == "json":  # by the standard library, since to import another takes longer than this
        return _from_document(json.loads(text), None)
    return _READERS[form](text, None)


def dataset_of(document: Plain) -> Dataset:
    """A dataset from what a document says, parsed already, validated.

    Args:
        document: What the JSON of a dataset holds.

    Raises:
        FaultsError: with every fault in its content, each with its path.
    """
    return _sound(_from_document(document, None), None)


def _sound(dataset: D, file: str | None) -> D:
    """The dataset, if it has no faults."""
    if not (isinstance(dataset, Dataset) and dataset._is_sound):
        faults = [fault.at(file=file) for fault in faults_of(dataset)]
        if faults:
            raise FaultsError(file or f"dataset {dataset.info.name!r}", faults)
    return dataset


def _unknown_form(form: str) -> CodecError:
    return CodecError("unknown file format", found=form, expected=f"one of {', '.join(_READERS)}")


def _form(file: Path) -> str:
    form = file.suffix.lower().removeprefix(".")
    if form not in _READERS:
        error = _unknown_form(form or str(file))
        if form in ENDINGS or form in ("csv", "parquet", "gexf"):
            error.expected = (
                f"{error.expected}; of tables dataset.save({file.name!r}) writes one, and "
                f"scan({file.name!r}) or read({file.name!r}) reads one"
            )
        raise error
    return form


# -- reading ---------------------------------------------------------------------------------


def _read_json(text: str, file: str | None) -> Dataset:
    return _from_document(parsed(text, "json", file), file)


def _read_toml(text: str, file: str | None) -> Dataset:
    return _from_document(parsed(text, "toml", file), file)


def _from_document(document: Plain, file: str | None) -> Dataset:
    if not isinstance(document, dict):
        raise CodecError("no dataset", file=file, found=document, expected="an object")
    gathering = Gathering(file)
    gathering.faults += _header_faults(document, file, line=None)
    gathering.faults += _key_faults(document, ("format", "version", *_KEYS), file, line=None)
    gathering.info(document.get("dataset", {}))
    for name in _LINE_TYPES.values():
        items = document.get(name, [])
        if not isinstance(items, list):
            wrong = CodecError("wrong value", file=file, field=name, expected="a list")
            gathering.faults.append(wrong)
            continue
        for index, item in enumerate(items):
            gathering.add(name, item, f"{name}[{index}]")
    return gathering.dataset()


def _read_lines(text: str, file: str | None) -> Dataset:
    gathering = Gathering(file)
    faults = gathering.faults
    started = False
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            item = parsed_json(line)
        except CodecError as error:
            gathering.unread(line, error.at(file=file, line=number))
            continue
        except (ValueError, RecursionError) as error:
            problem = f"the line is not JSON ({error})"
            error_here = CodecError(problem, file=file, line=number, found=line[:60])
            gathering.unread(line, error_here)
            continue
        kind = item.pop("type", None) if isinstance(item, dict) else None
        if kind == "dataset" and not started:
            started = True
            faults += _header_faults(item, file, line=number)
            faults += _key_faults(item, ("format", "version", "dataset"), file, line=number)
            gathering.info(item.get("dataset", {}), number)
        elif isinstance(kind, str) and kind in _LINE_TYPES:
            gathering.add(_LINE_TYPES[kind], item, line=number)
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
    if not started and not faults:
        faults.append(CodecError("no line of type 'dataset'", file=file))
    return gathering.dataset()


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
            yield unknown_key(key, known).at(file=file, line=line, field=key)


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


# -- writing ---------------------------------------------------------------------------------


def _written(dataset: Contents, form: str) -> Iterator[bytes]:
    """The text of a dataset that has no faults, a piece at a time; errors are those of dumps."""
    if form not in _WRITERS:
        raise _unknown_form(form)
    return _encoded(_WRITERS[form](_sound(dataset, None)))


def _encoded(pieces: Iterator[bytes]) -> Iterator[bytes]:
    try:
        yield from pieces
    except UnicodeEncodeError as error:
        found = error.object[error.start]
        raise CodecError("a text that UTF-8 cannot hold", found=found) from None


def _header(dataset: Contents) -> dict[str, Plain]:
    return {"format": "bilateral", "version": FORMAT_VERSION, "dataset": plain(dataset.info)}


def _written_json(dataset: Contents) -> Iterator[bytes]:
    """An item to a line, so that two versions of a file are compared line by line."""
    for name, value in _header(dataset).items():
        yield b'%s"%s": %s' % (
            b"{\n" if name == "format" else b",\n",
            name.encode(),
            written_json(value),
        )
    for name in _LINE_TYPES.values():
        yield b',\n"%s": [' % name.encode()
        for number, item in enumerate(getattr(dataset, name)):
            yield b"%s%s" % (b",\n" if number else b"\n", written_json(plain(item)))
        yield b"\n]"
    yield b"\n}\n"


def _written_lines(dataset: Contents) -> Iterator[bytes]:
    yield written_json({"type": "dataset", **_header(dataset)}) + b"\n"
    for kind, part in _LINE_TYPES.items():
        for item in getattr(dataset, part):
            yield written_json({"type": kind, **plain(item)}) + b"\n"


def _written_toml(dataset: Contents) -> Iterator[bytes]:
    document = _header(dataset)
    for name in _LINE_TYPES.values():
        document[name] = [plain(item) for item in getattr(dataset, name)]
    text: str = require("tomli_w", extra="toml").dumps(document, multiline_strings=False)
    yield text.encode()


_WRITERS: Mapping[str, Callable[[Contents], Iterator[bytes]]] = {
    "json": _written_json,
    "jsonl": _written_lines,
    "toml": _written_toml,
}
