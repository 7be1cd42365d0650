"""Records to columns of cells, of which their rows are put together.

What a record says stands once, and once stands what queries see of each participant; a row is the
number of its record and those of its two participants. So a treaty of many parties costs what its
parties do. What the flat columns cannot say is written beside them: a column of JSON is null
exactly where nothing would be lost without it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import accumulate, chain
from math import inf, nextafter
from typing import Any, TypeAlias, cast

import attrs

from bilateral.dates.relations import ANY_DAY, ANY_TIME, Span, hull
from bilateral.dates.when import When
from bilateral.errors import RecordError
from bilateral.files.dismantling import plain
from bilateral.model.records import AnyRecord, Record, Role
from bilateral.quantities import Quantity
from bilateral.query.participation import NOBODY, Cast
from bilateral.query.values import DAYS, amounts_left, amounts_of
from bilateral.tables.amounts import amounts_text
from bilateral.tables.dates import spans_text
from bilateral.tables.parts import (
    CITATION,
    Cell,
    Parts,
    Row,
    citation_cells,
    is_as_written,
    is_place_as_written,
    participant_cells,
    place_cells,
    stated,
)
from bilateral.tables.schema import (
    AMOUNT,
    DATE,
    PARTICIPANT,
    PLACE,
    PLACE_COLUMNS,
    Single,
    singles_of,
)
from bilateral.tables.texts import as_json, barred, listed

__all__ = ["Rows", "rows_of"]

_Amounts: TypeAlias = tuple[tuple[float, float], ...]
"""Least and most of each value that an amount may have."""

_FIRST, _LAST = date.min.toordinal(), date.max.toordinal()
_EPOCH = date(1970, 1, 1).toordinal()


@attrs.frozen
class Rows:
    """The rows of records, one for each directed pair of participants, at least one.

    Attributes:
        records: The columns of what a record says, one cell for each record.
        participants: The columns of what queries see of a participant, one cell for each.
        record: Number of the record of each row.
        pair: Number of each row among those of its record.
        initiator: Number of the initiator of each row, None if there is none.
        target: Number of the target of each row, None if there is none.
    """

    records: Mapping[str, Sequence[Cell]]
    participants: Mapping[str, Sequence[Cell]]
    record: Sequence[int]
    pair: Sequence[int]
    initiator: Sequence[int | None]
    target: Sequence[int | None]


def rows_of(records: Sequence[AnyRecord], cast: Cast = NOBODY) -> Rows:
    """The rows of records.

    Args:
        records: Any records.
        cast: The actors and sources that they name.

    Raises:
        RecordError: if one has a date outside the years 1 to 9999.
    """
    order: dict[type[Record], list[int]] = {}  # records of one kind have the same fields
    for number, record in enumerate(records):
        order.setdefault(type(record), []).append(number)
    sheet = _Sheet(cast)
    for kind, numbers in order.items():
        sheet.put(kind, [records[number] for number in numbers])
    places = [0] * len(records)
    for place, number in enumerate(chain.from_iterable(order.values())):
        places[number] = place
    return sheet.rows(places)


class _Sheet:
    """Columns of cells that grow by the records of one kind after those of another.

    Args:
        cast: The actors and sources that records name.
    """

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._columns: dict[str, list[Cell]] = {}
        self._seen: list[Row] = []
        self._parts: list[Parts] = []  # of each record
        self._of_roles: dict[tuple[Role, ...], Parts] = {}
        self._days: dict[tuple[type, str], Row] = {}  # equal dates have equal cells
        self._left: dict[_Amounts, Row] = {}

    def put(self, kind: type[Record], records: Sequence[AnyRecord]) -> None:
        """Put records of one kind after what is there."""
        before, number = len(self._parts), len(records)
        for name, cells in self._cells(kind, records):
            column = self._columns.setdefault(name, [])
            column += [None] * (before - len(column))
            column += cells
        for column in self._columns.values():
            column.extend([None] * (before + number - len(column)))

    def rows(self, order: Iterable[int]) -> Rows:
        """The rows of all records.

        Args:
            order: The numbers of the records here in the order of those of the rows.
        """
        record: list[int] = []
        pair: list[int] = []
        initiator: list[int | None] = []
        target: list[int | None] = []
        firsts = [0, *accumulate(parts.number for parts in self._parts)]
        for number in order:
            first, pairs = firsts[number], self._parts[number].pairs
            record += [number] * len(pairs)
            pair += range(len(pairs))
            initiator += [None if one is None else first + one for one, _ in pairs]
            target += [None if other is None else first + other for _, other in pairs]
        seen = zip(*self._seen, strict=True) if self._seen else ((),) * len(PARTICIPANT)
        participants = dict(zip(PARTICIPANT, seen, strict=True))
        return Rows(self._columns, participants, record, pair, initiator, target)

    # -- the columns of one kind -----------------------------------------------------------------

    def _cells(
        self, kind: type[Record], records: Sequence[AnyRecord]
    ) -> Iterator[tuple[str, Iterable[Cell]]]:
        """The cells that all rows of a record have, by column."""
        cast = self._cast
        apart = _Apart()
        yield "kind", [kind.kind] * len(records)
        yield "note", [record.note for record in records]
        for single in singles_of(kind):
            if single.is_date:
                yield from _transposed(single, DATE, [self._date(r, single) for r in records])
            elif single.is_amount:
                amounts = [self._amount(r, single, n, apart) for n, r in enumerate(records)]
                yield from _transposed(single, AMOUNT, amounts)
            else:
                yield single.column, _words(records, single, apart)
        yield from self._participants(records, apart)
        yield from self._places(records, apart)
        nones = [cast.nones(record) for record in records]
        for number, (record, none) in enumerate(zip(records, nones, strict=True)):
            if none != record.none:
                apart.own[number]["none"] = list(record.none)
        numbers = range(len(records))
        yield "none", map(barred, nones)
        yield "own", [as_json(apart.own[n]) if n in apart.own else None for n in numbers]
        yield "rivals", [listed(apart.rivals[n]) if n in apart.rivals else None for n in numbers]
        yield "folded", [listed(apart.folded[n]) if n in apart.folded else None for n in numbers]
        yield "unstated", [barred(sorted(cast.unstated(record))) for record in records]
        yield "topics", [barred(record.topics) for record in records]
        yield "links", [as_json(list(map(plain, r.links))) if r.links else None for r in records]
        yield from zip(CITATION, zip(*map(citation_cells, records), strict=True), strict=True)

    def _participants(
        self, records: Sequence[AnyRecord], apart: _Apart
    ) -> Iterator[tuple[str, Iterable[Cell]]]:
        cast = self._cast
        several: list[str | None] = []
        for number, record in enumerate(records):
            seen = [participant_cells(participant, record, cast) for participant in record.seen]
            roles = tuple([participant.role for participant in record.seen])
            parts = self._of_roles.get(roles)
            if parts is None:
                parts = self._of_roles[roles] = Parts.of(roles)
            self._seen += seen
            self._parts.append(parts)
            own = record.participants
            if len(seen) != len(own) or not all(map(is_as_written, seen, record.seen, own)):
                apart.own[number]["participants"] = [plain(participant) for participant in own]
            several.append(
                None if parts.are_said else as_json([stated(PARTICIPANT, one) for one in seen])
            )
        yield "roles", [parts.words for parts in self._parts[-len(records) :]]
        yield "participants", several

    def _places(
        self, records: Sequence[AnyRecord], apart: _Apart
    ) -> Iterator[tuple[str, Iterable[Cell]]]:
        first: list[Row] = []
        several: list[str | None] = []
        for number, record in enumerate(records):
            seen = [place_cells(place, record, self._cast) for place in record.places]
            if not all(map(is_place_as_written, seen, record.places)):
                apart.own[number]["places"] = [plain(place) for place in record.places]
            first.append(seen[0] if seen else _NO_PLACE)
            several.append(as_json([stated(PLACE, one) for one in seen]) if len(seen) > 1 else None)
        yield from zip(PLACE_COLUMNS.values(), zip(*first, strict=True), strict=True)
        yield "places", several

    # -- cells of one record ---------------------------------------------------------------------

    def _date(self, record: AnyRecord, single: Single) -> Row:
        own = cast("When | None", getattr(record, single.name))
        is_date = single.name == "date"
        if own is None and not is_date and single.name not in record.claimed:
            return _NO_DATE
        spans = record.when if is_date else record.spans(single.name)
        if own is None:
            return (None, None, *_days(spans, own, record, single))
        key = (type(own), own.edtf.text)
        days = self._days.get(key) if spans is own.spans else None
        if days is None:
            days = _days(spans, own, record, single)
            if spans is own.spans:
                self._days[key] = days
        return (own.edtf.text, own.printed, *days)

    def _amount(self, record: AnyRecord, single: Single, number: int, apart: _Apart) -> Row:
        name = single.name
        if name in record.claimed:
            values = [value for value in record.values(name) if isinstance(value, Quantity)]
            cells = _amount(record, single, values)
            units = list(dict.fromkeys(value.unit or "" for value in values))
            if units not in ([], [cells[1] or ""]):
                apart.rivals[number][f"{single.column}_unit"] = units
            return cells
        if getattr(record, name) is not None:
            return _amount(record, single, ())
        if name != "duration":
            return _NO_AMOUNT
        left = amounts_left(name, record)  # by the date, and few
        found = self._left.get(left)
        if found is None:
            found = self._left[left] = _unstated(left, DAYS)
        return found


@attrs.define
class _Apart:
    """What the flat cells of records cannot say, of each record for which there is such.

    Attributes:
        own: Its own words, where queries see others, for JSON.
        rivals: Words on which sources differ, by column.
        folded: Words in folded case, where lower case would not do, by column.
    """

    own: dict[int, dict[str, Any]] = attrs.field(factory=lambda: defaultdict(dict))
    rivals: dict[int, dict[str, list[str]]] = attrs.field(factory=lambda: defaultdict(dict))
    folded: dict[int, dict[str, list[str]]] = attrs.field(factory=lambda: defaultdict(dict))


def _transposed(
    single: Single, suffixes: Sequence[str], rows: Sequence[Row]
) -> Iterator[tuple[str, Sequence[Cell]]]:
    for suffix, cells in zip(suffixes, zip(*rows, strict=True), strict=True):
        yield single.column + suffix, cells


def _words(records: Sequence[AnyRecord], single: Single, apart: _Apart) -> Iterable[Cell]:
    """The cells of a word that sources may word otherwise, or of a whole number."""
    name, column = single.name, single.column
    cells: list[Cell] = [getattr(record, name) for record in records]
    if not issubclass(single.type, str):
        return cells
    known = cast("list[str | None]", cells)
    for number, value in enumerate(known):
        if value is not None and not value.isascii():
            apart.folded[number][column] = [value.casefold()]
    for number in [n for n, record in enumerate(records) if name in record.claimed]:
        words = [str(item) for item in records[number].values(name)]
        own, cells[number] = cells[number], words[0] if len(words) == 1 else None
        if cells[number] != own:
            apart.own[number][column] = own
        if len(words) > 1:
            apart.rivals[number][column] = words
        if len(words) > 1 or not all(word.isascii() for word in words):
            apart.folded[number][column] = [word.casefold() for word in words]
        else:
            apart.folded[number].pop(column, None)
    return cells


def _days(spans: Sequence[Span], own: When | None, record: Record, single: Single) -> Row:
    """The cells of a date beside its words: bounds, lengths, marks, and the list of spans."""
    whole = hull(spans)
    if whole.start_min == -inf and whole in (ANY_TIME, ANY_DAY):
        return _NO_DATE[2:]
    bounds: list[int | None] = []
    for day in (whole.start_min, whole.start_max, whole.end_min, whole.end_max):
        if _FIRST <= day <= _LAST:
            bounds.append(int(day) - _EPOCH)
        elif day in (-inf, inf):
            bounds.append(None)
        else:
            raise RecordError(
                "a date that no table can hold",
                record=record.id,
                field=single.name,
                found=str(own or whole),
                expected="a date of the years 1 to 9999",
            )
    longest = max([span.longest for span in spans])
    return (
        *bounds,
        max(int(min([span.shortest for span in spans])), 0),
        None if longest == inf else int(longest),
        whole.start_qualified,
        whole.end_qualified,
        spans_text(spans),
    )


def _amount(record: AnyRecord, single: Single, claimed: Sequence[Quantity]) -> Row:
    """The cells of an amount that is stated or claimed."""
    own = cast("Quantity | None", getattr(record, single.name))
    seen = amounts_of(single.name, record)
    if own is None:
        return _unstated(seen, claimed[0].unit if claimed else DAYS)
    return own.amount, own.unit, own.printed, *_bounds(seen)


def _unstated(seen: _Amounts, unit: str | None) -> Row:
    """The cells of an amount that the record itself does not state."""
    bounds = _bounds(seen)
    return _NO_AMOUNT if bounds[:2] == (0, None) else (None, unit, None, *bounds)


def _bounds(seen: _Amounts) -> tuple[float, float | None, str | None]:
    """The least and the most of some amounts, and their list where there are several."""
    least, most = min(low for low, _ in seen), max(high for _, high in seen)
    return (
        _rounded(least, -inf),
        None if most == inf else _rounded(most, inf),
        amounts_text(seen),
    )


def _rounded(bound: float, outward: float) -> float:
    """A bound as a floating number, moved outward where it would not be exact."""
    number = float(bound)
    exact = int(number) == bound if isinstance(bound, int) else True
    return number if exact else nextafter(number, outward)


_NO_DATE: Row = (None,) * len(DATE)
_NO_AMOUNT: Row = (None,) * len(AMOUNT)
_NO_PLACE: Row = (None,) * len(PLACE)
