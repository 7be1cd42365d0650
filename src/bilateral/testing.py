"""Hypothesis strategies for every class, derived from the classes, for testing your own code.

Needs the extra ``testing``. All values are valid; ``datasets()`` gives datasets without faults.

    >>> from hypothesis import given
    >>> from bilateral.testing import records
    >>> @given(records("visit"))
    ... def test_title(visit):
    ...     assert visit.title
"""

from __future__ import annotations

import operator
from contextlib import suppress
from functools import cache
from typing import Any, cast

from attrs import evolve

from bilateral._plugins import require
from bilateral.collection.dataset import Dataset
from bilateral.collection.info import DatasetInfo
from bilateral.dates import EDTF, Moment, Period, Sequence, Shape, parse_edtf
from bilateral.dates.when import DateLike, When, as_span
from bilateral.errors import RecordError
from bilateral.logic import Truth
from bilateral.model.actors import (
    ACTOR_KINDS,
    AnyActor,
    Office,
    Organization,
    Person,
    Sector,
    State,
)
from bilateral.model.evidence import Citation, Claim, Locator, Source, Stance
from bilateral.model.fields import claimable, fields_of, words_of
from bilateral.model.records import (
    KINDS,
    AnyRecord,
    Lasting,
    Link,
    LinkType,
    Participant,
    Place,
    Record,
    Role,
    kind_named,
)
from bilateral.model.records.paths import AnyOf, reached
from bilateral.model.vocabulary import Vocabulary
from bilateral.quantities import Quantity
from bilateral.query import Predicate, q

require("hypothesis", extra="testing")

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

__all__ = [
    "actors", "citations", "datasets", "edtf_texts", "edtfs", "locators", "moments",
    "participants", "periods", "places", "predicates", "quantities", "records", "sequences",
    "sources", "truths",
]  # fmt: skip

_STATES = ("PAK", "RUS", "SUN", "IND")
_PERSONS = {"person-a": "RUS", "person-b": None}
_OFFICES = {"office-a": Sector.MILITARY, "office-b": Sector.SECURITY, "office-c": None}
_ORGANIZATIONS = {"org-a": "company", "org-b": "intergovernmental"}
_CODED = {"source-a": (), "source-b": ("topics", "places", "purpose"), "source-c": ("host",)}
_SOURCES = tuple(_CODED)
_TOPICS = ("trade", "security")
_RANKS = ("General", "Lt-General", "Counsellor")
_WHO = {
    "person": st.sampled_from(sorted(_PERSONS)),
    "office": st.sampled_from(sorted(_OFFICES)),
    "organization": st.sampled_from(sorted(_ORGANIZATIONS)),
    "rank": st.sampled_from(_RANKS),
}
_SECTORS = st.sampled_from([Sector.MILITARY, Sector.SECURITY])
_IDS = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,4}){0,2}", fullmatch=True)
_WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=12
).filter(lambda text: bool(text.strip()))


def truths() -> SearchStrategy[Truth]:
    """The three truths."""
    return st.sampled_from(Truth)


# -- dates and amounts -------------------------------------------------------------------------


@cache
def edtf_texts() -> SearchStrategy[str]:
    """Valid EDTF expressions of levels 0 to 2, most of them between 1950 and 2030."""
    return st.one_of(_dates(), _dates(), _intervals(), _sets(), _far_dates())


_FORMS = (
    "{year} {year}-{month:02d} {year}-{month:02d}-{day:02d} {year}-{part} {decade}X {year}-XX"
    " {year}-{month:02d}-XX {year}-XX-{day:02d} {year}S3"
).split()


@cache
def _dates() -> SearchStrategy[str]:
    return st.builds(
        lambda form, mark, **numbers: form.format(decade=numbers["year"] // 10, **numbers) + mark,
        form=st.sampled_from(_FORMS),
        mark=st.sampled_from(["", "", "", "?", "~", "%"]),
        year=st.integers(1950, 2030),
        month=st.integers(1, 12),
        day=st.integers(1, 28),
        part=st.integers(21, 41),
    )


@st.composite
def _intervals(draw: DrawFn) -> str:
    one, other = sorted(
        (parse_edtf(draw(_dates())) for _ in range(2)),
        key=lambda edtf: (edtf.earliest_ordinal, edtf.latest_ordinal),
    )
    start = draw(st.sampled_from([one.text, one.text, "", ".."]))
    end = draw(st.sampled_from([other.text, other.text, "", ".."]))
    return f"{start}/{end}"


@st.composite
def _sets(draw: DrawFn) -> str:
    members = ",".join(draw(st.lists(_dates(), min_size=1, max_size=3)))
    return draw(st.sampled_from([f"[{members}]", f"{{{members}}}"]))


def _far_dates() -> SearchStrategy[str]:
    return st.one_of(
        st.integers(-9999, -1).map(lambda year: f"-{-year:04d}"),
        st.integers(10_000, 10**12).map(lambda year: f"Y{year}"),
        st.just("0000"),
    )


def edtfs() -> SearchStrategy[EDTF]:
    """EDTF values."""
    return edtf_texts().map(parse_edtf)


def moments() -> SearchStrategy[Moment]:
    """Moments, some with the words of a source."""
    single = edtfs().filter(lambda edtf: edtf.shape not in (Shape.INTERVAL, Shape.ALL_OF))
    return st.builds(Moment, single, st.none() | _WORDS)


def periods() -> SearchStrategy[Period]:
    """Periods, some with the words of a source."""
    return st.builds(Period, edtfs(), st.none() | _WORDS)


def sequences() -> SearchStrategy[Sequence]:
    """Sequences of occasions, some with the words of a source."""
    return st.builds(Sequence, edtfs(), st.none() | _WORDS)


@st.composite
def quantities(draw: DrawFn) -> Quantity:
    """Quantities: exact, estimated, bounded on one or both sides, unknown."""
    low, high = sorted(draw(st.tuples(st.integers(0, 50), st.integers(0, 50))))
    amounts = [f"{low}", f"{low}~", f"{low}..", f"..{high}", f"{low}..{high}", "..", f"{low}.5"]
    unit, printed = draw(st.none() | st.just("days") | _WORDS), draw(st.none() | _WORDS)
    return Quantity(draw(st.sampled_from(amounts)), unit, printed)


# -- evidence ----------------------------------------------------------------------------------


def locators() -> SearchStrategy[Locator]:
    """Locators of every form."""
    number = st.integers(1, 99)
    return st.one_of(
        st.builds(Locator, paragraph=number, sentence=st.none() | number),
        st.builds(Locator, page=number.map(str), row=st.none() | number, line=st.none() | number),
        st.builds(Locator, row=number),
    )


def sources(ids: SearchStrategy[str] = _IDS) -> SearchStrategy[Source]:
    """Sources.

    Args:
        ids: Where their ids come from.
    """
    hashes = st.none() | st.from_regex("[0-9a-f]{64}", fullmatch=True)
    tags = st.sampled_from([None, "en", "zh-Hans"])
    return cast("SearchStrategy[Source]", _instances(Source, id=ids, sha256=hashes, language=tags))


@cache
def citations(kind: str | None = None) -> SearchStrategy[Citation]:
    """Citations; with a kind of record, some carry claims for its fields.

    Args:
        kind: Name of the kind of record they are for.
    """
    claims: SearchStrategy[list[Claim]] = st.just([])
    if kind is not None:
        claims = st.lists(_claims(kind_named(kind)), max_size=2)
    own = _instances(Citation, source=st.sampled_from(_SOURCES), claims=claims)
    return cast("SearchStrategy[Citation]", own)


@st.composite
def _claims(draw: DrawFn, kind: type[Record]) -> Claim:
    field = draw(st.sampled_from(sorted(claimable(kind))))
    value = draw(_value(claimable(kind)[field]))
    printed = draw(st.none() | _WORDS)
    if isinstance(value, Quantity):
        return Claim(field, value.amount, printed, draw(st.sampled_from([None, value.unit or ""])))
    return Claim(field, str(value), printed)


# -- actors and records ------------------------------------------------------------------------


def actors() -> SearchStrategy[AnyActor]:
    """Actors of every kind."""
    kinds = [_instances(kind) for kind in ACTOR_KINDS.values()]
    return cast("SearchStrategy[AnyActor]", st.one_of(kinds))


def _states() -> SearchStrategy[Any]:
    """One state, or several of which one is meant."""
    several = st.lists(st.sampled_from(_STATES), min_size=2, max_size=3, unique=True)
    return st.sampled_from(_STATES) | several


@cache
def places() -> SearchStrategy[Place]:
    """Places, some of which are only a state."""
    names = st.sampled_from(["Moscow", "Karachi"])
    named = st.builds(Place, names, st.none() | _states(), st.none() | _WORDS)
    return named | st.builds(Place, state=_states())


@cache
def participants(roles: frozenset[Role] = frozenset(Role)) -> SearchStrategy[Participant]:
    """Participants, with anything about them stated or not.

    Args:
        roles: The roles to choose from.
    """
    return st.fixed_dictionaries(
        {"role": st.sampled_from(sorted(roles))},
        optional={
            "state": _states(),
            "none": st.sampled_from([(), ("state",)]),
            **_WHO,
            "sector": _SECTORS | st.sampled_from(Sector),
            "name": _WORDS,
        },
    ).map(_participant)


def _participant(facts: dict[str, Any]) -> Participant:
    """The participant, with the sector that its office or organization gives."""
    if "office" in facts:
        facts["sector"] = _OFFICES[facts["office"]]
    elif "organization" in facts:
        facts["sector"] = None
    return Participant(**facts)


@cache
def _own_fields(kind: str) -> SearchStrategy[Any]:
    cls = kind_named(kind)
    apart = {"attested": st.none()} if issubclass(cls, Lasting) else {}
    return _instances(
        cls,
        **apart,
        participants=st.lists(participants(cls.roles), max_size=3),
        places=st.lists(places(), max_size=2),
        topics=st.lists(st.sampled_from(_TOPICS), max_size=2, unique=True),
        citations=st.lists(citations(kind), min_size=1, max_size=3),
        links=st.just(()),
        none=st.just(()),
    )


@st.composite
def records(draw: DrawFn, kind: str | None = None) -> AnyRecord:
    """Records of a kind, or of any.

    Args:
        draw: Given by hypothesis.
        kind: Name of the kind, such as ``"visit"``.
    """
    cls = kind_named(kind) if kind is not None else draw(st.sampled_from(list(KINDS.values())))
    record = cast("AnyRecord", draw(_own_fields(cls.kind)))
    if draw(st.integers(0, 2)) == 0:
        record = draw(_cited_on_participants(record))
    record = evolve(record, none=draw(_nones(record)))
    if isinstance(record, Lasting) and draw(st.booleans()):
        record = evolve(record, attested=draw(moments()))
    return record


@st.composite
def _cited_on_participants(draw: DrawFn, record: AnyRecord) -> AnyRecord:
    """The record with a claim of each citation that reaches a participant, or makes one."""
    taken = {participant.role for participant in record.participants}
    labels = [*filter(None, reached(record.participants)), *sorted(record.roles - taken)]
    values = {"state": _states(), "sector": _SECTORS, "name": _WORDS, **_WHO}
    told = []
    for citation in record.citations if labels else ():
        label, name = draw(st.sampled_from(labels)), draw(st.sampled_from(sorted(values)))
        value = draw(values[name])
        claim = Claim(f"{label}.{name}", str(AnyOf(value) if isinstance(value, list) else value))
        told.append(evolve(citation, claims=(*citation.claims, claim)))
    some = [evolve(p, none=()) if p.is_stateless else p for p in record.participants]
    return evolve(record, participants=some, citations=told or record.citations)


def _nones(record: Record) -> SearchStrategy[list[str]]:
    """What a record may be said to have none of: what is not stated, and some more seldom."""
    taken = {participant.role for participant in record.seen}
    absent = [role.value for role in record.unstated - taken]
    absent += [n for n in ("places", "topics", *words_of(type(record))) if not getattr(record, n)]
    some = st.lists(st.sampled_from(sorted(absent)), max_size=2, unique=True) if absent else None
    return st.just([]) if some is None else st.just([]) | some


@st.composite
def datasets(draw: DrawFn, kind: str | None = None, max_size: int = 6) -> Dataset:
    """Datasets without faults.

    Args:
        draw: Given by hypothesis.
        kind: Kind of the records, any by default.
        max_size: Most records.
    """
    found = draw(st.lists(records(kind), max_size=max_size, unique_by=lambda record: record.id))
    targets = st.sampled_from([record.id for record in found])
    # Records drawn apart have no day in common, so that they are not surely the same event.
    kinds = [kind for kind in LinkType if kind is not LinkType.SAME_AS]
    links = st.lists(st.builds(Link, st.sampled_from(kinds), targets), max_size=1)
    cast_of_actors: list[AnyActor] = [State(id=name, name=name) for name in _STATES]
    cast_of_actors += [Person(id=name, name=name, state=s) for name, s in _PERSONS.items()]
    cast_of_actors += [Office(id=name, name=name, sector=s) for name, s in _OFFICES.items()]
    cast_of_actors += [Organization(id=n, name=n, form=form) for n, form in _ORGANIZATIONS.items()]
    dataset = Dataset(
        records=[
            evolve(record, links=[link for link in draw(links) if link.target != record.id])
            for record in found
        ],
        actors=cast_of_actors,
        sources=[Source(id=name, title=name, coded=coded) for name, coded in _CODED.items()],
        info=DatasetInfo(name="example", title="An example"),
    )
    wrong = {fault.record for fault in dataset.faults()}  # a delivery before its order
    return dataset.holding(record for record in dataset.records if record.id not in wrong)


# -- predicates --------------------------------------------------------------------------------


def predicates(kind: str) -> SearchStrategy[Predicate]:
    """Predicates that can be put to records of a kind.

    Args:
        kind: Name of the kind, such as ``"visit"``.
    """
    cls = kind_named(kind)
    return st.recursive(
        _leaves(cls),
        lambda terms: st.one_of(
            st.builds(operator.and_, terms, terms),
            st.builds(operator.or_, terms, terms),
            st.builds(operator.invert, terms),
        ),
        max_leaves=5,
    )


def _leaves(cls: type[Record]) -> SearchStrategy[Predicate]:
    fields = fields_of(cls)
    options: list[SearchStrategy[Predicate]] = [
        st.just(q.anything),
        st.just(q.done),
        _role_leaves(cls),
        st.builds(q.place, st.none() | st.just("Moscow"), state=st.none() | st.just("PAK")),
        st.builds(
            q.citation,
            st.none() | st.sampled_from(_SOURCES),
            stance=st.none() | st.sampled_from(Stance),
            mode=st.none() | st.just("fact"),
        ),
        st.builds(q.link, st.none() | st.sampled_from(LinkType)),
        st.sampled_from(_TOPICS).map(q.topics.is_in),
        (_WORDS | st.sampled_from("aAßΣİ1-")).map(q.title.contains),
        st.sampled_from(["a", "SEC", "|"]).map(q.topics.contains),
    ]
    others = st.one_of(edtfs(), moments(), periods(), st.integers(1950, 2030)).filter(_is_stretch)
    names = [n for n, field in fields.items() if issubclass(field.type, When)]
    relation = st.sampled_from(["since", "until", "before", "after", "during", "within"])
    options.append(
        st.builds(
            lambda name, ask, day, margin: getattr(getattr(q, name), ask)(day, margin=margin),
            st.sampled_from(names),
            relation,
            others,
            st.sampled_from([0, 0, 40]),
        )
    )
    for name, field in fields.items():
        if issubclass(field.type, Vocabulary) and not field.many:
            options.append(_word_leaves(name, field.type))
        if field.type is Quantity:
            options.append(_amount_leaves(name))
    return st.one_of(options)


def _is_stretch(value: DateLike | When) -> bool:
    """Whether a date can stand in a question: it is one stretch of days."""
    with suppress(RecordError):
        return as_span(value) is not None
    return False


def _word_leaves(name: str, vocabulary: type[Vocabulary]) -> SearchStrategy[Predicate]:
    words = st.lists(st.sampled_from(list(vocabulary)), min_size=1, max_size=2)
    return words.map(lambda chosen: getattr(q, name).is_in(*chosen))


def _amount_leaves(name: str) -> SearchStrategy[Predicate]:
    compare = st.sampled_from([operator.ge, operator.le, operator.eq])
    return st.builds(lambda op, number: op(getattr(q, name), number), compare, st.integers(0, 50))


@st.composite
def _role_leaves(draw: DrawFn, cls: type[Record]) -> Predicate:
    names = [role.name.lower() for role in cls.roles] + ["participant"]
    role = getattr(q, draw(st.sampled_from(sorted(names))))
    if draw(st.integers(0, 9)) == 0:
        return cast("Predicate", role.number_at_least(draw(st.integers(1, 3))))
    which = draw(st.sampled_from(["state", "state", "other_than"]))
    asked: dict[str, Any] = {
        which: st.lists(st.sampled_from(_STATES), min_size=1, max_size=2),
        **_WHO,
        "sector": st.lists(_SECTORS | st.sampled_from(Sector), min_size=1, max_size=2),
        "named": st.booleans(),
        "stateless": st.booleans(),
    }
    chosen = draw(st.lists(st.sampled_from(sorted(asked)), max_size=2, unique=True))
    return cast("Predicate", role(**{name: draw(asked[name]) for name in chosen}))


# -- anything from its class -------------------------------------------------------------------


def _instances(cls: type, **given: SearchStrategy[Any]) -> SearchStrategy[Any]:
    """Instances of an attrs class, each field from its type unless given."""
    required, optional = {}, {}
    for name, field in fields_of(cls).items():
        if name in given:
            required[name] = given[name]
            continue
        value = _IDS if name == "id" else _named_value(name, field.type)
        if field.many:
            value = st.lists(value, max_size=2)
        if field.required:
            required[name] = value
        else:
            optional[name] = value
    return st.fixed_dictionaries(required, optional=optional).map(lambda values: cls(**values))


def _named_value(name: str, kind: type) -> SearchStrategy[Any]:
    ids = {"state": _STATES, "continues": _STATES, "organization": tuple(_ORGANIZATIONS)}
    return st.sampled_from(ids[name]) if name in ids else _value(kind)


@cache
def _value(kind: type) -> SearchStrategy[Any]:
    known: dict[type, SearchStrategy[Any]] = {
        str: _WORDS,
        int: st.integers(1, 999),
        EDTF: edtfs(),
        Moment: moments(),
        Period: periods(),
        Sequence: sequences(),
        Quantity: quantities(),
        Locator: locators(),
    }
    if kind in known:
        return known[kind]
    return st.sampled_from(cast("Any", kind))
