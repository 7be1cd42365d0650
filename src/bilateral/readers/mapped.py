"""The reader of tables by a mapping."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, ClassVar

import attrs

from bilateral.dates.when import When
from bilateral.errors import BilateralError, CodecError, EDTFError, RecordError
from bilateral.model.fields import RecordField, fields_of
from bilateral.model.ids import slug
from bilateral.model.records import AnyRecord, Participant, Role, kind_named
from bilateral.model.vocabulary import Vocabulary
from bilateral.quantities import Quantity
from bilateral.readers.base import Reader
from bilateral.readers.date_patterns import has_day_first
from bilateral.readers.dated_cells import date_in, date_of, wrong
from bilateral.readers.days import DayForm, order_of
from bilateral.readers.decimals import whole
from bilateral.readers.files import SourceFile
from bilateral.readers.json_lines import is_json_lines, json_rows
from bilateral.readers.layouts import Header, Layout
from bilateral.readers.ledger import Ledger
from bilateral.readers.mapping import UNTITLED, RecordMapping, role_words
from bilateral.readers.missing import WORDS, Missing
from bilateral.readers.parties import Parties, place
from bilateral.readers.refusals import RowError, joint
from bilateral.readers.report import DataSet
from bilateral.readers.rules import FieldRule
from bilateral.readers.table import Row, cells_of
from bilateral.readers.years import period_of, runs
from bilateral.states import candidates

__all__ = ["MappedReader"]

_STATES = {word for role in Role for word in role_words(role)}
_STATES |= {f"{word}.state" for word in (*_STATES, "place")}
"""Fields that take states."""
_YEAR = re.compile(r"[0-9]{4}")


class MappedReader(Reader):
    """Reads a CSV, TSV, Excel or JSON Lines file by a mapping.

    Args:
        mapping: The mapping.
    """

    name: ClassVar[str] = "mapped"

    _met: set[str]
    _years: set[int]
    _alike: dict[tuple[str | None, AnyRecord], dict[int, list[int]]]

    def __init__(self, mapping: RecordMapping) -> None:
        self.mapping = mapping
        self.layouts = (  # type: ignore[misc]
            Layout(
                name="-or-".join(mapping.kinds),
                columns=mapping.columns,
                open=True,
                missing=_missing(mapping),
                numbers=_amounts(mapping),
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
        self._types = {kind: mapping.targets(kind) for kind in mapping.kinds}
        self._rules = {
            kind: {name: rule for name, rule in mapping.fields.items() if name in types}
            for kind, types in self._types.items()
        }
        self._parties = {
            kind: Parties(kind_named(kind), rules) for kind, rules in self._rules.items()
        }
        self._forget()

    def _forget(self) -> None:
        """Begin a file: nothing of another is kept."""
        self._met = set(self.mapping.columns)
        self._years = set()
        self._alike = {}
        self._ids: dict[str, tuple[int, int]] = {}

    def sniff(self, file: SourceFile) -> str | None:
        """The layout, named by the kinds of records, if the file has the columns of the mapping.

        Where the mapping names no data set, its own ids are those of the file.
        """
        if self.mapping.title == UNTITLED:
            about = attrs.evolve(self.data_set, id=slug(Path(file.name).stem))
            self.data_set = about  # type: ignore[misc]
        if is_json_lines(file):
            self.header = Header(self.layouts[0], 0, self.mapping.columns, None)
            return self.layouts[0].name
        return super().sniff(file)

    def _settle(self, file: SourceFile) -> None:
        """Tell also from all rows whether 01/06/2018 is in June, where a column may print it so."""
        super()._settle(file)
        if self.day_first is None:
            columns = {column for rule in self._unsure_rules() for column in rule.columns}
            with suppress(CodecError):  # then each such day is refused by itself
                form = order_of(cells_of(file, self.header, columns)).form
                self._order_days(None if form is None else form is DayForm.DAY_FIRST)

    def _unsure_rules(self) -> list[FieldRule]:
        """The rules of dates that leave open whether the day or the month comes first."""
        rules = self.mapping.fields.values()
        return [one for one in rules if one.has_open_order and one.day_first is None]

    def _order_days(self, day_first: bool | None) -> None:
        """Take the order of days as known where the rules leave it open.

        Raises:
            RecordError: if the format of a rule is of the other order.
        """
        for name, rule in self.mapping.fields.items():
            order = has_day_first(rule.formats[0]) if len(rule.formats) == 1 else None
            if None not in (order, day_first) and order != day_first:
                raise RecordError(
                    f"day_first={day_first} for dates whose format has it otherwise",
                    field=name,
                    found=rule.format,
                )
        for rules in self._rules.values():
            for name, rule in rules.items():
                if rule.has_open_order and rule.day_first is None:
                    rules[name] = attrs.evolve(rule, day_first=day_first)

    def rows(self, file: SourceFile) -> Iterator[Row | RowError]:
        """The rows of a table, or the objects of JSON Lines."""
        self._forget()
        if self.day_first is not None:
            self._order_days(self.day_first)
        if is_json_lines(file):
            self._met.clear()
            return json_rows(file, self.mapping.columns, self._met, self.layouts[0].missing)
        return super().rows(file)

    def unused_columns(self) -> tuple[str, ...]:
        """The columns, or keys of objects, that no rule takes; one without a name by its place."""
        taken = set(self.mapping.columns)
        named = [
            name or f"column {place}, which has no name"
            for place, name in enumerate(self.header.columns, start=1)
        ]
        return tuple(name for name in (*named, *sorted(self._met - {*named})) if name not in taken)

    def has_id(self, row: Row) -> bool:
        """Whether the mapping finds an id in the row."""
        rule = self.mapping.fields.get("id")
        return rule is not None and any(map(row.get, rule.column))

    def finish(self, ledger: Ledger) -> Iterable[AnyRecord]:
        """The records of consecutive years, and a remark on each column that no object has."""
        for column in self.mapping.columns:
            if column not in self._met:
                ledger.note(f"no object has {column!r}, which is nowhere stated then")
        fields = self.mapping.fields
        types = (known.get(name) for known in self._types.values() for name in fields)
        if not any(one is not None and issubclass(one, When) for one in types):
            ledger.note("no date is mapped, so that no record has one")
        if "status" not in self.mapping.fields and any(
            kind_named(kind).counted is not None for kind in self.mapping.kinds
        ):
            ledger.note(
                "no status is mapped, so that no record surely counts as done: if all are, "
                "status = FieldRule(value='occurred')"
            )
        for (ident, like), years in self._alike.items():
            for first, last in runs(years):
                lines = [line for year in range(first, last + 1) for line in years[year]]
                note = f"{len(lines)} row{'s' * (len(lines) > 1)}, {first} to {last}"
                changes: dict[str, Any] = {
                    "id": ledger.record_id(ident, first) if ident else ledger.row_id(lines[0]),
                    "citations": (ledger.citation(lines[0], note=note),),
                    str(self.mapping.collapse): period_of((first, last), self._years),
                }
                yield attrs.evolve(like, **changes)

    def records(self, row: Row, ledger: Ledger) -> Iterable[AnyRecord]:
        """The record of a row; none of one that makes a record with others of its kind."""
        kind = self._kind_of(row, ledger)
        if kind is None:
            return ()
        stated, fields = self._fields(kind, row, ledger)
        on = _day_of(fields)
        parts = self._parties[kind.kind].read(stated, on, row, ledger)
        ident = fields.pop("id", None)
        title = fields.pop("title", None) or _title(kind, parts, ledger)
        is_one = self.mapping.collapse is None
        record = kind(
            id=ledger.record_id(ident) if ident and is_one else ledger.row_id(row.line),
            title=title,
            participants=parts,
            places=place(self._rules[kind.kind], stated, on, row, ledger),
            topics=[slug(topic) for topic in stated.get("topics", ())],
            citations=(ledger.citation(row.line),),
            **fields,
        )
        if is_one:
            return (record,)
        self._take_up(row, ident, record, ledger)
        return ()

    def _fields(
        self, kind: type[AnyRecord], row: Row, ledger: Ledger
    ) -> tuple[dict[str, tuple[str, ...]], dict[str, Any]]:
        """The texts that a row states, and the values of the record's own fields.

        Raises:
            RowError: with all that is wrong, of those who take part as well.
        """
        types, rules = self._types[kind.kind], self._rules[kind.kind]
        stated: dict[str, tuple[str, ...]] = {}
        fields: dict[str, Any] = {}
        faults: list[RowError] = []
        own = fields_of(kind)
        for name, rule in rules.items():
            try:
                texts = stated[name] = _stated(row, name, rule, types[name], ledger)
                if texts and name in own and not own[name].many:
                    fields[name] = self._typed(row, name, rule, texts, own[name])
                if texts and name == "id" and self.mapping.collapse is None:
                    self._take_id(texts[0], row, rule)
            except RowError as error:
                faults.append(error)
        if faults:
            try:
                self._parties[kind.kind].read(stated, _day_of(fields), row, ledger.apart())
            except RowError as error:
                faults.append(error)
            raise joint(faults)
        return stated, {name: fields[name] for name in own if name in fields}

    def _take_id(self, ident: str, row: Row, rule: FieldRule) -> None:
        """Keep an id with its line.

        Raises:
            RowError: naming both lines, if an earlier row that says something else has it.
        """
        content = hash(tuple(row.cells.values()))
        line, other = self._ids.setdefault(ident, (row.line, content))
        if content != other:
            column = rule.columns[0] if rule.columns else "id"
            raise row.error(
                f"an id that line {line} has", column, "an id of its own in each row, or no id"
            )

    def _take_up(self, row: Row, ident: str | None, record: AnyRecord, ledger: Ledger) -> None:
        """Keep what a row says of its year, with the other years of the same."""
        name = str(self.mapping.collapse)
        [column] = self.mapping.fields[name].column
        found = getattr(record, name)
        if found is None or not _YEAR.fullmatch(found.edtf.text):
            raise row.error("no year, which is to make a period with others", column, "a year")
        year = int(found.edtf.text)
        self._years.add(year)
        rest: dict[str, Any] = {"id": "alike", "citations": (ledger.citation(1),), name: None}
        like = attrs.evolve(record, **rest)
        self._alike.setdefault((ident, like), {}).setdefault(year, []).append(row.line)

    def _kind_of(self, row: Row, ledger: Ledger) -> type[AnyRecord] | None:
        """The kind of record that a row is; None of one that makes none."""
        rule = self.mapping.kind
        if isinstance(rule, str):
            return kind_named(rule)
        [column] = rule.column
        text = row.get(column)
        if not text:
            raise row.error("a row of no kind", column, "a word of the mapping")
        kind = _meant(text, row, rule, ledger)
        if kind:
            return kind_named(kind)
        ledger.note(f"a row that makes no record, by {column!r}: {text[:80]!r}")
        return None

    def _typed(
        self, row: Row, name: str, rule: FieldRule, texts: tuple[str, ...], field: RecordField
    ) -> Any:
        """The value of a field of the record."""
        column = rule.columns[0] if rule.columns else name
        is_joint = len(rule.columns) > 1 or rule.is_period
        if not is_joint and len(texts) > 1:
            raise row.error("several values for one", column, "one value")
        text = texts[0]
        try:
            if issubclass(field.type, When):
                found = date_in(row, rule) if is_joint else date_of(text, rule)
                return None if found is None else field.type(*found)
            if field.type is Quantity:
                return Quantity(text, rule.unit, text)
            if issubclass(field.type, Vocabulary):
                return field.type(text)
            if field.type is int:
                return int(whole(text))
        except RowError:
            raise
        except EDTFError as error:
            if not is_joint:
                raise wrong(row, column, error, "a date") from error
            problem = "no start and end of a period" if rule.is_period else "no such day"
            raise row.error(problem, column, error.expected) from error
        except (BilateralError, ValueError) as error:
            raise wrong(row, column, error, f"a value for {name!r}") from error
        return text


def _day_of(fields: Mapping[str, object]) -> When | None:
    """The date by which names of states are understood: that of the record, else any it has."""
    found = (fields.get(name) for name in ("date", *fields))
    return next((value for value in found if isinstance(value, When)), None)


def _stated(
    row: Row, name: str, rule: FieldRule, type_: type | None, ledger: Ledger
) -> tuple[str, ...]:
    """The texts of a field: one, or as many as a separator parts; none if it states nothing.

    What several columns say together is read where the type is known: of these the bare texts.
    """
    if len(rule.columns) > 1 or rule.is_period:
        return tuple(row.get(column) for column in rule.columns)
    text = row.get(rule.column[0]) if rule.value is None else rule.value
    separators = rule.separators or ((";",) if name == "topics" else ())
    texts = re.split("|".join(map(re.escape, separators)), text) if separators else [text]
    words = [word for one in texts if (word := one.strip())]
    if rule.column:
        words = [_meant(word, row, rule, ledger, type_) for word in words]
    if name in _STATES:
        words = [whole(word) for word in words]
    return tuple(filter(None, words))


def _meant(text: str, row: Row, rule: FieldRule, ledger: Ledger, type_: type | None = None) -> str:
    """What a word of a column stands for; nothing if it states nothing."""
    if rule.words is None:
        if rule.otherwise is None or type_ is None or _has(type_, text):
            return text
    else:
        found = rule.words.get(text.casefold(), rule.words.get(whole(text)))
        if found is not None:
            return found
        if rule.otherwise is None:
            listed = ", ".join(repr(word) for word in rule.words)
            raise row.error("not a word of the mapping", rule.column[0], f"one of {listed}")
    taken = f"taken as {rule.otherwise!r}" if rule.otherwise else "taken as not stated"
    ledger.note(f"a word of {rule.column[0]!r} that is not listed, {taken}: {text[:80]!r}")
    return str(rule.otherwise)


def _has(vocabulary: type, word: str) -> bool:
    try:
        vocabulary(word)
    except BilateralError:
        return False
    return True


def _title(kind: type[AnyRecord], parts: Iterable[Participant], ledger: Ledger) -> str:
    """The kind and those who take part, from one side to the other where it has two."""
    sides: dict[str, list[str]] = {}
    for part in parts:
        actor = ledger.actors.get(part.organization or part.state or "")
        shown = actor.name if actor is not None else part.name or "someone"
        is_place = part.role is Role.HOST and Role.VISITOR not in kind.roles
        sides.setdefault("in" if is_place else _LINKS.get(part.role, ""), []).append(shown)
    named = " ".join(f"{link} {', '.join(names)}".strip() for link, names in sides.items())
    return f"{kind.kind.replace('-', ' ').capitalize()}: {named or 'parties not stated'}"


_LINKS = {
    Role.HOST: "to",
    Role.RECIPIENT: "to",
    Role.BODY: "in",
    Role.TOWARD: "towards",
    **dict.fromkeys((Role.SPONSOR, Role.ORGANIZER, Role.THIRD_PARTY), "with"),
}


def _amounts(mapping: RecordMapping) -> tuple[str, ...]:
    """The columns of amounts, in which a comma may stand before the decimals."""
    return tuple(
        column
        for kind in mapping.kinds
        for name, type_ in mapping.targets(kind).items()
        if type_ is Quantity and name in mapping.fields
        for column in mapping.fields[name].column
    )


def _missing(mapping: RecordMapping) -> Missing:
    """In which cells of a mapped table there is nothing.

    A word that the mapping gives a meaning is a code of its column, and so is one that is a code of
    the system whose codes the column is declared to have.
    """
    codes: dict[str, set[str]] = {}
    states: set[str] = set()
    rules = list(mapping.fields.items())
    if isinstance(mapping.kind, FieldRule):
        rules.append(("kind", mapping.kind))
    for name, rule in rules:
        told = {word.casefold() for word in (*(rule.words or ()), *rule.still)}
        is_state = name in _STATES
        for column in rule.columns:
            if is_state:
                states.add(column)
            codes.setdefault(column, set()).update(w for w in WORDS if w.casefold() in told)
            if is_state and rule.system is not None:
                codes[column].update(w for w in WORDS if candidates(w, system=rule.system))
    return Missing(frozenset(states), codes, frozenset(mapping.missing))
