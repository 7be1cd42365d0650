"""Making, printing and joining predicates; what is misspelt raises."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, strategies as st

from bilateral import Moment, Period, Predicate, Visit, q
from bilateral.errors import RecordError, TruthError, UnknownNameError
from bilateral.model.records import KINDS
from bilateral.query import check_kinds
from bilateral.query.predicates import And, Anything, Not, as_node
from bilateral.testing import predicates


@given(st.sampled_from(sorted(KINDS)).flatmap(predicates))
def test_a_predicate_prints_as_the_expression_that_makes_it(predicate: Predicate) -> None:
    again = eval(repr(predicate), {"q": q, "Moment": Moment, "Period": Period})
    assert again == predicate
    assert hash(again) == hash(predicate)


def test_nested_terms_of_one_kind_become_one() -> None:
    a, b, c = q.date.since(2016), q.status == "occurred", q.visitor(state="PAK")
    assert (a & b) & c == a & (b & c)
    assert (a | b) | c == a | (b | c)
    assert isinstance(a & b & c, And)
    assert a & q.anything == a
    assert q.anything & q.anything == Anything()
    assert ~~a == a
    assert isinstance(~a, Not)


@pytest.mark.parametrize("number", [float("nan"), float("inf"), 10**400, -(2**54), "4", True])
def test_amounts_are_compared_with_numbers_that_every_engine_holds(number: float) -> None:
    with pytest.raises(RecordError, match="a number"):
        _ = q.delivered >= number


def test_python_words_are_refused() -> None:
    with pytest.raises(TruthError, match="&"):
        bool(q.date.since(2016))
    with pytest.raises(TruthError):
        bool(~q.done)
    with pytest.raises(RecordError, match="no condition"):
        bool(q.status)
    with pytest.raises(TypeError):
        _ = q.done & True  # type: ignore[operator]


@pytest.mark.parametrize(
    ("make", "near"),
    [
        (lambda: q.stauts, "status"),
        (lambda: q.visitors, "visitor"),
        (lambda: q.status == "ocurred", "occurred"),
        (lambda: q.purpose == "offical", "official"),
        (lambda: q.visitor(sector="militry"), "military"),
        (lambda: q.citation(stance="assert"), "asserts"),
        (lambda: q.citation(mode="facts"), "fact"),
        (lambda: q.link("part"), "part of"),
        (lambda: q.kind == "visits", "visit"),
    ],
)
def test_what_is_misspelt_raises_and_suggests(make: Callable[[], object], near: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        make()
    assert near in caught.value.near


@pytest.mark.parametrize(
    "make",
    [
        lambda: q.title == 5,
        lambda: q.session == "twelve",
        lambda: q.duration == "two",
        lambda: q.status.is_in(),
        lambda: q.title.contains(""),
        lambda: q.date.since(None),  # type: ignore[arg-type]
        lambda: q.date.since(2016, margin=-1),
    ],
)
def test_a_value_of_the_wrong_type_raises(make: Callable[[], object]) -> None:
    with pytest.raises(RecordError):
        make()


def test_names_that_are_structures_are_no_fields() -> None:
    with pytest.raises(UnknownNameError):
        _ = q.participants
    with pytest.raises(UnknownNameError):
        _ = q._private


def test_fields_and_roles_of_other_kinds_are_refused() -> None:
    with pytest.raises(UnknownNameError, match="arms-transfer"):
        check_kinds(q.done & (q.designation == "Mi-35"), [Visit])
    with pytest.raises(UnknownNameError, match="host, visitor"):
        check_kinds(~q.supplier(state="RUS") | q.done, [Visit])
    check_kinds(q.initiator(state="RUS") & (q.kind == "visit"), [Visit])


def test_a_predicate_of_one_s_own_is_refused() -> None:
    with pytest.raises(TypeError, match="no known kind"):
        as_node(Predicate())


@pytest.mark.parametrize(
    ("predicate", "text"),
    [
        (q.status == "occurred", "q.status == 'occurred'"),
        (
            (q.status == "occurred") & q.date.since(2016),
            "(q.status == 'occurred') & q.date.since('2016')",
        ),
        (~(q.done | q.visitor(named=True)), "~(q.done | q.visitor(named=True))"),
        (q.date.before(Moment("2016?")), "q.date.before(Moment('2016?'))"),
        (q.delivered >= 4, "q.delivered >= 4"),
        (q.place("Moscow", state=["RUS", "SUN"]), "q.place(name='Moscow', state=['RUS', 'SUN'])"),
        (q.link("part of", "x"), "q.link(type='part of', target='x')"),
    ],
)
def test_repr(predicate: Predicate, text: str) -> None:
    assert repr(predicate) == text
