"""Research files as records: one module a data set, every row accounted for."""

from __future__ import annotations

from bilateral.readers.base import Reader
from bilateral.readers.driver import Import, Reading, read, reader_named, readers, reading_with
from bilateral.readers.files import SourceFile
from bilateral.readers.layouts import Header, Layout, Row
from bilateral.readers.ledger import Ledger
from bilateral.readers.mapping import FieldRule, MappedReader, RecordMapping
from bilateral.readers.report import DataSet, ImportReport, RowError, Unresolved
from bilateral.readers.visits import Visits

__all__ = [
    "DataSet",
    "FieldRule",
    "Header",
    "Import",
    "ImportReport",
    "Layout",
    "Ledger",
    "MappedReader",
    "Reader",
    "Reading",
    "RecordMapping",
    "Row",
    "RowError",
    "SourceFile",
    "Unresolved",
    "Visits",
    "read",
    "read_sipri",
    "reader_named",
    "readers",
]

read_sipri = reading_with("sipri")
