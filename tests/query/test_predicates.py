"""Making, printing and joining predicates; what is misspelt raises."""

from __future__ import annotations

import copy
import operator
import pickle
from collections.abc import Callable
from itertools import accumulate, combinations

import pytest
from attrs.exceptions import FrozenInstanceError
from hypothesis import given, strategies as st

from bilateral import Moment, Period, Predicate, Visit, parse_edtf, q
from bilateral.dates.when import as_span
from bilateral.errors import RecordError, TruthError, UnknownNameError
from bilateral.model.records import KINDS, Role
from bilateral.query import check_kinds
from bilateral.query.predicates import (
    INITIATORS,
    MOST_NESTED,
    TARGETS,
    And,
    Anything,
    Cites,
    DateIs,
    LinksTo,
    Not,
    Or,
    Takes,
    TakesPlace,
    as_node,
)
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


def test_a_chain_of_terms_is_put_together_once_and_stays_as_it_was() -> None:
    terms = [q.id == f"r{number}" for number in range(2_000)]
    chains = list(accumulate(terms, operator.or_))
    assert [len(chain.terms) for chain in chains[1:4]] == [2, 3, 4]
    longest = chains[-1]
    assert longest == Or(tuple(map(as_node, terms))) != And(tuple(map(as_node, terms)))
    assert longest.terms == tuple(terms)
    for again in (copy.copy(longest), copy.deepcopy(longest), pickle.loads(pickle.dumps(longest))):
        assert again == longest
        assert hash(again) == hash(longest)
    assert chains[1] | chains[2] == Or(tuple(map(as_node, (*terms[:2], *terms[:3]))))
    with pytest.raises(AttributeError):
        longest.terms = ()


def test_a_question_nested_too_deep_is_refused_by_name() -> None:
    deep: Predicate = q.done
    for number in range(MOST_NESTED):
        deep = deep | (q.id == "r") if number % 2 else deep & (q.kind == "visit")
    assert (deep | q.done).depth == MOST_NESTED  # type: ignore[attr-defined]
    with pytest.raises(RecordError, match=f"nested too deep: found {MOST_NESTED + 1}, expected"):
        _ = deep & q.done
    with pytest.raises(RecordError, match="nested too deep"):
        _ = ~deep


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


# -- nodes, each by itself -----------------------------------------------------------------------


def test_a_conjunction_and_a_disjunction_keep_the_order_of_their_terms() -> None:
    a, b, c = q.date.since(2016), q.status == "occurred", q.visitor(state="PAK")
    assert (a & b & c) == And((as_node(a), as_node(b), as_node(c)))
    assert (c | b | a) == Or((as_node(c), as_node(b), as_node(a)))
    assert (a & b) != (b & a)


def test_a_conjunction_within_a_disjunction_stays_whole_and_the_other_way() -> None:
    a, b, c = q.date.since(2016), q.status == "occurred", q.visitor(state="PAK")
    both = a & b
    either = a | b
    assert isinstance(both | c, Or)
    assert (both | c) == Or((as_node(both), as_node(c)))
    assert (either & c) == And((as_node(either), as_node(c)))
    assert (~both & c) == And((as_node(~both), as_node(c)))


def test_what_is_true_of_all_vanishes_from_a_conjunction_only() -> None:
    a, b = q.date.since(2016), q.status == "occurred"
    assert q.anything & a == a & q.anything == a
    assert (a & b) & q.anything == a & b
    assert (q.anything | a) == Or((Anything(), as_node(a)))


@pytest.mark.parametrize("operate", [operator.and_, operator.or_])
@pytest.mark.parametrize("other", [True, None, "a", 5])
def test_a_predicate_joins_only_with_another(
    operate: Callable[[object, object], object], other: object
) -> None:
    with pytest.raises(TypeError, match="unsupported operand"):
        operate(q.done, other)
    with pytest.raises(TypeError, match="unsupported operand"):
        operate(other, q.done)


@given(predicates("visit"))
def test_a_node_is_itself_and_frozen_and_its_double_negation(predicate: Predicate) -> None:
    assert ~~predicate == predicate
    if not isinstance(predicate, Not):
        assert ~predicate == Not(as_node(predicate))
    assert as_node(predicate) is predicate
    with pytest.raises(FrozenInstanceError):
        setattr(predicate, "field", "x")  # noqa: B010 (plain assignment fails the type check)


def test_a_date_is_compared_with_the_span_it_names() -> None:
    asked = q.date.since("2016-04")
    assert isinstance(asked, DateIs)
    assert asked.span == as_span("2016-04")
    assert asked.margin == 0
    moment = Moment("2016?")
    rival = q.date.since(moment, margin=5)
    assert isinstance(rival, DateIs)
    assert rival.span is moment
    assert rival.margin == 5


def test_nodes_ask_nothing_unless_said() -> None:
    assert Takes(frozenset({Role.HOST})).conditions == ()
    assert DateIs("date", "since", parse_edtf("2016")).margin == 0
    place, cites, links = TakesPlace(), Cites(), LinksTo()
    assert (place.names, place.states) == ((), ())
    assert (cites.sources, cites.stance, cites.mode) == ((), None, None)
    assert (links.type, links.target) == (None, None)


def test_the_sides_are_the_roles_that_say_so() -> None:
    assert frozenset(role for role in Role if role.is_initiator) == INITIATORS
    assert frozenset(role for role in Role if role.is_target) == TARGETS
    assert {Role.PARTY} == INITIATORS & TARGETS
    for asked, roles in (
        (q.initiator(), INITIATORS),
        (q.target(), TARGETS),
        (q.participant(), frozenset(Role)),
    ):
        assert asked == Takes(roles)


@pytest.mark.parametrize(
    ("predicate", "text"),
    [
        (q.anything, "q.anything"),
        (q.done, "q.done"),
        (~q.done, "~q.done"),
        (~(q.status == "occurred"), "~(q.status == 'occurred')"),
        (~(q.delivered >= 4), "~(q.delivered >= 4)"),
        (q.delivered == 4.5, "q.delivered == 4.5"),
        (q.done & (q.delivered <= 4), "q.done & (q.delivered <= 4)"),
        (q.status.is_in("planned", "agreed"), "q.status.is_in('planned', 'agreed')"),
        (~q.status.is_in("planned", "agreed"), "~q.status.is_in('planned', 'agreed')"),
        (q.session == 12, "q.session == 12"),
        (q.session.is_in(1, 2), "q.session.is_in(1, 2)"),
        (q.title.contains("a'b"), 'q.title.contains("a\'b")'),
        (q.date.since(2016, margin=3), "q.date.since('2016', margin=3)"),
        (q.done & q.anything | q.done, "q.done | q.done"),
        (q.done | q.done & q.done, "q.done | (q.done & q.done)"),
        ((q.done | q.done) & q.done, "(q.done | q.done) & q.done"),
        (q.done & q.done & q.done, "q.done & q.done & q.done"),
        (q.done | q.done | q.done, "q.done | q.done | q.done"),
        (~(q.done & q.done), "~(q.done & q.done)"),
        (q.visitor(), "q.visitor()"),
        (q.visitor(state="PAK"), "q.visitor(state='PAK')"),
        (
            q.visitor(state=["PAK", "IND"], named=False),
            "q.visitor(state=['PAK', 'IND'], named=False)",
        ),
        (q.third_party(), "q.third_party()"),
        (q.initiator(), "q.initiator()"),
        (q.target(), "q.target()"),
        (q.participant(), "q.participant()"),
        (q.host.number_at_least(2), "q.host.number_at_least(2)"),
        (q.place(), "q.place()"),
        (q.place("Moscow"), "q.place(name='Moscow')"),
        (q.place(state="RUS"), "q.place(state='RUS')"),
        (q.citation(), "q.citation()"),
        (
            q.citation(["s", "t"], stance="asserts", mode="fact"),
            "q.citation(source=['s', 't'], stance='asserts', mode='fact')",
        ),
        (q.citation(mode="fact"), "q.citation(mode='fact')"),
        (q.link(), "q.link()"),
        (q.link("part of"), "q.link(type='part of')"),
        (q.link(target="x"), "q.link(target='x')"),
    ],
)
def test_every_node_prints_as_it_is_written(predicate: Predicate, text: str) -> None:
    assert repr(predicate) == text
    assert eval(text, {"q": q}) == predicate


def test_a_predicate_becomes_an_expression_of_tables() -> None:
    import narwhals as nw

    assert isinstance(q.date.since(2016).to_expr(), nw.Expr)


def test_the_error_for_a_foreign_predicate_names_its_class() -> None:
    class Own(Predicate):
        pass

    for foreign in (Own(), Predicate()):
        with pytest.raises(TypeError, match=type(foreign).__name__):
            as_node(foreign)
        with pytest.raises(TypeError):
            _ = ~foreign


ATOMS = [q.title.contains(letter) for letter in "abc"]


def truth(node: object, world: frozenset[Predicate]) -> bool:
    """Whether a question holds where just some of its terms do."""
    if isinstance(node, (And, Or)):
        held = [truth(term, world) for term in node.terms]
        return all(held) if isinstance(node, And) else any(held)
    return not truth(node.term, world) if isinstance(node, Not) else node in world


@given(st.lists(st.tuples(st.sampled_from("&|~"), st.sampled_from(ATOMS)), max_size=400))
def test_what_a_loop_joins_again_and_again_says_the_same(
    steps: list[tuple[str, Predicate]],
) -> None:
    """The deepest questions are cut to what they say, and the others stay as they are written."""
    asked: Predicate = ATOMS[0]
    worlds = [frozenset(world) for n in range(4) for world in combinations(ATOMS, n)]
    right = [truth(asked, world) for world in worlds]
    for sign, term in steps:
        try:
            asked = asked & ~term if sign == "~" else asked & term if sign == "&" else asked | term
        except RecordError:
            return
        held = [(truth(term, world), world) for world in worlds]
        right = [
            before | now if sign == "|" else before & (now is (sign == "&"))
            for before, (now, _) in zip(right, held, strict=True)
        ]
    assert [truth(asked, world) for world in worlds] == right


def test_a_question_made_by_a_loop_is_as_deep_as_what_it_says() -> None:
    asked: Predicate = q.date.since(1900)
    for number in range(400):
        term = q.date.since(1900) if number % 2 else q.date.before(1800)
        asked = asked & term if number % 2 else asked | term
    assert 1 < asked.depth <= MOST_NESTED  # type: ignore[attr-defined]
