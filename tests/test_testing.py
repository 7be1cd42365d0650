"""The strategies: valid, each able to give what it promises, and printable."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings, strategies as st
from hypothesis.strategies import SearchStrategy

from bilateral import EDTF, Dataset, Predicate, Quantity, Truth, parse_edtf, testing
from bilateral.collection.dataset import Dataset as Collection
from bilateral.dates import Shape
from bilateral.model.actors import ACTOR_KINDS, Organization, State
from bilateral.model.evidence import Citation, Locator
from bilateral.model.fields import claimable, fields_of
from bilateral.model.records import KINDS, AnyRecord, Condition, Participant, Place, Role
from bilateral.query import check_kinds, evaluate
from bilateral.query.predicates import (
    AmountIs,
    And,
    Anything,
    Cites,
    DateIs,
    Done,
    FieldContains,
    FieldIn,
    LinksTo,
    Node,
    Not,
    NumberOf,
    Or,
    Takes,
    TakesPlace,
)

QUICK = settings(
    database=None,
    phases=[Phase.generate],
    max_examples=2000,
    derandomize=True,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


def gives(strategy: SearchStrategy[Any], wanted: Callable[[Any], bool]) -> bool:
    """Whether a strategy gives such a value before long; else hypothesis raises."""
    return wanted(find(strategy, wanted, settings=QUICK))


def test_every_name_is_a_strategy() -> None:
    for name in testing.__all__:
        make = getattr(testing, name)
        made = make("visit") if name == "predicates" else make()
        assert isinstance(made, SearchStrategy), name


# -- dates and amounts -------------------------------------------------------------------------


@given(testing.edtf_texts(), testing.edtfs())
def test_dates_are_valid(text: str, edtf: EDTF) -> None:
    assert parse_edtf(text).text == text
    assert parse_edtf(edtf.text) == edtf


@pytest.mark.parametrize("shape", [Shape.DATE, Shape.INTERVAL, Shape.ONE_OF, Shape.ALL_OF])
def test_dates_come_in_every_shape(shape: Shape) -> None:
    assert gives(testing.edtfs(), lambda edtf: edtf.shape is shape)


@pytest.mark.parametrize("level", [0, 1, 2])
def test_dates_come_in_every_level(level: int) -> None:
    assert gives(testing.edtfs(), lambda edtf: edtf.level == level)


@pytest.mark.parametrize("mark", ["?", "~", "%", "X", "S", "Y", "..", "-0"])
def test_dates_come_with_every_mark(mark: str) -> None:
    assert gives(testing.edtf_texts(), lambda text: mark in text)


@pytest.mark.parametrize("side", [0, 1])
@pytest.mark.parametrize("shape", [Shape.OPEN_END, Shape.UNKNOWN_END])
def test_intervals_come_with_open_and_unknown_ends(side: int, shape: Shape) -> None:
    assert gives(
        testing.edtfs(),
        lambda edtf: edtf.shape is Shape.INTERVAL and edtf.parts[side].shape is shape,
    )


@pytest.mark.parametrize("make", [testing.moments, testing.periods])
def test_moments_and_periods_come_printed_and_not(make: Callable[[], SearchStrategy[Any]]) -> None:
    assert gives(make(), lambda when: when.printed is None)
    assert gives(make(), lambda when: bool(when.printed))


AMOUNTS: dict[str, Callable[[Quantity], bool]] = {
    "exact": lambda q: q.is_exact,
    "estimate": lambda q: q.is_estimate,
    "at least": lambda q: q.least > 0 and q.most == float("inf"),
    "at most": lambda q: q.least == 0 and 0 < q.most < float("inf"),
    "between": lambda q: 0 < q.least < q.most < float("inf"),
    "unknown": lambda q: q.amount == "..",
    "broken": lambda q: q.least != int(q.least),
    "of a unit": lambda q: q.unit is not None and q.printed is None,
    "printed": lambda q: q.printed is not None and q.unit is None,
}


@pytest.mark.parametrize("form", AMOUNTS)
def test_quantities_come_in_every_form(form: str) -> None:
    assert gives(testing.quantities(), AMOUNTS[form])


@pytest.mark.parametrize("truth", Truth)
def test_truths(truth: Truth) -> None:
    assert gives(testing.truths(), lambda found: found is truth)


# -- evidence ----------------------------------------------------------------------------------


LOCATORS: dict[str, Callable[[Locator], bool]] = {
    "sentence": lambda at: at.paragraph is not None and at.sentence is not None,
    "paragraph": lambda at: at.paragraph is not None and at.sentence is None,
    "page": lambda at: at.page is not None and at.row is None and at.line is None,
    "row of a page": lambda at: at.page is not None and at.row is not None,
    "line of a page": lambda at: at.page is not None and at.line is not None,
    "row": lambda at: at.row is not None and at.page is None,
}


@pytest.mark.parametrize("form", LOCATORS)
def test_locators_come_in_every_form(form: str) -> None:
    assert gives(testing.locators(), LOCATORS[form])


@given(testing.locators())
def test_locators_are_read_as_they_print(locator: Locator) -> None:
    assert Citation(source="s", locator=str(locator)).locator == locator


def test_sources_take_their_ids_from_where_one_says() -> None:
    assert gives(testing.sources(), lambda source: source.published is not None)
    given_ = testing.sources(ids=st.just("own"))
    assert gives(given_, lambda source: source.id == "own")


@given(testing.citations())
def test_only_citations_for_a_kind_carry_claims(citation: Citation) -> None:
    assert not citation.claims


def test_citations_for_a_kind_carry_claims() -> None:
    assert gives(testing.citations("visit"), lambda citation: len(citation.claims) == 2)


# -- actors and records ------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ACTOR_KINDS)
def test_actors_are_of_every_kind(kind: str) -> None:
    assert gives(testing.actors(), lambda actor: actor.kind == kind)


def test_actors_have_what_their_kind_has() -> None:
    assert gives(testing.actors(), lambda a: isinstance(a, State) and bool(a.continues and a.life))
    assert gives(testing.actors(), lambda a: isinstance(a, Organization) and a.sector is not None)
    assert gives(testing.actors(), lambda a: len(a.names) == 2 and a.note is not None)


@given(testing.participants(frozenset({Role.HOST, Role.PARTY})))
def test_participants_take_the_roles_that_one_says(participant: Participant) -> None:
    assert participant.role in (Role.HOST, Role.PARTY)
    assert participant.office is None or participant.sector == testing._OFFICES[participant.office]
    if participant.organization and not participant.office:
        assert participant.sector is None


@pytest.mark.parametrize(
    "field", ["state", "person", "office", "organization", "rank", "sector", "name"]
)
def test_anything_about_a_participant_is_stated_or_not(field: str) -> None:
    assert gives(testing.participants(), lambda p: getattr(p, field) is None)
    assert gives(testing.participants(), lambda p: getattr(p, field) is not None)


PLACES: list[Callable[[Place], bool]] = [
    lambda place: place.name is None,
    lambda place: place.state is None,
    lambda place: place.name is not None and place.state is not None,
    lambda place: place.printed is not None,
]


@pytest.mark.parametrize("wanted", PLACES)
def test_places_are_named_or_only_a_state(wanted: Callable[[Place], bool]) -> None:
    assert gives(testing.places(), wanted)


def test_records_are_of_all_kinds_but_a_rare_one() -> None:
    seen = set()

    @settings(max_examples=150, deadline=None, derandomize=True, database=None)
    @given(testing.records())
    def look(record: AnyRecord) -> None:
        seen.add(record.kind)

    look()
    assert seen <= set(KINDS)
    assert len(seen) >= len(KINDS) - 2  # the draws are random, within a fixed seed


RECORDS: dict[str, Callable[[Any], bool]] = {
    "no date": lambda r: r.date is None,
    "a date": lambda r: r.date is not None,
    "no status": lambda r: r.status is None,
    "nobody": lambda r: not r.participants,
    "three": lambda r: len(r.participants) == 3,
    "two places": lambda r: len(r.places) == 2,
    "two topics": lambda r: len(r.topics) == 2,
    "three citations": lambda r: len(r.citations) == 3,
    "rivals": lambda r: bool(r.claimed),
    "a rival date": lambda r: "date" in r.claimed,
    "a duration": lambda r: r.duration is not None,
    "no duration": lambda r: r.duration is None,
}


@pytest.mark.parametrize("sort", RECORDS)
def test_records_come_with_and_without(sort: str) -> None:
    assert gives(testing.records("visit"), RECORDS[sort])


def test_some_conditions_are_attested_on_a_day() -> None:
    strategy = testing.records("membership")
    assert gives(strategy, lambda r: isinstance(r, Condition) and r.attested is not None)
    assert gives(strategy, lambda r: isinstance(r, Condition) and r.attested is None)


@given(testing.datasets("visit", max_size=3))
def test_datasets_are_sound_and_of_the_kind_and_size(dataset: Dataset) -> None:
    assert len(dataset.records) <= 3
    assert {record.kind for record in dataset.records} <= {"visit"}
    assert list(dataset.faults()) == []
    assert dataset.info.name == "example"


def test_records_of_a_dataset_are_linked_to_each_other_or_not() -> None:
    def linked(dataset: Collection) -> bool:
        return any(record.links for record in dataset.records)

    assert gives(testing.datasets("visit", max_size=2), linked)
    assert gives(testing.datasets("visit", max_size=2), lambda d: bool(d.records) and not linked(d))


# -- predicates --------------------------------------------------------------------------------


@settings(max_examples=8)
@given(st.data())
@pytest.mark.parametrize("kind", KINDS)
def test_predicates_may_be_put_to_records_of_the_kind(kind: str, data: st.DataObject) -> None:
    predicate = data.draw(testing.predicates(kind))
    record: AnyRecord = data.draw(testing.records(kind))
    assert record.kind == kind
    check_kinds(predicate, [KINDS[kind]])
    assert evaluate(predicate, record) in Truth


def within(predicate: Predicate, node: type[Node]) -> bool:
    if isinstance(predicate, node):
        return True
    terms = getattr(predicate, "terms", ())
    term = getattr(predicate, "term", None)
    return any(within(each, node) for each in (*terms, *([] if term is None else [term])))


@pytest.mark.parametrize(
    "node",
    [
        *(Anything, And, Or, Not, Done, DateIs, FieldIn, FieldContains, AmountIs, Takes),
        *(NumberOf, TakesPlace, Cites, LinksTo),
    ],
)
def test_predicates_have_every_node(node: type[Node]) -> None:
    assert gives(testing.predicates("visit"), lambda predicate: within(predicate, node))


@pytest.mark.parametrize("kind", KINDS)
def test_claims_are_for_fields_that_may_be_claimed(kind: str) -> None:
    (citation,) = [find(testing.citations(kind), lambda c: bool(c.claims), settings=QUICK)]
    for claim in citation.claims:
        assert claim.field in claimable(KINDS[kind])
        assert claim.field in fields_of(KINDS[kind])
