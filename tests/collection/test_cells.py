"""The values of keys for a record, and the cells that they make."""

from __future__ import annotations

from hypothesis import given

from bilateral import Dataset, Period, q
from bilateral.collection.cells import (
    MOST_YEARS,
    cells_of,
    joined,
    words_of,
    years_between,
    years_of,
)
from bilateral.query import evaluate
from bilateral.testing import datasets


@given(datasets())
def test_years_are_those_in_which_a_question_finds_the_record(data: Dataset) -> None:
    for record in data.records:
        when, years = record.extent, words_of(record, "year")
        if None in years:
            wide = when is None or not when.end_max - when.start_min < 366 * MOST_YEARS
            assert years == {None: True}
            assert wide
            continue
        assert when is not None
        numbers = [year for year in years if isinstance(year, int)]
        for year in range(min(numbers) - 1, max(numbers) + 2):
            truth = evaluate(q.date.during(year), record)
            assert (year in years) is truth.is_possible
            assert years.get(year, False) is truth.is_true


def test_years_that_cannot_be_told() -> None:
    assert years_between(None, None, None, 1990) == {None: True}
    assert years_between(1990, 1990, None, None) == {None: True}
    assert len(years_between(1800, 1800, 2000, 1800 + MOST_YEARS)) == MOST_YEARS + 1
    assert years_between(1800, 1800, 2000, 1801 + MOST_YEARS) == {None: True}
    assert years_between(1990, 1992, 1991, 1992) == {1990: False, 1991: False, 1992: False}


def test_by_both_sides_a_record_is_in_its_directed_pairs(small: Dataset) -> None:
    cells = cells_of(small["undated"], ("target", "initiator", "year"))
    assert cells == {(None, "PAK", None): True, (None, "IND", None): True}
    assert cells_of(small["undated"], ("target",)) == {(None,): True}
    assert cells_of(small["undated"], ()) == {(): True}
    assert joined([]) == {(): True}


def test_years_of_a_set_are_its_members() -> None:
    assert years_of(Period("[2016,2018]").spans) == {2016: False, 2018: False}
    assert years_of(Period("{2016,2018}").spans) == {2016: True, 2018: True}
    assert years_of(Period("[2016-01,2016-05]").spans) == {2016: True}
    assert years_of(Period("2016/..").spans) == {None: True}
