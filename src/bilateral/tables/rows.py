"""Records to rows and back.

What the flat columns of a row cannot say is written beside them: a column of JSON is null exactly
where nothing would be lost without it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from math import inf, nextafter
from typing import Any, TypeAlias, TypeVar, cast

import attrs

from bilateral.dates.relations import ANY_DAY, ANY_TIME, hull
from bilateral.dates.when import When
from bilateral.errors import BilateralError, RecordError
from bilateral.files.converters import thorough
from bilateral.files.dismantling import plain as _plain
from bilateral.model.evidence import Citation, EvidenceRank, Locator
from bilateral.model.fields import fields_of
from bilateral.model.pairs import Pair, directed_pairs
from bilateral.model.records import AnyRecord, Link, Participant, Place, Record, kind_named
from bilateral.model.vocabulary import Vocabulary
from bilateral.quantities import Quantity
from bilateral.query.participation import NO_STATE, NOBODY, Cast, Known
from bilateral.query.values import DAYS, amounts_of
from bilateral.tables.amounts import amounts_text
from bilateral.tables.dates import spans_text
from bilateral.tables.schema import BOUNDS, PARTICIPANT, PLACE, SIDES, column_of

__all__ = [
    "ENTRY",
    "ENTRY_END",
    "FIELD_END",
    "Cell",
    "Row",
    "record_of",
    "rows_of",
    "separated",
]

Cell: TypeAlias = str | int | float | bool | date | None
Row: TypeAlias = dict[str, Cell]
"""A row as its cells by column; what is null may be left out."""

T = TypeVar("T")

FIELD_END, ENTRY, ENTRY_END = "\x1d", "\x1e", "\x1f"
"""The separators that ASCII has for such lists: entry, field, field end, then each value with
its end, the next entry, and one more at the very end."""
_SEPARATORS = {ord(mark): " " for mark in (FIELD_END, ENTRY, ENTRY_END)}
_FIRST, _LAST = date.min.toordinal(), date.max.toordinal()


_SINGLES: dict[type[Record], tuple[_Single, ...]] = {}


def separated(text: str) -> str:
    """A text as it stands in a list: without the marks that part lists."""
    return text.translate(_SEPARATORS)


# -- to rows ---------------------------------------------------------------------------------------


def rows_of(record: AnyRecord, cast: Cast = NOBODY) -> Iterator[Row]:
    """The rows of a record, one for each directed pair of participants.

    Args:
        record: Any record.
        cast: The actors and sources that it names.

    Yields:
        At least one row.

    Raises:
        RecordError: if it has a date outside the years 1 to 9999.
    """
    seen = {id(p): _seen_participant(p, record, cast) for p in record.seen}
    shared = _shared_cells(record, cast, seen)
    pairs = directed_pairs(record.seen)
    members = [_members(pair) for pair in pairs]
    either_way = record.seen, record.seen[::-1]
    if members[0] != record.seen or any(m not in either_way for m in members):
        shared["participants"] = _json([seen[id(p)] for p in record.seen])
    for number, pair in enumerate(pairs):
        row = shared | {"pair": number}
        for names, participant in zip(_SIDE_COLUMNS, pair, strict=True):
            if participant is not None:
                for name, value in seen[id(participant)].items():
                    row[names[name]] = value
        yield row


_SIDE_COLUMNS = [{name: f"{side}_{name}" for name in PARTICIPANT} for side in SIDES]


def _members(pair: Pair) -> tuple[Participant, ...]:
    return tuple(participant for participant in pair if participant is not None)


def _seen_participant(participant: Participant, record: Record, cast: Cast) -> dict[str, str]:
    """What queries see of a participant, by column, in the order of the columns."""
    seen: dict[str, str] = {"role": participant.role.value}
    seen |= _of_states(cast.states(participant, record))
    for name in _ATTRIBUTES:
        if name == "sector":
            words: Sequence[object] = cast.sectors(participant)
        elif name == "rank_sector":
            words = participant.rank_sectors if "rank" in seen else ()
        else:
            words = participant.known(name)
        if words:
            seen[name] = str(words[0]) if len(words) == 1 else f"|{'|'.join(map(str, words))}|"
    return seen


_ATTRIBUTES = [name for name in PARTICIPANT if name not in ("role", "state", "candidates", "none")]


def _seen_place(place: Place, record: Record, cast: Cast) -> dict[str, str]:
    seen = {"name": place.name, "printed": place.printed, **_of_states(cast.places(place, record))}
    return {name: str(seen[name]) for name in PLACE if seen.get(name) is not None}


def _of_states(known: Known) -> dict[str, str]:
    """The cells of the states that something may be of."""
    if known is None:
        return {}
    if len(known) == 1:
        return {"state": known[0]}
    states = tuple(state for state in known if state != NO_STATE)
    found = {"candidates": f"|{'|'.join(states)}|"} if states else {}
    return found if states and states == known else {**found, "none": "|state|"}


def _states_in(seen: Mapping[str, str | None]) -> tuple[str, ...]:
    state, candidates = seen.get("state"), seen.get("candidates")
    return (state,) if state else tuple(candidates.strip("|").split("|")) if candidates else ()


def _participant_of(seen: Mapping[str, str | None]) -> Participant:
    """The participant whose own words these would be."""
    plain: dict[str, Any] = {name: seen[name] for name in _OWN if seen.get(name) is not None}
    if seen.get("none"):
        plain["none"] = ("state",)
    return Participant(**plain, role=seen.get("role"), state=_states_in(seen))  # type: ignore[arg-type]


def _is_as_written(seen: Mapping[str, str], own: Participant | None) -> bool:
    """Whether the participant that would be read from a row is the record's own."""
    return (
        own is not None
        and not own.key
        and seen["role"] == own.role
        and _states_in(seen) == own.states
        and ("none" in seen) == bool(own.none)
        and all(seen.get(name) == getattr(own, name) for name in _OWN)
    )


_OWN = [name for name in _ATTRIBUTES if name != "rank_sector"]


def _is_place_as_written(seen: Mapping[str, str], own: Place) -> bool:
    return (
        seen.get("name") == own.name
        and _states_in(seen) == own.states
        and seen.get("printed") == own.printed
    )


def _place_of(seen: Mapping[str, str | None]) -> Place:
    return Place(seen.get("name"), _states_in(seen), seen.get("printed"))


def _shared_cells(record: AnyRecord, cast: Cast, seen: Mapping[int, Mapping[str, str]]) -> Row:
    """The cells that all rows of a record have.

    Args:
        record: Any record.
        cast: The actors and sources that it names.
        seen: What queries see of each participant, by its identity.
    """
    row: Row = {"id": record.id, "kind": record.kind, "title": record.title, "note": record.note}
    own: dict[str, Any] = {}  # what JSON holds
    rivals: dict[str, list[str]] = {}
    folded: dict[str, list[str]] = {}
    for single in _singles(type(record)):
        name, column = single.name, single.column
        value = getattr(record, name)
        if value is None and name not in record.claimed and name not in _DERIVED:
            continue
        if single.is_date:
            _put_date(row, column, record, name, value)
        elif single.is_amount:
            units = _put_amount(row, column, record, name, value)
            if units not in ([], [row.get(f"{column}_unit") or ""]):
                rivals[f"{column}_unit"] = units
        elif isinstance(value, str) or name in record.claimed:
            seen_words = record.values(name) if name in record.claimed else (value,)
            words = [str(item) for item in seen_words]
            row[column] = words[0] if len(words) == 1 else None
            if row[column] != value:
                own[column] = value
            if len(words) > 1:
                rivals[column] = words
            if len(words) > 1 or not all(item.isascii() for item in words):
                folded[column] = [item.casefold() for item in words]
        else:
            row[column] = value
    if len(record.seen) != len(record.participants) or not all(
        _is_as_written(seen[id(one)], None if one.rivals else participant)
        for one, participant in zip(record.seen, record.participants, strict=True)
    ):
        own["participants"] = [_plain(participant) for participant in record.participants]
    places = [_seen_place(place, record, cast) for place in record.places]
    if not all(map(_is_place_as_written, places, record.places)):
        own["places"] = [_plain(place) for place in record.places]
    nones = cast.nones(record)
    if nones != record.none:
        own["none"] = list(record.none)
    row["own"] = _json(own) if own else None
    row["none"] = _barred(nones)
    row["rivals"] = _listed(rivals)
    row["folded"] = _listed(folded)
    row["roles"] = _barred(str(p.role) for p in record.seen)
    row["unstated"] = _barred(sorted(str(role) for role in cast.unstated(record)))
    row["topics"] = _barred(record.topics)
    row["links"] = _json([_plain(link) for link in record.links]) if record.links else None
    _put_places(row, places)
    _put_citations(row, record.citations)
    return row


_DERIVED = ("date", "duration")
"""Fields of which queries see something where the record states nothing."""


@attrs.frozen
class _Single:
    """A field of one value: its name, its column and the type of its values."""

    name: str
    column: str
    type: Any  # a class, which its values are made by
    is_date: bool
    is_amount: bool


def _singles(kind: type[Record]) -> tuple[_Single, ...]:
    found = _SINGLES.get(kind)
    if found is None:
        found = _SINGLES[kind] = tuple(
            _Single(
                field.name,
                column_of(kind, field.name),
                field.type,
                issubclass(field.type, When),
                field.type is Quantity,
            )
            for field in fields_of(kind).values()
            if not field.many and field.name != "note"
        )
    return found


def _put_date(row: Row, column: str, record: Record, field: str, own: When | None) -> None:
    row[column] = own.edtf.text if own is not None else None
    row[f"{column}_printed"] = own.printed if own is not None else None
    spans = record.when if field == "date" else record.spans(field)
    whole = hull(spans)
    if whole in (ANY_TIME, ANY_DAY):
        return
    for bound in BOUNDS:
        day = getattr(whole, bound)
        if day in (-inf, inf):
            continue
        if not _FIRST <= day <= _LAST:
            raise RecordError(
                "a date that no table can hold",
                record=record.id,
                field=field,
                found=str(own or whole),
                expected="a date of the years 1 to 9999",
            )
        row[f"{column}_{bound}"] = date.fromordinal(int(day))
    row[f"{column}_days_min"] = max(int(min(span.shortest for span in spans)), 0)
    longest = max(span.longest for span in spans)
    row[f"{column}_days_max"] = None if longest == inf else int(longest)
    row[f"{column}_start_qualified"] = whole.start_qualified
    row[f"{column}_end_qualified"] = whole.end_qualified
    row[f"{column}_spans"] = spans_text(spans)


def _put_amount(
    row: Row, column: str, record: Record, field: str, own: Quantity | None
) -> list[str]:
    """Set the cells of an amount; gives the units of what queries see, empty for none."""
    if own is not None:
        row[column], row[f"{column}_unit"], row[f"{column}_printed"] = (
            own.amount,
            own.unit,
            own.printed,
        )
    seen = amounts_of(field, record)
    least, most = min(low for low, _ in seen), max(high for _, high in seen)
    if own is not None or (least, most) != (0, inf):
        row[f"{column}_min"] = _rounded(least, -inf)
        row[f"{column}_max"] = None if most == inf else _rounded(most, inf)
        row[f"{column}_amounts"] = amounts_text(seen)
        if own is None:  # that of the first claim, or of what the date leaves
            first = next(iter(record.values(field)), None)
            row[f"{column}_unit"] = first.unit if isinstance(first, Quantity) else DAYS
    stated = (value for value in record.values(field) if isinstance(value, Quantity))
    return list(dict.fromkeys(value.unit or "" for value in stated))


def _rounded(bound: float, outward: float) -> float:
    """A bound as a floating number, moved outward where it would not be exact."""
    number = float(bound)
    exact = int(number) == bound if isinstance(bound, int) else True
    return number if exact else nextafter(number, outward)


def _put_places(row: Row, places: Sequence[Mapping[str, str]]) -> None:
    if places:
        row |= {_PLACE_COLUMNS[name]: value for name, value in places[0].items()}
    if len(places) > 1:
        row["places"] = _json(places)


_PLACE_COLUMNS = {name: "place" if name == "name" else f"place_{name}" for name in PLACE}


def _put_citations(row: Row, citations: Sequence[Citation]) -> None:
    first = citations[0]
    row["source"] = first.source
    row["locator"] = locator = str(first.locator) if first.locator is not None else None
    if locator is not None and len(locator) > _SHORT:
        Locator.of(locator)  # refuses numbers that no text of a locator has
    row["stance"] = str(first.stance)
    row["mode"] = str(first.mode) if first.mode is not None else None
    if len(citations) > 1 or not _is_flat(first):
        row["citations"] = _json([_plain(citation) for citation in citations])


_SHORT = 9  # letters, of which no number is too long


def _is_flat(citation: Citation) -> bool:
    """Whether the flat columns say all of a citation; a locator is the one of its text."""
    said = citation.claims or citation.attributed_to or citation.note or citation.quote
    return not said and citation.rank is EvidenceRank.NORMAL


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _listed(lists: Mapping[str, Iterable[str]]) -> str | None:
    if not lists:
        return None
    entries = (
        f"{ENTRY}{field}{FIELD_END}{''.join(separated(value) + ENTRY_END for value in values)}"
        for field, values in lists.items()
    )
    return "".join(entries) + ENTRY


def _barred(words: Iterable[str]) -> str | None:
    joined = "|".join(words)
    return f"|{joined}|" if joined else None


# -- and back --------------------------------------------------------------------------------------


def record_of(row: Mapping[str, Any]) -> AnyRecord:
    """The record of a row.

    Args:
        row: The cells of one of its rows.

    Raises:
        BilateralError: naming the record and the field, if a cell holds what no record can.
    """
    try:
        kind = kind_named(row["kind"])
        own = _loaded(row, "own", dict) if row["own"] is not None else {}
        facts: dict[str, Any] = {
            single.name: None if value is None else _value(value, row, single)
            for single in _singles(kind)
            for value in (own.get(single.column, row[single.column]),)
        }
        return kind(
            **facts,
            note=row["note"],
            participants=_participants(row, own),
            places=_places(row, own),
            topics=tuple(row["topics"].strip("|").split("|")) if row["topics"] else (),
            citations=_citations(row),
            links=_items(row, "links", Link),
            none=own.get("none", row["none"].strip("|").split("|") if row["none"] else ()),
        )
    except BilateralError as error:
        raise error.at(record=str(row["id"])) from None


def _value(value: Any, row: Mapping[str, Any], single: _Single) -> object:
    if single.type is str or single.type is int:
        return value
    if issubclass(single.type, When):
        make = cast("Callable[[str, str | None], When]", single.type)
        return make(value, row[f"{single.column}_printed"])
    if single.type is Quantity:
        return Quantity(value, row[f"{single.column}_unit"], row[f"{single.column}_printed"])
    return single.type(value) if issubclass(single.type, Vocabulary) else value


def _participants(row: Mapping[str, Any], own: Mapping[str, Any]) -> tuple[Participant, ...]:
    if "participants" in own:
        return _structured("own", own["participants"], Participant)
    if row["participants"] is not None:
        return tuple(map(_participant_of, _objects(row, "participants", PARTICIPANT)))
    sides = _SIDE_COLUMNS if row["pair"] == 0 else _SIDE_COLUMNS[::-1]  # the same, the other way
    return tuple(
        _participant_of({name: row[column] for name, column in side.items()})
        for side in sides
        if row[side["role"]] is not None
    )


def _places(row: Mapping[str, Any], own: Mapping[str, Any]) -> tuple[Place, ...]:
    if "places" in own:
        return _structured("own", own["places"], Place)
    if row["places"] is not None:
        return tuple(map(_place_of, _objects(row, "places", PLACE)))
    seen = {name: row[column] for name, column in _PLACE_COLUMNS.items()}
    return (_place_of(seen),) if any(seen.values()) else ()


def _objects(row: Mapping[str, Any], column: str, keys: Iterable[str]) -> list[dict[str, str]]:
    """The objects of a list in JSON, which hold texts under some keys."""
    found = _loaded(row, column, list)
    known = set(keys)
    for item in found:
        if not isinstance(item, dict) or not item.keys() <= known:
            raise RecordError("wrong items", field=column, found=item)
        if not all(isinstance(value, str) for value in item.values()):
            raise RecordError("wrong items", field=column, found=item, expected="texts")
    return found


def _citations(row: Mapping[str, Any]) -> tuple[Citation, ...]:
    found = _items(row, "citations", Citation)
    return found or (_flat_citation(row),)


def _flat_citation(row: Mapping[str, Any]) -> Citation:
    return Citation(
        source=row["source"],
        locator=row["locator"],
        stance=row["stance"],
        mode=row["mode"],
    )


def _items(row: Mapping[str, Any], column: str, kind: type[T]) -> tuple[T, ...]:
    if row[column] is None:
        return ()
    return _structured(column, _loaded(row, column, list), kind)


def _loaded(row: Mapping[str, Any], column: str, kind: type[T]) -> T:
    try:
        found = json.loads(row[column])
    except ValueError as error:
        raise RecordError(f"not JSON ({error})", field=column, found=row[column]) from None
    if not isinstance(found, kind):
        raise RecordError(f"JSON of no {kind.__name__}", field=column, found=row[column])
    return found


def _structured(column: str, items: list[dict[str, Any]], kind: type[T]) -> tuple[T, ...]:
    try:
        return tuple(thorough().structure(item, kind) for item in items)
    except Exception as error:  # cattrs groups what it finds
        raise RecordError(f"wrong items ({error})", field=column) from error
