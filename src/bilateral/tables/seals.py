"""What a Parquet file that this package wrote says of its rows, so that none need be looked at.

Whether each record stands in a table once can only be told from all of its ids. A writer that has
looked says so in the footer of the file, where what reads the rows does not hand it on, and with
where the data end: who changes the rows and keeps the words moves it. Small files are looked
through in any case.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import narwhals as nw
import pyarrow as pa
import pyarrow.parquet as pq

from bilateral.collection.columns import plain_schema, with_plain_texts
from bilateral.errors import BilateralError
from bilateral.model.records import KINDS
from bilateral.tables.soundness import check_rows

__all__ = ["SEAL", "SMALL", "sealed", "write_sealed"]

SEAL = b"bilateral.rows"
"""Key of the metadata under which a file says so."""
SMALL = 100_000
"""Rows that are looked through faster than a person notices."""
_GROUP = 1024 * 1024
"""Rows of a group of a file, as PyArrow makes them."""


def write_sealed(table: pa.Table, path: Path) -> None:
    """Write a Parquet file, which says so if its rows are those of records.

    Its texts are plain, however they lay in memory.

    Args:
        table: Rows in the columns of the schema.
        path: The file.
    """
    with (
        pa.OSFile(str(path), "wb") as file,
        pq.ParquetWriter(file, plain_schema(table.schema), compression="zstd") as writer,
    ):
        for first in range(0, len(table), _GROUP):  # so that few are plain at once
            writer.write_table(with_plain_texts(table.slice(first, _GROUP)))
        if _is_sound(table):
            kinds = table.group_by("kind").aggregate([])["kind"].to_pylist()
            facts = {"rows": table.num_rows, "end": file.tell(), "kinds": sorted(kinds)}
            writer.add_key_value_metadata({SEAL.decode(): json.dumps(facts)})


def _is_sound(table: pa.Table) -> bool:
    try:
        return not check_rows(nw.from_native(table).lazy())
    except BilateralError:  # which those who read it are told of
        return False


def sealed(footers: Sequence[pq.FileMetaData]) -> bool:
    """Whether large files say of themselves that their rows are those of records.

    They do if each of them is sealed, all kinds are known, and no id can be in two of them.

    Args:
        footers: What each file says of itself.
    """
    if sum(footer.num_rows for footer in footers) <= SMALL or not all(map(_is_sealed, footers)):
        return False
    spans = [_ids(footer) for footer in footers if footer.num_rows] if len(footers) > 1 else []
    known = [span for span in spans if span is not None]
    if len(known) < len(spans):
        return False
    return all(one[1] < other[0] for one, other in pairwise(sorted(known)))


def _is_sealed(footer: pq.FileMetaData) -> bool:
    try:
        facts = json.loads((footer.metadata or {}).get(SEAL, b"null"))
        return facts is not None and (
            facts["rows"] == footer.num_rows
            and facts["end"] == _end(footer)
            and set(facts["kinds"]) <= set(KINDS)
        )
    except (ValueError, TypeError, KeyError):
        return False


def _end(footer: pq.FileMetaData) -> int | None:
    """Where the data of the last column end."""
    if not footer.num_row_groups or not footer.num_columns:
        return None
    last: Any = footer.row_group(footer.num_row_groups - 1).column(footer.num_columns - 1)
    start = last.dictionary_page_offset if last.has_dictionary_page else last.data_page_offset
    return int(start + last.total_compressed_size)


def _ids(footer: pq.FileMetaData) -> tuple[str, str] | None:
    """The first and last id of a file in the order of texts, if it says so."""
    column = footer.schema.names.index("id")
    said = [
        footer.row_group(group).column(column).statistics for group in range(footer.num_row_groups)
    ]
    if not all(one is not None and one.has_min_max for one in said):
        return None
    return min(one.min for one in said), max(one.max for one in said)
