"""Counts and sums of tables are those of the objects, by every engine."""

from __future__ import annotations

from itertools import combinations, permutations

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

import bilateral
from bilateral import Citation, Dataset, Meeting, Participant, Quantity, Source, Visit, q
from bilateral.collection.asked import KEYS, Asked, Grid, Key
from bilateral.errors import BilateralError
from bilateral.tables.addition import Added
from bilateral.tables.counting import tallied
from bilateral.tables.grouping import grouped
from bilateral.testing import datasets

from ..collection.worlds import QUESTIONS, Coded, Question, coded, dataset_of
from .engines import FRAME_CASES, FRAMES, holdable

KEYED: list[tuple[Key, ...]] = [
    (),
    *((key,) for key in KEYS),
    *combinations(KEYS[2:5], 2),
    ("target", "year", "initiator", "topic"),
]


@pytest.mark.parametrize("engine", FRAME_CASES)
def test_counts_are_those_of_the_objects(engine: str) -> None:
    @given(datasets(max_size=6), st.lists(st.sampled_from(KEYED), min_size=2, max_size=3))
    def check(drawn: Dataset, asked: list[tuple[Key, ...]]) -> None:
        data = holdable(drawn)
        table = bilateral.scan(FRAMES[engine](data.to("arrow"))).select(q.date.since(1990))
        selection = data.select(q.date.since(1990))
        for keys in asked:
            found, expected = table.count(*keys), selection.count(*keys)
            assert found == expected, keys
            assert list(found) == list(expected)

    check()


@pytest.mark.parametrize(
    "number", [15, pytest.param(500, marks=pytest.mark.slow)], ids=["few", "many"]
)
def test_counts_of_small_worlds_are_those_of_the_objects(number: int) -> None:
    @settings(max_examples=number, suppress_health_check=[HealthCheck.too_slow])
    @given(coded(), st.sampled_from(QUESTIONS), st.sampled_from(KEYED))
    def check(found: list[Coded], question: Question, keys: tuple[Key, ...]) -> None:
        data = dataset_of(found)
        table = bilateral.scan(data.to("arrow")).where(question[0])
        selection = data.where(question[0])
        assert table.bounds() == selection.bounds()
        assert len(table) == len(selection)
        assert table.count(*keys) == selection.count(*keys)
        assert table.sum("delivered", *keys) == selection.sum("delivered", *keys)

    check()


@given(datasets("arms-transfer", max_size=6))
def test_sums_are_those_of_the_objects(drawn: Dataset) -> None:
    data = holdable(drawn)
    table = bilateral.scan(data.to("arrow")).arms_transfers.any_status()
    selection = data.arms_transfers.any_status()
    for keys in KEYED:
        try:
            expected = selection.sum("delivered", *keys)
        except BilateralError as error:
            with pytest.raises(BilateralError) as caught:
                table.sum("delivered", *keys)
            assert caught.value.found == error.found
        else:
            found = table.sum("delivered", *keys)
            assert found == expected, keys
            assert found.unit == expected.unit


def told(source: str, amount: str | None, unit: str | None, **more: str) -> Dataset:
    citations = [Citation(source=source, **more)]
    record = Visit(
        id="a",
        title="A",
        status="occurred",
        duration=None if amount is None else Quantity(amount, unit),
        citations=citations,
    )
    return Dataset(records=[record], sources=[Source(id=source, title=source)])


@pytest.mark.parametrize("engine", FRAME_CASES)
def test_rival_units_of_one_record_are_not_added(engine: str) -> None:
    one = told("s", "4", "days")
    for other, units in (
        (told("t", "9", "weeks"), "days, weeks"),
        (told("t", "9", None), "days, no unit"),
    ):
        for both in (one.merge(other), other.merge(one)):
            for asked in (both, bilateral.scan(FRAMES[engine](both.to("arrow")))):
                with pytest.raises(BilateralError) as caught:
                    asked.sum("duration")
                assert (caught.value.field, caught.value.found) == ("duration", units)
    better = one.merge(told("t", "9", "weeks", rank="preferred"))
    for asked in (better, bilateral.scan(FRAMES[engine](better.to("arrow")))):
        found = asked.sum("duration")
        assert (dict(found), found.unit) == ({(): (9, 9)}, "weeks")
    silent = one.merge(told("v", None, None))
    for asked in (silent, bilateral.scan(FRAMES[engine](silent.to("arrow")))):
        assert asked.sum("duration").unit == "days"
    assert Dataset.from_table(silent.to("arrow")) == silent


def test_an_engine_may_give_the_rows_of_a_record_in_any_order() -> None:
    """One of the sides is stated and says nothing of the date; the other is open and does."""
    said = [Citation(source="s")]
    talks = Meeting(
        id="m", title="M", status="occurred", date="2000", citations=said,
        participants=[Participant(role="party", state="PAK"), Participant(role="party", name="X")],
    )  # fmt: skip
    other = Visit(
        id="v", title="V", status="occurred", date="2000", citations=said,
        participants=[Participant(role="visitor", state="NAM")],
    )  # fmt: skip
    data = Dataset(records=[talks, other])
    table = bilateral.scan(data.to("arrow")).where(q.anything)
    asked = Asked.of(table.predicate, data.cast)
    surely, maybe = table._pair()
    with table._asking(maybe) as frame:
        groups = grouped(frame, surely, maybe, ("initiator",)).collect("pyarrow").to_native()
    expected = data.where(q.anything).count("initiator")
    for order in permutations(range(len(groups))):
        tally = Added(("initiator",), None, asked)
        assert tallied(groups.take(list(order)), ("initiator",), tally).counts() == expected


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(datasets("meeting", max_size=6), st.booleans())
def test_pairs_without_direction_are_counted_as_by_objects(drawn: Dataset, by_year: bool) -> None:
    data = holdable(drawn)
    keys = ("initiator", "target", "year")[: 2 + by_year]
    table = bilateral.scan(data.to("arrow"))
    for asked in (q.anything, q.date.during("1960/2000")):
        one, other = (
            found.meetings.where(asked)._tally(keys, None, Grid(is_undirected=True)).counts()
            for found in (data, table)
        )
        assert one == other


def test_two_ways_are_one_pair_without_direction() -> None:
    ways = permutations(["RUS", "PAK"])
    data = Dataset(
        [
            Visit(
                id=visitor,
                title="A visit",
                date="2016",
                status="occurred",
                participants=[
                    Participant(role="visitor", state=visitor),
                    Participant(role="host", state=host),
                ],
                citations=[Citation(source="s")],
            )
            for visitor, host in ways
        ],
        sources=[Source(id="s", title="S")],
    )
    for found in (data, bilateral.scan(data.to("arrow"))):
        tally = found.visits._tally(("initiator", "target"), None, Grid(is_undirected=True))
        assert tally.counts() == {("PAK", "RUS"): (2, 2)}
