"""The words of a key as people say them."""

from __future__ import annotations

import pytest

import bilateral
from bilateral.collection.asked import Word
from bilateral.collection.words import word_meant
from bilateral.errors import UnknownKeyError
from bilateral.tables.names import TableNames

KOHL = bilateral.load("us-visits")
NAMES = KOHL._lookup()


@pytest.mark.parametrize(
    ("key", "said", "word"),
    [
        ("visitor", "Japan", "JPN"),
        ("visitor", "jp", "JPN"),
        ("initiator", "ILO", "international-labour-organization"),
        ("visitor", "none", "none"),
        ("host.person", "Joseph R. Biden", "biden-joseph-r"),
        ("year", "-44", -44),
        ("year", 1995.0, 1995),
        ("month", "1995-12", "1995-12"),
        ("kind", "arms-transfer", "arms-transfer"),
        ("sector", "military", "military"),
        ("visitor", None, None),
    ],
)
def test_a_name_means_its_word(key: str, said: object, word: Word) -> None:
    assert word_meant(key, said, (), NAMES) == word


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("visitor", "Japonia"),
        ("visitor", "Congo"),
        ("visitor", 740),
        ("person", "Nobody at all"),
        ("place", "Nowhere"),
        ("month", "1995-13"),
        ("kind", "visits"),
        ("sector", "army"),
        ("year", float("nan")),
        ("year", float("inf")),
    ],
)
def test_what_means_nothing_is_refused(key: str, said: object) -> None:
    with pytest.raises(UnknownKeyError):
        word_meant(key, said, (), NAMES)


def test_where_nobody_knows_what_there_is_a_word_is_what_it_says() -> None:
    assert word_meant("place", "Karachi", {"Moscow"}) == "Karachi"
    assert word_meant("place", "Karachi", {"Moscow"}, TableNames(None)) == "Karachi"
    assert word_meant("visitor", "Japan", (), TableNames(None)) == "JPN"
    with pytest.raises(UnknownKeyError, match="Moscow"):
        word_meant("place", "moscow", {"Moscow"}, TableNames(None))
    with pytest.raises(UnknownKeyError):
        word_meant("visitor", "Ruritania", (), TableNames(None))
