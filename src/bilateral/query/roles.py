"""The parts that people take in records, as questions name them."""

from __future__ import annotations

from collections.abc import Iterable
from numbers import Integral
from typing import TYPE_CHECKING, NoReturn, cast

import attrs

from bilateral.errors import RecordError, UnknownFieldError
from bilateral.model.actors import Sector
from bilateral.model.constructors import explained
from bilateral.model.records import Role
from bilateral.query.constants import Words, each_word, not_asked_so, several
from bilateral.query.predicates import NumberOf, Predicate, Takes, role_name

__all__ = ["RoleField"]

_ATTRIBUTES = ("state", "person", "office", "organization", "sector", "rank", "named", "stateless")


@attrs.frozen(eq=False, repr=False)
class RoleField:
    """A part that someone takes; call it with what is asked of the participant.

    Compared with a state, it asks whether someone of that state takes the part.

    Example:
        >>> from bilateral import q
        >>> q.visitor == "PAK", q.host.is_in("PAK", "IND")
        (q.visitor(state='PAK'), q.host(state=['PAK', 'IND']))
        >>> q.host != "PAK"
        ~q.host(state='PAK')
    """

    _roles: frozenset[Role]

    def __repr__(self) -> str:
        return f"q.{role_name(self._roles)}"

    def __bool__(self) -> bool:
        raise RecordError("a role is no condition; say who takes it", field=role_name(self._roles))

    def __eq__(self, state: object) -> Predicate:  # type: ignore[override]
        return self(state=each_word(cast("Words", state), "state"))

    def __ne__(self, state: object) -> Predicate:  # type: ignore[override]
        return ~(self == state)  # nobody of that state does; of another is other_than=

    __hash__ = object.__hash__

    if not TYPE_CHECKING:  # which knows what there is

        def __getattr__(self, name: str) -> NoReturn:
            if name.startswith("_"):  # what Python asks of any object
                raise AttributeError(name)
            if name in _ATTRIBUTES:
                raise UnknownFieldError(
                    f"{self!r} is not asked so", found=name, expected=f"{self!r}({name}='...')"
                )
            raise not_asked_so(self, name)

    def is_in(self, *states: str | Iterable[str]) -> Predicate:
        """Someone of one of the states takes the part.

        Args:
            *states: The states, or one list of them.
        """
        return self(state=several(states))

    @explained(
        country="state",
        name="by('Kohl') of a selection, for whom a source prints by a name",
    )
    def __call__(
        self,
        *,
        state: Words | None = None,
        other_than: Words | None = None,
        person: Words | None = None,
        office: Words | None = None,
        organization: Words | None = None,
        sector: Words | None = None,
        rank: Words | None = None,
        named: bool | None = None,
        stateless: bool | None = None,
    ) -> Predicate:
        """Some one participant has the part and meets every condition.

        Args:
            state: Id of the state acted for; like the others, one or several.
            other_than: The participant acts for a state, and it is none of these.
            person: Id of the person.
            office: Id of the office.
            organization: Id of the organization.
            sector: Sector that the office or body gives.
            rank: Rank, as printed.
            named: Whether the person or organization is named.
            stateless: Whether it acts for no state, as an international organization does.

        Raises:
            UnknownNameError: if a sector is misspelt.
            RecordError: if what is asked for is no word, or states are asked for in both ways.

        Example:
            >>> from bilateral import q
            >>> q.visitor(state="PAK", sector=["military", "defence"])
            q.visitor(state='PAK', sector=['military', 'defence'])
            >>> q.participant(state="PAK") & q.participant(other_than=["PAK", "RUS"])
            q.participant(state='PAK') & q.participant(other_than=['PAK', 'RUS'])
        """
        if state is not None and other_than is not None:
            raise RecordError(
                "a state, and others than some, of one participant",
                field="other_than",
                found=other_than,
                expected="state= or other_than=",
            )
        sectors = (
            None
            if sector is None
            else [str(Sector(word).value) for word in each_word(sector, "sector")]
        )
        asked = {
            "state": state,
            "other_than": other_than,
            "person": person,
            "office": office,
            "organization": organization,
            "sector": sectors,
            "rank": rank,
        }
        conditions: list[tuple[str, tuple[str, ...] | bool]] = [
            (name, each_word(value, name)) for name, value in asked.items() if value is not None
        ]
        flags = {"named": named, "stateless": stateless}
        for name, flag in flags.items():
            if flag is not None:
                if not isinstance(flag, bool):
                    raise RecordError(
                        "wrong value", field=name, found=flag, expected="True or False"
                    )
                conditions.append((name, flag))
        return Takes(self._roles, tuple(conditions))

    def number_at_least(self, least: int) -> Predicate:
        """At least so many participants have the part.

        Example:
            >>> from bilateral import q
            >>> q.visitor.number_at_least(2)
            q.visitor.number_at_least(2)
        """
        number: object = least
        if isinstance(number, bool) or not isinstance(number, Integral) or int(number) < 1:
            raise RecordError("wrong number", found=least, expected="a whole number from 1")
        return NumberOf(self._roles, int(number))
