"""Names near to one that nobody bears: by their words and by their letters, or none."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from bilateral.states.tables import folded

__all__ = ["near_labels"]

_GENERAL = frozenset(
    """a of and the republic rep kingdom state states democratic dem peoples people
    islands island is union federation federal united former new north south east west northern
    southern eastern western saint san central great empire arab islamic socialist territory
    trust african french british german dutch american""".split()
)
"""Words that many names have, so that one alone makes none of them near."""

_MOST = 3


def near_labels(name: str, labels: Iterable[str]) -> tuple[str, ...]:
    """The labels that someone who wrote a name may have meant, best first.

    A label is near if all the words that tell it from others are in the name, or those of the name
    in it; or if no more than every fifth letter differs. Where that finds none, none is better
    than a wrong one.

    Args:
        name: What was written.
        labels: The names there are; of two that are alike, the earlier goes before.

    Example:
        >>> near_labels("Pakistn", ["Pakistan", "Palestine"])
        ('Pakistan',)
        >>> near_labels("Kingdom of Hawaii", ["Hawaii", "Kingdom of Serbia"])
        ('Hawaii',)
        >>> near_labels("Biafra", ["Bahrain", "Bulgaria"])
        ()
    """
    plain = folded(name)
    own, letters, most = _telling(plain), set(plain), max(1, len(plain) // 5)
    found: dict[str, tuple[int, int]] = {}
    for label in labels:
        other, words, others = _looked_at(label)
        longer = abs(len(plain) - len(other))
        if plain == other:
            found.setdefault(label, (0, 0))
        elif own and words and (own <= words or words <= own):
            found.setdefault(label, (1, longer))
        # Each letter that only one of them has is at best half of a change.
        elif (
            len(plain) >= 3
            and longer <= most
            and len(letters ^ others) <= 2 * most
            and (apart := _apart(plain, other, most))
        ):
            found.setdefault(label, (apart, 0))
    best: dict[str, str] = {}
    for label in sorted(found, key=lambda label: found[label]):
        best.setdefault(folded(label), label)
    return tuple(best.values())[:_MOST]


@lru_cache(maxsize=1 << 14)
def _looked_at(label: str) -> tuple[str, frozenset[str], frozenset[str]]:
    """A label as it is compared, the words that tell it from others, and its letters."""
    plain = folded(label)
    return plain, _telling(plain), frozenset(plain)


def _telling(plain: str) -> frozenset[str]:
    return frozenset(word for word in plain.split() if len(word) > 2) - _GENERAL


def _apart(one: str, other: str, most: int) -> int | None:
    """How many letters are added, left out, changed or swapped, unless they are more."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, facing in enumerate(other, 1):
            cost = min(before[j] + 1, row[-1] + 1, before[j - 1] + (letter != facing))
            swapped = i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == facing
            row.append(min(cost, earlier[j - 2] + 1) if swapped else cost)
        if min(row) > most:
            return None
    return row[-1] if row[-1] <= most else None
