"""Fields of classes: read off the annotations, and guarded by them."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from typing import Any

import attrs
import pytest
from hypothesis import given, strategies as st

from bilateral import Citation, Claim, Coverage, Dataset, Person, Source, Visit
from bilateral.errors import RecordError, UnknownNameError
from bilateral.files.values import PARTS
from bilateral.model.actors import ACTOR_KINDS
from bilateral.model.fields import as_tuple, check_field, claimable, fields_of
from bilateral.model.records import KINDS, Place
from bilateral.testing import datasets

CLASSES = [*KINDS.values(), *ACTOR_KINDS.values(), *PARTS]
MANY = [(kind, field) for kind in CLASSES for field in fields_of(kind).values() if field.many]
ANY: dict[str, Any] = {"Visit": Visit, "Source": Source, "Coverage": Coverage}  # as untyped code
RIGHT: dict[str, Any] = {
    "id": "a", "name": "a", "title": "A", "source": "a", "form": "group", "actors": [],
    "kinds": [], "citations": [Citation(source="a")], "posture": "close", "aim": "a",
    "claim": "a", "role": "host", "type": "part of", "target": "b", "sources": [],
}  # fmt: skip


@pytest.mark.parametrize("kind", CLASSES)
def test_every_field_of_a_constructor_is_read(kind: type) -> None:
    fields = fields_of(kind)
    named = [a for a in attrs.fields(kind) if a.init]
    assert list(fields) == [a.alias for a in named]
    assert [f.required for f in fields.values()] == [a.default is attrs.NOTHING for a in named]
    with pytest.raises(TypeError):
        fields["x"] = None  # type: ignore[index]


@pytest.mark.parametrize(("kind", "field"), MANY, ids=lambda item: getattr(item, "name", None))
@pytest.mark.parametrize("value", ["text", 5, None, {"a": 1}, [object()]])
def test_a_field_of_many_takes_a_sequence_of_its_type(kind: Any, field: Any, value: object) -> None:
    given = {name: RIGHT[name] for name, one in fields_of(kind).items() if one.required}
    if value == "text" and field.type in (Citation, Place):  # of which a text alone is one
        assert getattr(kind(**given | {field.name: value}), field.name) == (field.type.of(value),)
        return
    if value == {"a": 1} and field.type is Claim:  # as which the name of a field and a value do
        assert kind(**given | {field.name: value}).claims == (Claim("a", "1"),)
        return
    with pytest.raises(RecordError) as caught:
        kind(**given | {field.name: value})
    name = f"{field.name}[0]" if isinstance(value, list) else field.name
    assert caught.value.field == name


@given(st.lists(st.text(min_size=1)))
def test_any_iterable_will_do(names: list[str]) -> None:
    for given_names in (names, tuple(names), iter(names), dict.fromkeys(names).keys()):
        person = Person(id="a", name="A", names=given_names)
        assert type(person.names) is tuple
    assert Person(id="a", name="A", names=iter(names)).names == tuple(names)
    assert as_tuple(tuple(names)) == tuple(names)


@pytest.mark.parametrize(
    ("make", "field"),
    [
        (lambda: ANY["Visit"](id="v", title=5, citations=RIGHT["citations"]), "title"),
        (lambda: ANY["Source"](id="a", title="A", url=5), "url"),
        (lambda: ANY["Source"](id="a", title="A", note=True), "note"),
        (lambda: ANY["Coverage"](source=None, actors=[], kinds=[]), "source"),
    ],
)
def test_a_value_of_another_type_is_refused(make: Callable[[], object], field: str) -> None:
    with pytest.raises(RecordError, match="expected text") as caught:
        make()
    assert caught.value.field == field


def test_a_field_that_a_kind_does_not_have_is_named() -> None:
    assert check_field(Visit, "purpose") == "purpose"
    with pytest.raises(UnknownNameError, match=r"field of kind 'visit'.*'purpose'"):
        check_field(Visit, "purpos")


@pytest.mark.parametrize("kind", KINDS.values())
def test_claims_are_about_single_values(kind: type) -> None:
    found = claimable(kind)
    assert "date" in found
    assert not {"id", "participants", "citations"} & set(found)
    with pytest.raises(TypeError):
        found["x"] = str  # type: ignore[index]


@pytest.mark.parametrize(
    "way", [copy.copy, copy.deepcopy, lambda value: pickle.loads(pickle.dumps(value))]
)
@given(dataset=datasets())
def test_what_is_copied_is_equal(way: Callable[[Any], Any], dataset: Dataset) -> None:
    again = way(dataset)
    assert again == dataset
    for one, other in zip(dataset.records, again.records, strict=True):
        assert (one.when, one.claimed, one.unstated) == (other.when, other.claimed, other.unstated)
