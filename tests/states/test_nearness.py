"""Near names: by words and by letters, and none rather than a wrong one."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, strategies as st

from bilateral.states import near_labels
from bilateral.states.tables import folded, names

LABELS = sorted({spell.label for held in names().values() for spell in held})
LETTERS = st.text("abcd", min_size=3, max_size=7)


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("Pakistn", "Pakistan"),
        ("Phillipines", "Philippines"),
        ("Kazakstan", "Kazakhstan"),
        ("Columbia", "Colombia"),
        ("Netherland Antilles", "Netherlands Antilles"),
        ("Tanzania, United Rep. of", "Tanzania"),
        ("Germnay", "Germany"),
        ("Iran (Persia)", "Persia"),
    ],
)
def test_a_misspelt_name_has_near_ones(name: str, near: str) -> None:
    assert near in near_labels(name, LABELS)


@pytest.mark.parametrize(
    "name", ["Ambazonia", "Ruritania", "Kachinland", "Puntland", "Chechnya", "Republic", "", "xx"]
)
def test_none_is_better_than_a_wrong_one(name: str) -> None:
    assert near_labels(name, LABELS) == ()


@pytest.mark.parametrize("label", LABELS[::7])
def test_a_name_is_the_nearest_to_itself(label: str) -> None:
    assert folded(near_labels(label.upper(), LABELS)[0]) == folded(label)


def test_labels_that_are_alike_are_named_once_the_earlier_of_them() -> None:
    assert near_labels("army-chef", ["army-chief", "Army chief"]) == ("army-chief",)
    assert near_labels("army chef", ["Army chief", "army-chief"]) == ("Army chief",)
    assert len(near_labels("Congo", ["Congo A", "Congo Bee", "Congo Cee", "Congo Dee"])) == 3


def distance(one: str, other: str) -> int:
    """Letters added, left out, changed, or swapped with their neighbour, by the definition."""

    @cache
    def apart(i: int, j: int) -> int:
        if not i or not j:
            return i + j
        ways = [apart(i - 1, j) + 1, apart(i, j - 1) + 1]
        ways.append(apart(i - 1, j - 1) + (one[i - 1] != other[j - 1]))
        if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
            ways.append(apart(i - 2, j - 2) + 1)
        return min(ways)

    return apart(len(one), len(other))


@given(LETTERS, LETTERS)
def test_words_are_near_if_no_more_than_every_fifth_letter_differs(one: str, other: str) -> None:
    near = distance(one, other) <= max(1, len(one) // 5)
    assert near_labels(one, [other]) == ((other,) if near else ())
