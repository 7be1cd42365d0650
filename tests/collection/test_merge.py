"""Datasets in terms of each other: the union, the difference, the part of some sources."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, strategies as st

from bilateral import (
    Citation,
    Claim,
    Coverage,
    Dataset,
    Meeting,
    Office,
    Organization,
    Participant,
    Period,
    Person,
    Place,
    Quantity,
    Source,
    Visit,
    load,
    read,
)
from bilateral.collection.info import SourceGroup
from bilateral.errors import FaultsError
from bilateral.model.evidence import Stance
from bilateral.model.fields import claimable
from bilateral.model.records import AnyRecord, Role
from bilateral.model.records.paths import ATTRIBUTES, reached
from bilateral.testing import datasets, records

# -- union and difference --------------------------------------------------------------------


@given(datasets())
def test_merging_a_dataset_with_itself_changes_nothing(dataset: Dataset) -> None:
    assert dataset.merge(dataset) == dataset
    assert not dataset.diff(dataset)


@given(datasets(), datasets())
def test_no_citation_is_lost_in_a_merge(one: Dataset, other: Dataset) -> None:
    try:
        both = one.merge(other)
    except FaultsError as error:
        assert all(fault.record or fault.found for fault in error.faults)
        return
    for side in (one, other):
        for record in side:
            kept = {(c.source, c.locator) for c in both[record.id].citations}
            assert {(c.source, c.locator) for c in record.citations} <= kept


def dated(date: str, source: str, **more: Any) -> Dataset:
    record = Visit(id="a", title="A", date=date, citations=[Citation(source=source)], **more)
    return Dataset(records=[record], sources=[Source(id=source, title=source)])


def test_rival_values_stand_side_by_side() -> None:
    both = dated("2016", "one").merge(dated("2015", "two"))["a"]
    assert both.date == Period("2016")
    assert [str(value) for value in both.values("date")] == ["2016", "2015"]
    assert both.citations[1].stance is Stance.ASSERTS  # that there was a visit


def test_what_only_one_states_is_taken_over() -> None:
    both = dated("2016", "one").merge(dated("2016", "two", status="occurred", topics=["arms"]))
    assert both["a"].values("status") == ("occurred",)
    assert both["a"].status is None  # the first source does not say it
    assert both.from_sources("one")["a"].status is None
    assert both.from_sources("two")["a"].status == "occurred"
    assert both["a"].topics == ("arms",)


def test_what_cannot_stand_side_by_side_is_refused_all_at_once() -> None:
    one, other = (
        dated("2016", source, participants=[Participant(role="visitor", rank=r) for r in ranks])
        for source, ranks in (("one", ["General", "Major"]), ("two", ["General", "Admiral"]))
    )
    renamed = evolve(other, sources=[Source(id="one", title="otherwise")])
    with pytest.raises(FaultsError) as caught:
        one.merge(renamed)
    assert [fault.field for fault in caught.value.faults] == ["participants", "title"]


def test_one_citation_cannot_say_two_things() -> None:
    with pytest.raises(FaultsError) as caught:
        dated("2016", "one").merge(dated("2015", "one"))
    assert "read in two ways" in str(caught.value)


# -- what a merge keeps, of any two records of one id ---------------------------------------------


WHO: dict[str, st.SearchStrategy[Any]] = {
    "state": st.sampled_from(["PAK", "RUS"]) | st.just(["PAK", "IND"]),
    "person": st.sampled_from(["person-a", "person-b"]),
    "office": st.sampled_from(["office-a", "office-b"]),
    "rank": st.sampled_from(["General", "Major"]),
    "name": st.sampled_from(["he", "she"]),
}


@st.composite
def accounts(draw: st.DrawFn, number: int = 2) -> list[Dataset]:
    """Datasets that each have the same record, told by citations of their own.

    Each may name otherwise, or not at all, whoever is alone in a role; parties are of two states.
    """
    kind = draw(st.sampled_from(["visit", "arms-transfer", "agreement", "alignment"]))
    first = draw(records(kind))
    told = []
    for index in range(number):
        record = draw(records(kind))
        roles = draw(st.lists(st.sampled_from(sorted(record.roles)), max_size=2, unique=True))
        facts = st.fixed_dictionaries({}, optional=WHO)
        taking = [Participant(role=role, **draw(facts)) for role in roles if role != "party"]
        if "party" in roles:
            taking += [evolve(Participant(role="party", **draw(facts)), state=s) for s in PAIR]
        record = evolve(
            record,
            id="the-one",
            none=(),
            participants=taking,
            places=first.places,
            citations=[
                evolve(
                    c, source=f"s{index}-{c.source}", claims=[x for x in c.claims if is_field(x)]
                )
                for c in record.citations
            ],
        )
        told.append(Dataset(records=[draw(with_claims(record))]))
    return told


PAIR = ("PAK", "RUS")


def is_field(claim: Claim) -> bool:
    return "." not in claim.field


@st.composite
def with_claims(draw: st.DrawFn, record: AnyRecord) -> AnyRecord:
    """The record with a claim about someone, who may be there or not."""
    roles = sorted(record.roles - {Role.PARTY})
    labels = ["party[PAK]", "party[RUS]"] if any(p.role == "party" for p in record.seen) else []
    name = draw(st.sampled_from(sorted(WHO.keys() - {"state"})))
    path = f"{draw(st.sampled_from([*roles, *labels]))}.{name}"
    first, *rest = record.citations
    claims = [*first.claims, Claim(path, draw(WHO[name]))]
    return evolve(record, citations=[evolve(first, claims=claims), *rest])


def said(record: AnyRecord, field: str) -> list[object]:
    """All that is said of a field: the record's own value and every claim."""
    own = record.own(field)
    return [*([] if own is None else [own]), *(value for _, value in record.claims(field))]


def fields(*told: AnyRecord) -> list[str]:
    """The fields and paths of which something may be said."""
    labels = {label for record in told for label in reached(record.participants) if label}
    paths = {f"{label}.{name}" for label in labels for name in ATTRIBUTES}
    return sorted({*claimable(type(told[0])), *paths, *(path for r in told for path in r.claimed)})


def words(value: object) -> tuple[str, str | None]:
    return (str(value), getattr(value, "printed", None))


@given(accounts())
def test_every_value_of_either_is_found(told: list[Dataset]) -> None:
    one, other = told
    (both,) = one.merge(other)
    for side in (one.records[0], other.records[0]):
        for field in fields(side):
            found = {words(value) for value in said(both, field)}
            plain = {text for text, _ in found}
            for value in said(side, field):
                text, printed = words(value)
                assert (text, printed) in found if printed else text in plain
        assert set(side.topics) <= set(both.topics)
        assert len(both.citations) >= len(side.citations)


@given(accounts())
def test_what_was_merged_adds_nothing_again(told: list[Dataset]) -> None:
    one, other = told
    both = one.merge(other)
    assert both.merge(other) == both
    assert both.merge(one) == both
    assert both.merge(both) == both
    assert not both.diff(both.merge(other))


@given(accounts(3))
def test_the_order_of_merging_changes_no_value(told: list[Dataset]) -> None:
    one, two, three = told
    left, right = one.merge(two).merge(three), one.merge(two.merge(three))
    back = three.merge(two).merge(one)
    for field in fields(*(data.records[0] for data in told)):
        found = [{str(v) for v in said(m.records[0], field)} for m in (left, right, back)]
        assert found[0] == found[1] == found[2]


@given(accounts())
def test_a_citation_keeps_what_it_says_and_its_stance(told: list[Dataset]) -> None:
    one, other = told
    (both,) = one.merge(other)
    for side in (one.records[0], other.records[0]):
        for citation in side.citations:
            assert any(
                evolve(kept, claims=()) == evolve(citation, claims=())
                and all(
                    is_said(side.read(claim), claim.field, kept, both) for claim in citation.claims
                )
                for kept in both.citations
            )


def is_said(value: object, field: str, kept: Citation, both: AnyRecord) -> bool:
    """Whether a citation, or the record, says a value, with the words as printed if it has some."""
    said = {words(both.read(claim)) for claim in kept.claims if claim.field == field}
    said.add(words(both.own(field)))
    text, printed = words(value)
    return (text, printed) in said if printed else text in {text for text, _ in said}


@pytest.mark.parametrize("stance", list(Stance))
def test_a_rival_is_kept_whatever_the_stance_of_its_citation(stance: Stance) -> None:
    other = dated("2017", "two", status="occurred")
    doubting = evolve(other["a"], citations=[Citation(source="two", stance=stance)])
    both = dated("2016", "one").merge(evolve(other, records=[doubting]))["a"]
    assert [str(value) for _, value in both.claims("date")] == ["2017"]
    assert both.citations[1].stance is stance
    seen = ["2016"] if stance is Stance.CASTS_DOUBT else ["2016", "2017"]
    assert [str(value) for value in both.values("date")] == seen


def test_only_who_states_a_value_has_its_claim() -> None:
    citations = [
        Citation(source="two", stance="casts doubt"),
        Citation(source="three", stance="refines", claims=[Claim("date", "2017-04")]),
        Citation(source="four"),
        Citation(source="five", stance="corroborates", claims=[Claim("date", "2018")]),
    ]
    other = Dataset(records=[evolve(dated("2017", "two")["a"], citations=citations)])
    both = dated("2016", "one").merge(other)["a"]
    assert [[claim.value for claim in c.claims] for c in both.citations] == [
        *(["2016"], [], ["2017-04"], ["2017"], ["2018"])
    ]  # the first, since a question would see otherwise if 2017 were the record's own


def test_titles_and_notes_are_kept_as_other_wordings() -> None:
    other = dated("2016", "two", note="Their note")
    renamed = evolve(other, records=[evolve(other["a"], title="The visit")])
    for theirs in (renamed, evolve(renamed, records=[evolve(renamed["a"], citations=SAID)])):
        both = dated("2016", "one", note="My note").merge(theirs)["a"]
        assert (both.title, both.note) == ("A", "My note")
        assert [value for _, value in both.claims("title")] == ["The visit"]
        assert [value for _, value in both.claims("note")] == ["Their note"]
        assert both.values("title") == ("A",)


SAID = [Citation(source="one")]


def test_amounts_keep_their_units() -> None:
    one = dated("2016", "one", duration=Quantity(4, "days"))
    claim = Citation(source="two", stance="refines", claims=[Claim("duration", "5")])
    other = evolve(
        dated("2016", "two"),
        records=[evolve(dated("2016", "two", duration=Quantity(4, "weeks"))["a"],
                        citations=[*dated("2016", "two")["a"].citations, claim])],
    )  # fmt: skip
    found = [value for _, value in one.merge(other)["a"].claims("duration")]
    assert found == [Quantity(4, "weeks"), Quantity(5, "weeks")]
    without = dated("2016", "three", duration=Quantity(4))
    assert [v for _, v in one.merge(without)["a"].claims("duration")] == [Quantity(4)]
    assert [v for _, v in without.merge(other)["a"].claims("duration")][1] == Quantity(5, "weeks")


def test_what_no_claim_can_express_is_a_fault_that_names_the_field() -> None:
    one, two = (
        Dataset(records=[Meeting(id="a", title="A", session=n, citations=[Citation(source=s)])])
        for n, s in ((1, "one"), (2, "two"))
    )
    with pytest.raises(FaultsError) as caught:
        one.merge(two)
    assert [(fault.record, fault.field) for fault in caught.value.faults] == [("a", "session")]
    with pytest.raises(FaultsError) as caught:
        one.merge(dated("2016", "two"))
    assert [fault.field for fault in caught.value.faults] == ["kind"]


# -- actors, sources, info --------------------------------------------------------------------


def test_the_built_in_dataset_with_a_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("date,status,visitor,host\n2019-04,occurred,Pakistan,Russia\n", "utf-8")
    full, mine = load("pakistan-russia"), read(path).dataset
    for both in (full.merge(mine), mine.merge(full)):
        assert len(both) == len(full) + 1
        assert both.faults() == ()
        assert both.actor("PAK").name == "Pakistan"
        assert {actor.id for actor in both.actors} >= {actor.id for actor in full.actors}
        assert full.info.title in both.info.title
        assert mine.info.title in both.info.title
        assert {source.id for source in both.sources} == {
            source.id for side in (full, mine) for source in side.sources
        }


def test_a_sector_that_one_dataset_knows_is_that_of_all_who_hold_the_office() -> None:
    one, other = (
        evolve(
            dated("2016", name, participants=[Participant(role="visitor", office="o", sector=s)]),
            actors=[Office(id="o", name="Chief", sector=s)],
        )
        for name, s in (("one", "military"), ("two", None))
    )
    later = evolve(other, records=[evolve(other["a"], id="b")])
    for both in (one.merge(later), later.merge(one), one.merge(other)):
        assert {r.participants[0].sector for r in both} == {"military"}
        assert both.faults() == ()


def test_difference(small: Dataset) -> None:
    changed = evolve(small["chief-2016"], date="2017")
    later = evolve(small, records=[changed, small["undated"], *dated("2016", "one").records])
    found = small.diff(later)
    assert found
    assert [record.id for record in found.added] == ["a"]
    assert len(found.removed) == 6
    (change,) = found.changed
    assert (change.record, change.field, str(change.new)) == ("chief-2016", "date", "2017")
    assert (found.actors, found.sources, found.info) == ((), (), ())


def test_the_printed_difference_is_a_screen(small: Dataset) -> None:
    assert repr(small.diff(small)) == "no difference"
    assert small.diff(small).in_short() == ()
    first, *rest = small.records
    more = [evolve(first, id=f"more-{n}") for n in range(2000)]
    other = evolve(small, records=[evolve(first, title="Another"), *more])
    said = repr(small.diff(other)).splitlines()
    assert said[0] == f"records: 2,000 added, {len(rest)} removed, 1 changed"
    assert said[1] == "  added more-0"
    assert "  ... and 1,995 more added" in said
    assert f"  changed {first.id}: title" in said
    assert len(said) < 24


def test_a_difference_of_actors_sources_or_info_is_seen(small: Dataset) -> None:
    source = Source(id="new", title="New")
    renamed = [evolve(actor, name="X") if actor.id == "bajwa" else actor for actor in small.actors]
    for later, field, change in (
        (evolve(small, sources=small.sources[1:]), "sources", ("article", "source", False)),
        (evolve(small, sources=[*small.sources, source]), "sources", ("new", "source", True)),
        (evolve(small, actors=renamed), "actors", ("bajwa", "name", True)),
        (evolve(small, info=evolve(small.info, licence="L")), "info", ("small", "licence", True)),
    ):
        found = small.diff(later)
        assert found
        (made,) = getattr(found, field)
        assert (made.id, made.field, made.new is not None) == change
        assert (found.added, found.removed, found.changed) == ((), (), ())


# -- the part that some sources state --------------------------------------------------------


def test_the_article_alone() -> None:
    article = load("pakistan-russia", sources="article")
    assert [source.id for source in article.sources] == ["arab-news-2018"]
    assert {c.source for record in article for c in record.citations} == {"arab-news-2018"}
    assert article["raheel-sharif-russia"].values("date") == (Period("2016", "in 2016"),)
    assert article.faults() == ()


def test_other_sources_alone_give_their_own_values(small: Dataset) -> None:
    press = small.from_sources("press")
    (record,) = press
    assert record.date == Period("2015-06-15/2015-06-17", "Monday")
    assert press == small.from_sources("tribune")
    assert press.actor("army-chief")
    assert "bajwa" not in [actor.id for actor in press.actors]


def test_a_doubt_alone_states_nothing() -> None:
    record = Visit(
        id="a",
        title="A",
        citations=[Citation(source="one"), Citation(source="two", stance="casts doubt")],
    )
    sources = [Source(id=name, title=name) for name in ("one", "two")]
    assert len(Dataset(records=[record], sources=sources).from_sources("two")) == 0


def test_coverage_and_groups_of_other_sources_are_left_out(small: Dataset) -> None:
    claims = [Coverage(source=s, actors=["PAK"], kinds=["visit"]) for s in ("article", "tribune")]
    groups = [SourceGroup(name="both", sources=["article", "tribune"]), *small.info.groups]
    dataset = evolve(small, info=evolve(small.info, coverage=claims, groups=groups))
    press = dataset.from_sources("tribune").info
    assert [item.source for item in press.coverage] == ["tribune"]
    assert [group.name for group in press.groups] == ["press"]
    assert dataset.from_sources("both").info == dataset.info


def test_a_claim_of_a_doubting_source_takes_no_place() -> None:
    record = Visit(
        id="a",
        title="A",
        date="2016",
        citations=[
            Citation(source="one", stance="casts doubt", claims=[Claim("date", "2017")]),
            Citation(source="two", stance="contradicts", claims=[Claim("date", "2018")]),
        ],
    )
    sources = [Source(id=name, title=name) for name in ("one", "two")]
    dataset = Dataset(records=[record], sources=sources)
    assert str(dataset.from_sources("one", "two")["a"].date) == "2018"
    assert len(dataset.from_sources("one")) == 0


@given(accounts())
def test_a_dataset_that_was_merged_can_be_had_again(told: list[Dataset]) -> None:
    one, other = (
        Dataset(
            records=[evolve(data.records[0], citations=[Citation(source=name)], links=())],
            sources=[Source(id=name, title=name)],
        )
        for name, data in zip(("one", "two"), told, strict=True)
    )
    both = one.merge(other)
    (again,) = both.from_sources("two")
    for field in fields(other.records[0]):
        if (value := other.records[0].own(field)) is not None:
            assert str(again.own(field)) == str(value)


def test_an_id_that_one_side_has_twice_is_a_fault_and_not_lost() -> None:
    twice = Dataset(records=[*dated("2016", "one").records, *dated("2017", "two").records])
    for one, other in ((twice, Dataset()), (Dataset(), twice)):
        with pytest.raises(FaultsError) as caught:
            one.merge(other)
        assert [(fault.record, fault.field) for fault in caught.value.faults] == [("a", "id")]


# -- what an entry or a source says of all its records ---------------------------------------


def visited(
    source: str, visitor: dict[str, Any], *actors: Any, coded: Any = (), **more: Any
) -> Any:
    record = Visit(
        id="x",
        title="t",
        status="occurred",
        citations=[Citation(source=source)],
        participants=[
            Participant(role="visitor", **visitor),
            Participant(role="host", state="FRA"),
        ],
        **{"date": "2016", **more},
    )
    return Dataset(
        records=[record], actors=actors, sources=[Source(id=source, title=source, coded=coded)]
    )


USA_PERSON = Person(id="p", name="P", state="USA")
USA_OFFICE = Office(id="o", name="O", state="USA")
USA_BODY = Organization(id="g", name="G", form="government body", state="USA")


@pytest.mark.parametrize(
    ("other", "states"),
    [
        ({}, ["NLD", "none"]),
        ({"state": "NLD"}, ["NLD", "none"]),
        ({"state": "GBR"}, ["GBR", "NLD", "none"]),
        ({"state": ["BEL", "NLD"]}, ["BEL", "NLD", "none"]),
    ],
    ids=str,
)
def test_one_of_some_or_none_stands_beside_what_others_state(
    other: dict[str, Any], states: list[str]
) -> None:
    told = [
        Dataset(
            records=[
                Visit(
                    id="v",
                    title="It",
                    date="1967",
                    participants=[Participant(role="host", **host)],
                    citations=[Citation(source=source)],
                )
            ],
            sources=[Source(id=source, title=source)],
        )
        for source, host in (("a", {"state": "NLD", "none": ["state"]}), ("b", other))
    ]
    for one, two in (told, told[::-1]):
        both = one.merge(two)
        (record,) = both
        assert sorted(both.cast.states(record.seen[0], record) or ()) == states


@pytest.mark.parametrize(
    ("named", "actor"),
    [
        ({"person": "p"}, USA_PERSON),
        ({"office": "o"}, USA_OFFICE),
        ({"organization": "g"}, USA_BODY),
    ],
)
@pytest.mark.parametrize("is_named", [True, False])
def test_the_state_of_an_entry_is_a_rival_of_a_stated_one(
    named: dict[str, str], actor: Any, is_named: bool
) -> None:
    a = visited("A", named, actor)
    b = visited("B", {**(named if is_named else {}), "state": "GBR"}, actor)
    for both in (a.merge(b), b.merge(a), a.merge(b).merge(a)):
        assert both.visits.by("USA").bounds() == both.visits.by("GBR").bounds() == (0, 1)
        assert "visitor.state" in {item.field for item in both.reconcile()}
        assert not both.faults()
        assert both.from_sources("A").visits.by("USA").bounds() == (1, 1)
        assert both.from_sources("A").visits.by("GBR").bounds() == (0, 0)
        assert both.from_sources("B").visits.by("GBR").bounds() == (1, 1)


def test_so_are_the_states_of_two_entries() -> None:
    a = visited("A", {"person": "p"}, USA_PERSON)
    b = visited("B", {"office": "o"}, Office(id="o", name="O", state="GBR"))
    for both in (a.merge(b), b.merge(a)):
        assert both.visits.by("USA").bounds() == both.visits.by("GBR").bounds() == (0, 1)


def test_the_state_of_an_entry_that_is_the_stated_one_is_no_claim() -> None:
    a = visited("A", {"person": "p"}, USA_PERSON)
    both = a.merge(visited("B", {"person": "p", "state": "USA"}, USA_PERSON))
    assert both.visits.by("USA").bounds() == (1, 1)
    assert not both.reconcile()


@pytest.mark.parametrize(
    ("field", "facts"),
    [
        ("purpose", {"purpose": "official"}),
        ("topics", {"topics": ["trade"]}),
        ("places", {"places": [Place(name="Paris", state="FRA")]}),
    ],
)
def test_what_a_source_coded_and_found_none_of_is_not_taken_over(
    field: str, facts: dict[str, Any]
) -> None:
    a = visited("A", {"state": "USA"}, coded=["purpose", "topics", "places"])
    b = visited("B", {"state": "USA"}, **facts)
    for one, other in ((a, b), (b, a)):
        with pytest.raises(FaultsError) as raised:
            one.merge(other)
        (fault,) = raised.value.faults
        assert (fault.record, fault.field) == ("x", field)
        assert "'A'" in str(fault)
    silent = visited("A", {"state": "USA"})
    assert silent.merge(b)["x"]
    assert a.merge(visited("C", {"state": "USA"}, coded=[field]))["x"]
