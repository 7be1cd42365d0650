"""How an answer looks: what is sure and what is possible apart, or as data for a program."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Sequence
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import attrs

from bilateral.cli.console import cell, heading, json_text, say, show, table
from bilateral.cli.formats import GRAPHS, format_of
from bilateral.collection.columns import readable
from bilateral.collection.counts import Counts
from bilateral.collection.display import dates_text
from bilateral.collection.selection import Selection
from bilateral.collection.tabular import Export, Match, exported
from bilateral.errors import BilateralError
from bilateral.model.records import Record

if TYPE_CHECKING:
    import pyarrow as pa
    from rich.table import Table as Shown

    from bilateral.cli.questions import Asked
    from bilateral.collection.contents import Contents

__all__ = [
    "Form",
    "as_text",
    "check_apart",
    "form_of",
    "holds_rows",
    "listed",
    "print_counts",
    "print_selection",
    "rows_of",
    "say_more",
    "write",
]

Form: TypeAlias = Literal["json", "jsonl", "csv"]
_TEXTS: tuple[Form, ...] = ("json", "jsonl", "csv")
_SHEETS = ("excel", "stata")
_UNNAMED = ("kind", "month", "place", "sector", "source", "status", "topic", "year")
"""Keys to count by of which no value is an actor."""
_NAMED = re.compile(r" named (['\"]).*?\1(?=$|:| is )")
"""A printed name in a reason."""
_WIDEST = 24  # letters of a date


# -- for a person ------------------------------------------------------------------------------


def print_selection(found: Selection[Any], limit: int) -> None:
    """Print what surely matches, and under its reasons what may.

    Args:
        found: The answer.
        limit: How many records of each side, 0 for all.
    """
    definite, possible = found.definite, found.possible
    aside = len(found.set_aside)
    rest = f"; {aside} set aside by status, see --any-status" if aside else ""
    what = found.kinds[0].plural.replace("_", " ") if len(found.kinds) == 1 else "records"
    say(f"{what}: {len(definite)} definite, {len(possible)} possible{rest}")
    most = limit or len(definite) + len(possible)
    groups = _grouped(found, possible[:most])
    dates = [*map(dates_text, (*definite[:most], *possible[:most]))]
    width = min(max(map(len, dates), default=0), _WIDEST)
    if definite:
        say("")
        heading("definite")
        show(listed(definite[:most], width), indent=2)
        say_more(len(definite) - most)
    for why, records in groups:
        say("")
        heading(f"possible, since {'; and '.join(why)}")
        show(listed(records, width), indent=2)
    say_more(len(possible) - most)


def _grouped(
    found: Selection[Any], possible: Sequence[Record]
) -> list[tuple[tuple[str, ...], list[Record]]]:
    """The records under what leaves them open, most first.

    What differs in a printed name alone is one reason, since the titles have the names.
    """
    groups: dict[tuple[str, ...], list[Record]] = {}
    exactly: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
    for record in possible:
        why = tuple(found.why(record))
        said = tuple(_NAMED.sub("", reason) for reason in why)
        groups.setdefault(said, []).append(record)
        exactly.setdefault(said, set()).add(why)
    ordered = sorted(groups.items(), key=lambda group: -len(group[1]))
    return [
        (min(exactly[said]) if len(exactly[said]) == 1 else said, records)
        for said, records in ordered
    ]


def listed(records: Sequence[Record], width: int = _WIDEST) -> Shown:
    """A line for each record, and its id under it."""
    made = table((), ())
    made.add_column(width=width)
    made.add_column(overflow="fold")
    for record in records:
        status = " or ".join(map(str, record.values("status")))
        title = f"{record.title} ({status})" if status not in ("", "occurred") else record.title
        made.add_row(cell(dates_text(record)), cell(title, below=record.id))
    return made


def say_more(number: int) -> None:
    """Say how many are not printed, if any."""
    if number > 0:
        say(f"... and {number} more (--limit 0 shows all)")


def print_counts(counts: Counts[Any, Any], name: Callable[[str], str] = str) -> None:
    """Print every cell with its bounds.

    Args:
        counts: The numbers.
        name: Gives the name of an actor.
    """
    header, least, most = (*counts.by,), "at least", "at most"
    unit = f" {counts.unit}" if counts.unit else ""
    rows = [
        [*(_word(key, word, name) for key, word in zip(header, _words(cell), strict=True)),
         _number(low), "no bound" if high == inf else _number(high)]
        for cell, (low, high) in counts.items()
    ]  # fmt: skip
    if counts.field:
        say(f"{counts.field}{unit}")
    show(table([*header, least, most], rows, numbers=(least, most)))


def _words(cell: Any) -> tuple[Any, ...]:  # the key, or the tuple of several
    return cell if isinstance(cell, tuple) else (cell,)


def _word(key: str, word: object, name: Callable[[str], str]) -> object:
    """What stands in a cell: an actor by its name, with its id for who goes on asking."""
    if word is None:
        return "not stated"
    known = name(word) if key not in _UNNAMED and isinstance(word, str) else word
    return word if known == word else cell(known, f"({word})")


def _number(number: float) -> str:
    return f"{number:,.15g}"


# -- for a program -----------------------------------------------------------------------------


def rows_of(found: Selection[Any]) -> list[dict[str, Any]]:  # cells of any kind
    """The records as flat rows, each with its match and what leaves it open."""
    rows: list[dict[str, Any]] = list(found.to_dicts())
    for row in rows:
        row["why"] = list(found.why(row["id"])) if row["match"] == "possible" else []
    return rows


def as_text(rows: Sequence[dict[str, Any]], form: str) -> str:
    """Rows in a form of text.

    Args:
        rows: The rows.
        form: ``"json"``, ``"jsonl"`` or ``"csv"``.
    """
    if form == "json":
        return json_text(list(rows))
    if form == "jsonl":
        return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    columns = list(dict.fromkeys(name for row in rows for name in row))
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: _cell(value) for name, value in row.items()} for row in rows)
    return text.getvalue()


def _cell(value: object) -> object:
    return "; ".join(value) if isinstance(value, list) else value


def form_of(path: Path, *, of_counts: bool = False) -> str:
    """The format of a file that is to hold an answer.

    Args:
        path: The file.
        of_counts: Whether the answer is one of numbers.

    Raises:
        BilateralError: with the endings that there are, if it has none of them.
    """
    if of_counts:
        return format_of(path, but=("toml", *GRAPHS))
    return format_of(path, but=("toml",), hint=f"; as a dataset: --save {path}")


def holds_rows(form: str) -> bool:
    """Whether a file of a format holds the rows that are for reading, and not the whole table."""
    return form in (*_TEXTS, *_SHEETS)


def write(
    found: Asked | Counts[Any, Any],
    rows: Callable[[], list[dict[str, Any]]],
    path: Path,
) -> None:
    """Write an answer to a file, in the format of its ending.

    Args:
        found: The answer.
        rows: Gives the same as rows, for the formats that hold them.
        path: The file. One of another format, such as Parquet, holds the table that can be asked
            again, with a column ``match``.

    Raises:
        BilateralError: if there is no such format, or the file cannot be written.
        MissingExtraError: if the format takes a library that is not there.
    """
    from bilateral.files.atomic import text_file

    form = form_of(path, of_counts=isinstance(found, Counts))
    if form in _TEXTS:
        with text_file(path) as file:
            file.write(as_text(rows(), form))
    elif form in _SHEETS:
        exported(Export(_Rows(rows()), "both"), form, path)
    elif isinstance(found, Counts):
        found.to(form, path)
    else:
        found.to(form, path, match="both")
    say(f"written: {path}")


@attrs.frozen
class _Rows:
    """Rows as what an exporter of tables is given."""

    rows: Sequence[dict[str, Any]]

    def _arrow(self, match: Match) -> pa.Table:  # noqa: ARG002 - rows say so themselves
        return readable({name: _cell(value) for name, value in row.items()} for row in self.rows)

    def _contents(self, match: Match) -> Contents:  # noqa: ARG002
        raise BilateralError("rows are a table and no document", expected="a format of tables")


def check_apart(data: str, *outputs: Path | None) -> None:
    """Refuse to write over what is asked.

    Raises:
        BilateralError: if the file is the one that is read.
    """
    if Path(data).resolve() in [output.resolve() for output in outputs if output is not None]:
        raise BilateralError("the file would be written over", file=data, expected="another")
