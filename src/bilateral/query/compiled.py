"""Many records at once: a question as one loop of generated Python.

The loop goes through the terms of a question, those first that cost least, and from the answer of
each straight on: what is not so is left at the first term that says it, as a loop by hand would,
and a term that leaves a record open makes it one that only may be so. What a record states exactly
is decided in place, by the lines of :mod:`bilateral.query.leaves` and
:mod:`bilateral.query.bounds`; the rest calls the reference in :mod:`bilateral.query.meaning`.

A debugger and a traceback show the source: the function carries it as a module does, and it goes
when the function goes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from importlib.machinery import ModuleSpec
from itertools import count
from typing import TypeVar

from bilateral.model.actors import Actor
from bilateral.model.records import Record, kinds_there
from bilateral.query.bounds import amount_lines, date_lines
from bilateral.query.branches import Lines, Then, Writer, fork, indented
from bilateral.query.joining import OF_THE_RECORD, joined
from bilateral.query.leaves import (
    called,
    cites_lines,
    field_lines,
    link_lines,
    number_lines,
    place_lines,
    takes_lines,
    word_lines,
)
from bilateral.query.participation import Cast
from bilateral.query.predicates import (
    AmountIs,
    And,
    Anything,
    Cites,
    DateIs,
    Done,
    FieldContains,
    FieldIn,
    LinksTo,
    Node,
    Not,
    NumberOf,
    OneValue,
    Or,
    Predicate,
    Takes,
    TakesPlace,
    as_node,
)

__all__ = ["split"]

R = TypeVar("R", bound=Record)
_Split = Callable[[Iterable[Record], Cast], tuple[list[Record], list[Record]]]
_serial = count(1)


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
    made = _compiled(predicate, kinds_there())
    return made(records, Cast.of(actors))  # type: ignore[return-value]


@lru_cache(maxsize=512)
def _compiled(predicate: Predicate, _: tuple[type[Record], ...]) -> _Split:
    """The loop of a question, for the kinds that there are when it is made."""
    writer = Writer()
    loop = _loop(writer, joined(as_node(predicate)))
    body = "\n".join(
        [
            "def split(records, k):",
            *[f"    {name} = {expression}" for expression, name in writer.setup.items()],
            "    definite, possible = [], []",
            "    surely, maybe = definite.append, possible.append",
            "    for r in records:",
            *indented(indented(loop or ("pass",))),
            "    return definite, possible",
            "",
        ]
    )
    name = f"bilateral predicate {next(_serial)}"
    spec = ModuleSpec(name, _Source(body))  # type: ignore[arg-type]
    namespace = writer.constants | {"__name__": name, "__loader__": spec.loader, "__spec__": spec}
    exec(compile(body, name, "exec"), namespace)
    result: _Split = namespace["split"]  # type: ignore[assignment]
    return result


class _Source:
    """Where debuggers and tracebacks find the lines of a function, as those of a module."""

    def __init__(self, text: str) -> None:
        self._text = text

    def get_source(self, _: str) -> str:
        return self._text


def _loop(writer: Writer, root: Node) -> Lines:
    """What is done with each record: put to the one list, to the other, or to neither."""
    then = Then(("surely(r)",), ("maybe(r)",), ())
    if not isinstance(root, And):
        return _answer(writer, root, then)
    *terms, last = sorted(root.terms, key=_cost)
    lines = ["certain = True"]
    for term in terms:
        lines += _answer(writer, term, Then((), ("certain = False",), ("continue",)))
    surely = fork(("certain", then.true), ("True", then.unknown))
    return *lines, *_answer(writer, last, then._replace(true=surely))


def _answer(writer: Writer, node: Node, then: Then) -> Lines:
    """The lines that find an answer, and go on."""
    match node:
        case Not(term):
            return _answer(writer, term, then.reversed())
        case And(terms) | Or(terms):
            name = writer.variable()
            kept, first, settled = _kept(name), "TRUE", "FALSE"
            if isinstance(node, Or):
                first, settled = settled, first
            kept = kept._replace(**{first.lower(): ()})
            lines: list[str] = [f"{name} = {first}"]
            for index, term in enumerate(sorted(terms, key=_cost)):
                found = _answer(writer, term, kept)
                lines += fork((f"{name} is not {settled}", found)) if index else found
            return *lines, *then.by(name)
        case OneValue(("participant", _) | ("place",), tree):
            # by themselves, and together where that leaves it open
            return _answer(writer, tree, then._replace(unknown=called(writer, node, then)))
        case _:
            return _leaf(writer, node, then)


def _kept(name: str) -> Then:
    """An answer kept in a variable."""
    return Then((f"{name} = TRUE",), (f"{name} = UNKNOWN",), (f"{name} = FALSE",))


def _leaf(writer: Writer, node: Node, then: Then) -> Lines:
    match node:
        case Anything():
            return then.true
        case DateIs() | AmountIs() | Done():  # of a question too deep to be joined
            return _leaf(writer, joined(node), then)
        case OneValue(("date", *_)):
            return date_lines(writer, node, then)
        case OneValue(("amount", _)):
            return amount_lines(writer, node, then)
        case OneValue(("word", _)):
            return word_lines(writer, node, then)
        case FieldIn(field) | FieldContains(field) if field in OF_THE_RECORD:
            return field_lines(writer, node, then)
        case FieldIn() | FieldContains():
            return _leaf(writer, OneValue(("word", node.field), node), then)
        case Takes():
            return takes_lines(writer, node, then)
        case NumberOf():
            return number_lines(writer, node, then)
        case TakesPlace():
            return place_lines(writer, node, then)
        case Cites():
            return cites_lines(writer, node, then)
        case LinksTo():
            return link_lines(writer, node, then)
        case _:
            return called(writer, node, then)


def _cost(node: Node) -> int:
    """How much a term costs, roughly; what costs least is asked first."""
    match node:
        case And(terms) | Or(terms):
            return max([_cost(term) for term in terms])
        case Not(term):
            return _cost(term)
        case OneValue(("participant", _) | ("place",)):
            return 4
        case Takes() | NumberOf() | TakesPlace() | Cites():
            return 3
        case FieldContains() | LinksTo():
            return 2
        case OneValue(("word" | "amount", *_)):
            return 1
        case _:
            return 0
