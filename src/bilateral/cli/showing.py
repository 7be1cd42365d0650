"""``show``: one record in words, with all evidence and rival values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bilateral.cli.answers import listed
from bilateral.cli.completing import Data, Id
from bilateral.cli.console import (
    cell,
    complain,
    data as print_data,
    heading,
    json_text,
    numbered,
    out,
    say,
    show as show_table,
    table,
)
from bilateral.cli.opening import dataset_of
from bilateral.errors import BilateralError
from bilateral.layout import cut, in_one_line
from bilateral.query import naming

if TYPE_CHECKING:
    from bilateral.collection.dataset import Dataset
    from bilateral.model.evidence import Citation, Source
    from bilateral.model.records import AnyRecord, Participant, Record
    from bilateral.query.participation import Cast

__all__ = ["show"]

_MANY, _NEAR = 20, 8  # records that are listed, ids that are told
_ACTORS = ("person", "office", "organization", "state", "states")


def show(data: Data, id: Id | None = None, /, *, json: bool = False) -> int:
    """Show one record: what it says, who says so, and what others say.

    Args:
        data: A built-in dataset, a file, a folder, or Parquet files.
        id: Id of the record, as `ask` prints it; without one the records are listed.
        json: Print the record as JSON, with ids and dates as files have them.
    """
    dataset = dataset_of(data)
    if id is None:
        _list(dataset, data)
        return 0
    if id not in dataset.ids and (near := _with_word(dataset, id)):
        wide, most = out().width, max(len(record.id) for record in near[:_NEAR])
        lines = [cut(f"  {one.id:<{most}}  {one.title}", wide) for one in near[:_NEAR]]
        more = [f"  ... and {len(near) - _NEAR} more"] if len(near) > _NEAR else []
        said = [f"unknown record: found {id!r}; these have it in their id or title", *lines, *more]
        complain("\n".join(said))
        return 2
    record = _record(dataset, data, id)
    if json:
        print_data(json_text(record.to_dict()))
        return 0
    heading(record.title)
    say(f"{record.kind.replace('-', ' ')} {record.id}\n")
    show_table(table((), _facts(record, dataset)))
    say("")
    heading("evidence")
    for citation in record.citations:
        _print_citation(record, citation, dataset)
    _print_rivals(record, dataset)
    return 0


def _list(dataset: Dataset, data: str) -> None:
    say(f"{data}: {numbered(len(dataset), 'record')}\n")
    show_table(listed(dataset.records[:_MANY]))
    if len(dataset) > _MANY:
        say(f"... and {len(dataset) - _MANY:,} more (bilateral ask {data} --limit 0)")


def _with_word(dataset: Dataset, word: str) -> list[AnyRecord]:
    """The records that have a word in their id or title; those whose id begins so first."""
    if any(one.id == word for one in (*dataset.actors, *dataset.sources)):
        return []
    text = word.casefold()
    found = [one for one in dataset if text and text in f"{one.id} {one.title}".casefold()]
    return sorted(found, key=lambda one: not one.id.casefold().startswith(text))


def _record(dataset: Dataset, data: str, id: str) -> AnyRecord:
    """The record of an id.

    Raises:
        UnknownNameError: with near ids, if there is none.
        BilateralError: if it is the id of an actor or source.
    """
    others = {source.id: "cited" for source in dataset.sources}
    others |= {actor.id: "involving" for actor in dataset.actors}
    if id not in dataset.ids and id in others:
        raise BilateralError(
            f"{'an actor' if others[id] == 'involving' else 'a source'} and no record",
            found=id,
            expected=f"as in: bilateral ask {data} --{others[id]} {id}",
        )
    return dataset[id]


# -- what it says --------------------------------------------------------------------------------


def _facts(record: AnyRecord, dataset: Dataset) -> Iterator[tuple[str, object]]:
    """What a record says, a line for each fact that is stated."""
    from bilateral.model.fields import fields_of
    from bilateral.model.records import Record as Base

    cast = dataset.cast
    yield "date", _values(record, "date", cast) or "not stated"
    yield "status", _values(record, "status", cast) or "not stated"
    for participant in record.seen:
        yield participant.role.value, _who(participant, record, cast)
    for role in sorted(record.unstated):
        yield role.value, "not stated"
    for place in record.places:
        yield "place", naming.place_called(place, cast)
    if record.topics:
        yield "topics", ", ".join(record.topics)
    if record.none:
        yield "none of", ", ".join(record.none)
    for name, field in fields_of(type(record)).items():
        if name not in fields_of(Base) and name != "date" and not field.many:
            values = _values(record, name, cast)
            if values:
                yield name.replace("_", " "), values
    for link in record.links:
        known = link.target in dataset.ids
        title = dataset[link.target].title if known else ""
        yield link.type.value, cell(title, below=link.target)
    if record.note:
        yield "note", record.note


def _values(record: Record, field: str, cast: Cast) -> str:
    said = dict.fromkeys(_words(field, value, cast) for value in record.values(field))
    return ", or ".join(said)


def _words(field: str, value: object, cast: Cast) -> str:
    """A value of a field as people print it."""
    from bilateral.dates.when import When
    from bilateral.quantities import Quantity

    if isinstance(value, When):
        return value.words()
    if isinstance(value, Quantity):
        unit = "days" if field == "duration" and value.unit is None else value.unit
        return Quantity(value.amount, unit).words()
    if field.rpartition(".")[2] in _ACTORS:
        return cast.name(str(value))
    return str(value)


def _who(participant: Participant, record: Record, cast: Cast) -> str:
    """A participant by name; in brackets what the name does not say."""
    said = naming.who(participant, cast)
    besides = []
    if participant.name and participant.name not in said:
        besides.append(f"printed {participant.name!r}")
    states = cast.states(participant, record)
    if states is None:
        besides.append("state not known" if participant.name is None else "not resolved to a state")
    elif not states and said == repr(participant.name):
        besides.append("no state")
    elif (of := naming.listed(states, cast)) and of not in said:
        besides.append(of)
    besides += map(str, participant.known("sector"))
    return f"{said} ({', '.join(besides)})" if besides else said


# -- who says so ---------------------------------------------------------------------------------


def _print_citation(record: Record, citation: Citation, dataset: Dataset) -> None:
    sources = {source.id: source for source in dataset.sources}
    where = f", {citation.locator}" if citation.locator else ""
    source = sources.get(citation.source)
    title = f"{_in_short(source)} " if source is not None else ""
    mode = f" ({citation.mode})" if citation.mode else ""
    rank = "" if citation.rank == "normal" else f", {citation.rank}"
    said = f"{title}[{citation.source}{where}]: {citation.stance}{mode}{rank}"
    say(f"  {in_one_line(said)}")
    for line in _said(record, citation, dataset.cast):
        say(f"    {in_one_line(line)}")


def _in_short(source: Source) -> str:
    whose = source.publisher or ", ".join(source.authors)
    year = f", {source.published.words()}" if source.published else ""
    return f"{whose}: {source.title}{year}" if whose else f"{source.title}{year}"


def _said(record: Record, citation: Citation, cast: Cast) -> Iterator[str]:
    for claim in citation.claims:
        printed = f", printed {claim.printed!r}" if claim.printed else ""
        yield f"{claim.field}: {_words(claim.field, record.read(claim), cast)}{printed}"
    if citation.attributed_to:
        yield f"it names {citation.attributed_to}"
    if citation.quote:
        yield f"“{citation.quote}”"
    if citation.note:
        yield citation.note


def _print_rivals(record: AnyRecord, dataset: Dataset) -> None:
    """The fields on which sources say different things, and what each says."""
    for one in dataset.reconcile():
        if one.record != record.id:
            continue
        seen = ", or ".join(dict.fromkeys(_words(one.field, v, dataset.cast) for v in one.seen))
        say("")
        heading(f"the sources differ on the {one.field}; questions see: {seen}")
        rows = []
        for statement in one.statements:
            value = statement.value
            text = "doubted" if value is None else _words(one.field, value, dataset.cast)
            printed = getattr(value, "printed", None)
            text += f", printed {printed!r}" if printed else ""
            rows.append((text, statement.stance, statement.source))
        show_table(table((), rows), indent=2)
