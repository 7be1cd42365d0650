"""What an object may be, and the patterns that find it in JSON."""

from __future__ import annotations

import json
import re

from hypothesis import given, strategies as st

from bilateral.tables.formulas import FALSE, TRUE, Test as ColumnTest
from bilateral.tables.patterns import Allowed, OneOf, json_pattern, no_word_of, quoted


@given(st.text(), st.text())
def test_a_quoted_text_matches_itself_alone(text: str, other: str) -> None:
    assert re.fullmatch(quoted(text), text)
    assert bool(re.fullmatch(quoted(text), other)) is (text == other)


VALUES = st.none() | st.text(alphabet='a"\\,{}[]:|é', max_size=4)
RULES = st.builds(
    Allowed, st.none() | st.frozensets(VALUES.filter(bool).map(str), max_size=2), st.booleans()
)


@given(
    st.lists(st.fixed_dictionaries({"x": VALUES, "y": VALUES, "z": VALUES}), max_size=3),
    st.dictionaries(st.sampled_from("xyz"), RULES),
)
def test_a_pattern_finds_the_objects_that_are_allowed(
    objects: list[dict[str, str | None]], allowed: dict[str, Allowed]
) -> None:
    stated = [{name: value for name, value in one.items() if value is not None} for one in objects]
    text = json.dumps(stated, ensure_ascii=False, separators=(",", ":"))

    def fits(one: dict[str, str]) -> bool:
        return all(
            rule.absent if name not in one else rule.values is None or one[name] in rule.values
            for name, rule in allowed.items()
        )

    pattern = json_pattern("xyz", allowed)
    found = pattern is not None and re.search(pattern, text) is not None
    assert found is any(map(fits, stated))


@given(RULES, RULES, VALUES)
def test_what_two_rules_allow_both_do(one: Allowed, other: Allowed, value: str | None) -> None:
    def allows(rule: Allowed) -> bool:
        return rule.absent if value is None else rule.values is None or value in rule.values

    assert allows(one & other) is (allows(one) and allows(other))


def test_rules_as_tests_of_a_column() -> None:
    assert Allowed().test("x") == TRUE
    assert Allowed(frozenset(), absent=False).test("x") == FALSE
    assert Allowed(frozenset({"b", "a"})).test("x") == ColumnTest("x", "in", ("a", "b"), null=True)
    assert Allowed(frozenset()).test("x") == ColumnTest("x", "null", null=True)
    assert Allowed(absent=False).test("x") == ColumnTest("x", "null", negated=True)


words = st.text("PAKX-.[\\^]\N{LATIN SMALL LETTER SHARP S}", min_size=1, max_size=4)


@given(st.lists(words, max_size=5), words)
def test_a_text_is_none_of_some_words(excluded: list[str], text: str) -> None:
    pattern = no_word_of(excluded)
    for asked in {text, *excluded, *(word[:-1] for word in excluded), *(f"{w}X" for w in excluded)}:
        assert bool(re.fullmatch(pattern, asked)) is (asked not in excluded and asked != "")
    assert not re.fullmatch(pattern, f"{text}|")
    assert not re.fullmatch(pattern, f'{text}"')


states = st.sampled_from(["PAK", "IND", "FRA", "PA"])
having = st.builds(OneOf, st.frozensets(states, min_size=1, max_size=3), st.booleans())


@given(
    st.lists(having, min_size=1, max_size=3), st.lists(states, min_size=1, max_size=4, unique=True)
)
def test_a_list_has_a_word_of_each_of_some(several: list[OneOf], listed: list[str]) -> None:
    rule = Allowed()
    for one in several:
        rule &= Allowed(absent=False, having=frozenset({one}))
    expected = all(
        any((word in one.words) is not one.are_others for word in listed) for one in several
    )
    text = f"|{'|'.join(listed)}|"
    assert bool(re.fullmatch(str(rule.whole), text)) is expected
    in_json = json_pattern("xy", {"x": rule})
    found = in_json and re.search(in_json, json.dumps([{"x": text, "y": "|PAK|"}]).replace(" ", ""))
    assert bool(found) is expected
