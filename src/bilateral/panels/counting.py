"""Columns of records: counts, sums, and whether something held."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import inf
from typing import Any, TypeVar, cast

import attrs

from bilateral.collection.answers import Answers
from bilateral.collection.contents import Contents
from bilateral.collection.dataset import Dataset
from bilateral.collection.selection import Selection
from bilateral.dates.when import When
from bilateral.errors import BilateralError, RecordError
from bilateral.model.completeness import Coverage
from bilateral.model.evidence import Source
from bilateral.model.fields import fields_of
from bilateral.model.records import Agreement, Membership, Record
from bilateral.model.vocabulary import unknown_name
from bilateral.panels.cells import SIDES, cells_of
from bilateral.panels.columns import Column, Counted, Sort, bound_sql, covered_sql
from bilateral.panels.coverage import Covered, covered_by
from bilateral.panels.holding import allied, held_by, held_sql
from bilateral.panels.shape import Shape
from bilateral.query import q
from bilateral.tables.table import Table

__all__ = ["counted", "holding"]

P = TypeVar("P", bound=Shape)


def counted(
    panel: P,
    name: str,
    made: Counted,
    sort: Sort,
    rule: str,
    window: tuple[int, int] = (0, 0),
) -> P:
    """The panel with a column that is counted of records.

    Args:
        panel: The panel.
        name: Name of the column.
        made: The records, and how they are counted.
        sort: Whether it is a count or a sum.
        rule: In which steps records fall.
        window: The steps that a row stands for, from and to so many after its own.

    Raises:
        RecordError: if it is not of records, or a column is there.
        BilateralError: if a side of pairs is asked for.
        UnknownNameError: if there is no such side.
    """
    source, rows = _records(name, made.source), panel.rows
    side = made.options.get("side", "either")
    if side not in SIDES:
        raise unknown_name("side", side, SIDES, listed=True)
    if rows.is_paired and side != "either":
        raise BilateralError(
            "a side of pairs, which have both", field="side", found=side, expected="single states"
        )
    if not rows.is_paired and side == "either":
        source = _in_memory(source)
    cells = cells_of(source, rows, field=made.field, window=window, **made.options)
    covered = _covered(panel, made)
    what = "number" if made.field is None else f"sum of {made.field}"
    over = "" if window == (0, 0) else f", over steps {window[0]} to {window[1]} from each"
    column = Column(
        name,
        (name, f"{name}_low", f"{name}_high"),
        sort,
        label=f"{what} of {_words(made.source)}{over}",
        rule=f"allocate={rule}",
        unit=cells.unit,
        covered=covered,
        sources=tuple(_cited(made.source, panel.data)),
        counted=made,
        window=window,
        undated=tuple(_undated(source)),
    )
    values = bound_sql(name, covered_sql(covered, rows, window, side), sort=sort)
    keys = ", ".join((*rows.codes, "_t"))
    return panel.with_columns(
        f"SELECT p.*, {values} FROM {{prev}} p LEFT JOIN {{cells}} c USING ({keys})",
        column,
        cells=cells.table,
    )


def holding(panel: P, name: str, made: Counted) -> P:
    """The panel with a column that says whether something holds.

    Args:
        panel: The panel.
        name: Name of the column.
        made: The records, and on which days of a step they are asked for.

    Raises:
        RecordError: if it is not of records, or a column is there.
    """
    when, field, rows = made.options["when"], made.options["field"], panel.rows
    selection = _with_members(_records(name, made.source))
    if field is not None:
        _check_dated(selection, field)
    held = held_by(selection, rows, field)
    allies = allied(selection)
    covered, cited = _covered(panel, made), list(_cited(made.source, panel.data))
    if allies is not None:
        covered = covered or _covered(panel, made, allies.kinds)
        cited += allies._cited()
    sort: Sort = "days" if when == "days" else "truth"
    column = Column(
        name,
        (name, f"{name}_low", f"{name}_high") if sort == "days" else (name,),
        sort,
        label=f"{'days of' if sort == 'days' else 'whether any of'} {_words(made.source)}",
        rule=f"when={when}",
        unit="days" if sort == "days" else None,
        covered=covered,
        sources=tuple(dict.fromkeys(cited)),
        counted=made,
    )
    values = bound_sql(name, covered_sql(covered, rows), sort=sort)
    keys = ", ".join((*rows.codes, "_t"))
    return panel.with_columns(
        f"SELECT p.*, {values} FROM {{prev}} p "
        f"LEFT JOIN ({held_sql(rows, '{held}', when)}) c USING ({keys})",
        column,
        held=held,
    )


# -- what is known of records ----------------------------------------------------------------------


def _records(name: str, source: object) -> Answers[Any]:
    if not isinstance(source, Answers):
        raise RecordError(
            "a column is counted of records",
            field=name,
            found=type(source).__name__,
            expected="a selection, dataset or table",
        )
    return source


def _undated(source: Answers[Any]) -> Iterator[str]:
    """The ids of the records, of those in memory, of which no beginning is known."""
    if isinstance(source, Table):
        return
    found = _in_memory(source)
    for record in (*found.definite, *found.possible):
        if any(span.start_min == -inf for span in record.when):
            yield record.id


def _check_dated(selection: Selection[Any], field: str) -> None:
    """Refuse a field that no kind of record has as a date."""
    for kind in selection.kinds:
        own = fields_of(kind)
        dated = [n for n, one in own.items() if issubclass(one.type, When)]
        if field not in dated:
            raise unknown_name(f"date of kind {kind.kind!r}", field, dated, listed=True)


def _in_memory(source: Answers[Any]) -> Selection[Any]:
    """The same records and the same question, as objects."""
    if isinstance(source, Selection):
        return source
    if isinstance(source, Table):
        kinds = source.kinds
        return Selection(source.any_status().to_dataset("both"), kinds, source.predicate)
    return cast("Dataset", source).where(q.anything)


def _covered(
    panel: Shape, made: Counted, kinds: Iterable[type[Record]] | None = None
) -> tuple[Covered, ...] | None:
    """Where a column is complete: of the kinds that it is counted of, or that stand for them."""
    source = made.source
    named = _kinds(source) if kinds is None else tuple(kind.kind for kind in kinds)
    asked = source._asked if isinstance(source, (Selection, Table)) else q.anything
    return covered_by(made.claimed, _declared(source, panel.data), named, asked)


def _with_members(source: Answers[Any]) -> Selection[Any]:
    """The same question as objects, beside all memberships, by which members are bound."""
    found = _in_memory(source)
    if not isinstance(source, Table) or set(source.kinds).isdisjoint((Agreement, Membership)):
        return found
    data = cast("Dataset", found._lookup())
    members = source._of((Membership,), q.anything, q.anything).to_dataset("both")
    joined: dict[str, Any] = {
        name: tuple(
            {one.id: one for one in (*getattr(members, name), *getattr(data, name))}.values()
        )
        for name in ("records", "actors", "sources")
    }
    return Selection(attrs.evolve(data, **joined), source.kinds, source.predicate)


def _declared(source: Answers[Any], data: Contents | None) -> Iterable[Coverage]:
    """What the sources of records claim to be complete for."""
    own = _contents(source)
    if own is not None and own.info.coverage:
        return own.info.coverage
    return () if data is None else data.info.coverage


def _contents(source: Answers[Any]) -> Contents | None:
    if isinstance(source, Contents):
        return source
    found = source._lookup() if isinstance(source, (Selection, Table)) else None
    if isinstance(found, Contents):
        return found
    return getattr(found, "dataset", None)


def _kinds(source: Answers[Any]) -> tuple[str, ...]:
    if isinstance(source, (Selection, Table)):
        return tuple(kind.kind for kind in source.kinds)
    return tuple({record.kind for record in cast("Dataset", source)})


def _words(source: Answers[Any]) -> str:
    if isinstance(source, (Selection, Table)):
        kinds = ", ".join(kind.plural.replace("_", " ") for kind in source.kinds[:3])
        asked = source._asked
        return kinds if asked == q.anything else f"{kinds} where {asked!r}"
    return "records"


def _cited(source: Answers[Any], data: Contents | None) -> Iterable[Source]:
    try:
        return tuple(source._cited())
    except BilateralError:  # a table that does not say what its sources are
        return () if data is None else data.sources
