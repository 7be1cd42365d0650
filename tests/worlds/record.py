"""The worlds of a record, and what all of them say."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import combinations, pairwise, product
from math import inf
from typing import Any

import attrs

from bilateral import Truth
from bilateral.query.predicates import (
    AmountIs,
    Anything,
    DateIs,
    Done,
    FieldContains,
    FieldIn,
    LinksTo,
    Node,
)

from .days import (
    DAYS,
    FIRST,
    LAST,
    Dates,
    Masks,
    Nature,
    Pair,
    bits_of,
    both,
    contains,
    dates_of,
    mask_of,
)
from .people import People
from .terms import holds_in, leaves, value_of

__all__ = ["Worlds"]

_NATURES: dict[tuple[str, str], Nature] = {
    ("arms-transfer", "date"): "sequence",
    ("arms-transfer", "order_date"): "day",
    ("agreement", "date"): "day",
    ("visit", "attested"): "day",
    ("membership", "attested"): "day",
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


class Worlds:
    """The worlds of one record.

    Args:
        record: The record.
        actors: The actors that it names, by id.
        sources: The sources that it cites, by id.
    """

    def __init__(self, record: Any, actors: Mapping[str, Any], sources: Mapping[str, Any]) -> None:
        self.record = record
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
        days = frozenset[int]().union(*(d.days(nature) for d in self._dates))
        self._people = People(record, actors, self.none, days)

    def answer(self, node: Node) -> Truth:
        """What all worlds say: TRUE or FALSE if they agree, else UNKNOWN."""
        terms = list(leaves(node))
        by_value: dict[tuple[object, ...], dict[int, Node]] = {}
        for number, term in enumerate(terms):
            by_value.setdefault(value_of(term), {})[number] = term
        parts = [self.masks(value, group) for value, group in by_value.items()]
        found = {holds_in(node, iter(range(len(terms))), sum(masks)) for masks in product(*parts)}
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
                return self._people.masks(terms)
            case ("places",):
                return self._people.places(terms)
            case ("citations",):
                return self._citations(terms)
            case _:
                return frozenset({mask_of(terms, self._of_record)})

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

        found = self._seen(field, read, lambda one, other: contains(one[0], other[0]))
        texts = [text for _, text in found] or ["../.." if nature != "day" else ".."]
        return [dates_of(text, nature, margin) for text in texts]

    def _date(self, terms: dict[int, Any], dates: list[Dates], nature: Nature) -> Masks:
        return frozenset(
            mask ^ turned
            for bits, turned in bits_of(terms)
            for date_ in dates
            for _, _, masks in date_.occasions(nature, bits)
            for mask in masks
        )

    def _fitting(self, margin: int = 0) -> list[Dates]:
        """The dates with what attested day and duration leave of each; as printed if nothing.

        A date that goes with none of them is as those have it who say it.
        """
        dates = self._all_dates("date", margin)
        if not self._is_bound():
            return dates
        kept: list[Dates] = []
        for date_, plain in zip(dates, self._all_dates("date"), strict=True):
            joint = (self._attested, self._lengths)
            left = [self._left(date_, *joint)]
            if not left[0].pairs:
                left = [self._left(date_, *self._account(c)) for c in self._saying(plain)]
            kept += [d for d in left if d.pairs]
        return (kept + self._apart(dates) if kept else kept) or dates

    def _left(self, dates: Dates, attested: Any, lengths: Any) -> Dates:
        """Of some dates those that go with an attested day and a duration."""
        return Dates(pair for pair in dates.pairs if any(_goes(pair, attested, lengths)))

    def _own_bearers(self, field: str) -> list[Any]:
        return [
            c
            for c in self.record.citations
            if c.stance in ("asserts", "corroborates") and not _claimed(c, field)
        ]

    def _saying(self, date_: Dates) -> list[Any]:
        """The citations that say a date; None for the record, where no citation does."""
        own = self.record.date
        found = [
            c
            for c in self.record.citations
            for claim in _claimed(c, "date")
            if dates_of(claim.value, self._nature("date")).pairs == date_.pairs
        ]
        if own is not None and dates_of(own.edtf.text, self._nature("date")).pairs == date_.pairs:
            found += self._own_bearers("date") or [None]
        return found

    def _account(self, citation: Any) -> tuple[list[int] | None, list[tuple[float, float]] | None]:
        """The attested days and the durations by one citation, be it by the record's own value."""
        claims = () if citation is None else citation.claims
        claims = [c for c in claims if c.field in ("attested", "duration")]
        spoken = attrs.evolve(
            self.record.citations[0], claims=claims, stance="asserts", rank="normal"
        )
        unsaid = {claim.field: None for claim in claims}
        alone = attrs.evolve(self.record, citations=[spoken], **unsaid)
        other = Worlds.__new__(Worlds)
        other.record, other.kind = alone, self.kind
        return other._attested_days(), other._days_stated()

    def _apart(self, dates: list[Dates]) -> list[Dates]:
        """When it was by those who claim an attested day that is in none of the dates."""
        best = min(
            [c.rank for c in self.record.citations if _claimed(c, "date")]
            + [c.rank for c in self._own_bearers("date") if self.record.date is not None],
            key=("preferred", "normal", "deprecated").index,
            default="normal",
        )
        found = []
        for citation in self.record.citations:
            if citation.stance == "casts doubt" or citation.rank != best:
                continue
            for claim in _claimed(citation, "attested"):
                days = {s for s, _ in dates_of(claim.value, "day").pairs}
                if days.isdisjoint(self._attested or ()) or any(
                    s <= day <= e for d in dates for s, e in d.pairs for day in days
                ):
                    continue
                said = [claim.value for claim in _claimed(citation, "date")]
                own = self.record.date
                said = said or ([own.edtf.text] if own is not None else ["../.."])
                of_it = [dates_of(text, self._nature("date")) for text in said]
                found += [self._left(d, *self._account(citation)) for d in of_it]
        return [d for d in found if d.pairs]

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
        fits = not self._is_bound() or any(
            any(_goes(pair, self._attested, self._lengths)) for d in dates for pair in d.pairs
        )
        attested = self._attested
        lengths = self._amounts("duration") if amounts else []
        found: set[int] = set()
        for bits, turned in bits_of(about["date"]):
            for daily, over in bits_of(about["attested"]):
                for start, end, masks in (o for d in dates for o in d.occasions(nature, bits)):
                    shown = frozenset(mask ^ turned for mask in masks)
                    if about["attested"]:
                        shown = both(
                            shown,
                            frozenset(
                                daily[d] ^ over
                                for d in attested or DAYS
                                if attested is None or start <= d <= end or not fits
                            ),
                        )
                    if amounts:
                        long = self._durations(end - start + 1, lengths, amounts, fits)
                        shown = both(shown, frozenset(long))
                    found |= shown
        return frozenset(found)

    def _durations(self, days: int, lengths: Any, terms: Any, fits: bool) -> Iterator[int]:
        if not lengths and not self._has_date() and not self._is_bound():
            lengths, fits = [(1, inf, None)], False  # nothing is stated but that it lasts
        elif not lengths:
            yield _amount_mask(terms, days)
        for low, high, unit in lengths:
            free = not fits or unit not in ("day", "days")
            for x in _points(terms, low, high) if free else _amounts_of_days(days):
                if low <= x <= high:
                    yield _amount_mask(terms, x)

    def _has_date(self) -> bool:
        """Whether any source states a date."""
        claims = (claim for c in self.record.citations for claim in c.claims)
        return self.record.date is not None or any(claim.field == "date" for claim in claims)

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

        return frozenset(mask_of(terms, says(word)) for word in words)

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

        return frozenset(mask_of(terms, says(topics)) for topics in sets)

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
                    mask_of(
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


def _amount_mask(terms: Mapping[int, Any], x: float) -> int:
    compare = {">=": x.__ge__, "<=": x.__le__, "==": x.__eq__}
    return mask_of(terms, lambda term: bool(compare[term.relation](term.number)))


def _points(terms: Mapping[int, Any], low: float, high: float) -> list[float]:
    """Real numbers within bounds that stand for all: those asked for, and some between."""
    known = sorted({low, min(high, 10**6), *(t.number for t in terms.values())})
    between = [(a + b) / 2 for a, b in pairwise(known)]
    return [float(x) for x in (*known, *between) if low <= x <= high]


def _goes(
    pair: Pair, attested: list[int] | None, lengths: list[tuple[float, float]] | None
) -> Iterator[bool]:
    """True where start and end go with the attested day and the duration."""
    if attested is None or any(pair[0] <= day <= pair[1] for day in attested):
        days = pair[1] - pair[0] + 1
        yield lengths is None or any(
            low <= x <= high for low, high in lengths for x in _amounts_of_days(days)
        )


def _claimed(citation: Any, field: str) -> list[Any]:
    return [claim for claim in citation.claims if claim.field == field]


def _amounts_of_days(days: int) -> tuple[float, ...]:
    """The amounts that make so many days; halves are rounded up, and no days are one."""
    return (float(days), days - 0.5, *((0.0,) if days == 1 else ()))


def _any_text(terms: Mapping[int, Any]) -> list[str]:
    """Texts that meet the terms in every combination."""
    values = {str(v) for t in terms.values() if isinstance(t, FieldIn) for v in t.values}
    texts = sorted({t.text for t in terms.values() if isinstance(t, FieldContains)})
    mixed = {"|".join(c) for n in range(1, len(texts) + 1) for c in combinations(texts, n)}
    return sorted(values | mixed | {"zzz"})
