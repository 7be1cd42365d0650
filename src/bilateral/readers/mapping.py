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
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar

import attrs

from bilateral.dates.phrases import parse_printed
from bilateral.dates.when import When
from bilateral.errors import BilateralError, CodecError, RecordError, first_line
from bilateral.model.actors import OrganizationForm, Sector
from bilateral.model.fields import RecordField, fields_of
from bilateral.model.records import AnyRecord, Participant, Place, Role, kind_named
from bilateral.model.vocabulary import Vocabulary, unknown_name
from bilateral.quantities import Quantity
from bilateral.readers.base import Reader
from bilateral.readers.date_patterns import dated, is_pattern
from bilateral.readers.files import SourceFile
from bilateral.readers.ids import slug
from bilateral.readers.json_lines import json_rows
from bilateral.readers.layouts import Header, Layout, Row
from bilateral.readers.ledger import Ledger
from bilateral.readers.report import DataSet, RowError
from bilateral.states import SYSTEMS

__all__ = ["FieldRule", "MappedReader", "RecordMapping"]

_UNTITLED = "A table"
_PART_FIELDS = ("state", "person", "office", "organization", "rank", "sector", "name")
_MONTH, _DAY = re.compile(r"0?[1-9]|1[0-2]"), re.compile(r"0?[1-9]|[12][0-9]|3[01]")


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
        missing: Words that mean "not stated", beside an empty cell.
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
    title: str = _UNTITLED
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
                    for part in _PART_FIELDS:
                        found[f"{word}{which}.{part}"] = parts[part].type
        return found

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that a table must have."""
        return tuple(dict.fromkeys(c for rule in self.fields.values() for c in rule.column))

    def reader(self) -> MappedReader:
        """A reader of tables by this mapping, for ``bilateral.read(path, reader)``."""
        return MappedReader(self)

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


class MappedReader(Reader):
    """Reads a CSV, TSV, Excel or JSON Lines file by a mapping.

    Args:
        mapping: The mapping.
    """

    name: ClassVar[str] = "mapped"

    _met: set[str]

    def __init__(self, mapping: RecordMapping) -> None:
        self.mapping = mapping
        self.layouts = (  # type: ignore[misc]
            Layout(name=mapping.kind, columns=mapping.columns, open=True),
        )
        self.data_set = DataSet(  # type: ignore[misc]
            id=slug(mapping.title),
            title=mapping.title,
            citation=mapping.citation or f"{mapping.title}.",
            licence=mapping.licence or "not stated in the mapping",
            url=mapping.url or "",
            versions="as the mapping says",
            covers="not stated",
        )
        self._kind = kind_named(mapping.kind)

    def sniff(self, file: SourceFile) -> str | None:
        """The kind of record, if the file has the columns of the mapping.

        Where the mapping names no data set, its own ids are those of the file.
        """
        if self.mapping.title == _UNTITLED:
            about = attrs.evolve(self.data_set, id=slug(Path(file.name).stem))
            self.data_set = about  # type: ignore[misc]
        if file.suffix in (".jsonl", ".ndjson"):
            self.header = Header(self.layouts[0], 0, self.mapping.columns, None)
            return self.mapping.kind
        return super().sniff(file)

    def rows(self, file: SourceFile) -> Iterator[Row | RowError]:
        """The rows of a table, or the objects of JSON Lines."""
        if file.suffix in (".jsonl", ".ndjson"):
            self._met = set()
            return json_rows(file, self.mapping.columns, self._met)
        self._met = set(self.mapping.columns)
        return super().rows(file)

    def finish(self, ledger: Ledger) -> Iterable[AnyRecord]:
        """No more records, but a remark on each column that no object of the file has."""
        for column in self.mapping.columns:
            if column not in self._met:
                ledger.note(f"no object has {column!r}, which is nowhere stated then")
        return ()

    def records(self, row: Row, ledger: Ledger) -> Iterable[AnyRecord]:
        """The record of a row."""
        given = {name: self._value(row, name, rule) for name, rule in self.mapping.fields.items()}
        fields: dict[str, Any] = {}
        for name, field in fields_of(self._kind).items():
            if not field.many and given.get(name) is not None:
                fields[name] = self._typed(row, name, given[name], field)
        on = fields.get("date")
        parts = [
            part
            for role in sorted(self._kind.roles)
            for which in ("", "2")
            if (part := self._part(role, which, given, on, row, ledger)) is not None
        ]
        given_id = fields.pop("id", None)
        title = fields.pop("title", None) or _title(self._kind.kind, parts, ledger)
        return (
            self._kind(
                id=ledger.record_id(given_id) if given_id else ledger.row_id(row.line),
                title=title,
                participants=parts,
                places=self._places(given, on, row, ledger),
                topics=[slug(topic) for topic in given.get("topics") or ()],
                citations=(ledger.citation(row.line),),
                **fields,
            ),
        )

    def _value(self, row: Row, name: str, rule: FieldRule) -> Any:
        """The text of a field, or several texts; None where nothing is stated."""
        if rule.value is not None and name != "topics":
            return rule.value
        if len(rule.column) > 1:
            return self._parts_of_date(row, rule)
        text = rule.value or self._stated(row.get(rule.column[0]))
        if not text:
            return None
        if name == "topics" or rule.separator:
            parts = [part.strip() for part in text.split(rule.separator or ";")]
            texts = [self._meant(part, row, rule) for part in parts if part]
            if name == "topics":
                return texts
            if len(texts) != 1:
                raise row.error("several values for one", rule.column[0], "one value")
            return texts[0]
        return self._meant(text, row, rule)

    def _parts_of_date(self, row: Row, rule: FieldRule) -> list[str] | None:
        """The cells of a year, a month and a day; nothing in place of an empty one or a 0."""
        cells = [self._stated(row.get(column)).removesuffix(".0") for column in rule.column]
        stated = [cell if cell.strip("0") else "" for cell in cells]
        for place in range(1, len(stated)):
            if stated[place] and not stated[place - 1]:
                raise row.error("a day of no month, or a month of no year", rule.column[place])
        for cell, form, column in zip(stated[1:], (_MONTH, _DAY), rule.column[1:], strict=False):
            if cell and not form.fullmatch(cell):
                raise row.error("no number of a month or day", column)
        return stated if stated[0] else None

    def _stated(self, text: str) -> str:
        return "" if text in self.mapping.missing else text

    @staticmethod
    def _meant(text: str, row: Row, rule: FieldRule) -> str:
        if rule.words is None:
            return text
        found = rule.words.get(text.casefold())
        if found is None:
            listed = ", ".join(repr(word) for word in rule.words)
            problem = "not a word of the mapping"
            raise row.error(problem, rule.column[0], f"one of {listed}")
        return found

    def _typed(self, row: Row, name: str, value: Any, field: RecordField) -> Any:
        rule = self.mapping.fields[name]
        column = rule.column[0] if rule.column else name
        try:
            if issubclass(field.type, When):
                return field.type(_date(value, rule), value if isinstance(value, str) else None)
            if field.type is Quantity:
                return Quantity(str(value), rule.unit, str(value))
            if issubclass(field.type, Vocabulary):
                return field.type(value)
            if field.type is int:
                return int(value)
        except (BilateralError, ValueError) as error:
            expected = getattr(error, "expected", None) or f"a value for {name!r}"
            raise RowError(
                f"wrong value ({getattr(error, 'problem', first_line(error))})",
                line=row.line,
                field=column,
                found=value,
                expected=expected,
            ) from error
        return value

    def _part(
        self, role: Role, which: str, given: Mapping[str, Any], on: Any, row: Row, ledger: Ledger
    ) -> Participant | None:
        word = role.value.replace(" ", "_") + which
        rule = self.mapping.fields.get(word) or self.mapping.fields.get(f"{word}.state")
        named = {part: given.get(f"{word}.{part}") for part in _PART_FIELDS if part != "state"}
        country = given.get(word) or given.get(f"{word}.state")
        if country is None and not any(named.values()):
            return None
        state = None
        if country is not None:
            state = ledger.state(country, on, row.line, system=rule.system if rule else None)
        if named["sector"] is not None:
            try:
                Sector(named["sector"])
            except BilateralError as error:
                column = self.mapping.fields[f"{word}.sector"].column[0]
                raise row.error("not a sector", column, error.expected) from error
        if person := named["person"]:
            named["person"] = ledger.person(person, state)
        if office := named["office"]:
            named["office"] = ledger.office(office, state, named["sector"])
        if body := named["organization"]:
            named["organization"] = ledger.organization(body, OrganizationForm.GROUP, state=state)
        if state is None and country is not None:
            named["name"] = ", ".join(filter(None, (named["name"], country)))
        return ledger.part(role, state=state, **{k: v for k, v in named.items() if v})

    def _places(
        self, given: Mapping[str, Any], on: Any, row: Row, ledger: Ledger
    ) -> tuple[Place, ...]:
        name, country = given.get("place"), given.get("place.state")
        rule = self.mapping.fields.get("place.state")
        state = None
        if country is not None and rule is not None:
            state = ledger.state(country, on, row.line, system=rule.system)
            name = ", ".join(filter(None, (name, country))) if state is None else name
        return (Place(name, state),) if name or state else ()


def _title(kind: str, parts: Iterable[Participant], ledger: Ledger) -> str:
    names = [
        ledger.actors[actor].name if actor in ledger.actors else part.name or "someone"
        for part in parts
        for actor in (part.organization or part.state or "",)
    ]
    return f"{kind.replace('-', ' ').capitalize()}: {', '.join(names) or 'parties not stated'}"


def _date(value: str | list[str], rule: FieldRule) -> Any:
    if isinstance(value, list):
        return "-".join(part.zfill(2) for part in value if part)
    if rule.format == "edtf" or rule.value is not None:
        return value
    return parse_printed(value) if rule.format == "printed" else dated(value, rule.format)
