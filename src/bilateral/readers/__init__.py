"""Research files as records: one module a data set, every row accounted for."""

from __future__ import annotations

from bilateral.readers.base import Reader
from bilateral.readers.driver import Import, Reading, read, reader_named, readers, reading_with
from bilateral.readers.files import SourceFile
from bilateral.readers.layouts import Header, Layout, Row
from bilateral.readers.ledger import Ledger
from bilateral.readers.report import DataSet, ImportReport, RowError, Unresolved

__all__ = [
    "DataSet",
    "Header",
    "Import",
    "ImportReport",
    "Layout",
    "Ledger",
    "Reader",
    "Reading",
    "Row",
    "RowError",
    "SourceFile",
    "Unresolved",
    "read",
    "read_sipri",
    "reader_named",
    "readers",
]

read_sipri = reading_with("sipri")
