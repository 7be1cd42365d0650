"""Printed dates of other languages: a table of phrases, every day of a calendar, any words."""

# ruff: noqa: RUF001  # Letters of other scripts look like those of ours.

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from bilateral import parse_edtf, parse_printed
from bilateral.dates.languages import folded, language_of
from bilateral.dates.translated import translations
from bilateral.dates.words import MONTHS as ENGLISH
from bilateral.errors import PhraseError

# Language, phrase, and the EDTF expression or the fault, found with a calendar.
with (Path(__file__).parent / "languages.csv").open(encoding="utf-8", newline="") as lines:
    ROWS = [(row["language"], row["phrase"], row["edtf"]) for row in csv.DictReader(lines)]
FAULTS = {
    "no date": "no date that can be read",
    "several readings": "a date with several readings",
    "needs a source": "a date that depends on its source's",
}


@pytest.mark.parametrize(("language", "phrase", "edtf"), ROWS)
def test_a_phrase_is_read_or_refused(language: str, phrase: str, edtf: str) -> None:
    if edtf not in FAULTS:
        assert parse_printed(phrase, language=language).text == edtf
        return
    with pytest.raises(PhraseError) as caught:
        parse_printed(phrase, language=language)
    assert caught.value.problem == FAULTS[edtf]
    assert caught.value.found == phrase
    assert caught.value.expected


def test_the_table_has_enough_of_each_language() -> None:
    assert len(ROWS) == len({row[:2] for row in ROWS})
    for language in ("ar", "de", "es", "fr", "pt", "ru", "zh"):
        assert sum(row[0] == language for row in ROWS) >= 20


# -- every day of a calendar, by hand-written forms --------------------------------------------

MONTHS = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
    "diciembre",
    "pt": "Janeiro Fevereiro Março Abril Maio Junho Julho Agosto Setembro Outubro Novembro "
    "Dezembro",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "sy": "كانون_الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين_الأول تشرين_الثاني "
    "كانون_الأول",
    "zh": "1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月",
}
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def month(language: str, day: date) -> str:
    """The name of a day's month."""
    return MONTHS[language].split()[day.month - 1].replace("_", " ")


DAYS: list[tuple[str, Callable[[date], str]]] = [
    ("fr", lambda d: f"{'1er' if d.day == 1 else d.day} {month('fr', d)} {d.year}"),
    ("es", lambda d: f"{d.day} de {month('es', d)} de {d.year}"),
    ("pt", lambda d: f"{d.day} de {month('pt', d)} de {d.year}"),
    ("de", lambda d: f"{d.day}. {month('de', d)} {d.year}"),
    ("de", lambda d: f"{d.day:02d}.{d.month:02d}.{d.year}"),
    ("ru", lambda d: f"{d.day} {month('ru', d)} {d.year} г."),
    ("ar", lambda d: f"{d.day} {month('ar', d)} {d.year}".translate(ARABIC)),
    ("ar", lambda d: f"{d.day} {month('sy', d)} {d.year}"),
    ("ar", lambda d: f"{d.day} {month('sy', d)}/{month('ar', d)} {d.year}"),
    ("zh", lambda d: f"{d.year}年{month('zh', d)}{d.day}日"),
]


@pytest.mark.parametrize(("language", "printed"), DAYS)
def test_every_day_of_a_leap_year_reads_back(language: str, printed: Callable[[date], str]) -> None:
    for number in range(366):
        day = date(2016, 1, 1) + timedelta(days=number)
        assert parse_printed(printed(day), language=language).text == day.isoformat()


SPANS: list[tuple[str, Callable[[date, date], str]]] = [
    ("fr", lambda a, b: f"du {a.day} {month('fr', a)} {a.year} au {b.day} {month('fr', b)} "
     f"{b.year}"),
    ("es", lambda a, b: f"del {a.day} de {month('es', a)} de {a.year} al {b.day} de "
     f"{month('es', b)} de {b.year}"),
    ("pt", lambda a, b: f"de {a.day} de {month('pt', a)} de {a.year} a {b.day} de "
     f"{month('pt', b)} de {b.year}"),
    ("de", lambda a, b: f"vom {a.day}. {month('de', a)} {a.year} bis zum {b.day}. "
     f"{month('de', b)} {b.year}"),
    ("ru", lambda a, b: f"с {a.day} {month('ru', a)} {a.year} г. по {b.day} {month('ru', b)} "
     f"{b.year} г."),
    ("ar", lambda a, b: f"من {a.day} {month('ar', a)} {a.year} إلى {b.day} {month('ar', b)} "
     f"{b.year}"),
]  # fmt: skip
SHORT: list[tuple[str, Callable[[date, int], str]]] = [
    ("fr", lambda a, last: f"du {a.day} au {last} {month('fr', a)} {a.year}"),
    ("es", lambda a, last: f"del {a.day} al {last} de {month('es', a)} de {a.year}"),
    ("pt", lambda a, last: f"{a.day} a {last} de {month('pt', a)} de {a.year}"),
    ("de", lambda a, last: f"{a.day}.\N{EN DASH}{last}. {month('de', a)} {a.year}"),
    ("ru", lambda a, last: f"с {a.day} по {last} {month('ru', a)} {a.year} года"),
    ("ar", lambda a, last: f"{a.day}-{last} {month('sy', a)} {a.year}"),
]


@pytest.mark.parametrize(("language", "printed"), SPANS)
@given(first=st.dates(date(1000, 1, 1), date(2100, 1, 1)), days=st.integers(1, 500))
def test_from_day_to_day_reads_back(
    language: str, printed: Callable[[date, date], str], first: date, days: int
) -> None:
    last = first + timedelta(days=days)
    assert parse_printed(printed(first, last), language=language).text == f"{first}/{last}"
    with pytest.raises(PhraseError):
        parse_printed(printed(last, first), language=language)


@pytest.mark.parametrize(("language", "printed"), SHORT)
@given(first=st.dates(date(1000, 1, 1)), days=st.integers(1, 30))
def test_days_of_one_month_read_back(
    language: str, printed: Callable[[date, int], str], first: date, days: int
) -> None:
    phrase = printed(first, first.day + days)
    try:
        last = first.replace(day=first.day + days)
    except ValueError:
        with pytest.raises(PhraseError):
            parse_printed(phrase, language=language)
    else:
        assert parse_printed(phrase, language=language).text == f"{first}/{last}"


# -- the year beside the phrase, the source's date ---------------------------------------------


@pytest.mark.parametrize(
    ("language", "phrase", "edtf"),
    [
        ("pt", "14 e 15 de Janeiro", "1990-01-14/1990-01-15"),
        ("fr", "24 avril", "1990-04-24"),
        ("es", "del 24 al 26 de abril", "1990-04-24/1990-04-26"),
        ("de", "24.–26. April", "1990-04-24/1990-04-26"),
        ("de", "Ende April", "[1990-04-21..1990-04-30]"),
        ("ru", "с 24 по 26 апреля", "1990-04-24/1990-04-26"),
        ("ar", "24 نيسان", "1990-04-24"),
        ("zh", "4月24日至26日", "1990-04-24/1990-04-26"),
        ("zh", "4月", "1990-04"),
    ],
)
def test_a_year_may_stand_beside_the_phrase(language: str, phrase: str, edtf: str) -> None:
    assert parse_printed(phrase, language=language, year=1990).text == edtf
    assert parse_printed(phrase, "1990-05-01", language=language).text == edtf
    with pytest.raises(PhraseError, match="relative_to"):
        parse_printed(phrase, language=language)


# -- any words of a language -------------------------------------------------------------------

FIGURES = ("24", "26.", "3", "2018", "1990", "٢٤", "-", "/", ",", "4月", "年", "日", "31日")


def soups(code: str) -> st.SearchStrategy[str]:
    """One or two dates between words of a language and figures, which make sense now and then."""
    language = language_of(code)
    words = st.sampled_from(sorted(language.words(*(set(language.meanings) - set(ENGLISH)))))
    between = st.one_of(st.just(""), words, st.sampled_from(FIGURES))
    days, years = st.sampled_from(["", "3", "24", "31"]), st.sampled_from(["", "1990", "2018"])
    if code == "zh":
        dates = st.tuples(years, days).map(
            lambda pair: (
                (f"{pair[0]}年" if pair[0] else "") + f"4月{pair[1]}" + "日" * bool(pair[1])
            )
        )
    else:
        months = st.sampled_from(language.words(*ENGLISH))
        dates = st.tuples(days, months, years).map(" ".join)
    pieces = st.tuples(between, dates, between, st.one_of(st.just(""), dates), between)
    return pieces.map(("" if code == "zh" else " ").join)


@pytest.mark.parametrize("code", ["ar", "de", "es", "fr", "pt", "ru", "zh"])
@settings(max_examples=50)
@given(st.data())
def test_no_printed_figure_gets_lost(code: str, data: st.DataObject) -> None:
    phrase = data.draw(soups(code))
    try:
        value = parse_printed(phrase, language=code)
    except PhraseError:
        return
    assert parse_edtf(value.text) == value
    if ".." in value.text:  # what is before or after a day is named by the next
        return
    printed = {int(number) for number in re.findall("[0-9]+", folded(phrase))}
    assert printed <= {int(number) for number in re.findall("[0-9]+", value.text)}


def test_numbers_are_of_no_language() -> None:
    for text in ("2018-04-24", "198X", "1990-1995", "24/04/2018", "2018"):
        assert parse_printed(text, language="fr") == parse_printed(text)


def test_marks_of_direction_do_not_print() -> None:
    text = "\N{RIGHT-TO-LEFT MARK}24 أبريل 2018\N{LEFT-TO-RIGHT MARK}"
    assert parse_printed(text, language="ar").text == "2018-04-24"
    with pytest.raises(PhraseError, match="in one line"):
        parse_printed(text, language="fr")
    with pytest.raises(PhraseError, match="in one line"):
        parse_printed(f"\N{RIGHT-TO-LEFT OVERRIDE}{text}", language="ar")


def test_a_phrase_may_have_two_translations() -> None:
    assert set(translations("vom 24. april 2018", language_of("de"))) == {
        "24 april 2018",
        "from 24 april 2018",
    }
    with pytest.raises(PhraseError, match=r"expected 2018-04-24 or 2018-04-24/$"):
        parse_printed("vom 24. April 2018", language="de")


def test_a_refusal_shows_a_date_of_the_language() -> None:
    with pytest.raises(PhraseError, match="in French, such as '24 avril 2018'"):
        parse_printed("récemment", language="fr")
