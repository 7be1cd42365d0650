"""Each term of a question as lines of Python over a record ``r`` and a cast ``k``.

What a record states exactly is decided in place; what it leaves open, or its sources dispute, is
put to the reference in :mod:`bilateral.query.meaning`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TypeAlias

from bilateral.logic import Truth
from bilateral.model.fields import fields_of
from bilateral.model.records import Record, Role, kinds_there
from bilateral.model.vocabulary import Vocabulary
from bilateral.query.aspects import Condition, aspect_of
from bilateral.query.branches import Lines, Then, Writer, fork, indented
from bilateral.query.homes import WITH_STATES
from bilateral.query.meaning import evaluate, value_truth
from bilateral.query.participants import aspect_truth, unstated_truth
from bilateral.query.participation import NO_STATE
from bilateral.query.predicates import (
    And,
    Cites,
    Done,
    FieldContains,
    FieldIn,
    LinksTo,
    Node,
    Not,
    NumberOf,
    OneValue,
    Or,
    Takes,
    TakesPlace,
)
from bilateral.query.terms import terms_of
from bilateral.query.values import NO_WORD, holds_of, word_when_open

__all__ = [
    "called",
    "cites_lines",
    "field_lines",
    "link_lines",
    "number_lines",
    "place_lines",
    "takes_lines",
    "word_lines",
]

_FEW = 4  # so many words are compared one by one
_MANY_TERMS = 32
_NAMED = "p.person is not None or p.organization is not None"


def called(writer: Writer, node: Node, then: Then) -> Lines:
    """A question put to the reference.

    Args:
        writer: Who keeps the values that the lines refer to.
        node: The question.
        then: What follows each answer.
    """
    if isinstance(node, OneValue):
        return writer.asked(partial(value_truth, node.value, node.tree), "r, k", then)
    return writer.asked(partial(evaluate, node), "r, k", then)


# -- words -----------------------------------------------------------------------------------------


def word_lines(writer: Writer, node: OneValue, then: Then) -> Lines:
    """The lines of a question about one word, such as a status; arguments as for :func:`called`."""
    tree, field = node.tree, str(node.value[1])
    reference = called(writer, node, then)
    kinds = [kind for kind in kinds_there() if field in fields_of(kind)]
    if len(list(terms_of(tree))) > _MANY_TERMS:
        return reference
    open_ = {kind.kind: word_when_open(tree, field, kind) for kind in kinds}
    none = {kind.kind: Truth.of(holds_of(tree, NO_WORD, kind.counted)) for kind in kinds}
    lacking = "False" if none == open_ else _lacks(writer, field)
    return (
        f"v = r.{field}",
        *fork(
            (f"r.claimed and {field!r} in r.claimed", reference),
            (
                "v is None",
                fork(
                    (lacking, _by_kind(writer, none, then)),
                    ("True", _by_kind(writer, open_, then)),
                ),
            ),
            (_holds(writer, tree, [fields_of(kind)[field].type for kind in kinds]), then.true),
            ("True", then.false),
        ),
    )


def _lacks(writer: Writer, field: str) -> str:
    """Whether a record lacks something; mostly there is nothing to say so."""
    coded = writer.once(f"k.codes({field!r})")
    return f"(r.none or {coded}) and k.lacks(r, {field!r})"


def _by_kind(writer: Writer, truths: dict[str, Truth], then: Then) -> Lines:
    """What follows where the answer depends at most on the kind of record."""
    if len(set(truths.values())) == 1:
        return then.of(next(iter(truths.values())))
    name = writer.variable()
    return f"{name} = {writer.constant(truths)}[r.kind]", *then.by(name)


def _holds(writer: Writer, tree: Node, types: list[type]) -> str:
    """Whether a question holds of the word ``v``."""
    match tree:
        case And(terms):
            return f"({' and '.join([_holds(writer, term, types) for term in terms])})"
        case Or(terms):
            return f"({' or '.join([_holds(writer, term, types) for term in terms])})"
        case Not(term):
            return f"(not {_holds(writer, term, types)})"
        case Done():
            return "(r.counted is None or v in r.counted)"
        case FieldIn(_, values):
            return _is_one_of(writer, "v", values, types)
        case FieldContains(_, text):
            return f"({writer.constant(text.casefold())} in str(v).casefold())"
    raise TypeError(f"no term about a word: {tree!r}")


def _is_one_of(
    writer: Writer, name: str, values: Iterable[str | int], types: Iterable[type]
) -> str:
    """Whether a variable holds one of some words; members of vocabularies are told by identity."""
    wanted = frozenset(values)
    kinds = set(types)
    if all(issubclass(kind, Vocabulary) for kind in kinds):
        members = [member for kind in kinds for member in kind if member in wanted]  # type: ignore[attr-defined]
        if len(members) <= _FEW:
            tests = [f"{name} is {writer.constant(member)}" for member in members]
            return f"({' or '.join(tests) or 'False'})"
    if len(wanted) == 1:
        return f"({name} == {writer.constant(*wanted)})"
    return f"({name} in {writer.constant(wanted)})"


# -- the record itself -----------------------------------------------------------------------------


def field_lines(writer: Writer, node: FieldIn | FieldContains, then: Then) -> Lines:
    """The lines of what is asked of the record: id, kind, title or topics."""
    field = node.field
    if field == "topics":
        return _topic_lines(writer, node, then)
    if isinstance(node, FieldIn):
        test = _is_one_of(writer, f"r.{field}", node.values, [str])
    else:
        test = f"{writer.constant(node.text.casefold())} in r.{field}.casefold()"
    return fork((test, then.true), ("True", then.false))


def _topic_lines(writer: Writer, node: FieldIn | FieldContains, then: Then) -> Lines:
    first: Lines = ()
    if isinstance(node, FieldContains):
        found = writer.variable()
        test = f"{writer.constant(node.text.casefold())} in v.casefold()"
        first = _some("v", "r.topics", found, ((test, True),))
        met = f"{found} is TRUE"
    elif len(node.values) == 1:
        met = f"{writer.constant(node.values[0])} in r.topics"
    else:
        met = f"not {writer.constant(frozenset(node.values))}.isdisjoint(r.topics)"
    return (
        *first,
        *fork(
            (met, then.true),
            (f"r.topics or {_lacks(writer, 'topics')}", then.false),
            ("True", then.unknown),
        ),
    )


def cites_lines(writer: Writer, node: Cites, then: Then) -> Lines:
    """The lines of a question about citations."""
    tests = []
    if node.sources:
        tests.append(_is_one_of(writer, "c.source", node.sources, [str]))
    if node.stance is not None:
        tests.append(f"c.stance is {writer.constant(node.stance)}")
    asked = " and ".join(tests) or "True"
    if node.mode is None:
        steps = [(asked, True)]
    else:
        mode = f"c.mode is {writer.constant(node.mode)}"
        steps = [(f"{asked} and {mode}", True), (f"{asked} and c.mode is None", False)]
    found = writer.variable()
    return *_some("c", "r.citations", found, steps), *then.by(found)


def link_lines(writer: Writer, node: LinksTo, then: Then) -> Lines:
    """The lines of a question about links."""
    tests = []
    if node.type is not None:
        tests.append(f"link.type is {writer.constant(node.type)}")
    if node.target is not None:
        tests.append(f"link.target == {writer.constant(node.target)}")
    found = writer.variable()
    return (
        *_some("link", "r.links", found, ((" and ".join(tests) or "True", True),)),
        *then.by(found),
    )


def _some(one: str, all_: str, found: str, steps: Iterable[tuple[str, bool]]) -> Lines:
    """A loop for one of many of which a test holds that is sure, or else one that is not."""
    tests = [
        (test, (f"{found} = TRUE", "break") if sure else (f"{found} = UNKNOWN",))
        for test, sure in steps
    ]
    return f"{found} = FALSE", f"for {one} in {all_}:", *indented(fork(*tests))


# -- those who take part, and places ---------------------------------------------------------------

_Step: TypeAlias = "tuple[str, Truth | Callable[[Then], Lines] | None]"
"""A test, and what is so where it holds: an answer, what lines find, or the reference (None)."""


def takes_lines(writer: Writer, node: Takes, then: Then) -> Lines:
    """The lines of a question about those who take part: one loop over them."""
    if node.is_contradictory:
        return then.false
    found = writer.variable()
    loop = _meeting(writer, node.conditions, _participant_steps, found)
    role = _has_role(writer, node.roles)
    if role != "True":
        loop = f"if {role}:", *indented(loop)
    return (
        f"{found} = FALSE",
        "for p in r.seen:",
        *indented(loop),
        *_unstated_lines(writer, node, found),
        *then.by(found),
    )


def _unstated_lines(writer: Writer, node: Takes, found: str) -> Lines:
    """The lines for someone whom no source states, who may meet the conditions."""
    if ("named", True) in node.conditions:
        return ()
    if all(name == "named" for name, _ in node.conditions):  # may surely be there
        other = writer.constant(partial(unstated_truth, node))
        return f"if r.unstated and {found} is not TRUE:", f"    {found} |= {other}(r, k)"
    tests = [
        f"{found} is FALSE and r.unstated",
        f"not {writer.constant(node.roles)}.isdisjoint(k.unstated(r))",
        *(
            _living(writer, values)
            for name, values in node.conditions
            if name == "state" and not isinstance(values, bool)
        ),
    ]
    return f"if {' and '.join(tests)}:", f"    {found} = UNKNOWN"


def number_lines(writer: Writer, node: NumberOf, then: Then) -> Lines:
    """The lines of a question about the number of those who take part."""
    number = writer.variable()
    role = _has_role(writer, node.roles)
    roles = writer.constant(node.roles)
    return (
        f"{number} = 0",
        "for p in r.seen:",
        f"    if {role}:",
        f"        {number} += 1",
        *fork(
            (f"{number} >= {writer.constant(node.least)}", then.true),
            (f"r.unstated and not {roles}.isdisjoint(k.unstated(r))", then.unknown),
            ("True", then.false),
        ),
    )


def place_lines(writer: Writer, node: TakesPlace, then: Then) -> Lines:
    """The lines of a question about places."""
    found = writer.variable()
    asked: tuple[Condition, ...] = (("name", node.names), ("state", node.states))
    conditions = [condition for condition in asked if condition[1]]
    living = _living(writer, node.states) if node.states else "True"
    return (
        f"{found} = FALSE",
        "for p in r.places:",
        *indented(_meeting(writer, conditions, _place_steps, found)),
        f"if not r.places and {living} and not ({_lacks(writer, 'places')}):",
        f"    {found} = {'UNKNOWN' if conditions else 'TRUE'}",
        *then.by(found),
    )


def _has_role(writer: Writer, roles: frozenset[Role]) -> str:
    if roles == frozenset(Role):
        return "True"
    tests = [f"p.role is {writer.constant(role)}" for role in Role if role in roles]
    return " or ".join(tests)


def _meeting(
    writer: Writer,
    conditions: Iterable[Condition],
    steps_of: Callable[[Writer, Condition], Iterable[_Step]],
    whole: str,
) -> Lines:
    """The body of a loop over ``p``: one who surely meets all conditions is enough."""
    waiting = list(conditions)
    several = len(waiting) > 1
    sure, left = (f"{whole} = TRUE", "break"), (f"{whole} = UNKNOWN",)
    lines: list[str] = ["each = True"] if several else []
    while waiting:
        condition = waiting.pop(0)
        if waiting:
            then = Then((), ("each = False",), ("continue",))
        elif several:
            then = Then(fork(("each", sure), ("True", left)), left, ())
        else:
            then = Then(sure, left, ())
        asked = writer.asked(
            partial(aspect_truth, aspect_of(condition)),
            "p, r, k",
            then,
        )
        lines += fork(
            *[
                (test, asked if found is None else _so(found, then))
                for test, found in steps_of(writer, condition)
            ]
        )
    return tuple(lines) or sure


def _so(found: Truth | Callable[[Then], Lines], then: Then) -> Lines:
    return then.of(found) if isinstance(found, Truth) else found(then)


def _living(writer: Writer, states: tuple[str, ...]) -> str:
    """Whether one of some states may have lived when the record's date allows.

    The bounds of a date that is one of several may say so where none of them does.
    """
    asked = f"k.living({writer.constant(states)}, r)"
    if len(states) > _FEW:
        return asked
    tests = []
    for state in states:
        days = writer.once(f"k.days_of({writer.constant(state)})")
        tests.append(f"w.start_min <= {days}[1] and w.end_max >= {days}[0]")
    alone = "len(r.when) == 1 and not w.members"
    return f"((w := r.extent) is None or (({' or '.join(tests)}) and ({alone} or {asked})))"


def _open_state(writer: Writer, values: tuple[str, ...], known: str) -> Callable[[Then], Lines]:
    """What follows where several states, or none, are known to be meant."""
    wanted = writer.constant(frozenset(values))
    return lambda then: (
        f"s = {known}",
        *fork(
            ("s is None", fork((_living(writer, values), then.unknown), ("True", then.false))),
            (f"{wanted}.isdisjoint(s)", then.false),
            (f"{wanted}.issuperset(s)", then.true),
            ("True", then.unknown),
        ),
    )


def _open_other(writer: Writer, values: tuple[str, ...], known: str) -> Callable[[Then], Lines]:
    """What follows where another state than some is asked for; arguments as before."""
    named = writer.constant(frozenset((*values, NO_STATE)))  # who acts for none does for no other
    return lambda then: (
        f"s = {known}",
        *fork(
            ("s is None", then.unknown),
            (f"{named}.issuperset(s)", then.false),
            (f"{named}.isdisjoint(s)", then.true),
            ("True", then.unknown),
        ),
    )


def _states_of(writer: Writer) -> str:
    """The states that a participant who states not just one may act for.

    Of whom nothing is stated but a person without an entry, nothing is known.
    """
    silent = "not (p.states or p.none or p.rivals or p.office or p.organization)"
    entries = writer.once("k.actors")
    return f"None if {silent} and p.person not in {entries} else k.states(p, r)"


def _open_sector(writer: Writer, values: tuple[str, ...], of_rank: str) -> Callable[[Then], Lines]:
    """What follows where only an office or body, or nothing, says of which sector someone is."""
    wanted = writer.constant(frozenset(values))
    return lambda then: (
        "s = k.sectors(p)",
        *fork(
            (f"s and {wanted}.issuperset(s)", then.true),
            (f"s and {wanted}.isdisjoint(s) and not {of_rank}", then.false),
            ("True", then.unknown),
        ),
    )


def _participant_steps(writer: Writer, condition: Condition) -> Iterable[_Step]:
    """What decides a condition on a participant, in order."""
    name, values = condition
    yes, no = Truth.TRUE, Truth.FALSE
    if isinstance(values, bool):
        if name == "named":
            return (
                (_NAMED, Truth.of(values)),
                ("not p.rivals", Truth.of(not values)),
                ("True", None),
            )
        return (
            ("p.state is not None", Truth.of(not values)),
            ("p.none and not p.states", Truth.of(values)),
            ("True", None),
        )
    if name == "other_than":
        named = writer.constant(frozenset(values))
        return (
            ("p.state is None", _open_other(writer, values, _states_of(writer))),
            (f"p.state not in {named}", yes),
            ("True", no),
        )
    if name == "state":
        met = _is_one_of(writer, "p.state", values, [str])
        open_ = _open_state(writer, values, _states_of(writer))
        return (met, yes), ("p.state is not None", no), ("True", open_)
    if name == "sector":
        sectors = [fields_of(_PARTICIPANT)["sector"].type]
        met = _is_one_of(writer, "p.sector", values, sectors)
        of_rank = _is_one_of(writer, "p.rank_sector", values, sectors)
        return (
            (met, yes),
            ("p.rivals", None),
            (f"p.sector is not None and not {of_rank}", no),
            ("p.sector is not None", Truth.UNKNOWN),
            ("p.office is None and p.organization is None", Truth.UNKNOWN),
            ("True", _open_sector(writer, values, of_rank)),
        )
    met = _is_one_of(writer, f"p.{name}", values, [str])
    stated: tuple[_Step, ...] = (met, yes), (f"p.{name} is not None", no), ("p.rivals", None)
    at_home = _home_steps(writer, name, values) if name in WITH_STATES else ()
    return *stated, *at_home, ("True", Truth.UNKNOWN)


def _home_steps(writer: Writer, name: str, values: tuple[str, ...]) -> Iterable[_Step]:
    """What decides whether somebody is one of some actors where nobody says who he is, in order."""
    settling = writer.once(f"k.homes.settling({name!r}, {writer.constant(values)})")
    states, first, last = (writer.once(f"{settling} and {settling}[{n}]") for n in range(3))
    lived = f"(w := r.extent) is None or {first} <= w.start_min and w.end_max <= {last}"
    return (
        (f"{settling} is None or p.state in {states}", Truth.UNKNOWN),
        (f"p.state is not None and ({lived})", Truth.FALSE),
        (f"p.state is None and ({_states_of(writer)}) is None", Truth.UNKNOWN),
        ("True", None),
    )


def _place_steps(writer: Writer, condition: Condition) -> Iterable[_Step]:
    """What decides a condition on a place, in order."""
    name, values = condition
    if isinstance(values, bool):
        raise TypeError(f"no condition on a place: {condition!r}")
    met = _is_one_of(writer, f"p.{name}", values, [str])
    open_ = (
        Truth.UNKNOWN
        if name == "name"
        else _open_state(writer, values, "k.places(p, r) if p.states else None")
    )
    return (met, Truth.TRUE), (f"p.{name} is not None", Truth.FALSE), ("True", open_)


_PARTICIPANT = fields_of(Record)["participants"].type
