"""JSON Lines: objects as the rows of a table."""

from __future__ import annotations

import json
from collections.abc import Iterator

from bilateral.errors import CodecError, first_line
from bilateral.files.notation import parsed_json
from bilateral.readers.files import SourceFile
from bilateral.readers.missing import Missing
from bilateral.readers.refusals import RowError
from bilateral.readers.table import Row, row_of

__all__ = ["is_json_lines", "json_rows", "keys_of"]

_USUAL = Missing()
_MOST_KEYS = 10_000
_LOOKED_AT = 60  # lines from which the keys of a file are known


def is_json_lines(file: SourceFile) -> bool:
    """Whether a file begins with an object of JSON on a line of its own, whatever its name is."""
    if file.encoding is None:
        return False
    first = next((text.strip() for _, text in file.head(_LOOKED_AT) if text.strip()), "")
    return first.startswith("{") and first.endswith("}")


def keys_of(file: SourceFile) -> frozenset[str]:
    """The keys of the objects with which a file begins; none of a file of something else."""
    found: set[str] = set()
    for _, text in file.head(_LOOKED_AT):
        try:
            item = json.loads(text) if text.strip() else {}
        except (ValueError, RecursionError):
            continue
        if isinstance(item, dict):
            found.update(item)
    return frozenset(found)


def json_rows(
    file: SourceFile, columns: tuple[str, ...], met: set[str], missing: Missing = _USUAL
) -> Iterator[Row | RowError]:
    """The objects of a file as rows; a key that is missing, or null, is an empty cell.

    Args:
        file: The file.
        columns: The keys that are read.
        met: Takes up the keys that some object has; of very many at least those that are read.
        missing: In which cells there is nothing.

    Yields:
        Rows, or an error for a line that is no object or has something else than a value.
    """
    number = 0
    with file.lines() as lines:
        for line, text in lines:
            if not text.strip():
                continue
            number += 1
            try:
                item = parsed_json(text)
            except CodecError as error:
                yield RowError(error.problem, line=line, field=error.field)
                continue
            except (ValueError, RecursionError) as error:
                yield RowError(f"the line is not JSON ({first_line(error)})", line=line)
                continue
            if not isinstance(item, dict):
                yield RowError("not an object", line=line, found=item, expected="an object")
                continue
            if columns and not any(column in item for column in columns):
                yield RowError(f"none of the columns {', '.join(columns)}", line=line, found=text)
                continue
            met.update(item if len(met) < _MOST_KEYS else (key for key in columns if key in item))
            wrong = [k for k in columns if isinstance(item.get(k), (dict, list, bool))]
            if wrong:
                found = item[wrong[0]]
                yield RowError(
                    "not a single value", line=line, field=wrong[0], found=found, expected="text"
                )
                continue
            cells = {k: "" if item.get(k) is None else str(item[k]).strip() for k in columns}
            yield row_of(line, number, cells, missing)
