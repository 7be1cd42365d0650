"""``sources``, ``card`` and ``cite``: what a dataset says of itself, and how it is cited."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Literal

from bilateral.cli.completing import Data, Kind
from bilateral.cli.console import (
    cell,
    data as print_data,
    numbered,
    prose,
    say,
    show as show_table,
    table,
)
from bilateral.cli.opening import dataset_of, opened
from bilateral.cli.questions import ANYTHING, Question
from bilateral.collection.dataset import Dataset
from bilateral.model.evidence import Source, by_entry, entry_of

__all__ = ["card", "cite", "sources"]


def sources(data: Data, /) -> None:
    """List the sources of a dataset, with how many records cite each.

    Args:
        data: A built-in dataset, a file, a folder, or Parquet files.
    """
    dataset = dataset_of(data)
    cited = Counter(
        source for record in dataset.records for source in {c.source for c in record.citations}
    )
    entries = sorted(by_entry(dataset.sources), key=len)
    alone = [source for held in entries if len(held) == 1 for source in held]
    if alone:
        _print_sources(alone, cited)
    for held in entries:
        if len(held) > 1:
            say(f"{entry_of(held)} Of it {numbered(len(held), 'file')}:\n")
            _print_sources(held, cited)
    for group in dataset.info.groups:
        say(f"\ngroup {group.name}: {', '.join(group.sources)}")


def _print_sources(sources: Iterable[Source], cited: Counter[str]) -> None:
    ordered = sorted(sources, key=lambda source: -cited[source.id])
    rows = [
        (cited[one.id], one.published and one.published.words(), cell(one.title, below=one.id))
        for one in ordered
    ]
    header = ("records", "published", "source")
    if not any(published for _, published, _ in rows):
        header, rows = ("records", "", "source"), [(number, "", title) for number, _, title in rows]
    show_table(table(header, rows, numbers=("records",)))


def card(data: Data, /) -> None:
    """Print what a dataset says of itself, as Markdown.

    Args:
        data: A built-in dataset, a file, a folder, or Parquet files.
    """
    prose(dataset_of(data).card().rstrip("\n"))


def cite(
    data: Data,
    kind: Kind | None = None,
    /,
    *,
    style: Literal["text", "bibtex", "csl"] = "text",
    question: Question = ANYTHING,
) -> None:
    """Print how to cite a dataset, or the sources that an answer rests on.

    Args:
        data: A built-in dataset, a file, a folder, or Parquet files.
        kind: Kind of record; then what is cited is the answer to the question.
        style: Text with an entry a line, BibTeX, or CSL-JSON as Zotero reads it.
        question: What is asked.
    """
    source = opened(data)
    is_whole = kind is None and question == ANYTHING
    own = source.info.citation if is_whole and isinstance(source, Dataset) else None
    found = source if is_whole else question.put_to(source, kind or "records")
    if style == "text" and own:
        say(f"{own}\n\nFor its sources: bilateral sources {data}")
    elif style == "text":
        prose(str(found.cite()))
    else:
        print_data(found.cite("csl-json" if style == "csl" else style) + "\n")
