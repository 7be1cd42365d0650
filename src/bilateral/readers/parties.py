"""Who takes part by the cells of a row, and where it was."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from bilateral.errors import BilateralError
from bilateral.model.actors import OrganizationForm, Sector
from bilateral.model.fields import fields_of
from bilateral.model.records import AnyRecord, Condition, Participant, Place, Role
from bilateral.model.vocabulary import Vocabulary
from bilateral.readers.ledger import Ledger, States, only
from bilateral.readers.mapping import ACTOR_FIELDS, PART_FIELDS, role_words
from bilateral.readers.refusals import RowError, joint
from bilateral.readers.rules import FieldRule
from bilateral.readers.table import Row
from bilateral.states import candidates

__all__ = ["Given", "Parties", "place"]

Given = Mapping[str, Sequence[str]]
"""What a row states, by the name of each field: one text, several or none."""

_JOINT = re.compile(r"\s*(?:[,;/&\n]|\band\b)\s*", re.IGNORECASE)
_OF_ONE = ("person", "person.id")


def _from_initiators(role: Role) -> tuple[bool, bool, str]:
    """The order in which people say who takes part: a visitor, then his host, then others."""
    return not role.is_initiator, not role.is_target, role


class Parties:
    """Who takes part in records of one kind, by the rules of a mapping.

    Args:
        kind: The kind.
        rules: The rules of its fields.
    """

    def __init__(self, kind: type[AnyRecord], rules: Mapping[str, FieldRule]) -> None:
        self._kind, self._rules = kind, rules
        named = {name.partition(".")[0] for name in rules}
        self._words = {
            word: role
            for role in sorted(kind.roles, key=_from_initiators)
            for word in role_words(role)
            if word in named
        }
        sides = frozenset[Role]().union(*kind.sides)
        self._sides = " or ".join(f"a {role.value}" for role in sorted(sides))
        own = fields_of(kind).keys() - fields_of(Condition).keys()
        self._needs_someone = issubclass(kind, Condition) and not any(
            fields_of(kind)[name].required for name in own
        )
        self._asked = {
            name: rule.column[0]
            for name, rule in rules.items()
            if rule.column and self._words.get(name.partition(".")[0]) in sides
        }

    def read(
        self,
        given: Given,
        on: Any,  # anything that may stand for a date
        row: Row,
        ledger: Ledger,
    ) -> tuple[Participant, ...]:
        """Everyone who takes part in what a row states.

        Args:
            given: What the row states.
            on: The date by which names of states are understood, or None.
            row: The row.
            ledger: Takes up actors and unresolved names.

        Raises:
            RowError: with all that is wrong, if a cell holds several states, columns do not match,
                or it is of nobody where there is nothing else to say: a membership. An event may
                be known without those who took part, and an assessment without whose it is.
        """
        found: list[Participant] = []
        faults: list[RowError] = []
        for word, role in self._words.items():
            try:
                found += _Part(word, role, self._rules, given, row).read(on, ledger)
            except RowError as error:
                faults.append(error)
        if faults:
            raise joint(faults)
        is_of_someone = any(map(given.get, self._asked)) if self._asked else bool(found)
        if self._needs_someone and not is_of_someone:
            column = next(iter(self._asked.values()), "participants")
            raise row.error(f"a {self._kind.kind} of nobody", column, self._sides)
        return tuple(found)


def place(rules: Mapping[str, FieldRule], given: Given, on: Any, row: Row, ledger: Ledger
) -> tuple[Place, ...]:  # fmt: skip
    """The place of a row; none where it states none."""
    names, countries = given.get("place", ()), given.get("place.state", ())
    name = names[0] if names else None
    state: States = None
    for country in countries:
        state = _state(country, rules["place.state"], on, row, ledger)
        if only(state) is None:
            name = ", ".join(filter(None, (name, country)))
    return (Place(name, state),) if name or state else ()


class _Part:
    """The cells of one role: as many participants as the longest of them names."""

    def __init__(
        self, word: str, role: Role, rules: Mapping[str, FieldRule], given: Given, row: Row
    ) -> None:
        self.word, self.role, self.rules, self.row = word, role, rules, row
        self.rule = rules.get(word) or rules.get(f"{word}.state")
        self.cells = {
            name: texts
            for name in (*PART_FIELDS[1:], *ACTOR_FIELDS)
            if (texts := given.get(f"{word}.{name}"))
        }
        if states := given.get(word) or given.get(f"{word}.state"):
            self.cells["state"] = states

    def read(self, on: Any, ledger: Ledger) -> Iterator[Participant]:
        """The participants, of whom one that is stated once is that of all."""
        named = {name for name in self.cells if name not in ACTOR_FIELDS}
        count = max((len(self.cells[name]) for name in named), default=0)
        for name, texts in self.cells.items():
            if len(texts) not in (1, count) or (len(texts) < count and name in _OF_ONE):
                raise self.row.error(
                    f"{len(texts)} of {name} for {count} of {self.word}",
                    self._column(name),
                    "as many, or one that is so of all",
                )
        for index in range(count):
            one = {n: texts[min(index, len(texts) - 1)] for n, texts in self.cells.items()}
            yield self._participant(one, on, ledger)

    def _participant(self, one: dict[str, str], on: Any, ledger: Ledger) -> Participant:
        country, fields = one.pop("state", None), dict(one)
        state: States = None
        if country is not None:
            state = _state(country, self.rule, on, self.row, ledger)
            if only(state) is None:
                fields["name"] = ", ".join(filter(None, (one.get("name"), country)))
        if "sector" in one:
            self._check("sector", one["sector"], Sector)
        if "person" in one:
            ident = fields.pop("person.id", None)
            fields["person"] = ledger.person(one["person"], state, ident=ident)
        if "office" in one:
            fields["office"] = ledger.office(one["office"], state, one.get("sector"))
        if "organization" in one:
            form = fields.pop("organization.form", OrganizationForm.GROUP.value)
            self._check("organization.form", form, OrganizationForm)
            fields["organization"] = ledger.organization(
                one["organization"],
                OrganizationForm(form),
                state=state,
                ident=fields.pop("organization.id", None),
            )
        fields = {name: text for name, text in fields.items() if name not in ACTOR_FIELDS}
        return ledger.part(self.role, state=state, **fields)

    def _check(self, name: str, text: str, vocabulary: type[Vocabulary]) -> None:
        try:
            vocabulary(text)
        except BilateralError as error:
            problem = f"not a {name.rpartition('.')[2]}"
            raise self.row.error(problem, self._column(name), error.expected) from error

    def _column(self, name: str) -> str:
        rule = self.rule if name == "state" else self.rules.get(f"{self.word}.{name}")
        return rule.column[0] if rule is not None and rule.column else f"{self.word}.{name}"


def _state(text: str, rule: FieldRule | None, on: Any, row: Row, ledger: Ledger) -> States:
    """The state of a name or code, or the states that it may be.

    Raises:
        RowError: if it is a list of states where one is wanted.
    """
    system = None if rule is None else rule.system
    if ledger.own(text) is None and len(parts := _joint(text, system)) > 1:
        column = rule.column[0] if rule is not None and rule.column else "state"
        listed = ", ".join(map(repr, parts))
        raise row.error(
            "several states in one cell", column, f"one of {listed}, or a rule with separator="
        )
    return ledger.state(_code(text, system), on, row.line, system=system)


def _code(text: str, system: str | None) -> str | int:
    """A code as a number where it is one, since programs leave out zeros before it."""
    return int(text) if system is not None and text.isascii() and text.isdecimal() else text


@lru_cache(maxsize=4096)
def _joint(text: str, system: str | None) -> tuple[str, ...]:
    """The states that a text lists which is none itself."""
    parts = tuple(part for part in _JOINT.split(text) if part)
    if len(parts) < 2:
        return ()
    whole = set(candidates(_code(text, system), system=system))
    meant = [set(candidates(_code(part, system), system=system)) for part in parts]
    is_one = len(whole) == 1 or not whole <= set[str]().union(*meant)
    return () if is_one or not all(meant) else parts
