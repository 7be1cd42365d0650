"""Words of other languages: none names two months, and a wrong code is told what was meant."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from importlib.resources import files

import pytest
from hypothesis import given, strategies as st

from bilateral import parse_printed
from bilateral.dates.languages import DOUBTED, LANGUAGES, folded, language_code, language_of
from bilateral.dates.words import MONTHS, WEEKDAYS
from bilateral.errors import PhraseError

CODES = sorted(set(LANGUAGES) - {"en"})


@pytest.mark.parametrize("code", CODES)
def test_a_word_names_one_month_or_one_weekday(code: str) -> None:
    language = language_of(code)
    for meanings in (MONTHS, WEEKDAYS):
        words = [word for meaning in meanings for word in language.words(meaning)]
        assert len(words) == len(set(words))
        assert all(language.words(meaning) for meaning in meanings)


@pytest.mark.parametrize("table", ["cldr", "words"])
def test_the_tables_are_sorted_by_language_and_name_no_word_twice(table: str) -> None:
    text = files("bilateral.dates").joinpath(f"{table}.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    keys = [(row["language"], row["meaning"], row["word"]) for row in rows]
    assert len(keys) == len(set(keys))
    assert [key[0] for key in keys] == sorted(key[0] for key in keys)
    assert {key[0] for key in keys} == set(CODES)


@pytest.mark.needs("babel")
def test_the_names_are_those_of_the_repository() -> None:
    from babel import Locale

    for code in CODES:
        names = language_of(code).named(MONTHS)
        for number, name in Locale(code).months["format"]["wide"].items():
            assert names[folded(name)] == MONTHS[number - 1]


@given(st.sampled_from(sorted(LANGUAGES)), st.sampled_from([str, str.upper, str.title]))
def test_a_language_is_known_by_its_code_and_its_name_in_english(
    code: str, spelt: Callable[[str], str]
) -> None:
    assert language_code(spelt(code)) == language_code(spelt(LANGUAGES[code])) == code


@pytest.mark.needs("babel")
def test_a_language_is_known_by_what_it_calls_itself() -> None:
    from babel import Locale

    for code in LANGUAGES:
        assert language_code(str(Locale(code).get_display_name(code))) == code


def test_a_date_is_read_in_a_language_by_its_name() -> None:
    for name in ("de", "Deutsch", "german"):
        assert str(parse_printed("24. April 2018", language=name)) == "2018-04-24"


@pytest.mark.parametrize(
    ("code", "near"),
    [("fra", ("fr",)), ("French", ("fr",)), ("pt-BR", ("pt",)), ("germann", ("de",)), ("xx", ())],
)
def test_a_language_that_is_not_read_is_refused(code: str, near: tuple[str, ...]) -> None:
    with pytest.raises(PhraseError, match="ar, de, en, es, fr, pt, ru, zh") as caught:
        language_of(code)
    assert caught.value.found == code
    assert caught.value.near == near


def test_folding_keeps_letters_and_values_of_digits() -> None:
    assert folded("24  Février") == "24 fevrier"
    assert folded("٢٤ أبريل") == folded("24 ابريل")
    assert folded("24\N{EN DASH}26") == "24-26"
    assert folded("1²") == "1²"  # a note, not a digit


def test_a_doubt_stands_behind() -> None:
    match = re.fullmatch(DOUBTED, "avril 2018 (?)")
    assert match is not None
    assert match["date"] == "avril 2018"
