"""The plain layout for coding one's own visits: a CSV file or a sheet, one visit a row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any, ClassVar

import attrs

from bilateral.model.evidence import Citation, Locator, Source
from bilateral.model.ids import slug, tail
from bilateral.model.records import AnyRecord, Status
from bilateral.readers.files import SourceFile
from bilateral.readers.json_lines import is_json_lines, keys_of
from bilateral.readers.layouts import Layout
from bilateral.readers.ledger import Ledger
from bilateral.readers.mapped import MappedReader
from bilateral.readers.mapping import FieldRule, RecordMapping
from bilateral.readers.report import DataSet
from bilateral.readers.table import Row

__all__ = ["COLUMNS", "Visits", "template"]

_RULES = {
    "id": FieldRule(column="id"),
    "date": FieldRule(column="date"),
    "status": FieldRule(column="status"),
    "visitor": FieldRule(column="visitor"),
    "visitor.person": FieldRule(column="person"),
    "visitor.office": FieldRule(column="office"),
    "visitor.rank": FieldRule(column="rank"),
    "visitor.sector": FieldRule(column="sector"),
    "host": FieldRule(column="host"),
    "place": FieldRule(column="place"),
    "purpose": FieldRule(column="purpose"),
    "duration": FieldRule(column="days", unit="days"),
    "topics": FieldRule(column="topics"),
    "note": FieldRule(column="note"),
}
_EVIDENCE = ("source", "page")
COLUMNS = (*(rule.column[0] for rule in _RULES.values()), *_EVIDENCE)
"""The columns, in the order of the template; all but date, visitor and host may be left out."""

_EXAMPLES = (
    {
        "id": "example-2018-04",
        "date": "2018-04",
        "status": "occurred",
        "visitor": "Pakistan",
        "rank": "General",
        "sector": "military",
        "host": "Russia",
        "place": "Moscow",
        "purpose": "official",
        "source": "Name of the newspaper, 2 May 2018",
        "page": "3",
        "note": "An example; delete this row.",
    },
    {
        "date": "2019?",
        "status": "planned",
        "visitor": "RUS",
        "host": "PAK",
        "note": "A date as EDTF, states by name or ISO code; what is not stated stays empty.",
    },
)


def template() -> str:
    """The header of the layout and two rows to show its use.

    Example:
        >>> print(template().splitlines()[0])
        id,date,status,visitor,person,office,rank,sector,host,place,purpose,days,topics,note,\
source,page
    """
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(_EXAMPLES)
    return text.getvalue()


class Visits(MappedReader):
    """Visits that someone has coded, in the layout of ``bilateral template visits --csv``.

    ``date`` is EDTF (``2018``, ``2018-04?``, ``2018-04-23/2018-04-25``; ``2018-04-23/`` where only
    the arrival is known, which ``days`` may complete), ``visitor`` and ``host`` are states by name
    or ISO code, ``sector``, ``purpose`` and ``status`` words of the model. An empty ``status`` is
    one that is not stated. ``source`` is any text that names the document; rows with the same text
    cite the same source.
    """

    name: ClassVar[str] = "visits"

    def __init__(self) -> None:
        super().__init__(RecordMapping(kind="visit", fields=_RULES, title="Coded visits"))
        required = ("date", "visitor", "host")
        self.layouts = (  # type: ignore[misc]
            Layout(
                name="plain",
                columns=required,
                optional=tuple(name for name in COLUMNS if name not in required),
                missing=self.layouts[0].missing,
                numbers=self.layouts[0].numbers,
                essential={"date": ".*[0-9].*"},
            ),
        )
        self.data_set = DataSet(  # type: ignore[misc]
            id="visits",
            title="Visits, coded by hand",
            citation="Visits, coded by hand.",
            licence="that of whoever coded them",
            url="",
            versions="The layout that `bilateral template visits --csv` prints.",
            covers="Nothing is claimed.",
        )

    def sniff(self, file: SourceFile) -> str | None:
        """The layout, if the file has its columns, or its objects these keys."""
        if is_json_lines(file) and not {"date", "visitor", "host"} <= keys_of(file):
            return None
        return super().sniff(file)

    def records(self, row: Row, ledger: Ledger) -> Iterable[AnyRecord]:
        """The visit of a row, citing the source that the row names."""
        cited = row.get("source")
        if row.get("page") and not cited:
            raise row.error("a page of no source", "page", "a source, or nothing")
        for record in super().records(row, ledger):
            visitor, host = row["visitor"] or "Someone", row["host"] or "somewhere"
            verb = "visits" if record.status in (None, Status.OCCURRED) else "to visit"
            changes: dict[str, Any] = {"title": f"{visitor} {verb} {host}"}
            if cited:
                changes["citations"] = (
                    Citation(
                        source=_source(cited, ledger),
                        locator=Locator(page=row["page"]) if row.get("page") else None,
                        note=f"coded in {ledger.source}, line {row.line}",
                    ),
                )
            yield attrs.evolve(record, **changes)


def _source(title: str, ledger: Ledger) -> str:
    """The id of the source of a title, which the title alone determines, in every file."""
    ident = f"{slug(title)}-{tail(title)}"
    ledger.sources[ident] = Source(id=ident, title=title)
    return ident
