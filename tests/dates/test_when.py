"""Moments, periods and sequences."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from math import inf
from typing import Any

import pendulum
import pytest
from hypothesis import given, strategies as st

from bilateral import EDTF, Moment, Period, Sequence, Truth, parse_edtf, q
from bilateral.dates import Shape
from bilateral.dates.relations import Allen, Span
from bilateral.dates.when import When, as_edtf, as_span
from bilateral.errors import EDTFError, RecordError
from bilateral.testing import edtfs, moments, periods, sequences

T, F, U = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN


@pytest.mark.parametrize(
    "value",
    [
        "2018-04-24",
        date(2018, 4, 24),
        pendulum.date(2018, 4, 24),
        datetime(2018, 4, 24, 23, tzinfo=UTC),
    ],
)
def test_a_date_may_be_given_in_several_types(value: str | date) -> None:
    assert as_edtf(value).text == "2018-04-24"
    assert Moment("2018").since(value) is U
    assert Moment(value).within(2018) is T


@pytest.mark.parametrize(
    ("year", "text"), [(2016, "2016"), (44, "0044"), (-44, "-0044"), (17000, "Y17000")]
)
def test_a_year_may_be_given_as_int(year: int, text: str) -> None:
    assert as_edtf(year).text == text


@pytest.mark.parametrize("value", [True, 20.16, None, b"2016"])
def test_other_types_raise(value: object) -> None:
    with pytest.raises(RecordError, match="not a date"):
        as_edtf(value)  # type: ignore[arg-type]


def test_a_calendar_span_is_known_and_a_moment_is_not() -> None:
    assert Moment("2016-04").since(2016) is T
    assert Moment("2016-04").since(Moment("2016")) is U
    assert Moment("2016").before("2016-04") is U
    assert Moment("2016").before(2017) is T


def test_a_moment_is_somewhere_and_a_period_lasts() -> None:
    assert Moment("[1965..1970]").during(1968) is U
    assert Period("[1965..1970]").during(1968) is U
    assert Period("1965/1970").during(1968) is T
    assert Sequence("1965/1970").during(1968) is U
    assert Period("1965/1970").within("1965/1970") is T
    assert Period("1965").during("1965-06") is U


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2018-04-24/2018-04-26", "[2018-04-24..2018-04-26]"),
        ("1965/1970", "[1965..1970]"),
        ("1965/1970-03", "[1965-01-01..1970-03-31]"),  # the ends of a set are equally precise
        ("2018/..", "[2018..]"),
        ("2018/", "[2018..]"),
        ("../2018", "[..2018]"),
        ("[2016..2018]/2020", "[2016-01-01..2020-12-31]"),
        ("{2016,2018}", "[2016,2018]"),
    ],
)
def test_what_takes_one_day_takes_no_interval_and_no_all_of(text: str, written: str) -> None:
    with pytest.raises(RecordError, match="what takes one day does not last") as caught:
        Moment(text)
    assert caught.value.found == text
    assert caught.value.expected == f"{written} for some day of these"
    meant = Moment(written)
    assert (meant.earliest, meant.latest) == (Period(text).earliest, Period(text).latest)


@pytest.mark.parametrize("end", ["..", ""])
def test_an_end_without_a_date_is_no_statement_that_it_lasts(end: str) -> None:
    period = Period(f"2015/{end}")
    assert period.since(2015) is T
    assert period.since(2030) is U
    assert period.before(2015) is F


def test_in_a_question_an_open_end_is_the_end_of_time_and_an_unknown_one_is_unknown() -> None:
    assert Moment("2030").within("2016/..") is T
    assert Moment("2030").within("2016/") is U
    assert Moment("1990").until("/1991") is T
    assert Moment("1950").since("/1991") is U


def test_a_margin_counts_only_for_dates_marked_as_doubtful() -> None:
    assert Moment("2016-01").before("2016-02", margin=40) is T
    assert Moment("2016-01~").before("2016-02", margin=40) is U
    assert Moment("2016~").since(2016) is T
    assert Moment("2016~").since(2016, margin=pendulum.duration(years=1)) is U
    assert Moment("2016~").until(2016, margin=timedelta(days=2)) is U
    assert Moment("2016~").after(2017, margin=2) is F
    assert Moment("2016~").during(2015, margin=2) is U
    assert Period("2016~/2018").within("2016/2018", margin=2) is U
    assert Period("2016~/2018").until("2015", margin=2) is U
    assert Period("2016~/2018").since("2019", margin=2) is F  # only the start is doubtful
    assert Moment("2016~").within(2016, margin=2) is U


def test_equal_by_expression_printed_words_and_kind() -> None:
    assert Moment("2016", "in 2016") == Moment("2016", "in 2016")
    assert Moment("2016", "in 2016") != Moment("2016")
    assert Moment("2016") != Period("2016")
    assert len({Moment("2016"), Moment("2016"), Period("2016")}) == 2
    assert repr(Moment("2016", "in 2016")) == "Moment('2016', printed='in 2016')"
    assert str(Period("2016/..")) == "2016/.."


@given(moments())
def test_repr_of_a_moment_makes_it_again(moment: Moment) -> None:
    assert eval(repr(moment)) == moment


@given(periods())
def test_a_period_has_ordered_bounds(period: Period) -> None:
    assert period.start_min <= period.start_max
    assert period.end_min <= period.end_max
    assert period.start_min <= period.end_min
    assert period.start_max <= period.end_max


def is_stretch(edtf: EDTF) -> bool:
    """Whether a date is one stretch of days, as a question takes it."""
    if edtf.shape in (Shape.ONE_OF, Shape.ALL_OF):
        return False
    return "X" not in edtf.text or len(Period(edtf).spans) == 1


@given(edtfs())
def test_every_date_is_within_its_own_calendar_span(edtf: EDTF) -> None:
    if is_stretch(edtf):
        assert not Period(edtf).within(as_span(edtf)).is_false
    else:
        with pytest.raises(RecordError, match="no one stretch of days") as caught:
            as_span(edtf)
        assert caught.value.found == edtf.text


@pytest.mark.parametrize("text", ["[2016,2018]", "{2016,2018}", "2016-XX-15", "[2016..2018]"])
def test_a_date_of_a_question_is_one_stretch(text: str) -> None:
    with pytest.raises(RecordError, match=r"ask for each of several, joined with \|"):
        Period("2016").during(text)


@pytest.mark.parametrize("made", [Moment("[2016,2018]"), Period("{2016,2018}")])
def test_neither_is_a_date_of_several_of_a_record(made: When) -> None:
    with pytest.raises(RecordError, match="no one stretch of days"):
        Period("2016").during(made)


def test_earliest_and_latest_are_pendulum_dates() -> None:
    period = Period("1965/..")
    assert isinstance(period.earliest, pendulum.Date)
    assert period.latest is None


def test_one_kind_is_not_taken_for_the_other() -> None:
    with pytest.raises(RecordError, match="period given for a moment"):
        Moment.of(Period("2016"))
    with pytest.raises(RecordError, match="period given for a sequence"):
        Sequence.of(Period("2016"))
    assert Moment.of(2016) == Moment("2016")
    assert Sequence.of("2016/2018") == Sequence("2016/2018")


def test_allen_and_same_day_on_dates() -> None:
    assert Period("1965/1970").allen("contains", 1967) is T
    assert Period("1965-01-01/1965-12-31").allen("equals", 1965) is T
    assert Moment("2018-04-24").same_day("2018-04-24") is T
    assert Period("1965/1970").allen_relations("1980") == {
        next(iter(Period("1965").allen_relations(1980)))
    }


# -- what a date says, from its parts ----------------------------------------------------------


POINTS = edtfs().filter(lambda edtf: edtf.shape not in (Shape.INTERVAL, Shape.ALL_OF))


@given(POINTS)
def test_a_moment_is_one_day_within_the_bounds_of_its_date(edtf: EDTF) -> None:
    moment = Moment(edtf)
    first, last = edtf.earliest_ordinal, edtf.latest_ordinal
    assert (moment.start_min, moment.start_max) == (first, last)
    assert (moment.end_min, moment.end_max) == (first, last)
    assert moment.is_moment
    assert not Period(edtf).is_moment


@given(edtfs())
def test_a_date_is_doubtful_exactly_if_its_source_marks_it(edtf: EDTF) -> None:
    marked = edtf.is_uncertain or edtf.is_approximate
    for made in (Period(edtf), Sequence(edtf)):
        assert made.is_qualified is marked
    if edtf.shape is Shape.INTERVAL and len(made.spans) == 1:
        assert [made.start_qualified, made.end_qualified] == [p.is_qualified for p in edtf.parts]


ENDS = ["2016", "2017-02", "2018-04-24", "2018-04?", "", ".."]


@pytest.mark.parametrize("start", ENDS)
@pytest.mark.parametrize("end", ["2018-05", "2019~", "2020-01-01", "", ".."])
def test_the_ends_of_an_interval_are_each_some_day_of_their_own_date(start: str, end: str) -> None:
    period = Period(f"{start}/{end}")
    first = parse_edtf(start) if start not in ("", "..") else None
    last = parse_edtf(end) if end not in ("", "..") else None
    assert period.start_min == (first.earliest_ordinal if first else -inf)
    assert period.end_max == (last.latest_ordinal if last else inf)
    latest_start = last.latest_ordinal if last else inf
    assert period.start_max == min(first.latest_ordinal if first else inf, latest_start)
    earliest_end = first.earliest_ordinal if first else -inf
    assert period.end_min == max(last.earliest_ordinal if last else -inf, earliest_end)


def test_ends_that_lie_in_one_another_bound_each_other() -> None:
    period = Period("2018/2018-04")
    assert period.end_min == parse_edtf("2018-04").earliest_ordinal
    assert period.start_max == parse_edtf("2018-04").latest_ordinal


@given(st.dates(), st.dates())
def test_an_interval_of_two_days_is_known(one: date, other: date) -> None:
    first, last = sorted((one, other))
    period = Period(f"{first}/{last}")
    assert (period.earliest, period.latest) == (first, last)
    known = as_span(f"{first}/{last}")
    for span in (period, known):
        assert (span.start_min, span.start_max) == (first.toordinal(), first.toordinal())
        assert (span.end_min, span.end_max) == (last.toordinal(), last.toordinal())


@given(edtfs())
def test_a_date_in_a_question_is_the_whole_stretch_that_it_names(edtf: EDTF) -> None:
    if not is_stretch(edtf):
        return
    span = as_span(edtf)
    unknown = [part.shape is Shape.UNKNOWN_END for part in edtf.parts] or [False, False]
    first, last = edtf.earliest_ordinal, edtf.latest_ordinal
    assert (span.start_min, span.end_max) == (first, last)
    assert span.start_max == (last if unknown[0] else first)
    assert span.end_min == (first if unknown[1] else last)
    assert not span.is_moment
    assert not span.is_qualified


@given(st.one_of(moments(), periods()))
def test_a_moment_or_period_in_a_question_stays_as_it_is(when: When) -> None:
    if len(when.spans) == 1 and not when.members:
        assert as_span(when) is when


@given(edtfs())
def test_a_date_that_is_one_is_taken_as_it_is(edtf: EDTF) -> None:
    assert as_edtf(edtf) is edtf
    assert as_edtf(edtf.text) == edtf


@given(st.dates())
def test_a_calendar_date_is_its_own_day(day: date) -> None:
    edtf = as_edtf(day)
    assert edtf.earliest_ordinal == edtf.latest_ordinal == day.toordinal()
    assert edtf.text == day.isoformat()


@given(st.integers(-20_000, 20_000))
def test_a_year_is_its_own_days(year: int) -> None:
    from bilateral.dates.ordinals import ordinal

    edtf = as_edtf(year)
    assert edtf.earliest_ordinal == ordinal(year)
    assert edtf.latest_ordinal == ordinal(year + 1) - 1
    assert edtf.shape is Shape.DATE


@pytest.mark.parametrize(
    ("year", "text"), [(9999, "9999"), (10_000, "Y10000"), (-9999, "-9999"), (-10_000, "Y-10000")]
)
def test_a_year_of_five_digits_has_the_mark_of_a_long_one(year: int, text: str) -> None:
    assert as_edtf(year).text == text


RELATIONS = ["since", "until", "before", "after", "during", "within"]
SINGLE = edtfs().filter(is_stretch)
DATES = st.one_of(moments(), periods(), sequences())
ASKED = st.one_of(SINGLE, DATES.filter(lambda when: is_stretch(when.edtf)))


def agreed(truths: Iterable[Truth]) -> Truth:
    """What all of several alternatives say."""
    found = set(truths)
    return found.pop() if len(found) == 1 else U


@given(
    DATES,
    ASKED,
    st.sampled_from(RELATIONS),
    st.sampled_from([0, 1, 40, 400]),
)
def test_a_date_relates_as_each_of_its_spans_does_widened_by_the_margin(
    when: When, other: Any, relation: str, margin: int
) -> None:
    ask = getattr(Span, relation)
    asked = as_span(other)
    expected = agreed(ask(span.widened(margin), asked) for span in when.spans)
    assert getattr(when, relation)(other, margin=margin) is expected
    assert getattr(when, relation)(other, margin=timedelta(days=margin)) is expected
    if margin == 0:
        assert getattr(when, relation)(other) is expected


@pytest.mark.parametrize("relation", RELATIONS)
def test_a_margin_that_is_none_is_refused(relation: str) -> None:
    with pytest.raises(RecordError, match="wrong margin"):
        getattr(Moment("2016"), relation)(2016, margin=-1)


@given(DATES, ASKED)
def test_allen_relations_and_same_day_are_those_of_the_spans(when: When, other: Any) -> None:
    asked = as_span(other)
    possible = {name for span in when.spans for name in Span.allen_relations(span, asked)}
    assert possible  # one at least is always left, whatever end is open
    assert when.allen_relations(other) == possible
    assert when.same_day(other) is agreed(Span.same_day(span, asked) for span in when.spans)
    for name in (Allen.MEETS, Allen.CONTAINS, Allen.DURING):
        assert when.allen(name, other) is (
            F if name not in possible else T if len(possible) == 1 else U
        )


OPEN_QUESTIONS = ["2010/..", "../2010", "../..", "2010/", "/2010"]


@pytest.mark.parametrize("asked", OPEN_QUESTIONS)
@pytest.mark.parametrize("text", ["2005", "2010", "2015/..", "2005/2015", "../2012", "2015/", ".."])
@pytest.mark.parametrize("kind", [Moment, Period, Sequence])
def test_against_an_open_end_some_relation_is_left(kind: type[When], text: str, asked: str) -> None:
    if kind is Moment and "/" in text:  # some day of these
        text = f"[{text.replace('/..', '/').replace('../', '/').replace('/', '..')}]"
    if text == "..":
        return
    made = kind(text)
    assert made.allen_relations(asked)
    assert [made.allen(name, asked) for name in Allen].count(T) <= 1
    assert not all(made.allen(name, asked) is F for name in Allen)


def test_the_open_end_of_a_question_is_later_than_all_days() -> None:
    assert Period("2015/..").allen("during", "2010/..") is T
    assert Period("2010-01-01/..").allen("starts", "2010/..") is T
    assert Period("2015").allen("during", "../..") is T
    assert Period("2005/..").allen("overlaps", "2010/..") is U  # it may have ended before
    assert Moment("2005").allen("precedes", "2010/..") is T


def test_a_relation_of_alternatives_is_known_if_each_says_the_same() -> None:
    rivals = Period("[2001,2003]")
    assert rivals.allen("precedes", "2010") is T
    assert rivals.allen("during", "2001/2003") is U
    assert Period("[2002-03,2004-03]").allen("during", "2000/2010") is T


@given(DATES)
def test_equal_dates_have_equal_hashes_and_the_printed_words_count(when: When) -> None:
    again = type(when)(when.edtf.text, when.printed)
    assert again == when
    assert hash(again) == hash(when)
    assert type(when)(when.edtf, f"{when.printed}!") != when
    assert when != when.edtf
    assert when != when.edtf.text


def test_words_that_are_not_printed_are_none() -> None:
    assert Moment("2016").printed is None
    assert Moment("2016", "in 2016").printed == "in 2016"
    assert Period("2016", "in 2016").printed == "in 2016"
    assert repr(Period("2016")) == "Period('2016')"
    assert repr(Moment("2016", "")) == "Moment('2016', printed='')"


@pytest.mark.parametrize("kind", [Moment, Period, Sequence])
def test_one_that_is_of_the_kind_is_taken_as_it_is(
    kind: type[Moment | Period | Sequence],
) -> None:
    when = kind("2016", "in 2016")
    assert kind.of(when) is when
    assert kind.of("2016") == kind("2016")


def test_a_date_is_made_as_a_moment_or_as_a_period() -> None:
    with pytest.raises(NotImplementedError):
        When("2016")


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (20160101, "'2016-01-01', or 'Y20160101' for the year"),
        (201604, "'2016-04', or 'Y201604' for the year"),
    ],
)
def test_a_number_that_is_hardly_a_year_is_refused(number: int, expected: str) -> None:
    for asked in (as_edtf, as_span, Period):
        with pytest.raises(RecordError) as caught:
            asked(number)
        assert (caught.value.found, caught.value.expected) == (number, expected)


@pytest.mark.parametrize("number", [0, 16, 99])
def test_a_question_has_years_of_four_figures(number: int) -> None:
    for ask in (as_span, Period("2016").during, q.date.during, q.date.since):
        with pytest.raises(RecordError) as caught:
            ask(number)
        assert caught.value.found == number
        assert f"'{number:04d}'" in str(caught.value)


def test_other_numbers_are_years() -> None:
    assert [as_edtf(year).text for year in (2016, -500, 20161301, 12345)] == [
        "2016",
        "-0500",
        "Y20161301",
        "Y12345",
    ]


@pytest.mark.parametrize("sign", [1, -1])
def test_a_number_of_more_digits_than_python_prints_is_no_date(sign: int) -> None:
    number = sign * 5**9999
    with pytest.raises(RecordError, match="not a date: found a value of type int"):
        Moment(number)
    with pytest.raises(EDTFError, match="a value of type int"):
        parse_edtf(number)  # type: ignore[arg-type]
