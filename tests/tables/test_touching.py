"""Ways to touch segments, against all sets of stretches that touch them."""

from __future__ import annotations

from itertools import chain, combinations, combinations_with_replacement

from hypothesis import given, strategies as st

from bilateral.tables.touching import Way, ways_to_touch

Stretches = tuple[tuple[int, int], ...]


@st.composite
def asked(draw: st.DrawFn) -> tuple[int, frozenset[tuple[int, ...]]]:
    number = draw(st.integers(1, 4))
    return number, draw(st.frozensets(st.sampled_from(list(subsets(range(number))))))


def subsets(of: range) -> chain[tuple[int, ...]]:
    return chain.from_iterable(combinations(of, n) for n in range(1, len(of) + 1))


def can_be(members: Stretches, chosen: tuple[int, ...]) -> bool:
    """Whether just the chosen segments may be touched."""
    each_meets = all(any(i <= n <= j for i, j in members) for n in chosen)
    return each_meets and all(any(i <= n <= j for n in chosen) for i, j in members)


def says(way: Way, members: Stretches) -> bool:
    meets = all(any(i <= last and j >= first for i, j in members) for first, last in way.met)
    return meets and not any(
        first <= i and j <= last for first, last in way.gaps for i, j in members
    )


@given(asked(), st.data())
def test_ways_say_what_choices_say(
    case: tuple[int, frozenset[tuple[int, ...]]], data: st.DataObject
) -> None:
    number, choices = case
    kinds = list(combinations_with_replacement(range(number), 2))
    members = tuple(data.draw(st.lists(st.sampled_from(kinds), min_size=1, unique=True)))
    expected = any(can_be(members, chosen) for chosen in choices)
    assert any(says(way, members) for way in ways_to_touch(number, choices)) is expected


def test_what_goes_without_saying_is_not_said() -> None:
    first_may = frozenset(chosen for chosen in subsets(range(5)) if 0 in chosen)
    assert ways_to_touch(5, first_may) == (Way(met=((0, 0),), gaps=()),)
    assert ways_to_touch(3, frozenset(subsets(range(3)))) == (Way((), ()),)
    never_the_second = frozenset(chosen for chosen in subsets(range(3)) if 1 not in chosen)
    assert ways_to_touch(3, never_the_second) == (Way((), ((1, 1),)),)
    either = frozenset(chosen for chosen in subsets(range(4)) if {1, 2} & {*chosen})
    assert ways_to_touch(4, either) == (Way(((1, 2),), ()),)
    assert ways_to_touch(3, frozenset()) == ()
