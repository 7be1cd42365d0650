"""Panels turned: shifted in time, narrowed by a condition, and of pairs without direction."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Literal, TypeVar

import attrs

from bilateral.collection.units import Code
from bilateral.errors import BilateralError, RecordError, first_line
from bilateral.model.vocabulary import unknown_name
from bilateral.panels.columns import Column, Shift
from bilateral.panels.counting import counted, holding
from bilateral.panels.frame import Frame
from bilateral.panels.shape import Shape

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["dropped", "kept", "shifted", "undirected"]

P = TypeVar("P", bound=Shape)
_NO_COLUMN = re.compile(r'Referenced column "([^"]+)" not found')  # as DuckDB says it


def shifted(panel: P, name: str, steps: int, way: Literal["lag", "lead"]) -> P:
    """The panel with a column as it was, or will be, so many steps from each row.

    Args:
        panel: The panel.
        name: A column; of several fields all, by the name of the column.
        steps: How many steps.
        way: ``"lag"`` for before, ``"lead"`` for after.

    Raises:
        UnknownNameError: if there is no such column.
        BilateralError: if its unit changes.
        RecordError: if it is no number of steps.
    """
    column = panel.column(name)
    column.whole(f"a {way}")
    if type(steps) is not int or steps < 1:
        raise RecordError("no number of steps", field="steps", found=steps, expected="1 or more")
    fields = column.fields if name == column.name else (name,)
    codes = ", ".join(panel.rows.codes)
    side = "PRECEDING" if way == "lag" else "FOLLOWING"
    over = f"(PARTITION BY {codes} ORDER BY _t RANGE BETWEEN {steps} {side} AND {steps} {side})"
    made = []
    for field in fields:
        value = f'first_value("{field}") OVER {over}'
        if panel.rows.is_assuming:
            value = f"CASE WHEN NOT first_value(assumed) OVER {over} THEN {value} END"
        made.append(f'{value} AS "{field}_{way}{steps}"')
    new = attrs.evolve(
        column,
        name=f"{name}_{way}{steps}",
        fields=tuple(f"{field}_{way}{steps}" for field in fields),
        label=f"{column.label}, {steps} {panel.rows.unit}{'s' * (steps > 1)} "
        f"{'before' if way == 'lag' else 'after'}",
        counted=None,
        probe=None,
        shift=Shift(name, way, steps),
    )
    return panel.with_columns(f"SELECT *, {', '.join(made)} FROM {{prev}}", new)


def kept(panel: P, condition: str) -> P:
    """The rows that meet a condition, or may; see :meth:`bilateral.panels.table.Panel.where`."""
    if not isinstance(condition, str) or not condition.strip():
        raise RecordError(
            "no condition on the columns of the panel",
            field="condition",
            found=condition,
            expected="text, such as 'year > 1990 AND visits_low > 0'",
        )
    asked = f"{condition}\n"  # so that a comment in it ends
    timed = f"SELECT *, {panel.rows.time_sql()} FROM {{prev}}"
    times = ", ".join(panel.rows.times)
    has_mark = "maybe" in panel.columns
    maybe = f"({asked}) IS NULL" + (" OR maybe" if has_mark else "")
    sql = (
        f"SELECT * EXCLUDE ({times}{', maybe' if has_mark else ''}), {maybe} AS maybe "
        f"FROM ({timed}) WHERE ({asked}) IS NOT FALSE"
    )
    now = timed.replace("{prev}", "panel")
    try:
        truth = panel.frame.about(f"SELECT ({asked}) AS truth FROM ({now})")
        (kind,) = panel.frame.connected().sql(truth).types
        surely, may, out = panel.frame.one(
            f"SELECT count(*) FILTER (WHERE {asked}), "
            f"count(*) FILTER (WHERE ({asked}) IS NULL), "
            f"count(*) FILTER (WHERE NOT ({asked})) FROM ({now})"
        )
    except Exception as error:
        if unknown := _NO_COLUMN.search(str(error)):
            raise unknown_name("column", unknown[1], panel.columns, listed=True) from error
        raise BilateralError(
            f"a condition that cannot be asked ({first_line(error)})",
            field="condition",
            found=condition,
        ) from error
    if str(kind) not in ("BOOLEAN", '"NULL"'):
        raise RecordError(
            "no condition, which is true or false", field="condition", found=condition
        )
    note = f"where {condition}: {surely:,} kept surely, {may:,} maybe, {out:,} dropped"
    column = Column("maybe", ("maybe",), "derived", "whether the row only may meet the conditions")
    return attrs.evolve(
        panel,
        frame=panel.frame.then(sql),
        added=panel.added if has_mark else (*panel.added, column),
        done=(*panel.done, note),
    )


# -- without direction -----------------------------------------------------------------------------

_NUMBERS = {
    "sum": "{0} + {1}",
    "mean": "({0} + {1}) / 2.0",
    "larger": "greatest({0}, {1})",
    "smaller": "least({0}, {1})",
}
_TRUTHS = {"either": "{0} OR {1}", "both": "{0} AND {1}"}


def undirected(panel: P, rules: Mapping[str, str]) -> P:
    """The panel of pairs without direction; see :meth:`bilateral.panels.table.Panel.undirected`."""
    rows = panel.rows
    if rows.kind != "directed-dyad" or panel.done:
        raise BilateralError(
            "only a panel of directed pairs loses its direction, and before rows are left out",
            found=rows.kind,
            expected="undirected() before where() and relevant()",
        )
    if rows.pairs is not None and not {(b, a) for a, b in rows.pairs} <= set(rows.pairs):
        raise BilateralError(
            "pairs of which only one direction is there",
            field="pairs",
            expected="both directions of each, or a panel of unit 'dyad'",
        )
    for name in rules:
        panel.column(name)
    own = {c.name for c in panel.added if not _is_alike(c)}
    shifted_ = {c.name: c for c in panel.added if c.shift is not None and c.name in own}
    unruled = [name for name in own if name not in rules and name not in shifted_]
    if unruled:
        raise BilateralError(
            "columns without a rule for the two directions",
            field="undirected",
            found=", ".join(sorted(unruled)),
            expected="'either', 'both' of truths; 'sum', 'mean', 'larger', 'smaller' of numbers",
        )
    one, other = rows.codes
    kept_: list[str] = []
    added: list[Column] = []
    anew: list[Column] = []
    for column in panel.added:
        rule = rules.get(column.name)
        if rule is not None:
            _check_rule(panel, column, rule)
        if column.name in shifted_:
            _check_shift(panel, column, rules)
        elif rule is None:
            kept_ += [f'd."{field}"' for field in column.fields]
            added.append(column)
        elif rule in ("sum", "either") and column.counted is not None:
            anew.append(column)
        else:
            kept_ += _combined(column, rule)
            found_rule = f"{column.rule}, {rule}"
            added.append(attrs.evolve(column, rule=found_rule, counted=None))
    turned = rows.of("dyad", None if rows.pairs is None else _ordered(rows.pairs))
    names = [f"d.{code}" for code in rows.codes] + ["d._t"]
    names += ["d.assumed"] * rows.is_assuming + kept_
    mirror = (
        f"JOIN {{prev}} e ON d.{one} = e.{other} AND d.{other} = e.{one} AND d._t = e._t "
        if any(" e." in value for value in kept_)
        else ""
    )
    frame = panel.frame.then(
        f"SELECT {', '.join(names)} FROM {{prev}} d {mirror}WHERE d.{one} < d.{other}"
    )
    found = attrs.evolve(panel, rows=turned, frame=frame, added=tuple(added))
    for column in anew:
        source = column.counted
        if source is None:
            continue
        if column.sort in ("truth", "days"):
            found = holding(found, column.name, source)
        else:
            found = counted(
                found,
                column.name,
                source,
                column.sort,
                column.rule.partition("=")[2],
                column.window,
            )
    for column in shifted_.values():
        if column.shift is not None:
            found = shifted(found, column.shift.column, column.shift.steps, column.shift.way)
    order = {column.name: place for place, column in enumerate(panel.added)}
    return attrs.evolve(found, added=tuple(sorted(found.added, key=lambda c: order[c.name])))


def _is_alike(column: Column) -> bool:
    """Whether the two directions have the same of it, the first state before the second."""
    return column.suffixed


def _check_rule(panel: Shape, column: Column, rule: str) -> None:
    known: tuple[str, ...] = tuple(_NUMBERS)
    if column.sort == "truth" or (column.sort == "series" and _is_of(panel, column, "BOOLEAN")):
        known = tuple(_TRUTHS)
    elif column.sort == "days":
        known = ("either", "mean", "larger", "smaller")
    elif column.sort == "series" and _is_of(panel, column, "VARCHAR", "DATE", "TIMESTAMP"):
        known = ("larger", "smaller")
    if rule not in known:
        raise BilateralError(
            "no rule for such a column",
            field=column.name,
            found=rule,
            expected=", ".join(known),
        )


def _check_shift(panel: Shape, column: Column, rules: Mapping[str, str]) -> None:
    """A lag follows the column that it is of."""
    if column.shift is None:
        return
    base = panel.column(column.shift.column).name
    if column.name in rules and rules[column.name] != rules.get(base):
        raise BilateralError(
            "a lag has the rule of its column",
            field=column.name,
            found=rules[column.name],
            expected=f"{rules.get(base)}, as {base}",
        )


def _is_of(panel: Shape, column: Column, *kinds: str) -> bool:
    """Whether a column of a series holds what DuckDB calls by one of some names."""
    query = panel.frame.about(f'SELECT "{column.fields[0]}" FROM panel')
    (kind,) = panel.frame.connected().sql(query).types
    return str(kind).startswith(kinds)


def _combined(column: Column, rule: str) -> list[str]:
    known = _TRUTHS if rule in _TRUTHS else _NUMBERS
    return [
        f"{known[rule].format(*(f' {side}.' + chr(34) + field + chr(34) for side in 'de'))} "
        f'AS "{field}"'
        for field in column.fields
    ]


def _ordered(pairs: Iterable[tuple[Code, Code]]) -> list[tuple[Code, Code]]:
    turned = ((a, b) if a < b else (b, a) for a, b in pairs)  # type: ignore[operator]
    return list(dict.fromkeys(turned))


def dropped(panel: Shape) -> pa.Table:
    """The pairs without a row in a step in which both are members, but on no day in common."""
    rows = panel.rows
    loose = attrs.evolve(rows, same_day=False)
    strict = attrs.evolve(rows, same_day=True)
    frame = Frame().then(
        f"SELECT * FROM ({loose.sql('{members}', '{pairs}')}) EXCEPT "
        f"SELECT * FROM ({strict.sql('{members}', '{pairs}')})",
        **rows.sources(),
    )
    codes = ", ".join(rows.codes)
    return frame.table(f"SELECT {codes}, {rows.time_sql()} FROM panel ORDER BY _t, {codes}")
