"""Lines of Python that go on by an answer: what :mod:`bilateral.query.compiled` is written in."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from bilateral.logic import Truth

__all__ = ["Lines", "Then", "Writer", "fork", "indented"]

Lines: TypeAlias = "tuple[str, ...]"
"""Lines of Python, each with its own indentation."""
Test: TypeAlias = "tuple[str, Lines]"
"""A condition, and the lines that are run where it holds."""


class Then(NamedTuple):
    """The lines that follow each of the three answers."""

    true: Lines
    unknown: Lines
    false: Lines

    def reversed(self) -> Then:
        """What follows the answers of a negation."""
        return Then(self.false, self.unknown, self.true)

    def of(self, truth: Truth) -> Lines:
        """What follows an answer that is known when the question is compiled."""
        return {Truth.TRUE: self.true, Truth.UNKNOWN: self.unknown, Truth.FALSE: self.false}[truth]

    def by(self, name: str) -> Lines:
        """What follows the answer that a variable holds."""
        return fork(
            (f"{name} is TRUE", self.true),
            (f"{name} is UNKNOWN", self.unknown),
            (_ELSE, self.false),
        )


_ELSE = "True"


def fork(*tests: Test) -> Lines:
    """Tests one after the other, until one holds: ``if``, ``elif``; ``True`` is ``else``.

    Args:
        *tests: The conditions, in order; those that decide nothing are left out.

    Example:
        >>> fork(("a", ("f()",)), ("b", ("g()",)), ("c", ("g()",)), ("True", ("g()",)))
        ('if a:', '    f()', 'else:', '    g()')
    """
    kept: list[Test] = []
    for test, lines in tests:
        if test == "False":
            continue
        kept.append((test, lines))
        if test == _ELSE:
            break
    last = kept.pop()[1] if kept and kept[-1][0] == _ELSE else ()
    while kept and kept[-1][1] == last:
        kept.pop()
    if not kept:
        return last
    found: list[str] = []
    for test, lines in kept:
        found += (f"{'elif' if found else 'if'} {test}:", *indented(lines or ("pass",)))
    if last:
        found += ("else:", *indented(last))
    return tuple(found)


def indented(lines: Lines) -> Lines:
    """The lines as the body of something."""
    return tuple([f"    {line}" for line in lines])


class Writer:
    """Keeps the values that written lines refer to, and gives out names."""

    def __init__(self) -> None:
        self.constants: dict[str, object] = {
            "TRUE": Truth.TRUE,
            "UNKNOWN": Truth.UNKNOWN,
            "FALSE": Truth.FALSE,
        }
        self.setup: dict[str, str] = {}
        self._numbers: dict[tuple[type, object], str] = {}
        self._variables = 0

    def constant(self, value: object) -> str:
        """The name of a value; equal numbers share one, so that equal conditions are equal."""
        key = (type(value), value) if isinstance(value, (int, float)) else None
        name = self._numbers.get(key, "") if key else ""
        if not name:
            name = f"c{len(self.constants)}"
            self.constants[name] = value
        if key:
            self._numbers[key] = name
        return name

    def once(self, expression: str) -> str:
        """The name of a variable that holds what is the same for all records."""
        return self.setup.setdefault(expression, f"k{len(self.setup)}")

    def variable(self) -> str:
        """The name of a variable that nothing else uses."""
        self._variables += 1
        return f"x{self._variables}"

    def asked(self, question: Callable[..., Truth], given: str, then: Then) -> Lines:
        """The answer of a function, such as the reference, to what it is given."""
        name = self.variable()
        return f"{name} = {self.constant(question)}({given})", *then.by(name)
