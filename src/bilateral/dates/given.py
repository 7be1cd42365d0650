"""What is given for a date of a record, and what to write where that is none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias, TypeVar

from bilateral.dates.when import DateLike, Moment, Period, Sequence, When
from bilateral.errors import BilateralError, EDTFError, PhraseError, RecordError

__all__ = ["Given", "to_moment", "to_period", "to_sequence"]

W = TypeVar("W", bound=When)
Given: TypeAlias = "DateLike | Mapping[str, Any]"
"""A date, or the form that it has in a file: ``{"edtf": "2018-04", "printed": "this April"}``."""

_KEYS = frozenset({"edtf", "printed"})


def to_moment(value: Moment | Given | None, field: str = "date") -> Moment | None:
    """A moment for a field that may be empty.

    Args:
        value: As for :meth:`When.of`; or the form of a file, a mapping of ``edtf`` and
            ``printed``. Of the printed words alone the date is what
            :func:`bilateral.parse_printed` reads in them; so it is of words that are no EDTF.
        field: Name of the field, for errors.

    Raises:
        BilateralError: naming the field, if the value is no moment.

    Example:
        >>> to_moment({"edtf": "2018-04", "printed": "this April"})
        Moment('2018-04', printed='this April')
        >>> to_moment({"printed": "end of April 2018"})
        Moment('[2018-04-21..2018-04-30]', printed='end of April 2018')
        >>> to_moment("October 2007")
        Moment('2007-10', printed='October 2007')
    """
    try:
        return None if value is None else _made(Moment, value)
    except BilateralError as error:
        raise _explained(error, value).at(field=field) from None


def to_period(value: Period | Given | None, field: str = "date") -> Period | None:
    """A period for a field that may be empty; arguments and errors as for ``to_moment``."""
    try:
        return None if value is None else _made(Period, value)
    except BilateralError as error:
        raise _explained(error, value).at(field=field) from None


def to_sequence(value: Sequence | Given | None, field: str = "date") -> Sequence | None:
    """A sequence for a field that may be empty; arguments and errors as for ``to_moment``."""
    try:
        return None if value is None else _made(Sequence, value)
    except BilateralError as error:
        raise _explained(error, value).at(field=field) from None


def _made(kind: type[W], value: When | Given) -> W:
    if not isinstance(value, dict):  # and no other mapping, which costs a look each time
        try:
            return kind.of(value)  # type: ignore[arg-type]  # which refuses what is no date
        except EDTFError:
            if not _is_worded(value):
                raise
            return _read(kind, str(value))
    printed, edtf = value.get("printed"), value.get("edtf")
    if not value or not _KEYS.issuperset(value) or not isinstance(printed, str | None):
        raise RecordError("not a date", found=value, expected="edtf, printed, or both")
    return _read(kind, str(printed)) if edtf is None else kind(edtf, printed)


def _read(kind: type[W], printed: str) -> W:
    from bilateral.dates.phrases import parse_printed  # put off: it is large

    return kind(parse_printed(printed), printed)


def _is_worded(value: object) -> bool:
    """Whether a text has words, so that it is no misprint of an expression."""
    return isinstance(value, str) and any(x.isalpha() for x in value if x not in "XYES")


def _explained(error: BilateralError, value: object) -> BilateralError:
    """The error with what to write, if what is given has that in it."""
    if isinstance(error, PhraseError) and isinstance(value, str):
        error.expected = f"{error.expected}; or EDTF, such as '2018-04'"
    elif isinstance(value, tuple | list) and len(value) == 2:
        error.expected = f"the interval {'/'.join(map(str, value))!r}"
    return error
