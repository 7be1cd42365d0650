"""What Parquet files say of themselves; what files say alike is read of one of them.

Most files of a folder were written by one program in one way: their footers differ in what they
say of their rows. Whether two say the same of their columns, and have the same metadata, is told
from their bytes, which takes a fraction of the time that reading them does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path

import attrs
import pyarrow as pa
import pyarrow.parquet as pq

__all__ = ["Footers"]


class Footers:
    """What some files say of themselves.

    Args:
        paths: The files.
        apart: Keys of metadata in which files that are alike may differ.
    """

    def __init__(self, paths: Sequence[Path], apart: Iterable[bytes] = ()) -> None:
        self._paths = paths
        self._read: list[pq.FileMetaData] = []
        alike: list[_Layout] = []
        self.rows = 0
        for path in paths:
            footer = _footer(path) if len(paths) > 1 else b""
            rows = next((n for one in alike if (n := one.rows_of(footer)) is not None), None)
            if rows is None:
                read = pq.read_metadata(path)
                self._read.append(read)
                rows = read.num_rows
                if (layout := _Layout.of(footer, frozenset(apart))) is not None:
                    alike.append(layout)
            self.rows += rows

    @property
    def different(self) -> Sequence[pq.FileMetaData]:
        """Of files that say the same of their columns, and have the same metadata, one each."""
        return self._read

    @cached_property
    def all(self) -> Sequence[pq.FileMetaData]:
        """That of each file, in order."""
        if self.are_read:
            return self._read
        return [pq.read_metadata(path) for path in self._paths]

    @property
    def are_read(self) -> bool:
        """Whether those of all files have been read."""
        return len(self._read) == len(self._paths) or "all" in vars(self)

    def schemas(self) -> list[pa.Schema]:
        """The schemas of the files, each different one at least once."""
        alike: dict[bytes | None, list[pq.FileMetaData]] = {}
        for footer in self._read:
            known = alike.setdefault((footer.metadata or {}).get(b"ARROW:schema"), [])
            if not any(footer.schema.equals(other.schema) for other in known):
                known.append(footer)
        return [one.schema.to_arrow_schema() for known in alike.values() for one in known]


# -- bytes -----------------------------------------------------------------------------------------

_TAIL = 32 * 1024  # bytes that are read at once; most footers are shorter
_LONGEST = 256 * 1024  # of a footer that is compared; longer ones are of large files, and few
_END = 8  # bytes of its length and the mark of Parquet
_COLUMNS, _WORDS = 2, 5  # the numbers of fields of a footer in Parquet's own definition


def _footer(path: Path) -> bytes:
    """The bytes of a footer; none if it is long, or no such, which is for others to say."""
    with path.open("rb", buffering=0) as file:
        size = file.seek(0, 2)
        file.seek(max(size - _TAIL, 0))
        tail = file.read(_TAIL)
        length = int.from_bytes(tail[-_END:-4], "little")
        if tail[-4:] != b"PAR1" or not 0 < length <= min(_LONGEST, size - _END):
            return b""
        if length + _END > len(tail):
            file.seek(size - _END - length)
            return file.read(length)
        return tail[-_END - length : -_END]


@attrs.frozen
class _Layout:
    """The bytes of a footer in which others have to be the same.

    Attributes:
        columns: Those before the number of rows.
        head: Those with which the metadata begins, up to the end of its first key.
        first: How many of them stand before the first entry.
        number: How many entries there are.
        entries: The entries but those that may differ.
        end: Those behind the metadata.
        apart: Keys of entries that may differ.
    """

    columns: bytes
    head: bytes
    first: int
    number: int
    entries: tuple[bytes, ...]
    end: bytes
    apart: frozenset[bytes]

    @classmethod
    def of(cls, footer: bytes, apart: frozenset[bytes]) -> _Layout | None:
        """That of a footer; None if it is of another form than is known here."""
        try:
            fields = dict(_fields(footer, 0))
            start, words, _ = fields[_WORDS]
            first, number = _list(footer, words)
            entries, end = _entries(footer, first, number, apart)
            return cls(
                columns=footer[: fields[_COLUMNS][2]],
                head=footer[start : _key(footer, first)[1]],
                first=first - start,
                number=number,
                entries=entries,
                end=footer[end:],
                apart=apart,
            )
        except (LookupError, ValueError):
            return None

    def rows_of(self, footer: bytes) -> int | None:
        """The number of rows of a file that says the same in its footer; None if it does not."""
        start = footer.rfind(self.head)
        if start < 0 or not footer.startswith(self.columns):
            return None
        try:
            entries, end = _entries(footer, start + self.first, self.number, self.apart)
            at = len(self.columns)
            if entries != self.entries or footer[end:] != self.end or footer[at] != _ROWS_FOLLOW:
                return None
            return _unsigned(footer, at + 1)[0] >> 1
        except (LookupError, ValueError):
            return None


def _entries(
    footer: bytes, at: int, number: int, apart: frozenset[bytes]
) -> tuple[tuple[bytes, ...], int]:
    """The bytes of so many entries of metadata but those of some keys, and where they end."""
    found: list[bytes] = []
    for _ in range(number):
        end = _skipped(footer, at, _STRUCT)
        start, stop = _key(footer, at)
        if footer[start:stop] not in apart:
            found.append(footer[at:end])
        at = end
    return tuple(found), at


def _key(footer: bytes, at: int) -> tuple[int, int]:
    """Where the key of an entry of metadata begins and ends."""
    length, start = _unsigned(footer, at + 1)
    return start, start + length


# The compact protocol of Thrift, in which footers are written, as far as is needed to skip values.

_STRUCT, _LIST = 12, (9, 10)
_NUMBERS, _TEXT, _MAP = (4, 5, 6), 8, 11
_FIXED = {1: 0, 2: 0, 3: 1, 7: 8, 13: 16}
_ROWS_FOLLOW = 0x16  # the next field, a whole number


def _fields(data: bytes, at: int) -> Iterator[tuple[int, tuple[int, int, int]]]:
    """The number of each field of a struct, with where it, its value, and the next begins."""
    number = 0
    while head := data[at]:
        start, at = at, at + 1
        if head >> 4:
            number += head >> 4
        else:
            zigzag, at = _unsigned(data, at)
            number = zigzag >> 1
        end = _skipped(data, at, head & 15)
        yield number, (start, at, end)
        at = end


def _skipped(data: bytes, at: int, kind: int) -> int:
    """Where a value of a type ends."""
    if kind in _NUMBERS:
        return _unsigned(data, at)[1]
    if kind == _TEXT:
        length, at = _unsigned(data, at)
        return at + length
    if kind == _STRUCT:
        while head := data[at]:
            at = _unsigned(data, at + 1)[1] if head < 16 else at + 1
            at = _skipped(data, at, head & 15)
        return at + 1
    if kind in _LIST:
        of, (at, number) = data[at] & 15, _list(data, at)
        if of in (1, 2):
            return at + number
        for _ in range(number):
            at = _skipped(data, at, of)
        return at
    if kind in _FIXED:
        return at + _FIXED[kind]
    raise ValueError(f"a value of type {kind}, which no footer has")


def _list(data: bytes, at: int) -> tuple[int, int]:
    """Where the first value of a list is, and how many there are."""
    number = data[at] >> 4
    if number < 15:
        return at + 1, number
    number, at = _unsigned(data, at + 1)
    return at, number


def _unsigned(data: bytes, at: int) -> tuple[int, int]:
    """A number in groups of seven bits, and where it ends."""
    found = shift = 0
    while True:
        byte = data[at]
        at += 1
        found |= (byte & 127) << shift
        if byte < 128:
            return found, at
        shift += 7
