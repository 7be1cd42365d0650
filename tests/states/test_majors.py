"""Major powers: known turns, and spells that lie within memberships."""

from __future__ import annotations

from datetime import date

from bilateral.panels.lists import state_list
from bilateral.states.majors import majors_by_state
from bilateral.states.tables import state_sources, table_rows


def held(state: str) -> list[tuple[str, str]]:
    return [
        tuple(str(date.fromordinal(d)) for d in (m.first, m.last))  # type: ignore[misc]
        for m in majors_by_state()
        if m.state == state
    ]


def test_spells_of_some() -> None:
    assert held("USA") == [("1898-08-13", "9999-12-31")]
    assert held("FRA")[0][1] == "1940-06-22"
    assert [start for start, _ in held("DEU")] == ["1991-12-11"]
    assert held("prussia") == [("1816-01-01", "1871-01-17")]


def test_every_row_names_its_source() -> None:
    assert {row["source"] for row in table_rows("majors.csv")} == {"cow-majors"}
    assert "majors2024.csv" in state_sources()["cow-majors"].title


def test_a_major_power_is_a_member() -> None:
    members = state_list("cow-2016").members
    for one in majors_by_state():
        days = range(one.first, min(one.last, state_list("cow-2016").end) + 1, 97)
        own = [m for m in members if m.state == one.state]
        assert any(any(m.first <= d <= m.last for m in own) for d in days), one
