"""Cells of SIPRI's layouts: amounts, volumes, parties, marks of doubt."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from bilateral.errors import BilateralError
from bilateral.model.actors import Organization
from bilateral.model.records import Role
from bilateral.readers import Ledger, Row, RowError
from bilateral.readers.sets.sipri.cells import (
    UNIT,
    check_volume,
    citation_of,
    condition_of,
    number_of,
    party,
    party_named,
    quantity,
    slug_of,
    title_of,
    volume_of,
)


def row(**cells: str) -> Row:
    return Row(7, 1, cells)


@given(st.integers(0, 10**6))
def test_a_number_is_about_so_many_where_it_is_marked(number: int) -> None:
    exact, about = (number_of(row(n=str(number)), "n", mark) for mark in ("", "?"))
    assert exact is not None
    assert about is not None
    assert (exact.amount, exact.printed, exact.unit) == (str(number), str(number), None)
    assert (about.amount, about.printed) == (f"{number}~", f"{number}?")


def test_an_empty_number_is_not_stated_and_a_fraction_is_none() -> None:
    assert number_of(row(n=""), "n", "?") is None
    with pytest.raises(RowError, match="not a number"):
        number_of(row(n="2.080"), "n", "")


def test_a_volume_of_nought_is_below_half_a_million() -> None:
    for text in ("0", "0.0", "0.00"):
        volume = volume_of(row(v=text), "v")
        assert volume is not None
        assert (volume.least, volume.most, volume.unit, volume.printed) == (0, 0.5, UNIT, text)
    exact = volume_of(row(v="0.3"), "v")
    assert exact is not None
    assert (exact.amount, exact.printed) == ("0.3", "0.3")
    assert volume_of(row(v=""), "v") is None


@pytest.mark.parametrize(
    ("each", "number", "total", "right"),
    [
        ("10", "4", "40", True),
        # Half a million for the rounding of the total, and 0.006 for that of each.
        ("1", "100", "101.1", True),
        ("1", "100", "101.2", False),
        ("1", "100", "98.9", True),
        ("1", "100", "98.8", False),
        ("1", "1", "1.51", True),
        ("1", "1", "1.53", False),
        ("0.1", "3", "0", True),
        ("0.25", "3", "0", False),
    ],
)
def test_a_volume_follows_from_the_number_but_for_rounding(
    each: str, number: str, total: str, right: bool
) -> None:
    cells = row(each=each, total=total)
    if right:
        check_volume(cells, "each", quantity(number), "total")
        return
    with pytest.raises(RowError, match="does not follow from the number") as caught:
        check_volume(cells, "each", quantity(number), "total")
    assert (caught.value.field, caught.value.found) == ("total", total)
    assert caught.value.expected == f"about {float(each) * int(number):g}: {number} of {each} each"


@pytest.mark.parametrize(
    ("each", "number", "total"), [("", 4, "9"), ("1", None, "9"), ("1", 4, "")]
)
def test_nothing_follows_where_something_is_not_stated(
    each: str, number: int | None, total: str
) -> None:
    amount = None if number is None else quantity(str(number))
    check_volume(row(each=each, total=total), "each", amount, "total")


def test_who_a_name_stands_for() -> None:
    ledger = Ledger("s", "sipri", "sipri")
    cells = row(Supplier="Russia")
    assert party(Role.SUPPLIER, cells, "Supplier", "2017", ledger).state == "RUS"
    unknown = party_named(Role.SUPPLIER, "unknown supplier(s)", "2017", cells, ledger)
    assert (unknown.state, unknown.organization, unknown.name) == (
        None,
        None,
        "unknown supplier(s)",
    )
    group = party_named(Role.RECIPIENT, "Somebody (Nowhere)*", "2017", cells, ledger)
    body = party_named(Role.RECIPIENT, "Some Union**", "2017", cells, ledger)
    actors = [ledger.actors[p.organization or ""] for p in (group, body)]
    forms = [str(actor.form) for actor in actors if isinstance(actor, Organization)]
    assert forms == ["armed group", "intergovernmental"]
    assert ledger.unresolved_names() == ()
    same = [
        party_named(Role.RECIPIENT, name, "2017", cells, ledger).organization
        for name in ("HoR (Libya)*", "Libya HoR*", "House of Representatives (Libya)*")
    ]
    assert len(set(same)) == 1
    with pytest.raises(BilateralError, match="without a name"):
        party_named(Role.SUPPLIER, "", "2017", cells, ledger)


@pytest.mark.parametrize(
    ("comment", "mode"),
    [
        ("", "fact"),
        ("Supplier uncertain", "inference"),
        ("Possibly more", "inference"),
        ("probably second-hand", "inference"),
        ("Reportedly from Iran", "inference"),
        ("may be 5", "inference"),
        ("Report of the ministry", "fact"),
        ("For the certain Navy", "fact"),
    ],
)
def test_a_word_of_doubt_makes_an_inference(comment: str, mode: str) -> None:
    citation = citation_of(row(), Ledger("s", "sipri"), comment)
    assert (citation.mode, str(citation.locator)) == (mode, "line 7")


def test_conditions_titles_slugs() -> None:
    assert condition_of(row(status="Second hand"), "status") == "second hand"
    assert condition_of(row(status=""), "status") is None
    with pytest.raises(RowError, match="not a word"):
        condition_of(row(status="Newish"), "status")
    assert title_of("A", "B", "", "ordered 1990") == "A to B: arms, ordered 1990"
    assert title_of("A", "B", "T-0", "delivered 1991") == "A to B: T-0, delivered 1991"
    assert slug_of("C\u00f4te d'Ivoire") == "cote-divoire"
