"""``validate`` and ``format``: what is wrong in files, and their canonical form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from bilateral._paths import is_there
from bilateral.cli.console import complain, data, json_text, say
from bilateral.cli.formats import in_words
from bilateral.cli.opening import DOCUMENTS, as_typed, is_document, is_mapping
from bilateral.errors import BilateralError, CodecError, FaultsError, UnknownFileError

__all__ = ["faults_in", "format_files", "validate"]

_SHOWN = 15  # a screen with what stands around
_File = Annotated[Path, Parameter(required=True)]
_LINE = re.compile(r"at line (\d+)")


def validate(*files: _File, all: bool = False, json: bool = False) -> int:
    """Tell every fault of files, each with its line; exit 1 if there is any.

    Args:
        files: Datasets (.toml, .json, .jsonl), mappings, and research files.
        all: Print all faults of a file, not only a screen of them.
        json: Print all faults as JSON, for an editor or a program.
    """
    status = 0
    told: list[dict[str, object]] = []
    for path in files:
        try:
            faults = faults_in(path)
        except OSError as error:
            complain(str(error))
            status = 2
            continue
        status = max(status, bool(faults))
        if json:
            told += map(_facts, faults)
            continue
        number = len(faults)
        say(f"{path}: {number or 'no'} fault{'s' if number > 1 else ''}")
        shown = faults if all else faults[:_SHOWN]
        for fault in shown:
            say(f"  {fault.in_one_line()}")
        if len(shown) < len(faults):
            say(f"  ... and {len(faults) - len(shown)} more (--all shows them)")
    if json:
        data(json_text(told))
    return status


def _facts(fault: BilateralError) -> dict[str, object]:
    """A fault as a program reads it."""
    found = None if fault.found is None else str(fault.found)
    return {
        "file": fault.file,
        "line": fault.line,
        "record": fault.record,
        "field": fault.field,
        "problem": fault.problem,
        "found": found,
        "expected": None if fault.expected is None else str(fault.expected),
        "near": list(fault.near),
        "text": fault.in_one_line(),
    }


def faults_in(path: Path) -> Sequence[BilateralError]:
    """Everything that is wrong in a file, each fault with its file and, if known, its line.

    Args:
        path: A dataset, a mapping or a research file.

    Raises:
        OSError: if there is no such file, or it cannot be read.
    """
    from bilateral.files import load_file

    try:
        if is_there(path) and is_mapping(path):
            from bilateral.readers import RecordMapping

            RecordMapping.load(path)
        elif path.suffix.lower() in DOCUMENTS and is_document(path):
            load_file(path)
        else:
            return _refusals(path)
    except FaultsError as error:
        return _lined(path, error.faults)
    except OSError:
        raise
    except BilateralError as error:
        return _lined(path, [error])
    return ()


def _refusals(path: Path) -> Sequence[BilateralError]:
    """The rows of a research file that are refused."""
    from bilateral.files import load_file
    from bilateral.readers import read

    try:
        return read(path).report.faults
    except BilateralError as error:
        if path.suffix.lower() in DOCUMENTS:
            load_file(path)  # whose error says what a dataset lacks
        if isinstance(error, UnknownFileError):
            raise as_typed(error) from error
        raise


def _lined(path: Path, faults: Sequence[BilateralError]) -> list[BilateralError]:
    from bilateral.files.positions import placed, positions_in

    form = path.suffix.lower().removeprefix(".")
    for fault in faults:
        said = _LINE.search(fault.problem)  # of what is no TOML at all
        fault.at(file=str(path), line=int(said[1]) if said else None)
    if form in ("toml", "json") and any(fault.line is None for fault in faults):
        with suppress(UnicodeDecodeError):
            placed(faults, positions_in(path.read_text(encoding="utf-8-sig"), form))
    return list(faults)


def format_files(*files: _File, check: bool = False) -> int:
    """Write datasets in their canonical form; exit 1 if any was not in it.

    Comments of a TOML file would be lost, so a file that has some is refused:
    say in a note or description what they say.

    Args:
        files: Datasets: .toml, .json, .jsonl.
        check: Only tell; change nothing.
    """
    status = kept = 0
    for path in files:
        try:
            changed = _formatted(path, check=check)
        except (BilateralError, OSError) as error:
            complain(str(error))
            status = 2
            continue
        kept += not changed
        status = max(status, bool(changed))
    if kept:
        say(f"in canonical form already: {kept} of {len(files)}")
    return status


def _formatted(path: Path, *, check: bool) -> bool:
    """Whether a file was not in its canonical form; it is now, unless that was only to be told."""
    from bilateral.files import load_file, save_file
    from bilateral.files.documents import dumps

    if path.suffix.lower() not in DOCUMENTS:
        expected = f"a dataset: {in_words(DOCUMENTS)}"
        raise BilateralError("no file that is formatted", file=str(path), expected=expected)
    dataset = load_file(path)
    text = path.read_text(encoding="utf-8-sig")
    form = path.suffix.lower().removeprefix(".")
    if text == dumps(dataset, form):
        return False
    _refuse_comments(path, text, form)
    if check:
        say(f"not in canonical form: {path}")
    else:
        save_file(dataset, path)
        say(f"formatted: {path}")
    return True


def _refuse_comments(path: Path, text: str, form: str) -> None:
    from bilateral.files.positions import comment_in

    line = comment_in(text) if form == "toml" else None
    if line is not None:
        raise CodecError(
            "a comment, which would be lost", file=str(path), line=line, expected="a note"
        )
