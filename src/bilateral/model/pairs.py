"""Directed pairs: who starts something, and to whom it goes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from bilateral.model.records.base import Participant, Role

__all__ = ["NumberedPair", "Pair", "directed_pairs", "numbered_pairs"]

Pair: TypeAlias = tuple[Participant | None, Participant | None]
"""An initiator and a target; None for the one that has no counterpart."""
NumberedPair: TypeAlias = tuple[int | None, int | None]
"""The same by their numbers among the participants."""


def directed_pairs(participants: Sequence[Participant]) -> list[Pair]:
    """Every pair of an initiator and a target, and each of them that has no counterpart.

    Args:
        participants: Those of one record.

    Returns:
        At least one pair, in the order of the initiators, then of those left alone.

    Example:
        >>> one, other = (Participant(role="party", state=state) for state in ("PAK", "RUS"))
        >>> [(a.state, b.state) for a, b in directed_pairs([one, other])]
        [('PAK', 'RUS'), ('RUS', 'PAK')]
    """
    pairs = numbered_pairs([participant.role for participant in participants])
    return [
        (
            None if one is None else participants[one],
            None if other is None else participants[other],
        )
        for one, other in pairs
    ]


def numbered_pairs(roles: Sequence[Role]) -> list[NumberedPair]:
    """The same by the numbers of the participants, of which their roles tell all.

    Args:
        roles: Those of the participants of one record.

    Example:
        >>> numbered_pairs([Role.VISITOR, Role.VISITOR, Role.HOST])
        [(0, 2), (1, 2)]
    """
    initiators = [number for number, role in enumerate(roles) if role.is_initiator]
    targets = [number for number, role in enumerate(roles) if role.is_target]
    found: list[NumberedPair] = [(i, t) for i in initiators for t in targets if i != t]
    paired = {initiator for initiator, _ in found}, {target for _, target in found}
    found += [(number, None) for number in initiators if number not in paired[0]]
    found += [(None, number) for number in targets if number not in paired[1]]
    return found or [(None, None)]
