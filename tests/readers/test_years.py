"""Years in a row: which runs there are, and what is known of their edges."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from bilateral.dates.ordinals import ordinal
from bilateral.dates.when import Period
from bilateral.errors import EDTFError, RecordError
from bilateral.readers.years import not_before, period_of, runs

years = st.sets(st.integers(1900, 1930), min_size=1)


@given(st.lists(st.integers(1900, 1930)))
def test_runs_have_every_year_once_and_no_gap_and_part_at_gaps(found: list[int]) -> None:
    made = list(runs(found))
    assert [year for first, last in made for year in range(first, last + 1)] == sorted(set(found))
    assert all(later[0] > earlier[1] + 1 for earlier, later in pairwise(made))


@given(st.integers(1900, 1905), st.integers(0, 5), st.integers(1895, 1915), st.integers(0, 20))
def test_whatever_lasts_in_the_years_of_a_run_and_no_others_is_allowed(
    first: int, more: int, begin: int, length: int
) -> None:
    covered = range(1900, 1911)
    period = period_of((first, first + more), covered)
    seen = {year for year in covered if begin <= year <= begin + length}
    lasts = period.start_min <= ordinal(begin, 7, 1) <= period.start_max
    lasts = lasts and period.end_min <= ordinal(begin + length, 7, 1) <= period.end_max
    assert lasts is (seen == set(range(first, first + more + 1)))


@given(years)
def test_a_run_from_where_the_data_begin_by_definition_began_then(found: set[int]) -> None:
    [first, *_] = runs(found)
    assert period_of(first, found, since=min(found)).start_min == ordinal(min(found))
    assert period_of(first, found, since=min(found) - 1).start_min < ordinal(min(found))


def test_what_is_still_so_ends_after_the_data() -> None:
    assert Period(f"2000/{not_before('2016')}").end_min == ordinal(2016, 12, 31)
    with pytest.raises(EDTFError):
        not_before("soon")
    with pytest.raises(RecordError, match="no last day"):
        not_before("2016/..")
