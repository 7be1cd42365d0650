"""Records by keys, as data frames have them: to be counted or added up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NoReturn

import attrs

from bilateral.collection.keys import Key
from bilateral.errors import RecordError, not_there

if TYPE_CHECKING:
    from bilateral.collection.answers import Answers
    from bilateral.collection.counts import Counts

__all__ = ["Parted"]

_TOLD: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("agg", "aggregate"), "count() or sum('delivered')"),
        **dict.fromkeys(("mean", "median", "min", "max", "std"), "sum('delivered') and count()"),
        **dict.fromkeys(("apply", "transform"), "for key, selection in dataset.group_by('year')"),
        **dict.fromkeys(("groups", "get_group"), "dataset.group('year')['...']"),
    }
)


@attrs.frozen
class Parted:
    """The records of an answer by keys, which ``group_by`` gives.

    Attributes:
        asked: Of what they are.
        by: The keys.

    Example:
        >>> import bilateral
        >>> visits = bilateral.load("pakistan-russia").visits
        >>> visits.group_by("year").count() == visits.count("year")
        True
    """

    asked: Answers[Any]
    by: tuple[Key, ...]

    def count(self) -> Counts[Any, int]:
        """How many, at least and at most: ``count(*keys)`` of what was asked."""
        return self.asked.count(*self.by)

    size = len = count

    def sum(self, field: str) -> Counts[Any, float]:
        """How much, at least and at most: ``sum(field, *keys)`` of what was asked.

        Args:
            field: A field of amounts.

        Raises:
            UnknownNameError: if there is no such field.
        """
        return self.asked.sum(field, *self.by)

    def __iter__(self) -> Iterator[tuple[Any, Any]]:  # a word, or what a table gives
        """Each word of the one key with its records, as of ``group``.

        Raises:
            RecordError: if they are parted by several keys.
        """
        if len(self.by) != 1:
            raise RecordError(
                "records are parted one by one by one key",
                found=", ".join(self.by),
                expected="count() or sum(), of several",
            )
        return iter(self.asked.group(self.by[0]).items())

    def __repr__(self) -> str:
        return f"<by {', '.join(self.by)}: count() or sum(...), or for key, selection in it>"

    if not TYPE_CHECKING:  # which knows what there is

        def __getattr__(self, name: str) -> NoReturn:
            raise not_there(name, self, _TOLD)
