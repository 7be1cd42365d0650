"""Questions to one word of a row, against those to the words of a record."""

from __future__ import annotations

import re

import pytest

from bilateral import Visit, q
from bilateral.query.predicates import Node, as_node
from bilateral.tables.texts import ENTRY, ENTRY_END, FIELD_END
from bilateral.tables.words import between_bars, has_none, topic_containing, word_pair
from tests.tables.rowwise import holds

STATUSES = ("occurred", "planned", "desired", "called-off")
ASKED = as_node(q.status.is_in("occurred", "planned"))


def answers(node: Node, row: dict[str, object]) -> tuple[bool, bool]:
    surely, maybe = word_pair(node, "status", "status", (Visit,))
    return holds(surely, row), holds(maybe, row)


def rivals(*words: str) -> dict[str, object]:
    entries = "".join(word + ENTRY_END for word in words)
    return {"rivals": f"{ENTRY}status{FIELD_END}{entries}{ENTRY}"}


@pytest.mark.parametrize("negated", [False, True])
def test_a_word_alone_decides(negated: bool) -> None:
    node = as_node(~q.status.is_in("occurred", "planned")) if negated else ASKED
    for word in ("occurred", "planned", "desired"):
        holding = (word != "desired") is not negated
        assert answers(node, {"status": word}) == (holding, holding)


def test_rivals_decide_where_all_agree() -> None:
    assert answers(ASKED, rivals("occurred", "planned")) == (True, True)
    assert answers(ASKED, rivals("occurred", "desired")) == (False, True)
    assert answers(ASKED, rivals("desired")) == (False, False)


def test_what_is_not_stated_may_be_anything_but_what_is_none() -> None:
    assert answers(ASKED, {}) == (False, True)
    assert answers(ASKED, {"none": "|status|"}) == (False, False)


def test_exclusive_words_exclude_each_other() -> None:
    both = as_node(q.status.is_in("occurred") & q.status.is_in("planned"))
    assert answers(both, {}) == (False, False)


def test_lists_between_bars() -> None:
    assert re.search(between_bars(["a.b", "c"]), "|x|a.b|")
    assert not re.search(between_bars(["a.b"]), "|axb|")
    assert holds(has_none("host"), {"none": "|places|host|"})
    assert not holds(has_none("host"), {"none": "|hosts|"})
    assert holds(topic_containing("sec"), {"topics": "|Security|"})
    assert not holds(topic_containing("y|t"), {"topics": "|security|trade|"})
