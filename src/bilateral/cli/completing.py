"""What a shell offers where a word of a command is not finished."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

from cyclopts import Parameter, Token

if TYPE_CHECKING:
    from cyclopts.completion import CompletionContext

    from bilateral.collection.dataset import Dataset
    from bilateral.model.records import AnyRecord

__all__ = [
    "Completer",
    "Data",
    "Id",
    "Kind",
    "Limit",
    "actors",
    "one_of",
    "places",
    "readers",
    "sources",
    "topics",
]

Offered: TypeAlias = "Iterable[str | tuple[str, str]] | Mapping[str, str]"
"""Words, or words with what they mean."""
Completer: TypeAlias = "Callable[[CompletionContext], Offered]"


def datasets(context: CompletionContext) -> Iterator[str | tuple[str, str]]:
    """Built-in datasets, and files and folders."""
    from bilateral.datasets import available

    yield from available()
    yield from _paths(context.incomplete)


def _paths(begun: str) -> Iterator[str]:
    folder, slash, start = begun.rpartition("/")
    for path in sorted(Path(f"{folder}{slash}" or ".").iterdir()):
        if path.name.startswith(start) and not path.name.startswith("."):
            yield f"{folder}{slash}{path.name}{'/' if path.is_dir() else ''}"


def kinds(context: CompletionContext) -> Iterator[str | tuple[str, str]]:
    """The kinds of record that the dataset has; all, where there is none."""
    from bilateral.model.records import KINDS

    held = {type(record) for record in _records(context)} or set(KINDS.values())
    yield from (kind.plural.replace("_", "-") for kind in KINDS.values() if kind in held)


def ids(context: CompletionContext) -> Offered:
    """The records of the dataset."""
    begun = context.incomplete
    return {one.id: one.title for one in _records(context) if one.id.startswith(begun)}


def actors(context: CompletionContext) -> Iterator[str | tuple[str, str]]:
    """Who takes part in the dataset, and the sectors."""
    from bilateral.model.actors import Sector

    if (dataset := _dataset(context)) is not None:
        parts = (one for record in dataset.records for one in record.participants)
        named = {str(state) for one in parts for state in one.known("state")}
        yield from ((state, dataset.cast.name(state)) for state in sorted(named))
        yield from ((actor.id, actor.name) for actor in dataset.actors if actor.id not in named)
    yield from (sector.replace(" ", "-") for sector in Sector)


def sources(context: CompletionContext) -> Offered:
    """The sources of the dataset."""
    dataset = _dataset(context)
    return {one.id: one.title for one in dataset.sources} if dataset is not None else {}


def topics(context: CompletionContext) -> Offered:
    """What the records of the dataset are about."""
    return dict.fromkeys((one for record in _records(context) for one in record.topics), "")


def places(context: CompletionContext) -> Offered:
    """Where the records of the dataset are."""
    names = (one.name for record in _records(context) for one in record.places)
    return dict.fromkeys((name for name in names if name), "")


def one_of(words: Iterable[str]) -> Completer:
    """Some words, whatever else stands in the line."""
    return lambda _: [str(word) for word in words]


def readers(_: CompletionContext) -> Offered:
    """The data sets that can be read."""
    from bilateral.readers import readers as known

    return {name: reader().data_set.title for name, reader in known().items()}


def _records(context: CompletionContext) -> Iterable[AnyRecord]:
    dataset = _dataset(context)
    return () if dataset is None else dataset.records


def _dataset(context: CompletionContext) -> Dataset | None:
    """The dataset that stands in the line already, unless it is a table."""
    from bilateral.cli.opening import opened
    from bilateral.collection.dataset import Dataset

    data = context.get("data")
    if data is None or data.raw is None:
        return None
    found = opened(data.raw)
    return found if isinstance(found, Dataset) else None


Data: TypeAlias = Annotated[str, Parameter(completer=datasets)]
Kind: TypeAlias = Annotated[str, Parameter(completer=kinds)]
Id: TypeAlias = Annotated[str, Parameter(completer=ids)]


def _number(_: type, tokens: Sequence[Token]) -> int:
    """A number that is none of records less than nothing, nor a part of one."""
    (token,) = tokens
    if not token.value.isdecimal():
        raise ValueError(f"{token.value!r} is no number of lines, such as 10, or 0 for all")
    return int(token.value)


Limit: TypeAlias = Annotated[int, Parameter(converter=_number)]
