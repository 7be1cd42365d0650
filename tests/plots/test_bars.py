"""Bars: the days that are sure, those that are possible, and the rows in which they stand."""

from __future__ import annotations

from itertools import pairwise
from math import inf

import attrs
import pytest
from hypothesis import given, strategies as st

from bilateral import Citation, Dataset, Period, Visit, testing
from bilateral.dates.ordinals import day_text, ordinal
from bilateral.model.records import Record
from bilateral.plots.bars import LAYERS, Bar, Rows, Scale, add, packed, title
from bilateral.plots.look import Look


def bar(small: Dataset, date: str, *, sure: bool = True, id: str = "v") -> Bar:
    return Bar.of(attrs.evolve(small["chief-2018"], date=date, id=id), sure)


@given(testing.records())
def test_a_sure_day_is_in_every_span(record: Record) -> None:
    found = Bar.of(record, True)
    if (core := found.core) is not None:
        assert core[0] <= core[1]
        for span in record.when:
            assert span.start_max <= core[0]
            assert core[1] <= span.end_min
    assert (found.point is None) is (core is None)  # a sign says that a day is known
    if core is not None and found.point is not None:
        assert core[0] <= found.point <= core[1] + 1
    if found.is_dated:
        first, last = found.extent
        assert first - 1 <= found.middle <= last + 2
    doubtful = Bar.of(record, False)
    assert (doubtful.core, doubtful.point) == (None, found.point)


@pytest.mark.parametrize(
    ("date", "core"),
    [
        ("2018-04-24/2018-04-25", True), ("2018-04", False), ("2018/2019", True),
        ("{2016,2018}", False), ("[2016,2018]", False), ("2018/..", False),
    ],
)  # fmt: skip
def test_what_is_sure_of_a_date(small: Dataset, date: str, core: bool) -> None:
    assert (bar(small, date).core is not None) is core


def test_a_scale_is_of_whole_years(small: Dataset) -> None:
    scale = Scale.of([bar(small, "2016-05-01"), bar(small, "2018-04/..")], 1096)
    assert (scale.first, scale.last, scale.pixel) == (ordinal(2016), ordinal(2019), 1)
    assert scale.days(-inf, inf) == (ordinal(2016), ordinal(2019))
    assert scale.milliseconds(ordinal(1970, 1, 2)) == 86_400_000


@given(st.lists(st.tuples(st.integers(0, 900), st.integers(0, 200)), min_size=1, max_size=30))
def test_no_bar_touches_another_of_its_row(lengths: list[tuple[int, int]]) -> None:
    visit = Visit(id="v", title="A visit", citations=[Citation(source="a")])
    bars = [
        Bar.of(attrs.evolve(visit, id=f"v{n}", date=Period(f"{day(a)}/{day(a + b)}")), True)
        for n, (a, b) in enumerate(lengths)
    ]
    scale = Scale.of(bars, 500)
    rows = packed(bars, scale, apart=False)
    assert sorted(b.record.id for row in rows for b in row) == sorted(b.record.id for b in bars)
    for row in rows:
        for one, other in pairwise(row):
            assert scale.days(*one.extent)[1] < scale.days(*other.extent)[0]
    assert len(packed(bars, scale, apart=True)) == len(bars)


def day(number: int) -> str:
    return day_text(ordinal(2016) + number)


def test_only_what_is_possible_is_hatched(small: Dataset) -> None:
    held = bar(small, "2010/2016")
    scale = Scale.of([held], 600)
    marks: dict[str, Rows] = {name: [] for name in LAYERS}
    add(marks, held, 0, scale)
    (core,) = marks["cores"]
    strokes = [row["at"] for row in marks["hatching"]]
    assert strokes
    assert not [at for at in strokes if core["from"] < at < core["to"]]
    assert len(marks["points"]) == len(marks["possible"]) == 1


@pytest.mark.parametrize(("date", "tint"), [("2018-04-24", "signed"), ("2018-04", "planned")])
def test_what_has_no_sign_has_the_colour_of_its_status(
    small: Dataset, date: str, tint: str
) -> None:
    record = attrs.evolve(small["chief-2018"], date=date, status="planned")
    held = Bar.of(record, True)
    scale = Scale.of([held], 2000)
    marks: dict[str, Rows] = {name: [] for name in LAYERS}
    add(marks, held, 0, scale)
    assert [row["tint"] for row in marks["possible"]] == [tint]
    assert len(marks["points"]) == (tint == "signed")
    assert ("(planned)" in title(held, 0, scale, Look(width=2000))["words"]) is (tint == "planned")


def test_a_title_stands_where_there_is_room(small: Dataset) -> None:
    early, late = bar(small, "2010-01-02"), bar(small, "2018-12-01")
    scale = Scale.of([early, late], 600)
    assert title(early, 0, scale, Look())["side"] == "right"
    assert title(late, 1, scale, Look())["side"] == "left"
    open_ = bar(small, "../2018-12-01")
    assert title(open_, 1, scale, Look())["words"] == open_.record.title
