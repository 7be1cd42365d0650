"""Dates of a row by a rule: of one cell, of several that belong together, of a start and an end."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import partial
from typing import NamedTuple

from bilateral.dates.edtf import parse_edtf
from bilateral.dates.expression import EDTF
from bilateral.dates.phrases import parse_printed
from bilateral.dates.reading import SEVERAL
from bilateral.errors import BilateralError, EDTFError, PhraseError
from bilateral.readers.date_patterns import dated, has_day_first
from bilateral.readers.days import month_number
from bilateral.readers.decimals import whole
from bilateral.readers.refusals import RowError
from bilateral.readers.rules import FieldRule
from bilateral.readers.table import Row
from bilateral.readers.years import not_before

__all__ = ["StatedDate", "date_in", "date_of", "wrong"]

_DAY = re.compile(r"0?[1-9]|[12][0-9]|3[01]")
_YEAR = re.compile(r"[0-9]{4}")
_NEVER = "9999"  # no data go so far: it is a code, of what only the codebook says


class StatedDate(NamedTuple):
    """A date as EDTF, and as it is printed, if one text has all of it."""

    edtf: EDTF | str
    printed: str | None = None


def wrong(row: Row, column: str, error: BilateralError | ValueError, expected: str) -> RowError:
    """The refusal of a row of which one cell is not of its form."""
    problem = getattr(error, "problem", str(error).partition("\n")[0])
    return row.error(
        f"wrong value ({problem})", column, getattr(error, "expected", None) or expected
    )


def date_of(text: str, rule: FieldRule) -> StatedDate:
    """The date of one cell, or of the value of a rule.

    Raises:
        BilateralError: if it is not of the format of the rule.
    """
    if rule.value is not None:
        return StatedDate(text, text)
    text = whole(text)
    if len(rule.formats) == 1:
        return StatedDate(_by_format(text, rule.formats[0], rule), text)
    found: dict[str, EDTF] = {}
    refusals: list[BilateralError] = []
    for form in rule.formats:
        if rule.day_first is None or has_day_first(form) in (None, rule.day_first):
            try:
                read = _by_format(text, form, rule)
            except BilateralError as error:
                refusals.append(error)
            else:
                found[read.text] = read
    if len(found) > 1:
        told = " or ".join(sorted(found)) + (f"; {_HINT}" if rule.day_first is None else "")
        raise PhraseError(SEVERAL, found=text, expected=told)
    if not found:
        refusal = max(refusals, key=_telling)
        if _telling(refusal):
            raise refusal
        told = ", or ".join(dict.fromkeys(map(_form, refusals)))
        raise PhraseError("not a date of the formats", found=text, expected=told)
    [date] = found.values()
    return StatedDate(date, text)


def _telling(error: BilateralError) -> int:
    """How much an error says of the date itself, not of a form that it has not: 0, 1, or 2."""
    if error.problem == SEVERAL:
        return 2
    return int(not _form(error).startswith(("a date like ", "a date as ", "a date in EDTF")))


def _form(error: BilateralError) -> str:
    """What form a format would have a date be; or what the date lacks, if it has that form."""
    expected = error.expected or ""
    if isinstance(error, EDTFError) and not expected.startswith("a day that "):
        return "a date in EDTF, such as '2018-04'"
    return expected


def _by_format(text: str, form: str, rule: FieldRule) -> EDTF:
    """A date by one format."""
    match form:
        case "edtf":
            try:
                return parse_edtf(text)
            except EDTFError as error:
                with suppress(PhraseError):
                    read = _printed(text, rule)
                    error.expected = f"{read} in EDTF; a mapping reads it by format='printed'"
                raise
        case "printed":
            return _printed(text, rule)
        case pattern:
            return parse_edtf(dated(text, pattern))


def _printed(text: str, rule: FieldRule, year: int | None = None) -> EDTF:
    """A date by the languages of a rule, which must not read it otherwise than each other."""
    found: dict[str, EDTF] = {}
    refusals: list[PhraseError] = []
    for language in rule.languages:
        try:
            read = _in_language(text, language, rule, year)
        except PhraseError as error:
            refusals.append(error)
        else:
            found[read.text] = read
    telling = max(refusals, key=_telling, default=None)
    if telling is not None and (telling.problem == SEVERAL or not found):
        raise telling
    if len(found) > 1:
        raise PhraseError(SEVERAL, found=text, expected=" or ".join(sorted(found)))
    return found.popitem()[1]


def _in_language(text: str, language: str, rule: FieldRule, year: int | None) -> EDTF:
    read = partial(parse_printed, text, language=language, year=year)
    try:
        return read(day_first=rule.day_first)
    except PhraseError as error:
        with suppress(PhraseError):
            if rule.day_first is None and read(day_first=True):
                error.expected = f"{error.expected}; {_HINT}"
        raise


_HINT = "day_first= tells which"


def date_in(row: Row, rule: FieldRule) -> StatedDate | None:
    """The date of a rule of several columns; None where nothing is stated.

    Raises:
        RowError: naming the column that is wrong.
    """
    return _period(row, rule) if rule.is_period else _date(row, rule.column, rule)


def _date(row: Row, columns: tuple[str, ...], rule: FieldRule) -> StatedDate | None:
    if len(columns) > 1:
        return (_completed if rule.is_printed else _numbers)(row, columns, rule)
    for column in columns:
        if text := row.get(column):
            try:
                return date_of(text, rule)
            except BilateralError as error:
                raise wrong(row, column, error, "a date") from error
    return None


def _numbers(row: Row, columns: tuple[str, ...], rule: FieldRule) -> StatedDate | None:  # noqa: ARG001
    """The date of a year, a month and a day; nothing in place of an empty cell or a 0."""
    cells = [whole(row.get(column)) for column in columns]
    stated = [cell if cell.strip("0") else "" for cell in cells]
    for place in range(1, len(stated)):
        if stated[place] and not stated[place - 1]:
            raise row.error("a day of no month, or a month of no year", columns[place])
    if stated[1]:
        month = month_number(stated[1])
        if month is None or not 1 <= month <= 12:
            raise row.error("no number of a month or day", columns[1])
        stated[1] = str(month)
    if stated[2:] and stated[2] and not _DAY.fullmatch(stated[2]):
        raise row.error("no number of a month or day", columns[2])
    return StatedDate("-".join(part.zfill(2) for part in stated if part)) if stated[0] else None


def _completed(row: Row, columns: tuple[str, ...], rule: FieldRule) -> StatedDate | None:
    """The date of a year and of what is printed beside it, which may leave the year out."""
    year, text = (whole(row.get(column)) for column in columns)
    if year and not _YEAR.fullmatch(year):
        raise row.error("not a year", columns[0], "four digits, or nothing")
    if not text:
        return StatedDate(year, year) if year else None
    try:
        return StatedDate(_printed(text, rule, int(year) if year else None), text)
    except PhraseError as error:
        raise wrong(row, columns[1], error, "a date as people print it") from error


def _period(row: Row, rule: FieldRule) -> StatedDate | None:
    """The period of a start and an end, each of which may be unknown; the end may be open."""
    start, end = _date(row, rule.start, rule), _end(row, rule)
    if start is None and end in ("", ".."):
        return None
    return StatedDate(f"{'' if start is None else start.edtf}/{end}")


def _end(row: Row, rule: FieldRule) -> str:
    if not rule.end:
        return ""
    still = {word.casefold() for word in rule.still}
    first, *others = (whole(row.get(column)) for column in rule.end)
    if first.casefold() in still:
        for column, cell in zip(rule.end[1:], others, strict=True):
            if cell.strip("0") and cell.casefold() not in still:
                raise row.error("a month or day of what is still so", column, "nothing, or 0")
        return ".." if rule.until is None else not_before(rule.until)
    if _NEVER in first:
        raise row.error(
            f"the year {_NEVER}", rule.end[0], "a year, or still or missing to say what it means"
        )
    found = _date(row, rule.end, rule)
    return "" if found is None else str(found.edtf)
