"""What each citation of a record says of a field, and a record made of such statements.

A record keeps a value once, as its own, and every citation that states the record without a claim
for the field stands for it. So two accounts cannot be joined field by field: where one of them
says nothing, its citations would stand for what the other says. Here an account is turned into
claims, one for each citation that says something; claims are united; and of all of them the
record's own value is found again, or there is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

from bilateral.collection.alignment import paths_of
from bilateral.errors import RecordError
from bilateral.model.evidence import Citation, Claim, EvidenceRank, Stance
from bilateral.model.fields import WORDING, claimable, fields_of
from bilateral.model.records import AnyRecord
from bilateral.model.records.paths import is_path
from bilateral.model.rivals import Heard, best_of, contains, rival_values, same_value
from bilateral.quantities import Quantity

__all__ = ["STATES", "claim_of", "joined_statements", "spoken_for"]

STATES = (Stance.ASSERTS, Stance.CORROBORATES)
"""Stances of the citations that stand for the record's own values."""


def claim_of(field: str, value: object) -> Claim:
    """The claim that says a value, its unit included."""
    if isinstance(value, Quantity):
        return Claim(field, value.amount, value.printed, value.unit or "")
    return Claim(field, str(value), getattr(value, "printed", None))


def spoken_for(field: str, citations: Iterable[Citation]) -> bool:
    """Whether some citation states the record and has no claim for a field."""
    return any(c.stance in STATES and not _claims(c, field) for c in citations)


def joined_statements(
    mine: AnyRecord, theirs: AnyRecord
) -> tuple[dict[str, object], tuple[Citation, ...]]:
    """What two accounts of one record say, citation by citation.

    The record's own value is then that of the first account, if it makes no difference to any
    question which of the values is the own one, and if no citation that states the record would
    stand for a value that it does not give. Otherwise there is no own value and each is a claim,
    so that the answers are the same in whatever order accounts are joined.

    Args:
        mine: A record.
        theirs: The same by another account, aligned with it.

    Returns:
        The own values of the fields, and of the paths to participants, in which the accounts may
        differ; and the citations of both,
        those of one citation in both as one.

    Raises:
        RecordError: if one citation says two things, naming the field.
    """
    told = [name for name in claimable(type(mine)) if name not in WORDING]
    told += paths_of(mine, theirs)
    fields = [name for name in told if not _alike(mine, theirs, name)]
    reworded = [
        claim_of(name, new)
        for name in claimable(type(mine))
        if name in WORDING
        and (new := getattr(theirs, name)) is not None
        and getattr(mine, name) not in (None, new)
    ]
    ours, others = _stated(mine, fields), _stated(theirs, fields)
    citations = _united(ours, _worded(others, mine.citations, reworded), mine, fields)
    values: dict[str, object] = {}
    for name in fields:
        olds = [value for r in (mine, theirs) if (value := r.own(name)) is not None]
        values[name], citations = _owned(mine, name, olds, citations)
    return values, tuple(citations)


def _alike(mine: AnyRecord, theirs: AnyRecord, field: str) -> bool:
    """Whether both accounts say the same of a field, by citations that state the record."""
    value = mine.own(field)
    if value != theirs.own(field) or field in mine.claimed | theirs.claimed:
        return False
    return value is None or all(spoken_for(field, r.citations) for r in (mine, theirs))


def _claims(citation: Citation, field: str) -> list[Claim]:
    return [claim for claim in citation.claims if claim.field == field]


# -- from records to claims ------------------------------------------------------------------------


def _stated(record: AnyRecord, fields: Sequence[str]) -> list[Citation]:
    """The citations of a record, with a claim for all that each says of some fields."""
    citations = [
        attrs.evolve(c, claims=[_with_unit(record, claim) for claim in c.claims])
        for c in record.citations
    ]
    for field in fields:
        value = record.own(field)
        if value is None:
            continue
        for index in _bearers(record, field, value):
            citations[index] = _claiming(citations[index], claim_of(field, value))
    return citations


def _with_unit(record: AnyRecord, claim: Claim) -> Claim:
    """The claim with the unit that it has from the record's own amount."""
    value = record.read(claim) if claim.unit is None else None
    return attrs.evolve(claim, unit=value.unit or "") if isinstance(value, Quantity) else claim


def _bearers(record: AnyRecord, field: str, value: object) -> list[int]:
    """Whose the own value is: those who state the record and have no claim for the field.

    If there are none, and nobody claims that value in its words, it is of the first who claims it
    in others; else of those without a claim who do not doubt the record; else of those who doubt
    it; else of the first that has another claim, too.
    """
    stances = {i: c.stance for i, c in enumerate(record.citations) if not _claims(c, field)}
    if stating := [index for index, stance in stances.items() if stance in STATES]:
        return stating
    said = [
        (index, getattr(record.read(claim), "printed", None))
        for index, citation in enumerate(record.citations)
        for claim in _claims(citation, field)
        if same_value(record.read(claim), value)
    ]
    if said:  # words as printed that no claim has are of the first that claims the value
        printed = getattr(value, "printed", None)
        return [] if printed is None or any(words == printed for _, words in said) else [said[0][0]]
    sure = [index for index, stance in stances.items() if stance is not Stance.CASTS_DOUBT]
    return sure or list(stances) or [0]


def _claiming(citation: Citation, *claims: Claim) -> Citation:
    """The citation with further claims, each once and in the fuller words."""
    kept = list(citation.claims)
    for claim in claims:
        if any(_says(own, claim) for own in kept):
            continue
        kept = [own for own in kept if not _says(claim, own)] + [claim]
    return attrs.evolve(citation, claims=kept)


def _says(fuller: Claim, claim: Claim) -> bool:
    """Whether a claim says all of another, which may lack the printed words."""
    return claim in (fuller, attrs.evolve(fuller, printed=None))


def _worded(
    citations: list[Citation], known: Sequence[Citation], claims: Sequence[Claim]
) -> list[Citation]:
    """Citations that also claim another title or note: those that only they have, if any."""
    for claim in claims:
        stating = [i for i, c in enumerate(citations) if c.stance in STATES]
        for index in [i for i in stating if citations[i] not in known] or stating or [0]:
            citations[index] = _claiming(citations[index], claim)
    return citations


# -- the claims of both ----------------------------------------------------------------------------


def _united(
    ours: Sequence[Citation], theirs: Sequence[Citation], record: AnyRecord, fields: Sequence[str]
) -> list[Citation]:
    """The citations of both; one that both have says what it says in either."""
    found = list(ours)
    free = set(range(len(found)))
    for citation in sorted(theirs, key=lambda c: c not in found):  # the alike first
        same = [i for i in sorted(free) if _bare(found[i]) == _bare(citation)]
        fits = [i for i in same if not _clash(found[i], citation, fields)]
        if fits:
            index = max(fits, key=lambda i: found[i] == citation)
            free.discard(index)
            found[index] = _claiming(found[index], *citation.claims)
        elif same:
            claim = _clash(found[same[0]], citation, fields)[0]
            raise RecordError(
                "the same citations are read in two ways",
                record=record.id,
                field=claim.field,
                found=claim.value,
            )
        else:
            found.append(citation)
    return found


def _bare(citation: Citation) -> Citation:
    return attrs.evolve(citation, claims=())


def _clash(one: Citation, other: Citation, fields: Sequence[str]) -> list[Claim]:
    """What one citation claims of fields for which the other has claims, but not this."""
    return [
        claim
        for field in fields
        if (known := _claims(one, field))
        for claim in _claims(other, field)
        if not any(_says(own, claim) or _says(claim, own) for own in known)
    ]


# -- from claims to an own value -------------------------------------------------------------------


def _owned(
    record: AnyRecord, field: str, olds: Sequence[object], citations: list[Citation]
) -> tuple[object, list[Citation]]:
    """The own value of a field and the citations without the claims that it makes needless."""
    stating = [c for c in citations if c.stance in STATES]
    said = [record.read(claims[0]) for c in stating if len(claims := _claims(c, field)) == 1]
    options = _fullest(said)
    if options and not spoken_for(field, citations):
        # The first account's own value comes first, and words of it.
        options.sort(key=lambda value: [not same_value(value, old) for old in olds])
        seen = [_seen(record, field, value, citations) for value in options]
        if all(_same_values(seen[0], other) for other in seen):
            own = options[0]
            return own, [
                attrs.evolve(c, claims=[x for x in c.claims if x.field != field])
                if _stands_for(record, field, own, c)
                else c
                for c in citations
            ]
    if is_path(field) or not fields_of(type(record))[field].required:
        return None, citations
    return _best(record, field, citations), citations


def _fullest(values: Iterable[object]) -> list[object]:
    """Each value once, with the words of the first who has some."""
    found: list[object] = []
    for value in values:
        known = next((i for i, kept in enumerate(found) if same_value(kept, value)), None)
        if known is None:
            found.append(value)
        elif getattr(found[known], "printed", None) is None:
            found[known] = value
    return found


def _stands_for(record: AnyRecord, field: str, value: object, citation: Citation) -> bool:
    """Whether a citation without its claim would say the same of a record of some own value."""
    claims = _claims(citation, field)
    if citation.stance not in STATES or len(claims) != 1:
        return False
    words = getattr(value, "printed", None)
    said = record.read(claims[0])
    return same_value(said, value) and getattr(said, "printed", None) in (None, words)


def _seen(
    record: AnyRecord, field: str, own: object, citations: Iterable[Citation]
) -> tuple[object, ...]:
    """What a question would see of a field with some own value."""
    ranks: list[EvidenceRank] = []
    heard: list[Heard] = []
    for citation in citations:
        if _stands_for(record, field, own, citation):
            ranks.append(citation.rank)
            continue
        heard += [
            Heard(record.read(claim), citation.stance, citation.rank)
            for claim in _claims(citation, field)
        ]
    return rival_values(own, best_of(ranks), heard) if heard else (own,)


def _same_values(one: Sequence[object], other: Sequence[object]) -> bool:
    """Whether two tuples of seen values are the same to any question."""
    return all(
        any(contains(value, kept) and contains(kept, value) for kept in second)
        for first, second in ((one, other), (other, one))
        for value in first
    )


def _best(record: AnyRecord, field: str, citations: Iterable[Citation]) -> object:
    """The own value of a field that must have one, where no citation can stand for it."""
    heard = [(c, record.read(claim)) for c in citations for claim in _claims(c, field)]
    best = best_of([c.rank for c, _ in heard if c.stance is not Stance.CASTS_DOUBT])
    told = [v for c, v in heard if c.rank is best and c.stance is not Stance.CASTS_DOUBT]
    return min(told or [value for _, value in heard], key=str)
