"""Names turned round, shortened, and with others beside them."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from bilateral.states.forms import Lexicon, names_beside, part_named, words_of
from bilateral.states.tables import Spell, names

LABELS = sorted({s.label for (of, _), held in names().items() if not of for s in held})


def lexicon(*labels: str) -> Lexicon:
    return Lexicon((label, [Spell("", label, label, None, "usage")]) for label in labels)


def found(name: str, *labels: str) -> set[str]:
    return {spell.state for spell in lexicon(*labels).find(name)}


@given(st.sampled_from(LABELS), st.randoms())
def test_the_order_of_words_does_not_matter(label: str, random: object) -> None:
    words = label.split()
    random.shuffle(words)  # type: ignore[attr-defined]
    assert words_of(" ".join(words)) == words_of(label)


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Vietnam, North", "North Vietnam"),
        ("N. Korea", "North Korea"),
        ("Korea DPR", "Democratic People's Republic of Korea"),
        ("KOREA, DPR", "Democratic People's Republic of Korea"),
        ("FS Micronesia", "Federated States of Micronesia"),
        ("Micronesia, Fed. Sts.", "Federated States of Micronesia"),
        ("Solomon Is.", "Solomon Islands"),
        ("Solomon Is", "Solomon Islands"),
        ("Cook Island", "Cook Islands"),
        ("Eq. Guinea", "Equatorial Guinea"),
        ("Cent. Afr. Rep.", "Central African Republic"),
        ("Czech Rep", "Czech Republic"),
        ("Dom. Rep.", "Dominican Republic"),
        ("China, P.R.: Mainland", "People's Republic of China"),
        ("Congo, D.R.", "Democratic Republic of the Congo"),
        ("Venezuela, RB", "Bolivarian Republic of Venezuela"),
        ("U.S. Virgin Is.", "United States Virgin Islands"),
        ("Macedonia, FYR", "Former Yugoslav Republic of Macedonia"),
        ("Bosnia & Herz.", "Bosnia and Herzegovina"),
        ("Former Yugoslavia", "Yugoslavia"),
        ("Germany.", "Germany"),
        ("Falkland Islands, The", "Falkland Islands"),
    ],
)
def test_a_name_of_the_same_words(name: str, label: str) -> None:
    assert found(name, label, "Elsewhere", "Republic of Elsewhere") == {label}


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Guinea", "Equatorial Guinea"),
        ("Equatorial Guinea", "Guinea"),
        ("Niger", "Nigeria"),
        ("P. Guinea", "Portuguese Guinea"),
        ("Ireland (Northern)", "Ireland"),
        ("Ind.", "India"),
        ("P.R.", "People's Republic"),
        ("Petroleos S.A.", "South Africa"),
        ("Korea", "South Korea"),
        ("S. Korea", "Republic of South Korea"),
        ("", "Niger"),
        ("the", "Niger"),
        ("Sudan-South Sudan", "South Sudan"),
        ("South Sudan, Sudan", "South Sudan"),
    ],
)
def test_a_name_of_other_words_is_no_state(name: str, label: str) -> None:
    assert found(name, label) == set()


def test_words_that_go_on_in_two_ways_are_both() -> None:
    assert found("S. Lucia", "Saint Lucia", "South Lucia", "Lucia") == {
        "Saint Lucia",
        "South Lucia",
    }


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Burkina Faso (Upper Volta)", ("Burkina Faso", "Upper Volta")),
        ("Russia [Soviet Union]", ("Russia", "Soviet Union")),
        ("Italy/Sardinia", ("Italy", "Sardinia")),
        ("Annam/Cochin China/Tonkin", ("Annam", "Cochin China", "Tonkin")),
        ("Congo (Kinshasa) and more", ()),
        ("Congo", ()),
        ("/", ()),
    ],
)
def test_names_beside_each_other(name: str, parts: tuple[str, ...]) -> None:
    assert names_beside(name) == parts


@pytest.mark.parametrize("name", ["China", "China:", ":", ": China", ""])
def test_no_part_is_named(name: str) -> None:
    assert part_named(name) is None


def test_a_part_after_a_colon() -> None:
    assert part_named("China, P.R.: Hong Kong") == ("China, P.R.", "Hong Kong")
