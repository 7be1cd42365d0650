"""Which of several values of one field are rivals: the rules, on values alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

from bilateral.dates.relations import Span
from bilateral.dates.when import When
from bilateral.model.evidence import EvidenceRank, Stance
from bilateral.quantities import Quantity

__all__ = ["Heard", "best_of", "contains", "rival_values", "same_value"]


@attrs.frozen
class Heard:
    """A value that a citation claims.

    Attributes:
        value: The value, of the field's own type.
        stance: How the citation bears on the record.
        rank: Rank of the citation.
    """

    value: object
    stance: Stance
    rank: EvidenceRank


def rival_values(own: object, rank: EvidenceRank, claims: Iterable[Heard]) -> tuple[object, ...]:
    """The values that a question sees, the record's own first.

    Heard are own value and claims of the best rank there is, but no deprecated ones and no claim
    of a citation that casts doubt. Claims are compared with the own value, after what refines it
    has taken its place, and not with one another: one that contains it, or lies within it, adds
    nothing, and any other is a rival, whatever its stance. Without an own value each is heard.

    Args:
        own: The record's own value, or None.
        rank: Rank of the own value.
        claims: The claims.

    Example:
        >>> normal = EvidenceRank.NORMAL
        >>> said = [("4", "corroborates"), ("9", "corroborates"), ("3..5", "refines")]
        >>> heard = [Heard(Quantity(n), Stance(stance), normal) for n, stance in said]
        >>> [str(value) for value in rival_values(Quantity("2..6"), normal, heard)]
        ['3..5', '9']
    """
    heard = [claim for claim in claims if claim.stance is not Stance.CASTS_DOUBT]
    best = best_of([claim.rank for claim in heard] + ([rank] if own is not None else []))
    if best is EvidenceRank.DEPRECATED:
        return ()
    heard = [claim for claim in heard if claim.rank is best]
    if own is None or rank is not best:
        return _distinct(claim.value for claim in heard)
    closer = [c.value for c in heard if c.stance is Stance.REFINES and contains(own, c.value)]
    base = _distinct(value for value in closer if not any(_narrower(o, value) for o in closer))
    base = base if base and not same_value(base[0], own) else (own,)
    others = [
        claim.value
        for claim in heard
        if not any(contains(v, claim.value) or contains(claim.value, v) for v in base)
    ]
    return _distinct((*base, *others))


def same_value(one: object, other: object) -> bool:
    """Whether two values of a field are the same, in whatever words they are printed."""
    if isinstance(one, Quantity) and isinstance(other, Quantity):
        return one.same(other)
    if isinstance(one, When) and isinstance(other, When):
        return one.edtf == other.edtf
    if isinstance(one, tuple) and isinstance(other, tuple):
        return set(one) == set(other)
    return one == other


def contains(whole: object, part: object) -> bool:
    """Whether a value of a field rules out nothing that another one allows.

    Dates are compared as the days on which they may start and end, amounts as bounds of one unit;
    a word contains only itself, several states each of them.

    Example:
        >>> from bilateral import Moment, Period
        >>> contains(Moment("2016"), Moment("2016-04")), contains(Moment("2016"), Moment("2017"))
        (True, False)
        >>> contains(Period("2018-04-24"), Period("2018-04-24/2018-04-25"))
        False
        >>> contains(Moment("[2016,2018]"), Moment("2017"))
        False
    """
    if isinstance(whole, Quantity) and isinstance(part, Quantity):
        return whole.contains(part)
    if isinstance(whole, When) and isinstance(part, When):
        return all(any(_covers(w, p) for w in whole.spans) for p in part.spans)
    if isinstance(whole, tuple):
        return set(part if isinstance(part, tuple) else (part,)) <= set(whole)
    return whole == part


def best_of(ranks: Sequence[EvidenceRank]) -> EvidenceRank:
    """The best of some ranks; normal if there are none."""
    return min(ranks, key=_RANKS.index, default=EvidenceRank.NORMAL)


_RANKS = (EvidenceRank.PREFERRED, EvidenceRank.NORMAL, EvidenceRank.DEPRECATED)


def _covers(whole: Span, part: Span) -> bool:
    if whole.members:  # touches each of its members and no day outside
        return whole.members == part.members
    starts = whole.start_min <= part.start_min and part.start_max <= whole.start_max
    return starts and whole.end_min <= part.end_min and part.end_max <= whole.end_max


def _narrower(one: object, other: object) -> bool:
    return contains(other, one) and not contains(one, other)


def _distinct(values: Iterable[object]) -> tuple[object, ...]:
    """The values without those that say the same as an earlier one."""
    found: list[object] = []
    for value in values:
        if not any(contains(value, kept) and contains(kept, value) for kept in found):
            found.append(value)
    return tuple(found)
