"""How records look: as rows, as a table in a terminal, as a table in a notebook."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from bilateral.dates.ordinals import day_text
from bilateral.dates.when import When
from bilateral.model.fields import fields_of
from bilateral.model.records import Record
from bilateral.quantities import Quantity

__all__ = ["cut", "dates_text", "html_table", "row_of", "text_table"]

_BASE = frozenset(fields_of(Record))
_WIDTH = 100
_WIDEST = 46


def dates_text(record: Record) -> str:
    """The date as queries see it: one expression, or rival ones with a bar between."""
    values = dict.fromkeys(map(str, record.values("date")))
    attested = getattr(record, "attested", None)
    return " | ".join(values) or (f"holds at {attested}" if attested else "not stated")


def row_of(record: Record) -> dict[str, str | float | None]:
    """A record as one flat row: text, numbers and None."""
    when = record.extent
    date = _shown(record, "date")
    row: dict[str, str | float | None] = {
        "id": record.id,
        "kind": record.kind,
        "title": record.title,
        "status": _plain(_shown(record, "status")),
        "date": _plain(date),
        "printed": getattr(date, "printed", None),
        "earliest": _day(when.start_min) if when else None,
        "latest": _day(when.end_max) if when else None,
    }
    for side in ("initiator", "target"):
        row[f"{side}s"] = _joined(
            " or ".join(p.known("person")) or p.organization or p.office or p.state or p.name
            for p in record.seen
            if getattr(p.role, f"is_{side}")
        )
        row[f"{side}_states"] = _joined(
            p.state for p in record.seen if getattr(p.role, f"is_{side}")
        )
    row["places"] = _joined(place.name or place.state for place in record.places)
    row["topics"] = _joined(record.topics)
    row["sources"] = _joined(citation.source for citation in record.citations)
    row |= {
        name: _plain(_shown(record, name)) for name in fields_of(type(record)) if name not in _BASE
    }
    return row


def _shown(record: Record, field: str) -> object:
    """The own value; where there is none the one that the sources claim, or several as text."""
    own: object = getattr(record, field)
    seen = record.values(field) if own is None else (own,)
    return seen[0] if len(seen) == 1 else _joined(map(str, seen))


def text_table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Lines of a table for a terminal, the last column as a remark under its row.

    Args:
        header: Names of the columns.
        rows: Cells as text, as many as the header has. What no terminal should print is replaced.
    """
    if not rows:
        return []
    table = [[cut(text) for text in row[:-1]] for row in (header, *rows)]
    widths = [max(len(row[column]) for row in table) for column in range(len(header) - 1)]
    rule = ["-" * width for width in widths]
    remarks = ["", "", *(_visible(row[-1]) for row in rows)]
    lines: list[str] = []
    for cells, remark in zip([table[0], rule, *table[1:]], remarks, strict=True):
        lines.append("  ".join(map(str.ljust, cells, widths)).rstrip())
        indent = " " * (widths[0] + 4)
        lines += textwrap.wrap(remark, _WIDTH, initial_indent=indent, subsequent_indent=indent)
    return lines


def html_table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The same as HTML; every cell is escaped."""
    head = "".join(f"<th>{escape(name)}</th>" for name in header)
    body = "".join(
        f"<tr>{''.join(f'<td>{escape(text)}</td>' for text in row)}</tr>" for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _joined(words: Iterable[str | None]) -> str | None:
    return "; ".join(dict.fromkeys(word for word in words if word)) or None


def _plain(value: Any) -> str | float | None:  # a field of any kind of record
    if isinstance(value, (When, Quantity)):
        return str(value)
    return value if isinstance(value, (int, float)) or value is None else str(value)


def _day(bound: float) -> str | None:
    text = day_text(bound)
    return None if text == ".." else text


def _visible(text: str) -> str:
    """The text without characters that a terminal would obey or that part lines."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)


def cut(text: str, widest: int = _WIDEST) -> str:
    """The text in one line of a terminal, cut where it is longer than that.

    Args:
        text: Any text. What no terminal should print is replaced.
        widest: How many characters at most.
    """
    shown = _visible(text)
    return shown if len(shown) <= widest else shown[: widest - 3] + "..."
