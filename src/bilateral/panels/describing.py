"""What a panel says of itself: as text, as a table, as the metadata of its files."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import attrs

from bilateral._plugins import require
from bilateral.dates.ordinals import day_text
from bilateral.errors import RecordError
from bilateral.layout import html_table, text_table, wrapped
from bilateral.model.evidence import Source, reference_list
from bilateral.model.vocabulary import unknown_name
from bilateral.panels.columns import Column
from bilateral.panels.shape import Shape

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = [
    "SIDES",
    "Description",
    "data_sets",
    "described",
    "html_of",
    "metadata_of",
    "text_of",
    "unmatched",
]

SIDES = ("series", "panel")
"""The two sides of a join."""

_SHOWN = 10
_NAMED = 3  # data sets that a line names


@attrs.frozen(repr=False)
class Description:
    """What a panel is, in numbers.

    Attributes:
        about: What its rows are.
        rows: How many there are.
        states: How many states they are of.
        columns: A line for each column: name, what it holds, rule, unit, coverage, how many rows
            it has no value in, the ids of its sources, and the names of these.
        notes: What was done to its rows, and what of a series met no row.
    """

    about: str
    rows: int
    states: int
    columns: tuple[Mapping[str, Any], ...]
    notes: tuple[str, ...]

    def __str__(self) -> str:
        lines = [
            [one["column"], one["rule"], one["unit"] or "", f"{one['missing']:,}", _said(one)]
            for one in self.columns
        ]
        head = f"{self.about}: {self.rows:,} rows, {self.states} states"
        table = text_table(["column", "rule", "unit", "missing", ""], lines)
        notes = (line for note in self.notes for line in wrapped(note, "", "    "))
        return "\n".join([*wrapped(head, "", "    "), *table, *notes])

    __repr__ = __str__


def _said(one: Mapping[str, Any]) -> str:
    """What stands under the row of a column: what it holds, where it is complete, whence it is."""
    names = one["data_sets"]
    more = f" and {len(names) - _NAMED} more, as of cite()" if len(names) > _NAMED else ""
    parts = [
        one["holds"],
        one["coverage"] and f"coverage {one['coverage']}",
        names and f"from {'; '.join(names[:_NAMED])}{more}",
    ]
    return "; ".join(part for part in parts if part)


def data_sets(sources: Iterable[Source]) -> dict[str, str]:
    """What some sources are, by their names, with the reference of each.

    Files of one data set and version are one.

    Args:
        sources: The sources.
    """
    groups: dict[object, list[Source]] = {}
    for source in dict.fromkeys(sources):
        of_data = source.citation is not None
        key = (source.citation, source.version) if of_data else source.id
        groups.setdefault(key, []).append(source)
    found: dict[str, str] = {}
    for first, *rest in groups.values():
        name = (first.publisher or first.title) if first.citation is not None else first.title
        name = f"{name} ({first.version or first.id})" if name in found else name
        (found[name],) = reference_list([first, *rest])
    return found


def described(panel: Shape) -> Description:
    """What a panel is, in numbers; the whole of it is computed once."""
    names = [column.fields[0] for column in panel.added]
    codes = panel.rows.codes
    distinct = (
        f"SELECT count(*) FROM (SELECT {codes[0]} FROM panel UNION SELECT {codes[-1]} FROM panel)"
    )
    missing = "".join(f', count(*) - count("{name}")' for name in names)
    count, states, *nulls = panel.frame.one(f"SELECT count(*), ({distinct}){missing} FROM panel")
    rows = tuple(
        {
            "column": column.name,
            "holds": column.label,
            "rule": column.rule,
            "unit": column.unit,
            "coverage": _coverage(column),
            "missing": number,
            "sources": "; ".join(source.id for source in column.sources),
            "data_sets": tuple(data_sets(column.sources)),
        }
        for column, number in zip(panel.added, nulls, strict=True)
    )
    notes = [*panel.notes, *_unmet(panel)]
    return Description(_about(panel), count, states, rows, tuple(notes))


def _unmet(panel: Shape) -> list[str]:
    """How many rows of the panel meet no row of a series, and the other way round."""
    by_series: dict[tuple[int, tuple[str, ...]], list[Column]] = {}
    for column in panel.added:
        if column.probe is not None:
            by_series.setdefault((id(column.probe.rows), column.probe.end), []).append(column)
    found = []
    for columns in by_series.values():
        probe = columns[0].probe
        if probe is None:
            continue
        without, unmet = (
            unmatched(panel, columns[0].name, side).num_rows for side in ("panel", "series")
        )
        names = ", ".join(column.name for column in columns)
        found.append(
            f"{names}: {without:,} row{'s' * (without != 1)} without one of the series; "
            f"{unmet:,} row{'s' * (unmet != 1)} of the series without one here"
        )
    unsaid = [
        column.name
        for column in panel.added
        if column.sort == "series" and not column.sources and column.shift is None
    ]
    if unsaid:
        found.append(f"{', '.join(unsaid)}: no source is named; series(..., source=...) names one")
    return found


def unmatched(panel: Shape, name: str, side: str) -> pa.Table:
    """Keys of one side of a join without a row on the other; see ``Panel.unmatched``."""
    column = panel.column(name)
    if side not in SIDES:
        raise unknown_name("side of a join", side, SIDES, listed=True)
    if column.probe is None:
        raise RecordError("a column that was not joined", field=name)
    probe, rows = column.probe, panel.rows
    con = panel.frame.connected()
    con.register("rows_of", probe.rows)
    if side == "panel":
        codes = ", ".join(rows.codes)
        query = f"SELECT {codes}, {rows.time_sql()} FROM ({probe.without()}) ORDER BY {codes}, _t"
        found: pa.Table = con.sql(panel.frame.about(query)).to_arrow_table()
        return found
    met = {number for (number,) in con.sql(panel.frame.about(probe.met())).fetchall()}
    arrow = require("pyarrow", extra="tables")
    unmet = [row for row in probe.within.to_pylist() if row not in met]
    return probe.given.take(arrow.array(unmet, arrow.int64()))


def _coverage(column: Column) -> str:
    if column.sort in ("key", "derived") or column.shift is not None:
        return ""
    return "not declared" if column.covered is None else "; ".join(map(str, column.covered))


def _about(panel: Shape) -> str:
    rows = panel.rows
    time = f"{day_text(rows.first)} to {day_text(rows.until)}"
    parts = [f"{rows.kind}-{rows.unit}s, {rows.states.title}, {time}"]
    if rows.is_paired:
        parts.append("a day in common" if rows.same_day else "a step in common")
    if rows.member != "any":
        parts.append(f"members on {rows.member} day{'s' * (rows.member == 'whole')}")
    if rows.is_assuming and rows.known_until is not None:
        parts.append(f"assumed after {day_text(rows.known_until)}")
    return ", ".join(parts)


def metadata_of(panel: Shape) -> dict[str, str]:
    """What goes with a panel into a file: its rows, its columns with their rules, its sources."""
    rows = panel.rows
    columns = [
        {
            "name": column.name,
            "fields": list(column.fields),
            "label": column.label,
            "rule": column.rule,
            "unit": column.unit,
            "coverage": _coverage(column),
            "sources": list(data_sets(column.sources)),
        }
        for column in panel.added
    ]
    said = {
        "about": _about(panel),
        "unit": f"{rows.kind}-{rows.unit}",
        "states": rows.states.name,
        "first": day_text(rows.first),
        "last": day_text(rows.until),
        "same_day": rows.same_day,
        "member": rows.member,
        "keys": list(rows.keys),
        "columns": columns,
        "notes": list(panel.notes),
        "sources": data_sets(panel.sources),
    }
    return {"bilateral.panel": json.dumps(said, ensure_ascii=False)}


def text_of(panel: Shape) -> str:
    """The first rows and what the panel is."""
    header, rows = _texts(panel, _SHOWN + 1)  # as cheap as the first, unlike their number
    table = text_table([*header, ""], [[*row, ""] for row in rows[:_SHOWN]])
    more = ["... more rows, as many as count_rows() says"] if len(rows) > _SHOWN else []
    notes = (line for note in panel.notes for line in wrapped(note, "", "    "))
    return "\n".join([*wrapped(_about(panel), "", "    "), *table, *more, *notes])


def html_of(panel: Shape) -> str:
    """The same as HTML."""
    return html_table(*_texts(panel, _SHOWN), caption="; ".join(panel.notes) or None)


def _texts(panel: Shape, number: int) -> tuple[list[str], list[list[str]]]:
    table = panel.frame.table(f"{panel.query()} LIMIT {number}")
    rows = [
        ["" if value is None else str(value) for value in row.values()] for row in table.to_pylist()
    ]
    return table.column_names, rows
