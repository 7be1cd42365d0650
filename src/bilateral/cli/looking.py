"""``show``, ``sources``, ``card`` and ``cite``: a dataset looked at, with its evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from bilateral.cli.console import (
    cell,
    data as print_data,
    say,
    show as show_table,
    table,
    visible,
    write,
)
from bilateral.cli.opening import dataset_of, opened
from bilateral.cli.questions import ANYTHING, Question
from bilateral.collection.dataset import Dataset

if TYPE_CHECKING:
    from bilateral.model.evidence import Citation
    from bilateral.model.records import Participant, Record

__all__ = ["card", "cite", "show", "sources"]


def show(data: str, id: str, /) -> None:
    """Show one record: what it says, who says so, and what others say.

    Args:
        data: A built-in dataset, a file, a folder, or Parquet files.
        id: Id of the record, as `ask` prints it.
    """
    dataset = dataset_of(data)
    record = dataset[id]
    say(f"{record.title}\n{record.kind} {record.id}\n")
    show_table(table((), _facts(record)))
    say("\nevidence")
    for citation in record.citations:
        where = f", {citation.locator}" if citation.locator else ""
        say(f"  {citation.source}{where}: {_stance(citation)}")
        for line in _said(citation):
            say(f"    {visible(line)}")
    rivals = [one for one in dataset.reconcile() if one.record == record.id]
    for one in rivals:
        seen = " or ".join(dict.fromkeys(map(str, one.seen)))
        say(f"\nthe sources differ on the {one.field}; questions see: {visible(seen)}")
        said = [
            (f"  {'doubted' if s.value is None else s.value}", s.stance, s.source)
            for s in one.statements
        ]
        show_table(table((), said))


def sources(data: str, /) -> None:
    """List the sources of a dataset, with how many records cite each.

    Args:
        data: A built-in dataset, a file, a folder, or Parquet files.
    """
    dataset = dataset_of(data)
    cited = Counter(
        source for record in dataset.records for source in {c.source for c in record.citations}
    )
    rows = [
        (cited[source.id], source.published, cell(source.title, source.id))
        for source in sorted(dataset.sources, key=lambda source: -cited[source.id])
    ]
    show_table(table(("records", "published", "source"), rows, numbers=("records",)))
    for group in dataset.info.groups:
        say(f"\ngroup {group.name}: {', '.join(group.sources)}")


def card(data: str, /) -> None:
    """Print what a dataset says of itself, as Markdown.

    Args:
        data: A built-in dataset, a file, a folder, or Parquet files.
    """
    write(dataset_of(data).card())


def cite(
    data: str,
    kind: str | None = None,
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
        write(f"{found.cite()}\n")
    else:
        print_data(found.cite("csl-json" if style == "csl" else style) + "\n")


def _facts(record: Record) -> Iterator[tuple[str, object]]:
    """What a record says, a line for each fact that is stated."""
    printed = getattr(record.date, "printed", None)
    dates = " or ".join(dict.fromkeys(map(str, record.values("date")))) or "not stated"
    yield "date", f"{dates}, printed {printed!r}" if printed else dates
    yield "status", " or ".join(map(str, record.values("status"))) or "not stated"
    for participant in record.seen:
        yield participant.role.value, _who(participant)
    for role in sorted(record.unstated):
        yield role.value, "not stated"
    for place in record.places:
        parts = [place.name, " or ".join(place.states)]
        yield "place", ", ".join(filter(None, parts))
    if record.topics:
        yield "topics", ", ".join(record.topics)
    if record.none:
        yield "none of", ", ".join(record.none)
    from bilateral.model.fields import fields_of
    from bilateral.model.records import Record as Base

    for name, field in fields_of(type(record)).items():
        if name not in fields_of(Base) and not field.many:
            values = " or ".join(dict.fromkeys(map(str, record.values(name))))
            if values:
                yield name.replace("_", " "), values
    for link in record.links:
        yield link.type.value, link.target
    if record.note:
        yield "note", record.note


def _who(participant: Participant) -> str:
    words = [participant.name] if participant.name else []
    for attribute in ("rank", "person", "office", "organization", "sector", "state"):
        known = " or ".join(map(str, participant.known(attribute)))
        if known:
            words.append(known)
    return ", ".join(words) or "not named"


def _stance(citation: Citation) -> str:
    rank = "" if citation.rank == "normal" else f", {citation.rank}"
    mode = f" ({citation.mode})" if citation.mode else ""
    return f"{citation.stance}{mode}{rank}"


def _said(citation: Citation) -> Iterator[str]:
    for claim in citation.claims:
        printed = f", printed {claim.printed!r}" if claim.printed else ""
        unit = f" {claim.unit}" if claim.unit else ""
        yield f"{claim.field}: {claim.value}{unit}{printed}"
    if citation.attributed_to:
        yield f"it names {citation.attributed_to}"
    if citation.note:
        yield citation.note
