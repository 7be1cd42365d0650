"""Names near to one that nobody bears: by their words and by their letters, or none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bilateral.states.tables import folded

__all__ = ["Labels", "near_labels"]

_GENERAL = frozenset(
    """a of and the republic rep kingdom state states democratic dem peoples people
    islands island is union federation federal united former new north south east west northern
    southern eastern western saint san central great empire arab islamic socialist territory
    trust african french british german dutch american""".split()
)
"""Words that many names have, so that one alone makes none of them near."""

_MOST = 3


class Labels:
    """Names there are, among which near ones are found without looking at each.

    Args:
        labels: The names; of two that are alike, the earlier goes before.

    Example:
        >>> known = Labels(["Pakistan", "Palestine", "Hawaii"])
        >>> known.near("Pakistn"), known.near("Kingdom of Hawaii")
        (('Pakistan',), ('Hawaii',))
    """

    def __init__(self, labels: Iterable[str]) -> None:
        self._labels = tuple(dict.fromkeys(labels))
        self._plain = [folded(label) for label in self._labels]
        self._words = [_telling(plain) for plain in self._plain]
        self._bits: dict[str, int] = {}  # of each letter that one of them has
        self._by_plain: dict[str, list[int]] = {}
        self._by_word: dict[str, list[int]] = {}
        self._by_length: dict[int, list[tuple[int, int]]] = {}
        for place, plain in enumerate(self._plain):
            self._by_plain.setdefault(plain, []).append(place)
            for word in self._words[place]:
                self._by_word.setdefault(word, []).append(place)
            letters = 0
            for letter in plain:
                letters |= self._bits.setdefault(letter, 1 << len(self._bits))
            self._by_length.setdefault(len(plain), []).append((letters, place))

    def near(self, name: str) -> tuple[str, ...]:
        """The labels that someone who wrote a name may have meant, as :func:`near_labels` says.

        Args:
            name: What was written.
        """
        plain = folded(name)
        own = _telling(plain)
        found = dict.fromkeys(self._by_plain.get(plain, ()), (0, 0))
        for place in {place for word in own for place in self._by_word.get(word, ())}:
            words = self._words[place]
            if own <= words or words <= own:
                found.setdefault(place, (1, abs(len(plain) - len(self._plain[place]))))
        for place, apart in self._misspelt(plain) if len(plain) >= 3 else ():
            found.setdefault(place, (apart, 0))
        best: dict[str, str] = {}
        for place in sorted(found, key=lambda place: (found[place], place)):
            best.setdefault(self._plain[place], self._labels[place])
        return tuple(best.values())[:_MOST]

    def _misspelt(self, plain: str) -> Iterator[tuple[int, int]]:
        """Where the labels are of which no more than every fifth letter differs, and how many."""
        most = max(1, len(plain) // 5)
        own = alone = 0
        for letter in set(plain):
            bit = self._bits.get(letter, 0)
            own, alone = own | bit, alone + (not bit)
        for length in range(len(plain) - most, len(plain) + most + 1):
            # Each letter that only one of them has is at best half of a change.
            for place in [
                place
                for letters, place in self._by_length.get(length, ())
                if (letters ^ own).bit_count() + alone <= 2 * most
            ]:
                if apart := _apart(plain, self._plain[place], most):
                    yield place, apart


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
    return Labels(labels).near(name)


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
