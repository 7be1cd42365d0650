"""Constructors and verbs that say what to type: near keywords, and how parts are made."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar, cast

import attrs

from bilateral.dates.expression import EDTF
from bilateral.errors import ArgumentError, BilateralError, RecordError, near_names
from bilateral.model.vocabulary import Vocabulary

__all__ = ["Constructed", "as_made", "constructed", "explained", "part_of"]

T = TypeVar("T")
C = TypeVar("C", bound=Callable[..., Any])

constructed: Callable[..., Any] = type.__call__
"""Makes an object of a class and its arguments, which are known to be those that it takes: what
is to explain a wrong call costs each right one."""


class Constructed(type):
    """The class of those that explain a call with arguments that they do not take.

    A class may say in ``_meant`` what people call its arguments otherwise, or what to write.
    """

    if not TYPE_CHECKING:  # for whom the constructors are as they are written

        def __call__(cls, *given: Any, **named: Any) -> Any:
            """An instance."""
            try:
                return constructed(cls, *given, **named)
            except TypeError as error:
                if (meant := cls._otherwise(named)) is not None:
                    return cls(*given, **meant)
                wrong = _wrong_call(cls, len(given), named)
                if wrong is None or isinstance(error, ArgumentError):
                    raise
                raise wrong from None

        @property
        def __signature__(cls) -> inspect.Signature:
            """What the constructor takes, for ``help()`` and who completes names."""
            own = inspect.signature(cls.__init__)
            _, *words = own.parameters.values()
            roles = getattr(cls, "roles", ())
            words += [
                inspect.Parameter(role.name.lower(), inspect.Parameter.KEYWORD_ONLY, default=None)
                for role in (sorted(roles) if isinstance(roles, frozenset) else ())
            ]
            return own.replace(parameters=words, return_annotation=cls)

        def _otherwise(cls, named: Mapping[str, object]) -> dict[str, object] | None:  # noqa: ARG002
            """The arguments that are meant by others; None if there are none but those given."""
            return None


def _wrong_call(cls: type, given: int, named: dict[str, Any]) -> ArgumentError | None:
    """What is wrong with the arguments; None if it is something else."""
    if not attrs.has(cls):
        return None
    fields = [field for field in attrs.fields(cls) if field.init]
    known = [str(field.alias) for field in fields]
    needed = [str(f.alias) for f in fields if f.default is attrs.NOTHING]
    meant: dict[str, str] = getattr(cls, "_meant", {})
    for name in named:
        if name not in known:
            meaning = meant.get(name)
            listed = [*known, *(role.name.lower() for role in sorted(getattr(cls, "roles", ())))]
            near = near_names(name, listed) if meaning is None else (meaning,)
            told = None if meaning in known else meaning
            return ArgumentError(
                f"{_named(cls)} has no {name!r}",
                expected=told or f"one of {', '.join(listed)}",
                near=() if told else near,
            )
    placed = [str(field.alias) for field in fields if not field.kw_only]
    if given > len(placed):
        shown = ", ".join(f"{name}=..." for name in needed or known[:2])
        return ArgumentError(
            f"{_named(cls)} takes its values by name",
            expected=getattr(cls, "written", f"{cls.__name__}({shown})"),
        )
    if twice := [name for name in placed[:given] if name in named]:
        return ArgumentError(f"{_named(cls)} is given {twice[0]!r} twice", found=named[twice[0]])
    if lacking := [name for name in needed if name not in (*placed[:given], *named)]:
        shown = ", ".join(f"{name}=..." for name in lacking)
        return ArgumentError(f"{_named(cls)} needs {', '.join(lacking)}", expected=shown)
    return None


def explained(**meant: str) -> Callable[[C], C]:
    """Makes a verb explain a call with arguments that it does not take.

    Args:
        **meant: What people call its keywords otherwise: the keyword, or what to write.

    Example:
        >>> @explained(country="state")
        ... def by(*, state): ...
        >>> by(country="PAK")
        Traceback (most recent call last):
            ...
        bilateral.errors.ArgumentError: by() has no 'country': expected one of state \
(did you mean 'state'?)
    """

    def of(verb: C) -> C:
        @wraps(verb)
        def explaining(*given: Any, **named: Any) -> Any:
            try:
                return verb(*given, **named)
            except TypeError as error:
                if isinstance(error, BilateralError):
                    raise
                wrong = _wrong_words(verb, given, named, meant)
                if wrong is None:  # something else
                    raise
                raise wrong from None

        return cast("C", explaining)

    return of


def _wrong_words(
    verb: Callable[..., Any], given: tuple[Any, ...], named: dict[str, Any], meant: dict[str, str]
) -> ArgumentError | None:
    """What is wrong with the arguments of a verb; None if nothing is."""
    signature = inspect.signature(verb)
    words = [
        word.name
        for word in signature.parameters.values()
        if word.name != "self" and word.kind in (word.POSITIONAL_OR_KEYWORD, word.KEYWORD_ONLY)
    ]
    name = "a role" if verb.__name__ == "__call__" else f"{verb.__name__}()"
    shown = ", ".join(words)
    for word in named:
        if word not in words:
            meaning = meant.get(word)
            near = near_names(word, words) if meaning is None else (meaning,)
            told = meaning is not None and meaning not in words
            return ArgumentError(
                f"{name} has no {word!r}",
                expected=f"{meaning}; or one of {shown}" if told else f"one of {shown}",
                near=[one for one in near if one in words],
            )
    try:
        signature.bind(*given, **named)
    except TypeError as error:
        expected = f"one of {shown}, by name" if words else None
        return ArgumentError(f"{name} is not asked so ({error})", expected=expected)
    return None


def _named(cls: type) -> str:
    return f"{'an' if cls.__name__[0] in 'AEIOU' else 'a'} {cls.__name__}"


def part_of(cls: type[T], value: object, first: str | None = None) -> T:
    """A part of a record that is written as a text, or as a dictionary.

    Args:
        cls: Its class, which says in ``written`` how it is made.
        value: What is written.
        first: The field of which a text is; None if none is meant.

    Raises:
        RecordError: if the value is neither.
    """
    if isinstance(value, cls):
        return value
    if isinstance(value, str) and first is not None:
        return cls(**{first: value})
    if isinstance(value, Mapping):
        return cls(**{str(name): one for name, one in value.items()})
    raise RecordError("wrong value", found=value, expected=getattr(cls, "written", cls.__name__))


def as_made(value: attrs.AttrsInstance) -> str:
    """The call that makes a value, with what is stated and nothing else.

    Args:
        value: An instance of a class of attrs, of which it is the ``__repr__``.
    """
    given: list[str] = []
    for field in attrs.fields(type(value)):
        found = getattr(value, field.name)
        if not field.init or found is None or found in ((), field.default):
            continue
        if isinstance(found, tuple):
            alone = len(found) == 1 and field.alias != field.name  # which takes one or several
            found = found[0] if alone else list(found)
        if isinstance(found, (Vocabulary, EDTF)):
            found = str(found)
        given.append(f"{field.alias}={found!r}")
    return f"{type(value).__name__}({', '.join(given)})"
