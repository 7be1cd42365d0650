"""Which values are rivals: against an enumeration of days, and case by case."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, strategies as st

from bilateral import Citation, Claim, Moment, Period, Quantity, Visit
from bilateral.model.evidence import EvidenceRank, Stance
from bilateral.model.rivals import Heard, contains, rival_values, same_value
from bilateral.testing import moments, periods, quantities

YEARS = range(2010, 2015)
TEXTS = [f"[{a}..{b}]" for a, b in product(YEARS, YEARS) if a <= b] + [str(year) for year in YEARS]
NORMAL = EvidenceRank.NORMAL


def years_of(text: str) -> set[int]:
    """The years in which what a date of that text says may have happened."""
    first, _, last = text.strip("[]").partition("..")
    return set(range(int(first), int(last or first) + 1))


@st.composite
def said(draw: st.DrawFn) -> Citation:
    claims = draw(
        st.lists(st.sampled_from(TEXTS).map(lambda text: Claim("date", text)), max_size=2)
    )
    stance, rank = (draw(st.sampled_from(kind)) for kind in (Stance, EvidenceRank))
    return Citation(source="s", stance=stance, rank=rank, claims=claims)


@given(st.none() | st.sampled_from(TEXTS), st.lists(said(), min_size=1, max_size=4))
def test_values_follow_the_rules_on_sets_of_years(
    own: str | None, citations: list[Citation]
) -> None:
    order = list(EvidenceRank)  # the best first
    heard = [
        (order.index(c.rank), c.stance, claim.value)
        for c in citations
        for claim in c.claims
        if c.stance != "casts doubt"
    ]
    supporting = [
        order.index(c.rank)
        for c in citations
        if c.stance in ("asserts", "corroborates") and not c.claims
    ]
    own_rank = min(supporting, default=1)
    ranks = [rank for rank, _, _ in heard] + ([own_rank] if own else [])
    best = min(ranks, default=1)
    expected: set[frozenset[int]] = set()
    if own and not any(c.claims for c in citations):  # nothing to be ranked
        expected = {frozenset(years_of(own))}
    elif best < 2:
        values = [(stance, frozenset(years_of(text))) for r, stance, text in heard if r == best]
        if own and own_rank == best:
            whole = frozenset(years_of(own))
            closer = {years for stance, years in values if stance == "refines" and years <= whole}
            base = {years for years in closer if not any(o < years for o in closer)} or {whole}
            expected = base | {
                years
                for _, years in values
                if not any(years <= kept or kept <= years for kept in base)
            }
        else:
            expected = {years for _, years in values}
    seen = Visit(id="v", title="V", date=own, citations=citations).values("date")
    assert {frozenset(years_of(str(value))) for value in seen} == expected
    assert len(seen) == len(expected)


@given(st.one_of(*(st.tuples(kind, kind) for kind in (moments(), periods(), quantities()))))
def test_a_value_contains_itself_and_what_is_the_same(pair: tuple[object, object]) -> None:
    one, other = pair
    assert contains(one, one)
    assert same_value(one, one)
    if same_value(one, other):
        assert contains(one, other)
        assert contains(other, one)


@pytest.mark.parametrize(
    ("whole", "part", "holds"),
    [
        (Moment("[2016,2018]"), Moment("2018-04"), True),
        (Moment("[2016,2018]"), Moment("2017"), False),
        (Moment("[2016..2018]"), Moment("[2016,2018]"), True),
        (Period("{2016,2018}"), Period("2016/2018"), False),
        (Period("{2016,2018}"), Period("{2016,2018}"), True),
        (Period("2018-04"), Period("2018-04-24/2018-04-25"), True),
        (Period("2018-04-24"), Period("2018-04-24/2018-04-25"), False),
        (Period("2018-04-24/2018-04-25"), Period("2018-04-24"), False),
        (Period("2018-04-24/"), Period("2018-04-24/2018-04-25"), True),
        (Quantity("2..5", "days"), Quantity(3, "days"), True),
        (Quantity("2..5", "days"), Quantity(3, "weeks"), False),
        (Quantity("2..5"), Quantity("4..9"), False),
        ("occurred", "occurred", True),
        ("occurred", "planned", False),
    ],
)
def test_containing(whole: object, part: object, holds: bool) -> None:
    assert contains(whole, part) is holds


def test_three_dates_that_exclude_each_others() -> None:
    said = [Heard(Moment(text), Stance.CONTRADICTS, NORMAL) for text in ("2017", "2017-05")]
    assert rival_values(Moment("2016-01"), NORMAL, said) == (
        Moment("2016-01"),
        Moment("2017"),
        Moment("2017-05"),
    )


def test_the_record_has_its_own_wording() -> None:
    said = Citation(source="s", claims=[Claim("title", "Another"), Claim("note", "Of others")])
    record = Visit(id="v", title="V", citations=[said])
    assert record.values("title") == ("V",)
    assert record.values("note") == ()
    assert [value for _, value in record.claims("note")] == ["Of others"]


def test_a_claim_has_the_unit_of_the_record_unless_it_names_one() -> None:
    units = (None, "weeks", "")
    said = [
        Citation(source="s", claims=[Claim("duration", str(number), unit=unit)])
        for number, unit in enumerate(units, 4)
    ]
    record = Visit(id="v", title="V", duration=Quantity(4, "days"), citations=said)
    assert [value for _, value in record.claims("duration")] == [
        Quantity(4, "days"),
        Quantity(5, "weeks"),
        Quantity(6),
    ]
