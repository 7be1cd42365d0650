"""Politically relevant pairs: contiguous, or with a major power, on a day that both are members."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from bilateral._plugins import require
from bilateral.dates.ordinals import ordinal
from bilateral.errors import BilateralError, RecordError
from bilateral.model.vocabulary import unknown_name
from bilateral.panels.columns import Column, covered_sql
from bilateral.panels.declared import Series
from bilateral.panels.joining import keyed
from bilateral.panels.rows import Rows
from bilateral.panels.shape import Shape
from bilateral.panels.turning import kept
from bilateral.states.majors import majors_by_state
from bilateral.states.tables import state_sources

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["UNTIL", "relevant"]

UNTIL = ordinal(2025) - 1
"""The last day of which the list of major powers speaks."""

P = TypeVar("P", bound=Shape)


def relevant(panel: P, contiguity: Series | None, column: str | None, types: tuple[int, ...]) -> P:
    """The pairs that are relevant, or may be; see :meth:`bilateral.panels.table.Panel.relevant`."""
    rows = panel.rows
    if not rows.is_paired:
        raise BilateralError("relevance is of pairs", found=rows.kind)
    sources: dict[str, pa.Table] = {"major": _with_majors(rows)}
    touching, unknown = "NULL::BOOLEAN", "true"
    joins = ""
    if contiguity is not None:
        if not isinstance(contiguity, Series) or not contiguity.is_paired:
            raise RecordError(
                "no contiguity", field="contiguity", expected="a series of pairs of states"
            )
        if not all(type(one) is int for one in types):
            raise RecordError(
                "no types of contiguity", field="types", found=types, expected="1 to 5"
            )
        name = column or _only(contiguity)
        if name not in contiguity.values:
            raise unknown_name("column of the series", name, contiguity.values, listed=True)
        both = rows.kind == "directed-dyad"
        sources["touching"] = keyed(contiguity, rows, (name,), "list", both=both)[0]
        one, other = rows.codes
        joins = f"LEFT JOIN {{touching}} v ON v.k0 = p.{one} AND v.k1 = p.{other} AND v._t = p._t"
        listed = ", ".join(map(str, types))
        touching = f'coalesce(list_has_any(v."{name}", [{listed}]), false)'
        unknown = f"NOT ({covered_sql(contiguity.covered, rows).replace('_t', 'p._t')})"
    _, finish = rows.edges_sql()
    unknown += f" OR {finish.replace('_t', 'p._t')} > {UNTIL}"
    codes = ", ".join((*rows.codes, "_t"))
    made = f"CASE WHEN m.is_major OR {touching} THEN true WHEN {unknown} THEN NULL ELSE false END"
    cited = [state_sources()["cow-majors"]]
    if contiguity is not None and contiguity.source is not None:
        cited.append(contiguity.source)
    return kept(
        panel.with_columns(
            f"SELECT p.*, {made} AS relevant FROM {{prev}} p "
            f"LEFT JOIN {{major}} m USING ({codes}) {joins}",
            Column(
                "relevant",
                ("relevant",),
                "truth",
                "a major power, or contiguous, on a day on which both are members",
                rule=f"types {', '.join(map(str, types))}",
                covered=None if contiguity is None else contiguity.covered,
                sources=tuple(cited),
            ),
            **sources,
        ),
        "relevant",
    )


def _only(contiguity: Series) -> str:
    """The column of types: the one of that name, or the only one."""
    if "conttype" in contiguity.values:
        return "conttype"
    if len(contiguity.values) != 1:
        raise RecordError(
            "which column has the types is not said",
            field="column",
            expected=f"one of {', '.join(contiguity.values)}",
        )
    return contiguity.values[0]


def _with_majors(rows: Rows) -> pa.Table:
    """The pairs and steps in which one is a major power on a day that both are members."""
    arrow = require("pyarrow", extra="tables")
    units = rows.states.units
    spells: dict[str, list[Any]] = {"code": [], "first": [], "last": []}
    for major in majors_by_state():
        for begin, end, code in units.owned(major.state, major.first, min(major.last, UNTIL)):
            for name, value in zip(spells, (code, begin, end), strict=True):
                spells[name].append(value)
    con = require("duckdb", extra="tables").connect()
    for name, table in rows.sources().items():
        con.register(name, table)
    con.register("majors", arrow.table(spells))
    one, other = rows.codes
    low, high = rows.step.within or (0, -1)
    first, last = "greatest(a.first, b.first, x.first)", "least(a.last, b.last, x.last)"
    return con.sql(
        f"SELECT DISTINCT {one}, {other}, true AS is_major, unnest(range(greatest("
        f"{rows.number_sql('_first')}, {low}), least({rows.number_sql('_last')}, {high}) + 1)) "
        f"AS _t FROM (SELECT a.code AS {one}, b.code AS {other}, {first} AS _first, "
        f"{last} AS _last FROM members a JOIN members b ON a.code <> b.code "
        "JOIN majors x ON x.code IN (a.code, b.code)) WHERE _first <= _last"
    ).to_arrow_table()
