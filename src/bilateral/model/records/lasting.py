"""What lasts: its date, attested days and durations, which are one statement of each source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import ceil, inf
from typing import cast

import attrs

from bilateral.dates.given import Given, to_moment, to_period
from bilateral.dates.relations import ANY_DAY, ANY_TIME, Span
from bilateral.dates.when import Moment, Period, When
from bilateral.model.evidence import Citation, Stance
from bilateral.model.records.base import Record
from bilateral.model.rivals import best_of, same_value
from bilateral.quantities import Quantity

__all__ = ["Condition", "Lasting"]


def _attested(value: Moment | Given | None) -> Moment | None:
    return to_moment(value, "attested")


@attrs.frozen(kw_only=True, repr=False)
class Lasting(Record):
    """A record of something that lasted, or was to last, from a start to an end.

    Attributes:
        attested: A moment at which its source says that it was under way, such as the source's
            own "now". The start is not after it, the end not before it. A date that it
            contradicts is a fault, and is answered as printed.
    """

    date: Period | None = attrs.field(default=None, converter=to_period)
    attested: Moment | None = attrs.field(default=None, converter=_attested)

    def _dated(self) -> tuple[Span, ...]:
        dated = super()._dated()
        if not (self.claimed or self.attested or getattr(self, "duration", None)):
            return dated
        if self.claimed.isdisjoint(_OF_TIME):
            return self.fitting(dated) or dated
        found = [span for value in self.values("date") for span in self.allowed(value)]
        found += self.apart() if found else self.fitting(dated)
        return tuple(dict.fromkeys(found)) or dated

    def spans(self, field: str) -> tuple[Span, ...]:
        """As of any record; an attested day lies within the date."""
        found = super().spans(field)
        if field != "attested" or found == (ANY_DAY,):
            return found
        lain = (day.lying(span) for day in found for span in self.when)
        return tuple(dict.fromkeys(day for day in lain if day is not None)) or found

    def allowed(self, date: object) -> tuple[Span, ...]:
        """What attested days and durations leave of one of the dates; nothing if it is struck.

        What the record itself states of them binds each date. What only a citation claims binds
        its own date: that of another, which it does not fit, stands as that one gives it.

        Args:
            date: One of the values of the date.
        """
        if not isinstance(date, When):
            return ()
        if fit := self.fitting(date.spans):
            return fit
        saying: list[Citation | None] = [
            c for c, value in self.claims("date") if same_value(value, date)
        ]
        if self.date is not None and same_value(self.date, date):
            saying += [*self._without("date")] or [None]
        return tuple(
            dict.fromkeys(span for c in saying for span in self._fitting_of(c, date.spans))
        )

    def _without(self, field: str) -> Iterator[Citation]:
        """The citations that stand for the record's own value of a field."""
        for citation in self.citations:
            if citation.stance in (Stance.ASSERTS, Stance.CORROBORATES) and all(
                claim.field != field for claim in citation.claims
            ):
                yield citation

    def _fitting_of(self, citation: Citation | None, spans: tuple[Span, ...]) -> tuple[Span, ...]:
        """What one citation leaves of some spans; None for the record itself."""
        days = [day for v in self._said(citation, "attested") for day in cast("When", v).spans]
        lengths = [_length(cast("Quantity", v)) for v in self._said(citation, "duration")]
        return _lasting(_attested_within(spans, days) if days else spans, lengths)

    def _said(self, citation: Citation | None, field: str) -> list[object]:
        """What a citation says of a field, be it only by the record's own value."""
        own = getattr(self, field, None)
        claims = () if citation is None else citation.claims
        said = [self.read(claim) for claim in claims if claim.field == field]
        return said or ([] if own is None else [own])

    def apart(self) -> Iterator[Span]:
        """The spans by citations that claim an attested day which no date allows.

        Each with its own date, or on any day around the attested one where it gives no date.
        """
        dates = [span for value in self.values("date") for span in cast("When", value).spans]
        ranks = [c.rank for c, _ in self.claims("date")]
        best = best_of([*ranks, *(c.rank for c in self._without("date") if self.date is not None)])
        seen = self.values("attested")
        for citation, day in self.claims("attested"):
            if citation.stance is Stance.CASTS_DOUBT or citation.rank is not best:
                continue
            heard = any(same_value(day, value) for value in seen)
            if heard and not _attested_within(dates, cast("When", day).spans):
                said = [cast("When", value) for value in self._said(citation, "date")]
                spans = tuple(span for value in said for span in value.spans) or (ANY_TIME,)
                yield from self._fitting_of(citation, spans)

    def held(self, spans: tuple[Span, ...]) -> tuple[Span, ...]:
        """What the attested day leaves of some spans; may be nothing."""
        if self.attested is None and "attested" not in self.claimed:
            return spans
        return _attested_within(spans, self.spans("attested"))

    def fitting(self, spans: tuple[Span, ...]) -> tuple[Span, ...]:
        """What the attested day and the stated duration leave of some spans; may be nothing."""
        return _lasting(self.held(spans), self._lengths())

    def _lengths(self) -> list[tuple[float, float]]:
        """Days from the start to the end, at least and at most, by each stated duration.

        Days are counted with the first and the last; halves are rounded up; other units than
        days bound nothing.
        """
        if getattr(self, "duration", None) is None and "duration" not in self.claimed:
            return []
        return [_length(value) for value in self.values("duration") if isinstance(value, Quantity)]


_OF_TIME = frozenset({"date", "attested", "duration"})


def _attested_within(spans: Iterable[Span], days: Iterable[Span]) -> tuple[Span, ...]:
    """What one of some attested days leaves of some spans; may be nothing."""
    days = tuple(days)
    left = (span.attested(day) for span in spans for day in days)
    return tuple(dict.fromkeys(span for span in left if span is not None))


def _lasting(spans: tuple[Span, ...], lengths: Iterable[tuple[float, float]]) -> tuple[Span, ...]:
    """What one of some lengths leaves of some spans, all if there are none; may be nothing."""
    lengths = tuple(lengths)
    if not lengths:
        return spans
    left = (span.lasting(*length) for span in spans for length in lengths)
    return tuple(dict.fromkeys(span for span in left if span is not None))


def _length(duration: Quantity) -> tuple[float, float]:
    if duration.unit not in ("day", "days"):
        return 0, inf
    least, most = duration.least, duration.most
    return max(ceil(least) - 1, 0), max(ceil(most) - 1, 0) if most < inf else inf


@attrs.frozen(kw_only=True, repr=False)
class Condition(Lasting):
    """A record of something that held, or was to hold, over a period."""
