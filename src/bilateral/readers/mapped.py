"""The reader of tables by a mapping."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar

import attrs

from bilateral.dates.phrases import parse_printed
from bilateral.dates.when import When
from bilateral.errors import BilateralError, first_line
from bilateral.model.actors import OrganizationForm, Sector
from bilateral.model.fields import RecordField, fields_of
from bilateral.model.records import AnyRecord, Participant, Place, Role, kind_named
from bilateral.model.vocabulary import Vocabulary
from bilateral.quantities import Quantity
from bilateral.readers.base import Reader
from bilateral.readers.date_patterns import dated
from bilateral.readers.files import SourceFile
from bilateral.readers.ids import slug
from bilateral.readers.json_lines import is_json_lines, json_rows
from bilateral.readers.layouts import Header, Layout
from bilateral.readers.ledger import Ledger, States, only
from bilateral.readers.mapping import PART_FIELDS, UNTITLED, FieldRule, RecordMapping
from bilateral.readers.missing import WORDS, Missing
from bilateral.readers.report import DataSet, RowError
from bilateral.readers.table import Row
from bilateral.states import candidates

__all__ = ["MappedReader"]

_ROLES = frozenset(role.value.replace(" ", "_") for role in Role)
_MONTH, _DAY = re.compile(r"0?[1-9]|1[0-2]"), re.compile(r"0?[1-9]|[12][0-9]|3[01]")


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
            Layout(
                name=mapping.kind, columns=mapping.columns, open=True, missing=_missing(mapping)
            ),
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
        if self.mapping.title == UNTITLED:
            about = attrs.evolve(self.data_set, id=slug(Path(file.name).stem))
            self.data_set = about  # type: ignore[misc]
        if is_json_lines(file):
            self.header = Header(self.layouts[0], 0, self.mapping.columns, None)
            return self.mapping.kind
        return super().sniff(file)

    def rows(self, file: SourceFile) -> Iterator[Row | RowError]:
        """The rows of a table, or the objects of JSON Lines."""
        if is_json_lines(file):
            self._met = set()
            return json_rows(file, self.mapping.columns, self._met, self.layouts[0].missing)
        self._met = set(self.mapping.columns)
        return super().rows(file)

    def has_id(self, row: Row) -> bool:
        """Whether the mapping finds an id in the row."""
        rule = self.mapping.fields.get("id")
        return rule is not None and any(map(row.get, rule.column))

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
        text = rule.value or row.get(rule.column[0])
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
        cells = [row.get(column).removesuffix(".0") for column in rule.column]
        stated = [cell if cell.strip("0") else "" for cell in cells]
        for place in range(1, len(stated)):
            if stated[place] and not stated[place - 1]:
                raise row.error("a day of no month, or a month of no year", rule.column[place])
        for cell, form, column in zip(stated[1:], (_MONTH, _DAY), rule.column[1:], strict=False):
            if cell and not form.fullmatch(cell):
                raise row.error("no number of a month or day", column)
        return stated if stated[0] else None

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
        named = {part: given.get(f"{word}.{part}") for part in PART_FIELDS if part != "state"}
        country = given.get(word) or given.get(f"{word}.state")
        if country is None and not any(named.values()):
            return None
        state: States = None
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
        if country is not None and only(state) is None:
            named["name"] = ", ".join(filter(None, (named["name"], country)))
        return ledger.part(role, state=state, **{k: v for k, v in named.items() if v})

    def _places(
        self, given: Mapping[str, Any], on: Any, row: Row, ledger: Ledger
    ) -> tuple[Place, ...]:
        name, country = given.get("place"), given.get("place.state")
        rule = self.mapping.fields.get("place.state")
        state: States = None
        if country is not None and rule is not None:
            state = ledger.state(country, on, row.line, system=rule.system)
            name = ", ".join(filter(None, (name, country))) if only(state) is None else name
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


def _missing(mapping: RecordMapping) -> Missing:
    """In which cells of a mapped table there is nothing.

    A word that the mapping gives a meaning is a code of its column, and so is one that is a code of
    the system whose codes the column is declared to have.
    """
    codes: dict[str, set[str]] = {}
    states: set[str] = set()
    for name, rule in mapping.fields.items():
        is_state = name.removesuffix(".state").removesuffix("2") in _ROLES or name == "place.state"
        for column in rule.column:
            if is_state:
                states.add(column)
            if rule.words is not None:
                codes.setdefault(column, set()).update(
                    w for w in WORDS if w.casefold() in rule.words
                )
            if is_state and rule.system is not None:
                codes.setdefault(column, set()).update(
                    word for word in WORDS if candidates(word, system=rule.system)
                )
    return Missing(frozenset(states), codes, frozenset(mapping.missing))
