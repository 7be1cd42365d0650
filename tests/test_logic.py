"""Kleene's laws, over every combination of truths."""

from __future__ import annotations

from itertools import product

import pytest

from bilateral import Truth
from bilateral.errors import TruthError
from bilateral.logic import all_of, any_of

T, F, U = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN
ONE = list(Truth)
TWO = list(product(Truth, repeat=2))
THREE = list(product(Truth, repeat=3))


@pytest.mark.parametrize(("a", "b"), TWO)
def test_and_and_or_commute(a: Truth, b: Truth) -> None:
    assert a & b is b & a
    assert a | b is b | a


@pytest.mark.parametrize(("a", "b", "c"), THREE)
def test_and_and_or_associate(a: Truth, b: Truth, c: Truth) -> None:
    assert (a & b) & c is a & (b & c)
    assert (a | b) | c is a | (b | c)


@pytest.mark.parametrize(("a", "b", "c"), THREE)
def test_and_and_or_distribute(a: Truth, b: Truth, c: Truth) -> None:
    assert a & (b | c) is (a & b) | (a & c)
    assert a | (b & c) is (a | b) & (a | c)


@pytest.mark.parametrize(("a", "b"), TWO)
def test_de_morgan(a: Truth, b: Truth) -> None:
    assert ~(a & b) is ~a | ~b
    assert ~(a | b) is ~a & ~b


@pytest.mark.parametrize(("a", "b"), TWO)
def test_absorption(a: Truth, b: Truth) -> None:
    assert a & (a | b) is a
    assert a | (a & b) is a


@pytest.mark.parametrize("a", ONE)
def test_identity_and_double_negation(a: Truth) -> None:
    assert a & T is a
    assert a | F is a
    assert a & F is F
    assert a | T is T
    assert ~~a is a


@pytest.mark.parametrize(("a", "b"), TWO)
def test_known_results_survive_every_way_of_settling_the_unknowns(a: Truth, b: Truth) -> None:
    settled = {
        (left & right, left | right)
        for left in ([T, F] if a is U else [a])
        for right in ([T, F] if b is U else [b])
    }
    ands = {both for both, _ in settled}
    ors = {either for _, either in settled}
    assert a & b is (ands.pop() if len(ands) == 1 else U)
    assert a | b is (ors.pop() if len(ors) == 1 else U)


@pytest.mark.parametrize(("a", "b", "c"), THREE)
def test_to_know_more_never_changes_what_was_known(a: Truth, b: Truth, c: Truth) -> None:
    if a is U or a is b:  # b says what a says, or settles it
        for vague, settled in ((a & c, b & c), (a | c, b | c), (~a, ~b)):
            assert vague is U or vague is settled


@pytest.mark.parametrize(("a", "b", "c"), THREE)
def test_all_of_and_any_of_are_the_connectives_of_many(a: Truth, b: Truth, c: Truth) -> None:
    assert all_of([a, b, c]) is a & b & c
    assert any_of([a, b, c]) is a | b | c


def test_of_nothing() -> None:
    assert all_of([]) is T
    assert any_of([]) is F


def test_unknown_is_no_condition() -> None:
    assert bool(T)
    assert not bool(F)
    with pytest.raises(TruthError, match="neither yes nor no"):
        bool(U)


@pytest.mark.parametrize(("value", "truth"), [(True, T), (False, F), (None, U), (U, U)])
def test_of_a_nullable_boolean(value: bool | Truth | None, truth: Truth) -> None:
    assert Truth.of(value) is truth


@pytest.mark.parametrize("value", [0, 1, "yes"])
def test_of_anything_else_raises(value: object) -> None:
    with pytest.raises(TruthError):
        Truth.of(value)  # type: ignore[arg-type]


def test_other_types_do_not_mix() -> None:
    with pytest.raises(TypeError):
        _ = T & True  # type: ignore[operator]
    with pytest.raises(TypeError):
        _ = T | None  # type: ignore[operator]


def test_asking_about_a_truth() -> None:
    assert (T.is_true, F.is_false, U.is_unknown) == (True, True, True)
    assert [truth.is_possible for truth in (T, F, U)] == [True, False, True]
    assert repr(U) == "<Truth.UNKNOWN>"
