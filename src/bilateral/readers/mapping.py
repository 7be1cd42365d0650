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
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import attrs

from bilateral.dates.when import When
from bilateral.errors import BilateralError, CodecError, RecordError, first_line
from bilateral.model.fields import fields_of
from bilateral.model.records import Participant, Role, kind_named
from bilateral.model.vocabulary import Vocabulary, unknown_name
from bilateral.readers.date_patterns import is_pattern
from bilateral.states import SYSTEMS

__all__ = ["PART_FIELDS", "UNTITLED", "FieldRule", "RecordMapping"]

UNTITLED = "A table"
PART_FIELDS = ("state", "person", "office", "organization", "rank", "sector", "name")


def _columns(value: str | Iterable[str] | None) -> tuple[str, ...]:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)


def _words(value: Mapping[str, str] | None) -> dict[str, str] | None:
    if value is None:
        return None
    found: dict[str, str] = {}
    for word, meant in value.items():
        if found.setdefault(str(word).casefold(), str(meant)) != str(meant):
            raise RecordError("a word that stands for two", field="words", found=word)
    return found


@attrs.frozen(kw_only=True)
class FieldRule:
    """Where the value of one field comes from.

    Attributes:
        column: The column, or for a date up to three: year, month, day.
        value: The value, where it is the same for all rows; instead of a column.
        words: What each word of the column stands for; a word that is not there is refused.
        format: Of a date: ``"edtf"`` (the default), ``"printed"`` for the phrases that
            :func:`bilateral.parse_printed` reads, or a pattern as of ``datetime.strptime``.
            What the pattern leaves out is not known: ``"%Y"`` is a year.
        unit: Of an amount: what is counted.
        separator: What parts several values in one cell.
        system: Of a state: whose codes or names, as of :func:`bilateral.resolve`.

    Raises:
        RecordError: if it is neither a column nor a value, or both, or the format is no format.
    """

    column: tuple[str, ...] = attrs.field(default=(), converter=_columns)
    value: str | None = None
    words: Mapping[str, str] | None = attrs.field(default=None, converter=_words)
    format: str = "edtf"
    unit: str | None = None
    separator: str | None = None
    system: str | None = None

    def __attrs_post_init__(self) -> None:
        if bool(self.column) == (self.value is not None):
            raise RecordError("a rule needs a column or a value", expected="one of the two")
        if self.words is not None and not self.column:
            raise RecordError("words for a value", field="words", expected="a column")
        if len(self.column) > 3:
            raise RecordError("too many columns", found=self.column, expected="three at the most")
        if self.system is not None and self.system not in SYSTEMS:
            raise unknown_name("system of states", self.system, SYSTEMS, listed=True)
        if self.format not in ("edtf", "printed") and not is_pattern(self.format):
            raise RecordError(
                "not a format of dates",
                field="format",
                found=self.format,
                expected="'edtf', 'printed', or a pattern with %Y, such as '%d.%m.%Y'",
            )


@attrs.frozen(kw_only=True)
class RecordMapping:
    """How the rows of a table become records of one kind.

    Attributes:
        kind: Kind of record.
        fields: A rule for each field: of the record (``date``, ``status``, ``title``, ``id``,
            ``note``, ``topics``, ``place``, ``place.state`` and what the kind has), and of the
            roles of its participants (``visitor`` for the state, ``visitor.person``,
            ``visitor.office``, ``visitor.sector`` and so on).
        title: What the data set is called.
        missing: Words that mean "not stated", beside those that do in every file, such as ``NA``.
        citation: How to cite it.
        licence: Its terms.
        url: Where it is published.

    Raises:
        BilateralError: naming the field that does not exist or the word that is none.

    Example:
        >>> RecordMapping(kind="visit", fields={"date": FieldRule(column="Year", format="%Y"),
        ...                                     "vistor": FieldRule(column="From")})
        Traceback (most recent call last):
            ...
        bilateral.errors.UnknownNameError: unknown field of the mapping: field 'vistor', found \
'vistor' (did you mean 'visitor' or 'visitor.rank' or 'visitor.name'?)
    """

    kind: str
    fields: Mapping[str, FieldRule]
    title: str = UNTITLED
    missing: tuple[str, ...] = attrs.field(default=(), converter=_columns)
    citation: str | None = None
    licence: str | None = None
    url: str | None = None

    def __attrs_post_init__(self) -> None:
        known = self.targets()
        for name, rule in self.fields.items():
            if name not in known:
                raise unknown_name("field of the mapping", name, known).at(field=name)
            kind = known[name]
            if kind is not None and issubclass(kind, Vocabulary):
                for word in (*(rule.words or {}).values(), *([rule.value] if rule.value else [])):
                    try:
                        kind(word)
                    except BilateralError as error:
                        raise error.at(field=name) from None
            if len(rule.column) > 1 and not (kind is not None and issubclass(kind, When)):
                raise RecordError("several columns for one value", field=name, found=rule.column)
        for name in self.fields:
            if f"{name}.state" in self.fields and name != "place":
                raise RecordError(
                    "two rules for one state", field=name, found=[name, f"{name}.state"]
                )
        if not any(name in known and name != "id" for name in self.fields):
            raise RecordError("a mapping of nothing", field="fields", expected="a rule")

    def targets(self) -> dict[str, type | None]:
        """Every field that a rule may fill, with the type of its value if it has one."""
        cls = kind_named(self.kind)
        found: dict[str, type | None] = {"place": None, "place.state": None, "topics": None}
        for name, field in fields_of(cls).items():
            if not field.many:
                found[name] = field.type
        parts = fields_of(Participant)
        for role in sorted(cls.roles):
            word = role.value.replace(" ", "_")
            for which in ("", "2"):  # a party and another
                if not which or role is Role.PARTY:
                    found[word + which] = None
                    for part in PART_FIELDS:
                        found[f"{word}{which}.{part}"] = parts[part].type if part in parts else str
        return found

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that a table must have."""
        return tuple(dict.fromkeys(c for rule in self.fields.values() for c in rule.column))

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> RecordMapping:
        """A mapping from a TOML or JSON file.

        Raises:
            CodecError: if the file is no mapping.
            BilateralError: if the mapping is wrong; the file is named.
        """
        file = Path(path)
        try:
            text = file.read_text(encoding="utf-8-sig")
            document = tomllib.loads(text) if file.suffix == ".toml" else json.loads(text)
        except (UnicodeDecodeError, ValueError, RecursionError) as error:
            raise CodecError(f"not a mapping ({first_line(error)})", file=str(file)) from error
        try:
            return cls.from_plain(document)
        except BilateralError as error:
            raise error.at(file=str(file)) from None

    @classmethod
    def from_plain(cls, document: Any) -> RecordMapping:  # what JSON and TOML give
        """A mapping from plain dictionaries, as its file holds it."""
        if not isinstance(document, dict) or document.get("format") != "bilateral-mapping":
            raise CodecError(
                "not a mapping", field="format", expected="format 'bilateral-mapping', version 1"
            )
        if document.get("version") != 1:
            raise CodecError(
                "a mapping of another version",
                field="version",
                found=document.get("version"),
                expected="1",
            )
        given = {k: v for k, v in document.items() if k not in ("format", "version")}
        known = [field.name for field in attrs.fields(cls)]
        for key, value in given.items():
            if key not in known:
                raise unknown_name("key of a mapping", key, known)
            if key != "fields" and not _is_plain(key, value):
                raise CodecError("not text", field=key, found=value, expected="text")
        if "kind" not in given or not isinstance(given.get("fields"), dict):
            raise CodecError("not a mapping", expected="kind and fields")
        rules = {name: _rule(name, value) for name, value in given.pop("fields").items()}
        return cls(fields=rules, **given)

    def to_plain(self) -> dict[str, Any]:
        """The mapping as plain dictionaries, for a file."""
        fields = {}
        for name, rule in self.fields.items():
            plain = attrs.asdict(rule, filter=lambda a, v: v not in (a.default, ()))
            if "column" in plain:
                plain["column"] = rule.column[0] if len(rule.column) == 1 else list(rule.column)
            fields[name] = plain
        rest = attrs.asdict(self, recurse=False, filter=lambda a, v: v not in (a.default, ()))
        rest.pop("fields")
        if "missing" in rest:
            rest["missing"] = list(self.missing)
        return {"format": "bilateral-mapping", "version": 1, **rest, "fields": fields}


def _is_plain(key: str, value: Any) -> bool:
    """Whether the value of a key is text; of some keys several texts, or texts by text."""
    if key == "words":
        return isinstance(value, dict) and all(isinstance(text, str) for text in value.values())
    several = isinstance(value, list) and key in ("column", "missing")
    return all(isinstance(text, str) for text in (value if several else [value]))


def _rule(name: str, value: Any) -> FieldRule:
    if isinstance(value, str):
        value = {"column": value}
    if not isinstance(value, dict):
        raise CodecError("not a rule", field=name, found=value, expected="a column or a table")
    known = [field.name for field in attrs.fields(FieldRule)]
    for key in value:
        if key not in known:
            raise unknown_name("key of a rule", key, known).at(field=name)
        if not _is_plain(key, value[key]):
            raise CodecError(f"{key} is not text", field=name, found=value[key], expected="text")
    try:
        return FieldRule(**value)
    except BilateralError as error:
        raise error.at(field=name) from None
