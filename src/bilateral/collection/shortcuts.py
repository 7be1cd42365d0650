"""Short words for writing cells: of counts, of a panel, which have no possible records apart."""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from bilateral.collection.tabular import ending_of, without_index

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

__all__ = ["Shortcuts"]


class Shortcuts(ABC):
    """The words that write a table of cells in each format."""

    __slots__ = ()

    @abstractmethod
    def to(
        self, format: str, path: str | os.PathLike[str] | None = None
    ) -> Any:  # what the format's library has for a table
        """The cells in another form."""

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the cells to a file, whose ending names the format: ``.csv``, ``.xlsx``, ``.dta``.

        Args:
            path: The file.

        Raises:
            UnknownNameError: if there is no format of that ending.
            BilateralError: as for ``to``.
        """
        written: Path = self.to(ending_of(path), path)
        return written

    def to_csv(
        self, path: str | os.PathLike[str] | None = None, *, index: Literal[False] = False
    ) -> str | Path:
        """The same as ``to("csv", path)``; there is no index, as of a frame, to go with it."""
        without_index(index)
        found: str | Path = self.to("csv", path)
        return found

    def to_excel(self, path: str | os.PathLike[str], *, index: Literal[False] = False) -> Path:
        """The same as ``to("excel", path)``; ``index`` as of ``to_csv``."""
        without_index(index)
        found: Path = self.to("excel", path)
        return found

    def to_parquet(self, path: str | os.PathLike[str]) -> Path:
        """The same as ``to("parquet", path)``."""
        found: Path = self.to("parquet", path)
        return found

    def to_stata(self, path: str | os.PathLike[str]) -> Path:
        """The same as ``to("stata", path)``."""
        found: Path = self.to("stata", path)
        return found

    def to_pandas(self) -> pd.DataFrame:
        """The same as ``to("pandas")``."""
        found: pd.DataFrame = self.to("pandas")
        return found

    def to_polars(self) -> pl.DataFrame:
        """The same as ``to("polars")``."""
        found: pl.DataFrame = self.to("polars")
        return found
