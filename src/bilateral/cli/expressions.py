"""A predicate from its text, such as ``delivered >= 4 and not purpose == 'official'``.

The text is taken apart and put together again with :data:`bilateral.q`; nothing in it is run.
"""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable, Mapping
from typing import Any

from bilateral.dates.when import Moment, Period, Sequence, When
from bilateral.errors import RecordError
from bilateral.query import Predicate, q
from bilateral.query.fields import DateField, Fields, QuantityField, ValueField
from bilateral.query.roles import RoleField

__all__ = ["predicate_of"]

_COMPARED: Mapping[type[ast.cmpop], Callable[[Any, Any], Any]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.GtE: operator.ge,
    ast.Gt: operator.gt,
    ast.LtE: operator.le,
    ast.Lt: operator.lt,
    ast.In: lambda field, values: field.is_in(*values),
    ast.NotIn: lambda field, values: ~field.is_in(*values),
}
_JOINED: Mapping[type[ast.boolop | ast.operator], Callable[[Any, Any], Any]] = {
    ast.And: operator.and_,
    ast.Or: operator.or_,
    ast.BitAnd: operator.and_,
    ast.BitOr: operator.or_,
}
_DATES: Mapping[str, type[When]] = {kind.__name__: kind for kind in (Moment, Period, Sequence)}
_ASKED = (Fields, DateField, QuantityField, ValueField, RoleField)
"""What has attributes that a question may use."""


def predicate_of(text: str) -> Predicate:
    """The predicate that a text says.

    Args:
        text: As it is written with ``q``, or printed; ``q.`` may be left out, and ``and``, ``or``
            and ``not`` stand for ``&``, ``|`` and ``~``. A single word needs no quotes.

    Raises:
        RecordError: if it is no predicate.
        UnknownNameError: if a field, role or word does not exist.

    Example:
        >>> predicate_of("delivered >= 4 and not date.during(2017) and recipient == PAK")
        (q.delivered >= 4) & ~q.date.during('2017') & q.recipient(state='PAK')
    """
    # What has no brackets has no keywords either, so that a single = is one that compares.
    asked = text if "(" in text else re.sub("(?<![=<>!])=(?!=)", "==", text)
    try:
        made = _made(ast.parse(asked.strip(), mode="eval").body)
    except (SyntaxError, ValueError, TypeError, RecursionError) as error:
        raise _no_predicate(text) from error
    if not isinstance(made, Predicate):
        raise _no_predicate(text)
    return made


def _no_predicate(text: str) -> RecordError:
    return RecordError("no predicate", found=text, expected="one such as delivered >= 4")


def _made(node: ast.expr) -> Any:  # a predicate, a field, or a word or number of the question
    match node:
        case ast.Name("q"):
            return q
        case ast.Name(name):
            return _named(q, name)
        case ast.Attribute(value, name):
            return _named(_made(value), name)
        case ast.Call(function, args, keywords) if all(word.arg for word in keywords):
            words = {str(word.arg): _value(word.value) for word in keywords}
            return _made(function)(*map(_value, args), **words)
        case ast.BoolOp(joint, terms):
            first, *others = map(_made, terms)
            for other in others:
                first = _JOINED[type(joint)](first, other)
            return first
        case ast.BinOp(left, ast.BitAnd() | ast.BitOr() as joint, right):
            return _JOINED[type(joint)](_made(left), _made(right))
        case ast.UnaryOp(ast.Not() | ast.Invert(), term):
            return ~_made(term)
        case ast.Compare(left, [relation], [right]) if type(relation) in _COMPARED:
            return _COMPARED[type(relation)](_made(left), _value(right))
        case _:
            raise ValueError(ast.unparse(node))


def _named(owner: object, name: str) -> Any:  # a field or role, or what it can be asked
    """An attribute that questions have, and no other."""
    if name.startswith("_") or not isinstance(owner, _ASKED):
        raise ValueError(name)
    return getattr(owner, name)


def _value(node: ast.expr) -> Any:  # a word, a number, or several
    match node:
        case ast.Name(word):
            return word
        case ast.List(items) | ast.Tuple(items):
            return [_value(item) for item in items]
        case ast.Call(ast.Name(name), args, keywords) if name in _DATES:
            printed = {str(word.arg): ast.literal_eval(word.value) for word in keywords}
            return _DATES[name](*map(ast.literal_eval, args), **printed)
        case _:
            return ast.literal_eval(node)
