"""Moments, periods and sequences: what a date can say of a record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from math import inf
from numbers import Integral
from typing import TYPE_CHECKING, NoReturn, Self, TypeAlias

import attrs

from bilateral.dates.edtf import parse_edtf
from bilateral.dates.expression import EDTF, Shape, calendar_day
from bilateral.dates.relations import (
    Allen,
    Span,
    allen_named,
    consensus,
    hull,
    margin_days,
)
from bilateral.dates.spans import spans_of
from bilateral.errors import EDTFError, RecordError, not_there

if TYPE_CHECKING:
    import pendulum

    from bilateral.logic import Truth

__all__ = [
    "DateLike",
    "Moment",
    "Period",
    "Sequence",
    "When",
    "as_asked",
    "as_edtf",
    "as_span",
]

DateLike: TypeAlias = "EDTF | str | int | date"
"""What may stand for a date: EDTF or its text, a year, a calendar date (pendulum's included)."""


_OF_FRAMES = ("numpy.datetime64", "pandas.Period")  # whose text is a date of ISO 8601


def as_edtf(value: DateLike) -> EDTF:
    """The EDTF value of anything that may stand for a date.

    Args:
        value: An EDTF value or its text, a year as int, a ``datetime.date`` or pendulum date;
            of a ``datetime`` the day counts, as it is written, in its own time zone. Also
            ``numpy.datetime64`` and ``pandas.Period``.

    Raises:
        EDTFError: if the text is no EDTF expression.
        RecordError: if the value is of another type, or a number that looks like a day or a month.

    Example:
        >>> as_edtf(2016), as_edtf(date(2018, 4, 24))
        (parse_edtf('2016'), parse_edtf('2018-04-24'))
    """
    if isinstance(value, EDTF):
        return value
    if isinstance(value, str):
        return parse_edtf(value)
    if isinstance(value, date):
        year: object = value.year
        if not isinstance(year, int):  # pandas.NaT
            raise RecordError("not a date", found=value, expected="a date")
        return parse_edtf(f"{value.year:04d}-{value.month:02d}-{value.day:02d}")
    number: object = value
    if f"{type(number).__module__}.{type(number).__name__}" in _OF_FRAMES:
        return parse_edtf(str(number).partition("T")[0])
    if not isinstance(number, bool) and isinstance(number, Integral):  # NumPy's years too
        year = int(number)
        if abs(year) >= _LATEST:
            raise RecordError("not a date", found=value, expected="a year")
        if meant := _meant_by(year):
            raise RecordError("a number is a year", found=year, expected=meant)
        sign = "-" if year < 0 else ""
        prefix = "Y" if abs(year) > 9999 else ""
        return parse_edtf(f"{prefix}{sign}{abs(year):04d}")
    raise RecordError(
        "not a date", found=value, expected="EDTF text, a year, a date or an EDTF value"
    )


_LATEST = 10**300  # the text of no EDTF year is longer, and Python prints few longer ones


def _meant_by(number: int) -> str | None:
    """What to write instead of a number that someone may have meant otherwise."""
    digits = str(number)
    if len(digits) in (6, 8):
        text = "-".join(filter(None, (digits[:4], digits[4:6], digits[6:])))
        try:
            parse_edtf(text)
        except EDTFError:
            return None
        return f"{text!r}, or 'Y{number}' for the year"
    return None


def as_asked(value: DateLike) -> EDTF:
    """As :func:`as_edtf`, of a date in a question: there 16 is a slip for 2016.

    Raises:
        EDTFError: if the text is no EDTF expression.
        RecordError: if the value is of another type, or a number below 100.
    """
    number: object = value
    if not isinstance(number, bool) and isinstance(number, Integral) and 0 <= int(number) < 100:
        raise RecordError(
            "a year has four figures",
            found=int(number),
            expected=f"a year such as 2016, or '{int(number):04d}' for the first century",
        )
    return as_edtf(value)


def as_span(value: DateLike | Span) -> Span:
    """The stretch of days that something means in a question such as "since 2016".

    A date in a question is the calendar span it names, known exactly: 2016 runs from 1 January
    to 31 December. An open end of an interval is the end of time; an unknown end stays unknown.
    A :class:`bilateral.Moment` or :class:`bilateral.Period` stays as uncertain as it is.

    Args:
        value: Anything that may stand for a date, or a moment or period.

    Raises:
        EDTFError: if the text is no EDTF expression.
        RecordError: if the value is of another type, a number below 100, or a set of several dates.
    """
    if isinstance(value, Span):
        if len(getattr(value, "spans", ())) > 1 or value.members:
            raise _no_stretch(value)
        return value
    edtf = as_asked(value)
    if edtf.shape in (Shape.ONE_OF, Shape.ALL_OF) or ("X" in edtf.text and len(spans_of(edtf)) > 1):
        raise _no_stretch(edtf.text)
    first, last = edtf.earliest_ordinal, edtf.latest_ordinal
    start_max, end_min = first, last
    if edtf.shape is Shape.INTERVAL:
        start, end = edtf.parts
        if start.shape is Shape.UNKNOWN_END:
            start_max = last
        if end.shape is Shape.UNKNOWN_END:
            end_min = first
    return Span(start_min=first, start_max=start_max, end_min=end_min, end_max=last)


def _no_stretch(found: object) -> RecordError:
    return RecordError(
        "no one stretch of days",
        found=str(found),
        expected="one date; ask for each of several, joined with |",
    )


_TOLD = {
    "bounds": "earliest and latest, its first and its last possible day",
    "year": "earliest.year and latest.year",
    "month": "earliest.month and latest.month",
    "day": "earliest.day and latest.day",
    "start": "earliest, its first possible day",
    "begin": "earliest, its first possible day",
    "end": "latest, its last possible day",
    "isoformat": "str(date)",
    "strftime": "words(), or earliest.strftime(...)",
}


@attrs.frozen(init=False, repr=False, eq=False)
class When(Span):
    """A date of a record: an EDTF expression, and the words the source prints.

    Use :class:`bilateral.Moment`, :class:`bilateral.Period` or :class:`bilateral.Sequence`. Its own
    bounds are those of the whole; what its relations answer rests on its spans.

    Attributes:
        edtf: The expression.
        printed: The date as the source prints it, if it does.
        spans: What may be so, one of several stretches of days.
    """

    edtf: EDTF
    printed: str | None
    spans: tuple[Span, ...]

    if not TYPE_CHECKING:  # which knows what there is

        def __getattr__(self, name: str) -> NoReturn:
            raise not_there(name, self, _TOLD)

    @classmethod
    def of(cls, value: When | DateLike) -> Self:
        """This kind of date, from another date or anything that may stand for one."""
        if isinstance(value, cls):
            return value
        if isinstance(value, When):
            raise RecordError(
                f"a {type(value).__name__.lower()} given for a {cls.__name__.lower()}",
                found=value,
            )
        return cls(value)

    def __init__(self, value: DateLike, printed: str | None = None) -> None:
        raise NotImplementedError

    def _set(self, edtf: EDTF, printed: str | None, spans: tuple[Span, ...]) -> None:
        whole = hull(spans)
        self.__attrs_init__(
            edtf=edtf,
            printed=printed,
            spans=spans,
            start_min=whole.start_min,
            start_max=whole.start_max,
            end_min=whole.end_min,
            end_max=whole.end_max,
            days_min=whole.days_min,
            days_max=whole.days_max,
            is_sequence=whole.is_sequence,
            members=whole.members,
            start_qualified=whole.start_qualified,
            end_qualified=whole.end_qualified,
        )

    def _of_all(self, ask: Callable[[Span], Truth], margin: int | timedelta = 0) -> Truth:
        days = margin_days(margin)
        return consensus(ask(span.widened(days)) for span in self.spans)

    @property
    def earliest(self) -> pendulum.Date | None:
        """First calendar day it may touch, or None where it has no beginning."""
        return calendar_day(self.start_min, self.edtf.text)

    @property
    def latest(self) -> pendulum.Date | None:
        """Last calendar day it may touch, or None where it has no end."""
        return calendar_day(self.end_max, self.edtf.text)

    def words(self) -> str:
        """The date in words, whatever its source prints; see :meth:`bilateral.EDTF.words`.

        Example:
            >>> Moment("2018-04").words(), Period("2018-04").words(), Sequence("2015/2018").words()
            ('some day in April 2018', 'April 2018', 'first 2015, last 2018')
        """
        return self.edtf.words()

    def since(self, other: Span | DateLike, *, margin: int | timedelta = 0) -> Truth:
        """Whether some day of it is on or after the start of the other.

        Args:
            other: A moment or period, compared with its uncertainty; or a date, read as the
                calendar span it names.
            margin: Days to widen this date by if its source marks it ``?``, ``~`` or ``%``.

        Example:
            >>> Moment("2016").since("2016-04"), Moment("2016").since(2016)
            (<Truth.UNKNOWN>, <Truth.TRUE>)
        """
        asked = as_span(other)
        return self._of_all(lambda span: Span.since(span, asked), margin)

    def before(self, other: Span | DateLike, *, margin: int | timedelta = 0) -> Truth:
        """Whether all of it lies before the start of the other; arguments as for ``since``."""
        return ~self.since(other, margin=margin)

    def until(self, other: Span | DateLike, *, margin: int | timedelta = 0) -> Truth:
        """Whether some day of it is on or before the end of the other; see ``since``."""
        asked = as_span(other)
        return self._of_all(lambda span: Span.until(span, asked), margin)

    def after(self, other: Span | DateLike, *, margin: int | timedelta = 0) -> Truth:
        """Whether all of it lies after the end of the other; arguments as for ``since``."""
        return ~self.until(other, margin=margin)

    def during(self, other: Span | DateLike, *, margin: int | timedelta = 0) -> Truth:
        """Whether some day of it falls in the other; arguments as for ``since``."""
        asked = as_span(other)
        return self._of_all(lambda span: Span.during(span, asked), margin)

    def within(self, other: Span | DateLike, *, margin: int | timedelta = 0) -> Truth:
        """Whether all days of it fall in the other; arguments as for ``since``."""
        asked = as_span(other)
        return self._of_all(lambda span: Span.within(span, asked), margin)

    def same_day(self, other: Span | DateLike) -> Truth:
        """Whether both are one day long and on the same day.

        Example:
            >>> Moment("2016").same_day("2016-04-24"), Moment("2016").same_day("2015")
            (<Truth.UNKNOWN>, <Truth.FALSE>)
        """
        asked = as_span(other)
        return self._of_all(lambda span: Span.same_day(span, asked))

    def allen(self, relation: Allen | str, other: Span | DateLike) -> Truth:
        """Whether one of Allen's thirteen relations holds.

        Args:
            relation: An :class:`Allen` member or its name, such as ``"overlaps"``.
            other: As for ``since``.

        Raises:
            UnknownNameError: if there is no relation of that name.

        Example:
            >>> Period("1965/1970").allen("meets", "1971")
            <Truth.UNKNOWN>
            >>> Period("1965/1970").allen("contains", "1967")
            <Truth.TRUE>
        """
        wanted, asked = allen_named(relation), as_span(other)
        return self._of_all(lambda span: Span.allen(span, wanted, asked))

    def allen_relations(self, other: Span | DateLike) -> frozenset[Allen]:
        """Allen's relations that are not ruled out."""
        asked = as_span(other)
        return frozenset[Allen]().union(*(Span.allen_relations(span, asked) for span in self.spans))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, When) or type(other) is not type(self):
            return NotImplemented
        return self.edtf == other.edtf and self.printed == other.printed

    def __hash__(self) -> int:
        return hash((self.edtf, self.printed))

    def __str__(self) -> str:
        return self.edtf.text

    def __repr__(self) -> str:
        printed = f", printed={self.printed!r}" if self.printed is not None else ""
        return f"{type(self).__name__}({self.edtf.text!r}{printed})"


@attrs.frozen(init=False, repr=False, eq=False)
class Moment(When):
    """Something that happened on some one day within the bounds of its date.

    An interval says that something lasted, and a set of all of its members that it took place on
    several days: both are refused. "Some day from ... to ..." is a set, ``[a..b]``.

    Args:
        value: The date: EDTF or its text, a year, a calendar date.
        printed: The date as the source prints it.

    Raises:
        EDTFError: if the text is no EDTF expression.
        RecordError: if it is an interval, or all of a set.

    Example:
        >>> Moment("2018-04", printed="this April").before("2018-06")
        <Truth.TRUE>
        >>> Moment("2018-04-24/2018-04-26")
        Traceback (most recent call last):
            ...
        bilateral.errors.RecordError: what takes one day does not last: found \
'2018-04-24/2018-04-26', expected [2018-04-24..2018-04-26] for some day of these
    """

    def __init__(self, value: DateLike, printed: str | None = None) -> None:
        edtf = as_edtf(value)
        if edtf.shape in (Shape.INTERVAL, Shape.ALL_OF):
            raise RecordError(
                "what takes one day does not last",
                found=edtf.text,
                expected=f"{_one_of(edtf)} for some day of these",
            )
        self._set(edtf, printed, spans_of(edtf, moment=True))

    def words(self) -> str:
        """The date in words; of a month or year some day in it."""
        from bilateral.dates.wording import on_some_day  # put off, as in EDTF

        return on_some_day(self.edtf.text)


@attrs.frozen(init=False, repr=False, eq=False)
class Period(When):
    """Something that lasted from a start to an end, each of them some day.

    An interval states both: of ``1965/1970`` the start is some day of 1965 and the end some day
    of 1970, and what lay between was part of it. A date that is no interval (``1965``) or a set
    (``[1965..1970]``) means that both lie somewhere within it. An open or unknown end is no
    statement that it still lasts: past its start a period with such an end is UNKNOWN. All of a
    set, ``{1968,1970}``, touches each member and no day outside of them.

    Args:
        value: The date: EDTF or its text, a year, a calendar date.
        printed: The date as the source prints it.

    Raises:
        EDTFError: if the text is no EDTF expression.

    Example:
        >>> Period("1965/1970").during(1968), Period("[1965..1970]").during(1968)
        (<Truth.TRUE>, <Truth.UNKNOWN>)
    """

    def __init__(self, value: DateLike, printed: str | None = None) -> None:
        edtf = as_edtf(value)
        self._set(edtf, printed, spans_of(edtf))


@attrs.frozen(init=False, repr=False, eq=False)
class Sequence(When):
    """Several occasions, such as the deliveries of a deal: an interval has the first and the last.

    Of the days between nothing is known.

    Args:
        value: The date: EDTF or its text, a year, a calendar date.
        printed: The date as the source prints it.

    Raises:
        EDTFError: if the text is no EDTF expression.

    Example:
        >>> Sequence("2015/2018").during(2015), Sequence("2015/2018").during(2016)
        (<Truth.TRUE>, <Truth.UNKNOWN>)
    """

    def __init__(self, value: DateLike, printed: str | None = None) -> None:
        edtf = as_edtf(value)
        self._set(edtf, printed, spans_of(edtf, sequence=True))

    def words(self) -> str:
        """The date in words; of an interval its first and last occasion."""
        from bilateral.dates.wording import of_occasions

        return of_occasions(self.edtf.text)


def _one_of(edtf: EDTF) -> str:
    """The set that means some day of an interval or set."""
    if edtf.shape is Shape.ALL_OF:
        return f"[{edtf.text[1:-1]}]"
    start, end = ("" if part.latest_ordinal == inf else part.text for part in edtf.parts)
    precisions = {text.count("-") for text in (start, end) if text}
    if len(precisions) > 1 or not precisions or "[" in start + end:
        first, last = edtf.bounds
        start, end = first.removeprefix(".."), last.removeprefix("..")
    return f"[{start}..{end}]"
