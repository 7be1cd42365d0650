"""Questions to one word of a row: its own column, or the list of the words of rival sources."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from bilateral.model.fields import fields_of
from bilateral.model.records import Record
from bilateral.model.vocabulary import Vocabulary
from bilateral.query.predicates import And, Done, FieldContains, Node, Not, Or
from bilateral.query.values import OTHER, holds_of, words_apart
from bilateral.tables.formulas import FALSE, TRUE, Formula, Test, every, negation, some
from bilateral.tables.patterns import quoted
from bilateral.tables.texts import ENTRY, ENTRY_END, FIELD_END, separated

__all__ = [
    "Pair",
    "between_bars",
    "has_none",
    "known_or_open",
    "text_pair",
    "topic_containing",
    "word_pair",
    "words_in",
]

Pair: TypeAlias = tuple[Formula, Formula]
"""Where a question surely holds, and where it may hold."""


def word_pair(tree: Node, field: str, column: str, kinds: Iterable[type[Record]]) -> Pair:
    """A question about one word: it holds of some words, and of others it does not.

    Args:
        tree: Terms about the field, joined in any way.
        field: Name of the field.
        column: Name of its column.
        kinds: Kinds that have the field in this column.
    """
    groups: dict[frozenset[str] | None, list[type[Record]]] = {}
    for kind in kinds:
        groups.setdefault(kind.counted if _asks_done(tree) else None, []).append(kind)
    pairs: list[Pair] = []
    for counted, members in groups.items():
        of_kind: Formula = TRUE
        if len(groups) > 1:
            of_kind = Test("kind", "in", tuple(kind.kind for kind in members))
        types = {fields_of(kind)[field].type for kind in members}
        surely, maybe = _words_of(tree, column, types, counted)
        pairs.append((every(of_kind, surely), every(of_kind, maybe)))
    return some(*(s for s, _ in pairs)), some(*(m for _, m in pairs))


def _asks_done(tree: Node) -> bool:
    match tree:
        case And(terms) | Or(terms):
            return any(map(_asks_done, terms))
        case Not(term):
            return _asks_done(term)
        case _:
            return isinstance(tree, Done)


def _words_of(tree: Node, column: str, types: set[type], counted: frozenset[str] | None) -> Pair:
    if isinstance(tree, Not):
        surely, maybe = _words_of(tree.term, column, types, counted)
        return negation(maybe), negation(surely)
    if isinstance(tree, FieldContains) and not any(issubclass(t, Vocabulary) for t in types):
        return text_pair(column, tree.text.casefold(), types)
    words = dict.fromkeys(word for type_ in types for word in words_apart(tree, type_))
    holding = [word for word in words if holds_of(tree, word, counted)]
    if len(holding) in (0, len(words)):
        return (TRUE, TRUE) if holding else (FALSE, FALSE)
    if OTHER not in holding:
        return _field_in(column, holding, types)
    surely, maybe = _field_in(column, [word for word in words if word not in holding], types)
    return negation(maybe), negation(surely)


def _field_in(field: str, values: Iterable[object], types: set[type]) -> Pair:
    if int in types:
        numbers = tuple(value for value in values if isinstance(value, int))
        return known_or_open(field, Test(field, "in", numbers) if numbers else FALSE)
    return _words(field, [str(value) for value in values])


def _words(field: str, words: Iterable[str]) -> Pair:
    """Whether what queries see of a field is among some words."""
    wanted = sorted(set(words))
    one = f"(?:{'|'.join(quoted(separated(word)) for word in wanted)})" if wanted else None
    return _seen(field, Test(field, "in", tuple(wanted)) if wanted else FALSE, "rivals", one)


def _seen(field: str, flat: Formula, rivals: str, one: str | None) -> Pair:
    """A field's own column, or the list of the values on which its sources differ.

    Args:
        field: Name of the field.
        flat: Test of its own column.
        rivals: Column that holds the lists.
        one: Regular expression of an entry that meets the question; None if none can.
    """
    start = f"{ENTRY}{field}{FIELD_END}"
    item = f"{one}{ENTRY_END}" if one is not None else None
    other = f"[^{ENTRY}{ENTRY_END}]*{ENTRY_END}"
    all_do = Test(rivals, "match", f"{start}(?:{item})+{ENTRY}") if item else FALSE
    some_do = Test(rivals, "match", f"{start}(?:{other})*{item}") if item else FALSE
    none_given = every(
        Test(field, "null", null=True),
        negation(Test("rivals", "match", start)),
        negation(has_none(field)),
    )
    return some(flat, all_do), some(flat, some_do, none_given)


def text_pair(field: str, text: str, types: set[type]) -> Pair:
    """Whether what queries see of a field has a text in it.

    Args:
        field: Name of the column.
        text: The text, case folded.
        types: Types that the field has.
    """
    if field == "kind" or not any(issubclass(kind, str) for kind in types):
        return known_or_open(field, Test(field, "match", quoted(text), lowered=True))
    start = f"{ENTRY}{field}{FIELD_END}"
    flat = every(
        Test(field, "match", quoted(text), lowered=True),
        negation(Test("folded", "match", start)),
    )
    inside = f"[^{ENTRY}{ENTRY_END}]*"
    return _seen(field, flat, "folded", f"{inside}{quoted(separated(text))}{inside}")


def known_or_open(column: str, found: Formula) -> Pair:
    """Where something is found in a column, and where also nothing is known of it."""
    return found, some(found, every(Test(column, "null", null=True), negation(has_none(column))))


def between_bars(words: Iterable[str]) -> str:
    """A regular expression that finds one of some words in a list between bars."""
    return rf"\|(?:{'|'.join(map(quoted, sorted(words)))})\|"


def words_in(cells: Iterable[str | None]) -> set[str]:
    """The words of some cells, each of which holds one, or several between bars, or none."""
    return {
        word
        for cell in cells
        if cell is not None
        for word in (cell[1:-1].split("|") if cell.startswith("|") else [cell])
    }


def topic_containing(text: str) -> Formula:
    """Where some topic has a text in it; no text with a bar is within one topic."""
    return FALSE if "|" in text else Test("topics", "match", quoted(text), lowered=True)


def has_none(field: str) -> Formula:
    """Where the thing has no such."""
    return Test("none", "match", between_bars([field]))
