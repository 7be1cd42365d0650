"""Words that people bring from data frames, and what is written here instead."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from bilateral.errors import UnknownFieldError, near_names

__all__ = ["HABITS", "no_such_word"]

HABITS: Mapping[str, str] = MappingProxyType(
    {
        "agg": "sum('delivered', by='year'), or count(by='year')",
        "apply": "[... for record in selection]",
        "drop_duplicates": "bounds() and count(), which count linked records once",
        "filter": "where(q.status == 'planned'), or a verb such as since(2016)",
        "groupby": "group('year'), count(by='year') or sum('delivered', by='year')",
        "group_by": "group('year'), count(by='year') or sum('delivered', by='year')",
        "iloc": "selection[0], selection[:5]",
        "isin": "where(q.status.is_in('planned', 'agreed'))",
        "isel": "selection[0], selection[:5]",
        "join": "a.merge(b), of datasets",
        "loc": "selection['id-of-a-record']",
        "nlargest": "sort(lambda record: ..., reverse=True).head(5)",
        "order_by": "sort('date')",
        "query": "where(q.status == 'planned'), or a verb such as since(2016)",
        "sample": "random.sample(selection.definite, 5)",
        "sel": "where(q.status == 'planned'), or a verb such as since(2016)",
        "shape": "len(...) for the records and columns for the names of the columns",
        "size": "len(...), or bounds() for at least and at most",
        "sort_values": "sort('date')",
        "sort_by": "sort('date')",
        "to_frame": "to('pandas') or to('polars')",
        "unique": "count('initiator'), whose keys are the values",
        "value_counts": "count('initiator')",
        "values": "to_dicts(), or record.values('date') of one record",
        "write_csv": "to('csv', 'file.csv')",
        "write_excel": "to('excel', 'file.xlsx')",
        "write_parquet": "to('parquet', 'file.parquet')",
    }
)
"""What is typed elsewhere, and what to write."""


def no_such_word(name: str, asked: object) -> UnknownFieldError:
    """The error for an attribute that is not there, which says in a line what to write.

    Args:
        name: The attribute.
        asked: What was asked for it.
    """
    kind = type(asked)
    if name in HABITS:
        return UnknownFieldError(
            f"a {kind.__name__.lower()} has no such word", found=name, expected=HABITS[name]
        )
    words = [word for word in dir(kind) if not word.startswith("_")]
    return UnknownFieldError(
        f"a {kind.__name__.lower()} has no such word", found=name, near=near_names(name, words)
    )
