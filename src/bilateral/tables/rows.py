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

from bilateral.dates.relations import ANY_DAY, ANY_TIME, hull
from bilateral.dates.when import When
from bilateral.errors import BilateralError, RecordError
from bilateral.files.converters import thorough
from bilateral.model.evidence import Citation
from bilateral.model.fields import RecordField, fields_of
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


_SINGLE_FIELDS: dict[type[Record], tuple[RecordField, ...]] = {}


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
    shared = _shared_cells(record, cast)
    seen = {id(p): _seen_participant(p, record, cast) for p in record.seen}
    pairs = directed_pairs(record.seen)
    members = [_members(pair) for pair in pairs]
    either_way = record.seen, record.seen[::-1]
    if members[0] != record.seen or any(m not in either_way for m in members):
        shared["participants"] = _json([seen[id(p)] for p in record.seen])
    for number, pair in enumerate(pairs):
        row = shared | {"pair": number}
        for side, participant in zip(SIDES, pair, strict=True):
            if participant is not None:
                row |= {f"{side}_{name}": value for name, value in seen[id(participant)].items()}
        yield row


def _members(pair: Pair) -> tuple[Participant, ...]:
    return tuple(participant for participant in pair if participant is not None)


def _seen_participant(participant: Participant, record: Record, cast: Cast) -> dict[str, str]:
    """What queries see of a participant, by column."""
    words = {name: participant.known(name) for name in _ATTRIBUTES}
    words |= {"sector": cast.sectors(participant), "rank_sector": participant.rank_sectors}
    seen: dict[str, str | None] = {"role": participant.role.value}
    seen |= _of_states(cast.states(participant, record))
    seen |= {name: str(w[0]) if len(w) == 1 else _barred(w) for name, w in words.items()}
    return {name: value for name in PARTICIPANT if (value := seen.get(name)) is not None}


_ATTRIBUTES = ("person", "office", "organization", "rank", "name")


def _seen_place(place: Place, record: Record, cast: Cast) -> dict[str, str]:
    seen = {"name": place.name, "printed": place.printed, **_of_states(cast.places(place, record))}
    return {name: str(seen[name]) for name in PLACE if seen.get(name) is not None}


def _of_states(known: Known) -> dict[str, str | None]:
    """The cells of the states that something may be of."""
    if known is None:
        return {"state": None}
    if len(known) == 1:
        return {"state": known[0]}
    states = tuple(state for state in known if state != NO_STATE)
    none = None if states == known and known else "|state|"
    return {"state": None, "candidates": _barred(states), "none": none}


def _states_in(seen: Mapping[str, str | None]) -> tuple[str, ...]:
    state, candidates = seen.get("state"), seen.get("candidates")
    return (state,) if state else tuple(candidates.strip("|").split("|")) if candidates else ()


def _participant_of(seen: Mapping[str, str | None]) -> Participant:
    """The participant whose own words these would be."""
    plain = {
        name: seen.get(name)
        for name in PARTICIPANT
        if name not in ("role", "state", "candidates", "none", "rank_sector")
    }
    none = ("state",) if seen.get("none") else ()
    role = seen.get("role")
    return Participant(**plain, role=role, state=_states_in(seen), none=none)  # type: ignore[arg-type]


def _as_written(participant: Participant, record: Record, cast: Cast) -> Participant | None:
    """The participant that would be read from a row; None of one with rivals, which is not."""
    if participant.rivals:
        return None
    return _participant_of(_seen_participant(participant, record, cast))


def _place_of(seen: Mapping[str, str | None]) -> Place:
    return Place(seen.get("name"), _states_in(seen), seen.get("printed"))


def _shared_cells(record: AnyRecord, cast: Cast) -> Row:
    kind = type(record)
    row: Row = {"id": record.id, "kind": record.kind, "title": record.title, "note": record.note}
    own: dict[str, Any] = {}  # what JSON holds
    rivals: dict[str, list[str]] = {}
    folded: dict[str, list[str]] = {}
    for field in _single_fields(kind):
        value = getattr(record, field.name)
        column = column_of(kind, field.name)
        if issubclass(field.type, When):
            _put_date(row, column, record, field.name, value)
        elif field.type is Quantity:
            units = _put_amount(row, column, record, field.name, value)
            if units not in ([], [row.get(f"{column}_unit") or ""]):
                rivals[f"{column}_unit"] = units
        elif issubclass(field.type, str):
            seen = [str(item) for item in record.values(field.name)]
            row[column] = seen[0] if len(seen) == 1 else None
            if row[column] != value:
                own[column] = value
            if len(seen) > 1:
                rivals[column] = seen
            if len(seen) > 1 or not all(item.isascii() for item in seen):
                folded[column] = [item.casefold() for item in seen]
        else:
            row[column] = value
    participants = tuple(_as_written(p, record, cast) for p in record.seen)
    if participants != record.participants:
        own["participants"] = [_plain(participant) for participant in record.participants]
    places = [_seen_place(place, record, cast) for place in record.places]
    if tuple(map(_place_of, places)) != record.places:
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


def _single_fields(kind: type[Record]) -> tuple[RecordField, ...]:
    found = _SINGLE_FIELDS.get(kind)
    if found is None:
        fields = fields_of(kind).values()
        found = tuple(field for field in fields if not field.many and field.name != "note")
        _SINGLE_FIELDS[kind] = found
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
    row["locator"] = str(first.locator) if first.locator is not None else None
    row["stance"] = str(first.stance)
    row["mode"] = str(first.mode) if first.mode is not None else None
    if len(citations) > 1 or _flat_citation(row) != first:
        row["citations"] = _json([_plain(citation) for citation in citations])


def _plain(value: object) -> dict[str, Any]:  # what JSON holds
    return cast("dict[str, Any]", thorough().unstructure(value))


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
            field.name: _value(row, column_of(kind, field.name), field, own)
            for field in _single_fields(kind)
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


def _value(row: Mapping[str, Any], name: str, field: RecordField, own: Mapping[str, Any]) -> object:
    value = own.get(name, row[name])
    if value is None:
        return None
    if issubclass(field.type, When):
        make = cast("Callable[[str, str | None], When]", field.type)
        return make(value, row[f"{name}_printed"])
    if field.type is Quantity:
        return Quantity(value, row[f"{name}_unit"], row[f"{name}_printed"])
    if issubclass(field.type, Vocabulary):
        return field.type(value)
    return value


def _participants(row: Mapping[str, Any], own: Mapping[str, Any]) -> tuple[Participant, ...]:
    if "participants" in own:
        return _structured("own", own["participants"], Participant)
    if row["participants"] is not None:
        return tuple(map(_participant_of, _objects(row, "participants", PARTICIPANT)))
    sides = SIDES if row["pair"] == 0 else tuple(reversed(SIDES))  # the same two, the other way
    return tuple(
        _participant_of({name: row[f"{side}_{name}"] for name in PARTICIPANT})
        for side in sides
        if row[f"{side}_role"] is not None
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
