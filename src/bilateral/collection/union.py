"""Two accounts of one thing as one: texts, sources, actors, participants and places united."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any, TypeVar

import attrs

from bilateral.collection.info import DatasetInfo, SourceGroup
from bilateral.dates.expression import EDTF, Shape
from bilateral.dates.when import Period
from bilateral.errors import EDTFError, RecordError
from bilateral.model.actors import AnyActor
from bilateral.model.evidence import Source
from bilateral.model.fields import fields_of
from bilateral.model.ids import ident
from bilateral.model.records import Participant, Place
from bilateral.model.rivals import contains
from bilateral.states import public_organizations, registry

__all__ = [
    "united_actors",
    "united_info",
    "united_life",
    "united_lineage",
    "united_parts",
    "united_sources",
    "united_tuple",
]

T = TypeVar("T")
P = TypeVar("P", Participant, Place)


def united_tuple(one: Iterable[T], other: Iterable[T]) -> tuple[T, ...]:
    """What either has, once, in order."""
    return tuple(dict.fromkeys((*one, *other)))


# -- texts and what a dataset says of itself -------------------------------------------------------


def _united_text(one: str | None, other: str | None, mark: str) -> str | None:
    """Both texts, parted by a mark; one that the other has in it, whole, is not said again."""
    if one == other or not other:
        return one
    if not one:
        return other
    rest = _without(other, one, mark)
    if _without(one, other, mark) != one or not rest:
        return one
    return f"{one}{mark}{rest}"


def _without(text: str, part: str, mark: str) -> str:
    """A text without another that it has in it, whole, between marks."""
    before, found, after = f"{mark}{text}{mark}".partition(f"{mark}{part}{mark}")
    if not found:
        return text
    return mark.join(filter(None, (before.removeprefix(mark), after.removesuffix(mark))))


_MARKS = {"name": "_", "title": "; ", "version": "; "}
_PARAGRAPHS = "\n\n"
_UNNAMED = DatasetInfo()


def united_info(one: DatasetInfo, other: DatasetInfo) -> DatasetInfo:
    """What both datasets say of themselves: texts one after the other, groups by their names."""
    united: dict[str, Any] = {}
    for name, field in fields_of(DatasetInfo).items():
        own, new = getattr(one, name), getattr(other, name)
        if name == "groups":
            united[name] = _united_groups(own, new)
        elif field.many:
            united[name] = united_tuple(own, new)
        elif own == getattr(_UNNAMED, name) or new == getattr(_UNNAMED, name):
            united[name] = new if own == getattr(_UNNAMED, name) else own
        else:
            united[name] = _united_text(own, new, _MARKS.get(name, _PARAGRAPHS))
    return DatasetInfo(**united)


def _united_groups(
    one: Sequence[SourceGroup], other: Sequence[SourceGroup]
) -> tuple[SourceGroup, ...]:
    found: dict[str, tuple[str, ...]] = {}
    for group in (*one, *other):
        found[group.name] = united_tuple(found.get(group.name, ()), group.sources)
    return tuple(SourceGroup(name=name, sources=sources) for name, sources in found.items())


# -- sources and actors ----------------------------------------------------------------------------


def united_sources(one: Source, other: Source) -> Source:
    """One source of both: what only one says of it is kept, and so are both notes.

    Two days on which it was retrieved are no two sources: the later is kept. Two titles may be
    two sources, and are refused.

    Raises:
        RecordError: if they say different things of it otherwise, naming the field.
    """
    ways: dict[str, Callable[[Any, Any], object]] = {"note": _noted, "retrieved": _later}
    return attrs.evolve(one, **_united_fields(one, other, ways))


def _later(one: EDTF, other: EDTF) -> EDTF:
    """The date that may end later; of two such, whose text comes later in the alphabet."""
    return max(one, other, key=lambda date: (date.latest_ordinal, date.text))


def united_actors(one: AnyActor, other: AnyActor) -> AnyActor:
    """One actor of both, with the names and notes of both.

    A state or public organization is the registry's: its name and form are those given
    there, and any other name is a further one. Of another actor some name has to be common
    to both, be it in capitals or with other punctuation.

    Raises:
        RecordError: if they cannot be one: another kind, life, lineage or state, or no common
            name. The error names the field.
    """
    if type(one) is not type(other):
        raise _differing("an actor", one.id, "kind", one.kind, other.kind)
    known = registry().get(one.id) or public_organizations().get(one.id)
    ours, theirs = ((actor.name, *actor.names) for actor in (one, other))
    if known is None and set(map(ident, ours)).isdisjoint(map(ident, theirs)):
        raise _differing("an actor", one.id, "name", one.name, other.name)
    names = united_tuple(ours, theirs)
    name = known.name if known is not None and known.name in names else one.name
    ways: dict[str, Callable[[Any, Any], object]] = {
        "note": _noted,
        "life": united_life,
        "continues": united_lineage,
        "form": partial(_owned, getattr(known, "form", None)),
    }
    united = _united_fields(one, other, ways, apart=("name", "names"))
    further = tuple(further for further in names if further != name)
    return attrs.evolve(one, name=name, names=further, **united)


def _owned(owned: object, one: object, other: object) -> object:
    """What the registry has, if one of two has it."""
    return owned if owned in (one, other) else None


def united_life(one: Period, other: Period) -> Period | None:
    """The life that both accounts allow: each end as exact as the more exact gives it.

    Returns:
        The life, or None if there is none.

    Example:
        >>> united_life(Period("/1991"), Period("1922-12-30/1991-12-25"))
        Period('1922-12-30/1991-12-25')
    """
    if contains(one, other):
        return other
    if contains(other, one):
        return one
    if not one.edtf.shape is other.edtf.shape is Shape.INTERVAL:
        return None
    (start, end), (other_start, other_end) = one.edtf.parts, other.edtf.parts
    if not (one.start_min <= other.start_min and other.start_max <= one.start_max):
        if not (other.start_min <= one.start_min and one.start_max <= other.start_max):
            return None
        other_start = start
    if not (one.end_min <= other.end_min and other.end_max <= one.end_max):
        if not (other.end_min <= one.end_min and one.end_max <= other.end_max):
            return None
        other_end = end
    try:
        return Period(f"{other_start.text}/{other_end.text}")
    except EDTFError:  # it would end before it begins
        return None


def united_lineage(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...] | None:
    """Whom a state carries on by both accounts, one of which may say less.

    Returns:
        The ids of the states, or None if each account has one that the other has not.
    """
    if set(one) <= set(other) or set(other) <= set(one):
        return united_tuple(one, other)
    return None


def _noted(one: str, other: str) -> str | None:
    return _united_text(one, other, _PARAGRAPHS)


def _united_fields(
    one: Source | AnyActor,
    other: Source | AnyActor,
    ways: Mapping[str, Callable[[Any, Any], object]],
    apart: Sequence[str] = (),
) -> dict[str, Any]:
    """What the other says more: of a field that both state, what a way to unite it makes of it."""
    values: dict[str, Any] = {}
    for name in fields_of(type(one)):
        own, new = getattr(one, name), getattr(other, name)
        if own == new or new in (None, ()) or name in apart:
            continue
        if own in (None, ()):
            values[name] = new
        elif (both := ways[name](own, new) if name in ways else None) is not None:
            values[name] = both
        else:
            what = "a source" if isinstance(one, Source) else "an actor"
            raise _differing(what, one.id, name, own, new)
    return values


def _differing(what: str, ident: str, field: str, own: object, new: object) -> RecordError:
    return RecordError(
        f"both have {what} of this id, not the same",
        record=ident,
        field=field,
        found=str(new),
        expected=str(own),
    )


# -- participants and places -----------------------------------------------------------------------


def united_parts(one: Sequence[P], other: Sequence[P]) -> tuple[P, ...] | None:
    """Participants or places of both accounts, if one says no less than the other.

    Each of the shorter account has to be one of the longer; what only one account says of it,
    such as the name of a minister, is kept.

    Returns:
        All of them, or None if each account has somebody or some place that the other has not.
    """
    longer, shorter = (one, other) if len(one) >= len(other) else (other, one)
    found = list(longer)
    free = list(range(len(found)))
    # The alike first, so that a vague one does not take the place of an exact one.
    for part in sorted(shorter, key=lambda part: part not in found):
        fits = {index: made for index in free if (made := _one_part(found[index], part))}
        same = [index for index in fits if found[index] == part]
        if not fits or (not same and len({found[index] for index in fits}) > 1):
            return None  # nobody, or it is not said who of several
        index = (same or list(fits))[0]
        free.remove(index)
        found[index] = fits[index]
    return tuple(found)


def _one_part(one: P, other: P) -> P | None:
    """The fuller of two accounts of a participant or place; None if neither says all of the other.

    What only complete each other, such as a state and a person, need not be one.
    """
    stated = [
        {
            name: value
            for name, field in fields_of(type(part)).items()
            if (value := getattr(part, field.attribute or name)) not in (None, ())
        }
        for part in (one, other)
    ]
    if stated[1].items() <= stated[0].items():
        return one
    return other if stated[0].items() <= stated[1].items() else None
