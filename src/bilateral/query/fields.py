"""``q``: references to the fields and roles of records, from which predicates are made."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from numbers import Integral
from typing import TYPE_CHECKING, Any, NoReturn, cast

import attrs

from bilateral.dates.when import When
from bilateral.errors import RecordError, UnknownFieldError, UnknownNameError
from bilateral.model.evidence import EpistemicMode, Stance
from bilateral.model.fields import fields_of
from bilateral.model.records import KINDS, LinkType, Role
from bilateral.model.vocabulary import Vocabulary, unknown_name
from bilateral.quantities import Quantity
from bilateral.query.constants import (
    Asked,
    Words,
    dated,
    each_word,
    not_asked_so,
    number_of,
    several,
    stretch,
)
from bilateral.query.predicates import (
    INITIATORS,
    TARGETS,
    AmountIs,
    Anything,
    Cites,
    Done,
    FieldContains,
    FieldIn,
    LinksTo,
    Predicate,
    TakesPlace,
)
from bilateral.query.roles import RoleField

__all__ = ["Fields", "q"]


def _field_types(name: str) -> list[type]:
    return [fields_of(kind)[name].type for kind in KINDS.values() if name in fields_of(kind)]


@attrs.frozen(eq=False, repr=False)
class _Field:
    """A field of records; its kind of values decides which questions make sense."""

    _name: str

    def __repr__(self) -> str:
        return f"q.{self._name}"

    def __bool__(self) -> bool:
        raise self._no_condition()

    def __and__(self, other: object) -> NoReturn:
        raise self._no_condition()

    __or__ = __rand__ = __ror__ = __and__

    def __invert__(self) -> NoReturn:
        raise self._no_condition()

    def _no_condition(self) -> RecordError:
        return RecordError("a field is no condition; compare it with something", field=self._name)

    if not TYPE_CHECKING:  # which knows what there is

        def __getattr__(self, name: str) -> NoReturn:
            if name.startswith("_"):  # what Python asks of any object
                raise AttributeError(name)
            raise not_asked_so(self, name)


class DateField(_Field):
    """A field that holds a moment or period: ``>=`` is ``since``, ``>`` is ``after``, and so on."""

    __slots__ = ()

    def __ge__(self, other: Asked) -> Predicate:
        return self.since(other)

    def __gt__(self, other: Asked) -> Predicate:
        return self.after(other)

    def __le__(self, other: Asked) -> Predicate:
        return self.until(other)

    def __lt__(self, other: Asked) -> Predicate:
        return self.before(other)

    def __eq__(self, other: object) -> NoReturn:
        raise RecordError(
            "a date is not equal to another for sure",
            field=self._name,
            found=other,
            expected=f"{self!r}.during(...), of which some day falls in it, or .within(...)",
        )

    __ne__ = __eq__
    __hash__ = object.__hash__

    def since(self, other: Asked, *, margin: int | timedelta = 0) -> Predicate:
        """Some day of it is on or after the start of the other.

        Args:
            other: A date, read as the calendar span it names: EDTF, a year, a calendar date, as
                people print it ("January 2016"), or a range of years; or a moment or period,
                compared with its uncertainty.
            margin: Days by which a date that its source marks ``?``, ``~`` or ``%`` is widened.

        Example:
            >>> q.date.since(2016, margin=30)
            q.date.since('2016', margin=30)
            >>> q.date.during(range(2016, 2019)), q.date >= "January 2016"
            (q.date.during('2016/2018'), q.date.since('2016-01'))
        """
        return dated(self._name, "since", other, margin)

    def until(self, other: Asked, *, margin: int | timedelta = 0) -> Predicate:
        """Some day of it is on or before the end of the other; arguments as for ``since``."""
        return dated(self._name, "until", other, margin)

    def before(self, other: Asked, *, margin: int | timedelta = 0) -> Predicate:
        """All of it lies before the start of the other; arguments as for ``since``."""
        return dated(self._name, "before", other, margin)

    def after(self, other: Asked, *, margin: int | timedelta = 0) -> Predicate:
        """All of it lies after the end of the other; arguments as for ``since``."""
        return dated(self._name, "after", other, margin)

    def during(
        self, other: Asked, last: Asked | None = None, *, margin: int | timedelta = 0
    ) -> Predicate:
        """Some day of it falls in the other, or in the stretch from it to ``last``."""
        return dated(self._name, "during", stretch(other, last), margin)

    def within(
        self, other: Asked, last: Asked | None = None, *, margin: int | timedelta = 0
    ) -> Predicate:
        """All days of it fall in the other, or in the stretch from it to ``last``."""
        return dated(self._name, "within", stretch(other, last), margin)


class QuantityField(_Field):
    """A field that holds an amount: compare it with a number.

    Example:
        >>> q.delivered >= 4, q.delivered > 3
        (q.delivered >= 4, ~(q.delivered <= 3))
    """

    __slots__ = ()

    def __ge__(self, number: float) -> Predicate:
        return AmountIs(self._name, ">=", number_of(number, self._name))

    def __le__(self, number: float) -> Predicate:
        return AmountIs(self._name, "<=", number_of(number, self._name))

    def __gt__(self, number: float) -> Predicate:
        return ~(self <= number)

    def __lt__(self, number: float) -> Predicate:
        return ~(self >= number)

    def __eq__(self, number: object) -> Predicate:  # type: ignore[override]
        return AmountIs(self._name, "==", number_of(number, self._name))

    def __ne__(self, number: object) -> Predicate:  # type: ignore[override]
        return ~(self == number)

    __hash__ = object.__hash__


class ValueField(_Field):
    """A field that holds a word, a number or a text, or several words."""

    __slots__ = ()

    def __eq__(self, value: object) -> Predicate:  # type: ignore[override]
        return FieldIn(self._name, (self._checked(value),))

    def __ne__(self, value: object) -> Predicate:  # type: ignore[override]
        return ~(self == value)

    __hash__ = object.__hash__

    def is_in(self, *values: str | int | Iterable[str | int]) -> Predicate:
        """It is one of the values; of a field of several words, one of them is.

        Args:
            *values: The values, or one list of them.

        Raises:
            UnknownNameError: if a word is not in the field's vocabulary.

        Example:
            >>> q.status.is_in("planned", "agreed")
            q.status.is_in('planned', 'agreed')
        """
        found = tuple(dict.fromkeys(self._checked(value) for value in several(values)))
        if not found:
            raise RecordError("no value given", field=self._name, expected="at least one")
        return FieldIn(self._name, found)

    def contains(self, text: str) -> Predicate:
        """Its text contains a text, upper and lower case not told apart."""
        if not isinstance(text, str) or not text:
            raise RecordError("wrong value", field=self._name, found=text, expected="text")
        return FieldContains(self._name, text)

    def _checked(self, value: object) -> str | int:
        """The value in one of the types that kinds give the field.

        Raises:
            UnknownNameError: if it is in none of their vocabularies.
            RecordError: if it is of none of their types.
        """
        if self._name == "kind":
            if not isinstance(value, str) or value not in KINDS:
                raise unknown_name("kind", value, KINDS, listed=True)
            return str(value)
        misspelt: UnknownNameError | None = None
        for wanted in _field_types(self._name):
            if issubclass(wanted, Vocabulary) and isinstance(value, str):
                try:
                    return str(wanted(value).value)
                except UnknownNameError as error:
                    misspelt = error
            elif wanted is str and isinstance(value, str):
                return str(value)
            elif wanted is int and not isinstance(value, bool) and isinstance(value, Integral):
                return int(value)
        if misspelt is not None:
            misspelt.field = self._name
            raise misspelt
        raise RecordError("wrong value", field=self._name, found=value, expected="text or a number")


class AnyField(DateField, QuantityField, ValueField):
    """What a type checker may assume of a field whose kind of values it does not know."""

    __slots__ = ()

    if TYPE_CHECKING:  # a date or a number, as the field is

        def __ge__(self, other: Any) -> Predicate: ...

        __gt__ = __le__ = __lt__ = __ge__

        def __eq__(self, other: object) -> Predicate: ...  # type: ignore[override]

        def __ne__(self, other: object) -> Predicate: ...  # type: ignore[override]

        __hash__ = object.__hash__


class Fields:
    """The namespace ``q``: every field of every kind of record, and every role.

    A name that no kind has raises. Dates have ``since`` and the like, quantities compare with
    numbers, other fields with ``==``, ``!=``, ``is_in`` and ``contains``; roles are called.

    Example:
        >>> q.date.during(2018) & (q.status == "planned")
        q.date.during('2018') & (q.status == 'planned')
        >>> q.stauts
        Traceback (most recent call last):
            ...
        bilateral.errors.UnknownFieldError: unknown field: found 'stauts' (did ...
    """

    __slots__ = ()

    anything: Predicate = Anything()
    """TRUE of every record."""
    done: Predicate = Done()
    """The thing is there: the status is one in which the kind counts (a planned visit is none)."""

    date = DateField("date")
    id = ValueField("id")
    kind = ValueField("kind")
    status = ValueField("status")
    title = ValueField("title")
    topics = ValueField("topics")

    initiator = RoleField(INITIATORS)
    target = RoleField(TARGETS)
    participant = RoleField(frozenset(Role))
    visitor = RoleField(frozenset({Role.VISITOR}))
    host = RoleField(frozenset({Role.HOST}))
    supplier = RoleField(frozenset({Role.SUPPLIER}))
    recipient = RoleField(frozenset({Role.RECIPIENT}))
    party = RoleField(frozenset({Role.PARTY}))
    member = RoleField(frozenset({Role.MEMBER}))
    body = RoleField(frozenset({Role.BODY}))
    holder = RoleField(frozenset({Role.HOLDER}))
    toward = RoleField(frozenset({Role.TOWARD}))
    sponsor = RoleField(frozenset({Role.SPONSOR}))
    organizer = RoleField(frozenset({Role.ORGANIZER}))
    third_party = RoleField(frozenset({Role.THIRD_PARTY}))

    def place(self, name: Words | None = None, *, state: Words | None = None) -> Predicate:
        """One of the places has the name and lies in the state.

        Example:
            >>> q.place("Moscow")
            q.place(name='Moscow')
        """
        return TakesPlace(
            () if name is None else each_word(name, "places.name"),
            () if state is None else each_word(state, "places.state"),
        )

    def citation(
        self,
        source: Words | None = None,
        *,
        stance: Stance | str | None = None,
        mode: EpistemicMode | str | None = None,
    ) -> Predicate:
        """Some one citation has the source, stance and epistemic mode.

        Raises:
            UnknownNameError: if the stance or mode is misspelt.

        Example:
            >>> q.citation(stance="contradicts")
            q.citation(stance='contradicts')
        """
        return Cites(
            () if source is None else each_word(source, "source"),
            None if stance is None else Stance(stance),
            None if mode is None else EpistemicMode(mode),
        )

    def link(self, type: LinkType | str | None = None, target: str | None = None) -> Predicate:
        """The record links to another.

        Raises:
            UnknownNameError: if the type is misspelt.
        """
        return LinksTo(None if type is None else LinkType(type), target)

    def __getattr__(self, name: str) -> AnyField:
        if name.startswith("__"):  # what Python asks of any object
            raise AttributeError(name)
        types = [] if name in _STRUCTURED else _field_types(name)
        if not types:
            expected = _INSTEAD.get(name)
            near = () if expected else unknown_name("field", name, dir(self)).near
            raise UnknownFieldError("unknown field", found=name, expected=expected, near=near)
        field: _Field = ValueField(name)
        if any(issubclass(kind, When) for kind in types):
            field = DateField(name)
        elif Quantity in types:
            field = QuantityField(name)
        return cast("AnyField", field)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"q.{name} cannot be set; 'q.{name} == ...' makes a question")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"q.{name} cannot be deleted")

    def __dir__(self) -> list[str]:
        own = {name for name in vars(Fields) if not name.startswith("_")}
        fields = {field for kind in KINDS.values() for field in fields_of(kind)}
        return sorted(own | fields - _STRUCTURED)

    def __reduce__(self) -> str:
        return "q"  # there is one: copies and pickles give it again

    def __repr__(self) -> str:
        return "q"


_INSTEAD = {
    "year": "q.date.during(2016)",
    "month": "q.date.during('2016-04')",
    "source": "q.citation('id-of-a-source')",
    "sources": "q.citation('id-of-a-source')",
    "citations": "q.citation('id-of-a-source')",
    "country": "q.participant(state='PAK')",
    "state": "q.participant(state='PAK')",
    "participants": "q.participant(state='PAK')",
    "person": "q.participant(person='...')",
    "office": "q.participant(office='...')",
    "organization": "q.participant(organization='...')",
    "sector": "q.participant(sector='military')",
    "rank": "q.participant(rank='General')",
    "by": "selection.by('PAK'), or q.visitor(state='PAK')",
    "towards": "selection.towards('RUS'), or q.host(state='RUS')",
    "since": "q.date.since(2016)",
    "until": "q.date.until(2016)",
    "during": "q.date.during(2016)",
    "topic": "q.topics == 'id-of-a-topic'",
    "places": "q.place('Moscow')",
    "links": "q.link(target='id-of-a-record')",
}
_STRUCTURED = frozenset({"participants", "places", "citations", "links"})
q = Fields()
"""The one instance of :class:`Fields`."""
