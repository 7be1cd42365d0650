"""Guesses of a mapping from columns: the kind, the parties, dates and periods."""

from __future__ import annotations

import pytest

from bilateral.readers import FieldRule
from bilateral.readers.columns import Column
from bilateral.readers.guesses import guessed


def table(**columns: str) -> list[Column]:
    return [Column(name, tuple(cells.split(","))) for name, cells in columns.items()]


@pytest.mark.parametrize(
    ("columns", "kind", "fields"),
    [
        ({"supplier": "India", "buyer": "Chad"}, "arms-transfer", {"supplier", "recipient"}),
        ({"origin": "India", "destination": "Chad"}, "visit", {"visitor", "host"}),
        ({"Country": "India", "Name": "A. Ex"}, "visit", {"host", "visitor.person"}),
        ({"Von": "India", "Nach": "Chad"}, "visit", {"visitor", "host"}),
        ({"member": "2,20"}, "membership", {"member"}),
        ({"ccode1": "2,20", "ccode2": "20,200"}, "agreement", {"party", "party2"}),
        ({"Gastland": "India", "Gastgeber": "Chad"}, "visit", {"visitor", "host"}),
        ({"Pays hôte": "India", "Pays invité": "Chad"}, "visit", {"visitor", "host"}),
        ({"Anfitrión": "India", "País": "Chad"}, "visit", {"visitor", "host"}),
        ({"a": "India", "b": "Chad", "Treffen": "x"}, "meeting", {"party", "party2"}),
        ({"recipient": "India", "x": "y"}, "agreement", {"party"}),
        ({"x": "y", "z": "t"}, "agreement", {"note"}),
    ],
)
def test_the_kind_and_the_fields(columns: dict[str, str], kind: str, fields: set[str]) -> None:
    made = guessed(table(**columns), title="t")
    assert (made.kind, set(made.fields)) == (kind, fields)


def test_what_may_be_the_land_of_the_host_is_that_of_the_guest_beside_it() -> None:
    alone = guessed(table(Gastland="India", Gast="A. Ex"), title="t")
    assert alone.fields["host"].column == ("Gastland",)
    beside = guessed(table(Gastland="India", Gastgeber="Chad"), title="t")
    assert beside.fields["host"].column == ("Gastgeber",)
    assert beside.fields["visitor"].column == ("Gastland",)


def test_of_codes_and_names_of_one_state_the_codes_are_taken() -> None:
    made = guessed(table(A="India,Chad", B="Iran,Norway", a="750,483", b="630,385"), title="t")
    assert made.fields == {
        "party": FieldRule(column="a", system="cow"), "party2": FieldRule(column="b", system="cow")
    }  # fmt: skip


def test_days_and_months_go_with_the_year_of_their_stem() -> None:
    columns = {"signDay": "1", "signMonth": "4", "signYear": "1984", "EIFYear": "1985",
               "EIFMonth": "12", "month": "7"}  # fmt: skip
    made = guessed(table(party="India", **columns, endYearEstimate="1980"), title="t")
    assert made.fields["date"] == FieldRule(column=["signYear", "signMonth", "signDay"])
    assert made.fields["in_force"] == FieldRule(start=["EIFYear", "EIFMonth"])


def test_a_start_and_an_end_are_a_period_and_what_is_below_0_is_missing() -> None:
    columns = {"member": "2,20", "styear": "1990,1991", "stmon": "4,-9", "endyear": "1995,-99"}
    made = guessed(table(**columns, x="-7,1"), title="t")
    assert made.fields["date"] == FieldRule(start=["styear", "stmon"], end="endyear")
    assert made.missing == ("-9", "-99")
