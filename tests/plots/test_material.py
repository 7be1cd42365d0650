"""What pictures are made of: records of any holder, cells of any frame."""

from __future__ import annotations

from math import inf
from typing import Any

import attrs
import pytest
from hypothesis import given, settings

import bilateral
from bilateral import Dataset, Participant, testing
from bilateral.errors import BilateralError
from bilateral.plots.material import Bounded, cells, is_mutual, name_of, ranked, sides

PANEL = [
    {"initiator": "PAK", "target": "RUS", "year": 2017, "at_least": 1, "at_most": 3},
    {"initiator": "PAK", "target": None, "year": 2018, "at_least": 0, "at_most": None},
]
EXPECTED = [Bounded(("PAK", "RUS", 2017), 1, 3), Bounded(("PAK", None, 2018), 0, inf)]


class Panel:
    """Something that gives an Arrow table, as a panel does."""

    def to_arrow(self) -> Any:
        import pyarrow as pa

        return pa.Table.from_pylist(PANEL)


def test_cells_of_records_are_those_of_the_library(small: Dataset) -> None:
    counts = small.count("initiator", "year")
    found = cells(small, "initiator", "year")
    assert {cell.words: (cell.least, cell.most) for cell in found} == dict(counts)
    assert cells(counts, "initiator", "year") == found
    table = bilateral.scan(small.to("arrow"))
    assert cells(table, "initiator", "year") == found


def test_a_sum_has_its_bounds(small: Dataset) -> None:
    found = cells(small.arms_transfers, "initiator", field="delivered")
    assert found == [Bounded(("SUN",), 2.0, inf)]


def test_a_panel_is_read_by_its_columns() -> None:
    assert cells(Panel(), "initiator", "target", "year") == EXPECTED
    assert cells(Panel().to_arrow(), "initiator", "target", "year") == EXPECTED


@pytest.mark.needs("pandas", "polars")
def test_frames_are_read_too() -> None:
    table = Panel().to_arrow()
    import polars as pl

    for frame in (table.to_pandas(), pl.from_arrow(table)):
        assert cells(frame, "initiator", "target", "year") == EXPECTED


def test_columns_may_have_other_names() -> None:
    import pyarrow as pa

    frame = pa.Table.from_pylist([{"a": "PAK", "when": 2017.0, "n": 2}])
    columns = {"initiator": "a", "year": "when", "at_least": "n"}
    assert cells(frame, "initiator", "year", columns=columns) == [Bounded(("PAK", 2017), 2, 2)]
    with pytest.raises(BilateralError, match=r"field 'year'.*columns="):
        cells(frame, "initiator", "year", columns={"initiator": "a"})


def test_what_holds_neither_is_refused(small: Dataset) -> None:
    with pytest.raises(BilateralError, match="records, counts, a panel"):
        cells(3, "year")
    with pytest.raises(BilateralError, match="a dataset, a selection or a table"):
        sides(small.count("year"))


def test_sides_are_definite_and_possible(small: Dataset) -> None:
    trips = small.visits.since(2018)
    assert sides(trips) == (trips.definite, trips.possible)
    assert sides(small) == (small.records, ())
    table = bilateral.scan(small.to("arrow")).visits.since(2018)
    assert [[r.id for r in side] for side in sides(table)] == [
        [r.id for r in side] for side in sides(trips)
    ]


def test_the_greatest_come_first() -> None:
    found = [Bounded(("a",), 1, 5), Bounded(("b",), 2, 2), Bounded(("c",), 1, inf),
             Bounded((None,), 9, 9)]  # fmt: skip
    assert list(ranked(found, found, "initiator")) == [("b",), ("c",), ("a",)]


def test_the_whole_says_how_great_one_is_and_not_its_years(small: Dataset) -> None:
    """What is of either of two years is in the lower bound of neither, and surely of the whole."""
    (record, *_) = small.arms_transfers
    given_by = [("RUS", "2010"), *[("CHN", "[2010,2011]")] * 3, *[("FRA", "2010/2011")] * 2]
    data = small.holding(
        [
            attrs.evolve(
                record,
                id=f"t{n}",
                date=date,
                participants=[
                    Participant(role="supplier", state=state),
                    Participant(role="recipient", state="PAK"),
                ],
            )
            for n, (state, date) in enumerate(given_by)
        ]
    )
    assert list(data.count("initiator").sort()) == ["CHN", "FRA", "RUS"]
    for asked in (data, data.count("initiator", "year"), bilateral.scan(data.to("arrow"))):
        found = cells(asked, "initiator", "year")
        assert [word for (word,) in ranked(found, asked, "initiator")] == ["CHN", "FRA", "RUS"]
    # Of the cells alone, as of a frame, no more is known than what they add up to.
    assert [word for (word,) in ranked(found, [], "initiator")] == ["FRA", "RUS", "CHN"]


def test_actors_are_named(small: Dataset) -> None:
    assert name_of(small, "sco") == "SCO"
    assert name_of(small.visits, "PAK") == "Pakistan"
    assert name_of([], "FRA") == "France"
    assert name_of([], "Ruritania") == "Ruritania"


@pytest.mark.parametrize("keys", [("initiator", "target"), ("initiator", "target", "year")])
@settings(max_examples=25)
@given(parts=testing.datasets("meeting"))
def test_a_pair_without_direction_has_each_record_once(parts: Dataset, keys: Any) -> None:
    """Of one record it has the greater of both directions; of several what each of them has."""
    data = Dataset(
        [attrs.evolve(record, links=(), id=f"m{n}") for n, record in enumerate(parts.records)],
        parts.actors,
        parts.sources,
    )
    assert is_mutual(data.meetings)
    found = {cell.words: cell for cell in cells(data.meetings, *keys, mutual=True)}
    assert all(words[0] <= words[1] for words in found if None not in words)
    sums: dict[Any, float] = {}
    for record in data.records:
        one = attrs.evolve(data, records=[record]).meetings.count(*keys)
        least: dict[Any, int] = {}
        for words, (low, _) in one.items():
            if None not in words:
                pair = (*sorted(words[:2]), *words[2:])
                least[pair] = max(low, least.get(pair, 0))
        for pair, number in least.items():
            sums[pair] = sums.get(pair, 0) + number
    assert {words: cell.least for words, cell in found.items() if None not in words} == sums
    directed = data.meetings.count(*keys)
    for words, cell in found.items():
        ways = [directed.get(way, (0, 0))[1] for way in (words, (words[1], words[0], *words[2:]))]
        assert max(ways) <= cell.most <= len(data) or None in words
