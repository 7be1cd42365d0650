"""Terms about one participant or place: tables answer what objects do."""

from __future__ import annotations

from random import Random

import attrs
import duckdb
import narwhals as nw
import pytest

from bilateral import Dataset, Predicate, Source, Truth, Visit
from bilateral.tables.expressions import expression
from bilateral.tables.meaning import pair

from ..query.worlds import ACTORS, random_question, random_visit
from .engines import by_objects

KINDS = {
    "one role": (["visitor"], False),
    "roles that overlap": (["visitor", "participant", "host"], False),
    "a place": ([], True),
}


def random_visits(random: Random, number: int) -> Dataset:
    return Dataset(
        records=[attrs.evolve(random_visit(random), id=f"v{n}") for n in range(number)],
        actors=ACTORS.values(),
        sources=[Source(id="s", title="S")],
    )


def answers(data: Dataset, questions: list[Predicate]) -> list[dict[str, Truth]]:
    """What DuckDB answers; every row of a record must agree."""
    exprs: dict[str, nw.Expr] = {}
    for number, question in enumerate(questions):
        surely, maybe = pair(question, (Visit,), data.cast)
        exprs |= {f"s{number}": expression(surely), f"m{number}": expression(maybe)}
    frame = nw.from_native(duckdb.from_arrow(data.to("arrow")))
    rows = frame.select("id", **exprs).collect("pyarrow").rows(named=True)
    found: list[dict[str, Truth]] = [{} for _ in questions]
    for row in rows:
        for number, truths in enumerate(found):
            surely, maybe = row[f"s{number}"], row[f"m{number}"]
            assert maybe or not surely
            truth = Truth.of(True if surely else None if maybe else False)
            assert truths.setdefault(row["id"], truth) is truth
    return found


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("times", [1, pytest.param(25, marks=pytest.mark.slow)])
def test_tables_answer_what_objects_do(kind: str, times: int) -> None:
    roles, places = KINDS[kind]
    random = Random(f"{kind} {times}")
    for _ in range(times):
        data = random_visits(random, 40)
        asked = [random_question(random, roles=roles, places=places, most=4) for _ in range(8)]
        expected = by_objects(data, asked)
        for question, one, other in zip(asked, expected, answers(data, asked), strict=True):
            different = [data[name] for name in one if one[name] is not other[name]]
            assert not different, (question, one[different[0].id], attrs.asdict(different[0]))
