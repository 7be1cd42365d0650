"""Tables read by a mapping, and the plain layout for one's own visits."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st

from bilateral import Visit
from bilateral.errors import BilateralError, CodecError, RecordError, UnknownNameError
from bilateral.model.records import KINDS
from bilateral.readers import FieldRule, RecordMapping
from tests.readers.samples import write


@pytest.mark.parametrize(
    ("change", "error", "match"),
    [
        ({"kind": "vist"}, UnknownNameError, "visit"),
        ({"fields": {"vistor": "A"}}, UnknownNameError, "visitor"),
        ({"fields": {"status": {"value": "hapened"}}}, UnknownNameError, "status"),
        ({"fields": {"date": {"column": "A", "format": "%y"}}}, RecordError, "%Y"),
        ({"fields": {"date": {"colum": "A"}}}, UnknownNameError, "column"),
        ({"fields": {"date": {}}}, RecordError, "column or a value"),
        ({"fields": {"date": 5}}, CodecError, "not a rule"),
        ({"fields": {"host": {"column": "A", "system": "politics"}}}, UnknownNameError, "cow"),
        ({"fields": {"note": {"column": ["A", "B"]}}}, RecordError, "several columns"),
        ({"fields": {}}, RecordError, "nothing"),
        ({"version": 2}, CodecError, "version"),
        ({"format": "x"}, CodecError, "not a mapping"),
        ({"feilds": {}}, UnknownNameError, "fields"),
        ({"title": 5}, CodecError, "title"),
        ({"kind": ["visit"]}, CodecError, "kind"),
        ({"missing": ["NA", 5]}, CodecError, "missing"),
        ({"fields": {"date": {"column": 5}}}, CodecError, "date"),
        ({"fields": {"date": {"column": ["a", None]}}}, CodecError, "date"),
        ({"fields": {"date": {"column": "A", "format": 5}}}, CodecError, "date"),
        ({"fields": {"status": {"column": "A", "words": ["x"]}}}, CodecError, "status"),
        ({"fields": {"status": {"column": "A", "words": {"x": 1}}}}, CodecError, "status"),
        ({"fields": {"note": {"value": 1}}}, CodecError, "note"),
        ({"fields": {"date": {"column": list("abcd")}}}, RecordError, "three"),
        ({"fields": {"topics": {"value": "x", "words": {"y": "z"}}}}, RecordError, "words"),
        (
            {"fields": {"status": {"column": "A", "words": {"x": "hapened"}}}},
            UnknownNameError,
            "occurred",
        ),
        ({"fields": {"visitor.sector": {"value": "army"}}}, UnknownNameError, "military"),
    ],
)
def test_a_wrong_mapping_is_refused_and_the_file_named(
    change: dict[str, object], error: type[Exception], match: str, tmp_path: Path
) -> None:
    document = {
        "format": "bilateral-mapping",
        "version": 1,
        "kind": "visit",
        "fields": {"date": "Year"},
    } | change
    path = write(tmp_path, "map.json", json.dumps(document))
    with pytest.raises(error, match=match) as caught:
        RecordMapping.load(path)
    assert "map.json" in str(caught.value)


def test_fields_alone_are_told_where_they_go() -> None:
    with pytest.raises(CodecError, match=r"'fields': \{'date': 'Datum', 'host': 'Wo'"):
        RecordMapping.from_plain({"date": "Datum", "host": "Wo", "note": "Was"})


def test_a_mapping_that_is_no_json(tmp_path: Path) -> None:
    with pytest.raises(CodecError, match=r"map\.json"):
        RecordMapping.load(write(tmp_path, "map.json", "{"))


rules = st.builds(
    FieldRule,
    column=st.just("A"),
    words=st.none() | st.dictionaries(st.text(max_size=4), st.just("occurred"), max_size=2),
    separator=st.sampled_from([None, ";"]),
)


@given(st.sampled_from(sorted(KINDS)), st.dictionaries(st.just("status"), rules, min_size=1))
def test_a_mapping_comes_back_from_its_plain_form(kind: str, fields: dict[str, FieldRule]) -> None:
    made = RecordMapping(kind=kind, fields=fields, missing=["NA"], title="T")
    assert RecordMapping.from_plain(json.loads(json.dumps(made.to_plain()))) == made


RULE = FieldRule(column="a")


def of(kind: str | FieldRule, collapse: str | None = None, **fields: FieldRule) -> RecordMapping:
    return RecordMapping(kind=kind, collapse=collapse, fields=fields)


def test_of_several_kinds_each_has_its_fields() -> None:
    kind = FieldRule(column="k", words={"x": "agreement", "y": "membership", "z": ""})
    made = of(kind, form=FieldRule(column="f", words={"t": "treaty", "a": "ally"}), member=RULE)
    assert made.kinds == ("agreement", "membership")
    assert made.columns == ("k", "f", "a")
    assert "member" not in made.targets("agreement")
    assert {"member", "party", "in_force"} <= set(made.targets())
    assert RecordMapping.from_plain(json.loads(json.dumps(made.to_plain()))) == made


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (lambda: FieldRule(column="a", words={"yes": "occurred", "YES": "planned"}), "stands for"),
        (lambda: FieldRule(column="a", format="%Y-%j"), "not a format of dates"),
        (lambda: FieldRule(column="a", format="%d %Y"), "not a format of dates"),
        (
            lambda: RecordMapping(
                kind="visit",
                fields={"visitor": FieldRule(column="a"), "visitor.state": FieldRule(column="b")},
            ),
            "two rules for one state",
        ),
        (lambda: of("agreement", date=FieldRule(start="a", end="b")), "no period"),
        (lambda: of("visit", note=FieldRule(start="a", end="b")), "no period"),
        (lambda: of("visit", note=FieldRule(column="a", otherwise="x")), "else without words"),
        (lambda: of("visit", status=FieldRule(column="a", otherwise="hapened")), "occurred"),
        (lambda: of(FieldRule(column="a"), note=FieldRule(column="b")), "kinds without words"),
        (lambda: of(FieldRule(column="a", words={"x": "vist"}), note=RULE), "visit"),
        (lambda: of(FieldRule(column="a", words={"x": "visit"}), in_force=RULE), "in_force"),
        (lambda: of("membership", collapse="dat", date=RULE), "date"),
        (lambda: of("agreement", collapse="date", date=RULE), "no period"),
        (lambda: of("membership", collapse="date", date=FieldRule(start="a")), "no period"),
        (
            lambda: RecordMapping(
                kind="visit", fields={"visitor.organization.form": FieldRule(value="firm")}
            ),
            "company",
        ),
    ],
)
def test_what_contradicts_itself_is_no_mapping(make: Callable[[], object], problem: str) -> None:
    with pytest.raises(BilateralError, match=problem):
        make()


@pytest.mark.needs("tomli_w")
@pytest.mark.parametrize("ending", ["toml", "json"])
def test_a_mapping_is_saved_and_loaded(ending: str, tmp_path: Path) -> None:
    mapping = RecordMapping(
        kind="visit",
        fields={
            "date": {"column": "Datum", "format": ["%d.%m.%Y", "printed"], "day_first": True},
            "visitor": FieldRule("Von", separator=["/", " und "]),
            "host": "Nach",
            "status": {"column": "S", "words": {"ja": "occurred"}, "else": ""},
        },
    )
    assert RecordMapping.load(mapping.save(tmp_path / f"m.{ending}")) == mapping
    with pytest.raises(CodecError, match="another form"):
        mapping.save(tmp_path / "m.yaml")


def test_a_rule_is_written_in_python_as_in_a_file() -> None:
    one = RecordMapping(
        kind=Visit, fields={"date": ["Y", "M"], "visitor": "A", "host": {"value": "FRA"}}
    )
    other = RecordMapping(
        kind="visit",
        fields={
            "date": FieldRule(["Y", "M"]),
            "visitor": FieldRule(column="A"),
            "host": FieldRule(value="FRA"),
        },
    )
    assert one == other
    for wrong in ("date", {"date": 7}, {"date": {"colum": "Y"}}):
        with pytest.raises(BilateralError):
            RecordMapping(kind="visit", fields=wrong)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_field_of_another_kind_is_told_who_takes_part(kind: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        RecordMapping(kind=kind, fields={"zz": "A"})
    told = str(caught.value.expected)
    for role in KINDS[kind].roles:
        assert re.search(rf"\b{role.value.replace(' ', '_')}\b", told), role
    assert all(name in told for name in ("date", "status") if name in RecordMapping(
        kind=kind, fields={"note": "A"}).targets())  # fmt: skip


def test_a_third_party_by_number_is_told_of_separators() -> None:
    with pytest.raises(UnknownNameError, match=r"party, party2, .*separator") as caught:
        RecordMapping(kind="meeting", fields={"party3": "A"})
    assert caught.value.near[:2] == ("party", "party2")


@pytest.mark.parametrize(("word", "kind"), [("Treffen", "meeting"), ("visite", "visit")])
def test_a_kind_in_another_language_is_told_what_it_is_here(word: str, kind: str) -> None:
    with pytest.raises(UnknownNameError, match="one of visit, meeting") as caught:
        RecordMapping(kind=word, fields={"date": "A"})
    assert (caught.value.field, caught.value.near) == ("kind", (kind,))


def test_a_mapping_is_changed_as_a_record_is() -> None:
    mapping = RecordMapping(kind="visit", fields={"date": "When", "host": "Where"}, title="Visits")
    changed = mapping.replace(title="Trips", fields={**mapping.fields, "visitor": "Who"})
    assert (changed.title, changed.columns) == ("Trips", ("When", "Where", "Who"))
    assert (mapping.title, mapping.columns) == ("Visits", ("When", "Where"))
    with pytest.raises(TypeError, match="did you mean 'fields'"):
        mapping.replace(words={"a": "b"})


def test_the_plain_form_of_a_mapping_is_arguments_too() -> None:
    mapping = RecordMapping(kind="visit", fields={"date": "When"}, missing=["?"])
    arguments: Any = mapping.to_plain()
    assert RecordMapping(**arguments) == mapping
    assert RecordMapping(**{**arguments, "title": "Trips"}) == mapping.replace(title="Trips")
    with pytest.raises(TypeError, match="no 'format'"):
        RecordMapping(**{**arguments, "format": "another"})
