"""Closed vocabularies: string enumerations whose lookup explains a misspelt word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import EnumType, StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Self, cast

from bilateral.errors import RecordError, UnknownNameError, near_names

__all__ = ["SLUG", "SPELLINGS", "Vocabulary", "frozen_tuple", "unknown_name"]

SLUG = re.compile(r"[A-Za-z0-9]+(?:[-_.:][A-Za-z0-9]+)*")
"""What an id looks like: words of ASCII letters and digits joined by one of ``- _ . :``."""


SPELLINGS: Mapping[str, str] = MappingProxyType(
    {
        "canceled": "cancelled",
        "defense": "defence",
        "non-governmental": "nongovernmental",
        "organiser": "organizer",
        "second hand but modernised": "second hand but modernized",
        "towards": "toward",
    }
)
"""Other spellings of words of the vocabularies, as of another side of an ocean: accepted."""


class _Words(EnumType):
    """The class of vocabularies: finds a word sooner than an enumeration does, as each is often."""

    if not TYPE_CHECKING:  # for whom it is a plain enumeration

        def __call__(cls, value: Any, *given: Any, **named: Any) -> Any:
            """The member of a word."""
            if value.__class__ is cls:
                return value
            try:
                return cls._value2member_map_[value]
            except (KeyError, TypeError):
                return super().__call__(value, *given, **named)


class Vocabulary(StrEnum, metaclass=_Words):
    """Base of the closed vocabularies: members are strings, an unknown word raises.

    A word of :data:`SPELLINGS` is the word that it is another spelling of, and capitals make no
    other word.

    Example:
        >>> from bilateral import Status
        >>> Status("planed")
        Traceback (most recent call last):
            ...
        bilateral.errors.UnknownNameError: unknown status: found 'planed', expected one of \
occurred, ongoing, planned, agreed, discussed, desired, considered, cancelled, denied \
(did you mean 'planned'?)
    """

    @classmethod
    def named(cls, word: str) -> Self | None:
        """The member of a word, in any spelling and case; None if there is none.

        Args:
            word: The word.

        Example:
            >>> from bilateral import Sector
            >>> Sector.named("Defense"), Sector.named("sports")
            (<Sector.DEFENCE: 'defence'>, None)
        """
        plain = word.casefold()
        found = cls._value2member_map_.get(SPELLINGS.get(plain, plain))
        return cast("Self | None", found)

    @classmethod
    def _missing_(cls, value: object) -> Self:
        if isinstance(value, str) and (spelt := cls.named(value)) is not None:
            return spelt
        words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", cls.__name__).lower()
        error = unknown_name(words, value, cls, listed=True)
        if (meant := cls._meant().get(str(value).casefold())) is not None:
            error.near = (meant,)
        raise error

    @classmethod
    def _meant(cls) -> Mapping[str, str]:
        """Other words that people have for its members, for the error."""
        return {}


def unknown_name(
    what: str, found: object, known: Iterable[str], *, listed: bool = False
) -> UnknownNameError:
    """The error for a word that is not among the known ones, with the near ones.

    Args:
        what: Kind of thing that was named, as in "unknown ...".
        found: The word given.
        known: The words there are.
        listed: Whether to list them all, for a short vocabulary.
    """
    names = list(known)
    expected = f"one of {', '.join(names)}" if listed and names else None
    return UnknownNameError(
        f"unknown {what}", found=found, expected=expected, near=near_names(found, names)
    )


def frozen_tuple(value: object, kind: type | tuple[type, ...], field: str) -> tuple[object, ...]:
    """A tuple of a field's values, each of the right type.

    Args:
        value: An iterable of values; one string or mapping alone is taken for a mistake.
        kind: Type of each value, or several.
        field: Name of the field, for the error.

    Raises:
        RecordError: naming the field and the value of the wrong type.
    """
    kinds = kind if isinstance(kind, tuple) else (kind,)
    if type(value) not in (tuple, list) and (
        isinstance(value, (str, bytes, Mapping)) or not isinstance(value, Iterable)
    ):
        raise RecordError(
            "wrong value", field=field, found=value, expected=f"a sequence of {_any_of(kinds)}"
        )
    values: tuple[object, ...] = tuple(value)  # type: ignore[arg-type]
    for index, item in enumerate(values):
        if not isinstance(item, kinds):
            raise RecordError(
                "wrong value", field=f"{field}[{index}]", found=item, expected=_any_of(kinds)
            )
    return values


def _any_of(kinds: tuple[type, ...]) -> str:
    return " or ".join(kind.__name__ for kind in kinds)
