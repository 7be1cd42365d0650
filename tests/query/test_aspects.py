"""What a question tells apart of one participant or place."""

from __future__ import annotations

import pytest

from bilateral import Predicate, q
from bilateral.query.aspects import (
    NO_WORDS,
    Aspect,
    aspects_of,
    conditions_of,
    holds_where,
    is_entangled,
    one_word,
)
from bilateral.query.predicates import as_node
from bilateral.query.terms import terms_of

PAK, RUS = q.visitor(state="PAK"), q.visitor(state="RUS")
OFFICER = q.visitor(sector="military")


def test_conditions_are_gathered_by_what_they_ask_of() -> None:
    (state, sector) = aspects_of(as_node(PAK & ~q.visitor(stateless=True) | OFFICER))
    assert state.name == "state"
    assert [name for name, _ in state.conditions] == ["state", "stateless"]
    assert state.asked == ("PAK",)
    assert sector.conditions == (("sector", ("military",)),)
    (place,) = aspects_of(as_node(q.place(state="PAK")))
    assert place.conditions == (("state", ("PAK",)),)


def test_what_words_meet() -> None:
    is_of, is_none = ("state", ("PAK", "IND")), ("stateless", True)
    other = ("other_than", ("PAK",))
    aspect = Aspect("state", (is_of, is_none, other))
    assert aspect.met(one_word("PAK")) == {is_of}
    assert aspect.met(one_word("IND")) == {is_of, other}
    assert aspect.met(one_word("RUS")) == {other}
    assert aspect.met(NO_WORDS) == {is_none}
    both = Aspect("sector", (("sector", ("military",)), ("sector", ("security",))))
    assert both.met(frozenset({"military", "security"})) == set(both.conditions)
    assert frozenset({"military", "security"}) in both.worlds()


def test_a_question_holds_of_who_meets_its_conditions() -> None:
    tree = as_node((PAK | RUS) & ~OFFICER & q.visitor.number_at_least(1))
    (is_pak,) = conditions_of(as_node(PAK))
    (is_officer,) = conditions_of(as_node(OFFICER))
    assert len(list(terms_of(tree))) == 4
    assert holds_where(tree, frozenset({is_pak}))
    assert not holds_where(tree, frozenset({is_pak, is_officer}))
    assert not holds_where(tree, frozenset())
    assert not holds_where(as_node(q.visitor.number_at_least(2)), frozenset())


def _many(number: int) -> Predicate:
    found = q.visitor(state="S0")
    for word in range(1, number):
        found &= ~q.visitor(state=f"S{word}")
    return found


@pytest.mark.parametrize(
    ("question", "entangled"),
    [
        (PAK, False),
        (PAK & OFFICER, False),
        (PAK & ~RUS, True),
        (PAK & ~PAK, True),
        (q.visitor(state="PAK", stateless=True), True),
        (q.place("Moscow") & q.place(state="PAK"), False),
        (_many(60), True),
        (_many(70), False),  # too many conditions
        (_many(40) & OFFICER & ~q.visitor(sector=["media", "security"]) & q.visitor(rank="A") &
         ~q.visitor(rank="B"), True),
        (_many(58) & OFFICER & ~q.visitor(sector="media") & q.visitor(rank="A", office="A") &
         ~q.visitor(rank="B", office="B"), False),  # too many worlds
    ],
)  # fmt: skip
def test_what_is_to_be_answered_together(question: Predicate, entangled: bool) -> None:
    assert is_entangled(as_node(question)) is entangled
