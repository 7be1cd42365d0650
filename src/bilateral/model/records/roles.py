"""Who is given to a record, and asked of it, by the word of a role: ``visitor="PAK"``."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs

from bilateral.errors import ArgumentError, RecordError
from bilateral.model.fields import as_tuple
from bilateral.model.records.participants import Participant, Role

__all__ = ["as_said", "as_words", "by_roles", "roles_given", "say_roles", "taker"]

Field: TypeAlias = "attrs.Attribute[Any]"  # of values of any type

if TYPE_CHECKING:
    Taking: TypeAlias = str | Participant | Mapping[str, object]

    def taker(value: Taking | Iterable[Taking] | None) -> Participant | None:
        """What the constructor takes for a role: see :func:`by_roles`."""

else:
    taker = object()  # by which the fields are known that it converts to a type checker


def as_words(kind: type, fields: list[Field]) -> list[Field]:
    """The fields of a kind without those that only tell a type checker of its roles.

    ``host: Participant | None = attrs.field(default=None, converter=taker)`` is an argument and
    an attribute to it, as it is to who calls and reads; made of ``participants`` and read of them.

    Args:
        kind: The class.
        fields: Its fields, as attrs gives them to its ``field_transformer``.
    """
    told: object = taker
    words = [field.name for field in fields if field.converter is told]
    for name in vars(kind).keys() & words:
        delattr(kind, name)
    return [field for field in fields if field.name not in words]


def by_roles(kind: type, named: Mapping[str, object]) -> dict[str, object] | None:
    """The arguments of a record with those among its participants who are given by their roles.

    Args:
        kind: Its class.
        named: The arguments; ``host=`` or ``hosts=``, and so on, is the id of a state, a
            participant or the facts of one, or several of these.

    Returns:
        The arguments of the constructor; None if nobody is given so.

    Raises:
        ArgumentError: if somebody is given by a role that the kind does not have.
        RecordError: if a participant is given by one role and has another.
    """
    roles: Collection[Role] = getattr(kind, "roles", ())
    for word, value in named.items():
        called = Role.meant(word)
        if called is not None:
            is_role = called in roles and word != "participant"
            told = f"{called.name.lower()}={value!r}" if is_role else as_said(kind, value)
            raise ArgumentError(f"{kind.__name__} has no {word!r}", expected=told)
    given = [name for name in named if name in _WORDS]
    if not given:
        return None
    others = as_tuple(named.get("participants", ()))
    taking = [*others] if isinstance(others, tuple) else [others]
    for name in given:
        meant = [role for role in _WORDS[name] if role in roles]
        if len(_WORDS[name]) > 1 or not meant:  # a side of a pair, or no role of the kind
            said = named[name] if isinstance(named[name], str) else "PAK"
            words = [f"{role.name.lower()}={said!r}" for role in meant or sorted(roles)]
            raise ArgumentError(f"{kind.__name__} has no {name!r}", expected=", or ".join(words))
        taking += _taking(meant[0], named[name])
    rest = {name: value for name, value in named.items() if name not in given}
    return rest | {"participants": taking}


def as_said(kind: type, given: object) -> str:
    """How those who take part in a kind of record are given by the words of their roles.

    Args:
        kind: Its class.
        given: What was given for them, whose texts are taken for states.

    Example:
        >>> from bilateral import Meeting, Visit
        >>> as_said(Meeting, ["BRA", "JPN"]), as_said(Visit, "BRA")
        ("parties=['BRA', 'JPN']", "visitor='BRA', host='...'")
    """
    several = as_tuple(given)
    named = several if isinstance(several, tuple) else (several,)
    states = [one for one in named if isinstance(one, str)] or ["PAK", "RUS"]
    sides: Sequence[Collection[Role]] = getattr(kind, "sides", ())
    words = [min(_alone(side, sides) or side).name.lower() for side in sides]
    if len(set(words)) < len(words):
        return f"{_of_several(words[0])}={states!r}"
    states += ["..."] * len(words)
    return ", ".join(f"{word}={state!r}" for word, state in zip(words, states, strict=False))


def _alone(side: Collection[Role], sides: Iterable[Collection[Role]]) -> set[Role]:
    """The roles of a side that are on no other."""
    return {role for role in side if sum(role in one for one in sides) == 1}


def say_roles(kind: type, given: object, error: RecordError) -> None:
    """Let the error for who takes part in a record name what is typed for its kind.

    Args:
        kind: Its class.
        given: All that was given for them.
        error: The error, of which one of them may be the cause.
    """
    field, index, _ = (error.field or "").partition("[")
    if field != "participants":
        return
    found = error.found
    roles: Collection[Role] = getattr(kind, "roles", ())
    if isinstance(found, str):
        error.expected = as_said(kind, given)
    elif not isinstance(found, Mapping) or not (index or "role" in found):
        return  # it has no part to name
    elif (role := found.get("role")) not in roles:
        error.found = role
        error.field = f"{error.field}.role"
        error.expected = f"one of {', '.join(sorted(roles))}"
        error.near = tuple(word for word in error.near if word in roles)


def roles_given(named: Iterable[str]) -> frozenset[Role]:
    """The roles by whose words some arguments are called.

    Args:
        named: The names of the arguments.
    """
    return frozenset(role for name in named for role in _WORDS.get(name, ()))


def _taking(role: Role, given: object) -> Iterator[Participant]:
    """Those who take a role: by the ids of their states, or as they are."""
    several = as_tuple(given)
    for one in several if isinstance(several, tuple) else () if given is None else (given,):
        if isinstance(one, str):
            yield Participant(role=role, state=one)
            continue
        made = Participant.of({"role": role, **one} if isinstance(one, Mapping) else one)
        if made.role is not role:
            raise RecordError(
                f"another role than {role.value!r}", found=made, expected=f"role={role.value!r}"
            )
        yield made


def _of_several(word: str) -> str:
    return f"{word[:-1]}ies" if word.endswith("y") else f"{word}s"


def _words() -> Iterator[tuple[str, tuple[Role, ...]]]:
    """What people call an argument of a role, or of a side of a pair, and the roles meant."""
    for role in Role:
        word = role.name.lower()
        yield word, (role,)
        yield _of_several(word), (role,)
    yield "initiator", tuple(role for role in Role if role.is_initiator)
    yield "target", tuple(role for role in Role if role.is_target)


_WORDS = dict(_words())
