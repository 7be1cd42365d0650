"""Every world that a record allows, and the plain answer of each: an oracle of three-valued answers.

It reads the raw data of a record (the text of its dates, its claims, those who take part) and the
nodes of a question, and shares nothing with what it judges. A world gives each value that the
question speaks of one thing that the record allows; in a world every term is true or false. The
values are independent, so each is taken through its worlds by itself: a set of *masks*, one bit a
term. The answer is what the question says of all combinations of the masks of its values.

Dates are days of two months, April and May 2016, with one day far before and one far after for
all others, so that a question must keep to these months (four on either side, for what lasts some days). What lasts, and what comes in several
deliveries, is a set of days; every relation is "some day is such" or "no day is such".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from itertools import combinations, product
from math import inf
from typing import Any, Literal, TypeAlias

from bilateral import Truth
from bilateral.model.actors import Office, Organization, Person, State
from bilateral.query.predicates import (
    AmountIs,
    And,
    Anything,
    Cites,
    DateIs,
    Done,
    FieldContains,
    FieldIn,
    LinksTo,
    Node,
    Not,
    NumberOf,
    Or,
    Takes,
    TakesPlace,
)

__all__ = ["Dates", "Worlds", "dates_of", "leaves", "value_of"]

Masks: TypeAlias = "frozenset[int]"
Nature: TypeAlias = Literal["day", "stay", "sequence"]
Stretch: TypeAlias = "tuple[float, float]"
Pair: TypeAlias = "tuple[int, int]"

FIRST, LAST = date(2016, 4, 1).toordinal(), date(2016, 5, 31).toordinal()
_FAR = 10**6
_DAYS = (
    *range(FIRST - _FAR, FIRST - _FAR + 4),
    *range(FIRST, LAST + 1),
    *range(LAST + _FAR - 3, LAST + _FAR + 1),
)

_NATURES: dict[tuple[str, str], Nature] = {
    ("arms-transfer", "date"): "sequence",
    ("arms-transfer", "order_date"): "day",
    ("agreement", "date"): "day",
    ("visit", "attested"): "day",
    ("membership", "attested"): "day",
}
_SIDES = {
    "visit": ("visitor", "host"),
    "agreement": ("party", "party"),
    "arms-transfer": ("supplier", "recipient"),
    "membership": ("member", "body"),
}
_DONE = {
    "visit": {"occurred", "ongoing"},
    "agreement": {"occurred", "ongoing", "agreed"},
    "arms-transfer": {"occurred", "ongoing"},
    "membership": {"occurred", "ongoing"},
}
_CLOSED = {
    "status": (
        "occurred ongoing planned agreed discussed desired considered cancelled denied".split()
    ),
    "purpose": (
        "state official working conference summit business military cultural private transit"
    ).split(),
    "form": ["full member", "observer", "dialogue partner", "applicant", "ally"],
}
"""Fields whose words are a closed list; of ``form`` those of a membership."""
_RANKS = {"General": "military", "Lt-General": "military"}
_CODER_FIELDS = ("id", "kind", "title")
OTHER = "some-other"
"""A word, person or state that no question asks of."""


# -- the question ------------------------------------------------------------------------------


def leaves(node: Node) -> Iterator[Node]:
    """The terms of a question from left to right."""
    match node:
        case And(terms) | Or(terms):
            for term in terms:
                yield from leaves(term)
        case Not(term):
            yield from leaves(term)
        case _:
            yield node


def value_of(term: Node) -> tuple[object, ...]:
    """Which value of a record a term speaks of; terms of one value share its worlds."""
    match term:
        case DateIs(field, _, _, margin):
            return (
                ("time", 0)
                if (field in ("date", "attested") and not margin)
                else ("date", field, margin)
            )
        case AmountIs("duration"):
            return "time", 0
        case AmountIs(field):
            return "amount", field
        case FieldIn("topics") | FieldContains("topics"):
            return ("topics",)
        case FieldIn(field) | FieldContains(field):
            return ("record",) if field in _CODER_FIELDS else ("word", field)
        case Done():
            return "word", "status"
        case Takes() | NumberOf():
            return ("people",)
        case TakesPlace():
            return ("places",)
        case Cites():
            return ("citations",)
        case _:
            return ("record",)


def _holds(node: Node, number: Iterator[int], mask: int) -> bool:
    """Plain logic; no short circuit, so that the numbers of the terms stay in step."""
    match node:
        case And(terms):
            return all([_holds(term, number, mask) for term in terms])
        case Or(terms):
            return any([_holds(term, number, mask) for term in terms])
        case Not(term):
            return not _holds(term, number, mask)
        case _:
            return bool(mask >> next(number) & 1)


# -- dates as days -----------------------------------------------------------------------------


class Dates:
    """The days that a date allows: pairs of a start and an end, or members that are all touched."""

    def __init__(self, pairs: Iterable[Pair] = (), members: Iterable[Stretch] = ()) -> None:
        self.pairs = frozenset(pairs)
        self.members = tuple(members)

    def days(self, nature: Nature) -> frozenset[int]:
        """Every day on which it may have been."""
        if self.members:
            return frozenset(day for member in self.members for day in _in(member))
        within = _in((min(s for s, _ in self.pairs), max(e for _, e in self.pairs)))
        return frozenset(
            day for day in within if any(start <= day <= end for start, end in self.pairs)
        )

    def occasions(
        self, nature: Nature, bits: Mapping[int, int]
    ) -> Iterator[tuple[int, int, Masks]]:
        """First day, last day, and what the days that are taken may show together."""
        for pair in self.pairs:
            yield (*pair, _taken(pair, nature, bits))
        each = [
            [(x, y, _taken((x, y), "sequence", bits)) for x in _in(m) for y in _in((x, m[1]))]
            for m in self.members
        ]
        for parts in product(*each) if each else ():
            shown = frozenset({0})
            for _, _, masks in parts:
                shown = _both(shown, masks)
            yield min(x for x, _, _ in parts), max(y for _, y, _ in parts), shown


def _taken(pair: Pair, nature: Nature, bits: Mapping[int, int]) -> Masks:
    """What shows of a question from a first day to a last one, by what is taken between."""
    start, end = pair
    ends = bits[start] | bits[end]
    between = {bits[day] for day in _in(pair)}
    if nature == "sequence":
        return frozenset({ends}) | {ends | some for some in _unions(between)}
    for mask in between:
        ends |= mask
    return frozenset({ends})


def _in(stretch: Stretch) -> tuple[int, ...]:
    """The days of a stretch, those far off among them."""
    low, high = stretch
    if low >= FIRST and high <= LAST:
        return tuple(range(int(low), int(high) + 1))
    return tuple(day for day in _DAYS if low <= day <= high)


def _unions(masks: set[int]) -> frozenset[int]:
    """The union of each choice of one or more."""
    found = set(masks)
    for mask in masks:
        found |= {mask | other for other in found}
    return frozenset(found)


@cache
def _stretches(text: str, margin: int = 0) -> tuple[Stretch, ...]:
    """The stretches of days that one side of an interval, or a member of a set, names.

    Digits that are not stated are alternatives, those that adjoin one stretch.
    """
    if text in ("", ".."):
        return ((-inf, inf),)
    if text.startswith("["):
        return tuple(s for part in text[1:-1].split(",") for s in _member(part, margin))
    plain = text.rstrip("?~%")
    pattern = re.compile(plain.replace("X", "[0-9]") + "(-|$)")
    found: list[Stretch] = []
    for day in range(FIRST, LAST + 1):
        if pattern.match(date.fromordinal(day).isoformat()):
            if found and found[-1][1] == day - 1:
                found[-1] = found[-1][0], day
            else:
                found.append((day, day))
    assert found, f"{text} is not of these months"
    by = margin if plain != text else 0
    return tuple((low - by, high + by) for low, high in found)


def _member(text: str, margin: int) -> tuple[Stretch, ...]:
    low, dots, high = text.partition("..")
    if not dots:
        return _stretches(text, margin)
    return ((_stretches(low, margin)[0][0], _stretches(high, margin)[-1][1]),)


@cache
def dates_of(text: str, nature: Nature, margin: int = 0) -> Dates:
    """The days that an EDTF expression allows to what is of such a nature."""
    if text.startswith("{"):
        parts = text[1:-1].split(",")
        members = [s for part in parts for s in _units(part, margin)]
        return Dates(members=members)
    sides = _sides(text)
    if len(sides) == 1:
        pairs = {
            (start, end)
            for stretch in _stretches(sides[0], margin)
            for start in _in(stretch)
            for end in ((start,) if nature == "day" else _in((start, stretch[1])))
        }
        return Dates(pairs)
    starts, ends = (
        {day for stretch in _stretches(side, margin) for day in _in(stretch)} for side in sides
    )
    return Dates((start, end) for start in starts for end in ends if start <= end)


def _sides(text: str) -> list[str]:
    """The two sides of an interval, or the whole of what is none."""
    return text.split("/")


def _units(text: str, margin: int) -> tuple[Stretch, ...]:
    """Within braces two dots name every day between."""
    low, dots, high = text.partition("..")
    if not dots:
        return _stretches(text, margin)
    first, last = int(_stretches(low)[0][0]), int(_stretches(high)[0][1])
    return tuple((day, day) for day in range(first, last + 1))


def _windows(other: Any) -> list[Stretch]:
    """What a date is compared with: a calendar stretch, or one of several if it is uncertain."""
    if not hasattr(other, "edtf"):
        sides = [_stretches(side) for side in _sides(other.text)]
        return [(sides[0][0][0], sides[-1][-1][1])]
    dates = dates_of(other.edtf.text, "day" if type(other).__name__ == "Moment" else "stay")
    return [
        (-inf if start < FIRST else start, inf if end > LAST else end) for start, end in dates.pairs
    ]


_SOME: dict[str, Callable[[int, float, float], bool]] = {
    "since": lambda day, low, _: day >= low,
    "before": lambda day, low, _: day >= low,  # no such day
    "until": lambda day, _, high: day <= high,
    "after": lambda day, _, high: day <= high,  # no such day
    "during": lambda day, low, high: low <= day <= high,
    "within": lambda day, low, high: not low <= day <= high,  # no such day
}
_NO_DAY = ("before", "after", "within")


def _bits(terms: Mapping[int, DateIs]) -> Iterator[tuple[dict[int, int], int]]:
    """For each choice of what the terms compare with: the bits of each day, and which to turn."""
    turned = sum(1 << number for number, term in terms.items() if term.relation in _NO_DAY)
    for windows in product(*(_windows(term.other) for term in terms.values())):
        asked = [
            (1 << number, _SOME[term.relation], low, high)
            for (number, term), (low, high) in zip(terms.items(), windows, strict=True)
        ]
        bits = {
            day: sum(bit for bit, some, low, high in asked if some(day, low, high)) for day in _DAYS
        }
        yield _Everywhere(bits, asked), turned


class _Everywhere(dict[int, int]):
    """The bits of each day, those that a margin or a duration reaches among them."""

    def __init__(self, bits: dict[int, int], asked: list[Any]) -> None:
        super().__init__(bits)
        self.asked = asked

    def __missing__(self, day: int) -> int:
        return sum(bit for bit, some, low, high in self.asked if some(day, low, high))


# -- the worlds of a record --------------------------------------------------------------------


class Worlds:
    """The worlds of one record.

    Args:
        record: The record.
        actors: The actors that it names, by id.
        sources: The sources that it cites, by id.
    """

    def __init__(self, record: Any, actors: Mapping[str, Any], sources: Mapping[str, Any]) -> None:
        self.record = record
        self.actors = actors
        self.kind = record.kind
        supporting = [c for c in record.citations if c.stance in ("asserts", "corroborates")]
        coded = {
            name for c in supporting if c.source in sources for name in sources[c.source].coded
        }
        self.none = {*record.none, *coded}
        self._attested = self._attested_days()
        self._lengths = self._days_stated()
        nature = self._nature("date")
        self._dates = self._fitting()
        self._alive_on = frozenset().union(*(d.days(nature) for d in self._dates))

    def answer(self, node: Node) -> Truth:
        """What all worlds say: TRUE or FALSE if they agree, else UNKNOWN."""
        terms = list(leaves(node))
        by_value: dict[tuple[object, ...], dict[int, Node]] = {}
        for number, term in enumerate(terms):
            by_value.setdefault(value_of(term), {})[number] = term
        parts = [self.masks(value, group) for value, group in by_value.items()]
        found = {_holds(node, iter(range(len(terms))), sum(masks)) for masks in product(*parts)}
        return Truth.of(found.pop()) if len(found) == 1 else Truth.UNKNOWN

    def masks(self, value: tuple[object, ...], terms: dict[int, Any]) -> Masks:
        match value:
            case ("time", _):
                return self._time(terms)
            case ("date", str(field), int(margin)):
                dates = self._fitting(margin) if field == "date" else self._all_dates(field, margin)
                return self._date(terms, dates, self._nature(field))
            case ("amount", str(field)):
                return self._amount(field, terms)
            case ("word", str(field)):
                return self._word(field, terms)
            case ("topics",):
                return self._topics(terms)
            case ("people",):
                return self._people(terms)
            case ("places",):
                return self._places(terms)
            case ("citations",):
                return self._citations(terms)
            case _:
                return frozenset({_mask(terms, self._of_record)})

    # -- rivals ----------------------------------------------------------------------------------

    def _seen(self, field: str, read: Callable[[Any], Any], contains: Any) -> list[Any]:
        """The values that count: those of the best rank, after refinement, with their rivals."""
        own = getattr(self.record, field)
        order = ("preferred", "normal", "deprecated")
        said = [
            (claim, citation.stance, citation.rank)
            for citation in self.record.citations
            for claim in citation.claims
            if claim.field == field and citation.stance != "casts doubt"
        ]
        backing = [
            citation.rank
            for citation in self.record.citations
            if citation.stance in ("asserts", "corroborates")
            and not any(claim.field == field for claim in citation.claims)
        ]
        rank = min(backing, key=order.index, default="normal")
        ranks = [r for _, _, r in said] + ([rank] if own is not None else [])
        best = min(ranks, key=order.index, default=None)
        if best in (None, "deprecated"):
            return []
        heard = [(read(claim), stance) for claim, stance, r in said if r == best]
        if own is None or rank != best:
            return [value for value, _ in heard]
        whole = read(own)
        closer = [v for v, stance in heard if stance == "refines" and contains(whole, v)]
        closer = [
            v for v in closer if not any(contains(v, o) and not contains(o, v) for o in closer)
        ]
        base = closer or [whole]
        return base + [
            value
            for value, _ in heard
            if not any(contains(b, value) or contains(value, b) for b in base)
        ]

    # -- dates -----------------------------------------------------------------------------------

    def _nature(self, field: str) -> Nature:
        return _NATURES.get((self.kind, field), "stay")

    def _all_dates(self, field: str, margin: int = 0) -> list[Dates]:
        """The dates that a field may have, one a rival; any if nothing is stated."""
        nature = self._nature(field)

        def read(value: Any) -> tuple[Dates, str]:
            text = value.value if hasattr(value, "value") else value.edtf.text
            return dates_of(text, nature), text

        found = self._seen(field, read, lambda one, other: _date_contains(one[0], other[0]))
        texts = [text for _, text in found] or ["../.." if nature != "day" else ".."]
        return [dates_of(text, nature, margin) for text in texts]

    def _date(self, terms: dict[int, Any], dates: list[Dates], nature: Nature) -> Masks:
        return frozenset(
            mask ^ turned
            for bits, turned in _bits(terms)
            for date_ in dates
            for _, _, masks in date_.occasions(nature, bits)
            for mask in masks
        )

    def _fitting(self, margin: int = 0) -> list[Dates]:
        """The dates with what attested day and duration leave of each; as printed if nothing."""
        dates = self._all_dates("date", margin)
        if not self._is_bound():
            return dates
        left = [Dates(pair for pair in d.pairs if any(self._goes(pair))) for d in dates]
        kept = [d for d in left if d.pairs]
        return kept or dates

    def _is_bound(self) -> bool:
        if not hasattr(self.record, "attested"):
            return False
        fields = {"attested", "duration"}
        claimed = {claim.field for c in self.record.citations for claim in c.claims}
        return bool(fields & claimed) or any(getattr(self.record, f, None) for f in fields)

    def _attested_days(self) -> list[int] | None:
        """The days attested, one of which is meant; None if nothing is."""
        if not hasattr(self.record, "attested"):
            return None
        days = {s for d in self._all_dates("attested") for s, _ in d.pairs}
        return None if min(days) < FIRST and max(days) > LAST else sorted(days)

    def _days_stated(self) -> list[tuple[float, float]] | None:
        """The stated durations in days; None if there are none."""
        if not hasattr(self.record, "duration"):
            return None
        return [
            (low, high) if unit in ("day", "days") else (0, inf)
            for low, high, unit in self._amounts("duration")
        ] or None

    def _goes(self, pair: Pair) -> Iterator[bool]:
        """True where start and end go with the attested day and the duration."""
        attested, lengths = self._attested, self._lengths
        if attested is None or any(pair[0] <= day <= pair[1] for day in attested):
            days = pair[1] - pair[0] + 1
            yield lengths is None or any(
                low <= x <= high for low, high in lengths for x in _amounts_of_days(days)
            )

    def _time(self, terms: dict[int, Any]) -> Masks:
        """Date, attested day and duration, which are one value."""
        about = {
            name: {n: t for n, t in terms.items() if isinstance(t, DateIs) and t.field == name}
            for name in ("date", "attested")
        }
        amounts = {n: t for n, t in terms.items() if isinstance(t, AmountIs)}
        nature, dates = self._nature("date"), self._dates
        if not about["attested"] and not amounts:
            return self._date(about["date"], dates, nature)
        fits = not self._is_bound() or any(any(self._goes(pair)) for d in dates for pair in d.pairs)
        attested = self._attested
        lengths = self._amounts("duration") if amounts else []
        found: set[int] = set()
        for bits, turned in _bits(about["date"]):
            for daily, over in _bits(about["attested"]):
                for start, end, masks in (o for d in dates for o in d.occasions(nature, bits)):
                    shown = frozenset(mask ^ turned for mask in masks)
                    if about["attested"]:
                        shown = _both(
                            shown,
                            frozenset(
                                daily[d] ^ over
                                for d in attested or _DAYS
                                if attested is None or start <= d <= end or not fits
                            ),
                        )
                    if amounts:
                        long = self._durations(end - start + 1, lengths, amounts, fits)
                        shown = _both(shown, frozenset(long))
                    found |= shown
        return frozenset(found)

    def _durations(self, days: int, lengths: Any, terms: Any, fits: bool) -> Iterator[int]:
        if not lengths and self.record.date is None and not self._is_bound():
            lengths, fits = [(0, inf, None)], False  # nothing is stated at all
        elif not lengths:
            yield _amount_mask(terms, days)
        for low, high, unit in lengths:
            free = not fits or unit not in ("day", "days")
            for x in _points(terms, low, high) if free else _amounts_of_days(days):
                if low <= x <= high:
                    yield _amount_mask(terms, x)

    # -- words and amounts -------------------------------------------------------------------

    def _amounts(self, field: str) -> list[tuple[float, float, str | None]]:
        own = getattr(self.record, field)

        def read(value: Any) -> tuple[float, float, str | None]:
            text = value.value if hasattr(value, "value") else value.amount
            unit = value.unit
            if hasattr(value, "value") and unit is None and own is not None:
                unit = own.unit
            low, dots, high = text.rstrip("~").partition("..")
            return float(low or 0), float(high or inf) if dots else float(low), unit

        def contains(one: Any, other: Any) -> bool:
            return bool(one[2] == other[2] and one[0] <= other[0] and other[1] <= one[1])

        return self._seen(field, read, contains)

    def _amount(self, field: str, terms: dict[int, Any]) -> Masks:
        known = self._amounts(field) or [(0, inf, None)]
        return frozenset(
            _amount_mask(terms, x) for low, high, _ in known for x in _points(terms, low, high)
        )

    def _word(self, field: str, terms: dict[int, Any]) -> Masks:
        words = self._seen(field, lambda v: str(getattr(v, "value", v)), lambda a, b: a == b)
        if not words and field in self.none:
            words = [None]
        elif not words:
            words = list(_CLOSED.get(field) or _any_text(terms))
        done = _DONE[self.kind]

        def says(word: str | None) -> Callable[[Any], bool]:
            def holds(term: Any) -> bool:
                match term:
                    case Done():
                        return word in done
                    case FieldIn(_, values):
                        return word in values
                    case _:
                        return word is not None and term.text.casefold() in word.casefold()

            return holds

        return frozenset(_mask(terms, says(word)) for word in words)

    def _topics(self, terms: dict[int, Any]) -> Masks:
        if self.record.topics or "topics" in self.none:
            sets = [set(self.record.topics)]
        else:
            words = _any_text(terms)
            sets = [set(c) for n in range(len(words) + 1) for c in combinations(words, n)]

        def says(topics: set[str]) -> Callable[[Any], bool]:
            return lambda term: (
                not topics.isdisjoint(term.values)
                if isinstance(term, FieldIn)
                else any(term.text.casefold() in topic.casefold() for topic in topics)
            )

        return frozenset(_mask(terms, says(topics)) for topics in sets)

    def _of_record(self, term: Any) -> bool:
        match term:
            case Anything():
                return True
            case LinksTo(kind, target):
                return any(
                    kind in (None, link.type) and target in (None, link.target)
                    for link in self.record.links
                )
            case FieldIn(field, values):
                return getattr(self.record, field) in values
            case _:
                return term.text.casefold() in str(getattr(self.record, term.field)).casefold()

    def _citations(self, terms: dict[int, Any]) -> Masks:
        modes = {"fact", "opinion", "attributed"}
        found = frozenset({0})
        for citation in self.record.citations:
            each = set()
            for mode in [citation.mode] if citation.mode else modes:
                each.add(
                    _mask(
                        terms,
                        lambda t, c=citation, m=mode: (  # type: ignore[misc]
                            (not t.sources or c.source in t.sources)
                            and t.stance in (None, c.stance)
                            and t.mode in (None, m)
                        ),
                    )
                )
            found = frozenset(a | b for a in found for b in each)
        return found

    # -- participants and places -----------------------------------------------------------------

    def _lived(self, state: str) -> bool:
        entry = self.actors.get(state)
        if entry is None or entry.life is None:
            return True
        start, end = entry.life.edtf.text.split("/")
        low, high = _stretches(start)[0][0], _stretches(end)[-1][1]
        return any(low <= day <= high for day in self._alive_on)

    def _living(self, states: Iterable[str]) -> list[str | None]:
        return [state for state in states if self._lived(state)]

    def _any_state(self) -> list[str | None]:
        return [*self._living(a.id for a in self.actors.values() if isinstance(a, State)), OTHER]

    def _states(self, person: Any) -> list[str | None]:
        """The states that someone may act for; None is none at all."""
        if person.none:
            return [None]
        if person.states:
            several = len(person.states) > 1
            return (self._living(person.states) if several else []) or list(person.states)
        entry = self._entry_state(person)
        if entry is None:
            return [*self._any_state(), None]
        if entry == "":
            return [None]
        chain = [entry]
        while chain[-1] in self.actors and self.actors[chain[-1]].continues:
            chain += self.actors[chain[-1]].continues
        return self._living(chain) or [*self._any_state(), None]

    def _entry_state(self, person: Any) -> str | None:
        """The state by the entry of office, body or person; empty of what has none."""
        for name in (person.office, person.organization, person.person):
            entry = self.actors.get(name or "")
            if isinstance(entry, Office) and entry.organization and not entry.state:
                entry = self.actors.get(entry.organization)
            if isinstance(entry, Organization) and entry.form == "intergovernmental":
                return ""
            if isinstance(entry, (Office, Organization, Person)) and entry.state:
                return entry.state
        return None

    def _sectors(self, person: Any, asked: set[str]) -> list[set[str]]:
        giver = self.actors.get(person.office or person.organization or "")
        sector = person.sector or getattr(giver, "sector", None)
        rank = _RANKS.get(person.rank)
        offices = [str(sector)] if sector else sorted({*asked, "media", "military"})
        return [{o} for o in offices] + [{o, rank} for o in offices if rank]

    def _individual(self, person: Any, role: str, terms: dict[int, Any]) -> Masks:
        """What one participant shows of the terms; ``person`` is None if nobody states him."""
        mine = {n: t for n, t in terms.items() if isinstance(t, Takes) and role in t.roles}
        asked: dict[str, set[Any]] = {}
        for term in mine.values():
            for name, values in term.conditions:
                if not isinstance(values, bool):
                    asked.setdefault(name, set()).update(values)
        options: dict[str, list[Any]] = {}
        for name in ("person", "office", "organization", "rank"):
            stated = getattr(person, name, None)
            options[name] = [stated] if stated else [*asked.get(name, ()), OTHER]
        if person is None:
            options["state"] = [*self._any_state(), None]
            options["sector"] = [{s} for s in (*asked.get("sector", ()), OTHER)]
            named = False
        else:
            options["state"] = self._states(person)
            options["sector"] = self._sectors(person, asked.get("sector", set()))
            named = bool(person.person or person.organization)
        used = [n for n in options if n in asked or n == "state"]

        def meets(world: dict[str, Any], term: Takes) -> bool:
            for name, values in term.conditions:
                if name == "named":
                    if named is not values:
                        return False
                elif name == "stateless":
                    if (world["state"] is None) is not values:
                        return False
                elif name == "sector":
                    if world[name].isdisjoint(values):
                        return False
                elif world[name] not in values:  # type: ignore[operator]
                    return False
            return True

        found = set()
        for choice in product(*(options[name] for name in used)):
            world = dict(zip(used, choice, strict=True))
            found.add(sum(1 << n for n, term in mine.items() if meets(world, term)))
        return frozenset(found)

    def _people(self, terms: dict[int, Any]) -> Masks:
        stated = [(p, str(p.role)) for p in self.record.participants]
        roles = [role for _, role in stated]
        base = frozenset({0})
        for person, role in stated:
            base = _both(base, self._individual(person, role, terms))
        lacking = {
            role: _SIDES[self.kind].count(role) - roles.count(role)
            for role in _SIDES[self.kind]
            if role not in self.none
        }
        counts = [
            [(role, n) for n in ((missing,) if role in roles else (missing, missing + 1))]
            for role, missing in lacking.items()
            if missing > 0
        ]
        found: set[int] = set()
        for more in product(*counts):
            masks = base
            number = {role: roles.count(role) for role in roles}
            for role, n in more:
                number[role] = number.get(role, 0) + n
                for _ in range(n):
                    masks = _both(masks, self._individual(None, role, terms))
            counted = sum(
                1 << n
                for n, term in terms.items()
                if isinstance(term, NumberOf)
                and sum(k for role, k in number.items() if role in term.roles) >= term.least
            )
            found |= {mask | counted for mask in masks}
        return frozenset(found)

    def _places(self, terms: dict[int, Any]) -> Masks:
        if not self.record.places and "places" in self.none:
            return frozenset({0})
        found = frozenset({0})
        for place in self.record.places or (None,):
            stated = place.states if place is not None else ()
            states = (self._living(stated) if len(stated) > 1 else []) or list(stated)
            states = states or self._any_state()
            known = place.name if place is not None else None
            names = [known] if known else [*{n for t in terms.values() for n in t.names}, OTHER]
            each = frozenset(
                _mask(
                    terms,
                    lambda t, n=name, s=state: (  # type: ignore[misc]
                        (not t.names or n in t.names) and (not t.states or s in t.states)
                    ),
                )
                for name in names
                for state in states
            )
            found = _both(found, each)
        return found


def _both(one: Masks, other: Masks) -> Masks:
    return frozenset(a | b for a in one for b in other)


def _mask(terms: Mapping[int, Any], holds: Callable[[Any], bool]) -> int:
    return sum(1 << number for number, term in terms.items() if holds(term))


def _date_contains(one: Dates, other: Dates) -> bool:
    if one.members:
        return one.members == other.members
    bits = dict.fromkeys(_DAYS, 0)
    return all((start, end) in one.pairs for start, end, _ in other.occasions("day", bits))


def _amount_mask(terms: Mapping[int, Any], x: float) -> int:
    compare = {">=": x.__ge__, "<=": x.__le__, "==": x.__eq__}
    return _mask(terms, lambda term: bool(compare[term.relation](term.number)))


def _points(terms: Mapping[int, Any], low: float, high: float) -> list[float]:
    """Real numbers within bounds that stand for all: those asked for, and some between."""
    known = sorted({low, min(high, 10**6), *(t.number for t in terms.values())})
    between = [(a + b) / 2 for a, b in zip(known, known[1:], strict=False)]
    return [float(x) for x in (*known, *between) if low <= x <= high]


def _amounts_of_days(days: int) -> tuple[float, ...]:
    """The amounts that make so many days; halves are rounded up, and no days are one."""
    return (float(days), days - 0.5, *((0.0,) if days == 1 else ()))


def _any_text(terms: Mapping[int, Any]) -> list[str]:
    """Texts that meet the terms in every combination."""
    values = {str(v) for t in terms.values() if isinstance(t, FieldIn) for v in t.values}
    texts = sorted({t.text for t in terms.values() if isinstance(t, FieldContains)})
    mixed = {"|".join(c) for n in range(1, len(texts) + 1) for c in combinations(texts, n)}
    return sorted(values | mixed | {"zzz"})
