"""The cells of a record: the values that it has, or may have, of what records are counted by.

Objects and tables find these values each in their way; which keys there are, which years a date
touches, how the values of several keys make cells and what else fits into a cell is said here once
for both.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain, product
from math import inf
from typing import Literal, TypeAlias, cast

import attrs

from bilateral.dates.edtf import parse_edtf
from bilateral.dates.ordinals import ordinal, year_of
from bilateral.dates.relations import Span
from bilateral.logic import Truth
from bilateral.model.pairs import directed_pairs
from bilateral.model.records import Participant, Record, Role
from bilateral.model.vocabulary import unknown_name
from bilateral.query import Predicate, joining
from bilateral.query.participation import NOBODY, Cast, Known
from bilateral.query.predicates import (
    INITIATORS,
    TARGETS,
    And,
    DateIs,
    Node,
    Not,
    OneValue,
    as_node,
)
from bilateral.query.regions import date_truth
from bilateral.query.values import holds_of

__all__ = [
    "KEYS",
    "MOST_YEARS",
    "NONE",
    "SIDES",
    "Asked",
    "Cell",
    "Key",
    "NamedKey",
    "Open",
    "Pattern",
    "Word",
    "Words",
    "acting",
    "cells_of",
    "checked_keys",
    "crossed",
    "worded",
    "words_of",
    "years_of",
]

NamedKey: TypeAlias = Literal["kind", "status", "initiator", "target", "place", "topic", "source"]
Key: TypeAlias = NamedKey | Literal["year"]
KEYS: tuple[Key, ...] = (
    "kind", "status", "year", "initiator", "target", "place", "topic", "source"
)  # fmt: skip
"""What records are counted and grouped by."""

SIDES: Mapping[Key, frozenset[Role]] = {"initiator": INITIATORS, "target": TARGETS}
"""The roles of those keys that are states."""

Word: TypeAlias = str | int | None
"""The value of a key; None stands for "not stated", and ``NONE`` for what has none."""
NONE = "none"
"""The word of what is known to have no value of a key, such as a visit without a host."""
Cell: TypeAlias = tuple[Word, ...]

MOST_YEARS = 400
"""Of a record that may lie in more years than so many none is listed."""


@attrs.frozen(cache_hash=True)
class Open:
    """Whatever else a record may have of a key, besides the words that are listed for it.

    Attributes:
        spans: What its date may be. No year that it cannot touch fits, and no state that lived at
            no such time; of other keys every word does.
        but: The words that are listed for the record.
    """

    spans: tuple[Span, ...] = ()
    but: frozenset[Word] = frozenset()


Words: TypeAlias = Mapping[Word | Open, bool]
"""What a record has or may have of a key, and whether it surely has it; not empty."""
Pattern: TypeAlias = tuple[Word | Open, ...]
"""A cell, or all cells that fit."""


@attrs.frozen
class Asked:
    """What a question and the actors say of the cells of its answer.

    The bounds of a cell are those of the question joined with the cell, so that terms about one
    date or one status are answered together.

    Attributes:
        cast: The actors that the records name.
        dates: What the question as a whole asks of the date; None for nothing.
        statuses: What it asks of the status.
    """

    cast: Cast = NOBODY
    dates: Node | None = None
    statuses: Node | None = None

    @classmethod
    def of(cls, predicate: Predicate, cast: Cast = NOBODY) -> Asked:
        """What a question says.

        Args:
            predicate: The question.
            cast: The actors that the records name.
        """
        node = joining.joined(as_node(predicate))
        terms = node.terms if isinstance(node, And) else (node,)
        trees = {term.value: term.tree for term in terms if isinstance(term, OneValue)}
        return cls(cast, trees.get(("date", "date", 0)), trees.get(("word", "status")))

    def in_year(self, year: int, spans: Sequence[Span]) -> Truth:
        """Whether what has one of some spans matches the question about its date and the year."""
        return date_truth(_joint(self.dates, _during(year)), spans)

    def beyond(self, years: Collection[int], spans: Sequence[Span]) -> bool:
        """Whether it may match and lie partly outside of all years from the first to the last."""
        within = parse_edtf(f"{_year_text(min(years))}/{_year_text(max(years))}")
        outside = Not(DateIs("date", "within", within))
        return date_truth(_joint(self.dates, outside), spans).is_possible

    def has_status(self, status: str, counted: frozenset[str] | None) -> bool:
        """Whether the question about the status holds of one.

        Args:
            status: A status.
            counted: Statuses in which the kind of the record counts as done; None for all.
        """
        return self.statuses is None or holds_of(self.statuses, status, counted)

    def fits(self, key: Key, word: Word, among: Open) -> bool:
        """Whether a word of a listed cell may be one of those that are open.

        Args:
            key: The key.
            word: Its word in the cell.
            among: What a record may have besides the words that are listed for it.
        """
        if word in among.but:
            return False
        if isinstance(word, int):
            return self._may_touch(word, among.spans)
        return key not in SIDES or self.cast.lived_in(str(word), among.spans)

    def _may_touch(self, year: int, spans: Sequence[Span]) -> bool:
        first, last = ordinal(year), ordinal(year + 1) - 1
        touches = any(span.start_min <= last and span.end_max >= first for span in spans)
        if self.dates is None and not any(span.members for span in spans):
            return touches
        return touches and self.in_year(year, spans).is_possible


@lru_cache(maxsize=4096)
def _during(year: int) -> Node:
    return DateIs("date", "during", parse_edtf(_year_text(year)))


def _year_text(year: int) -> str:
    sign = "-" if year < 0 else ""
    return f"{'Y' if abs(year) > 9999 else ''}{sign}{abs(year):04d}"


@lru_cache(maxsize=4096)
def _joint(one: Node | None, other: Node) -> Node:
    return other if one is None else And((one, other))


def checked_keys(keys: Iterable[str], known: Sequence[Key] = KEYS) -> tuple[Key, ...]:
    """The keys, each once, if all are known.

    Raises:
        UnknownNameError: if one is not.
    """
    for key in keys:
        if key not in known:
            raise unknown_name("key to count by", key, known, listed=True)
    return tuple(dict.fromkeys(cast("Iterable[Key]", keys)))


# -- the words of a key ----------------------------------------------------------------------------


def worded(found: Mapping[Word, bool], open_in: Sequence[Span] | None = None) -> Words:
    """What is known of a key, with what else is open.

    Args:
        found: The words that are listed, and whether the record surely has each.
        open_in: Of what may have other words too, what its date may be; None of what may not.

    Example:
        >>> worded({})
        {'none': True}
        >>> worded({"PAK": True}, ())
        {'PAK': True, Open(spans=(), but=frozenset({'PAK'})): False}
    """
    words: dict[Word | Open, bool] = dict(found.items())
    if open_in is None:
        return words or {NONE: True}
    but = frozenset(word for word in found if word is not None)
    words[Open(tuple(open_in), but)] = not found
    return words


def years_of(spans: Sequence[Span], asked: Asked = Asked()) -> Words:
    """The years in which some day of what has one of some spans falls, or may fall.

    Listed are those that it surely touches, and those between bounds that are both known: of
    something since 2005 that was seen in 2018 those from 2005 to 2018, of which it surely touches
    all. Those after 2018 are open.

    Args:
        spans: What the date may be.
        asked: The question.

    Example:
        >>> from bilateral import Period
        >>> years_of(Period("[2016,2018]").spans)
        {2016: False, 2018: False}
        >>> years_of(Period("{2016,2018}").spans)
        {2016: True, 2018: True}
        >>> list(years_of(Period("1966/").spans).values())
        [True, False]
    """
    stretches = [stretch for span in spans for stretch in _closed(span, beside=len(spans) > 1)]
    years = [(year_of(first), year_of(last)) for first, last in stretches]
    is_open = any(span.start_min == -inf or span.end_max == inf for span in spans)
    listed: set[int] = set()
    if all(last - first < MOST_YEARS for first, last in years):
        listed.update(chain.from_iterable(range(first, last + 1) for first, last in years))
    if not 0 < len(listed) <= MOST_YEARS:
        return worded({}, spans)
    if len(listed) == 1 and not is_open:
        return worded(dict.fromkeys(listed, True))
    found: dict[Word, bool] = {}
    (one, *more) = spans
    if asked.dates is None and not more and not one.is_scattered:  # as below, and faster
        sure: range | set[int] = set()
        if one.start_max < inf and one.end_min > -inf:
            sure = range(year_of(one.start_max), year_of(one.end_min) + 1)
        found.update((year, year in sure) for year in sorted(listed))
    else:
        truths = ((year, asked.in_year(year, spans)) for year in sorted(listed))
        found.update((year, truth.is_true) for year, truth in truths if truth.is_possible)
    is_open = is_open and (asked.dates is None or asked.beyond(listed, spans))
    return worded(found, spans if is_open or not found else None)


def _closed(span: Span, *, beside: bool) -> Iterable[tuple[float, float]]:
    """The stretches of days with two known ends in which some day of it falls or may fall.

    Of several stretches that are all touched, beside rivals, only the first and last day count.
    """
    if span.members and not beside:
        found = span.members
    elif -inf < span.start_min and span.end_max < inf:
        return [(span.start_min, span.end_max)]
    else:
        found = (
            (span.start_min, span.start_max),
            # The middle, or the days on one of which alone it is known to have been under way.
            (min(span.start_max, span.end_min), max(span.start_max, span.end_min)),
            (span.end_min, span.end_max),
        )
    return [(first, last) for first, last in found if -inf < first <= last < inf]


def acting(known: Known, organization: str | None) -> Mapping[Word, bool]:
    """The words of a side: the states that it may act for, else its organization.

    Args:
        known: What is known of the state.
        organization: The organization.
    """
    if known:
        return dict.fromkeys(known, len(known) == 1)
    return {} if known is None and organization is None else {organization or NONE: True}


def words_of(record: Record, key: Key, asked: Asked = Asked()) -> Words:
    """The values of one key for a record, and whether it surely has each; at least one.

    Args:
        record: Any record.
        key: The key.
        asked: The question, and the actors that the record names.
    """
    if key == "year":
        return years_of(record.when, asked)
    if key in SIDES:
        sides = [p for p in record.seen if p.role in SIDES[key]]
        is_open = not SIDES[key].isdisjoint(asked.cast.unstated(record))
        return _side(sides, record, asked.cast, is_open=is_open)
    words, is_open = _NAMED[key](record, asked)
    return worded(words, () if is_open else None)


def _side(
    participants: Iterable[Participant], record: Record, actors: Cast, *, is_open: bool
) -> Words:
    found: dict[Word, bool] = {}
    for participant in participants:
        known = actors.states(participant, record)
        is_open = is_open or known is None
        for word, surely in acting(known, participant.organization).items():
            found[word] = surely or found.get(word, False)
    return worded(found, record.when if is_open else None)


def _status(record: Record, asked: Asked) -> tuple[Mapping[Word, bool], bool]:
    """The status that queries see, or those that it may be where sources differ."""
    seen = [str(status) for status in record.values("status")]
    may = [status for status in seen if asked.has_status(status, record.counted)]
    return dict.fromkeys(may, len(seen) == 1), not seen and not asked.cast.lacks(record, "status")


def _place(record: Record, asked: Asked) -> tuple[Mapping[Word, bool], bool]:
    names = [place.name for place in record.places]
    is_open = None in names if names else not asked.cast.lacks(record, "places")
    return {name: True for name in names if name is not None}, is_open


def _topic(record: Record, asked: Asked) -> tuple[Mapping[Word, bool], bool]:
    """Topics are the coder's act: a record that has some is not about others."""
    is_open = not record.topics and not asked.cast.lacks(record, "topics")
    return dict.fromkeys(record.topics, True), is_open


_NAMED: dict[Key, Callable[[Record, Asked], tuple[Mapping[Word, bool], bool]]] = {
    "kind": lambda record, _: ({record.kind: True}, False),
    "status": _status,
    "place": _place,
    "topic": _topic,
    "source": lambda record, _: ({c.source: True for c in record.citations}, False),
}


# -- the cells of several keys ---------------------------------------------------------------------


def cells_of(
    record: Record,
    keys: Sequence[Key],
    asked: Asked = Asked(),
) -> dict[Pattern, bool]:
    """The cells into which a record falls or may fall, and whether it surely does.

    By both sides at once, it falls into the cells of its directed pairs.

    Args:
        record: Any record.
        keys: What is counted by.
        asked: The question, and the actors that the record names.
    """
    if not ("initiator" in keys and "target" in keys):
        return crossed(words_of(record, key, asked) for key in keys)
    words = {key: {} if key in SIDES else words_of(record, key, asked) for key in keys}
    unstated = asked.cast.unstated(record)
    found: dict[Pattern, bool] = {}
    for pair in directed_pairs(record.seen):
        for key, one in zip(SIDES, pair, strict=True):
            is_open = one is None and not SIDES[key].isdisjoint(unstated)
            sides = () if one is None else (one,)
            words[key] = _side(sides, record, asked.cast, is_open=is_open)
        for cell, surely in crossed(words.values()).items():
            found[cell] = surely or found.get(cell, False)
    return found


def crossed(words: Iterable[Words]) -> dict[Pattern, bool]:
    """The cells of which each key has one of some words, sure if each of them is.

    Example:
        >>> crossed([{"PAK": True}, {2016: True, 2017: False}])
        {('PAK', 2016): True, ('PAK', 2017): False}
    """
    return {
        tuple(word for word, _ in chosen): all(surely for _, surely in chosen)
        for chosen in product(*(one.items() for one in words))
    }
