"""What each source says stays what it says, in whatever order accounts are joined."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, strategies as st

from bilateral import Citation, Claim, Dataset, Period, Quantity, Source, Visit
from bilateral.collection.display import row_of
from bilateral.collection.statements import STATES
from bilateral.errors import FaultsError
from bilateral.model.evidence import EvidenceRank, Stance
from bilateral.model.rivals import same_value

FIELDS = ("date", "status", "duration")
DATES = st.none() | st.sampled_from(["2016", "2016-04", "2017", "2016-04-02", "[2016,2018]"])
AMOUNTS = st.none() | st.builds(
    Quantity, st.sampled_from(["4", "2..6", "9"]), st.sampled_from(["days", "weeks", None])
)


def account(source: str, stance: str = "asserts", rank: str = "normal", **facts: object) -> Dataset:
    citations = [Citation(source=source, stance=Stance(stance), rank=EvidenceRank(rank))]
    record = Visit(id="a", title="A", citations=citations, **facts)  # type: ignore[arg-type]
    return Dataset(records=[record], sources=[Source(id=source, title=source)])


@st.composite
def accounts(draw: st.DrawFn, number: int = 3) -> list[Dataset]:
    """One record as several sources tell it, or leave it out."""
    return [
        account(
            f"s{index}",
            draw(st.sampled_from([*STATES, *Stance])),
            draw(st.sampled_from(list(EvidenceRank))),
            date=draw(DATES),
            status=draw(st.sampled_from([None, "occurred", "planned"])),
            duration=draw(AMOUNTS),
        )
        for index in range(number)
    ]


def seen(dataset: Dataset) -> list[set[str]]:
    return [{str(value) for value in dataset["a"].values(field)} for field in FIELDS]


@given(accounts())
def test_no_order_and_no_bracket_changes_what_is_seen(told: list[Dataset]) -> None:
    found = [
        seen(both)
        for one, two, three in permutations(told)
        for both in (one.merge(two).merge(three), one.merge(two.merge(three)))
    ]
    assert all(other == found[0] for other in found)


@given(accounts(4))
def test_two_pairs_are_one_after_the_other(told: list[Dataset]) -> None:
    one, two, three, four = told
    pairs = one.merge(two).merge(three.merge(four))
    assert seen(pairs) == seen(four.merge(two).merge(one).merge(three))


@given(accounts(), st.permutations(range(3)))
def test_a_source_gives_its_own_values_back(told: list[Dataset], order: list[int]) -> None:
    one, two, three = (told[index] for index in order)
    for both in (one.merge(two).merge(three), one.merge(two.merge(three))):
        for index, own in enumerate(told):
            again = both.from_sources(f"s{index}").records
            stance = own["a"].citations[0].stance
            if stance is Stance.CASTS_DOUBT:
                assert again == ()
            for record in again:
                for field in FIELDS:
                    value, found = getattr(own["a"], field), getattr(record, field)
                    if value is not None or stance in STATES:
                        assert same_value(found, value)


@given(accounts())
def test_what_was_joined_adds_nothing_again(told: list[Dataset]) -> None:
    one, two, three = told
    both = one.merge(two).merge(three)
    for part in (one, two, three, two.merge(three), one.merge(three), both):
        assert both.merge(part) == both
        assert seen(part.merge(both)) == seen(both)


@pytest.mark.parametrize("facts", [{"rank": "deprecated"}, {"stance": "casts doubt"}])
def test_who_says_nothing_lifts_no_value(facts: dict[str, str]) -> None:
    silent, other = account("v"), account("q", date="2019", **facts)
    for both in (silent.merge(other), other.merge(silent)):
        assert both["a"].values("date") == ()
        assert both.from_sources("v")["a"].date is None
        assert [str(value) for _, value in both["a"].claims("date")] == ["2019"]
        assert not both.visits.since(2000).definite


def test_the_own_value_stays_where_it_makes_no_difference() -> None:
    both = account("s", date="2016").merge(account("t", date="2015"))
    assert both["a"].date == Period("2016")
    assert [str(value) for value in both["a"].values("date")] == ["2016", "2015"]
    wide = account("s", date="2016").merge(account("t", date="2016-04"))["a"]
    assert wide.date is None  # neither refines the other, and neither comes first
    assert {str(value) for value in wide.values("date")} == {"2016", "2016-04"}


def test_a_refining_source_still_refines() -> None:
    refining = account("w", "refines", date="2016-04")
    for both in (
        account("s", date="2016").merge(refining),
        refining.merge(account("s", date="2016")),
    ):
        assert both["a"].date == Period("2016")
        assert both["a"].values("date") == (Period("2016-04"),)


def test_a_doubted_value_is_said_of_who_doubts_it() -> None:
    doubted = account("d", "casts doubt", date="2020").merge(account("t", date="2016-04"))
    both = account("s", date="2016").merge(doubted)["a"]
    found = {c.source: str(value) for c, value in both.claims("date")}
    assert found["d"] == "2020"
    assert found.get("t", "2016-04") == "2016-04"


def test_a_refining_citation_keeps_its_value_beside_one_that_says_the_same() -> None:
    both = account("t", date="2016-04").merge(account("w", "refines", date="2016-04"))
    assert {c.source for c, _ in both["a"].claims("date")} == {"w"}
    found = account("s", date="2016").merge(both)["a"]
    assert {c.source for c, _ in found.claims("date")} >= {"w"}


def test_a_citation_of_both_says_what_it_says_in_either() -> None:
    both = account("s", date="2016").merge(account("s", status="occurred"))["a"]
    assert (str(both.date), both.status, len(both.citations)) == ("2016", "occurred", 1)
    first = account("s", date="2016")
    for one, two in (
        (first, account("s", date="2015")),
        (first.merge(account("v")), account("s", date="2015")),
    ):
        with pytest.raises(FaultsError) as caught:
            one.merge(two)
        assert "read in two ways" in str(caught.value)


def test_a_value_that_no_citation_states_is_not_lost() -> None:
    claims = [Claim("date", "2017")]
    record = Visit(id="a", title="A", date="2016", citations=[Citation(source="s", claims=claims)])
    both = Dataset(records=[record]).merge(account("v"))["a"]
    assert {str(value) for _, value in both.claims("date")} == {"2016", "2017"}
    assert both.date is None


def test_what_is_shown_of_a_record_without_own_values_is_what_sources_claim() -> None:
    told = account("s", date="2016", status="occurred", duration=Quantity(4, "days"))
    both = told.merge(account("v"))
    row = row_of(both["a"])
    assert (row["date"], row["status"], row["duration"]) == ("2016", "occurred", "4 days")
    assert "occurred" in repr(both.visits)
    rival = both.merge(account("t", date="2018"))
    assert row_of(rival["a"])["date"] == "2016; 2018"
