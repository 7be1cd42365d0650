"""What an answer says besides: whom it leaves out, whom a name means, what is counted."""

from __future__ import annotations

import copy

import pytest
from hypothesis import given, strategies as st

import bilateral
from bilateral import ArmsTransfer, Dataset, Link, Participant, Predicate, Visit, q
from bilateral.collection.remarks import states_said
from bilateral.collection.selection import Selection
from bilateral.layout import html_text


def visit(id: str, visitor: str | list[str], date: str = "1980", **more: object) -> Visit:
    return Visit(
        id=id,
        title=id,
        date=date,
        status="occurred",
        participants=[
            Participant(role="visitor", state=visitor),
            Participant(role="host", state="PAK"),
        ],
        citations=["s"],
        **more,  # type: ignore[arg-type]
    )


def delivery(id: str, *of: str, status: str = "occurred") -> ArmsTransfer:
    return ArmsTransfer(
        id=id,
        title=id,
        date="1980",
        status=status,
        participants=[Participant(role="supplier", state="FRA")],
        links=[Link("part of", whole) for whole in of],
        citations=["s"],
    )


DATA = Dataset(
    [
        visit("soviet", "SUN"),
        visit("soviet-or-ukrainian", ["SUN", "UKR"]),
        visit("russian", "RUS", "2000"),
        visit("later", "RUS", "2005"),
        visit("bonn", "DEU", "1980"),
        visit("about-1990", "DEU", "1990"),
        visit("berlin", "DEU", "2000"),
        delivery("deal", status="agreed"),
        delivery("deal:1", "deal"),
        delivery("deal:2", "deal"),
        delivery("other", status="agreed"),
        delivery("other:1", "other"),
    ]
)
UNASKED = "not asked for: SUN, which RUS carries on: 1 to 2 more records; ask for ['RUS', 'SUN']"


# -- states that one carries on --------------------------------------------------------------------


@pytest.mark.parametrize(
    "found",
    [
        DATA.by("RUS"),
        DATA.visits.by("Russia"),
        DATA.visits.by("RUS").sort(),
        DATA.visits.between("PAK", "RUS"),
        DATA.visits.where(q.visitor == "RUS"),
        DATA.visits.where(visitor="RUS"),
    ],
)
def test_who_is_carried_on_and_not_asked_for(found: Selection[Visit]) -> None:
    assert found.remarks == (UNASKED,)
    assert "not asked for: SUN" in repr(found)
    assert html_text(UNASKED) in found._repr_html_()
    assert found.count("visitor").remarks == found.describe().remarks == (UNASKED,)
    assert "not asked for: SUN" in repr(found.count("visitor"))
    assert "not asked for: SUN" in repr(found.describe())


@pytest.mark.parametrize(
    "found",
    [
        DATA.visits.by("RUS", "SUN"),
        DATA.visits.between("PAK", ["RUS", "SUN"]),
        DATA.visits.by("RUS", include_predecessors=True),
        DATA.visits.by("RUS").since(1992),  # there are none
        DATA.visits.by("SUN"),
        DATA.arms_transfers.towards("RUS"),
        DATA.visits.by("RUS").group("year")[2000],  # not all that the question finds
        DATA.visits.where(~(q.visitor == "RUS")),
        Dataset([visit("russian", "RUS", "2000")]).visits.by("RUS"),
    ],
)
def test_there_is_nothing_to_say_where_nobody_is_left_out(found: Selection[Visit]) -> None:
    assert not any("not asked" in remark for remark in found.remarks)


def test_places_are_of_states_too() -> None:
    data = Dataset([visit("kiev", "USA", places=[bilateral.Place("Moscow", "SUN")])])
    assert data.at(state="RUS").remarks == (
        "not asked for: SUN, which RUS carries on: 1 more record; ask for ['RUS', 'SUN']",
    )
    assert data.at(state=["RUS", "SUN"]).ids == ("kiev",)


states = st.lists(st.sampled_from(["RUS", "SUN", "UKR", "DEU"]), min_size=1, unique=True)


@given(states, st.booleans())
def test_what_is_added_is_what_the_wider_question_finds(asked: list[str], is_sorted: bool) -> None:
    found = DATA.visits.by(asked)
    wide = DATA.visits.by(asked, include_predecessors=True)
    sides = [len(one) for one in (found.definite, found.possible)]
    further = [len(one) for one in (wide.definite, wide.possible)]
    said = (found.sort("title") if is_sorted else found).remarks
    assert bool(said) is (sum(further) > sum(sides))


def test_asking_finds_the_same_whatever_is_remarked() -> None:
    found = DATA.visits.by("West Germany")
    assert found == DATA.visits.by("DEU")
    assert found.since(1995).ids == found.any_status().since(1995).ids == ("berlin",)
    assert copy.copy(found).ids == found.ids


# -- names of a time -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "found",
    [
        DATA.visits.by("West Germany"),
        DATA.by(state="West Germany"),
        DATA.visits.where(q.visitor == "West Germany"),
        DATA.visits.involving("West Germany").sort(),
    ],
)
def test_one_state_goes_on_under_another_name(found: Selection[Visit]) -> None:
    (said,) = found.remarks
    assert said.startswith(
        "'West Germany' is DEU, in all of its years: 1 of 3 lie after 1990-10-02"
    )
    assert said.endswith("; until('1990-10-02') leaves them out")
    assert "berlin" not in found.until("1990-10-02").ids
    assert found.until("1990-10-02").remarks == ()


@pytest.mark.parametrize(
    "name", ["DEU", "Germany", "germany", "de", "Deutschland", "Allemagne", "德国", "PAK", "Russia"]
)
def test_what_a_state_is_called_today_needs_no_remark(name: str) -> None:
    assert not any("in all of its years" in one for one in DATA.visits.involving(name).remarks)


@pytest.mark.parametrize("name", ["FRG", "BRD", "Westdeutschland", "German Federal Republic"])
def test_a_name_of_the_former_state_is_remarked_in_any_language(name: str) -> None:
    (said,) = DATA.visits.by(name).remarks
    assert said.startswith(f"{name!r} is DEU, in all of its years: 1 of 3")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (q.host == "Zaire", ("Zaire",)),
        (~(q.host == "Zaire") & q.place(state=["FRA", "DEU"]), ("Zaire", "FRA", "DEU")),
        (q.host(person="mobutu") | q.date.since(1970), ()),
    ],
)
def test_the_states_that_a_question_names(asked: Predicate, said: tuple[str, ...]) -> None:
    assert states_said(asked) == said


# -- parts -----------------------------------------------------------------------------------------


def test_parts_of_one_deal_are_counted_each() -> None:
    said = ("3 of these are parts of 2 deals, and each part counts",)
    assert DATA.arms_transfers.remarks == said
    assert DATA.arms_transfers.count("supplier").remarks == said
    assert DATA.count("kind").remarks == ()
    assert repr(DATA.arms_transfers.count("supplier")).startswith(said[0])


def test_parts_add_up_to_their_deal_in_a_sum() -> None:
    assert DATA.arms_transfers.sum("delivered", "supplier").remarks == ()


def test_a_deal_of_one_part_counts_once_unless_it_is_found_itself() -> None:
    other = q.id.is_in("other", "other:1")
    assert DATA.arms_transfers.where(other).remarks == ()
    assert DATA.arms_transfers.any_status().where(other).remarks == (
        "1 of these are parts of 1 deal, and each part counts",
    )


def test_a_meeting_within_a_visit_is_no_part_that_counts_twice() -> None:
    parts = [visit("in-1", "FRA", links=[Link("part of", "deal")])]
    data = Dataset([*DATA.records, *parts, visit("in-2", "FRA", links=parts[0].links)])
    assert data.visits.remarks == ()


def test_counts_that_know_no_longer_of_what_they_are_say_nothing() -> None:
    import pickle

    counts = DATA.arms_transfers.count("supplier")
    assert pickle.loads(pickle.dumps(counts)).remarks == ()
