"""What an expression says of a start and an end, against every reading of it spelt out."""

from __future__ import annotations

from datetime import date, timedelta
from math import inf

import pytest
from hypothesis import given, strategies as st

from bilateral import parse_edtf
from bilateral.dates.relations import Span
from bilateral.dates.spans import MOST_SPANS, spans_of

Days = tuple[int, int]
FIRST, LAST = 2015, 2019  # the years of these tests


def days_of(text: str) -> set[int]:
    """Every day that a single date may mean, by trying all days."""
    text = text.strip("?~%")
    found = set()
    day = date(FIRST, 1, 1)
    while day.year <= LAST + 1:  # a winter runs on into the next year
        if fits(day, text):
            found.add(day.toordinal())
        day += timedelta(days=1)
    return found


SEASONS = {"21": range(3, 6), "22": range(6, 9), "23": range(9, 12), "24": range(12, 15),
           "33": range(1, 4), "36": range(10, 13), "37": range(1, 5), "41": range(7, 13),
           }  # fmt: skip


def fits(day: date, text: str) -> bool:
    parts = text.split("-")
    if len(parts) == 2 and parts[1] in SEASONS:
        months = SEASONS[parts[1]]
        return any(
            day.month == (month - 1) % 12 + 1 and alike(f"{day.year - (month > 12):04d}", parts[0])
            for month in months
        )
    return all(map(alike, day.isoformat().split("-"), parts))


def alike(digits: str, pattern: str) -> bool:
    return all(wanted in ("X", digit) for digit, wanted in zip(digits, pattern, strict=True))


def stretch_of(text: str) -> set[int]:
    """The days of a date, of a set, or of a range within one."""
    if text.startswith("["):
        return set().union(*(stretch_of(part) for part in text[1:-1].split(",")))
    if ".." in text:
        one, other = text.split("..")
        return set(range(min(days_of(one)), max(days_of(other)) + 1))
    return days_of(text)


def worlds_of(text: str) -> set[Days]:
    """Every start and end that an expression allows."""
    if "/" in text:
        one, other = text.split("/")
        return {(a, b) for a in stretch_of(one) for b in stretch_of(other) if a <= b}
    joined = stretches(stretch_of(text))
    return {(a, b) for stretch in joined for a in stretch for b in stretch if a <= b}


def stretches(days: set[int]) -> list[list[int]]:
    found: list[list[int]] = []
    for day in sorted(days):
        if found and found[-1][-1] == day - 1:
            found[-1].append(day)
        else:
            found.append([day])
    return found


def allowed(spans: tuple[Span, ...]) -> set[Days]:
    return {
        (a, b)
        for span in spans
        for a in range(int(span.start_min), int(span.start_max) + 1)
        for b in range(max(a, int(span.end_min)), int(span.end_max) + 1)
        if span.days_min <= b - a <= span.days_max
    }


DATES = ["2016", "2016-02", "2017-02-28", "2016-02-29", "2016-02-XX", "2017-XX", "2016-1X",
         "2016-0X", "2017-01-3X", "2016-XX-31", "201X-02-29", "2016-24", "2017-33", "2017?",
         "2016-XX-XX"]  # fmt: skip


@pytest.mark.parametrize("text", DATES)
def test_a_single_date_has_every_day_that_fits_it(text: str) -> None:
    days = days_of(text)
    if text == "201X-02-29":  # two leap years, of which these tests know the one
        days |= {date(2012, 2, 29).toordinal()}
    spans = spans_of(parse_edtf(text), moment=True)
    assert {a for a, _ in allowed(spans)} == days
    assert all(span.is_moment for span in spans)
    assert [(span.start_min, span.end_max) for span in spans] == [
        (found[0], found[-1]) for found in stretches(days)
    ]


@pytest.mark.parametrize("text", ["2016-02", "2016-02-29", "2016-1X-15", "2016-0X-30"])
def test_start_and_end_of_what_lasts_lie_in_one_stretch(text: str) -> None:
    assert allowed(spans_of(parse_edtf(text))) == worlds_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "[2016-02-01,2016-04-01]",
        "[2016-02..2016-04]",
        "[2016-02-03..2016-02-05,2016-03]",
        "[2016-02-28..2016-03-02,2016-XX-15]",
        "[2016-12-30..2017-01-02]",
    ],
)
def test_a_set_is_one_of_its_members_each_a_stretch(text: str) -> None:
    edtf = parse_edtf(text)
    assert {a for a, _ in allowed(spans_of(edtf, moment=True))} == stretch_of(text)
    each = [worlds_of(f"[{part}]") for part in text[1:-1].split(",")]
    assert allowed(spans_of(edtf)) == set().union(*each)


@pytest.mark.parametrize(
    "text",
    [
        "2016-02-03/2016-02-05",
        "2016-02/2016-02-05",
        "2016-02-03/2016-02",
        "2016-02/2016-03",
        "2016-02-XX/2016-02-0X",
        "2016-0X-05/2016-03",
        "[2016-02-03..2016-02-05]/2016-02-04",
        "[2016-02-03,2016-02-06]/[2016-02-05,2016-02-09]",
        "2016-02-03?/2016-02-05~",
    ],
)
def test_an_interval_has_every_start_and_end_in_order(text: str) -> None:
    assert allowed(spans_of(parse_edtf(text))) == worlds_of(text.replace("?", "").replace("~", ""))


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Expressions of days and months of one half-year."""
    one = st.builds("2016-{:02d}-{:02d}".format, st.integers(1, 4), st.integers(1, 29))
    single = one | st.sampled_from(["2016-02", "2016-0X-15", "2016-02-2X", "2016-03-XX", "2016-01"])
    ranges = st.tuples(one, one).map(lambda pair: "..".join(sorted(pair)))
    sets = st.lists(single | ranges, min_size=1, max_size=3).map(lambda p: f"[{','.join(p)}]")
    if draw(st.booleans()):
        return draw(single | sets)
    return f"{draw(single | sets)}/{draw(single | sets)}"


@given(texts().filter(worlds_of))
def test_the_spans_allow_what_the_expression_allows(text: str) -> None:
    spans = spans_of(parse_edtf(text))
    if "/" in text:
        assert allowed(spans) == worlds_of(text)
    else:
        parts = text[1:-1].split(",") if text[0] == "[" else [text]
        assert allowed(spans) == set().union(*(worlds_of(f"[{part}]") for part in parts))
    assert all(span == span.tightened() for span in spans)


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("{2016,2018}", [("2016-01-01", "2016-12-31"), ("2018-01-01", "2018-12-31")]),
        ("{2016-02-03}", [("2016-02-03", "2016-02-03")]),
        (
            "{2016..2018}",
            [(f"{year}-01-01", f"{year}-12-31") for year in (2016, 2017, 2018)],
        ),
        (
            "{2016-11..2017-02}",
            [
                ("2016-11-01", "2016-11-30"),
                ("2016-12-01", "2016-12-31"),
                ("2017-01-01", "2017-01-31"),
                ("2017-02-01", "2017-02-28"),
            ],
        ),
        (
            "{2016-02-28..2016-03-01,2016-05}",
            [(d, d) for d in ("2016-02-28", "2016-02-29", "2016-03-01")]
            + [("2016-05-01", "2016-05-31")],
        ),
    ],
)
def test_in_braces_every_member_is_touched(text: str, members: list[tuple[str, str]]) -> None:
    (span,) = spans_of(parse_edtf(text))
    ordinals = [(day(first), day(last)) for first, last in members]
    assert list(span.members) == ordinals
    assert (span.start_min, span.start_max) == (
        min(first for first, _ in ordinals),
        min(last for _, last in ordinals),
    )
    assert (span.end_min, span.end_max) == (
        max(first for first, _ in ordinals),
        max(last for _, last in ordinals),
    )


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def test_an_open_end_and_an_unknown_one_bound_nothing() -> None:
    for text in ("2016-02-03/..", "2016-02-03/"):
        (span,) = spans_of(parse_edtf(text))
        first = day("2016-02-03")
        assert (span.start_min, span.start_max) == (first, first)
        assert (span.end_min, span.end_max) == (first, inf)
    (span,) = spans_of(parse_edtf("[..2016-02-03]"))
    assert (span.start_min, span.end_max) == (-inf, day("2016-02-03"))
    (span,) = spans_of(parse_edtf("{2016..}"))
    assert span.members == ((day("2016-01-01"), inf),)


@pytest.mark.parametrize(("moment", "sequence"), [(False, False), (True, False), (False, True)])
def test_the_nature_of_a_date_is_that_of_each_of_its_spans(moment: bool, sequence: bool) -> None:
    for text in ("2016", "[2016,2018]", "2016-XX-15"):
        for span in spans_of(parse_edtf(text), moment=moment, sequence=sequence):
            assert span.is_moment is moment
            assert span.is_sequence is sequence


def test_marks_stay_with_the_member_or_end_that_bears_them() -> None:
    one, other = spans_of(parse_edtf("[2016?,2018]"))
    assert (one.start_qualified, one.end_qualified) == (True, True)
    assert (other.start_qualified, other.end_qualified) == (False, False)
    (span,) = spans_of(parse_edtf("2016~/2018"))
    assert (span.start_qualified, span.end_qualified) == (True, False)
    found = spans_of(parse_edtf("[2016,2017~]/2018"))
    assert [span.start_qualified for span in found] == [False, True]


def test_more_readings_than_can_be_told_apart_are_one_stretch() -> None:
    edtf = parse_edtf("1XXX-XX-15")
    (span,) = spans_of(edtf)
    assert (span.start_min, span.end_max) == (edtf.earliest_ordinal, edtf.latest_ordinal)
    assert len(spans_of(parse_edtf("195X-XX-15"))) == 120
    assert len(spans_of(parse_edtf("{1000..1999}"))[0].members) == MOST_SPANS
    (span,) = spans_of(parse_edtf("{0001..9999}"))  # said of the whole
    assert len(span.members) == 1
    (span,) = spans_of(parse_edtf("195X-XX-15/195X-XX-15"))
    assert (span.start_min, span.end_max) == (day("1950-01-15"), day("1959-12-15"))


@pytest.mark.parametrize("text", DATES)
def test_no_span_lies_outside_the_bounds_of_its_expression(text: str) -> None:
    edtf = parse_edtf(text)
    spans = spans_of(edtf)
    assert min(span.start_min for span in spans) == edtf.earliest_ordinal
    assert max(span.end_max for span in spans) == edtf.latest_ordinal
