"""Lines that go on by an answer: what they say, and that nothing is written for nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from bilateral.logic import Truth
from bilateral.query.branches import Lines, Then, Writer, fork, indented

TOLD = Then(("told('true')",), ("told('unknown')",), ("told('false')",))


def run(lines: Lines, **names: object) -> list[str]:
    told: list[str] = []
    names |= {"told": told.append, "TRUE": Truth.TRUE, "UNKNOWN": Truth.UNKNOWN}
    exec("\n".join(lines), dict(names))
    return told


@pytest.mark.parametrize("truth", Truth)
def test_what_follows_an_answer(truth: Truth) -> None:
    assert run(TOLD.by("x"), x=truth) == run(TOLD.of(truth)) == [truth.name.lower()]
    assert run(TOLD.reversed().by("x"), x=truth) == run(TOLD.of(~truth))


@given(st.lists(st.tuples(st.booleans(), st.sampled_from(["", "a", "b"])), max_size=5))
def test_the_first_test_that_holds_decides(tests: list[tuple[bool, str]]) -> None:
    lines = fork(*((str(holds), (f"told({text!r})",) if text else ()) for holds, text in tests))
    expected = next((text for holds, text in tests if holds), "")
    assert run(lines) == [expected] * bool(expected)


def test_a_test_that_changes_nothing_is_not_written() -> None:
    assert fork(("a", ("f()",)), ("True", ("f()",))) == ("f()",)
    assert fork(("a", ()), ("b", ())) == ()
    assert fork(("False", ("f()",)), ("b", ("g()",))) == ("if b:", "    g()")
    assert fork(("a", ()), ("b", ("g()",))) == ("if a:", "    pass", "elif b:", "    g()")


def test_lines_may_stand_in_one_another() -> None:
    assert indented(("if a:", "    f()")) == ("    if a:", "        f()")


def test_equal_numbers_have_one_name_and_other_values_their_own() -> None:
    writer = Writer()
    assert writer.constant(3) == writer.constant(3) != writer.constant(3.0)
    assert writer.constant(()) != writer.constant(())
    assert writer.once("k.actors") == writer.once("k.actors") != writer.once("k.other")
    assert writer.variable() != writer.variable()
    assert writer.constants[writer.constant("word")] == "word"


def test_a_function_is_asked_where_lines_do_not_say() -> None:
    writer = Writer()
    lines = writer.asked(lambda number: Truth.of(number > 2), "n", TOLD)
    assert run(lines, n=3, **writer.constants) == ["true"]
    assert run(lines, n=2, **writer.constants) == ["false"]
