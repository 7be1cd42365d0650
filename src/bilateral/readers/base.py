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
from typing import Any, ClassVar

from bilateral.errors import BilateralError
from bilateral.model.evidence import Coverage, Source
from bilateral.model.records import AnyRecord
from bilateral.readers.files import SourceFile
from bilateral.readers.layouts import Header, Layout, find_header, no_header, rows
from bilateral.readers.ledger import Ledger
from bilateral.readers.report import DataSet

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
    """

    name: ClassVar[str]
    data_set: ClassVar[DataSet]
    layouts: ClassVar[tuple[Layout, ...]] = ()
    system: ClassVar[str | None] = None

    header: Header

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

    def rows(self, file: SourceFile) -> Iterator[Any]:
        """The rows of a file that :meth:`sniff` has accepted, in order.

        Yields:
            Rows, which :meth:`records` is then given; or a :class:`RowError` for a broken one.
        """
        yield from rows(file, self.header)

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
