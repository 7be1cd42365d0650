"""Terms of one value joined: the laws, and that a decided answer is never lost or turned."""

from __future__ import annotations

from functools import reduce
from operator import and_, or_

from hypothesis import given, strategies as st

from bilateral import Dataset, Predicate, q
from bilateral.logic import Truth, all_of, any_of
from bilateral.model.records import KINDS
from bilateral.query import evaluate
from bilateral.query.joining import joined
from bilateral.query.predicates import And, Node, Not, OneValue, Or, Takes, as_node
from bilateral.testing import datasets, predicates

SECTORS = ["defence", "military"]


@st.composite
def asked(draw: st.DrawFn) -> tuple[Dataset, Predicate, Predicate]:
    kind = draw(st.sampled_from(sorted(KINDS)))
    return (
        draw(datasets(kind, max_size=3)),
        draw(predicates(kind)),
        draw(predicates(kind)),
    )


@given(asked())
def test_together_terms_say_as_much_as_apart_or_more(
    case: tuple[Dataset, Predicate, Predicate],
) -> None:
    data, one, other = case
    for record in data.records:
        truths = [evaluate(question, record) for question in (one, other)]
        for apart, question in ((all_of(truths), one & other), (any_of(truths), one | other)):
            together = evaluate(question, record)
            assert apart in (together, Truth.UNKNOWN)


@given(asked())
def test_contradictions_fail_and_negation_turns(case: tuple[Dataset, Predicate, Predicate]) -> None:
    data, one, other = case
    for record in data.records:
        assert evaluate(~(one & other), record) is ~evaluate(one & other, record)
        assert evaluate(~one | ~other, record) is ~evaluate(one & other, record)
        assert evaluate(~~one, record) is evaluate(one, record)


def parts(node: Node) -> list[Node]:
    match node:
        case And(terms) | Or(terms):
            return list(terms)
        case _:
            return [node]


def test_terms_of_one_value_are_one_term() -> None:
    since, before = q.date.since(2016), q.date.before(2016)
    found = joined(as_node(since & q.title.contains("army") & before))
    assert isinstance(found, And)
    assert [type(part) for part in found.terms].count(OneValue) == 1
    assert OneValue(("date", "date", 0), as_node(since & before)) in found.terms


def test_other_margins_and_fields_are_apart() -> None:
    for other in (q.date.before(2016, margin=3), q.order_date.before(2016), q.done):
        assert len(parts(joined(as_node(q.date.since(2016) & other)))) == 2


def test_negations_are_at_terms_alone() -> None:
    node = joined(as_node(~(q.place("Moscow") & (q.place(state="PAK") | ~q.citation("a")))))
    waiting = [node]
    while waiting:
        part = waiting.pop()
        match part:
            case And(terms) | Or(terms):
                waiting += terms
            case Not(term):
                assert not isinstance(term, (And, Or, Not))


def test_alternative_states_of_one_role_are_united() -> None:
    either = q.visitor(state="PAK") | q.visitor(state="IND")
    assert joined(as_node(either)) == joined(as_node(q.visitor(state=["PAK", "IND"])))
    both = joined(as_node(q.visitor(state="PAK") & q.visitor(state="IND")))
    inner = both.tree if isinstance(both, OneValue) else both  # each is of someone
    assert isinstance(inner, And)
    assert all(isinstance(term, Takes) for term in inner.terms)


def test_many_alternatives_become_one_term() -> None:
    words = [f"w{number}" for number in range(300)]
    titles = joined(as_node(reduce(or_, [q.title == word for word in words])))
    assert titles == as_node(q.title.is_in(words))
    neither = joined(as_node(reduce(and_, [~(q.visitor == word) for word in words])))
    assert neither == Not(as_node(q.visitor(state=words)))
    both = [q.visitor(state=word, sector=sector) for word in words for sector in SECTORS]
    officers = joined(as_node(reduce(or_, both)))
    assert isinstance(officers, Takes)
    asked = {name: sorted(values) for name, values in officers.conditions}  # type: ignore[arg-type]
    assert asked == {"state": sorted(words), "sector": SECTORS}


def test_others_than_some_are_united_to_whoever_is_of_none_of_both() -> None:
    either = q.visitor(other_than=["PAK", "IND"]) | q.visitor(other_than=["RUS", "PAK"])
    assert joined(as_node(either)) == joined(as_node(q.visitor(other_than="PAK")))
    any_ = q.visitor(other_than="PAK", named=True) | q.visitor(other_than="IND", named=True)
    assert joined(as_node(any_)) == joined(as_node(q.visitor(named=True, stateless=False)))
    contrary = q.visitor(other_than="PAK", stateless=True)
    apart = joined(as_node(contrary | q.visitor(other_than="IND", stateless=True)))
    assert "other_than='PAK'" in repr(apart)
