"""What leaves records open, counted: values that would have to be known, most frequent first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bilateral.layout import html_table, wrapped

__all__ = ["Reasons"]

_SHOWN = 20


class Reasons(Mapping[str, int]):
    """How many records each reason leaves open; a read-only mapping, most frequent first.

    A record that is open for several reasons is counted with each, so that the numbers may add up
    to more than there are records.

    Args:
        lines: Of each record that only may match its reasons.

    Attributes:
        possible: How many records only may match.

    Example:
        >>> Reasons([["date not stated", "status not stated"], ["date not stated"]])
        2 possible
           2  date not stated
           1  status not stated
    """

    __slots__ = ("_numbers", "possible")

    _numbers: dict[str, int]
    possible: int

    def __init__(self, lines: Iterable[Iterable[str]]) -> None:
        found = [frozenset(line) for line in lines]
        numbers = Counter(reason for record in found for reason in record)
        ordered = sorted(numbers.items(), key=lambda item: (-item[1], item[0]))
        object.__setattr__(self, "_numbers", dict(ordered))
        object.__setattr__(self, "possible", len(found))

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("reasons cannot be changed", name=name, obj=self)

    def __delattr__(self, name: str) -> None:
        raise AttributeError("reasons cannot be changed", name=name, obj=self)

    def __reduce__(self) -> tuple[Any, ...]:  # what pickle calls
        return _made_again, (self._numbers, self.possible)

    def __getitem__(self, reason: str) -> int:
        return self._numbers[reason]

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)

    def to_pylist(self) -> list[dict[str, str | int]]:
        """One dictionary a reason: ``reason`` and ``records``."""
        return [{"reason": reason, "records": number} for reason, number in self.items()]

    def _rows(self) -> list[tuple[str, str]]:
        rows = [(str(number), reason) for reason, number in list(self.items())[:_SHOWN]]
        further = len(self) - _SHOWN
        return [*rows, ("", f"... and {further} more reasons")] if further > 0 else rows

    def __repr__(self) -> str:
        rows = self._rows()
        wide = max((len(number) for number, _ in rows), default=0) + 3
        lines = [
            line
            for number, reason in rows
            for line in wrapped(reason, f"{number:>{wide}}  ", " " * (wide + 2))
        ]
        return "\n".join([f"{self.possible} possible", *lines])

    def _repr_html_(self) -> str:
        return html_table(("records", "reason"), self._rows(), caption=f"{self.possible} possible")


def _made_again(numbers: dict[str, int], possible: int) -> Reasons:
    again = Reasons(())
    object.__setattr__(again, "_numbers", numbers)
    object.__setattr__(again, "possible", possible)
    return again
