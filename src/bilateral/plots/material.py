"""What a picture is made of: records, or the cells of a count, a panel or a frame."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from math import inf, isnan
from typing import Any, TypeAlias

import attrs

from bilateral.collection.answers import Answers
from bilateral.collection.asked import Grid, Key
from bilateral.collection.contents import Contents
from bilateral.collection.counts import Counts
from bilateral.collection.dataset import Dataset
from bilateral.collection.selection import Selection
from bilateral.errors import BilateralError
from bilateral.model.records import Record
from bilateral.states import registry

__all__ = [
    "Bounded",
    "Columns",
    "Material",
    "cells",
    "holder_of",
    "in_order",
    "is_mutual",
    "name_of",
    "noun_of",
    "ranked",
    "sides",
]

Material: TypeAlias = Any
"""A dataset, a selection, a table; where cells are drawn, counts, a panel or any frame too: that
has ``to_arrow``, ``to_pylist``, ``to_dicts`` or ``to_dict``, so no one class says what it is."""
Columns: TypeAlias = Mapping[str, str]
"""Names of the columns of a frame, by what a picture calls them, where the two differ."""


@attrs.frozen
class Bounded:
    """One cell: its words in the order of the keys, and how many, at least and at most."""

    words: tuple[Any, ...]  # texts, and whole numbers for years
    least: float
    most: float


def sides(asked: Material) -> tuple[Sequence[Record], Sequence[Record]]:
    """The records that surely match and those that may; of a dataset all of them surely do.

    Raises:
        BilateralError: if it holds no records.
    """
    if isinstance(asked, Dataset):
        return asked.records, ()
    if isinstance(asked, Answers):
        return tuple(getattr(asked, "definite")), tuple(getattr(asked, "possible"))  # noqa: B009
    raise BilateralError(
        "a picture of records", found=asked, expected="a dataset, a selection or a table"
    )


def cells(
    asked: Material,
    *keys: Key,
    field: str | None = None,
    columns: Columns | None = None,
    mutual: bool = False,
) -> list[Bounded]:
    """The cells by some keys, None among their words for "not stated".

    Args:
        asked: Records to count, or what was counted: counts, a panel, a frame.
        *keys: What to count by; of a frame, the columns.
        field: An amount to add up instead of counting.
        columns: What the columns of a frame are called; of records, what to count by in place of
            a key, such as ``{"initiator": "target"}``. A frame has bounds in ``at_least`` and
            ``at_most``, or ``at_least`` alone where each is exact.
        mutual: Whether a pair of both sides is one cell, whichever way round; see
            :func:`is_mutual`.

    Raises:
        BilateralError: if it lacks a column, naming it, or is nothing of that sort.
    """
    if mutual:
        found = cells(holder_of(asked)._tally(keys, None, Grid(is_undirected=True)).counts(), *keys)
        if not isinstance(asked, Counts):
            return found
        listed = {frozenset(cell.words) for cell in cells(asked, *keys, columns=columns)}
        return [cell for cell in found if frozenset(cell.words) in listed]
    if isinstance(asked, Answers):
        by = tuple((columns or {}).get(key, key) for key in keys)
        asked = asked.count(*by) if field is None else asked.sum(field, *by)
    if isinstance(asked, Counts):
        rows: Iterable[Mapping[str, Any]] = asked.to_pylist()
    else:
        rows = _rows(asked)
    called = {name: (columns or {}).get(name, name) for name in (*keys, "at_least", "at_most")}
    return [_bounded(row, keys, called) for row in rows]


def _bounded(row: Mapping[str, Any], keys: Sequence[Key], called: Columns) -> Bounded:
    for name in (*keys, "at_least"):
        if called[name] not in row:
            raise BilateralError(
                "a column that the picture needs is not there",
                field=called[name],
                found=", ".join(map(str, row)),
                expected="columns={...} to say what it is called",
            )
    words = tuple(_word(row[called[key]], key) for key in keys)
    least = _number(row[called["at_least"]], 0.0)
    return Bounded(words, least, _number(row.get(called["at_most"], least), inf))


def _rows(frame: Material) -> Iterable[Mapping[str, Any]]:
    for way in ("to_arrow", "to_pylist", "to_dicts"):
        if callable(method := getattr(frame, way, None)):
            return _rows(method()) if way == "to_arrow" else list(method())
    if callable(method := getattr(frame, "to_pandas", None)):
        return _rows(method())
    if callable(method := getattr(frame, "to_dict", None)):
        return list(method("records"))
    raise BilateralError(
        "a picture of cells", found=frame, expected="records, counts, a panel or a frame"
    )


def _is_missing(value: object) -> bool:
    return value is None or (isinstance(value, float) and isnan(value))


def _word(value: Any, key: Key) -> Any:  # see Bounded
    if _is_missing(value):
        return None
    return int(value) if key == "year" else str(value)


def _number(value: Any, missing: float) -> float:  # of whatever type a frame has
    return missing if _is_missing(value) else float(value)


def ranked(
    found: Iterable[Bounded],
    asked: Material,
    *keys: Key,
    places: Sequence[int] | None = None,
    columns: Columns | None = None,
    mutual: bool = False,
) -> dict[tuple[Any, ...], tuple[float, float]]:  # words, as of Bounded
    """The bounds of words of some keys, the greatest first: at least, and where equal at most.

    How great one is says the whole that was counted: bounds of its cells do not add up, as what
    may be of either year is in the lower bound of neither. Cells of which the whole is not known,
    as those of a frame, are added up.

    Args:
        found: The cells of which words are wanted.
        asked: What the cells are of.
        *keys: The keys.
        places: Where the words of these keys stand in a cell; by default they are its first.
        columns: As for :func:`cells`.
        mutual: As for :func:`cells`.
    """
    at = range(len(keys)) if places is None else places
    sums: dict[tuple[Any, ...], tuple[float, float]] = {}
    for cell in found:
        words = tuple(cell.words[place] for place in at)
        if None not in words:
            least, most = sums.get(words, (0.0, 0.0))
            sums[words] = least + cell.least, most + cell.most
    holder, field = holder_of(asked), asked.field if isinstance(asked, Counts) else None
    if isinstance(holder, Answers) and field != "share":
        by = tuple((columns or {}).get(key, key) for key in keys)
        whole = cells(holder, *by, field=field, mutual=mutual)
        sums |= {cell.words: (cell.least, cell.most) for cell in whole if cell.words in sums}
    return in_order(sums)


def in_order(
    sums: Mapping[tuple[Any, ...], tuple[float, float]],
) -> dict[tuple[Any, ...], tuple[float, float]]:
    """Bounds by words, the greatest first: at least, and where equal at most."""
    return dict(sorted(sums.items(), key=lambda one: (-one[1][0], -one[1][1], one[0])))


def is_mutual(asked: Material) -> bool:
    """Whether those who take part are parties alike, so that nothing goes from one to the other.

    So it is of meetings and of agreements. A host is none of the parties, yet whoever meets there
    deals with him as he does with them.
    """
    kinds: tuple[type[Record], ...] = getattr(holder_of(asked), "kinds", ())
    return bool(kinds) and all(len({*kind.sides}) == 1 < len(kind.sides) for kind in kinds)


def holder_of(asked: Material) -> Material:
    """What was counted, if counts still know it; else what was asked."""
    return asked if not isinstance(asked, Counts) or asked._asked is None else asked._asked


def noun_of(asked: Material) -> str:
    """What the records of one kind are called, and those of several, such as "arms transfers"."""
    kinds: tuple[type[Record], ...] = getattr(holder_of(asked), "kinds", ())
    return kinds[0].plural.replace("_", " ") if len(kinds) == 1 else "records"


@lru_cache(maxsize=4096)
def _public_name(id: str) -> str:
    state = registry().get(id)
    return state.name if state is not None else id


def name_of(asked: Material, id: str) -> str:
    """The name of an actor, as the dataset or the registry of states has it; else its id."""
    asked = holder_of(asked)
    data = asked._lookup() if isinstance(asked, Selection | Dataset) else None
    if isinstance(data, Contents) and id in data._actors_by_id:
        return data.actor(id).name
    return _public_name(id)
