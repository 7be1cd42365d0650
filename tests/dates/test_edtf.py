"""EDTF: what other implementations assert, what the standard decides, and laws of the parser."""

from __future__ import annotations

import csv
import pickle
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings, strategies as st
from hypothesis.strategies import DrawFn

from bilateral import EDTF, EDTFError, parse_edtf
from bilateral.dates.edtf import MAX_LENGTH, _Parser
from bilateral.dates.expression import Shape
from bilateral.dates.ordinals import day_text, days_in_month, ordinal, year_of
from bilateral.errors import CalendarError
from bilateral.testing import edtf_texts

_TEXT = (Path(__file__).parent / "edtf_cases.csv").read_text(encoding="utf-8")
CASES = list(csv.DictReader(_TEXT.splitlines()))

# Where an implementation's tests assert something else than the standard (ISO 8601-2:2019 in the
# profile of the Library of Congress, 4 February 2019), or where they differ among themselves: our
# verdict, or our bounds, and the reason.
PRECISE = "the profile has date and time to the second only, in extended format"
NO_BLANKS = "the profile has no blanks in a set"
SHORT_YEAR = "the profile has no years of two or three digits for centuries and decades"
UNKNOWN_END = "an unknown end has no bound; ten years are an invention"
WHOLE_RANGE = "significant digits bound the whole range, the year is only the estimate"
LONG_YEAR = "a year of more than four digits needs 'Y'"
Y_ONLY = "'Y' is for years of more than four digits, and only for them"
ENDS = "some start and end within the two dates are in order, as in 2004-02-01/2004-02 too"
SOUTH = "the season of a hemisphere has that hemisphere's months"
DECISIONS: dict[str, tuple[bool | tuple[str, str], str]] = {
    "/2006": (("..", "2006-12-31"), UNKNOWN_END),
    "2004-06-01/": (("2004-06-01", ".."), UNKNOWN_END),
    "1984-06-02?/": (("1984-06-02", ".."), UNKNOWN_END),
    "[1667, 1668, 1670..1672]": (False, NO_BLANKS),
    "[1667, 1760-12]": (False, NO_BLANKS),
    "{1960 ,  1961-12}": (False, NO_BLANKS),
    "1953S2": (("1900-01-01", "1999-12-31"), WHOLE_RANGE),
    "Y17101E4S3": (("Y171000000-01-01", "Y171999999-12-31"), WHOLE_RANGE),
    "Y3388E2S3": (("Y338000-01-01", "Y338999-12-31"), WHOLE_RANGE),
    "Y171010000S3": (("Y171000000-01-01", "Y171999999-12-31"), WHOLE_RANGE),
    "1985-04-12T23:20:30-04": (
        ("1985-04-12", "1985-04-12"),
        "the calendar day is the local one as written, not that of UTC",
    ),
    "Y1700": (False, Y_ONLY),
    "Y-1200": (False, Y_ONLY),
    "2016-05-02T16:54:59.04200000": (False, PRECISE),
    "2016-05-02T16:54:59.4": (False, PRECISE),
    "2016-05-02T16:54:59.42": (False, PRECISE),
    "2016-05-02T16:54:59+1400": (False, PRECISE),
    "2016-05-02T16:54:59+1330": (False, PRECISE),
    "2016-05-02T16:54:59+1200": (False, PRECISE),
    "2016-05-02T16:54:59+0410": (False, PRECISE),
    "2016-05-02T16:54:59-0015": (False, PRECISE),
    "0000-01-03/0000-01": (True, ENDS),
    "0000-02/0000": (True, ENDS),
    "19": (False, SHORT_YEAR),
    "193": (False, SHORT_YEAR),
    "019": (False, SHORT_YEAR),
    "000": (False, SHORT_YEAR),
    "2012-21/2012-22": (True, "a season is a date of level 1, and spring does not follow summer"),
    "22004?-06-11": (False, LONG_YEAR),
    "2XXXX-12-XX": (False, LONG_YEAR),
    "31XXX-XX": (False, LONG_YEAR),
    "2010-29": (("2010-09-01", "2010-11-30"), SOUTH),
    "2010-30": (("2010-12-01", "2011-02-28"), SOUTH),
    "2010-32": (("2010-06-01", "2010-08-31"), SOUTH),
}

# The same for the level at which an expression first appears.
NEGATIVE = "a negative year is a feature of level 1"
AT_THE_END = "a mark at the end of a complete date is a feature of level 1"
FROM_THE_RIGHT = "one or two unspecified digits of a year, from the right, are a feature of level 1"
THREE = "level 1 has one or two unspecified digits of a year; three are a feature of level 2"
ELSEWHERE = "unspecified digits elsewhere, or in part of a month or day, are a feature of level 2"
LEVELS: dict[str, tuple[int, str]] = {
    "-0999": (1, NEGATIVE),
    "-2005/-1999-02": (1, NEGATIVE),
    "-0400": (1, NEGATIVE),
    "-1200-06": (1, NEGATIVE),
    "-0200/0200": (1, NEGATIVE),
    "-0002": (1, NEGATIVE),
    "-9999": (1, NEGATIVE),
    "2004-06-11%": (1, AT_THE_END),
    "2011-23~": (1, AT_THE_END),
    "196X": (1, FROM_THE_RIGHT),
    "1XXX": (2, THREE),
    "XXXX-XX": (2, ELSEWHERE),
    "XXXX-XX-XX": (2, ELSEWHERE),
    "1700-02-0X": (2, ELSEWHERE),
    "2001-01": (0, "a month is a feature of level 0"),
}


def is_valid(text: str) -> bool:
    try:
        parse_edtf(text)
    except EDTFError:
        return False
    return True


def plain(bound: str) -> str:
    """A bound as the table of cases writes it."""
    return {"-inf": "..", "inf": ".."}.get(bound, bound)


def differs(case: dict[str, str]) -> bool:
    """Whether we differ from what a case asserts of validity or bounds."""
    text = case["string"]
    if is_valid(text) != (case["valid"] == "true"):
        return True
    if not is_valid(text):
        return False
    ours = [bound.replace("Y", "") for bound in parse_edtf(text).bounds]
    asserted = [plain(case["lower"]), plain(case["upper"])]
    return any(theirs not in ("", own) for theirs, own in zip(asserted, ours, strict=True))


@pytest.mark.parametrize("text", sorted({case["string"] for case in CASES}))
def test_verdict_and_bounds_are_those_of_the_sources_or_decided(text: str) -> None:
    cases = [case for case in CASES if case["string"] == text]
    if text not in DECISIONS:
        assert not any(map(differs, cases))
        return
    assert any(map(differs, cases)), "no disagreement is left to decide"
    verdict, reason = DECISIONS[text]
    assert reason
    if isinstance(verdict, bool):
        assert is_valid(text) is verdict
    else:
        assert parse_edtf(text).bounds == verdict


def test_every_decision_is_about_a_case() -> None:
    strings = {case["string"] for case in CASES}
    assert set(DECISIONS) <= strings
    assert set(LEVELS) <= strings


def test_levels_are_those_of_the_sources_or_decided() -> None:
    asserted: dict[str, set[int]] = defaultdict(set)
    for case in CASES:
        if case["level"] and is_valid(case["string"]):
            asserted[case["string"]].add(int(case["level"]))
    ours = {text: parse_edtf(text).level for text in asserted}
    decided = {text: level for text, (level, _) in LEVELS.items()}
    assert {
        text: ours[text] for text, found in asserted.items() if found != {ours[text]}
    } == decided


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("2004-06-XX/2004-07-03", 2),  # the profile's own example of a level 2 interval
        ("2004-06-~01/2004-06-~20", 2),
        ("1984~/2004-06", 1),
        ("201X", 1),
        ("20XX", 1),
        ("2XXX", 2),
        ("2004-XX", 1),
        ("1985-XX-XX", 1),
        ("1985-1X", 2),
    ],
)
def test_levels_of_the_examples_in_the_profile(text: str, level: int) -> None:
    assert parse_edtf(text).level == level


# -- laws ------------------------------------------------------------------------------------


@st.composite
def marked_dates(draw: DrawFn) -> str:
    """Dates with marks before and behind each component, which the public strategy leaves out."""
    numbers = (draw(st.integers(1, 9999)), draw(st.integers(1, 12)), draw(st.integers(1, 28)))
    parts = [f"{numbers[0]:04d}", f"{numbers[1]:02d}", f"{numbers[2]:02d}"]
    mark = st.sampled_from(["", "", "?", "~", "%"])
    return "-".join(draw(mark) + part + draw(mark) for part in parts[: draw(st.integers(1, 3))])


@st.composite
def expressions(draw: DrawFn) -> str:
    """Expressions of the whole grammar."""
    form = draw(st.sampled_from(["date", "time", "long", "interval", "set"]))
    if form == "date":
        return draw(marked_dates())
    if form == "time":
        shift = draw(st.sampled_from(["", "Z", "+05", "-08:30"]))
        moment = draw(st.datetimes()).replace(microsecond=0)
        return moment.isoformat() + shift
    if form == "long":
        digits = str(draw(st.integers(10_000, 10**9)))
        figures = draw(st.integers(1, len(digits)))
        sign = draw(st.sampled_from(["", "-"]))
        return f"Y{sign}{digits}" + draw(st.sampled_from(["", f"S{figures}", "E3", "E999"]))
    first, last = sorted(draw(st.lists(st.integers(1000, 9999), min_size=2, max_size=2)))
    mark = draw(st.sampled_from(["", "?", "~", "%"]))
    if form == "interval":
        return f"{first}{mark}/{last}"
    one, other = draw(st.sampled_from([("[", "]"), ("{", "}")]))
    return draw(
        st.sampled_from(
            [
                f"{one}{first}..{last}{mark}{other}",
                f"{one}..{first}{mark},{last}{other}",
                f"{one}{first},{last}{mark}..{other}",
            ]
        )
    )


@given(expressions())
def test_the_whole_grammar_is_read_and_printed_back(text: str) -> None:
    value = parse_edtf(text)
    assert str(value) == text
    assert value.earliest_ordinal <= value.latest_ordinal
    assert value.is_uncertain is bool(set(text) & set("?%"))
    assert value.is_approximate is bool(set(text) & set("~%"))


@given(edtf_texts())
def test_print_of_a_parse_is_the_same_string(text: str) -> None:
    value = parse_edtf(text)
    assert str(value) == text
    assert parse_edtf(str(value)) == value
    assert value.earliest_ordinal <= value.latest_ordinal


@given(edtf_texts())
def test_the_quick_way_reads_what_the_parser_reads(text: str) -> None:
    quick, thorough = parse_edtf(text), _Parser(text).expression()
    assert (quick, quick.bounds, quick.level) == (thorough, thorough.bounds, thorough.level)


@given(st.one_of(st.text(max_size=30), st.text("0123456789X-?~%/.,[]{}YEST:Z+ ", max_size=30)))
def test_any_text_is_read_or_refused_at_a_place_in_it(text: str) -> None:
    try:
        value = parse_edtf(text)
    except EDTFError as error:
        assert 0 <= error.position <= len(text)
        assert error.expected
        assert str(error).splitlines()[-1].strip() == "^"
    else:
        assert str(value) == text


@given(st.dates())
def test_a_full_date_is_that_day(day: date) -> None:
    value = parse_edtf(day.isoformat())
    assert value.is_day
    assert value.earliest == value.latest == day
    assert value.earliest_ordinal == day.toordinal()


@given(st.integers(1, 9999), st.integers(1, 12))
def test_a_month_has_its_days(year: int, month: int) -> None:
    value = parse_edtf(f"{year:04d}-{month:02d}")
    assert value.latest_ordinal - value.earliest_ordinal + 1 == days_in_month(year, month)


@given(st.integers(-20_000, 20_000), st.integers(1, 12), st.integers(1, 28))
def test_the_calendar_repeats_every_400_years(year: int, month: int, day: int) -> None:
    one = ordinal(year, month, day)
    assert ordinal(year + 400, month, day) - one == 146_097
    assert year_of(one) == year
    assert day_text(one).endswith(f"-{month:02d}-{day:02d}")


@pytest.mark.needs("edtf", "undate")
@given(st.dates(date(1000, 1, 1)), st.sampled_from([4, 7, 10]))
@example(date(2016, 2, 29), 10)
@example(date(1900, 2, 1), 7)
@settings(max_examples=30, deadline=None)  # each takes the others some milliseconds
def test_second_opinions_on_level_0(day: date, length: int) -> None:
    from edtf import parse_edtf as other_parse
    from undate import Undate

    text = day.isoformat()[:length]
    ours, edtf, undate = parse_edtf(text), other_parse(text), Undate.parse(text, "EDTF")
    assert ours.bounds == tuple(
        f"{bound.tm_year:04d}-{bound.tm_mon:02d}-{bound.tm_mday:02d}"
        for bound in (edtf.lower_strict(), edtf.upper_strict())
    )
    assert ours.bounds == (str(undate.earliest), str(undate.latest))


# -- particular forms ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("XXXX-02-29", ("0000-02-29", "9996-02-29")),
        ("19XX-02-29", ("1904-02-29", "1996-02-29")),
        ("2017-02-XX", ("2017-02-01", "2017-02-28")),
        ("2010-24", ("2010-12-01", "2011-02-28")),
        ("2010-37", ("2010-01-01", "2010-04-30")),
        ("2010-41", ("2010-07-01", "2010-12-31")),
        ("-XXXX", ("-9999-01-01", "-0001-12-31")),
        ("[..1984]", ("..", "1984-12-31")),
        ("Y-17E7", ("Y-170000000-01-01", "Y-170000000-12-31")),
        ("2016-12-31T23:59:60Z", ("2016-12-31", "2016-12-31")),
    ],
)
def test_bounds(text: str, bounds: tuple[str, str]) -> None:
    assert parse_edtf(text).bounds == bounds


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("2005-07/2005", ("2005-07-01", "2005-12-31")),
        ("2005-07-31/2005-07", ("2005-07-31", "2005-07-31")),
        ("2005/2005-07", ("2005-01-01", "2005-07-31")),
        ("2005-XX-15/2005-01", ("2005-01-15", "2005-01-31")),
        # an end that is one of a set: our extension
        ("[2018-10-21..2018-10-22]/2018-11-04", ("2018-10-21", "2018-11-04")),
        ("2018-10-21/[2018-11-04,2018-11-06]", ("2018-10-21", "2018-11-06")),
        ("[2017,2018]/[2017,2019]", ("2017-01-01", "2019-12-31")),
        ("[2017,2018]/..", ("2017-01-01", "..")),
        ("/[..2018]", ("..", "2018-12-31")),
    ],
)
def test_an_interval_is_read_if_some_start_and_end_are_in_order(
    text: str, bounds: tuple[str, str]
) -> None:
    assert parse_edtf(text).bounds == bounds
    assert str(parse_edtf(text)) == text


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("2018-04/2018-03", 8),
        ("2018-04-02/2018-04-01", 11),
        ("[2018,2019]/[2016,2017]", 12),
        ("[2016..2018-03]", 7),  # of a range in a set both ends are as precise (Annex A)
        ("[2016-01..2018]", 10),
        ("{2016-01-01..2018-01}", 13),
        ("[2018..2016]", 7),
        ("2016/{2018,2019}", 5),  # an end is one day, not all of several
    ],
)
def test_an_order_or_precision_that_cannot_be_is_named_at_its_place(
    text: str, position: int
) -> None:
    with pytest.raises(EDTFError) as caught:
        parse_edtf(text)
    assert caught.value.position == position


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("", 0),
        ("2016-13", 5),
        ("2016-02-30", 8),
        ("2016-1", 5),
        ("XXX1-02-29", 8),
        ("2018/2016", 5),
        ("2016-21-01", 8),
        ("[2016", 5),
        ("2016-04x/2017", 7),
        ("[2016..,2018]", 7),
        ("[2016,..2018]", 6),
        ("2016?-04T10:00:00", 8),
        ("2016-04-01T25:00:00", 11),
        ("2016-04-01T10:00", 10),
        ("2016-04-01T10:00:00-00", 19),
        ("-0000", 0),
        ("Y0123456", 1),
        ("Y0E5", 1),
        ("Y1E1000", 3),
        ("1950S5", 5),
        ("\u0662\u0660\u0661\u0666", 0),
        ("2016\n", 4),
    ],
)
def test_a_fault_is_named_at_its_place(text: str, position: int) -> None:
    with pytest.raises(EDTFError) as caught:
        parse_edtf(text)
    assert caught.value.position == position


def test_the_error_points_with_a_caret() -> None:
    with pytest.raises(EDTFError) as caught:
        parse_edtf("2016-13-01")
    assert str(caught.value).splitlines()[1:] == ["  2016-13-01", "       ^"]


def test_an_error_survives_pickling() -> None:
    with pytest.raises(EDTFError) as caught:
        parse_edtf("2016-13")
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


def test_length_is_capped() -> None:
    longest = "[" + ",".join(["2016"] * 79) + "]"
    assert len(longest) <= MAX_LENGTH
    assert parse_edtf(longest).bounds == ("2016-01-01", "2016-12-31")
    with pytest.raises(EDTFError, match="at most 400"):
        parse_edtf("2" * 401)


@pytest.mark.parametrize("value", [2016, None, b"2016"])
def test_only_text_is_read(value: object) -> None:
    with pytest.raises(EDTFError, match="a string"):
        parse_edtf(value)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["-0999", "0000", "Y17E7", "Y9E999"])
def test_outside_the_calendar_the_bounds_are_text_only(text: str) -> None:
    value = parse_edtf(text)
    assert "-01-01" in value.bounds[0]
    with pytest.raises(CalendarError, match="years 1 to 9999"):
        _ = value.earliest


def test_an_open_and_an_unknown_end_are_told_apart() -> None:
    opened, unknown = parse_edtf("2016/.."), parse_edtf("2016/")
    assert opened.latest is unknown.latest is None
    assert [value.parts[1].shape for value in (opened, unknown)] == [
        Shape.OPEN_END,
        Shape.UNKNOWN_END,
    ]


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("2004-06-11%", {"year": "%", "month": "%", "day": "%"}),
        ("2004?-06-11", {"year": "?"}),
        ("2004-06~-11", {"year": "~", "month": "~"}),
        ("2004-?06-?11", {"month": "?", "day": "?"}),
        ("?2004-%06", {"year": "?", "month": "%"}),
        ("2004-06", {}),
        ("2004?/2006", {}),
        ("~2004?", {"year": "%"}),
        ("Y170000?", {"year": "?"}),
    ],
)
def test_marks_belong_to_their_components(text: str, marks: dict[str, str]) -> None:
    assert dict(parse_edtf(text).qualifiers) == marks


def test_equal_and_hashed_by_expression() -> None:
    assert parse_edtf("2016") == parse_edtf("2016")
    assert parse_edtf("2016") != parse_edtf("2016-01-01/2016-12-31")
    assert len({parse_edtf("2016"), parse_edtf("2016")}) == 1
    with pytest.raises(TypeError):
        _ = parse_edtf("2016") < parse_edtf("2017")
    assert isinstance(parse_edtf("2016"), EDTF)
    assert repr(parse_edtf("2016")) == "parse_edtf('2016')"
