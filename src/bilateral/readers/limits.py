"""How much a file may hold before it is refused, so that none fills the memory or never ends."""

from __future__ import annotations

import attrs
from attrs.validators import gt

from bilateral.errors import BilateralError

__all__ = ["LimitError", "Limits"]


class LimitError(BilateralError, ValueError):
    """A file holds more than the limits of reading allow."""


_FREE = 1 << 20  # bytes that a file may unpack to, however small it was packed
_FREE_CELLS = 1 << 22  # cells that a sheet may have, however few are filled


@attrs.frozen(kw_only=True)
class Limits:
    """How much a file may hold; what goes beyond is refused as soon as it is met.

    A small file can say that it is large: text of one letter packs to a thousandth, and a cell of
    a workbook may stand in any row. Files of research pack to a third, or to a fiftieth where most
    cells are 0, and stay far below each limit. Raise the one that an error names where you trust
    the file.

    Attributes:
        bytes: Bytes of a packed file, or of a workbook, once it is unpacked.
        cells: Cells of a table that is no text, empty ones between others counted.
        ratio: How many times as large as it is packed a file may be, beyond the first megabyte;
            and how many cells a sheet may have for each that is filled, beyond four million.

    Example:
        >>> Limits(ratio=1000).bytes
        1073741824
    """

    bytes: int = attrs.field(default=1 << 30, validator=gt(0))
    cells: int = attrs.field(default=30_000_000, validator=gt(0))
    ratio: int = attrs.field(default=150, validator=gt(0))

    def check_unpacked(self, size: int, packed: int, file: str) -> None:
        """Refuse what is too large once unpacked.

        Args:
            size: Bytes unpacked, as far as they are known.
            packed: Bytes as they are packed.
            file: The file.

        Raises:
            LimitError: naming the limit.
        """
        if size > self.bytes:
            raise _beyond("bytes", "a file too large unpacked", size, self.bytes, file)
        if size > max(_FREE, self.ratio * packed):
            times = size // max(packed, 1)
            raise _beyond("ratio", "a file packed too well to be data", times, self.ratio, file)

    def check_cells(self, number: int, file: str, filled: int | None = None) -> None:
        """Refuse a table of too many cells.

        Args:
            number: Cells, empty ones between others counted.
            file: The file.
            filled: Cells that hold something, where that is known.

        Raises:
            LimitError: naming the limit.
        """
        if number > self.cells:
            raise _beyond("cells", "a table of too many cells", number, self.cells, file)
        if filled is not None and number > max(_FREE_CELLS, self.ratio * filled):
            times = number // max(filled, 1)
            raise _beyond("ratio", "a table of empty cells", times, self.ratio, file)


def _beyond(name: str, problem: str, found: int, most: int, file: str) -> LimitError:
    expected = f"at most {most:,}, or limits=Limits({name}=...) where you trust the file"
    return LimitError(problem, file=file, found=found, expected=expected)
