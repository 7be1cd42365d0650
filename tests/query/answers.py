"""Written lines held to the reference."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bilateral import Predicate
from bilateral.model.records import Record
from bilateral.query import evaluate, split
from bilateral.query.participation import Cast


def same_answers(
    records: Sequence[Record], questions: Iterable[Predicate], cast: Cast | None = None
) -> None:
    """Fail at the first question that ``split`` answers otherwise than ``evaluate``."""
    for question in questions:
        truths = [(record, evaluate(question, record, cast)) for record in records]
        definite, possible = split(question, records, cast)
        assert definite == [record for record, truth in truths if truth.is_true], question
        assert possible == [record for record, truth in truths if truth.is_unknown], question
