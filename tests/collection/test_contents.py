"""What a dataset holds: what it takes, and the look-ups in it."""

from __future__ import annotations

from typing import Any, ClassVar

import attrs
import pytest
from hypothesis import given, strategies as st

from bilateral import Citation, Dataset, Visit, testing
from bilateral.collection.contents import Contents
from bilateral.errors import RecordError, UnknownNameError
from bilateral.model.records import Event, Role


@pytest.fixture
def data(small: Dataset) -> Dataset:
    return small


@attrs.frozen(kw_only=True, repr=False)
class Rumour(Event):
    """A kind that no entry point names."""

    kind: ClassVar[str] = "rumour"
    plural: ClassVar[str] = "rumours"
    roles: ClassVar[frozenset[Role]] = frozenset()
    sides: ClassVar[tuple[frozenset[Role], ...]] = ()


@attrs.frozen(kw_only=True, repr=False)
class Trip(Visit):
    """A class that says it is a visit."""


@pytest.mark.parametrize("kind", [Rumour, Trip])
def test_a_record_of_no_known_kind_is_refused_at_once(data: Dataset, kind: type[Event]) -> None:
    strange = kind(id="x", title="X", citations=[Citation(source="article")])
    with pytest.raises(RecordError, match=r"bilateral\.kinds") as refused:
        Dataset(records=[*data.records, strange])
    assert (refused.value.record, refused.value.field) == ("x", f"records[{len(data)}]")
    assert refused.value.found is kind


@pytest.mark.parametrize("field", ["records", "actors", "sources"])
def test_what_is_something_else_is_refused(field: str) -> None:
    with pytest.raises(RecordError, match=field):
        Contents(**{field: ["text"]})  # type: ignore[arg-type]


@given(testing.datasets())
def test_everything_is_found_by_its_id(data: Dataset) -> None:
    for record in data.records:
        assert data[record.id] is data.record(record) is data.record(record.id) is record
        assert record.id in data
    for actor in data.actors:
        assert data.actor(actor.id) is actor
        assert data.known(actor.kind, actor.id) == actor.id
    for source in data.sources:
        assert data.source(source.id) is source
    kinds = {type(record) for record in data.records}
    assert sorted(r.id for r in data.of_kinds(kinds)) == sorted(r.id for r in data.records)


@given(testing.datasets(), st.data())
def test_holding_keeps_all_but_the_links_to_what_is_left_out(
    data: Dataset, draw: st.DataObject
) -> None:
    kept = draw.draw(st.lists(st.sampled_from(data.records), unique=True)) if len(data) else []
    part = data.holding(kept)
    assert isinstance(part, Dataset)
    assert part.faults() == ()
    assert [r.id for r in part] == [r.id for r in kept]
    for record in part:
        assert attrs.evolve(record, links=()) == attrs.evolve(data[record.id], links=())
        assert [link for link in data[record.id].links if link.target in part] == list(record.links)
    assert data.holding(data.records) == data


def test_names_of_actors_give_what_is_asked_of_a_participant(data: Dataset) -> None:
    assert data.conditions("Pakistan") == {"state": ["PAK"]}
    assert data.conditions("RUS") == {"state": ["RUS"]}
    with pytest.raises(UnknownNameError, match="did you mean"):
        data.conditions("Pakistn")
    with pytest.raises(UnknownNameError, match="unknown source"):
        data.known("source", "artikle")
    assert data.with_predecessors(["RUS"]) == ("RUS", "SUN")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("france-morocco", "load('france-morocco') if it comes with the package, or Dataset(recor"),
        ("france-morocco.toml", "load_file('france-morocco.toml')"),
        ([{"kind": "visit"}], "Record.from_dict"),
        (5, "a sequence of Record"),
    ],
)
def test_what_is_no_records_says_what_to_type(given: Any, told: str) -> None:
    with pytest.raises(RecordError) as caught:
        Dataset(given)
    assert told in str(caught.value)
