"""How records look: as flat rows, their dates and what is remarked on them as text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bilateral.dates.ordinals import day_text
from bilateral.dates.when import When
from bilateral.layout import wrapped
from bilateral.model.fields import fields_of
from bilateral.model.records import Record
from bilateral.quantities import Quantity
from bilateral.query.participation import NO_STATE, NOBODY, Cast

__all__ = ["as_lines", "as_sentence", "dates_text", "expressions_text", "row_of", "status_text"]

_BASE = frozenset(fields_of(Record))


def dates_text(record: Record) -> str:
    """The date as queries see it, in words; rival ones one after another."""
    values = record.values("date")
    words = dict.fromkeys(value.words() for value in values if isinstance(value, When))
    attested = getattr(record, "attested", None)
    day = attested.words().removeprefix("some day in ") if attested else ""
    return ", or ".join(words) or (f"as of {day}" if day else "not stated")


def expressions_text(record: Record) -> str:
    """The date as queries see it, as EDTF; rival ones with a bar between."""
    return " | ".join(dict.fromkeys(map(str, record.values("date")))) or "not stated"


def status_text(record: Record) -> str:
    """The status as queries see it; rival ones one after another."""
    return ", or ".join(map(str, record.values("status"))) or "status not stated"


def as_lines(remarks: Iterable[str]) -> list[str]:
    """Remarks as they stand above a table, in lines that fit the terminal."""
    return [line for one in remarks for line in wrapped(one, "", "  ")]


def as_sentence(remark: str) -> str:
    """A remark among others, as in the words above a picture."""
    return f"{remark[0].upper()}{remark[1:]}."


def row_of(record: Record, cast: Cast = NOBODY) -> dict[str, str | float | None]:
    """A record as one flat row: text, numbers and None.

    Args:
        record: Any record.
        cast: The actors that it names, whose entries may say the states of those who take part.
    """
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
            known[0]
            for p in record.seen
            if getattr(p.role, f"is_{side}")
            and (known := cast.states(p, record))
            and len(known) == 1
            and known[0] != NO_STATE
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


def _joined(words: Iterable[str | None]) -> str | None:
    return "; ".join(dict.fromkeys(word for word in words if word)) or None


def _plain(value: Any) -> str | float | None:  # a field of any kind of record
    if isinstance(value, (When, Quantity)):
        return str(value)
    return value if isinstance(value, (int, float)) or value is None else str(value)


def _day(bound: float) -> str | None:
    text = day_text(bound)
    return None if text == ".." else text
