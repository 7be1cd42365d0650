"""Research files as records: one module a data set, every row accounted for."""

from __future__ import annotations

from bilateral.readers.base import Reader
from bilateral.readers.drafts import draft_mapping, save_draft
from bilateral.readers.driver import Import, Reading, read, reader_named, readers
from bilateral.readers.files import SourceFile
from bilateral.readers.layouts import Header, Layout
from bilateral.readers.ledger import Ledger
from bilateral.readers.limits import LimitError, Limits
from bilateral.readers.mapped import MappedReader
from bilateral.readers.mapping import FieldRule, RecordMapping
from bilateral.readers.refusals import RowError
from bilateral.readers.report import DataSet, FileReport, ImportReport, Unresolved
from bilateral.readers.sets.gdelt.table import scan_gdelt
from bilateral.readers.sets.visits import Visits
from bilateral.readers.shortcuts import (
    read_atop,
    read_colt,
    read_desta,
    read_gdelt,
    read_icews,
    read_mapped,
    read_polecat,
    read_sipri,
    read_uk_treaties,
    read_un_treaties,
    read_us_visits,
    read_visits,
    read_wti,
)
from bilateral.readers.table import Row

__all__ = [
    "DataSet",
    "FieldRule",
    "FileReport",
    "Header",
    "Import",
    "ImportReport",
    "Layout",
    "Ledger",
    "LimitError",
    "Limits",
    "MappedReader",
    "Reader",
    "Reading",
    "RecordMapping",
    "Row",
    "RowError",
    "SourceFile",
    "Unresolved",
    "Visits",
    "draft_mapping",
    "read",
    "read_atop",
    "read_colt",
    "read_desta",
    "read_gdelt",
    "read_icews",
    "read_mapped",
    "read_polecat",
    "read_sipri",
    "read_uk_treaties",
    "read_un_treaties",
    "read_us_visits",
    "read_visits",
    "read_wti",
    "reader_named",
    "readers",
    "save_draft",
    "scan_gdelt",
]
