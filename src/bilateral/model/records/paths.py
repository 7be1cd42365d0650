"""Paths by which claims reach participants: ``visitor.person``, ``party[PAK].office``.

Who is alone in a role is reached by the role. Of several in one role each is reached by its key,
else by its state, where no other of the role has that. A path to a role that nobody is stated in
makes the participant, alone in it. Every path has one canonical form, so that claims for one
attribute of one participant are known to be that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType

import attrs

from bilateral._patterns import pattern
from bilateral.errors import RecordError
from bilateral.model.fields import fields_of
from bilateral.model.ids import check_slug
from bilateral.model.records.participants import NO_STATE, Participant, Role, acting_for
from bilateral.model.vocabulary import Vocabulary, unknown_name

__all__ = ["ATTRIBUTES", "AnyOf", "Path", "is_path", "keys_of", "own_of", "reached", "restated"]

ATTRIBUTES: Mapping[str, type] = MappingProxyType(
    {
        name: field.type
        for name, field in fields_of(Participant).items()
        if not field.many and name not in ("role", "key")
    }
)
"""What a citation may claim of a participant, with the type of the value."""


class AnyOf(tuple[str, ...]):
    """Ids of several states, one of which is meant, or none; written with commas between them."""

    __slots__ = ()

    def __str__(self) -> str:
        return ", ".join(self)


@attrs.frozen
class Path:
    """Where a claim about a participant leads.

    Attributes:
        role: The role of the participant.
        key: What tells it from others of its role; None if it is alone.
        attribute: Which of its attributes.

    Example:
        >>> Path.of("party[PAK].person")
        Path(role=<Role.PARTY: 'party'>, key='PAK', attribute='person')
    """

    role: Role
    key: str | None
    attribute: str

    @classmethod
    def of(cls, text: str) -> Path:
        """The path of its text.

        Raises:
            RecordError: if it is none.
            UnknownNameError: if there is no such role or attribute.
        """
        match = _PATH.fullmatch(text)
        if match is None:
            raise RecordError("a wrong path", found=text, expected=_EXAMPLES)
        if match["role"] not in set(Role):
            raise unknown_name("role", match["role"], Role)
        if match["attribute"] not in ATTRIBUTES:
            raise unknown_name(
                "attribute of a participant", match["attribute"], ATTRIBUTES, listed=True
            )
        return cls(Role(match["role"]), match["key"], match["attribute"])

    def __str__(self) -> str:
        return f"{_label(self.role, self.key)}.{self.attribute}"

    def within(self, roles: Collection[Role], participants: Sequence[Participant]) -> Path:
        """The canonical path to the same participant among those of a record.

        Args:
            roles: The roles that its kind has.
            participants: Those of the record.

        Raises:
            RecordError: if it leads to several, naming their keys.
            UnknownNameError: if the kind has no such role, or nobody in it has the key.
        """
        if self.role not in roles:
            raise unknown_name("role of such a record", self.role.value, sorted(roles), listed=True)
        of_role = [p for p in participants if p.role is self.role]
        keys = keys_of(of_role)
        if self.key is None:
            if len(keys) < 2:
                return self
            paths = [str(attrs.evolve(self, key=key)) for key in keys if key is not None]
            raise RecordError(
                "several take this role",
                found=str(self),
                expected=f"one of {', '.join(paths)}" if paths else "participants with keys",
            )
        by_state = [k for p, k in zip(of_role, keys, strict=True) if p.state == self.key and k]
        found = [self.key] if self.key in keys else by_state
        if len(found) != 1:
            raise unknown_name(f"key of a {self.role.value}", self.key, filter(None, keys))
        return attrs.evolve(self, key=found[0] if len(keys) > 1 else None)

    def read(self, value: str) -> object:
        """The value that a claim for it gives.

        Raises:
            BilateralError: if it is none for the attribute.
        """
        kind = ATTRIBUTES[self.attribute]
        if issubclass(kind, Vocabulary):
            return kind(value)
        if self.attribute in _TEXTS:
            return value
        parts = value.split(",") if self.attribute == "state" else [value]
        ids = dict.fromkeys(part.strip() for part in parts)
        for name in ids:
            if self.attribute != "state" or not name:  # whose names are read by the dataset
                check_slug(name, self.attribute)
        return AnyOf(ids) if len(ids) > 1 else next(iter(ids))


_PATH = pattern(r"(?P<role>[^.\[\]]+)(?:\[(?P<key>[^\[\]]+)\])?\.(?P<attribute>[^.\[\]]+)")
_EXAMPLES = "such as 'visitor.person', or 'party[PAK].person' of several in one role"
_TEXTS = frozenset({"rank", "name"})


def is_path(field: str) -> bool:
    """Whether the name of a field is a path to a participant."""
    return "." in field or "[" in field


def reached(participants: Sequence[Participant]) -> tuple[str | None, ...]:
    """How claims reach each participant, as paths begin; None where they cannot.

    Example:
        >>> parties = [Participant(role="party", state=s) for s in ("PAK", "RUS")]
        >>> reached([*parties, Participant(role="host", state="RUS")])
        ('party[PAK]', 'party[RUS]', 'host')
    """
    number = Counter(p.role for p in participants)
    return tuple(
        _label(p.role, None) if number[p.role] == 1 else key and _label(p.role, key)
        for p, key in zip(participants, keys_of(participants), strict=True)
    )


def keys_of(participants: Sequence[Participant]) -> list[str | None]:
    """Of each participant its key, else its state; None where another of its role has that."""
    keys = Counter((p.role, p.key) for p in participants)
    names = Counter((p.role, p.key or p.state) for p in participants)
    return [
        name if (keys if p.key else names)[p.role, name] == 1 else None
        for p in participants
        for name in [p.key or p.state]
    ]


def own_of(participants: Sequence[Participant], path: str) -> object:
    """What a record itself states of an attribute of a participant; None if nothing.

    Args:
        participants: Those of the record.
        path: A canonical path.
    """
    label, _, attribute = path.rpartition(".")
    for participant, known in zip(participants, reached(participants), strict=True):
        if known == label:
            if attribute != "state":
                own: object = getattr(participant, attribute)
                return own
            if participant.is_stateless:
                return None
            none = (NO_STATE,) if participant.none else ()
            return participant.state or AnyOf((*participant.states, *none)) or None
    return None


def restated(
    participants: Sequence[Participant], values: Mapping[str, object]
) -> tuple[Participant, ...]:
    """The participants with other own values; a value for nobody makes who has it.

    Args:
        participants: Those of a record.
        values: Values by canonical path; None for what is not stated.

    Example:
        >>> restated([], {"host.state": "PAK", "host.person": None})[0].state
        'PAK'
    """
    told: dict[str, dict[str, object]] = {}
    for path, value in values.items():
        label, _, attribute = path.rpartition(".")
        facts = acting_for(value) if isinstance(value, AnyOf) else {attribute: value}
        told.setdefault(label, {}).update(facts)
    found = []
    for participant, known in zip(participants, reached(participants), strict=True):
        changes = told.pop(known or "", {})
        if "state" in changes and not participant.is_stateless:
            changes.setdefault("none", ())
        found.append(attrs.evolve(participant, **changes))  # type: ignore[arg-type]
    made = [(role, facts) for role, facts in told.items() if any(facts.values())]
    return (*found, *(Participant(role=role, **facts) for role, facts in made))  # type: ignore[arg-type]


def _label(role: Role, key: str | None) -> str:
    return role.value if key is None else f"{role.value}[{key}]"
