"""What the rows of a record say of its parts: who takes part, where, and the evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TypeAlias, cast

import attrs

from bilateral.files.dismantling import plain
from bilateral.model.evidence import Citation, EvidenceRank, Locator
from bilateral.model.pairs import NumberedPair, numbered_pairs
from bilateral.model.records import Participant, Place, Record, Role
from bilateral.query.participation import NO_STATE, Cast, Known
from bilateral.tables.schema import PARTICIPANT
from bilateral.tables.texts import as_json, barred, one_or_barred

__all__ = [
    "CITATION",
    "OWN_WORDS",
    "Cell",
    "Parts",
    "Row",
    "citation_cells",
    "is_as_written",
    "is_place_as_written",
    "participant_cells",
    "place_cells",
    "stated",
    "states_in",
]

Cell: TypeAlias = str | int | float | bool | None
"""A day is the number of days since 1970."""
Row: TypeAlias = tuple[Cell, ...]

OWN_WORDS = ("person", "office", "organization", "rank", "sector", "name")
"""What a participant states in its own words, beside its role and states."""
_SECTOR = list(PARTICIPANT).index("sector")


@attrs.frozen
class Parts:
    """What the parts taken in a record make of it.

    Attributes:
        number: How many take part.
        words: The cell of their parts.
        pairs: The directed pairs, by number.
        are_said: Whether each row says of all of them what queries see, in their order or turned.
    """

    number: int
    words: str | None
    pairs: Sequence[NumberedPair]
    are_said: bool

    @classmethod
    def of(cls, roles: tuple[Role, ...]) -> Parts:
        """Those of the participants of some roles."""
        pairs = numbered_pairs(roles)
        members = [tuple(one for one in pair if one is not None) for pair in pairs]
        whole = tuple(range(len(roles)))
        are_said = members[0] == whole and all(m in (whole, whole[::-1]) for m in members)
        return cls(len(roles), barred(roles), pairs, are_said)


# -- participants and places -----------------------------------------------------------------------


def participant_cells(participant: Participant, record: Record, cast: Cast) -> Row:
    """What queries see of a participant, in the order of the columns."""
    of = participant
    if of.state is not None and not of.rivals and (of.sector or not (of.office or of.organization)):
        return (  # as most are: nothing is found out, all is stated
            of.role, of.state, None, None, of.person, of.office, of.organization, of.rank,
            of.sector, of.name, of.rank_sector,
        )  # fmt: skip
    found = [cast.sectors(of) if name == "sector" else of.known(name) for name in OWN_WORDS]
    return (
        of.role,
        *_of_states(cast.states(of, record)),
        *map(one_or_barred, found),
        one_or_barred(of.rank_sectors),
    )


def place_cells(place: Place, record: Record, cast: Cast) -> Row:
    """What queries see of a place, in the order of the columns."""
    state, candidates, _ = _of_states(cast.places(place, record))
    return place.name, state, candidates, place.printed


def _of_states(known: Known) -> tuple[str | None, str | None, str | None]:
    """The cells of the states that something may be of: the one, candidates, and that of none."""
    if known is None:
        return None, None, None
    if len(known) == 1:
        return known[0], None, None
    states = tuple(state for state in known if state != NO_STATE)
    is_of_one = bool(states) and states == known
    return None, barred(states), None if is_of_one else "|state|"


def states_in(state: str | None, candidates: str | None) -> tuple[str, ...]:
    """The states that the cells of one state and of several name."""
    return (state,) if state else tuple(candidates.strip("|").split("|")) if candidates else ()


def is_as_written(seen: Row, one: Participant, own: Participant) -> bool:
    """Whether the participant that would be read from its cells is the record's own."""
    if own.key or one.rivals:
        return False
    if one is own and own.state is not None:  # all is stated but what sector an office gives
        return bool(seen[_SECTOR] == own.sector)
    role, state, candidates, none, *words = cast("tuple[str | None, ...]", seen)
    return (
        role == own.role
        and states_in(state, candidates) == own.states
        and (none is not None) == bool(own.none)
        and words[:-1] == [getattr(own, name) for name in OWN_WORDS]
    )


def is_place_as_written(seen: Row, own: Place) -> bool:
    """Whether the place that would be read from its cells is the record's own."""
    name, state, candidates, printed = cast("tuple[str | None, ...]", seen)
    return (name, states_in(state, candidates), printed) == (own.name, own.states, own.printed)


def stated(names: Iterable[str], cells: Row) -> dict[str, str]:
    """The cells that are not null, by name, for JSON."""
    return {name: str(cell) for name, cell in zip(names, cells, strict=True) if cell is not None}


# -- citations -------------------------------------------------------------------------------------

CITATION = ("source", "locator", "stance", "mode", "citations")
_LONG = re.compile("[0-9]{10}")  # no number of a locator that is read has so many digits


def citation_cells(record: Record) -> Row:
    """The cells of the first citation, and all as JSON where one row cannot say all."""
    first = record.citations[0]
    locator = None if first.locator is None else str(first.locator)
    if locator is not None and _LONG.search(locator):
        Locator.of(locator)  # refuses numbers that no text of a locator has
    is_all = len(record.citations) == 1 and _is_flat(first)
    several = None if is_all else as_json(list(map(plain, record.citations)))
    return first.source, locator, first.stance, first.mode, several


def _is_flat(citation: Citation) -> bool:
    """Whether the flat columns say all of a citation; a locator is the one of its text."""
    said = citation.claims or citation.attributed_to or citation.note or citation.quote
    return not said and citation.rank is EvidenceRank.NORMAL
