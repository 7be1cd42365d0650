"""Rows that were refused: each with all that is wrong in it, kept in a few bytes."""

from __future__ import annotations

import pickle
import zlib
from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from itertools import chain, islice
from types import MappingProxyType
from typing import TYPE_CHECKING, NoReturn, overload

from bilateral.errors import BilateralError, first_line, not_there

__all__ = ["Faults", "Joined", "Listed", "Refusals", "RowError", "joint", "refusal_of"]


class RowError(BilateralError, ValueError):
    """A row of a file was refused; the rest of the file was read.

    ``line`` is the line in the file, ``field`` the column, ``found`` its value.

    Attributes:
        more: What else is wrong in the row.
        cells: The texts of the row by column, as they were read. The account of a file has them for
            the first rows that it refuses, up to a thousand and a few megabytes; of others, and of
            a row that has not as many cells as the header, they are None, and ``line`` says where
            to look.
    """

    more: tuple[RowError, ...] = ()
    cells: Mapping[str, str] | None = None

    if not TYPE_CHECKING:  # for whom there is no attribute but those named here

        def __getattr__(self, name: str) -> object:
            raise not_there(name, self, _HABITS)

    @property
    def faults(self) -> tuple[RowError, ...]:
        """Everything that is wrong in the row, this first."""
        return (self, *self.more)

    def __str__(self) -> str:
        rest = [copy(fault) for fault in self.more]
        for fault in rest:
            fault.file = fault.line = None  # said already
        return "; and ".join(fault.in_one_line() for fault in (self, *rest))


_HABITS = dict.fromkeys(
    ("row", "values", "data"),
    ".cells, the texts of the row by column; .line where it is; .field and .found what is wrong",
) | {"reason": ".problem", "message": "str(error), or .problem", "column": ".field"}
"""What people ask of the refusal of a row."""


def joint(faults: Sequence[RowError]) -> RowError:
    """Everything that is wrong in a row as one error: the first, which has the others."""
    first, *others = [fault for error in faults for fault in error.faults]
    first.more = tuple(others)
    return first


def refusal_of(error: Exception, file: str, line: int | None) -> RowError:
    """A row's error as the account has it: with its file and line, whatever was raised.

    Args:
        error: What the reader raised; the cause, if it is no error of a row itself.
        file: The file.
        line: Line of the row, where the error does not know it.
    """
    if not isinstance(error, BilateralError):
        problem = f"the reader failed ({type(error).__name__}: {first_line(error)})"
        made = RowError(problem, file=file, line=line)
    else:
        made = RowError(
            error.problem,
            file=file,
            line=line if error.line is None else error.line,
            record=error.record,
            field=error.field,
            found=error.found,
            expected=error.expected,
            near=error.near,
        )
    made.__cause__ = None if isinstance(error, RowError) else error
    if isinstance(error, RowError):
        made.more = tuple(refusal_of(one, file, made.line) for one in error.more)
    return made


class Listed(Sequence[RowError]):
    """Errors of rows in their order, each of which is made when it is asked for.

    What is the same in all its facts is equal, be it a list, a tuple, or another of these.
    """

    __slots__ = ()

    @abstractmethod
    def __iter__(self) -> Iterator[RowError]: ...

    @overload
    def __getitem__(self, at: int) -> RowError: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[RowError, ...]: ...
    def __getitem__(self, at: int | slice) -> RowError | tuple[RowError, ...]:
        if not isinstance(at, slice):
            return next(islice(self, range(len(self))[at], None))
        places = range(len(self))[at]
        if places.step < 0:
            return tuple(self)[at]
        return tuple(islice(self, places.start, max(places.start, places.stop), places.step))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and all(map(_are_alike, self, other))

    __hash__ = None  # type: ignore[assignment]  # as of a list

    if not TYPE_CHECKING:  # which knows what there is

        def __getattr__(self, name: str) -> NoReturn:
            raise not_there(name, self, _TOLD)

    def __repr__(self) -> str:
        more = ", ..." if len(self) > _SHOWN else ""
        return f"[{', '.join(map(repr, self[:_SHOWN]))}{more}]"


_TOLD: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("ndim", "shape", "columns", "to_pandas"), "report.to_pandas()"),
        "to_dicts": "report.to_dicts()",
        "to_csv": "report.save('account.csv')",
        "save": "report.save('account.csv')",
    }
)
"""What data frames, and people, look for in a list of errors to make a table of it."""
_SHOWN = 5
_BLOCK = 1000  # refusals that are packed together
_ROOM, _CELL = 4_000_000, 50  # characters of cells that are kept, and what a cell itself takes


class Refusals(Listed):
    """The rows of a file that were refused.

    A file may have millions. The first thousand are held as they were raised, with their causes
    and, as far as these are not large, the cells of their rows; of the others all facts are, packed
    in a few bytes each.

    Args:
        refusals: Those there are already.

    Example:
        >>> found = Refusals(RowError("wrong", line=line, found="x") for line in range(5000))
        >>> len(found), found[4321].line, [one.line for one in found[2:4]]
        (5000, 4321, [2, 3])
    """

    __slots__ = ("_first", "_last", "_number", "_packed", "_room")

    def __init__(self, refusals: Iterable[RowError] = ()) -> None:
        self._first: list[RowError] = []
        self._packed: list[bytes] = []
        self._last: list[RowError] = []
        self._number = 0
        self._room = _ROOM
        for one in refusals:
            self.append(one)

    def append(self, refusal: RowError, cells: Mapping[str, str] | None = None) -> None:
        """Put one behind the others.

        Args:
            refusal: The refusal.
            cells: The texts of the row, which are kept as long as there is room.
        """
        self._number += len(refusal.faults)
        if len(self._first) < _BLOCK:
            if cells is not None and self._room > 0:
                self._room -= sum(map(len, cells.values())) + _CELL * len(cells)
                refusal.cells = cells if self._room >= 0 else None
            self._first.append(refusal)
            return
        self._last.append(refusal)
        if len(self._last) == _BLOCK:
            self._packed.append(zlib.compress(pickle.dumps(self._last), 1))
            self._last.clear()

    @property
    def faults(self) -> Faults:
        """Everything that is wrong in the rows, of which each may have several faults."""
        return Faults(self, self._number)

    def __len__(self) -> int:
        return len(self._first) + _BLOCK * len(self._packed) + len(self._last)

    def __iter__(self) -> Iterator[RowError]:
        packed = chain.from_iterable(map(_unpacked, self._packed))
        return chain(self._first, packed, self._last)

    @overload
    def __getitem__(self, at: int) -> RowError: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[RowError, ...]: ...
    def __getitem__(self, at: int | slice) -> RowError | tuple[RowError, ...]:
        if isinstance(at, slice):
            return super().__getitem__(at)
        block, place = divmod(range(len(self))[at], _BLOCK)
        if block == 0:
            return self._first[place]
        if block > len(self._packed):
            return self._last[place]
        return _unpacked(self._packed[block - 1])[place]


def _unpacked(block: bytes) -> list[RowError]:
    errors: list[RowError] = pickle.loads(zlib.decompress(block))  # noqa: S301 - packed above
    return errors


class Faults(Listed):
    """Everything that is wrong in some rows that were refused.

    Args:
        refusals: The rows.
        number: How many faults they have together.
    """

    __slots__ = ("_number", "_refusals")

    def __init__(self, refusals: Iterable[RowError], number: int) -> None:
        self._refusals = refusals
        self._number = number

    def __len__(self) -> int:
        return self._number

    def __iter__(self) -> Iterator[RowError]:
        return (fault for refusal in self._refusals for fault in refusal.faults)


class Joined(Listed):
    """Those of several files, one after the other.

    Args:
        parts: Those of each.
    """

    __slots__ = ("_parts",)

    def __init__(self, parts: Iterable[Listed]) -> None:
        self._parts = tuple(parts)

    def __len__(self) -> int:
        return sum(map(len, self._parts))

    def __iter__(self) -> Iterator[RowError]:
        return chain.from_iterable(self._parts)


def _are_alike(one: object, other: object) -> bool:
    if not (isinstance(one, RowError) and isinstance(other, RowError)):
        return one == other
    return one is other or _facts(one) == _facts(other)


def _facts(error: RowError) -> tuple[object, ...]:
    place = error.file, error.line, error.record, error.field
    return (
        (error.problem, *place, error.found, error.expected, error.near),
        *map(_facts, error.more),
    )
