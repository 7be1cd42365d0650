"""The panel: rows of units by time, and columns that are added to them one by one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, Never, NoReturn, cast

import attrs

from bilateral.collection.answers import Answers
from bilateral.collection.habits import PANELLED, meant
from bilateral.collection.steps import RULES, Rule
from bilateral.errors import BilateralError, RecordError, TruthError, UnknownNameError
from bilateral.model.evidence import reference_list
from bilateral.model.references import Style
from bilateral.model.vocabulary import unknown_name
from bilateral.panels import counting, describing, joining, relevance, turning
from bilateral.panels.cells import Side
from bilateral.panels.columns import Counted
from bilateral.panels.coverage import Claimed
from bilateral.panels.declared import Series
from bilateral.panels.holding import WHENS, When
from bilateral.panels.unmet import Unmet
from bilateral.panels.writing import Written

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["Panel"]


@attrs.frozen(eq=False, repr=False)
class Panel(Written):
    """A table of units by time, such as dyad-years, with columns of what records and series say.

    Nothing in it can be changed: each verb gives another panel. Records are counted when a column
    is added, on the engine that has them; rows, joins and lags are computed by DuckDB each time
    that the panel is asked.

    Attributes:
        rows: What its rows are.
        frame: The query that it is underneath.
        added: Its columns beside the keys.
        data: The dataset whose coverage and sources columns have unless they say otherwise.
        done: What was done to its rows, in words.
    """

    # -- records -------------------------------------------------------------------------------

    def count(
        self,
        *unnamed: Never,
        allocate: Rule = "any",
        side: Side = "either",
        coverage: Claimed | None = None,
        **columns: Answers[Any],
    ) -> Panel:
        """Columns that count records: ``x_low`` at least, ``x_high`` at most, ``x`` if they agree.

        Args:
            *unnamed: None: each column has its name.
            allocate: In which step a record falls: ``"any"`` that it touches, that of its
                ``"start"``, of its ``"end"``, or the one in which it lies ``"whole"``.
            side: As who a state takes part, in a panel of states: ``"either"``, ``"initiator"``
                or ``"target"``.
            coverage: Where the records are complete; by default what their dataset declares.
                Elsewhere ``x`` and ``x_high`` are null.
            **columns: Name of the column and the records: a selection, dataset or table.

        Raises:
            UnknownNameError: if there is no such rule or side.
            RecordError: if a column is there, or is not of records.

        Example:
            >>> import bilateral
            >>> us = bilateral.load("us-visits")
            >>> years = bilateral.panel(unit="directed-dyad-year", years=(1959, 1959))
            >>> row = years.count(visits=us.visits).row(2, 200, 1959)
            >>> row["visits_low"], row["visits_high"], row["visits"]
            (2, 2, 2)
        """
        if unnamed:
            raise RecordError("a column of no name", expected="count(visits=...) or another name")
        if allocate not in ("any", "start", "end", "whole"):
            raise unknown_name("rule of counting", allocate, RULES[:4], listed=True)
        panel = self
        for name, source in columns.items():
            made = Counted(source, None, {"rule": allocate, "side": side}, coverage)
            panel = counting.counted(panel, name, made, "count", allocate)
        return panel

    def sum(
        self,
        *,
        allocate: Rule = "any",
        side: Side = "either",
        coverage: Claimed | None = None,
        **columns: tuple[Answers[Any], str],
    ) -> Panel:
        """Columns that sum an amount of records, with bounds as of ``count``.

        Args:
            allocate: As of ``count``, where a record that a step has whole gives all of it; or
                ``"proportional"`` by days; or ``"one-a-year"``: each delivery of a deal brought
                one piece of it at least, and all are worth the same.
            side: As of ``count``.
            coverage: As of ``count``.
            **columns: Name of the column, the records and the field.

        Raises:
            UnknownNameError: if there is no such rule, side or field.
            RecordError: if a column is not of records and a field.
            BilateralError: if amounts are of several units.
        """
        if allocate not in RULES:
            raise unknown_name("rule of summing", allocate, RULES, listed=True)
        panel = self
        for name, asked in columns.items():
            if not isinstance(asked, (tuple, list)) or len(asked) != 2:
                raise RecordError(
                    "a sum of what",
                    field=name,
                    found=type(asked).__name__,
                    expected="the records and the name of their amount: (data.trades, 'value')",
                )
            source, field = asked
            made = Counted(source, field, {"rule": allocate, "side": side}, coverage)
            panel = counting.counted(panel, name, made, "sum", allocate)
        return panel

    def state(
        self,
        *,
        when: When = "any",
        field: str | None = None,
        coverage: Claimed | None = None,
        **columns: Answers[Any],
    ) -> Panel:
        """Columns that say whether something held: true, false, or null where that is open.

        Members of one body are bound to each other while both are, each by what its own
        membership says.

        Args:
            when: On ``"any"`` day of the step, on the ``"first"``, on the ``"last"``, on
                ``"all"``; or on how many ``"days"``, as bounds.
            field: The date that says when it held; by default when it was in force, or the
                date of what has no such field. An agreement of which it is not stated when it
                was in force may have been from its date on.
            coverage: As of ``count``; outside of it nothing is false.
            **columns: Name of the column and the records.

        Raises:
            UnknownNameError: if there is no such word, or no such date.
        """
        if when not in WHENS:
            raise unknown_name("days", when, WHENS, listed=True)
        panel = self
        for name, source in columns.items():
            made = Counted(source, None, {"when": when, "field": field}, coverage)
            panel = counting.holding(panel, name, made)
        return panel

    # -- series --------------------------------------------------------------------------------

    def join(
        self,
        series: Series,
        columns: str | Iterable[str] | None = None,
        *,
        rule: joining.Rule | None = None,
        direction: joining.Direction | None = None,
    ) -> Panel:
        """The columns of a series, by code and time.

        In a panel of pairs a series of states gives each column twice, with the suffixes 1 and 2.
        What no row of the series has stays null.

        Args:
            series: What :func:`bilateral.panels.series` made.
            columns: The columns that are wanted; by default all.
            rule: What to take where several rows of the series have one key, or its value changes
                within a step: ``"sum"``, ``"max"``, ``"first"``, ``"longest"`` or ``"list"``; or
                ``"changes"`` for the first and the last value, the days and whether it changed.
            direction: ``"both"`` where the pairs of a series have no direction and those of the
                panel do.

        Raises:
            BilateralError: naming the first keys that are doubled, if there is no rule; if its
                direction is not said, or a sum would be over a change of unit.
            RecordError: if it is no series; or a column has numbers such as -9 that may stand for
                no value, of which the series does not say whether they do.
            UnknownNameError: if it has no such column.
        """
        return joining.joined(self, series, columns, rule=rule, direction=direction)

    def unmatched(self, column: str, side: Literal["series", "panel"] = "series") -> Unmet:
        """The keys of a join that met nothing on the other side, within the time of the panel.

        Args:
            column: A column that was joined.
            side: Those of the ``"series"`` without a row here, as they were given, with those that
                lack a code or a time; or of the ``"panel"`` without a row of the series.

        Raises:
            UnknownNameError: if there is no such column or side.
            RecordError: if the column was not joined.

        Example:
            >>> import bilateral
            >>> power = bilateral.series({"ccode": [2, 999], "year": [2016, 2016], "x": [1, 2]})
            >>> p = bilateral.panel(unit="state-year", years=(2016, 2016)).join(power)
            >>> p.unmatched("x").to_pylist()
            [{'ccode': 999, 'year': 2016}]
        """
        return Unmet(describing.unmatched(self, column, side))

    def codes(self, *systems: Literal["cow", "gw"]) -> Panel:
        """The codes of other lists beside those of the panel; null where there is not one alone.

        Args:
            *systems: ``"cow"`` or ``"gw"``.
        """
        return joining.coded(self, systems)

    def names(self) -> Panel:
        """The names of the states, beside their codes."""
        return joining.named(self)

    # -- time ----------------------------------------------------------------------------------

    def lag(self, column: str, steps: int = 1) -> Panel:
        """A column ``<column>_lag<steps>`` with its value so many steps before.

        It is null where the unit has no row then, as over a gap or before it was a member, and
        where that row is assumed.

        Args:
            column: A column of the panel.
            steps: How many steps.

        Raises:
            UnknownNameError: if there is no such column.
            BilateralError: if its unit changes.
        """
        return turning.shifted(self, column, steps, "lag")

    def lead(self, column: str, steps: int = 1) -> Panel:
        """A column ``<column>_lead<steps>`` with its value so many steps after; see ``lag``."""
        return turning.shifted(self, column, steps, "lead")

    def window(self, since: int, until: int, column: str, name: str | None = None) -> Panel:
        """A column counted anew over several steps; never a sum of the bounds of each.

        Args:
            since: From so many steps after each row; ``-4`` for four before.
            until: To so many steps after it; ``0`` for its own.
            column: A column that ``count`` or ``sum`` made.
            name: Name of the new column; by default ``<column>_window``.

        Raises:
            BilateralError: if the column is not counted of records, or its unit changes.

        Example:
            >>> import bilateral
            >>> us = bilateral.load("us-visits")
            >>> p = bilateral.panel(unit="directed-dyad-year", years=(1955, 1959))
            >>> p = p.count(visits=us.visits, coverage="1874/2016")
            >>> p.window(-4, 0, "visits", "five").row(200, 2, 1959)["five"] >= 5
            True
        """
        found = self.column(column)
        found.whole("a sum")
        if type(since) is not int or type(until) is not int:
            raise RecordError(
                "no number of steps", field="window", found=(since, until), expected="such as -4, 0"
            )
        if found.counted is None or found.sort not in ("count", "sum") or since > until:
            raise BilateralError(
                "a window is counted of records",
                field=column,
                found=(since, until),
                expected="a column of count() or sum(), and its steps in order",
            )
        rule = found.rule.partition("=")[2]
        return counting.counted(
            self,
            name or f"{found.name}_window",
            found.counted,
            found.sort,
            rule,
            (since, until),
        )

    # -- rows ----------------------------------------------------------------------------------

    def where(self, condition: str) -> Panel:
        """The rows that meet a condition, surely or maybe.

        Args:
            condition: A condition of SQL on the columns. Where it is null, as of a column that is
                null, the row is kept and marked in a column ``maybe``. Of a number with bounds
                ``x_low > 0`` is so surely, and ``x_high > 0`` possibly.

        Raises:
            BilateralError: if the condition cannot be asked.
        """
        return turning.kept(self, condition)

    def relevant(
        self,
        contiguity: Series | None = None,
        column: str | None = None,
        types: int | Iterable[int] = (1, 2, 3, 4, 5),
    ) -> Panel:
        """The pairs of which one is a major power, or that are contiguous, on a common day.

        Where no row of the contiguity says anything, and none is a major power, a pair is kept
        and marked in a column ``maybe``.

        Args:
            contiguity: A series of pairs that has the type of their contiguity.
            column: Its column of types; by default its only one.
            types: The types that count.

        Raises:
            BilateralError: of single states.
            RecordError: if the contiguity is no series of pairs, or types are no numbers.
            UnknownNameError: if it has no such column.
        """
        given = (types,) if isinstance(types, int) else tuple(types)
        return relevance.relevant(self, contiguity, column, given)

    def undirected(self, **rules: str) -> Panel:
        """The same of pairs without direction.

        Args:
            **rules: For each column what the pair has: of truths ``"either"`` or ``"both"``; of
                numbers ``"sum"``, ``"mean"``, ``"larger"`` or ``"smaller"``; of days ``"either"``
                or one of the latter three. Records are counted anew for ``"sum"`` and
                ``"either"``, so that one without direction counts once. A lag has the rule of
                the column that it is of.

        Raises:
            BilateralError: if the panel has no direction, or a column no rule or one that it
                cannot have.
        """
        return turning.undirected(self, rules)

    def dropped(self) -> pa.Table:
        """The pairs and steps without a row, since their states have no day in common."""
        return turning.dropped(self)

    # -- looking -------------------------------------------------------------------------------

    def count_rows(self) -> int:
        """How many rows it has."""
        return int(self.frame.one("SELECT count(*) FROM panel")[0])

    def __len__(self) -> int:
        return self.count_rows()

    def head(self, number: int = 5) -> list[dict[str, Any]]:
        """The first rows.

        Args:
            number: How many.
        """
        found: list[dict[str, Any]] = self.frame.table(
            f"{self.query()} LIMIT {max(number, 0)}"
        ).to_pylist()
        return found

    def __getitem__(self, name: object) -> NoReturn:
        raise UnknownNameError(
            "a panel has no items",
            found=name,
            expected="to_pandas()['year'] for a column, row(...) or head() for rows",
        )

    if not TYPE_CHECKING:  # which knows what there is

        def __getattr__(self, name: str) -> object:
            if name.startswith("_") or hasattr(type(self), name):
                return object.__getattribute__(self, name)
            return meant(name, self, PANELLED, {})

    def row(self, *keys: int | str | date) -> Mapping[str, Any]:
        """One row, by its states and its time.

        Args:
            *keys: The values of the key columns, in their order; of a state a code of the list, an
                id or a name. The two states of a pair without direction may stand in any order.

        Raises:
            UnknownNameError: if there is no such state or row; or several, as of a state that had
                two codes in that year.
            RecordError: if there are fewer values or more.
        """
        if len(keys) != len(self.rows.keys):
            raise RecordError("no key", found=keys, expected=", ".join(self.rows.keys))
        given: list[str] = []
        codes = frozenset(map(str, self.rows.states.units.states))
        for name, key in zip(self.rows.keys, keys, strict=True):
            values: Sequence[object] = (key,)
            if name in self.rows.codes and isinstance(key, str) and key not in codes:
                values = self.rows.states.codes_of(key)
            texts = ", ".join("'{}'".format(str(one).replace("'", "''")) for one in values)
            given.append(texts)
        orders = [given]
        if self.rows.kind == "dyad":  # whose two states have no order
            orders.append([given[1], given[0], *given[2:]])
        asked = " OR ".join(
            " AND ".join(
                f'"{name}"::VARCHAR IN ({texts})'
                for name, texts in zip(self.rows.keys, order, strict=True)
            )
            for order in orders
        )
        found = self.frame.table(f"SELECT * FROM ({self.query()}) WHERE {asked}").to_pylist()
        if not found:
            expected = f"values of {', '.join(self.rows.keys)}, from {self.rows.states.title}"
            raise UnknownNameError("no such row", found=keys, expected=expected)
        if len(found) > 1:
            listed = ", ".join(str(tuple(row[name] for name in self.rows.codes)) for row in found)
            raise UnknownNameError("several such rows", found=keys, expected=f"one of {listed}")
        return cast("Mapping[str, Any]", found[0])

    def describe(self) -> describing.Description:
        """Its rows, and of each column its rule, coverage, source and what is missing."""
        return describing.described(self)

    def cite(self, style: Style = "text", column: str | None = None) -> str:
        """The sources of its rows and columns, each once, as a reference list.

        Args:
            style: ``"text"``, ``"bibtex"`` or ``"csl-json"``.
            column: The column whose sources alone are wanted.

        Raises:
            UnknownNameError: if there is no such style or column.
        """
        sources = self.sources if column is None else self.column(column).sources
        entries = reference_list(sources, style)
        if style == "csl-json":
            return f"[{','.join(entries)}]"
        return ("\n\n" if style == "bibtex" else "\n").join(entries)

    def __bool__(self) -> NoReturn:
        raise TruthError("a panel is no condition; ask count_rows()")

    def __repr__(self) -> str:
        return describing.text_of(self)

    def _repr_html_(self) -> str:
        return describing.html_of(self)
