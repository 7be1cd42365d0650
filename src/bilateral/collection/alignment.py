"""Two accounts of one record with the same participants in the same places.

What two accounts say of a participant can be told apart only once it is known to be the same.
Alone in its role in both it is; and so is, of several, whoever has one key or one state. For these
each account keeps its own words, which may then become claims of its citations. Of the others one
account has to say no less than the other: they become the fuller of the two.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from bilateral.collection.union import united_parts, united_tuple
from bilateral.errors import RecordError
from bilateral.model.records import AnyRecord, Participant, Role
from bilateral.model.records.paths import ATTRIBUTES, is_path, keys_of, reached

__all__ = ["aligned", "paths_of"]


@attrs.frozen
class _Slot:
    """A participant of both accounts, or of one: in each what it says, and its number there."""

    one: Participant | None
    other: Participant | None
    numbers: tuple[int | None, int | None]

    @property
    def fuller(self) -> Participant:
        """What it says in the first account that has it."""
        return next(p for p in (self.one, self.other) if p is not None)


def aligned(mine: AnyRecord, theirs: AnyRecord) -> tuple[AnyRecord, AnyRecord]:
    """Both accounts with as many participants, in one order and reached by the same paths.

    Args:
        mine: A record.
        theirs: The same by another account.

    Raises:
        RecordError: if it cannot be said who is the same, or what one account says of someone
            can be no claim.
    """
    if mine.participants == theirs.participants:
        return mine, theirs
    slots = [
        slot
        for role in united_tuple(*([p.role for p in r.participants] for r in (mine, theirs)))
        for slot in _slots(mine, theirs, role)
    ]
    filled = [_filled(slot, slots) for slot in slots]
    ours, others = tuple(one for one, _ in filled), tuple(other for _, other in filled)
    if reached(ours) != reached(others):
        raise _not_the_same(mine, theirs)
    labels = dict(enumerate(reached(ours)))
    moved = []
    for side, (record, participants) in enumerate(((mine, ours), (theirs, others))):
        numbers = {slot.numbers[side]: index for index, slot in enumerate(slots)}
        moves = {
            label: labels.get(numbers.get(number, -1))
            for number, label in enumerate(reached(record.participants))
        }
        moved.append(_moved(record, participants, moves))
    return moved[0], moved[1]


def paths_of(mine: AnyRecord, theirs: AnyRecord) -> Iterator[str]:
    """The paths to what aligned accounts may say differently of their participants.

    The state by which a participant is told from others is not among them.
    """
    claimed = {path.rpartition(".")[0] for path in mine.claimed | theirs.claimed if is_path(path)}
    labels = reached(mine.participants)
    for label, one, other in zip(labels, mine.participants, theirs.participants, strict=True):
        if label is not None and (one != other or label in claimed):
            by_state = one.key is None and "[" in label
            names = (name for name in ATTRIBUTES if not (by_state and name == "state"))
            yield from (f"{label}.{name}" for name in names)
    for label in sorted(claimed.difference(labels)):
        yield from (f"{label}.{name}" for name in ATTRIBUTES)


# -- who is the same -------------------------------------------------------------------------------


def _slots(mine: AnyRecord, theirs: AnyRecord, role: Role) -> Iterator[_Slot]:
    """The participants in one role, those that are the same together."""
    ours, others = (
        [(number, p) for number, p in enumerate(r.participants) if p.role is role]
        for r in (mine, theirs)
    )
    if len(ours) == len(others) == 1 and _may_be_one(ours[0][1], others[0][1]):
        yield _Slot(ours[0][1], others[0][1], (ours[0][0], others[0][0]))
        return
    names, theirs_named = (
        {number: key for (number, _), key in zip(side, keys_of([p for _, p in side]), strict=True)}
        for side in (ours, others)
    )
    left = []
    rest = others.copy()
    for number, participant in ours:
        same = [item for item in rest if item[1] == participant]
        same = same or [
            item
            for item in rest
            if names[number] is not None
            and theirs_named[item[0]] is not None
            and _are_named_alike(participant, item[1])
        ]
        if same:
            rest.remove(same[0])
            yield _Slot(participant, same[0][1], (number, same[0][0]))
        else:
            left.append((number, participant))
    if not (left and rest):
        yield from (_Slot(participant, None, (number, None)) for number, participant in left)
        yield from (_Slot(None, participant, (None, number)) for number, participant in rest)
        return
    united = united_parts([p for _, p in left], [p for _, p in rest])
    if united is None:
        raise _not_the_same(mine, theirs)
    yield from (_Slot(participant, participant, (None, None)) for participant in united)


def _are_named_alike(one: Participant, other: Participant) -> bool:
    """Whether two have one key, or, where not each has a key, one state."""
    if one.key is not None and other.key is not None:
        return one.key == other.key and _may_be_one(one, other)
    return one.state is not None and one.state == other.state


def _may_be_one(one: Participant, other: Participant) -> bool:
    """Whether they have no two keys, and neither acts for no state where the other has one."""
    keys = one.key is None or other.key is None or one.key == other.key
    states = bool(one.states), bool(other.states)
    return keys and not (one.is_stateless and states[1]) and not (other.is_stateless and states[0])


def _filled(slot: _Slot, slots: Sequence[_Slot]) -> tuple[Participant, Participant]:
    """What both accounts say of a participant; one that does not have it says only who it is."""
    known = [p for p in (slot.one, slot.other) if p is not None]
    key = next((p.key for p in known if p.key is not None), None)
    none = next((p.none for p in known if p.is_stateless), ())
    of_role = [s.fuller for s in slots if s.fuller.role is slot.fuller.role]
    at = [s for s in slots if s.fuller.role is slot.fuller.role].index(slot)
    bare = slot.fuller
    if len(of_role) == 1 or key is not None:
        bare = Participant(role=bare.role)
    elif keys_of(of_role)[at] is not None:
        bare = Participant(role=bare.role, state=bare.state)
    both = (p or bare for p in (slot.one, slot.other))
    one, other = (attrs.evolve(p, key=key, none=p.none if p.states else none) for p in both)
    return one, other


def _moved(
    record: AnyRecord, participants: tuple[Participant, ...], moves: dict[str | None, str | None]
) -> AnyRecord:
    """The record with other participants, and its claims where they now lead.

    Raises:
        RecordError: if a claim would lead to nobody, or to one of several.
    """
    citations = []
    for citation in record.citations:
        claims = []
        for claim in citation.claims:
            label, _, attribute = claim.field.rpartition(".")
            if is_path(claim.field):
                new = moves.get(label, label)
                if new is None:
                    raise RecordError(
                        "a claim that could be about several participants",
                        record=record.id,
                        field=f"citations.claims.{claim.field}",
                        found=claim.value,
                        expected="participants with keys",
                    )
                claim = attrs.evolve(claim, field=f"{new}.{attribute}")  # noqa: PLW2901
            claims.append(claim)
        citations.append(attrs.evolve(citation, claims=claims))
    return attrs.evolve(record, participants=participants, citations=citations)


def _not_the_same(mine: AnyRecord, theirs: AnyRecord) -> RecordError:
    return RecordError(
        "both have this record, not the same",
        record=mine.id,
        field="participants",
        found=theirs.participants,
        expected="the same, or no more and no less exactly; or participants with keys",
    )
