"""``ask``: a question to a dataset, and the answer in the form that is wanted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, cast

from cyclopts import Group, Parameter

from bilateral.cli.answers import print_counts, print_selection, say_more
from bilateral.cli.completing import Data, Kind, Limit, one_of
from bilateral.cli.console import data as print_data, say
from bilateral.cli.formats import DOCUMENTS, endings, format_of
from bilateral.cli.opening import opened
from bilateral.cli.questions import ANYTHING, Question, each, other_kinds
from bilateral.cli.writing import (
    Form,
    as_text,
    check_apart,
    form_of,
    holds_rows,
    rows_of,
    write,
)
from bilateral.collection.dataset import Dataset
from bilateral.collection.keys import KEYS
from bilateral.collection.selection import Selection
from bilateral.errors import BilateralError

if TYPE_CHECKING:
    from bilateral.cli.questions import Asked
    from bilateral.collection.counts import Counts

__all__ = ["ask"]

_NO_DOCUMENTS = tuple(name for name in endings().values() if name not in DOCUMENTS)
_SHOWN = 20  # records of each side
_MANY = 5_000  # records of a table that are read to be listed
_ANSWER, _FORM = Group("Answer", sort_key=6), Group("Form of the answer", sort_key=7)
_Keys = Annotated[
    tuple[str, ...], Parameter(group=_ANSWER, consume_multiple=1, metavar="FIELD,KEY...")
]


def ask(
    data: Data,
    kind: Kind = "records",
    /,
    *,
    question: Question = ANYTHING,
    count: Annotated[
        tuple[str, ...] | None,
        Parameter(
            group=_ANSWER,
            consume_multiple=True,
            metavar="KEY...",
            completer=one_of(KEYS),
            help="Numbers by keys: kind, status, year, month, decade, initiator, target, person, "
            "office, organization, sector, place, topic, source, a role such as visitor, a field "
            "such as purpose; of all without a key.",
        ),
    ] = None,
    sum: _Keys = (),
    sort: Annotated[
        Literal["date", "id", "title", "number"] | None, Parameter(group=_ANSWER)
    ] = None,
    reverse: Annotated[bool, Parameter(group=_ANSWER)] = False,
    limit: Annotated[Limit | None, Parameter(group=_ANSWER)] = None,
    json: Annotated[bool, Parameter(group=_FORM)] = False,
    jsonl: Annotated[bool, Parameter(group=_FORM)] = False,
    csv: Annotated[bool, Parameter(group=_FORM)] = False,
    output: Annotated[
        Path | None,
        Parameter(
            name=["--output", "-o"],
            group=_FORM,
            help="Write the answer: .csv, .xlsx, .dta, .json and .jsonl hold these rows, .parquet "
            "a table to be asked again, .gexf a network.",
        ),
    ] = None,
    save: Annotated[Path | None, Parameter(group=_FORM)] = None,
) -> None:
    """Ask for what surely matches, and for what may.

    A record is definite if it matches however its uncertain values turn out,
    and possible if it does in some way; then the reasons say what is open.
    Dates are 2016, 2018-04, 2018-04-24/2018-04-25 or "April 2018". A question
    finds what is done, unless another status is asked for.

    Args:
        data: A built-in dataset, a file, a folder, or Parquet files such as 'data/*.parquet'.
        kind: Kind of record, such as visits or arms-transfers.
        question: What is asked.
        count: Numbers by keys.
        sum: Sum of a field of amounts, and the keys to part it by: delivered,year.
        sort: Order of the records; of numbers, the greatest first.
        reverse: Turn the order round.
        limit: Records of each side, or numbers: 20 printed records if it is not said; 0 for all.
        json: Print rows as JSON, each with its match and why.
        jsonl: The same with a row a line.
        csv: The same as CSV.
        output: Write the answer in the form of its ending.
        save: Write the definite records as a dataset: .json, .jsonl or .toml.
    """
    wanted: dict[Form, bool] = {"json": json, "jsonl": jsonl, "csv": csv}
    forms = [form for form, asked in wanted.items() if asked]
    if len(forms) > 1:
        raise BilateralError("several forms", found=f"--{' --'.join(forms)}", expected="one")
    check_apart(data, output, save)
    is_counted = count is not None or bool(sum)
    file_form = None if output is None else form_of(output, of_counts=is_counted)
    if save is not None:
        format_of(save, but=_NO_DOCUMENTS)
    is_whole = file_form is not None and not holds_rows(file_form) and not is_counted
    if limit and (is_whole or save is not None):
        raise BilateralError("--limit is of rows", expected="a file of rows, such as .csv")
    if count is not None and sum:
        raise BilateralError("--count and --sum", expected="one of them")
    source = opened(data)
    found = question.put_to(source, kind)
    if is_counted:
        counts = found.sum(*each(sum)) if sum else found.count(*each(count or ()))
        counts = _ordered(counts, sort, reverse=reverse)
        shown = counts.head(limit or len(counts))
        if not _given(shown, shown.to_pylist, forms, output):
            cast = source.cast if isinstance(source, Dataset) else source._lookup().cast
            print_counts(shown, cast.name)
            say_more(len(counts) - len(shown))
        return
    if sort == "number":
        raise BilateralError("records have no number", field="--sort", expected="--count as well")
    if is_whole:
        _given(found, list, forms, output)
        return
    if not isinstance(found, Selection):
        least, most = found.bounds()
        if most > _MANY and not (forms or output or save):
            say(f"at least {least:,}, at most {most:,} records: too many to list; see --count, -o")
            return
        found = _in_memory(found, question, kind)
    if sort is not None or reverse:
        found = found.sort(sort or "date", reverse=reverse)
    if save is not None:
        found.save(save, match="definite")
        say(f"saved: {save}, the definite records")
    selection = found
    if not _given(found, lambda: rows_of(selection, limit or 0), forms, output) and save is None:
        print_selection(found, _SHOWN if limit is None else limit)
        if (others := other_kinds(source, kind)) is not None:
            say(f"there are none in {data}, which has {others}")


def _ordered(counts: Counts[Any, Any], sort: str | None, *, reverse: bool) -> Counts[Any, Any]:
    """Numbers in the order that is wanted: the greatest first, or as their keys go."""
    if sort == "number":
        return counts.sort("at_least", reverse=not reverse)
    if sort is not None:
        raise BilateralError("order of records", found=f"--sort {sort}", expected="--sort number")
    return counts.sort(counts.by[0], reverse=True) if reverse and counts.by else counts


def _given(
    found: Asked | Counts[Any, Any],
    rows: Callable[[], list[dict[str, Any]]],
    forms: Sequence[Form],
    output: Path | None,
) -> bool:
    """Whether the answer was wanted in a form for programs, in which it then was given."""
    if output is not None:
        write(found, rows, output)
    for form in forms:
        print_data(as_text(rows(), form))
    return output is not None or bool(forms)


def _in_memory(found: Asked, question: Question, kind: str) -> Selection[Any]:
    """The answer of a table, asked again of the records that it found: they say why."""
    dataset: Dataset = found.to_dataset("both")  # type: ignore[union-attr]
    if not dataset.records:
        return dataset.any_status()
    return cast("Selection[Any]", question.put_to(dataset, kind))
