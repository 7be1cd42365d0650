"""The columns of a table of which nothing is known: what their names and first cells say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from itertools import islice
from typing import Final
from unicodedata import combining, normalize

import attrs

from bilateral.dates.edtf import parse_edtf
from bilateral.dates.languages import LANGUAGES
from bilateral.dates.phrases import parse_printed
from bilateral.errors import BilateralError
from bilateral.readers.date_patterns import dated
from bilateral.readers.days import DayForm, order_of
from bilateral.readers.decimals import whole
from bilateral.readers.files import SourceFile
from bilateral.readers.json_lines import json_rows, keys_of
from bilateral.readers.layouts import likely_header
from bilateral.readers.table import Row, rows
from bilateral.states import SYSTEMS, candidates

__all__ = ["Column", "columns_of", "words_in"]

_LOOKED_AT = 500  # rows
_ENOUGH = 0.8  # of the values of a column, where a few may be faults
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
_PART, _UNIT = "st|start|beg|begin|end|ent|entry|exit", "year|yr|month|mon|mo|day|dy"
_GLUED = re.compile(rf"(?P<part>{_PART})(?P<unit>{_UNIT})|(?P<unit2>{_UNIT})(?P<part2>{_PART})")
_YEAR = re.compile(r"1[0-9]{3}|20[0-9]{2}")
_NEGATIVE = re.compile(r"-[0-9]+")
_PATTERNS = (
    "%d.%m.%Y", "%Y/%m/%d", "%d-%m-%Y", "%d %B %Y", "%d %b %Y", "%d-%b-%Y", "%B %d, %Y",
    "%b %d, %Y", "%B %Y", "%b %Y", "%m/%Y", "%m.%Y", "%d.%m.%Y %H:%M", "%d.%m.%Y %H:%M:%S",
    "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S",
)  # fmt: skip
_NUMBERED = ("cow", "gw", "iso")
"""Systems whose numbers are told from counts; those of others are small and without gaps."""
_SLASHED: Final[dict[DayForm, str]] = {
    DayForm.DAY_FIRST: "%d/%m/%Y",
    DayForm.MONTH_FIRST: "%m/%d/%Y",
}


def words_in(name: str) -> tuple[str, ...]:
    """The words of the name of a column, in lower case.

    Example:
        >>> words_in("signYear"), words_in("ccode1"), words_in("styear"), words_in("Pays hôte")
        (('sign', 'year'), ('ccode', '1'), ('st', 'year'), ('pays', 'hote'))
    """
    bare = "".join(one for one in normalize("NFKD", name) if not combining(one))  # of accents
    words = (word.casefold() for word in _WORD.findall(bare))
    glued = ((word, _GLUED.fullmatch(word)) for word in words)
    return tuple(
        part
        for word, found in glued
        for part in (filter(None, found.groups()) if found else [word])
    )


@attrs.frozen
class Column:
    """A column, and what its first cells hold.

    Attributes:
        name: Its name.
        cells: What it holds in each row, or nothing.
        values: The same, each once.
        words: The words of its name.
    """

    name: str
    cells: tuple[str, ...]
    values: tuple[str, ...] = attrs.field(init=False)
    words: tuple[str, ...] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        values = tuple(dict.fromkeys(filter(None, self.cells)))
        object.__setattr__(self, "values", values)
        object.__setattr__(self, "words", words_in(self.name))

    @property
    def is_key(self) -> bool:
        """Whether no two rows have the same, and none has nothing."""
        return len(self.values) == len(self.cells) > 0

    @property
    def negative(self) -> tuple[str, ...]:
        """Numbers below 0, which are often codes for what is missing."""
        return tuple(value for value in self.values if _NEGATIVE.fullmatch(value))

    @property
    def is_year(self) -> bool:
        """Whether it holds years of four digits."""
        return self._mostly(_YEAR.fullmatch)

    def is_up_to(self, most: int) -> bool:
        """Whether it holds whole numbers from 0 to some number, or the names of months."""
        return self._mostly(lambda text: text.isdecimal() and int(text) <= most)

    def date_format(self) -> str | tuple[str, ...] | None:
        """The format that its dates have, or several that they have among them; None if none."""
        if not any(any(map(str.isdecimal, value)) for value in self.values):
            return None
        patterns: list[str] = list(_PATTERNS)
        with suppress(BilateralError):  # days of two orders
            form = order_of((1, value) for value in self.values).form
            patterns += [_SLASHED[form]] if form is not None else []
        for pattern in patterns:
            if self._mostly(_reads(partial(dated, pattern=pattern))):
                return pattern
        if self._mostly(lambda text: "-" in text and _reads(parse_edtf)(text)):
            return "edtf"
        if self._mostly(_reads(parse_printed)):
            return "printed"
        readers = {one: _reads(partial(dated, pattern=one)) for one in patterns}
        several = [one for one, reads in readers.items() if any(map(reads, self.values))]
        is_read = self._mostly(lambda text: any(readers[one](text) for one in several))
        return tuple(several) if is_read and several else None

    def date_language(self) -> str | None:
        """The language other than English in which its dates are printed; None if in none."""
        for code in LANGUAGES:
            if code != "en" and self._mostly(_reads(partial(parse_printed, language=code))):
                return code
        return None

    def nearest_language(self) -> tuple[str, int]:
        """The language in which most of its values are printed dates, and of how many that is so.

        In doubt English.
        """
        numbers = {
            code: sum(map(_reads(partial(parse_printed, language=code)), self.values))
            for code in sorted(LANGUAGES, key="en".__ne__)
        }
        return max(numbers.items(), key=lambda one: one[1])

    def system(self) -> str | None:
        """Whose codes or names of states it holds: ``""`` for names in use, None if it has none."""
        if self.is_year:
            return None
        own = [name for name in SYSTEMS if name in self.words]
        is_coded = all(value.removeprefix("-").isdecimal() for value in self.values)
        for name in (*own, *_NUMBERED) if is_coded else ("", *own, *SYSTEMS):
            if self._mostly(partial(candidates, system=name or None)):
                return name
        return None

    def names_those_of(self, other: Column, systems: Mapping[str, str]) -> bool:
        """Whether it has in each row the state that another has, by another name or code.

        Args:
            other: The other column.
            systems: Whose codes each column holds, as of :meth:`system`.
        """
        pairs = [pair for pair in zip(self.cells, other.cells, strict=True) if all(pair)]
        own, others = systems[self.name] or None, systems[other.name] or None
        same = [
            not set(candidates(one, system=own)).isdisjoint(candidates(two, system=others))
            for one, two in dict.fromkeys(pairs)
        ]
        return sum(same) >= _ENOUGH * len(same) > 0

    def _mostly(self, holds: Callable[[str], object]) -> bool:
        values = [value for value in self.values if not _NEGATIVE.fullmatch(value)]
        return bool(values) and sum(map(bool, map(holds, values))) >= _ENOUGH * len(values)


def _reads(read: Callable[[str], object]) -> Callable[[str], bool]:
    """Whether a text is read, and not refused."""

    def reads(text: str) -> bool:
        with suppress(BilateralError):
            read(text)
            return True
        return False

    return reads


def columns_of(file: SourceFile) -> tuple[Column, ...]:
    """The columns of a table in their order; none of a file most of whose rows are none."""
    names, found = _beginning(file)
    looked = list(islice(found, _LOOKED_AT))
    whole_rows = [row for row in looked if isinstance(row, Row)]
    if len(whole_rows) < len(looked) / 2:
        return ()
    return tuple(Column(name, tuple(whole(row.get(name)) for row in whole_rows)) for name in names)


def _beginning(file: SourceFile) -> tuple[tuple[str, ...], Iterator[object]]:
    """The names of the columns, and the rows with what stands between them."""
    if file.suffix in (".jsonl", ".ndjson"):
        names = tuple(sorted(keys_of(file)))
        return names, json_rows(file, names, set())
    header = None if file.suffix == ".json" else likely_header(file)
    if header is None:
        return (), iter(())
    return tuple(filter(None, header.columns)), rows(file, header)
