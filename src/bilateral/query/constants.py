"""What stands on the other side of a question: words, numbers and dates, as people write them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from numbers import Integral, Real
from typing import TypeAlias, TypeVar, cast

from bilateral._patterns import pattern
from bilateral.dates.expression import EDTF
from bilateral.dates.relations import DateRelation, margin_days
from bilateral.dates.when import DateLike, When, as_asked, as_edtf, as_span
from bilateral.errors import EDTFError, PhraseError, RecordError, UnknownFieldError, near_names
from bilateral.query.predicates import DateIs, Predicate

__all__ = [
    "Asked",
    "Words",
    "dated",
    "each_word",
    "is_alone",
    "not_asked_so",
    "number_of",
    "several",
    "stretch",
    "words_said",
]

Words: TypeAlias = str | Iterable[str]
"""One word, or several of which any will do."""
Asked: TypeAlias = "When | DateLike | range"
"""A date in a question; a range is of years."""


def each_word(values: Words, field: str) -> tuple[str, ...]:
    """The words of a question, one or several.

    Args:
        values: One word, or several.
        field: What they are asked of, for the error.

    Raises:
        RecordError: if there is none, or one is no text.
    """
    words = (values,) if isinstance(values, str) else values
    if isinstance(words, Iterable):
        found = tuple(words)
        if found and all(isinstance(word, str) and word for word in found):
            return tuple(dict.fromkeys(map(str, found)))
    raise RecordError("wrong value", field=field, found=values, expected="a word, or several")


def words_said(values: Words | None) -> tuple[str, ...]:
    """The words of what may be left out of a question; none if it is."""
    return () if values is None else each_word(values, "words")


def is_alone(words: object, word: str) -> bool:
    """Whether a word is all that is asked, which may be a list of one.

    Example:
        >>> is_alone(["Kohl"], "Kohl"), is_alone(["Kohl", "Brandt"], "Kohl")
        (True, False)
    """
    several = isinstance(words, (list, tuple)) and tuple(words) == (word,)
    return several or (isinstance(words, str) and words == word)


T = TypeVar("T", str, str | int)


def several(values: tuple[T | Iterable[T], ...]) -> tuple[T, ...]:
    """Values given one after another, or as one list."""
    if len(values) == 1 and isinstance(values[0], Iterable) and not isinstance(values[0], str):
        return tuple(values[0])
    return cast("tuple[T, ...]", values)


_MOST = 2**53  # a floating number of a table holds every whole number up to this


def number_of(value: object, field: str) -> float:
    """The number of a question.

    Raises:
        RecordError: if it is none, or one that not every table can hold.
    """
    if not isinstance(value, bool) and isinstance(value, Real):  # those of NumPy too
        number = int(value) if isinstance(value, Integral) else float(value)
        if abs(number) <= _MOST:
            return number
    expected = (
        "a number up to 2 ** 53; of two fields: [r for r in selection if ...], by their bounds"
    )
    raise RecordError("wrong value", field=field, found=value, expected=expected)


def dated(
    field: str, relation: DateRelation, other: Asked, margin: int | timedelta = 0
) -> Predicate:
    """How a field of dates stands to a date.

    Args:
        field: Name of the field.
        relation: How.
        other: The date: EDTF, a year, a calendar date, as people print it, or a range of years.
        margin: Days by which qualified dates are widened.

    Raises:
        EDTFError: if it is text that is no EDTF and does not look like a printed date.
        PhraseError: if it is a printed date that cannot be read, or has several readings.
        RecordError: if it is nothing of these, or no single stretch of days.
    """
    target = other if isinstance(other, When) else _date(other)
    as_span(target)  # refuses what is no span, before the question is asked
    return DateIs(field, relation, target, margin_days(margin))


def stretch(first: Asked, last: Asked | None) -> Asked:
    """The stretch from one date to another, or the first alone.

    Args:
        first: A date, as in :func:`dated`.
        last: Another.

    Raises:
        RecordError: if they are no two dates from one to the other.

    Example:
        >>> str(stretch("January 2016", 2018)), stretch(2016, None)
        ('2016-01/2018', 2016)
    """
    if last is None:
        return first
    ends = [str(end) if isinstance(end, When) else str(_date(end)) for end in (first, last)]
    try:
        return as_edtf("/".join(ends))
    except EDTFError:
        raise RecordError(
            "no stretch from one date to another",
            found=", ".join(ends),
            expected="such as (2016, 2018)",
        ) from None


def _date(other: DateLike | range) -> EDTF:
    if isinstance(other, range):
        if not other or other.step != 1:
            raise RecordError(
                "no range of years", found=other, expected="such as range(2016, 2019), to 2018"
            )
        first, last = as_asked(other[0]), as_asked(other[-1])
        return first if first == last else as_edtf(f"{first}/{last}")
    if isinstance(other, (tuple, list)):
        ends = "/".join(map(str, other[:: max(len(other) - 1, 1)]))
        raise RecordError(
            "several dates",
            found=other,
            expected=f"one, such as {ends!r}; or questions joined with |",
        )
    try:
        return as_asked(other)
    except EDTFError:
        if not isinstance(other, str) or not _PRINTED.search(other):
            raise
    from bilateral.dates.phrases import parse_printed  # put off: few questions need it

    try:
        read = parse_printed(other)
    except PhraseError as error:
        if error.expected and error.expected.startswith("language="):
            error.expected = f"one in English, or parse_printed({other!r}, {error.expected})"
        raise
    if (stretch := _SET.fullmatch(read.text)) is not None:
        begin, end = (one.strip("~") for one in stretch.groups())
        raise RecordError(
            "some day within a stretch, and no date to ask for",
            found=other,
            expected=f"the stretch that is meant, such as during({begin!r}, {end!r})",
        )
    return read


_SET = pattern(r"\[([^.,]+)\.\.([^.,]+)\]")
_PRINTED = pattern("[A-Za-z]{3}|[ /,–]|[0-9]{4}-[0-9]{4}|[0-9]{3}0s")  # no slip in EDTF


_HABITS = {
    "isin": "is_in",
    "in_": "is_in",
    "between": "during",
    "str": "contains",
}
_OF_DATES = {
    "year": "during(2016)",
    "month": "during('2016-04')",
    "day": "during('2016-04-23')",
    "decade": "during(1970, 1979)",
}
"""What is compared with ``==`` elsewhere, and the call that asks it of a date."""


_STATED = frozenset(
    "exists is_missing is_known is_none is_not_null is_null is_stated is_unknown isna isnull known "
    "missing notna notnull stated unknown".split()
)
"""What people ask for to know whether a field is stated, which is no question of the world."""


def not_asked_so(field: object, name: str) -> UnknownFieldError:
    """The error for a word that a field does not have, which names those that it has.

    Args:
        field: The field.
        name: The word.
    """
    own = [word for word in dir(type(field)) if not word.startswith("_")]
    if name in _STATED:
        one = repr(field).removeprefix("q.")
        expected = f"describe(), or [record for record in selection if record.{one} is None]"
        return UnknownFieldError(f"{field!r} is not asked so", found=name, expected=expected)
    if "during" in own and name in _OF_DATES:
        expected = f"{field!r}.{_OF_DATES[name]}"
        return UnknownFieldError(f"{field!r} is not asked so", found=name, expected=expected)
    habit = _HABITS.get(name)
    near = (habit,) if habit in own else near_names(name, own)
    expected = ", ".join(own)
    return UnknownFieldError(f"{field!r} is not asked so", found=name, expected=expected, near=near)
