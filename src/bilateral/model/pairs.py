"""Directed pairs: who starts something, and to whom it goes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from bilateral.model.records.base import Participant

__all__ = ["Pair", "directed_pairs"]

Pair: TypeAlias = tuple[Participant | None, Participant | None]
"""An initiator and a target; None for the one that has no counterpart."""


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
    initiators = [(i, p) for i, p in enumerate(participants) if p.role.is_initiator]
    targets = [(i, p) for i, p in enumerate(participants) if p.role.is_target]
    pairs = [(i, t) for i in initiators for t in targets if i[0] != t[0]]
    paired_initiators = {i[0] for i, _ in pairs}
    paired_targets = {t[0] for _, t in pairs}
    found: list[Pair] = [(i[1], t[1]) for i, t in pairs]
    found += [(p, None) for i, p in initiators if i not in paired_initiators]
    found += [(None, p) for i, p in targets if i not in paired_targets]
    return found or [(None, None)]
