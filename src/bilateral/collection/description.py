"""What some records state: field by field, how many of them and what mostly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from math import isfinite

import attrs

from bilateral.collection.display import as_lines
from bilateral.dates.ordinals import day_text
from bilateral.dates.when import When
from bilateral.dates.wording import in_words
from bilateral.layout import html_table, text_table
from bilateral.model.fields import fields_of
from bilateral.model.records import Record, Role
from bilateral.quantities import Quantity
from bilateral.query.naming import place_called
from bilateral.query.participation import NOBODY

__all__ = ["Description", "FieldFacts", "described"]

_UNCOUNTED = frozenset({"id", "title", "note", "participants", "citations", "links", "none"})
_LISTED = 3


@attrs.frozen
class FieldFacts:
    """What some records state in one field, or of one role.

    Attributes:
        name: The field or role.
        stated: How many records state it.
        different: How many different values they state.
        summary: The most frequent values, or the first and the last.
    """

    name: str
    stated: int
    different: int
    summary: str


@attrs.frozen(repr=False)
class Description:
    """What some records state, as a table.

    Attributes:
        records: How many records there are.
        fields: What they state, field by field; of fields that none states nothing.
        remarks: What else is to be said of how they were asked for, a sentence each.
    """

    records: int
    fields: tuple[FieldFacts, ...]
    remarks: tuple[str, ...] = ()

    def to_pylist(self) -> list[dict[str, str | int]]:
        """One dictionary a field."""
        return [attrs.asdict(facts) for facts in self.fields]

    def _rows(self) -> list[tuple[str, ...]]:
        return [(f.name, str(f.stated), str(f.different), f.summary) for f in self.fields]

    def __repr__(self) -> str:
        lines = text_table((*_HEADER, ""), [(*row, "") for row in self._rows()])
        return "\n".join([f"{self.records} records", *as_lines(self.remarks), *lines])

    def _repr_html_(self) -> str:
        caption = "; ".join([f"{self.records} records", *self.remarks])
        return html_table(_HEADER, self._rows(), caption=caption)


_HEADER = ("field", "stated", "different", "mostly, or first to last")


def described(records: Sequence[Record], remarks: Sequence[str] = ()) -> Description:
    """What records state.

    Args:
        records: Of any kinds.
        remarks: What else is to be said of them.

    Example:
        >>> import bilateral
        >>> facts = described(bilateral.load("pakistan-russia").exercises.definite)
        >>> facts.records, facts.fields[0].summary
        (3, 'exercise (3)')
    """
    kinds = dict.fromkeys(map(type, records))
    names = dict.fromkeys(name for kind in kinds for name in fields_of(kind))
    found = [_words("kind", [[record.kind] for record in records])]
    found += [
        _of_field(name, records) for name in names if name not in _UNCOUNTED | {"places", "topics"}
    ]
    found += [_words(role.value, [[*_acting(record, role)] for record in records]) for role in Role]
    found.append(_words("places", [[place_called(p, NOBODY) for p in r.places] for r in records]))
    found.append(_words("topics", [[*record.topics] for record in records]))
    found.append(_words("source", [[c.source for c in r.citations] for r in records]))
    stated = tuple(facts for facts in found if facts.stated)
    return Description(len(records), stated, tuple(remarks))


def _acting(record: Record, role: Role) -> Iterator[str | None]:
    for participant in record.seen:
        if participant.role is role:
            known = participant.state or participant.organization
            yield NOBODY.name(known) if known else participant.name or "unnamed"


def _of_field(name: str, records: Iterable[Record]) -> FieldFacts:
    stated = [
        values
        for record in records
        if name in fields_of(type(record)) and (values := record.values(name))
    ]
    every = [value for values in stated for value in values]
    if any(isinstance(value, When) for value in every):
        spans = [span for value in every if isinstance(value, When) for span in value.spans]
        ends = [end for span in spans for end in (span.start_min, span.end_max) if isfinite(end)]
        summary = " to ".join(
            in_words(day_text(end)) for end in (min(ends), max(ends))[: len(ends)]
        )
    elif any(isinstance(value, Quantity) for value in every):
        amounts = [value for value in every if isinstance(value, Quantity)]
        least, most = min(a.least for a in amounts), max(a.most for a in amounts)
        units = " or ".join(dict.fromkeys(a.unit for a in amounts if a.unit))
        whole = f"{least:.12g}..{most:.12g}" if isfinite(most) else f"{least:.12g}.."
        summary = Quantity(whole, units or None).words()
    else:
        return _words(name, [[str(value) for value in values] for values in stated])
    return FieldFacts(name, len(stated), len(set(map(str, every))), summary)


def _words(name: str, cells: Sequence[Sequence[str | None]]) -> FieldFacts:
    stated = [{str(word) for word in words if word} for words in cells]
    numbers = Counter(word for words in stated for word in words)
    common = sorted(numbers.items(), key=lambda item: (-item[1], item[0]))
    listed = [f"{word} ({number})" for word, number in common[:_LISTED]]
    more = ", ..." if len(common) > _LISTED else ""
    return FieldFacts(name, sum(map(bool, stated)), len(numbers), ", ".join(listed) + more)
