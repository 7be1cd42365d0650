"""Units: every day of a step belongs to one code of a state, whatever the spells."""

from __future__ import annotations

from hypothesis import given, strategies as st

from bilateral.collection.units import Member, Units


@given(st.lists(st.tuples(st.integers(1, 3), st.integers(0, 30)), min_size=1, max_size=4))
def test_each_day_of_a_time_has_one_code_if_any_has(drawn: list[tuple[int, int]]) -> None:
    day, members = 1, []
    for code, days in drawn:
        members.append(Member(code, "PAK", day, day + days))
        day += days + 5
    owned = Units(members).owned("PAK", 1, 40)
    assert [a for a, _, _ in owned] == [1, *(b + 1 for _, b, _ in owned[:-1])]
    assert owned[-1][1] == 40
    for one in members:
        held = range(one.first, min(one.last, 40) + 1)
        assert all(any(a <= d <= b and c == one.code for a, b, c in owned) for d in held)


def test_a_state_of_one_code_needs_no_day() -> None:
    units = Units([Member(365, "SUN", 1, 9), Member(365, "RUS", 10, 20), Member(2, "USA", 1, 9)])
    assert units.only == {"SUN": 365, "RUS": 365, "USA": 2}
    assert units.states[365] == ("SUN", "RUS")
    assert units.codes(["SUN", "PAK"]) == {365}
    assert not units.passing
