"""Where sources differ: every rival value, side by side, with who says it."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from bilateral.collection.statements import STATES
from bilateral.dates.when import When
from bilateral.layout import html_table, text_table
from bilateral.model.evidence import Citation, EvidenceRank, Stance
from bilateral.model.fields import WORDING
from bilateral.model.records import Record
from bilateral.model.rivals import same_value
from bilateral.quantities import Quantity

__all__ = ["Disagreement", "Reconciliation", "Statement", "disagreements"]


@attrs.frozen
class Statement:
    """What one source says of one field.

    Attributes:
        value: The value; None where the source only casts doubt on the record.
        source: Id of the source; None for the record's own value that no citation states.
        locator: Where in it, as text.
        stance: How it bears on the record.
        rank: Whether queries see it.
    """

    value: object
    source: str | None
    locator: str | None
    stance: Stance
    rank: EvidenceRank

    @classmethod
    def of(cls, value: object, citation: Citation) -> Statement:
        """What a citation says."""
        locator = None if citation.locator is None else str(citation.locator)
        return cls(value, citation.source, locator, citation.stance, citation.rank)


@attrs.frozen
class Disagreement:
    """A field of a record on which sources say different things.

    Attributes:
        record: Id of the record.
        field: Name of the field; ``"record"`` where a source doubts the record as a whole.
        statements: Who says what, the record's own value first.
        seen: The values that queries see.
    """

    record: str
    field: str
    statements: tuple[Statement, ...]
    seen: tuple[object, ...]

    @property
    def is_contradiction(self) -> bool:
        """Whether some source contradicts another, not only refines or doubts it.

        It says so, or its value is a rival that questions see beside another.
        """
        said = any(statement.stance is Stance.CONTRADICTS for statement in self.statements)
        return said or len(self.seen) > 1


class Reconciliation(tuple[Disagreement, ...]):
    """All disagreements of a dataset, shown as a table."""

    __slots__ = ()

    def _rows(self) -> list[tuple[str, ...]]:
        return [
            (
                item.record,
                item.field,
                _worded(statement.value),
                statement.stance.value,
                " ".join(filter(None, (statement.source, statement.locator))),
                "",
            )
            for item in self
            for statement in item.statements
        ]

    def __repr__(self) -> str:
        count = len(self)
        head = f"{count} disagreement{'s' if count != 1 else ''}"
        return "\n".join([head, *text_table(_HEADER, self._rows())])

    def _repr_html_(self) -> str:
        return html_table(_HEADER[:-1], [row[:-1] for row in self._rows()])


def _worded(value: object) -> str:
    if value is None:
        return "doubted"
    return value.words() if isinstance(value, (When, Quantity)) else str(value)


_HEADER = ("record", "field", "value", "stance", "source", "")


def disagreements(records: Iterable[Record]) -> Reconciliation:
    """Every field on which the citations of a record differ, and every doubt.

    Args:
        records: The records to look at.

    Returns:
        The disagreements in the order of the records.

    Example:
        >>> import bilateral
        >>> doubts = bilateral.load("pakistan-russia").reconcile()
        >>> [d.field for d in doubts if d.record == "raheel-sharif-russia" and d.is_contradiction]
        ['date']
    """
    found: list[Disagreement] = []
    for record in records:
        for field in sorted(record.claimed - WORDING):
            claimed = [Statement.of(value, citation) for citation, value in record.claims(field)]
            statements = (*_own(record, field), *claimed)
            if any(not same_value(statements[0].value, other.value) for other in statements):
                found.append(Disagreement(record.id, field, statements, record.values(field)))
        doubts = [
            Statement.of(None, citation)
            for citation in record.citations
            if not citation.claims and citation.stance in (Stance.CASTS_DOUBT, Stance.CONTRADICTS)
        ]
        if doubts:
            own = [Statement.of(record.title, c) for c in record.citations if c.stance in STATES]
            found.append(Disagreement(record.id, "record", (*own, *doubts), (record.title,)))
    return Reconciliation(found)


def _own(record: Record, field: str) -> list[Statement]:
    """The record's own value, by each citation that states it without a claim for it."""
    value = record.own(field)
    if value is None:
        return []
    found = [
        Statement.of(value, citation)
        for citation in record.citations
        if citation.stance in STATES and all(claim.field != field for claim in citation.claims)
    ]
    return found or [Statement(value, None, None, Stance.ASSERTS, EvidenceRank.NORMAL)]
