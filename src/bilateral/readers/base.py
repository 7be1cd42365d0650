"""What a reader is: one published data set, the layouts it comes in, and its rows as records.

To add one, write a class like those beside this file and name it in an entry point of the group
``bilateral.readers``::

    [project.entry-points."bilateral.readers"]
    mydata = "mypackage.mydata:MyReader"

``bilateral.read(path)`` then finds it by the columns of its layouts.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from typing import Any, ClassVar, Literal

import attrs

from bilateral.errors import BilateralError, CodecError
from bilateral.model.completeness import Coverage
from bilateral.model.evidence import Source
from bilateral.model.records import AnyRecord
from bilateral.readers.days import DayForm, order_of
from bilateral.readers.decimals import have_commas
from bilateral.readers.files import SourceFile
from bilateral.readers.layouts import Header, Layout, find_header, likeness, no_header
from bilateral.readers.ledger import Ledger
from bilateral.readers.report import DataSet
from bilateral.readers.table import Row, cells_of, rows

__all__ = ["Reader"]


class Reader(ABC):
    """Reads one data set. An instance has the options; each file is read by a copy of it.

    What :meth:`sniff` and the others keep of a file is therefore the copy's own, and an instance
    that is given to :func:`bilateral.read` twice gives the same twice. A reader of delimited text
    or spreadsheets says which layouts there are and makes records of a row; one of another format
    overrides :meth:`sniff` and :meth:`rows`.

    Attributes:
        name: Slug; ``bilateral.read(path, reader=name)`` asks for it.
        data_set: The data set, with its citation and terms.
        layouts: Its layouts, the more particular first.
        system: Whose names of states it uses; see :func:`bilateral.resolve`.
        repeated: What becomes of a row that is the same as an earlier one to the last cell. Of
            ``"one"`` no further record is made, since the data set has ids of rows or says that
            they are unique; of ``"linked"`` only where :meth:`has_id`, else the two records are
            linked as those that may be the same; ``"kept"`` keeps both.
    """

    name: ClassVar[str]
    data_set: ClassVar[DataSet]
    coded: ClassVar[tuple[str, ...]] = ()
    layouts: ClassVar[tuple[Layout, ...]] = ()
    system: ClassVar[str | None] = None
    repeated: Literal["one", "linked", "kept"] = "linked"

    header: Header
    day_first: bool | None = None
    """Whether 01/06 is in June, where the caller says so."""
    slashed: tuple[DayForm, ...] = ()
    """The form of days with slashes in the file; none where it cannot be told."""
    _unproved: int = 0

    def sniff(self, file: SourceFile) -> str | None:
        """The name of the layout that a file has, or None if it is no file of this data set.

        Args:
            file: The file; only its beginning is looked at.
        """
        header = find_header(file, self.layouts)
        if header is None:
            return None
        self.header = header
        return header.layout.name

    def refusal(self, file: SourceFile) -> BilateralError:
        """Why a file is no file of this data set."""
        return no_header(file, self.layouts)

    def likeness(self, file: SourceFile) -> float:
        """How near a file is to one of this data set, from 0 to 1."""
        return likeness(file, self.layouts) if self.layouts else 0.0

    def rows(self, file: SourceFile) -> Iterator[Any]:
        """The rows of a file that :meth:`sniff` has accepted, in order.

        Yields:
            Rows, which :meth:`records` is then given; or a :class:`RowError` for a broken one.
        """
        try:
            self._settle(file)
        except CodecError as error:
            raise error.at(file=str(file.path)) from None
        yield from rows(file, self.header)

    def _settle(self, file: SourceFile) -> None:
        """Tell from all rows what one cell cannot tell: the order of days, decimal commas."""
        header, layout = self.header, self.header.layout
        if layout.numbers and header.delimiter == ";":
            commas = have_commas(cells_of(file, header, layout.numbers))
            self.header = attrs.evolve(header, commas=commas)
        if self.day_first is not None:
            self.slashed = (DayForm.DAY_FIRST if self.day_first else DayForm.MONTH_FIRST,)
        elif layout.days:
            order = order_of(cells_of(file, header, layout.days))
            form = order.form or layout.slashed
            self.slashed = () if form is None else (form,)
            self._unproved = 0 if order.form else order.unclear

    def remarks(self) -> dict[str, int]:
        """What is to be said of a file as a whole once it has been read, with how often."""
        if not self.slashed or not self._unproved:
            return {}
        form = self.slashed[0].shown
        return {f"a day taken as {form}, as the data set has it; no row proves it": self._unproved}

    def unused_columns(self) -> tuple[str, ...]:
        """The columns of the file that nothing is taken of, once it has been read.

        By default none is named: what is not read of a published data set, its page says.
        """
        return ()

    def has_id(self, row: Row) -> bool:  # noqa: ARG002 - for others to use
        """Whether a row has an id of its own, in a data set where only some rows have.

        Args:
            row: A row.
        """
        return self.repeated == "one"

    @abstractmethod
    def records(self, row: Any, ledger: Ledger) -> Iterable[AnyRecord]:
        """The records of one row; none of a row that :meth:`finish` turns into records.

        Args:
            row: What :meth:`rows` gives.
            ledger: Takes up actors, unresolved names and remarks.

        Raises:
            BilateralError: if the row is refused. Nothing of it is kept.
        """

    def finish(self, ledger: Ledger) -> Iterable[AnyRecord]:  # noqa: ARG002 - for others to use
        """Records that take several rows, after the last row.

        Args:
            ledger: As for :meth:`records`.
        """
        return ()

    def source(self, file: SourceFile, layout: str) -> Source:  # noqa: ARG002 - as above
        """The source that the records of a file cite.

        Args:
            file: The file.
            layout: Its layout.
        """
        return Source(
            id=file.ident,
            title=file.path.name,
            publisher=self.data_set.title,
            url=self.data_set.url,
            citation=self.data_set.citation,
            terms=self.data_set.licence,
            sha256=file.sha256,
            coded=self.coded,
        )

    def coverage(
        self,
        file: SourceFile,  # noqa: ARG002 - for others to use
        source: Source,  # noqa: ARG002
    ) -> tuple[Coverage, ...]:
        """What the file claims to be complete for; empty where it claims nothing.

        Args:
            file: The file.
            source: The source that its records cite.
        """
        return ()
