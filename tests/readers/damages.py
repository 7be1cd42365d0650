"""What happens to tables on their way: each damage makes of a table a file, and says what of it.

A damaged file says which lines are of which row, and which table it should be read like: the one
that was damaged, or where a damage takes something away for good, the one without it.
"""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import lzma
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Literal, TypeAlias

import attrs

Quoting: TypeAlias = Literal[0, 1, 2, 3]
Cells: TypeAlias = tuple[str, ...]


@attrs.frozen
class Table:
    """A sample, taken apart.

    Attributes:
        header: Its columns; none of a table that has no header.
        rows: Its rows.
        delimiter: What parts the cells.
        above: Lines above the header.
        text: A column of free text, if there is one.
        states: Columns of states.
        days: Columns of days.
        numbers: Columns of whole numbers.
        quoted: Whether cells may be quoted.
    """

    header: Cells
    rows: tuple[Cells, ...]
    delimiter: str = ","
    above: Cells = ()
    text: str | None = None
    states: Cells = ()
    days: Cells = ()
    numbers: Cells = ()
    quoted: bool = True

    @classmethod
    def of(cls, whole: str, delimiter: str = ",", skip: int = 0, **more: object) -> Table:
        """The table of a text, whose header stands below some lines."""
        lines = whole.splitlines()
        rest = "\n".join(lines[skip:])
        quoted = delimiter != "\t"
        rows = (
            csv.reader(io.StringIO(rest), delimiter=delimiter)
            if quoted
            else (line.split(delimiter) for line in rest.splitlines())
        )
        found = [tuple(row) for row in rows if any(row)]
        return cls(
            found[0], tuple(found[1:]), delimiter, tuple(lines[:skip]), quoted=quoted,
            **more,  # type: ignore[arg-type]
        )  # fmt: skip

    def at(self, column: str) -> int:
        """Where a column is."""
        return self.header.index(column)

    def without(self, rows: Iterable[int]) -> Table:
        """The table without some rows."""
        gone = set(rows)
        return attrs.evolve(self, rows=tuple(r for i, r in enumerate(self.rows) if i not in gone))

    def each(self, change: Callable[[int, Cells], Iterable[str]]) -> Table:
        """The table with every row changed."""
        return attrs.evolve(self, rows=tuple(tuple(change(i, r)) for i, r in enumerate(self.rows)))

    def put(self, column: int, texts: Iterable[str | None]) -> Table:
        """The table with other texts in a column; None leaves a cell as it is."""
        new = list(texts)
        return self.each(
            lambda i, row: (
                old if at != column or (text := new[i]) is None else text
                for at, old in enumerate(row)
            )
        )

    def columns(self, order: Iterable[int]) -> Table:
        """The table with its columns in some order."""
        places = list(order)
        header = tuple(self.header[at] for at in places)
        return attrs.evolve(self.each(lambda _, row: (row[at] for at in places)), header=header)


Piece: TypeAlias = tuple[str, int | None]
"""Some lines of a file, with the row that they are of."""


@attrs.frozen
class File:
    """A damaged file.

    Attributes:
        content: Its bytes.
        rows: The row that each line is of.
        like: What it should be read as.
        name: Its name.
        halves: How many lines of it are no rows but parts of one.
        is_cut: Whether its end is missing.
    """

    content: bytes
    rows: Mapping[int, int]
    like: Table
    name: str = "file.csv"
    halves: int = 0
    is_cut: bool = False


def line(cells: Iterable[str], table: Table, quoting: Quoting = csv.QUOTE_MINIMAL) -> str:
    """The text of a row."""
    if not table.quoted:
        return table.delimiter.join(cells)
    text = io.StringIO()
    csv.writer(text, delimiter=table.delimiter, lineterminator="\n", quoting=quoting).writerow(
        cells
    )
    return text.getvalue().removesuffix("\n")


def pieces(table: Table, quoting: Quoting = csv.QUOTE_MINIMAL) -> list[Piece]:
    """The lines of a table."""
    header = [(line(table.header, table, quoting), None)] if table.header else []
    rows = [(line(row, table, quoting), i) for i, row in enumerate(table.rows)]
    return [*((text, None) for text in table.above), *header, *rows]


def file(
    parts: Iterable[Piece],
    like: Table,
    *,
    end: str = "\n",
    encoding: str = "utf-8",
    halves: int = 0,
) -> File:
    """The file of some lines."""
    rows: dict[int, int] = {}
    texts: list[str] = []
    number = 1
    for text, row in parts:
        length = 1 + text.count("\n")
        if row is not None:
            rows |= dict.fromkeys(range(number, number + length), row)
        number += length
        texts.append(text)
    content = "".join(f"{text}\n" for text in texts).replace("\n", end).encode(encoding)
    return File(content, rows, like, halves=halves)


Damage: TypeAlias = Callable[[Table], Iterable[File]]
DAMAGES: dict[str, Damage] = {}
"""Every damage to a table, by what it is."""


def damage(name: str) -> Callable[[Damage], Damage]:
    """Keep a damage under a name."""

    def kept(function: Damage) -> Damage:
        DAMAGES[name] = function
        return function

    return kept


def _each(name: str, make: Callable[[Table], File]) -> None:
    DAMAGES[name] = lambda table: [make(table)]


# -- bytes -----------------------------------------------------------------------------------------


def accented(table: Table) -> Table:
    """A table with letters of more than one byte, if it has free text."""
    if table.text is None:
        return table
    at = table.at(table.text)
    return table.put(at, (f"{row[at]} Côté".strip() for row in table.rows))


for _name, _encoding in {
    "UTF-8 with a mark": "utf-8-sig",
    "UTF-16 with a mark": "utf-16",
    "UTF-16 without a mark": "utf-16-le",
    "UTF-16 of the other order": "utf-16-be",
    "Windows-1252": "cp1252",
}.items():
    _each(_name, lambda t, e=_encoding: file(pieces(accented(t)), accented(t), encoding=e))  # type: ignore[misc]
for _name, _end in {"CR LF": "\r\n", "CR only": "\r"}.items():
    _each(_name, lambda t, e=_end: file(pieces(t), t, end=e))  # type: ignore[misc]


@damage("a mark of UTF-8 on what is not")
def _(table: Table) -> Iterator[File]:
    made = file(pieces(accented(table)), accented(table), encoding="cp1252")
    yield attrs.evolve(made, content=b"\xef\xbb\xbf" + made.content)


@damage("UTF-8 read as Windows-1252")
def _(table: Table) -> Iterator[File]:
    made = file(pieces(accented(table)), accented(table))
    yield attrs.evolve(made, content=made.content.decode("cp1252").encode())


@damage("a NUL far down")
def _(table: Table) -> Iterator[File]:
    *parts, (last, row) = pieces(table)
    at = len(last) // 2
    yield file([*parts, (" " * (1 << 20), None), (f"{last[:at]}\0{last[at:]}", row)], table)


# -- lines -----------------------------------------------------------------------------------------


@damage("lines above")
def _(table: Table) -> Iterator[File]:
    above = [("Made by hand, for a talk", None), ("", None), ("See page 3; not for sale", None)]
    yield file([*above, *pieces(table)], table)


@damage("rows above the header")
def _(table: Table) -> Iterator[File]:
    if table.header:
        parts = pieces(table)
        at = len(table.above)
        yield file([*parts[:at], parts[-1], *parts[at:-1]], table)


@damage("a footer")
def _(table: Table) -> Iterator[File]:
    footer = [("", None), ("© Stockholm, in the year 2020", None)]
    yield file([*pieces(table), *footer], table)
    padding = table.delimiter * (len(table.rows[0]) - 1)
    yield file([*pieces(table), (padding, None), (f"© Stockholm{padding}", None)], table)


@damage("blank lines")
def _(table: Table) -> Iterator[File]:
    for blank in ("", "  ", table.delimiter * (len(table.rows[0]) - 1)):
        parts = [part for one in pieces(table) for part in (one, (blank, None))]
        yield file(parts, table)


@damage("a run of marks at the end of lines")
def _(table: Table) -> Iterator[File]:
    for mark in ";,\t":
        for run in (mark, mark * 7):
            yield file([(f"{text}{run}", row) for text, row in pieces(table)], table)


@damage("the same row twice")
def _(table: Table) -> Iterator[File]:
    parts = pieces(table)
    twice = attrs.evolve(table, rows=(*table.rows, table.rows[-1]))
    yield file([*parts, (parts[-1][0], len(table.rows))], twice)


@damage("a quote that is never closed")
def _(table: Table) -> Iterator[File]:
    parts = pieces(table)
    at = len(parts) - len(table.rows)
    cells = table.rows[0]
    for column in range(len(cells) if table.quoted else 0):  # elsewhere a quote is a letter
        broken = [*cells[:column], "\x01" + cells[column], *cells[column + 1 :]]
        torn = line(broken, table).replace("\x01", '"')
        yield file([*parts[:at], (torn, 0), *parts[at + 1 :]], table)


# -- cells -----------------------------------------------------------------------------------------


@damage("quoted cells")
def _(table: Table) -> Iterator[File]:
    if table.quoted:
        yield file(pieces(table, csv.QUOTE_ALL), table)
    else:
        marked = table.each(lambda _, row: (f'"{cell}"' for cell in row))
        header = tuple(f'"{name}"' for name in table.header)
        yield file(pieces(attrs.evolve(marked, header=header)), table)


for _delimiter in ";\t|":

    @damage(f"{_delimiter!r} between the cells")
    def _(table: Table, delimiter: str = _delimiter) -> Iterator[File]:
        if delimiter != table.delimiter:
            yield file(pieces(attrs.evolve(table, delimiter=delimiter, quoted=True)), table)


@damage("decimal commas")
def _(table: Table) -> Iterator[File]:
    changed = table.each(
        lambda _, row: (re.sub(r"^([0-9]+)\.([0-9]+)$", r"\1,\2", cell) for cell in row)
    )
    if changed != table:
        yield file(pieces(attrs.evolve(changed, delimiter=";", quoted=True)), table)


def _of_lines(table: Table, number: int) -> Table | None:
    if table.text is None:
        return None
    text = "\n".join(f"line {n}" for n in range(number))
    return table.put(table.at(table.text), [text, *[None] * (len(table.rows) - 1)])


@damage("a cell of two lines")
def _(table: Table) -> Iterator[File]:
    if table.quoted and (changed := _of_lines(table, 2)):
        yield file(pieces(changed), changed)


@damage("a cell of 200 lines")
def _(table: Table) -> Iterator[File]:
    if table.quoted and (changed := _of_lines(table, 200)):
        yield file(pieces(changed), changed)


def _torn(table: Table, padded: bool) -> Iterator[File]:
    parts = pieces(table)
    start = len(parts) - len(table.rows)
    width = len(table.rows[0])
    for number in (0, len(table.rows) - 1):
        row = table.rows[number]
        for column, cell in enumerate(row):
            place = (len(cell) + 1) // 2
            if not cell or (not cell[place:] and column == width - 1):
                continue
            head, rest = [*row[:column], cell[:place]], [cell[place:], *row[column + 1 :]]
            if padded:
                head, rest = (half + [""] * (width - len(half)) for half in (head, rest))
            text = f"{line(head, table)}\n{line(rest, table)}"
            at = start + number
            yield file([*parts[:at], (text, number), *parts[at + 1 :]], table, halves=1)


@damage("a row torn in two")
def _(table: Table) -> Iterator[File]:
    yield from _torn(table, padded=False)


@damage("a row torn in two and padded")
def _(table: Table) -> Iterator[File]:
    yield from _torn(table, padded=True)


WORDS = ("NA", "NaN", "NULL", "null", ".", "-", "None", "N/A", "--", "n/a")


@damage("words for missing in empty cells")
def _(table: Table) -> Iterator[File]:
    for word in WORDS:
        filled = table.each(lambda _, row, w=word: (cell or w for cell in row))  # type: ignore[misc]
        yield file(pieces(filled), table)


@damage("a word for missing in place of a text")
def _(table: Table) -> Iterator[File]:
    for column in range(len(table.rows[0])):
        empty = table.put(column, [""] * len(table.rows))
        word = WORDS[column % len(WORDS)]
        yield file(pieces(table.put(column, [word] * len(table.rows))), empty)


@damage("a word for missing in place of a state")
def _(table: Table) -> Iterator[File]:
    for name in table.states:
        for word in (*WORDS, "-9"):
            column = table.at(name)
            empty = table.put(column, [""] * len(table.rows))
            yield file(pieces(table.put(column, [word] * len(table.rows))), empty)


@damage("fractions")
def _(table: Table) -> Iterator[File]:
    for name in table.numbers:
        column = table.at(name)
        texts = [row[column] for row in table.rows]
        made = [f"{text}.0" if text.isdecimal() else None for text in texts]
        yield file(pieces(table.put(column, made)), table)


_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_SLASHED = re.compile(r"([0-9]{2})/([0-9]{2})/([0-9]{4})")


def _days(table: Table, form: str, *, low: bool = False) -> Iterator[File]:
    def parted(text: str) -> tuple[str, str, str] | None:
        if match := _ISO.fullmatch(text):
            return match[1], match[2], match[3]
        if match := _SLASHED.fullmatch(text):
            return match[3], match[2], match[1]
        return None

    def shown(text: str, form: str) -> str:
        found = parted(text)
        if found is None:
            return text
        year, month, day = found
        if low:
            day = f"{int(day) % 12 + 1:02}"
        return form.format(y=year, m=month, d=day)

    places = [table.at(name) for name in table.days]
    if not places:
        return
    right = "{d}/{m}/{y}" if _SLASHED.fullmatch(table.rows[0][places[0]]) else "{y}-{m}-{d}"

    def changed(form: str) -> Table:
        return table.each(
            lambda _, row: (
                shown(cell, form) if at in places else cell for at, cell in enumerate(row)
            )
        )

    yield file(pieces(changed(form)), changed(right))


@damage("days as D/M/Y")
def _(table: Table) -> Iterator[File]:
    yield from _days(table, "{d}/{m}/{y}")


@damage("days as M/D/Y")
def _(table: Table) -> Iterator[File]:
    yield from _days(table, "{m}/{d}/{y}")


@damage("days as D/M/Y, none above 12")
def _(table: Table) -> Iterator[File]:
    yield from _days(table, "{d}/{m}/{y}", low=True)


# -- columns ---------------------------------------------------------------------------------------


@damage("empty columns at the end")
def _(table: Table) -> Iterator[File]:
    for number in (1, 40):
        padding = table.delimiter * number
        yield file([(f"{text}{padding}", row) for text, row in pieces(table)], table)


@damage("a column of row numbers")
def _(table: Table) -> Iterator[File]:
    for name in ("", "Unnamed: 0", "...1", "X"):
        if table.header:
            more = table.each(lambda i, row: (str(i), *row))
            yield file(pieces(attrs.evolve(more, header=(name, *table.header))), table)


@damage("names of columns in another form")
def _(table: Table) -> Iterator[File]:
    for form in (str.upper, str.lower, " {} ".format, str.title):
        if table.header:
            yield file(pieces(attrs.evolve(table, header=tuple(map(form, table.header)))), table)


@damage("columns in another order")
def _(table: Table) -> Iterator[File]:
    if table.header:
        width = len(table.header)
        yield file(pieces(table.columns(reversed(range(width)))), table)
        yield file(pieces(table.columns([*range(1, width), 0])), table)


@damage("a column that is not there")
def _(table: Table) -> Iterator[File]:
    for gone in range(len(table.header)):
        kept = table.columns(at for at in range(len(table.header)) if at != gone)
        yield file(pieces(kept), table.put(gone, [""] * len(table.rows)))


@damage("a name of a column misspelt")
def _(table: Table) -> Iterator[File]:
    for gone, name in enumerate(table.header):
        if len(name) > 3:
            wrong = (*table.header[:gone], f"{name[:2]}q{name[2:]}", *table.header[gone + 1 :])
            changed = attrs.evolve(table, header=wrong)
            yield file(pieces(changed), table.put(gone, [""] * len(table.rows)))


# -- files -----------------------------------------------------------------------------------------


@damage("another suffix")
def _(table: Table) -> Iterator[File]:
    made = file(pieces(table), table)
    for name in ("file.txt", "file.CSV", "file", "file.dat", "file.xlsx", "file.jsonl", "file.xml"):
        yield attrs.evolve(made, name=name)


def _packed(table: Table, name: str, pack: Callable[[bytes], bytes]) -> File:
    made = file(pieces(table), table)
    return attrs.evolve(made, name=name, content=pack(made.content))


def zipped(content: bytes, *more: str) -> bytes:
    """An archive of a file, with others beside."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in more:
            archive.writestr(name, b"\0\5\x16\7")
        archive.writestr("file.csv", content)
    return stream.getvalue()


for _name, _file, _pack in (
    ("gz", "file.csv.gz", gzip.compress),
    ("bz2", "file.csv.bz2", bz2.compress),
    ("xz", "file.csv.xz", lzma.compress),
    ("zip", "file.zip", zipped),
    ("zip of a Mac", "file.zip", lambda c: zipped(c, "__MACOSX/._file.csv", ".DS_Store")),
    ("gz without its suffix", "file.csv", gzip.compress),
):
    _each(_name, lambda t, f=_file, p=_pack: _packed(t, f, p))  # type: ignore[misc]


@damage("gz cut off")
def _(table: Table) -> Iterator[File]:
    made = _packed(table, "file.csv.gz", gzip.compress)
    for place in (len(made.content) // 2, len(made.content) - 4):
        yield attrs.evolve(made, content=made.content[:place], is_cut=True)


@damage("JSON Lines")
def _(table: Table) -> Iterator[File]:
    import json

    if table.header:
        rows = [json.dumps(dict(zip(table.header, row, strict=True))) for row in table.rows]
        made = file(((text, i) for i, text in enumerate(rows)), table)
        yield attrs.evolve(made, name="file.jsonl")
