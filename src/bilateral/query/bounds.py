"""Dates and amounts as lines of Python: bounds that are compared with those of a question.

A date or amount lies anywhere within its bounds, so a question about it has stretches where it
may hold and stretches where it may fail. What reaches none of the first is not so, what reaches
none of the second surely is; of a date that is one of several, this is asked of the bounds of all
first, and of each only where those leave it open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from math import inf
from typing import TypeAlias

from bilateral.dates.relations import ANY_DAY, ANY_TIME
from bilateral.model.fields import fields_of
from bilateral.model.records import Lasting, kinds_there
from bilateral.query.branches import Lines, Then, Writer, fork, indented
from bilateral.query.meaning import evaluate
from bilateral.query.predicates import Node, OneValue
from bilateral.query.regions import Box, Nature, date_terms, date_truth, regions_of
from bilateral.query.values import SOME_TIME, amount_holds, amount_truth, numbers_of

__all__ = ["amount_lines", "date_lines"]

_MANY = 32  # so many boxes are looked at by a function
_NATURES: tuple[Nature, ...] = ("stay", "sequence")  # a day is a stay that ends as it starts


# -- dates -----------------------------------------------------------------------------------------


def date_lines(writer: Writer, node: OneValue, then: Then) -> Lines:
    """The lines of a question about one date.

    Args:
        writer: Who keeps the values that they refer to.
        node: The terms about the date, joined.
        then: What follows.
    """
    tree, field = node.tree, str(node.value[1])
    natures = {nature: regions_of(tree, nature) for nature in _NATURES}
    reference = writer.asked(lambda record: evaluate(node, record), "r", then)
    if None in natures.values() or field == "attested":  # which lies within the date
        return reference
    margin = next(date_terms(tree)).margin
    spans = "r.when" if field == "date" else "w.spans"
    holds = {nature: found.holds for nature, found in natures.items() if found}
    fails = {nature: found.fails for nature, found in natures.items() if found}

    def met(boxes: Mapping[Nature, tuple[Box, ...]], scattered: str, margin: int = 0) -> str:
        stay, sequence = (_boxes(writer, boxes[nature], margin) for nature in _NATURES)
        return stay if stay == sequence else f"({sequence} if {scattered} else {stay})"

    of_all = f"w.is_sequence or w.members or len({spans}) > 1"
    of_one = "w.is_sequence or w.members"
    exact = fork(
        ("w.members", reference),
        (
            f"len({spans}) > 1",
            _of_each(writer, "w", spans, (met(holds, of_one), met(fails, of_one)), then),
        ),
        *(((f"not {met(holds, of_one)}", then.false),) if margin else ()),
        *(((f"not {met(fails, of_one)}", then.true),) if margin else ()),
        ("True", then.unknown),
    )
    if margin:
        exact = fork(("w.start_qualified or w.end_qualified", reference), ("True", exact))
    open_ = {date_truth(tree, (span,)) for span in (ANY_TIME, ANY_DAY)}
    claimed = "False" if field == "date" else f"r.claimed and {field!r} in r.claimed"
    return (
        f"w = r.{'extent' if field == 'date' else field}",
        *fork(
            (claimed, reference),
            ("w is None", then.of(open_.pop()) if len(open_) == 1 else reference),
            (f"not {met(holds, of_all, margin)}", then.false),
            (f"not {met(fails, of_all, margin)}", then.true),
            ("True", exact),
        ),
    )


def _of_each(writer: Writer, name: str, values: str, tests: tuple[str, str], then: Then) -> Lines:
    """The answer of several values, one of which is so: that of each, if they agree.

    Args:
        writer: Who gives out names.
        name: The variable of one of them.
        values: All of them.
        tests: Whether it may be so of one of them, and whether it may not.
        then: What follows.
    """
    found, here = writer.variable(), writer.variable()
    holds, fails = tests
    open_ = f"{found} = UNKNOWN", "break"
    return (
        f"{found} = None",
        f"for {name} in {values}:",
        f"    {here} = {holds}",
        *indented(
            fork(
                (f"{here} and {fails}", open_),
                (f"{found} is None", (f"{found} = {here}",)),
                (f"{here} is not {found}", open_),
            )
        ),
        *fork((f"{found} is UNKNOWN", then.unknown), (found, then.true), ("True", then.false)),
    )


def _boxes(writer: Writer, boxes: Sequence[Box], margin: int) -> str:
    if margin:  # whatever the ends moved outward by the margin would meet
        boxes = [_widened(box, margin) for box in boxes]
    if len(boxes) > _MANY:
        found = writer.constant(lambda span: any(box.meets(span) for box in boxes))
        return f"{found}(w)"
    return f"({' or '.join([_box(writer, box) for box in boxes]) or 'False'})"


def _widened(box: Box, days: int) -> Box:
    return Box(
        start_min=box.start_min - days,
        start_max=box.start_max + days,
        end_min=box.end_min - days,
        end_max=box.end_max + days,
        apart=box.apart + 2 * days,
    )


def _box(writer: Writer, box: Box) -> str:
    """Whether a span meets a box; tests that every span passes are left out."""
    tests = [
        f"w.{bound} {operator} {writer.constant(day)}"
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


# -- amounts ---------------------------------------------------------------------------------------

_Stretch: TypeAlias = "tuple[float, bool, float, bool]"
"""From and to which number, and whether those belong to it."""


def amount_lines(writer: Writer, node: OneValue, then: Then) -> Lines:
    """The lines of a question about one amount; arguments as for :func:`date_lines`.

    A duration that is not stated is what the bounds of the date leave of it.
    """
    tree, field = node.tree, str(node.value[1])
    reference = writer.asked(lambda record: evaluate(node, record), "r", then)
    holds, fails = (_stretches(tree, holding=holding) for holding in (True, False))

    open_ = then.of(amount_truth(tree, [(0, inf)]))
    if field == "duration":
        if not all(issubclass(kind, Lasting) for kind in _kinds_with(field)):
            return reference
        tests = _meets(writer, holds, _lasts), _meets(writer, fails, _lasts)
        each = _of_each(writer, "w", "r.when", tests, then)
        open_ = (
            "w = r.extent",
            *fork(
                ("w is None", then.of(amount_truth(tree, [SOME_TIME]))),
                (f"not {tests[0]}", then.false),
                (f"not {tests[1]}", then.true),
                ("len(r.when) > 1", each),
                ("True", then.unknown),
            ),
        )
    return (
        f"v = r.{field}",
        *fork(
            (f"r.claimed and {field!r} in r.claimed", reference),
            ("v is None", open_),
            (f"not {_meets(writer, holds, _stated)}", then.false),
            (f"not {_meets(writer, fails, _stated)}", then.true),
            ("True", then.unknown),
        ),
    )


def _stated(writer: Writer, bound: str, operator: str, number: float) -> str:
    """A bound of a stated amount compared with a number."""
    return f"v.{bound} {operator} {_number(writer, number)}"


def _lasts(writer: Writer, bound: str, operator: str, number: float) -> str:
    """A bound of the days that a span lasts compared with a number.

    It lasts at least as long as each of three numbers says, and at most as each of two.
    """
    days = _number(writer, number - 1)  # from the first to the last
    if bound == "most":
        less = "<" if operator == ">=" else "<="
        apart = f"not w.end_max - w.start_min {less} {days}"  # no number if both are infinite
        return f"w.days_max {operator} {days} and {apart}"
    if number < 1 or (number == 1 and operator == "<"):
        return "False"
    more = ">" if operator == "<=" else ">="
    return f"w.days_min {operator} {days} and not w.end_min - w.start_max {more} {days}"


def _number(writer: Writer, number: float) -> str:
    """The name of a number, whole if it is: Python compares those sooner."""
    return writer.constant(int(number) if number == int(number) else number)


def _kinds_with(field: str) -> list[type]:
    return [kind for kind in kinds_there() if field in fields_of(kind)]


def _stretches(tree: Node, *, holding: bool) -> list[_Stretch]:
    """The stretches of numbers of which a question holds, or fails."""
    numbers = sorted({-inf, *numbers_of(tree), inf})
    found: list[_Stretch] = []
    for low, high in pairwise(numbers):
        inside = high - 1 if low == -inf else low + 1 if high == inf else (low + high) / 2
        if low != -inf and amount_holds(tree, low) is holding:
            found.append((low, True, low, True))
        if amount_holds(tree, 0 if len(numbers) == 2 else inside) is holding:
            found.append((low, False, high, False))
    joined = found[:1]
    for stretch in found[1:]:
        low, has_low, high, has_high = joined[-1]
        if high == stretch[0] and (has_high or stretch[1]):
            joined[-1] = low, has_low, stretch[2], stretch[3]
        else:
            joined.append(stretch)
    return joined


def _meets(
    writer: Writer,
    stretches: Iterable[_Stretch],
    compared: Callable[[Writer, str, str, float], str],
) -> str:
    """Whether some number between two bounds lies in one of some stretches."""
    found = []
    for low, has_low, high, has_high in stretches:
        tests = []
        if low != -inf:
            tests.append(compared(writer, "most", ">=" if has_low else ">", low))
        if high != inf:
            tests.append(compared(writer, "least", "<=" if has_high else "<", high))
        found.append(f"({' and '.join(tests) or 'True'})")
    return f"({' or '.join(found) or 'False'})"
