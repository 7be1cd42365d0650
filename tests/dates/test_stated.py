"""Printed dates that stand by themselves, written from the calendar in every form."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from bilateral import parse_printed
from bilateral.dates import Shape
from bilateral.errors import PhraseError

DAYS = st.dates(date(1000, 1, 1))
YEARS = st.integers(1001, 9998)


def ordinal(number: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10 if number // 10 != 1 else 0, "th")
    return f"{number}{ending}"


def names(day: date) -> list[str]:
    """A day in words, in the orders and with the signs that are printed."""
    full, weekday = calendar.month_name[day.month], calendar.day_name[day.weekday()]
    forms = []
    for month in (full, full[:3], f"{full[:3]}."):
        forms += [
            f"{day.day} {month} {day.year}",
            f"{ordinal(day.day)} of {month}, {day.year}",
            f"the {ordinal(day.day)} day of {month} {day.year}",
            f"{month} {day.day}, {day.year}",
            f"{month} {ordinal(day.day)} {day.year}",
            f"{weekday}, {day.day} {month} {day.year}",
            f"{weekday[:3]}. {month} {day.day}, {day.year}",
            f"{day.year} {month} {day.day}",
        ]
    return [
        *forms,
        f"{day.day}-{full[:3]}-{day.year}",
        f"{day.day:02d}{full[:3]}{day.year}",
        f"{day.year}/{day.month}/{day.day}",
        f"{day:%Y.%m.%d}",
    ]


@given(DAYS)
def test_a_day_is_read_in_every_order_with_month_and_weekday_whole_or_short(day: date) -> None:
    for text in names(day):
        assert parse_printed(text).text == day.isoformat(), text
    month, weekday = calendar.month_name[day.month], calendar.day_name[day.weekday()]
    assert parse_printed(f"{month} {day.year}").text == day.isoformat()[:7]
    for wrong in set(calendar.day_name) - {weekday}:
        with pytest.raises(PhraseError):
            parse_printed(f"{wrong}, {day.day} {month} {day.year}")


@given(DAYS, st.sampled_from("./-"))
def test_a_day_in_numbers_is_read_if_it_has_one_reading(day: date, sign: str) -> None:
    day_first = f"{day.day}{sign}{day.month}{sign}{day.year}"
    month_first = f"{day.month:02d}{sign}{day.day:02d}{sign}{day.year}"
    for text in (day_first, month_first):
        if day.day > 12 or day.day == day.month:
            assert parse_printed(text).text == day.isoformat(), text
        else:
            with pytest.raises(PhraseError, match=" or ") as caught:
                parse_printed(text)
            swapped = day.replace(month=day.day, day=day.month)
            assert {str(day), str(swapped)} == set(str(caught.value.expected).split(" or "))


@given(st.integers(1, 9999), st.integers(1, 12), st.integers(28, 40))
def test_no_day_is_made_up(year: int, month: int, day: int) -> None:
    if day <= calendar.monthrange(year, month)[1]:
        return
    name = calendar.month_name[month]
    for text in (
        f"{day} {name} {year:04d}",
        f"{name} {day}, {year:04d}",
        f"{day}.{month}.{year:04d}",
    ):
        with pytest.raises(PhraseError):
            parse_printed(text)


@given(YEARS, st.integers(1, 12))
def test_the_parts_of_a_month_are_all_of_it(year: int, month: int) -> None:
    name, last = calendar.month_name[month], calendar.monthrange(year, month)[1]
    for parts in (
        ("early", "mid", "late"),
        ("beginning of", "middle of", "end of"),
        ("early to mid", "late"),
        ("first half of", "second half of"),
    ):
        found = [parse_printed(f"{part} {name} {year}") for part in parts]
        assert all(value.shape is Shape.ONE_OF for value in found)
        assert found[0].earliest == date(year, month, 1)
        assert found[-1].latest == date(year, month, last)
        for one, other in pairwise(found):
            assert one.latest_ordinal + 1 == other.earliest_ordinal


@given(YEARS, st.integers(1, 12), st.integers(1, 4))
def test_a_week_of_a_month_is_any_that_is_counted_so(year: int, month: int, number: int) -> None:
    name, last = calendar.month_name[month], calendar.monthrange(year, month)[1]
    from_first, from_last = (
        set(range(7 * number - 6, 7 * number + 1)),
        set(range(last - 6, last + 1)),
    )
    for begin in (calendar.SATURDAY, calendar.SUNDAY, calendar.MONDAY):
        rows = calendar.Calendar(begin).monthdayscalendar(year, month)
        begun, ended = [row for row in rows if row[0]], [row for row in rows if row[-1]]
        from_first |= {*rows[number - 1], *begun[number - 1]} - {0}
        from_last |= {*rows[-1], *ended[-1]} - {0}
    for phrase, days in ((f"the {ordinal(number)} week", from_first), ("last week", from_last)):
        found = parse_printed(f"{phrase} of {name} {year}")
        assert found.shape is Shape.ONE_OF
        expected = date(year, month, min(days)), date(year, month, max(days))
        assert (found.earliest, found.latest) == expected


@pytest.mark.parametrize("part", ["early", "mid", "late", "start", "end", "early to mid"])
@pytest.mark.parametrize("joint", ["-", " - ", "\N{EN DASH}", " to ", " until ", " or ", " and "])
@pytest.mark.parametrize("whole", ["spring", "autumn", "Q1", "Q3", "H2", "second half of"])
def test_a_part_of_a_part_of_a_year_is_no_stretch_from_the_year(
    part: str, joint: str, whole: str
) -> None:
    for phrase in (f"{part}{joint}{whole} 2018", f"c. {part}{joint}{whole} 2018"):
        with pytest.raises(PhraseError):
            parse_printed(phrase)


@given(st.dates(date(1000, 1, 1), date(9999, 12, 1)))
def test_the_week_of_a_day_is_any_week_that_has_it(day: date) -> None:
    text = f"{day.day} {calendar.month_name[day.month]} {day.year}"
    for phrase, least, most in (
        ("week of", -6, 6),
        ("week beginning", 0, 6),
        ("week commencing", 0, 6),
        ("week ending", -6, 0),
    ):
        found = parse_printed(f"{phrase} {text}")
        assert found.earliest == day + timedelta(days=least)
        assert found.latest == day + timedelta(days=most)


@given(YEARS)
def test_the_parts_of_a_year_are_all_of_it(year: int) -> None:
    for parts in (
        ("early", "mid", "late"),
        ("beginning of", "mid to late"),
        ("Q1", "Q2", "Q3", "Q4"),
        ("first quarter of", "second quarter of", "3rd quarter,", "4th quarter"),
        ("H1", "H2"),
        ("1st half of", "second half of"),
        ("first five months of", "last seven months of"),
    ):
        found = [parse_printed(f"{part} {year}") for part in parts]
        assert found[0].earliest == date(year, 1, 1)
        assert found[-1].latest == date(year, 12, 31)
        for one, other in pairwise(found):
            assert one.latest_ordinal + 1 == other.earliest_ordinal


@pytest.mark.parametrize(
    ("season", "first", "last"),
    [
        ("spring", "03-01", "05-31"),
        ("summer", "06-01", "08-31"),
        ("autumn", "09-01", "11-30"),
        ("fall", "09-01", "11-30"),
    ],
)
def test_a_season_is_three_months_of_its_year(season: str, first: str, last: str) -> None:
    assert parse_printed(f"{season} 2016").bounds == (f"2016-{first}", f"2016-{last}")


@given(YEARS)
def test_a_winter_is_of_two_years(year: int) -> None:
    last = calendar.monthrange(year + 1, 2)[1]
    bounds = (f"{year}-12-01", f"{year + 1}-02-{last}")
    for later in (f"{year + 1}", f"{(year + 1) % 100:02d}"):
        assert parse_printed(f"winter {year}-{later}").bounds == bounds
        assert parse_printed(f"winter of {year}/{later}").bounds == bounds
    with pytest.raises(PhraseError, match="several readings"):
        parse_printed(f"winter {year}")


@given(st.integers(10, 98), st.integers(1, 9))
def test_a_decade_is_ten_years_in_three_parts(century: int, decade: int) -> None:
    start = 100 * century + 10 * decade
    years = f"{start}s"
    parts = [parse_printed(f"{part} {years}") for part in ("early", "mid", "late")]
    halves = [parse_printed(f"{half} half of the {years}") for half in ("first", "second")]
    for found in ([parse_printed(f"the {years}")], parts, halves):
        assert found[0].bounds[0] == f"{start}-01-01"
        assert found[-1].bounds[1] == f"{start + 9}-12-31"
        for one, other in pairwise(found):
            assert one.latest_ordinal + 1 == other.earliest_ordinal


CENTURIES = "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first".split()


@pytest.mark.parametrize(("number", "word"), list(enumerate(CENTURIES, 15)))
def test_a_century_ends_with_the_year_of_its_number(number: int, word: str) -> None:
    bounds = (f"{100 * number - 99}-01-01", f"{100 * number}-12-31")
    for shown in (word, ordinal(number)):
        assert parse_printed(f"the {shown} century").bounds == bounds
        thirds = [parse_printed(f"{part} {shown} century") for part in ("early", "mid", "late")]
        assert (thirds[0].bounds[0], thirds[-1].bounds[1]) == bounds
        for one, other in pairwise(thirds):
            assert one.latest_ordinal + 1 == other.earliest_ordinal


@given(st.integers(1, 9999))
def test_years_of_eras_have_no_year_0_between_them(year: int) -> None:
    assert parse_printed(f"{year} AD").text == parse_printed(f"AD {year}").text == f"{year:04d}"
    before = parse_printed(f"{year} BC")
    assert before.text == parse_printed(f"{year} BCE").text
    assert int(before.text) == 1 - year


@given(YEARS, YEARS)
def test_two_years_are_a_range_in_order_and_refused_else(one: int, other: int) -> None:
    if one <= other:
        found = parse_printed(f"{one}\N{EN DASH}{other}")
        assert (found.text, found.shape) == (f"{one}/{other}", Shape.INTERVAL)
    else:
        with pytest.raises(PhraseError):
            parse_printed(f"{one}-{other}")


@given(st.integers(1000, 9998), st.integers(0, 99))
def test_a_short_second_year_is_never_taken_for_a_month(year: int, last: int) -> None:
    later, part = last > year % 100, 1 <= last <= 12 or 21 <= last <= 41
    phrase = f"{year}-{last:02d}"
    if later and part:
        with pytest.raises(PhraseError, match="several readings"):
            parse_printed(phrase)
    elif later:
        assert parse_printed(phrase).text == f"{year}/{year // 100}{last:02d}"
    elif part and 100 + last - year % 100 <= 30:  # "1998-02" may be of five years
        for text in (phrase, phrase.replace("-", "\N{EN DASH}")):
            with pytest.raises(PhraseError, match="several readings"):
                parse_printed(text)
    elif part:
        assert parse_printed(phrase).text == phrase
    else:
        with pytest.raises(PhraseError):
            parse_printed(phrase)
    slashed = f"{year}/{last:02d}"
    if later and last == year % 100 + 1 and last > 12:
        assert parse_printed(slashed).text == f"[{year}..{year + 1}]"
    elif later or not 1 <= last <= 12 or 100 + last - year % 100 <= 30:
        with pytest.raises(PhraseError):
            parse_printed(slashed)
    else:
        assert parse_printed(slashed).text == f"{year}-{last:02d}"
