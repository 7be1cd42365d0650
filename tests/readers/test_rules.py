"""A rule of a field: what it may say, and what contradicts itself."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest
from hypothesis import given, strategies as st

from bilateral.errors import BilateralError, UnknownNameError
from bilateral.readers import FieldRule
from bilateral.readers.rules import rule_of

texts = st.text(max_size=4)
names = st.lists(texts.filter(bool), min_size=1, max_size=3, unique=True)
rules = st.one_of(
    st.builds(
        FieldRule,
        column=names,
        words=st.none() | st.dictionaries(texts.map(str.casefold), texts, max_size=2),
        otherwise=st.none() | texts,
        separator=st.none() | texts.filter(bool),
        system=st.sampled_from([None, "cow"]),
    ),
    st.builds(
        FieldRule,
        start=names,
        end=names,
        still=st.lists(texts, min_size=1, max_size=2, unique=True),
        until=st.none() | st.just("2016"),
    ),
    st.builds(FieldRule, value=texts, unit=st.none() | texts),
)


@given(rules)
def test_a_rule_comes_back_from_its_plain_form(rule: FieldRule) -> None:
    assert rule_of("field", json.loads(json.dumps(rule.to_plain()))) == rule


def test_what_else_is_called_in_a_file() -> None:
    rule = rule_of("status", {"column": "a", "words": {"x": "occurred"}, "else": ""})
    assert rule.otherwise == ""
    assert "else" in rule.to_plain()


@pytest.mark.parametrize("name", ["German", "Deutsch", "deutsch", "DE", "de"])
def test_a_language_is_kept_by_its_code(name: str) -> None:
    rule = FieldRule("a", format="printed", language=name)
    assert rule == FieldRule("a", format="printed", language="de")
    assert rule.to_plain()["language"] == "de"
    several = FieldRule("a", format="printed", language=[name, "français"])
    assert several.languages == ("de", "fr")


def test_a_language_that_is_none_is_told_what_was_meant() -> None:
    with pytest.raises(UnknownNameError) as caught:
        FieldRule("a", format="printed", language=["de", "Engish"])
    assert (caught.value.found, caught.value.near[0]) == ("Engish", "en")


@pytest.mark.parametrize(
    ("given", "match"),
    [
        ({"column": "a", "start": "b"}, "column or a value"),
        ({"column": "a", "value": "b"}, "column or a value"),
        ({"value": "a", "else": "b"}, "otherwise for a value"),
        ({"column": ["a", "b"], "format": "%Y"}, "one at the most"),
        ({"column": ["a", "b", "c"], "format": "printed"}, "two at the most"),
        ({"start": list("abcd")}, "three at the most"),
        ({"column": "a", "still": "0"}, "still so"),
        ({"start": "a", "still": "0"}, "still so"),
        ({"end": "a", "until": "2016"}, "still so"),
        ({"end": "a", "still": "0", "until": "soon"}, "EDTF"),
        ({"column": "a", "language": "en"}, "no printed date"),
        ({"column": "a", "format": "printed", "language": "tlh"}, "language"),
        ({"column": "a", "otherwise": "b"}, "key of a rule"),
        ({"column": "a", "format": []}, "not a format"),
        ({"column": "a", "format": ["edtf", "%d"]}, "not a format"),
        ({"column": ["a", "b"], "format": ["edtf", "printed"]}, "one at the most"),
        ({"column": "a", "separator": ""}, "separator of nothing"),
        ({"column": "a", "day_first": True}, "says itself"),
        ({"column": "a", "format": "%d.%m.%Y", "day_first": True}, "says itself"),
        ({"column": "a", "format": "printed", "day_first": "yes"}, "day_first is not"),
    ],
)
def test_what_contradicts_itself_is_no_rule(given: Mapping[str, object], match: str) -> None:
    with pytest.raises(BilateralError, match=match):
        rule_of("field", dict(given))
