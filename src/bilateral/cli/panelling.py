"""``panel``: pairs or states by time, with columns of what records and series say."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from cyclopts import Group, Parameter

from bilateral.cli.columns import NO_COLUMNS, AddedColumns, Datasets
from bilateral.cli.completing import Data
from bilateral.cli.console import data as print_data, say, show, table
from bilateral.cli.formats import DOCUMENTS, GRAPHS, format_of
from bilateral.cli.rows import ALL_ROWS, AskedRows
from bilateral.cli.turns import NO_TURNS, Turns
from bilateral.cli.writing import check_apart
from bilateral.dates.ordinals import day_text
from bilateral.errors import BilateralError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bilateral.panels import Panel
    from bilateral.panels.columns import Column

__all__ = ["panel"]

_FORM = Group("Form", sort_key=4)
_FEW, _FIRST, _NAMED = 20, 10, 3  # rows that are shown, rows of many, sources that are named


def panel(
    data: Data | None = None,
    /,
    *,
    rows: AskedRows = ALL_ROWS,
    columns: AddedColumns = NO_COLUMNS,
    turns: Turns = NO_TURNS,
    output: Annotated[Path | None, Parameter(name=["--output", "-o"], group=_FORM)] = None,
    csv: Annotated[bool, Parameter(group=_FORM)] = False,
    cite: Annotated[Literal["text", "bibtex", "csl"] | None, Parameter(group=_FORM)] = None,
) -> None:
    """Make a table of pairs or states by time, with records counted in it.

    A column of records is asked for in the words of `ask`: a kind and options,
    in quotes, with a name and = before them if another is wanted. It has what
    is sure in NAME_low, what is possible in NAME_high, and NAME where they
    agree. A column may have another dataset before its kind.

    Args:
        data: A built-in dataset, a file, a folder, or Parquet files.
        rows: What its rows are.
        columns: What is counted and joined.
        turns: What is made of that.
        output: Write the table: .csv with a codebook, .xlsx, .dta or .parquet.
        csv: Print the table as CSV.
        cite: Print the sources of rows and columns.
    """
    form = None if output is None else format_of(output, but=(*DOCUMENTS, *GRAPHS))
    check_apart(data or "", output)
    datasets = Datasets(data)
    made = turns.made_of(columns.added_to(rows.of(datasets), datasets))
    if datasets.is_idle:
        raise BilateralError("no column is asked of it", found=data, expected="such as --count all")
    if csv:
        print_data(made.to("csv"))
    elif cite is None:
        _print(made, with_rows=output is None)
    if output is not None:
        made.to(str(form), output)
        say(f"\nwritten: {output}")
    if cite is not None:
        print_data(made.cite("csl-json" if cite == "csl" else cite) + "\n")


def _print(made: Panel, *, with_rows: bool) -> None:
    """Print what a panel is: its rows, its columns, and what is missing in them."""
    about = made.describe()
    say(f"{about.about}: {about.rows:,} rows, {about.states} states")
    if about.columns:
        say("")
        lines = [(one["column"], f"{one['missing']:,}", _told(one)) for one in about.columns]
        show(table(("column", "missing", "holds"), lines, numbers=("missing",)))
    # What a note says in words of Python is said below in words of the command.
    notes = [note for note in about.notes if "coverage=" not in note and "carry=" not in note]
    remarks = (*notes, *_beyond(made), *_remarks(about.columns))
    if remarks:
        say("\n" + "\n".join(remarks))
    if with_rows and about.rows:
        say("")
        _print_rows(made, about.rows)


def _print_rows(made: Panel, number: int) -> None:
    """Print the first rows, each number with its bounds in one cell."""
    shown = number if number <= _FEW else _FIRST
    first = made.frame.table(f"{made.query()} LIMIT {shown}")
    keys = [name for name in first.column_names if name in (*made.rows.keys, "assumed")]
    ordered = sorted(made.added, key=lambda column: column.sort != "key")  # names beside codes
    fields = [field for column in ordered for field in _shown(column)]
    texts = {name for name in first.column_names if str(first[name].type) == "string"}
    rows = [
        [*(row[key] for key in keys), *(_cell([row[name] for name in field]) for field in fields)]
        for row in first.to_pylist()
    ]
    header = [*keys, *(field[0] for field in fields)]
    show(table(header, rows, numbers=[name for name in header if name not in texts]))
    if number > shown:
        say(f"... and {number - shown:,} more (-o panel.csv writes all)")


def _shown(column: Column) -> list[tuple[str, ...]]:
    """The fields of a column that stand in one cell: a number with its bounds, or each alone."""
    fields = column.fields
    is_bounded = len(fields) == len(("x", "x_low", "x_high")) and "_low" in fields[1]
    return [fields] if is_bounded else [(field,) for field in fields]


def _cell(values: Sequence[Any]) -> object:  # of any column
    if len(values) == 1:
        return _number(values[0])
    exact, low, high = values
    if exact is not None or low is None:
        return _number(exact)
    return f"{_number(low)} to {_number(high)}" if high is not None else f"{_number(low)} or more"


def _number(value: object) -> object:
    return f"{value:.6g}" if isinstance(value, float) else value


def _told(column: Mapping[str, Any]) -> str:  # a line of the description
    sources = str(column["sources"]).split("; ") if column["sources"] else []
    few = len(sources) <= _NAMED
    parts = [
        column["holds"],
        column["rule"],
        column["unit"] and f"in {column['unit']}",
        column["coverage"] and f"coverage: {column['coverage']}",
        sources and (f"of {', '.join(sources)}" if few else f"of {len(sources)} sources"),
    ]
    return "; ".join(part for part in parts if part)


def _beyond(made: Panel) -> Iterator[str]:
    """That there are no rows beyond the end of the list, where some were asked for."""
    rows = made.rows
    if rows.last > rows.states.end and not rows.is_assuming:
        end = day_text(rows.states.end)
        yield f"no rows after {end}, where the list ends: --carry, or another list of --states"


def _remarks(columns: tuple[Mapping[str, Any], ...]) -> Iterator[str]:
    """What is to be known of columns that are empty for want of a word."""
    for one in columns:
        if one["coverage"] == "not declared" and one["rule"].startswith("allocate"):
            name = one["column"]
            yield (
                f"{name} is empty, since no source says where its records are complete: "
                f"{name}_low has what was found. Behind the words of the column, "
                "--coverage 2000/2016 says so."
            )
            return
