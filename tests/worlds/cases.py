"""Small records and questions to them, within what the oracle can go through."""

from __future__ import annotations

import operator
from functools import cache
from typing import Any

from hypothesis import strategies as st

from bilateral import (
    Citation,
    Claim,
    Link,
    Moment,
    Office,
    Organization,
    Participant,
    Period,
    Person,
    Place,
    Predicate,
    Quantity,
    Source,
    State,
    q,
)
from bilateral.model.records import Agreement, ArmsTransfer, Membership, Record, Visit

__all__ = ["ACTORS", "KINDS", "SOURCES", "questions", "records"]

ACTORS = {
    actor.id: actor
    for actor in (
        State(id="AAA", name="A"),
        State(id="BBB", name="B", life="../.."),
        State(id="OLD", name="Old", life="/2016-04-29"),
        State(id="NEW", name="New", life="2016-04-30/..", continues=["OLD"]),
        Person(id="a-person", name="A person", state="NEW"),
        Person(id="nobody", name="A person of no known state"),
        Office(id="chief", name="Chief", sector="military", state="AAA"),
        Office(id="adviser", name="Adviser", sector="security"),
        Organization(id="club", name="Club", form="intergovernmental"),
        Organization(id="firm", name="Firm", form="company", state="BBB", sector="business"),
    )
}
SOURCES = {
    source.id: source
    for source in (
        Source(id="one", title="One"),
        Source(id="two", title="Two", coded=["topics", "places", "purpose"]),
    )
}
KINDS: dict[str, type[Record]] = {
    kind.kind: kind for kind in (Visit, Agreement, ArmsTransfer, Membership)
}

# Every text names days of April and May 2016 alone, or is open.
_ONE_DAY = (
    "2016-04-28", "2016-04-30", "2016-05-02~", "2016-04", "2016-05?", "2016-04-2X", "2016-04-X9",
    "[2016-04-28,2016-05-02]", "[2016-04-28..2016-05-01]", "[2016-04-28~,2016-05-03]",
    "[..2016-04-29]", "[2016-04-30..]", "[2016-04-27..2016-04-28,2016-05-01]",
)  # fmt: skip
_INTERVALS = (
    "2016-04-28/2016-04-30", "2016-04-28/2016-05-01~", "2016-04-29/", "2016-04-29/..",
    "/2016-04-30", "../2016-05-01", "2016-04/2016-05", "2016-04-28/2016-05", "2016-04?/2016-05-02",
    "[2016-04-27..2016-04-29]/2016-05-01", "2016-04-28/[2016-04-29,2016-05-02]", "../..",
)  # fmt: skip
_ALL_OF = ("{2016-04-28,2016-05-01}", "{2016-04-28..2016-04-30}", "{2016-04-29,2016-05}")
_WINDOWS = (
    "2016-04", "2016-05", "2016-04-28", "2016-04-29", "2016-04-30", "2016-05-01", "2016-05-02",
    "2016-04-28/2016-04-30", "2016-04-30/2016-05-02", "2016-04-29/..", "../2016-04-30",
    "2016-04-2X", "2016-04/2016-05",
)  # fmt: skip
_UNCERTAIN = (
    Moment("[2016-04-28..2016-04-30]"), Moment("[2016-05-01..2016-05-02]"),
    Period("2016-04-29/[2016-04-30..2016-05-01]"),
)  # fmt: skip
_LONG = ("1", "2", "3", "2..3", "2..", "..2", "1.5", "3..30")
_MUCH = ("2", "4", "2..5", "3..", "..4", "0")
_STATES = ("AAA", "BBB", "OLD", "NEW")
_STATUSES = ("occurred", "planned", "agreed", "cancelled")
_WORDS = {"designation": ("Mi-35M", "mi-8"), "purpose": ("state", "working", "private")}
_WORDS |= {"form": ("full member", "observer")}
_RELATIONS = ("since", "until", "before", "after", "during", "within")
_AMOUNTS = {"arms-transfer": ("ordered", "delivered"), "visit": ("duration",)}
_FIELDS = {"arms-transfer": "designation", "visit": "purpose", "membership": "form"}
_DATES = {
    "visit": ("date", "attested"),
    "membership": ("date", "attested"),
    "agreement": ("date", "in_force"),
    "arms-transfer": ("date", "order_date"),
}
_ROLES = {
    "visit": ("visitor", "host"),
    "membership": ("member", "body"),
    "agreement": ("party", "party", "sponsor"),
    "arms-transfer": ("supplier", "recipient"),
}
_SEVERAL = st.lists(st.sampled_from(_STATES), min_size=2, max_size=3, unique=True)


@st.composite
def _participants(draw: st.DrawFn, role: str) -> Participant:
    facts: dict[str, Any] = {}
    match draw(st.integers(0, 6)):
        case 0 | 1:
            facts["state"] = draw(st.sampled_from(_STATES))
        case 2:
            facts["state"] = draw(_SEVERAL)
        case 3:
            facts["none"] = ["state"]
        case _:
            pass
    match draw(st.integers(0, 6)):
        case 0 | 1:
            facts["person"] = draw(st.sampled_from(["a-person", "nobody"]))
        case 2:
            facts["office"] = draw(st.sampled_from(["chief", "adviser"]))
        case 3:
            facts["organization"] = draw(st.sampled_from(["club", "firm"]))
        case 4:
            facts["sector"] = draw(st.sampled_from(["military", "security"]))
        case _:
            pass
    if draw(st.integers(0, 2)) == 0:
        facts["rank"] = draw(st.sampled_from(["General", "Counsellor"]))
    return Participant(role=role, **facts)


@cache
def _dates(kind: str, field: str) -> st.SearchStrategy[str]:
    single = field in ("attested", "order_date") or (kind, field) == ("agreement", "date")
    if single:
        return st.sampled_from(_ONE_DAY)
    return st.sampled_from(_ONE_DAY) | st.sampled_from(_INTERVALS) | st.sampled_from(_ALL_OF)


def _rare(values: Any, most: int) -> st.SearchStrategy[Any]:
    """A value, or None ``most`` times in ``most + 1``."""
    return st.integers(0, most).flatmap(lambda n: st.none() if n else values)


@st.composite
def records(draw: st.DrawFn, kind: str | None = None) -> Record:
    """Records of four kinds, with anything stated, open, one of some, or none.

    Args:
        draw: Given by hypothesis.
        kind: Name of the kind; any by default.
    """
    kind = draw(st.sampled_from(sorted(KINDS))) if kind is None else kind
    facts: dict[str, Any] = {"date": draw(st.none() | _dates(kind, "date"))}
    bound = kind in ("visit", "membership") and draw(st.booleans())
    if bound:
        while (
            "~" in (facts["date"] or "")
            or "?" in (facts["date"] or "")
            or (facts["date"] or "").startswith("{")
        ):
            facts["date"] = draw(st.none() | _dates(kind, "date"))
        plain = [text for text in _ONE_DAY if "~" not in text and "?" not in text]
        facts["attested"] = draw(st.none() | st.sampled_from(plain))
        if kind == "visit":
            unit = draw(st.sampled_from(["days", "days", "days", "weeks"]))
            facts["duration"] = draw(
                st.none() | st.sampled_from(_LONG).map(lambda text: Quantity(text, unit))
            )
    for field in _DATES[kind][1:]:
        if field != "attested":
            facts[field] = draw(st.none() | _dates(kind, field))
    if kind == "arms-transfer":
        for field in _AMOUNTS[kind]:
            facts[field] = draw(st.none() | st.sampled_from(_MUCH).map(Quantity))
    if kind in _FIELDS:
        facts[_FIELDS[kind]] = draw(st.none() | st.sampled_from(_WORDS[_FIELDS[kind]]))
    facts["status"] = draw(st.none() | st.sampled_from(_STATUSES))
    roles = draw(st.lists(st.sampled_from(_ROLES[kind]), max_size=3))
    facts["participants"] = [draw(_participants(role)) for role in roles]
    facts["places"] = draw(st.lists(_PLACES, max_size=2))
    facts["topics"] = draw(st.lists(st.sampled_from(["trade", "arms"]), max_size=2, unique=True))
    facts["citations"] = draw(_citations(kind, bound=bound))
    facts["links"] = draw(_rare(st.just([Link("follows", "other")]), 3)) or []
    lacking = [role for role in _ROLES[kind] if role not in roles and role != "sponsor"]
    lacking += [name for name in ("places", "topics") if not facts[name]]
    facts["none"] = draw(st.lists(st.sampled_from(lacking), max_size=1)) if lacking else []
    return KINDS[kind](id="r", title="A thing", **facts)


_PLACES = st.builds(
    Place, st.sampled_from(["Here", "There"]), st.none() | st.sampled_from(_STATES) | _SEVERAL
) | st.builds(Place, state=st.sampled_from(_STATES) | _SEVERAL)


@st.composite
def _citations(draw: st.DrawFn, kind: str, *, bound: bool) -> list[Citation]:
    found = [Citation(source="one", mode=draw(st.sampled_from(["fact", "opinion", None])))]
    if draw(st.integers(0, 3)) == 0:
        found.append(Citation(source="two", stance="corroborates"))
    for _ in range(draw(st.integers(0, 2))):
        field = draw(
            st.sampled_from(
                [
                    *_DATES[kind],
                    "status",
                    *_AMOUNTS.get(kind, ()),
                    *([_FIELDS[kind]] if kind in _FIELDS else []),
                ]
            )
        )
        if field == "duration" and not bound:
            continue
        value = draw(_claimed(kind, field, bound=bound))
        if value is None:
            continue
        found.append(Citation(
            source=draw(st.sampled_from(["two", "three"])),
            stance=draw(st.sampled_from(["contradicts", "corroborates", "refines", "asserts",
                                         "casts doubt"])),
            rank=draw(st.sampled_from(["normal", "normal", "normal", "preferred", "deprecated"])),
            claims=[Claim(field, value, unit="days" if field == "duration" else None)],
        ))  # fmt: skip
    return found


@cache
def _claimed(kind: str, field: str, *, bound: bool) -> st.SearchStrategy[str | None]:
    if field in _DATES[kind]:
        plain = _dates(kind, field).map(
            lambda text: None if bound and ("~" in text or "?" in text or "{" in text) else text
        )
        return plain if bound or field != "attested" else st.none()
    if field == "status":
        return st.sampled_from(_STATUSES)
    if field in _WORDS:
        return st.sampled_from(_WORDS[field])
    return st.sampled_from(_LONG if field == "duration" else _MUCH)


# -- questions -----------------------------------------------------------------------------------


@cache
def questions(kind: str, *, narrow: bool = False) -> st.SearchStrategy[Predicate]:
    """Questions to records of a kind.

    Args:
        kind: Name of the kind.
        narrow: Whether all terms of a question are drawn from one sort, so that they often speak
            of one value.
    """
    sorts = _terms(kind)
    if not narrow:
        return _trees(st.one_of(sorts))
    of_one_role = [_someone(kind, role=role) for role in dict.fromkeys(_ROLES[kind])]
    return st.sampled_from([*sorts, *of_one_role]).flatmap(_trees)


@st.composite
def _trees(draw: st.DrawFn, terms: st.SearchStrategy[Predicate]) -> Predicate:
    """One to four terms, joined and negated anyhow; the shape is one number, which is quick."""
    found = draw(st.lists(terms, min_size=1, max_size=4))
    shape = draw(st.integers(0, 4**7 - 1))
    while True:
        shape, how = divmod(shape, 4)
        if how & 1:
            found.append(~found.pop())
        if len(found) == 1:
            return found[0]
        one, other = found.pop(0), found.pop(0)
        found.append(one | other if how & 2 else one & other)


def _dated(names: tuple[str, ...], margins: tuple[int, ...]) -> st.SearchStrategy[Predicate]:
    return st.builds(
        lambda name, ask, day, margin: getattr(getattr(q, name), ask)(day, margin=margin),
        st.sampled_from(names),
        st.sampled_from(_RELATIONS),
        st.sampled_from(_WINDOWS),
        st.sampled_from(margins),
    )


def _terms(kind: str) -> list[st.SearchStrategy[Predicate]]:
    dates = _DATES[kind]
    found = [
        _dated(("date",), (0,)),
        *(_dated((name,), (0,)) for name in dates[1:]),
        _dated(("date",), (2,)),
        st.builds(
            lambda ask, day: getattr(q.date, ask)(day),
            st.sampled_from(_RELATIONS),
            st.sampled_from(_UNCERTAIN),
        ),
        st.lists(st.sampled_from(_STATUSES), min_size=1, max_size=2).map(
            lambda words: q.status.is_in(*words)
        )
        | st.just(q.done),
        _someone(kind),
        _someone(kind, ("state",)),
        st.builds(
            q.place, st.none() | st.sampled_from(["Here", "There"]),
            state=st.none() | st.sampled_from(_STATES),
        ),
        st.sampled_from(["trade", "arms"]).map(q.topics.is_in)
        | st.sampled_from(["tr", "a"]).map(q.topics.contains),
        st.builds(
            q.citation,
            st.none() | st.sampled_from(["one", "two"]),
            mode=st.none() | st.sampled_from(["fact", "opinion"]),
            stance=st.none() | st.just("contradicts"),
        ),
        st.sampled_from([q.anything, q.title.contains("thing"), q.link("follows"),
                         q.kind == "visit"]),
    ]  # fmt: skip
    found += [
        st.builds(
            lambda op, number, name=field: op(getattr(q, name), number),
            st.sampled_from([operator.ge, operator.le, operator.eq]),
            st.integers(0, 6),
        )
        for field in _AMOUNTS.get(kind, ())
    ]
    if kind in _FIELDS:
        name = _FIELDS[kind]
        found.append(
            st.sampled_from(_WORDS[name]).map(lambda word: getattr(q, name) == word)
            | st.just(getattr(q, name).contains(_WORDS[name][0][:2]))
        )
    return found


@st.composite
def _someone(
    draw: st.DrawFn, kind: str, names: tuple[str, ...] = (), role: str | None = None
) -> Predicate:
    sides = ["participant", "initiator", "target"]
    asked_of = role or draw(st.sampled_from([*sides, *_ROLES[kind]]))
    who = getattr(q, asked_of)
    if not names and draw(st.integers(0, 9)) == 0:
        number: Predicate = who.number_at_least(draw(st.integers(1, 3)))
        return number
    asked: dict[str, st.SearchStrategy[Any]] = {
        "state": st.lists(st.sampled_from(_STATES), min_size=1, max_size=2),
        "person": st.sampled_from(["a-person", "nobody"]),
        "office": st.sampled_from(["chief", "adviser"]),
        "organization": st.sampled_from(["club", "firm"]),
        "sector": st.lists(
            st.sampled_from(["military", "security", "business"]), min_size=1, max_size=2
        ),
        "rank": st.sampled_from(["General", "Counsellor"]),
        "named": st.booleans(),
        "stateless": st.booleans(),
    }
    chosen = list(names) or draw(st.lists(st.sampled_from(sorted(asked)), max_size=2, unique=True))
    question: Predicate = who(**{name: draw(asked[name]) for name in chosen})
    return question
