"""An answer as data for a program: rows as text, and files by their ending."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import attrs

from bilateral.cli.console import json_text, numbered, say
from bilateral.cli.formats import GRAPHS, format_of
from bilateral.collection.columns import readable
from bilateral.collection.counts import Counts
from bilateral.collection.selection import Selection
from bilateral.collection.tabular import Export, Match, exported
from bilateral.errors import BilateralError

if TYPE_CHECKING:
    import pyarrow as pa

    from bilateral.cli.questions import Asked
    from bilateral.collection.contents import Contents

__all__ = ["Form", "as_text", "check_apart", "form_of", "holds_rows", "rows_of", "write"]

Form: TypeAlias = Literal["json", "jsonl", "csv"]
_TEXTS: tuple[Form, ...] = ("json", "jsonl", "csv")
_SHEETS = ("excel", "stata")


def rows_of(found: Selection[Any], limit: int = 0) -> list[dict[str, Any]]:  # cells of any kind
    """The records as flat rows, each with its match and what leaves it open.

    Args:
        found: The answer.
        limit: How many records of each side, 0 for all.
    """
    rows: list[dict[str, Any]] = list(found.to_dicts())
    if limit:
        sides = ([row for row in rows if row["match"] == one] for one in ("definite", "possible"))
        rows = [row for side in sides for row in side[:limit]]
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
    held = ""
    if holds_rows(form):
        made = rows()
        held = _held(made)
        if form in _TEXTS:
            with text_file(path) as file:
                file.write(as_text(made, form))
        else:
            exported(Export(_Rows(made), "both"), form, path)
    elif isinstance(found, Counts):
        found.to(form, path)
    else:
        found.to(form, path, match="both")
    say(f"written: {path}{held}")


def _held(rows: Sequence[dict[str, Any]]) -> str:
    """How much a file holds now, of records the possible ones too."""
    if not rows or "match" not in rows[0]:
        return f" ({numbered(len(rows), 'row')})"
    number = Counter(row["match"] for row in rows)
    return f" ({number['definite']:,} definite, {number['possible']:,} possible)"


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
