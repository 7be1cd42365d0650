"""Many records at once: a predicate as one loop of generated Python.

A three-valued predicate is a pair of two-valued ones, "surely" and "may be". In Kleene's logic
each connective acts on the pair: of ``a & b`` both sides are conjunctions, of ``~a`` they change
places. So a whole predicate becomes two plain boolean expressions, which Python evaluates with
its own short circuit: most records fail "may be" at the first term.

The frequent questions are spelt out; the others call the reference in
:mod:`bilateral.query.meaning`. A debugger and a traceback show the source: the function
carries it as a module does, and it goes when the function goes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from importlib.abc import Loader
from importlib.machinery import ModuleSpec
from itertools import count
from math import inf
from typing import TypeAlias, TypeVar

from bilateral.logic import Truth
from bilateral.model.actors import Actor
from bilateral.model.records import Record
from bilateral.query.joining import joined
from bilateral.query.meaning import evaluate
from bilateral.query.participants import meets_truth, unstated_truth
from bilateral.query.participation import Cast
from bilateral.query.predicates import (
    AmountIs,
    And,
    Anything,
    DateIs,
    Done,
    FieldIn,
    Node,
    Not,
    OneValue,
    Or,
    Predicate,
    Takes,
    as_node,
)
from bilateral.query.regions import Box, Nature, date_truth, regions_of

__all__ = ["split"]

_NATURES: tuple[Nature, ...] = ("day", "stay", "sequence")

R = TypeVar("R", bound=Record)
_Split = Callable[[Iterable[Record], Cast], tuple[list[Record], list[Record]]]
_Nested: TypeAlias = tuple[str, str, int]  # two expressions, and how deep they are nested
_serial = count(1)
_DEEPEST = 20  # so deep an expression is a function of its own: Python parses 200 brackets
_NAMED = "(p.person is not None or p.organization is not None)"


def split(
    predicate: Predicate,
    records: Iterable[R],
    actors: Mapping[str, Actor] | Cast | None = None,
) -> tuple[list[R], list[R]]:
    """The records that surely match and those that only may, each in the order given.

    Args:
        predicate: The question.
        records: Records whose kinds have the fields asked about.
        actors: The actors that they name, by id.

    Returns:
        Definite and possible matches.

    Example:
        >>> from bilateral import Citation, Visit, q
        >>> trip = Visit(id="a", title="A visit", date="2016", citations=[Citation(source="s")])
        >>> [len(side) for side in split(q.date.since("2016-06"), [trip])]
        [0, 1]
    """
    return _compiled(predicate)(records, Cast.of(actors))  # type: ignore[return-value]


@lru_cache(maxsize=512)
def _compiled(predicate: Predicate) -> _Split:
    writer = _Writer()
    surely, maybe = writer.pair(joined(as_node(predicate)))
    body = "\n".join(
        [
            *writer.functions,
            "def split(records, k):",
            "    definite, possible = [], []",
            "    surely, maybe = definite.append, possible.append",
            "    for r in records:",
            "        ws = r.when",
            "        w = ws[0]",
            "        one = len(ws) == 1 and not w.members",
            f"        if {maybe}:",
            f"            if {surely}:",
            "                surely(r)",
            "            else:",
            "                maybe(r)",
            "    return definite, possible",
            "",
        ]
    )
    name = f"bilateral predicate {next(_serial)}"
    spec = ModuleSpec(name, _Source(body))
    namespace = writer.constants | {"__name__": name, "__loader__": spec.loader, "__spec__": spec}
    exec(compile(body, name, "exec"), namespace)
    result: _Split = namespace["split"]  # type: ignore[assignment]
    return result


class _Source(Loader):
    """Where debuggers and tracebacks find the lines of a function, as those of a module."""

    def __init__(self, text: str) -> None:
        self._text = text

    def get_source(self, _: str) -> str:
        return self._text


class _Writer:
    """Writes the two expressions of a predicate and collects the values they refer to."""

    def __init__(self) -> None:
        self.constants: dict[str, object] = {}
        self.functions: list[str] = []

    def constant(self, value: object) -> str:
        """The name of a value; equal numbers share one, so that equal conditions are equal."""
        if isinstance(value, (int, float)):
            for name, known in self.constants.items():
                if type(known) is type(value) and known == value:
                    return name
        name = f"c{len(self.constants)}"
        self.constants[name] = value
        return name

    def pair(self, root: Node) -> tuple[str, str]:
        """The expressions "surely" and "may be" over the names ``r`` and ``w``.

        Terms come before what joins them, on a list and not by recursion: programs make deep
        questions.
        """
        done: list[_Nested] = []
        waiting: list[tuple[Node, bool]] = [(root, False)]
        while waiting:
            node, ready = waiting.pop()
            if not isinstance(node, (And, Or, Not)):
                done.append((*self.leaf(node), 0))
                continue
            terms = (node.term,) if isinstance(node, Not) else node.terms
            if not ready:
                waiting.append((node, True))
                waiting += [(term, False) for term in reversed(terms)]
                continue
            pairs = done[-len(terms) :]
            del done[-len(terms) :]
            done.append(self.connected(node, pairs))
        return done[0][:2]

    def connected(
        self, node: And | Or | Not, pairs: list[tuple[str, str, int]]
    ) -> tuple[str, str, int]:
        depth = 1 + max(depth for _, _, depth in pairs)
        if isinstance(node, Not):
            ((surely, maybe, _),) = pairs
            surely, maybe = f"(not {maybe})", f"(not {surely})"
        else:
            operator = " and " if isinstance(node, And) else " or "
            surely = f"({operator.join(surely for surely, _, _ in pairs)})"
            maybe = f"({operator.join(maybe for _, maybe, _ in pairs)})"
        if depth < _DEEPEST:
            return surely, maybe, depth
        name = f"part{len(self.functions)}"
        self.functions.append(
            f"def surely_{name}(r, k, ws, w, one):\n    return {surely}\n"
            f"def maybe_{name}(r, k, ws, w, one):\n    return {maybe}\n"
        )
        return f"surely_{name}(r, k, ws, w, one)", f"maybe_{name}(r, k, ws, w, one)", 0

    def leaf(self, node: Node) -> tuple[str, str]:
        match node:
            case Anything():
                return "True", "True"
            case DateIs() | AmountIs():  # of a question too deep to be joined
                return self.leaf(joined(node))
            case Takes():
                return self.takes(node)
            case OneValue(("date", "date", 0), tree):
                return self.date(tree)
            case OneValue(("participant", _) | ("place",), tree):
                return self.together(node, tree)
            case OneValue(("word", _), (FieldIn() | Done()) as tree):
                return self.leaf(tree)
            case FieldIn(field, values):
                return self.field_in(node, field, frozenset(values))
            case Done():
                call = self.called(node)
                known = "r.claimed or r.counted is None"
                return (
                    f"({call[0]} if {known} else r.status in r.counted)",
                    f"({call[1]} if {known} else r.status is None or r.status in r.counted)",
                )
            case _:
                return self.called(node)

    def called(self, node: Node) -> tuple[str, str]:
        """A question put to the reference."""
        ask = self.constant(lambda record, cast: evaluate(node, record, cast))
        true, false = self.constant(Truth.TRUE), self.constant(Truth.FALSE)
        return f"({ask}(r, k) is {true})", f"({ask}(r, k) is not {false})"

    def together(self, node: Node, tree: Node) -> tuple[str, str]:
        """Terms about participants by themselves, and together where those leave it open."""
        surely, maybe = self.pair(tree)
        true, false = self.called(node)
        return f"({surely} or ({maybe} and {true}))", f"({maybe} and ({surely} or {false}))"

    def date(self, tree: Node) -> tuple[str, str]:
        """The record's bounds against boxes of days; what has several spans is called."""
        natures = {nature: regions_of(tree, nature) for nature in _NATURES}
        call = self.constant(lambda spans: date_truth(tree, spans))
        true, false = self.constant(Truth.TRUE), self.constant(Truth.FALSE)
        if any(found is None for found in natures.values()):
            return f"({call}(ws) is {true})", f"({call}(ws) is not {false})"
        fails = self.by_nature({n: self.boxes(r.fails) for n, r in natures.items() if r})
        holds = self.by_nature({n: self.boxes(r.holds) for n, r in natures.items() if r})
        return (
            f"(not {fails} if one else {call}(ws) is {true})",
            f"({holds} if one else {call}(ws) is not {false})",
        )

    def by_nature(self, conditions: Mapping[Nature, str]) -> str:
        """The condition of the nature that a span is of, told apart only where they differ."""
        day, stay, sequence = (conditions[nature] for nature in _NATURES)
        lasting = stay if stay == sequence else f"({sequence} if w.is_sequence else {stay})"
        return lasting if day == lasting else f"({lasting} if w.days_max else {day})"

    def boxes(self, boxes: Iterable[Box]) -> str:
        return f"({' or '.join(map(self.box, boxes)) or 'False'})"

    def box(self, box: Box) -> str:
        """Whether a span meets a box; tests that every span passes are left out."""
        tests = [
            f"w.{bound} {operator} {self.constant(day)}"
            for bound, operator, day in (
                ("start_min", "<=", box.start_max),
                ("start_max", ">=", box.start_min),
                ("end_min", "<=", box.end_max),
                ("end_max", ">=", box.end_min),
                ("days_min" if box.apart == inf else "shortest", "<=", box.longest),
                ("days_max", ">=", max(box.end_min - box.start_max, 0)),
            )
            if day not in (-inf, inf) and (bound, day) != ("days_max", 0)
        ]
        return f"({' and '.join(tests) or 'True'})"

    def field_in(self, node: Node, field: str, values: frozenset[str | int]) -> tuple[str, str]:
        call = self.called(node)
        if field == "topics":
            return call
        name = self.constant(values)
        own = f"r.{field}"
        if field in ("id", "kind"):
            return f"({own} in {name})", f"({own} in {name})"
        return (
            f"({call[0]} if r.claimed else {own} in {name})",
            f"({call[1]} if r.claimed or {own} is None else {own} in {name})",
        )

    def takes(self, node: Takes) -> tuple[str, str]:
        """Two small functions, each one loop over the participants.

        A participant is put to the reference where what is asked of it is not stated exactly.
        """
        surely, maybe = [], []
        for name, values in node.conditions:
            if name == "named":
                surely.append(_NAMED if values else f"(not {_NAMED} and not p.rivals)")
                maybe.append(f"({_NAMED if values else f'not {_NAMED}'} or p.rivals)")
            elif isinstance(values, bool):  # stateless
                surely.append("False" if values else "p.state is not None")
                maybe.append("p.state is None" if values else "True")
            elif name == "other_than":
                named = self.constant(frozenset(values))
                surely.append(f"(p.state is not None and p.state not in {named})")
                maybe.append(f"p.state not in {named}")
            else:
                wanted = self.constant(frozenset(values))
                surely.append(f"p.{name} in {wanted}")
                open_ = f"p.{name} is None or p.{name} in {wanted}"
                if name == "sector":
                    open_ += f" or p.rank_sector in {wanted} or p.rivals"
                maybe.append(f"({open_})")
        roles = self.constant(node.roles)
        ask = self.constant(lambda p, record, cast: meets_truth(node, p, record, cast))
        other = self.constant(lambda record, cast: unstated_truth(node, record, cast))
        true, false = self.constant(Truth.TRUE), self.constant(Truth.FALSE)
        number = len(self.functions)
        for side, answer in (("surely", f"is {true}"), ("maybe", f"is not {false}")):
            self.functions.append(
                f"def {side}{number}(r, k):\n"
                f"    for p in r.seen:\n"
                f"        if {' and '.join([f'p.role in {roles}', *maybe])}:\n"
                f"            if {' and '.join(surely) or 'True'}"
                f" or {ask}(p, r, k) {answer}:\n"
                f"                return True\n"
                f"    return bool(r.unstated) and {other}(r, k) {answer}\n"
            )
        return f"surely{number}(r, k)", f"maybe{number}(r, k)"
