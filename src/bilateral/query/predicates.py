"""Predicates: a closed set of frozen nodes, each a question to one record.

A node knows no collection and no engine. It prints as the expression that makes it, and it is
hashable, so it can be a key or be sent elsewhere. :mod:`bilateral.query.meaning` says what each
means.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import TYPE_CHECKING, Any, Literal, NoReturn, TypeAlias

import attrs

from bilateral._plugins import plug_in
from bilateral.dates.expression import EDTF
from bilateral.dates.relations import DateRelation, Span
from bilateral.dates.when import When, as_span
from bilateral.errors import RecordError, TruthError
from bilateral.model.evidence import EpistemicMode, Stance
from bilateral.model.records import LinkType, Role

if TYPE_CHECKING:
    import narwhals as nw

    from bilateral.model.actors import Actor
    from bilateral.query.participation import Cast

__all__ = [
    "MOST_NESTED",
    "AmountIs",
    "And",
    "Anything",
    "Cites",
    "DateIs",
    "DateRelation",
    "Done",
    "FieldContains",
    "FieldIn",
    "LinksTo",
    "Node",
    "Not",
    "NumberOf",
    "OneValue",
    "Or",
    "Predicate",
    "Takes",
    "TakesPlace",
    "as_node",
    "role_name",
]

AmountRelation: TypeAlias = Literal[">=", "<=", "=="]

INITIATORS = frozenset(role for role in Role if role.is_initiator)
TARGETS = frozenset(role for role in Role if role.is_target)
_SIDES = {INITIATORS: "initiator", TARGETS: "target", frozenset(Role): "participant"}


@attrs.frozen(repr=False)
class Predicate:
    """A question that each record answers TRUE, FALSE or UNKNOWN.

    Join predicates with ``&``, ``|`` and ``~``; Python's ``and``, ``or`` and ``not`` raise.

    Example:
        >>> from bilateral import q
        >>> q.date.since(2016) & ~q.visitor(sector="military")
        q.date.since('2016') & ~q.visitor(sector='military')
    """

    def __and__(self, other: Predicate) -> Predicate:
        return And.of(self, other) if isinstance(other, Predicate) else NotImplemented

    def __or__(self, other: Predicate) -> Predicate:
        return Or.of(self, other) if isinstance(other, Predicate) else NotImplemented

    def __invert__(self) -> Predicate:
        return self.term if isinstance(self, Not) else Not(as_node(self))

    def to_expr(self, actors: Mapping[str, Actor] | Cast | None = None) -> nw.Expr:
        """The predicate as a narwhals expression over the columns of a table of records.

        Its value is a nullable boolean: null where the predicate is unknown. It can be put into
        any pipeline of narwhals, over any engine. It is the same for every row of a record. Put
        it to rows of kinds that have its fields and roles: filter by ``kind`` first.

        Args:
            actors: The actors that it names, by id; what their entries say is not known without.

        Returns:
            The expression. A frame of pandas that rests on NumPy holds no null boolean and would
            give False instead: use Arrow types there, as :func:`bilateral.scan` does.

        Raises:
            MissingExtraError: without the extra ``tables``.

        Example:
            >>> import bilateral, narwhals
            >>> from bilateral import q
            >>> table = narwhals.from_native(bilateral.load("pakistan-russia").to("arrow"))
            >>> truths = table.select(truth=q.date.since(2016).to_expr())["truth"]
            >>> sorted(set(truths.to_list()), key=str)
            [False, None, True]
        """
        expr: nw.Expr = plug_in("tables", "expression")(self, actors)
        return expr

    def __bool__(self) -> NoReturn:
        raise TruthError("a predicate is no condition; join predicates with &, | and ~")


@attrs.frozen(repr=False)
class Anything(Predicate):
    """TRUE of every record."""

    def __repr__(self) -> str:
        return "q.anything"


@attrs.frozen(repr=False, eq=False, init=False)
class _Joined(Predicate):
    """Terms joined by one connective: all of them, or a shorter chain and those that follow.

    A program that joins ten thousand terms one after the other makes a chain of as many, which is
    put together when it is first looked at.
    """

    _held: tuple[Any, ...]  # the terms, or a shorter chain and a tuple of those that follow
    depth: int
    _hash: int | None = attrs.field(init=False, default=None)

    __match_args__ = ("terms",)

    def __init__(self, terms: tuple[Node, ...]) -> None:
        self.__attrs_init__(terms, _depth_over(terms))

    @classmethod
    def of(cls, one: Predicate, other: Predicate) -> Predicate:
        """Both joined; what is joined by the same connective already becomes one with it."""
        more = other.terms if isinstance(other, cls) else (as_node(other),)
        if not isinstance(one, cls):
            terms = (as_node(one), *more)
            if 1 + max(map(_depth_of, terms)) > MOST_NESTED:
                short = [_absorbed(term, cls, frozenset(terms)) for term in terms]
                terms = tuple(term for term in short if term is not None)
            return cls(terms) if len(terms) > 1 else terms[0]
        made = cls.__new__(cls)
        made.__attrs_init__((one, more), max(one.depth, _depth_over(more)))
        return as_node(made)

    @property
    def terms(self) -> tuple[Node, ...]:
        """The terms, in the order in which they were joined."""
        parts: list[tuple[Node, ...]] = []
        held = self._held
        while isinstance(held[-1], tuple):
            before, more = held
            parts.append(more)
            held = before._held
        if parts:
            held = tuple(chain(held, *reversed(parts)))
            object.__setattr__(self, "_held", held)
        return held

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _Joined):
            return NotImplemented
        return type(self) is type(other) and self.terms == other.terms

    def __hash__(self) -> int:
        if self._hash is None:  # kept, since a question is looked up at every turn
            object.__setattr__(self, "_hash", hash((type(self), self.terms)))
        return self._hash  # type: ignore[return-value]

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.terms,)


class And(_Joined):
    """Kleene conjunction of its terms."""

    __slots__ = ()

    @classmethod
    def of(cls, one: Predicate, other: Predicate) -> Predicate:
        """The conjunction, with nested ones joined into one and trivial terms left out."""
        if isinstance(one, Anything) or isinstance(other, Anything):
            return other if isinstance(one, Anything) else one
        return super().of(one, other)

    def __repr__(self) -> str:
        return " & ".join([_operand(term, also=And) for term in self.terms])


class Or(_Joined):
    """Kleene disjunction of its terms, with nested ones joined into one."""

    __slots__ = ()

    def __repr__(self) -> str:
        return " | ".join([_operand(term, also=Or) for term in self.terms])


@attrs.frozen(repr=False, unsafe_hash=True, cache_hash=True)
class Not(Predicate):
    """Kleene negation of its term."""

    term: Node
    depth: int = attrs.field(init=False, eq=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "depth", _depth_over((self.term,)))

    def __repr__(self) -> str:
        return f"~{_operand(self.term)}"


@attrs.frozen(repr=False)
class Done(Predicate):
    """The thing itself is there: its status is one in which its kind counts."""

    def __repr__(self) -> str:
        return "q.done"


@attrs.frozen(repr=False)
class DateIs(Predicate):
    """A date field stands in a relation to a date.

    Attributes:
        field: Name of the field.
        relation: Name of the relation.
        other: What it is compared with: a calendar span, or an uncertain moment or period.
        margin: Days by which a date that its source marks as doubtful is widened.
    """

    field: str
    relation: DateRelation
    other: EDTF | When
    margin: int = 0

    @property
    def span(self) -> Span:
        """What the date is compared with, as bounds."""
        return as_span(self.other)

    def __repr__(self) -> str:
        other = repr(self.other.text) if isinstance(self.other, EDTF) else repr(self.other)
        margin = f", margin={self.margin}" if self.margin else ""
        return f"q.{self.field}.{self.relation}({other}{margin})"


@attrs.frozen(repr=False)
class FieldIn(Predicate):
    """A field is one of some values; a field of many values holds at least one of them."""

    field: str
    values: tuple[str | int, ...]

    def __repr__(self) -> str:
        values = [v if isinstance(v, int) else str(v) for v in self.values]
        if len(values) == 1:
            return f"q.{self.field} == {values[0]!r}"
        return f"q.{self.field}.is_in({', '.join(map(repr, values))})"


@attrs.frozen(repr=False)
class FieldContains(Predicate):
    """A text field contains a text, upper and lower case not told apart."""

    field: str
    text: str

    def __repr__(self) -> str:
        return f"q.{self.field}.contains({self.text!r})"


@attrs.frozen(repr=False)
class AmountIs(Predicate):
    """A quantity is at least, at most or exactly a number."""

    field: str
    relation: AmountRelation
    number: float

    def __repr__(self) -> str:
        return f"q.{self.field} {self.relation} {self.number!r}"


_OF_STATES = frozenset(("state", "other_than"))


@attrs.frozen(repr=False)
class Takes(Predicate):
    """Some one participant takes one of the roles and meets every condition.

    Attributes:
        roles: The roles.
        conditions: Pairs of an attribute of the participant and the values it may have; for
            ``named`` and ``stateless`` the value is whether that is so, and ``other_than`` has
            the states of which none is the one acted for.
    """

    roles: frozenset[Role]
    conditions: tuple[tuple[str, tuple[str, ...] | bool], ...] = ()

    @property
    def is_contradictory(self) -> bool:
        """Whether nobody can meet the conditions: to act for no state and for one."""
        asked = dict(self.conditions)
        return asked.get("stateless") is True and not asked.keys().isdisjoint(_OF_STATES)

    def __repr__(self) -> str:
        parts = [
            f"{name}={values if isinstance(values, bool) else _one_or_list(values)}"
            for name, values in self.conditions
        ]
        return f"q.{role_name(self.roles)}({', '.join(parts)})"


@attrs.frozen(repr=False)
class NumberOf(Predicate):
    """At least so many participants take one of the roles."""

    roles: frozenset[Role]
    least: int

    def __repr__(self) -> str:
        return f"q.{role_name(self.roles)}.number_at_least({self.least})"


@attrs.frozen(repr=False)
class TakesPlace(Predicate):
    """One of the places has one of the names and lies in one of the states."""

    names: tuple[str, ...] = ()
    states: tuple[str, ...] = ()

    def __repr__(self) -> str:
        parts = [f"name={_one_or_list(self.names)}"] if self.names else []
        parts += [f"state={_one_or_list(self.states)}"] if self.states else []
        return f"q.place({', '.join(parts)})"


@attrs.frozen(repr=False)
class Cites(Predicate):
    """Some one citation has the source, stance and epistemic mode that are asked for."""

    sources: tuple[str, ...] = ()
    stance: Stance | None = None
    mode: EpistemicMode | None = None

    def __repr__(self) -> str:
        parts = [f"source={_one_or_list(self.sources)}"] if self.sources else []
        parts += [f"stance={self.stance.value!r}"] if self.stance else []
        parts += [f"mode={self.mode.value!r}"] if self.mode else []
        return f"q.citation({', '.join(parts)})"


@attrs.frozen(repr=False)
class LinksTo(Predicate):
    """The record links to another, in a given way."""

    type: LinkType | None = None
    target: str | None = None

    def __repr__(self) -> str:
        parts = [f"type={self.type.value!r}"] if self.type else []
        parts += [f"target={self.target!r}"] if self.target else []
        return f"q.link({', '.join(parts)})"


@attrs.frozen(repr=False)
class OneValue(Predicate):
    """Terms that all speak of one value of a record, so that they are answered together.

    :func:`bilateral.query.joining.joined` makes it of a question; nobody else needs to.

    Attributes:
        value: Which value: ``"date"``, ``"word"``, ``"amount"`` or ``"participant"``, and what
            tells it from others.
        tree: The terms as they are joined.
    """

    value: tuple[object, ...]
    tree: Node

    def __repr__(self) -> str:
        return repr(self.tree)


Node: TypeAlias = (
    Anything
    | And
    | Or
    | Not
    | Done
    | DateIs
    | FieldIn
    | FieldContains
    | AmountIs
    | Takes
    | NumberOf
    | TakesPlace
    | Cites
    | LinksTo
    | OneValue
)
"""Every predicate there is; interpreters of it end in ``assert_never``."""


def as_node(predicate: Predicate) -> Node:
    """The predicate as a member of the closed set of nodes.

    Raises:
        TypeError: for a subclass that no interpreter knows.
    """
    if isinstance(predicate, Node):
        return predicate
    raise TypeError(f"a predicate of no known kind: {type(predicate).__name__}")


def _operand(term: Node, *, also: type[Predicate] | None = None) -> str:
    """A term as an operand of ``&``, ``|`` or ``~``, in brackets where Python needs them."""
    text = repr(term)
    comparison = isinstance(term, AmountIs) or (isinstance(term, FieldIn) and len(term.values) == 1)
    loose = isinstance(term, (And, Or)) and not isinstance(term, also or ())
    return f"({text})" if comparison or loose else text


def _one_or_list(values: tuple[str, ...]) -> str:
    plain = [str(value) for value in values]
    return repr(plain[0]) if len(plain) == 1 else repr(plain)


MOST_NESTED = 64
"""So deep may ``&``, ``|`` and ``~`` be nested in one another, counting each that differs."""


def _depth_of(term: Node) -> int:
    return term.depth if isinstance(term, (And, Or, Not)) else 0


def _absorbed(term: Node, outer: type[_Joined], beside: frozenset[Node]) -> Node | None:
    """A term of a conjunction (or disjunction) without what the terms beside it say already.

    What a program joins in a loop says the same again and again: ``a & (b | (a & c))`` is
    ``a & (b | c)``, and ``a & (a | b)`` is ``a``; so with the connectives exchanged.

    Args:
        term: The term.
        outer: By what it is joined.
        beside: All terms that are joined.

    Returns:
        A term that says the same beside the others; None if it says nothing more.
    """
    if not isinstance(term, _Joined) or isinstance(term, outer):
        return term
    inner, left, kept = type(term), list(term.terms), dict[Node, None]()
    while left:
        one = left.pop(0)
        if one in beside:
            return None
        more = (
            [each for each in one.terms if each not in beside] if isinstance(one, outer) else [one]
        )
        if not more:
            return None
        if len(more) == 1 and isinstance(more[0], inner):
            left = [*more[0].terms, *left]
        else:
            kept[more[0] if len(more) == 1 else as_node(outer(tuple(more)))] = None
    return as_node(inner(tuple(kept))) if len(kept) > 1 else next(iter(kept))


def _depth_over(terms: Iterable[Node]) -> int:
    """How deep it is that joins some terms.

    Raises:
        RecordError: if that is too deep for all that looks into a question.
    """
    depth = 1 + max(map(_depth_of, terms))
    if depth > MOST_NESTED:
        raise RecordError(
            "a question nested too deep",
            found=depth,
            expected=f"at most {MOST_NESTED} of &, | and ~ within one another",
        )
    return depth


def role_name(roles: frozenset[Role]) -> str:
    """What ``q`` calls some roles: one of them by its name, a side by that of the side."""
    if roles in _SIDES:
        return _SIDES[roles]
    (role,) = roles
    return role.name.lower()
