"""Who is given to a record, and asked of it, by the word of a role: ``visitor="PAK"``."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs

from bilateral.errors import ArgumentError, RecordError
from bilateral.model.fields import as_tuple
from bilateral.model.records.participants import Participant, Role

__all__ = ["as_words", "by_roles", "roles_given", "taker"]

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
    given = [name for name in named if name in _WORDS]
    if not given:
        return None
    roles: Collection[Role] = getattr(kind, "roles", ())
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


def _words() -> Iterator[tuple[str, tuple[Role, ...]]]:
    """What people call an argument of a role, or of a side of a pair, and the roles meant."""
    for role in Role:
        word = role.name.lower()
        yield word, (role,)
        yield f"{word[:-1]}ies" if word.endswith("y") else f"{word}s", (role,)
    yield "initiator", tuple(role for role in Role if role.is_initiator)
    yield "target", tuple(role for role in Role if role.is_target)


_WORDS = dict(_words())
