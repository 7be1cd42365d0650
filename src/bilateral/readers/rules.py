"""A rule of a mapping: where the value of one field comes from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

import attrs

from bilateral.dates.languages import LANGUAGES, language_code, near_languages
from bilateral.errors import BilateralError, CodecError, RecordError
from bilateral.model.constructors import Constructed, as_made
from bilateral.model.vocabulary import unknown_name
from bilateral.readers.date_patterns import is_pattern
from bilateral.readers.years import not_before
from bilateral.states import SYSTEMS

__all__ = ["FieldRule", "as_texts", "is_plain", "rule_of"]


def as_texts(value: str | Iterable[str] | None) -> tuple[str, ...]:
    """One text, several or none as a tuple."""
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)


def _one_or(value: str | Iterable[str]) -> str | tuple[str, ...]:
    """A text, or several of them; of one alone the text."""
    texts = as_texts(value)
    return texts[0] if len(texts) == 1 else texts


def _languages(value: str | Iterable[str] | None) -> str | tuple[str, ...] | None:
    """A language or several by their codes, be they given by their names; others as they are."""
    if value is None:
        return None
    return _one_or(language_code(one) or one for one in as_texts(value))


def _words(value: Mapping[str, str] | None) -> dict[str, str] | None:
    if value is None:
        return None
    found: dict[str, str] = {}
    for word, meant in value.items():
        if found.setdefault(str(word).casefold(), str(meant)) != str(meant):
            raise RecordError("a word that stands for two", field="words", found=word)
    return found


@attrs.frozen(repr=False)
class FieldRule(metaclass=Constructed):
    """Where the value of one field comes from: a column, a value, or the columns of a period.

    In a mapping the name of a column alone, or a dictionary of what follows, is a rule as well.

    Attributes:
        column: The column; of a date up to three: year, month, day; of a printed date two, the
            year and the rest.
        value: The value, where it is the same for all rows; instead of a column.
        start: Of a period: the columns of its start, as for ``column``; empty if it is not known.
        end: The columns of its end; empty if it is not known.
        still: Words in the first of those for what has no end so far, such as ``0`` or ``9999``.
        until: Up to when the data go, so that what is still so ends after that.
        words: What each word of the column stands for, or nothing where it states nothing; a word
            that is not there is refused.
        otherwise: What a word stands for that is not there, instead of a refusal; each is remarked.
            Nothing if it states nothing. In a file its key is ``else``.
        format: Of a date: ``"edtf"`` (the default), ``"printed"`` for the phrases that
            :func:`bilateral.parse_printed` reads, or a pattern as of ``datetime.strptime``.
            What the pattern leaves out is not known: ``"%Y"`` is a year. Or several of these,
            where a column has dates of several forms; a date that two of them read otherwise is
            refused.
        language: Of a printed date: its language, as of :func:`bilateral.parse_printed`, which is
            kept by its code; or several, where a column has dates of several. A date that two of
            them read otherwise is refused.
        day_first: Of a printed date, or one of several formats: whether 01/06/2018 is in June; by
            default all rows together tell, and where they do not such a date is refused.
        unit: Of an amount: what is counted.
        separator: What parts several values in one cell: topics, or those who take part; or
            several such marks.
        system: Of a state: whose codes or names, as of :func:`bilateral.resolve`.

    Raises:
        RecordError: if it is none of the three, or several, or what it says makes no sense there.
        UnknownNameError: if there is no such system or language.

    Example:
        >>> FieldRule("Datum", format=["%d.%m.%Y", "%m/%Y"]).format
        ('%d.%m.%Y', '%m/%Y')
    """

    _meant: ClassVar[Mapping[str, str]] = {
        "name": "column",
        "columns": "column",
        "map": "words",
        "mapping": "words",
        "values": "words",
        "fmt": "format",
        "sep": "separator",
        "delimiter": "separator",
        "dayfirst": "day_first",
        "default": "otherwise",
    }

    column: tuple[str, ...] = attrs.field(default=(), converter=as_texts)
    value: str | None = attrs.field(default=None, kw_only=True)
    start: tuple[str, ...] = attrs.field(default=(), converter=as_texts, kw_only=True)
    end: tuple[str, ...] = attrs.field(default=(), converter=as_texts, kw_only=True)
    still: tuple[str, ...] = attrs.field(default=(), converter=as_texts, kw_only=True)
    until: str | None = attrs.field(default=None, kw_only=True)
    words: Mapping[str, str] | None = attrs.field(default=None, converter=_words, kw_only=True)
    otherwise: str | None = attrs.field(default=None, kw_only=True)
    format: str | tuple[str, ...] = attrs.field(default="edtf", converter=_one_or, kw_only=True)
    language: str | tuple[str, ...] | None = attrs.field(
        default=None, converter=_languages, kw_only=True
    )
    day_first: bool | None = attrs.field(default=None, kw_only=True)
    unit: str | None = attrs.field(default=None, kw_only=True)
    separator: str | tuple[str, ...] | None = attrs.field(
        default=None, converter=attrs.converters.optional(_one_or), kw_only=True
    )
    system: str | None = attrs.field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if [bool(self.column), self.value is not None, self.is_period].count(True) != 1:
            raise RecordError(
                "a rule needs a column or a value",
                expected="one of the two, or the columns of a start and an end",
            )
        for name in ("words", "otherwise"):
            if getattr(self, name) is not None and not self.column:
                raise RecordError(f"{name} for a value", field=name, expected="a column")
        if not all(self.separators):
            raise RecordError("a separator of nothing", field="separator", expected="a mark")
        if self.system is not None and self.system not in SYSTEMS:
            raise unknown_name("system of states", self.system, SYSTEMS, listed=True)
        self._check_dates()

    def __repr__(self) -> str:
        return as_made(self)

    def _check_dates(self) -> None:
        for form in self.formats or ("",):
            if form not in ("edtf", "printed") and not is_pattern(form):
                raise RecordError(
                    "not a format of dates",
                    field="format",
                    found=form,
                    expected="'edtf', 'printed', or a pattern with %Y, such as '%d.%m.%Y'",
                )
        for language in as_texts(self.language):
            if language not in LANGUAGES:
                error = unknown_name("language", language, LANGUAGES, listed=True)
                error.near = near_languages(language)
                raise error
        if self.language is not None and not self.is_printed:
            raise RecordError("a language of no printed date", field="language")
        if self.day_first is not None and not self.has_open_order:
            raise RecordError(
                "a format that says itself whether the day is first",
                field="day_first",
                found=self.format,
                expected="'printed', or several formats",
            )
        most = {"edtf": 3, "printed": 2}.get(" or ".join(self.formats), 1)
        for columns in (self.column, self.start, self.end):
            if len(columns) > most:
                raise RecordError(
                    "too many columns",
                    found=columns,
                    expected=f"{('one', 'two', 'three')[most - 1]} at the most, as the format is "
                    f"{' or '.join(map(repr, self.formats))}",
                )
        if (self.still and not self.end) or (self.until is not None and not self.still):
            raise RecordError(
                "what is still so, of no end", expected="end and still, and until beside them"
            )
        if self.until is not None:
            not_before(self.until)

    @property
    def formats(self) -> tuple[str, ...]:
        """The formats that its dates may have."""
        return as_texts(self.format)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that its printed dates may be in."""
        return as_texts(self.language) or ("en",)

    @property
    def separators(self) -> tuple[str, ...]:
        """The marks that part several values in one cell."""
        return as_texts(self.separator)

    @property
    def is_printed(self) -> bool:
        """Whether its dates may be phrases."""
        return "printed" in self.formats

    @property
    def has_open_order(self) -> bool:
        """Whether its formats leave open if the day or the month comes first."""
        return self.is_printed or len(self.formats) > 1

    @property
    def is_period(self) -> bool:
        """Whether it takes a period from the columns of its start and end."""
        return bool(self.start or self.end)

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns that it reads."""
        return (*self.column, *self.start, *self.end)

    def to_plain(self) -> dict[str, Any]:
        """The rule as a plain dictionary, for a file."""
        plain = attrs.asdict(self, filter=lambda a, v: v not in (a.default, ()))
        for key in _SEVERAL:
            if key in plain:
                texts = as_texts(plain[key])
                plain[key] = texts[0] if len(texts) == 1 else list(texts)
        if "otherwise" in plain:
            plain["else"] = plain.pop("otherwise")
        return plain


_KEYS = {("else" if field == "otherwise" else field): field for field in (
    field.name for field in attrs.fields(FieldRule)
)}  # fmt: skip
"""The keys of a rule in a file, with its attributes."""
_SEVERAL = frozenset(
    {"column", "start", "end", "still", "format", "language", "separator", "missing"}
)


def is_plain(key: str, value: Any) -> bool:
    """Whether the value of a key is text; of some keys several texts, or texts by text."""
    if key == "words":
        return isinstance(value, dict) and all(isinstance(text, str) for text in value.values())
    if key == "day_first":
        return isinstance(value, bool)
    several = isinstance(value, list | tuple) and key in _SEVERAL
    return all(isinstance(text, str) for text in (value if several else [value]))


def rule_of(name: str, value: Any) -> FieldRule:  # what JSON and TOML give
    """The rule of a field as it may be written: a column, or a table; or a rule.

    Raises:
        CodecError: if it is neither.
        BilateralError: if the rule is wrong; the field is named.
    """
    if isinstance(value, FieldRule):
        return value
    if isinstance(value, str):
        value = {"column": value}
    if not isinstance(value, Mapping):
        raise CodecError(
            "not a rule", field=name, found=value, expected="a column, or a table of what is in it"
        )
    for key in value:
        if key not in _KEYS:
            raise unknown_name("key of a rule", key, _KEYS).at(field=name)
        if not is_plain(key, value[key]):
            raise CodecError(f"{key} is not text", field=name, found=value[key], expected="text")
    try:
        return FieldRule(**{_KEYS[key]: one for key, one in value.items()})
    except BilateralError as error:
        raise error.at(field=name) from None
