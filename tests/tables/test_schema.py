"""The columns of a table of records: derived from the classes, checked by name and type."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bilateral.errors import SchemaError
from bilateral.model.fields import fields_of
from bilateral.model.records import KINDS
from bilateral.tables.schema import (
    BOUNDS,
    PARTICIPANT,
    SIDES,
    VERSION,
    check,
    check_version,
    columns,
)

TYPES = {name: column.type for name, column in columns().items()}
ROOT = Path(__file__).parent.parent.parent


def test_every_field_of_a_kind_has_a_column() -> None:
    many = {"participants", "places", "topics", "citations", "links"}
    for kind in KINDS.values():
        for name in set(fields_of(kind)) - many:
            assert name in columns(), (kind, name)


def test_columns_stand_under_their_names_and_say_what_they_hold() -> None:
    for name, column in columns().items():
        assert column.name == name
        assert column.meaning
        assert re.fullmatch(r"[a-z]+(_{1,2}[a-z]+)*", name)


def test_what_a_row_says_of_its_two_participants() -> None:
    for side in SIDES:
        for name in PARTICIPANT:
            assert TYPES[f"{side}_{name}"] == "text"


@pytest.mark.parametrize("field", ["date", "order_date", "in_force", "attested"])
def test_a_date_has_its_bounds_as_days(field: str) -> None:
    assert TYPES[field] == TYPES[f"{field}_printed"] == "text"
    assert {TYPES[f"{field}_{bound}"] for bound in BOUNDS} == {"day"}


@pytest.mark.parametrize("field", ["delivered", "volume", "duration"])
def test_an_amount_has_its_bounds_as_numbers(field: str) -> None:
    assert TYPES[field] == TYPES[f"{field}_unit"] == "text"
    assert TYPES[f"{field}_min"] == TYPES[f"{field}_max"] == "number"


def test_a_whole_number_and_the_number_of_a_row_are_integers() -> None:
    assert TYPES["session"] == TYPES["pair"] == "integer"


def test_the_columns_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        columns()["id"] = columns()["kind"]  # type: ignore[index]


def test_a_table_with_all_columns_is_one_of_records_and_may_have_others() -> None:
    check(TYPES)
    check({**TYPES, "mine": "truth"})


def test_missing_columns_are_named_with_near_ones() -> None:
    short = {name: kind for name, kind in TYPES.items() if name not in ("title", "status")}
    with pytest.raises(SchemaError, match="2 missing: title, status") as caught:
        check({**short, "titel": "text"})
    assert caught.value.missing == ("title", "status")
    assert caught.value.mistyped == ()
    assert "titel" in caught.value.near


def test_long_lists_of_missing_columns_are_cut() -> None:
    with pytest.raises(SchemaError, match=r"\.\.\.") as caught:
        check({"id": "text"})
    lacking = {name for name, c in columns().items() if c.kinds or c.may_lack}
    assert set(caught.value.missing) == set(TYPES) - {"id", *lacking}
    check({name: kind for name, kind in TYPES.items() if name not in lacking})


@pytest.mark.parametrize("found", ["integer", None])
def test_a_column_of_another_type_is_named(found: str | None) -> None:
    with pytest.raises(SchemaError, match="expected id: text") as caught:
        check({**TYPES, "id": found})  # type: ignore[dict-item]
    assert caught.value.mistyped == ("id",)
    assert f"id: {found or 'another type'}" in str(caught.value)


def test_another_version_is_refused() -> None:
    check_version(VERSION)
    for other in (VERSION + 1, str(VERSION), None):
        with pytest.raises(SchemaError, match="another version"):
            check_version(other)
