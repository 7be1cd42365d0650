"""A mapping: which column is which field, so that a data set without a reader needs no code.

A mapping is data. It can be written in Python or kept in a TOML or JSON file beside the data::

    format = "bilateral-mapping"
    version = 1
    kind = "visit"
    title = "Visits from A to B"
    missing = ["NA"]

    [fields]
    date = { column = "Year", format = "%Y" }
    status = { value = "occurred" }
    visitor = { column = "From" }
    "visitor.sector" = { column = "Post", words = { minister = "executive" } }
    host = { value = "Czechia" }
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar

import attrs

from bilateral._plugins import require
from bilateral.dates.when import Period, When
from bilateral.errors import BilateralError, CodecError, RecordError, UnknownNameError
from bilateral.files.atomic import text_file
from bilateral.files.parsing import parsed, text_of
from bilateral.model.actors import OrganizationForm
from bilateral.model.constructors import Constructed, as_made
from bilateral.model.fields import fields_of
from bilateral.model.records import AnyRecord, Participant, Role, kind_named
from bilateral.model.vocabulary import Vocabulary, unknown_name
from bilateral.readers.kind_words import kinds_meant
from bilateral.readers.rules import FieldRule, as_texts, is_plain, rule_of

__all__ = [
    "ACTOR_FIELDS",
    "PART_FIELDS",
    "UNTITLED",
    "FieldRule",
    "RecordMapping",
    "role_words",
]

UNTITLED = "A table"
_FORMAT = "bilateral-mapping"
_NUMBERED = re.compile(r"[a-z_]+[0-9]+")
PART_FIELDS = ("state", "person", "office", "organization", "rank", "sector", "name")
ACTOR_FIELDS: Mapping[str, type] = {
    "person.id": str, "organization.id": str, "organization.form": OrganizationForm
}  # fmt: skip
"""What may be said of the persons and organizations that take part, with the types."""


def role_words(role: Role) -> tuple[str, ...]:
    """The names of the fields of a role: that of the role, and another for a second party.

    Example:
        >>> role_words(Role.PARTY), role_words(Role.THIRD_PARTY)
        (('party', 'party2'), ('third_party',))
    """
    word = role.value.replace(" ", "_")
    return (word, f"{word}2") if role is Role.PARTY else (word,)


def _kind(value: Any) -> str | FieldRule:  # a kind, by its name or class, or a rule in any form
    if isinstance(value, type):
        return str(getattr(value, "kind", value.__name__))
    return value if isinstance(value, str) else rule_of("kind", value)


def _rules(value: Any) -> dict[str, FieldRule]:  # as above
    if not isinstance(value, Mapping):
        raise RecordError(
            "no rules", field="fields", found=value, expected="a rule for each field, by its name"
        )
    return {
        name: rule_of(name, {"column": one} if isinstance(one, list | tuple) else one)
        for name, one in value.items()
    }


@attrs.frozen(kw_only=True, repr=False)
class RecordMapping(metaclass=Constructed):
    """How the rows of a table become records of one kind.

    Attributes:
        kind: Kind of record; or of several, a rule whose words are the kinds of the words of its
            column. Of each row the rules count that its kind has.
        fields: A rule for each field: of the record (``date``, ``status``, ``title``, ``id``,
            ``note``, ``topics``, ``place``, ``place.state`` and what the kind has), and of the
            roles of its participants (``visitor`` for the state, ``visitor.person``,
            ``visitor.office``, ``visitor.sector`` and so on). A rule is a
            :class:`bilateral.readers.FieldRule`, the name of a column, a list of such, or
            what a file has: a dictionary.
        collapse: The field whose rule has the year of a row, of a table with a row for each year:
            rows in consecutive years that are the same but for it make one record of that period.
        title: What the data set is called.
        missing: Words that mean "not stated", beside those that do in every file, such as ``NA``.
        citation: How to cite it.
        licence: Its terms.
        url: Where it is published.

    Raises:
        BilateralError: naming the field that does not exist or the word that is none.

    Example:
        >>> RecordMapping(kind="visit", fields={"date": FieldRule("Year", format="%Y"),
        ...                                     "vistor": "From"})
        Traceback (most recent call last):
            ...
        bilateral.errors.UnknownNameError: unknown field of the mapping: field 'vistor', found \
'vistor' (did you mean 'visitor' or 'visitor.rank' or 'visitor.name'?)
    """

    _meant: ClassVar[Mapping[str, str]] = {
        "columns": "fields",
        "mapping": "fields",
        "date": "fields",
        "name": "title",
        "words": "fields",
        "na": "missing",
        "license": "licence",
    }

    kind: str | FieldRule = attrs.field(converter=_kind)
    fields: Mapping[str, FieldRule] = attrs.field(converter=_rules)
    title: str = UNTITLED
    collapse: str | None = None
    missing: tuple[str, ...] = attrs.field(default=(), converter=as_texts)
    citation: str | None = None
    licence: str | None = None
    url: str | None = None

    def __attrs_post_init__(self) -> None:
        if isinstance(self.kind, FieldRule) and self.kind.words is None:
            raise RecordError("a column of kinds without words", field="kind", expected="words")
        for kind in self.kinds:
            _check_kind(kind)
        known = self.targets()
        for name, rule in self.fields.items():
            if name not in known:
                raise self._unknown_field(name)
            self._check(name, rule)
            if f"{name}.state" in self.fields and name != "place":
                raise RecordError(
                    "two rules for one state", field=name, found=[name, f"{name}.state"]
                )
        if not any(name != "id" for name in self.fields):
            raise RecordError("a mapping of nothing", field="fields", expected="a rule")
        if self.collapse is not None:
            self._check_collapse(self.collapse)

    def __repr__(self) -> str:
        return as_made(self)

    def _unknown_field(self, name: str) -> BilateralError:
        """The error for a field that the kinds have not: who takes part in them, and near names."""
        known = self.targets()
        error = unknown_name("field of the mapping", name, known).at(field=name)
        word = name.partition(".")[0]
        if word in known or (error.near and not _NUMBERED.fullmatch(word)):
            return error
        own = [field for field in known if "." not in field]
        told = []
        for kind in map(kind_named, self.kinds):
            roles = _roles(kind)
            own = [field for field in own if field not in roles]
            several = " (of more than two parties: party, with a separator)" * ("party2" in roles)
            told.append(f"those who take part in {kind.kind}: {', '.join(roles)}{several}")
        error.expected = "; ".join([*told, f"or {', '.join(own)}"])
        return error

    def _check(self, name: str, rule: FieldRule) -> None:
        """Refuse a rule that says what its field cannot be."""
        types = [type_ for kind in self.kinds if (type_ := self.targets(kind).get(name))]
        if len(rule.column) > 1 and not all(issubclass(type_, When) for type_ in types or (str,)):
            raise RecordError("several columns for one value", field=name, found=rule.column)
        if rule.is_period and not all(issubclass(type_, Period) for type_ in types or (str,)):
            raise RecordError(
                "a start and an end of what is no period", field=name, expected="a column"
            )
        vocabularies = [type_ for type_ in types if issubclass(type_, Vocabulary)]
        if rule.otherwise is not None and rule.words is None and not vocabularies:
            raise RecordError("else without words", field=name, expected="words")
        for word in filter(None, (*(rule.words or {}).values(), rule.otherwise, rule.value)):
            faults = [_fault(word, vocabulary) for vocabulary in vocabularies]
            if faults and all(faults) and faults[0] is not None:
                raise faults[0].at(field=name)

    def _check_collapse(self, name: str) -> None:
        rule = self.fields.get(name)
        if rule is None:
            raise unknown_name("field to collapse", name, self.fields)
        types = [self.targets(kind).get(name) for kind in self.kinds]
        if len(rule.column) != 1 or not all(t is not None and issubclass(t, Period) for t in types):
            raise RecordError(
                "years that make no period",
                field=name,
                expected="a field that has a period in all kinds, by the column of its year",
            )

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of record that its rows may be."""
        if isinstance(self.kind, str):
            return (self.kind,)
        words = (*(self.kind.words or {}).values(), self.kind.otherwise)
        return tuple(dict.fromkeys(filter(None, words)))

    def targets(self, kind: str | None = None) -> dict[str, type | None]:
        """Every field that a rule may fill, with the type of its value if it has one.

        Args:
            kind: One of the kinds, whose fields are wanted; by default those of any.
        """
        found: dict[str, type | None] = {"place": None, "place.state": None, "topics": None}
        for one in self.kinds if kind is None else (kind,):
            found |= dict(_fields(one))
        return found

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that a table must have."""
        kind = () if isinstance(self.kind, str) else self.kind.columns
        rules = (column for rule in self.fields.values() for column in rule.columns)
        return tuple(dict.fromkeys((*kind, *rules)))

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> RecordMapping:
        """A mapping from a TOML or JSON file.

        Raises:
            CodecError: if the file is no mapping.
            MissingFileError: if there is no such file.
            BilateralError: if the mapping is wrong; the file is named.
        """
        file = Path(path)
        form = "toml" if file.suffix == ".toml" else "json"
        document = parsed(text_of(file), form, str(file))
        try:
            return cls.from_plain(document)
        except BilateralError as error:
            raise error.at(file=str(file)) from None

    from_file = load

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the mapping to a ``.toml`` or ``.json`` file, which :meth:`load` reads.

        Args:
            path: The file.

        Returns:
            The path written.

        Raises:
            CodecError: if the ending is neither.
            MissingExtraError: for TOML, without the extra ``toml``.
            WriteError: if the file cannot be written.
        """
        file = Path(path)
        if file.suffix not in (".toml", ".json"):
            raise CodecError(
                "a mapping of another form", found=str(file), expected=".toml or .json"
            )
        plain = self.to_plain()
        if file.suffix == ".toml":
            text: str = require("tomli_w", extra="toml").dumps(plain)
        else:
            text = json.dumps(plain, ensure_ascii=False, indent=1) + "\n"
        with text_file(file) as handle:
            handle.write(text)
        return file

    @classmethod
    def from_plain(cls, document: Any) -> RecordMapping:  # what JSON and TOML give
        """A mapping from plain dictionaries, as its file holds it."""
        if not isinstance(document, dict) or document.get("format", _FORMAT) != _FORMAT:
            raise CodecError(
                "not a mapping", field="format", expected="format 'bilateral-mapping', version 1"
            )
        if document.get("version", 1) != 1:
            raise CodecError(
                "a mapping of another version",
                field="version",
                found=document.get("version"),
                expected="1",
            )
        given = {k: v for k, v in document.items() if k not in _OF_FILES}
        known = [field.name for field in attrs.fields(cls)]
        if given and given.keys().isdisjoint(known):
            shown = ", ".join(f"{key!r}: {value!r}" for key, value in list(given.items())[:2])
            raise CodecError(
                "not a mapping", expected=f"{{'kind': 'visit', 'fields': {{{shown}, ...}}}}"
            )
        for key, value in given.items():
            if key not in known:
                raise unknown_name("key of a mapping", key, known)
            if key not in ("kind", "fields") and not is_plain(key, value):
                raise CodecError("not text", field=key, found=value, expected="text")
        if "kind" not in given or not isinstance(given.get("fields"), dict):
            raise CodecError("not a mapping", expected="kind and fields")
        return cls(**given)

    @classmethod
    def _otherwise(cls, named: Mapping[str, object]) -> dict[str, object] | None:
        """As ``to_plain`` gives them, arguments are those of a file."""
        if named.get("format") != "bilateral-mapping":
            return None
        return {name: value for name, value in named.items() if name not in _OF_FILES}

    def replace(self, **values: Any) -> RecordMapping:  # of any field
        """The mapping with other values of some fields; this one stays as it is.

        Args:
            **values: The values, by the names of their fields, as for the constructor.

        Raises:
            ArgumentError: if there is no such field.
            BilateralError: if a value is wrong.

        Example:
            >>> mapping = RecordMapping(kind="visit", fields={"date": "When"})
            >>> mapping.replace(fields={**mapping.fields, "host": "Where"}).columns
            ('When', 'Where')
        """
        return attrs.evolve(self, **values)

    def to_plain(self) -> dict[str, Any]:
        """The mapping as plain dictionaries, for a file."""
        rest = attrs.asdict(self, recurse=False, filter=lambda a, v: v not in (a.default, ()))
        fields = {name: rule.to_plain() for name, rule in rest.pop("fields").items()}
        if not isinstance(self.kind, str):
            rest["kind"] = self.kind.to_plain()
        if "missing" in rest:
            rest["missing"] = list(self.missing)
        return {"format": "bilateral-mapping", "version": 1, **rest, "fields": fields}


_OF_FILES = ("format", "version")


def _fields(kind: str) -> Iterator[tuple[str, type | None]]:
    """The fields of one kind and of those who take part, with their types."""
    cls = kind_named(kind)
    for name, field in fields_of(cls).items():
        if not field.many:
            yield name, field.type
    parts = fields_of(Participant)
    for word in _roles(cls):
        yield word, None
        for part in PART_FIELDS:
            yield f"{word}.{part}", parts[part].type if part in parts else str
        for part, type_ in ACTOR_FIELDS.items():
            yield f"{word}.{part}", type_


def _roles(kind: type[AnyRecord]) -> list[str]:
    """The names of those who may take part in a record of a kind."""
    return [word for role in sorted(kind.roles) for word in role_words(role)]


def _check_kind(name: str) -> None:
    """Refuse what is no kind, with the kinds that the word means in some language.

    Raises:
        UnknownNameError: naming the kinds there are.
    """
    try:
        kind_named(name)
    except UnknownNameError as error:
        error.near = kinds_meant(name) or error.near
        raise error.at(field="kind") from None


def _fault(word: str, vocabulary: type[Vocabulary]) -> BilateralError | None:
    """Why a vocabulary does not have a word."""
    try:
        vocabulary(word)
    except BilateralError as error:
        return error
    return None
