"""Actors as people read them: by name and rank and office, not by id."""

from __future__ import annotations

from collections.abc import Iterable

from bilateral.model.records import Participant, Place
from bilateral.query.participation import Cast

__all__ = ["listed", "place_called", "who"]


def who(participant: Participant, cast: Cast) -> str:
    """A participant as exactly as is known, by name.

    Args:
        participant: Someone's part in a record.
        cast: The actors that it may name; one without an entry stays an id.

    Example:
        >>> from bilateral import Person
        >>> cast = Cast({"a": Person(id="a", name="Naseer Khan Janjua")})
        >>> who(Participant(role="visitor", state="PAK", person="a", rank="Lt-Gen"), cast)
        'Lt-Gen Naseer Khan Janjua'
        >>> who(Participant(role="host", state="PAK"), cast)
        'Pakistan'
    """
    persons, offices, bodies = (
        listed(participant.known(what), cast) for what in ("person", "office", "organization")
    )
    ranks = participant.known("rank")
    rank = ranks[0] if len(ranks) == 1 else ""
    if persons:
        return ", ".join(filter(None, (f"{rank} {persons}".strip(), offices)))
    if not (offices or bodies) and participant.name is not None:
        return repr(participant.name)
    whose = offices or bodies or listed(participant.states, cast)
    return ", ".join(filter(None, (rank, whose))) or "unnamed"


def place_called(place: Place, cast: Cast) -> str:
    """A place by its name and state.

    Example:
        >>> place_called(Place(name="Sochi", state="RUS"), Cast())
        'Sochi, Russia'
    """
    return ", ".join(filter(None, (place.name or place.printed, listed(place.states, cast))))


def listed(ids: Iterable[str], cast: Cast, joint: str = " or ") -> str:
    """Actors by name, one after another.

    Args:
        ids: Their ids.
        cast: The actors that there are.
        joint: What stands between them.
    """
    return joint.join(map(cast.name, ids))
