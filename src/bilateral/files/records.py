"""One record by itself: as plain data and back, and with its evidence as a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bilateral.collection.display import dates_text
from bilateral.errors import BilateralError, CodecError, FaultsError
from bilateral.files.builder import Builder
from bilateral.files.dismantling import plain
from bilateral.files.items import built
from bilateral.files.values import Plain
from bilateral.layout import html_table
from bilateral.model.evidence import Citation
from bilateral.model.records import Record
from bilateral.query.naming import who
from bilateral.query.participation import NOBODY

__all__ = ["evidence", "made", "plain"]


def made(kind: type[Record], value: Plain) -> Record:
    """A record of plain data; see :meth:`bilateral.Record.from_dict`."""
    own = getattr(kind, "kind", None)
    if isinstance(value, Record):
        raise CodecError("a record of another kind", found=value, expected=repr(own))
    item = dict(value) if isinstance(value, Mapping) else value
    if own is not None and isinstance(item, dict):
        item = {"kind": own, **item}
        if item["kind"] != own:
            raise CodecError(
                "a record of another kind", field="kind", found=item["kind"], expected=repr(own)
            )
    faults: list[BilateralError] = []
    found = built(Builder(), item, "records", "", faults, None)
    if faults:
        raise FaultsError(f"the {own or 'record'}", faults)
    record: Record = found
    return record


def evidence(record: Record) -> str:
    """A record as HTML: what it states, and a row for each citation."""
    parts = [
        f"{record.kind.replace('-', ' ')}: {record.title}",
        dates_text(record),
        record.status or "",
        *(f"{part.role}: {who(part, NOBODY)}" for part in record.seen),
    ]
    rows = [_row(citation) for citation in record.citations]
    return html_table(_HEADER, rows, caption="; ".join(filter(None, parts)))


_HEADER = ("source", "where", "stance", "as", "says otherwise")


def _row(citation: Citation) -> tuple[str, ...]:
    return (
        citation.source,
        str(citation.locator or ""),
        citation.stance,
        citation.mode or "",
        "; ".join(_claims(citation)),
    )


def _claims(citation: Citation) -> Iterator[str]:
    for claim in citation.claims:
        unit = f" {claim.unit}" if claim.unit else ""
        yield f"{claim.field}: {claim.value}{unit}"
