"""Kleene's strong three-valued logic.

``TRUE`` and ``FALSE`` are what we know, ``UNKNOWN`` is what the data cannot settle. The
connectives are Kleene's strong ones (S. C. Kleene, *Introduction to Metamathematics*, 1952,
section 64), which are also SQL's: a result is known exactly if no way of settling the
unknowns would change it.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import NoReturn

from bilateral.errors import TruthError

__all__ = ["Truth", "all_of", "any_of"]


class Truth(Enum):
    """A truth value: ``TRUE``, ``FALSE`` or ``UNKNOWN``.

    ``&``, ``|`` and ``~`` are Kleene's and, or and not. A truth cannot be used as a condition
    while it is unknown, so that "we do not know" never turns into "no" by accident.

    Example:
        >>> Truth.TRUE & Truth.UNKNOWN
        <Truth.UNKNOWN>
        >>> Truth.FALSE & Truth.UNKNOWN
        <Truth.FALSE>
        >>> bool(Truth.UNKNOWN)
        Traceback (most recent call last):
            ...
        bilateral.errors.TruthError: an unknown truth is neither yes nor no; ask .is_true, \
.is_false or .is_unknown
    """

    TRUE = True
    FALSE = False
    UNKNOWN = None

    @classmethod
    def of(cls, value: bool | Truth | None) -> Truth:
        """The truth of a nullable boolean.

        Args:
            value: ``True``, ``False``, ``None`` (not known) or a ``Truth``.

        Returns:
            The matching truth.

        Raises:
            TruthError: for anything else; 0 and 1 are not accepted as booleans.

        Example:
            >>> Truth.of(None)
            <Truth.UNKNOWN>
        """
        if value is True:
            return cls.TRUE
        if value is False:
            return cls.FALSE
        if value is None:
            return cls.UNKNOWN
        if isinstance(value, Truth):
            return value
        raise TruthError("not a truth", found=value, expected="True, False, None or a Truth")

    @property
    def is_true(self) -> bool:
        """Whether this is known to be true."""
        return self is Truth.TRUE

    @property
    def is_false(self) -> bool:
        """Whether this is known to be false."""
        return self is Truth.FALSE

    @property
    def is_unknown(self) -> bool:
        """Whether the data cannot settle it."""
        return self is Truth.UNKNOWN

    @property
    def is_possible(self) -> bool:
        """Whether it is true or may be: everything but false."""
        return self is not Truth.FALSE

    def __and__(self, other: Truth) -> Truth:
        if not isinstance(other, Truth):
            return NotImplemented
        if self is Truth.FALSE or other is Truth.FALSE:
            return Truth.FALSE
        return self if other is Truth.TRUE else other

    def __or__(self, other: Truth) -> Truth:
        if not isinstance(other, Truth):
            return NotImplemented
        if self is Truth.TRUE or other is Truth.TRUE:
            return Truth.TRUE
        return self if other is Truth.FALSE else other

    def __invert__(self) -> Truth:
        if self is Truth.TRUE:
            return Truth.FALSE
        return Truth.TRUE if self is Truth.FALSE else self

    def __bool__(self) -> bool:
        if self is Truth.UNKNOWN:
            _refuse()
        return self is Truth.TRUE

    def __repr__(self) -> str:
        return f"<Truth.{self.name}>"


def all_of(truths: Iterable[Truth]) -> Truth:
    """Kleene conjunction of any number of truths; of none it is ``TRUE``.

    Example:
        >>> all_of([Truth.TRUE, Truth.UNKNOWN])
        <Truth.UNKNOWN>
    """
    result = Truth.TRUE
    for truth in truths:
        if truth is Truth.FALSE:
            return truth
        result = result & truth
    return result


def any_of(truths: Iterable[Truth]) -> Truth:
    """Kleene disjunction of any number of truths; of none it is ``FALSE``.

    Example:
        >>> any_of([Truth.FALSE, Truth.UNKNOWN])
        <Truth.UNKNOWN>
    """
    result = Truth.FALSE
    for truth in truths:
        if truth is Truth.TRUE:
            return truth
        result = result | truth
    return result


def _refuse() -> NoReturn:
    raise TruthError(
        "an unknown truth is neither yes nor no; ask .is_true, .is_false or .is_unknown"
    )
