"""A first mapping of a file, guessed from its header and first rows, for a user to finish."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from bilateral._paths import is_there
from bilateral.dates.phrases import parse_printed
from bilateral.errors import BilateralError, PhraseError
from bilateral.files.atomic import text_file
from bilateral.layout import in_one_line
from bilateral.model.vocabulary import unknown_name
from bilateral.readers.columns import Column, columns_of
from bilateral.readers.frames import FrameFile, FrameLike, source_of
from bilateral.readers.guesses import SIDES, guessed, is_named_date
from bilateral.readers.mapping import RecordMapping

__all__ = ["draft_mapping", "save_draft"]

_SHOWN = 3  # values of a column that no field takes


def draft_mapping(path: str | os.PathLike[str] | FrameLike, *, kind: str | None = None) -> str:
    r"""A first mapping of a table, as the text of a TOML file.

    The fields are guesses by the names of the columns and by what their first rows hold: dates and
    their format, states and whose codes they are, persons, offices, places, notes, ids. Everything
    else stands there as a comment. Look through it: that every row is a visit, or has occurred, no
    program can know.

    Args:
        path: The table, of any form that can be read by a mapping; or a frame.
        kind: Kind of its records, ``"visit"``, ``"meeting"``, ``"agreement"``, ``"arms-transfer"``
            or ``"membership"``; by default that too is guessed.

    Raises:
        UnknownNameError: if there is no such kind, or it cannot be guessed for.
        BilateralError: if there is no such file, or no table in it.

    Example:
        >>> import pathlib, tempfile
        >>> file = pathlib.Path(tempfile.mkdtemp()) / "trips.csv"
        >>> _ = file.write_text("When,From,Host,Level\n24.4.2018,Pakistan,Russia,high\n")
        >>> print(draft_mapping(file))  # doctest: +ELLIPSIS
        # A draft from the header and first rows of trips.csv.
        # Every line is a guess: look through it.
        format = "bilateral-mapping"
        version = 1
        kind = "visit"
        title = "trips"
        <BLANKLINE>
        [fields]
        date = { column = "When", format = "%d.%m.%Y" }
        visitor = "From"
        host = "Host"
        # status = { value = "occurred" }  # if that is so of every row
        <BLANKLINE>
        # Columns that no field takes yet, and what they begin with:
        #   "Level": 'high'
        ...
    """
    if kind is not None and kind not in SIDES:
        raise unknown_name("kind of a draft", kind, SIDES, listed=True)
    file = source_of(path)
    columns = columns_of(file)
    if not columns:
        raise BilateralError(
            "no table that a mapping could be of", file=str(file.path), expected="a header and rows"
        )
    name = "a frame" if isinstance(file, FrameFile) else file.path.name
    title = "Frame" if isinstance(file, FrameFile) else Path(file.name).stem
    mapping = guessed(columns, title=title, kind=kind)
    return "\n".join([*_lines(mapping, columns, name), ""])


def save_draft(
    path: str | os.PathLike[str], target: str | os.PathLike[str], *, kind: str | None = None
) -> Path:
    """Write a first mapping of a table, as of :func:`draft_mapping`, into a new file.

    Args:
        path: The table.
        target: The file to write, a ``.toml``.
        kind: As for :func:`draft_mapping`.

    Returns:
        The file.

    Raises:
        BilateralError: if it is there already, is no ``.toml``, or the table is none.
        UnknownNameError: as for :func:`draft_mapping`.
        WriteError: if it cannot be written.
    """
    file = Path(target)
    if file.suffix != ".toml":
        raise BilateralError("a draft of another form", file=str(file), expected="a .toml file")
    if is_there(file):
        raise BilateralError(
            "a draft would be written over a file", file=str(file), expected="another name"
        )
    text = draft_mapping(path, kind=kind)
    with text_file(file, new=True) as made:
        made.write(text)
    return file


def _lines(mapping: RecordMapping, columns: Sequence[Column], name: str) -> Iterable[str]:
    plain = mapping.to_plain()
    fields = plain.pop("fields")
    yield f"# A draft from the header and first rows of {_text(name)[1:-1]}."
    yield "# Every line is a guess: look through it."
    for key, value in plain.items():
        yield f"{key} = {_toml(value)}"
    codes = sorted({code for c in columns for code in c.negative} - set(mapping.missing))
    if codes:
        yield f"# missing = {_toml(codes)}  # if these stand for nothing stated"
    yield "\n[fields]"
    for field, rule in fields.items():
        alone = set(rule) == {"column"} and isinstance(rule["column"], str)
        key = field if field.replace("_", "").isalnum() else _text(field)
        yield f"{key} = {_toml(rule['column'] if alone else rule)}"
    dated = next((one for one in columns if is_named_date(one)), None)
    if "date" not in fields and dated is not None:
        yield _of_no_one_form(dated)
    if "status" not in fields:
        yield '# status = { value = "occurred" }  # if that is so of every row'
    rest = [column for column in columns if column.name not in mapping.columns]
    if rest:
        yield "\n# Columns that no field takes yet, and what they begin with:"
    for column in rest:
        shown = ", ".join(repr(value[:40]) for value in column.values[:_SHOWN])
        yield f"#   {_text(column.name)}: {shown or 'nothing'}"
    names = [target for target in mapping.targets() if target not in fields]
    yield f"\n# Further fields of the kind: {', '.join(names)}"


def _of_no_one_form(column: Column) -> str:
    """The comment on a column of dates of which no format reads most."""
    language, number = column.nearest_language()
    rule = {"column": column.name, "format": "printed"}
    if language != "en":
        rule["language"] = language
    told = f"so {number} of {len(column.values)} values are read; other rows are refused"
    if not number and column.values:
        try:
            parse_printed(column.values[0])
        except PhraseError as error:
            told = f"nothing is read so: {in_one_line(error.in_one_line())}"
    return f"# date = {_toml(rule)}  # {told}"


def _toml(value: object) -> str:
    if isinstance(value, Mapping):
        return f"{{ {', '.join(f'{key} = {_toml(one)}' for key, one in value.items())} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    return str(value) if isinstance(value, int) else _text(str(value))


def _text(text: str) -> str:
    """Text in quotes as TOML has them, which are those of JSON."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
