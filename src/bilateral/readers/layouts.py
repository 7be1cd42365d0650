"""Layouts: by which columns a data set is known, and where its header is in a file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache

import attrs

from bilateral.errors import CodecError, near_names
from bilateral.readers.containers import container_of, sheet_rows
from bilateral.readers.days import DayForm
from bilateral.readers.delimited import rows_of
from bilateral.readers.files import SourceFile, mended
from bilateral.readers.missing import Missing

__all__ = [
    "NAMED",
    "Header",
    "Layout",
    "find_header",
    "glued",
    "likely_header",
    "likeness",
    "no_header",
]

_DELIMITERS = (",", ";", "\t", "|")
NAMED = r".*[^\W\d].*"
"""The pattern of a cell that has a name in it."""

_GLUED = re.compile(r"(;+|,+|\t+)$")
_UNNAMED = re.compile(r"(?:\.\.\.|unnamed: ?)[0-9]+")
_NAMELESS = re.compile(r"(?:\.\.\.|unnamed: ?|\.|x\.?|v|column ?)[0-9]*")
"""What programs call a column without a name: readr, pandas, R, spreadsheets. The former two are
no name that anybody gives; those of R and spreadsheets may be, in a table of any columns."""


def plain(name: str) -> str:
    """A column name without what varies: case, spaces, underscores, quotes, glued marks."""
    return re.sub(r"[\s_]+", " ", mended(name)).strip(" \";\ufeff'").casefold()


@attrs.frozen(kw_only=True)
class Layout:
    """One form in which a data set is published.

    Attributes:
        name: Slug, as the report gives it.
        columns: Columns that it must have, named as published.
        optional: Columns that it may have.
        aliases: Other names of columns, as earlier years had them, with the name here.
        marked: Columns each followed by one without a name that holds a mark for it, or nothing.
        open: Whether it may have columns that are not named here.
        gaps: Whether columns without a name may stand among the others; they are not read.
        quoted: Whether quotes around a cell are not part of it; of tab-separated files only.
        missing: In which cells there is nothing.
        days: Columns of days. Whether 01/06 is in June is told from all of their rows together.
        slashed: Which it is where no row tells, by the documentation of the data set.
        wholes: Columns of whole numbers beside those of states. Pandas makes fractions of them, as
            ``2.0``, if one of them is missing; what is read is the number.
        essential: Columns that no row lacks, with the pattern of what they have. A row that has it
            otherwise may be half of one, of which its neighbour is the other half.
        numbers: Columns of numbers that may have a decimal comma, as programs set to a European
            language write it where semicolons part the cells.
    """

    name: str
    columns: tuple[str, ...]
    optional: tuple[str, ...] = ()
    aliases: Mapping[str, str] = attrs.field(factory=dict)
    marked: tuple[str, ...] = ()
    open: bool = False
    gaps: bool = True
    quoted: bool = True
    missing: Missing = attrs.field(factory=Missing)
    days: tuple[str, ...] = ()
    slashed: DayForm | None = None
    wholes: tuple[str, ...] = ()
    essential: Mapping[str, str] = attrs.field(factory=dict)
    numbers: tuple[str, ...] = ()

    def known(self) -> dict[str, str]:
        """Each column name in plain form, with the name as here."""
        known = {plain(name): name for name in (*self.columns, *self.optional)}
        return known | {plain(name): meant for name, meant in self.aliases.items()}


@attrs.frozen
class Header:
    """Where a file's header is, and what its columns are.

    Attributes:
        layout: The layout it is of.
        line: Its line.
        columns: Name of each column, as the layout has it; of a column of marks the name of the
            column it belongs to and ``?``; of a column without a name, nothing.
        delimiter: What parts the cells; None in a spreadsheet.
        padding: How many empty cells follow its last column.
        glued: What is glued to the end of each line.
        sheet: Which sheet of a workbook it is on, from 0.
        commas: Whether the numbers below it have decimal commas.
    """

    layout: Layout
    line: int
    columns: tuple[str, ...]
    delimiter: str | None
    padding: int = 0
    glued: str = ""
    sheet: int = 0
    commas: bool = False

    @cached_property
    def wholes(self) -> tuple[str, ...]:
        """Those of its columns that have whole numbers, the codes of states among them."""
        known = self.layout.missing.states.union(self.layout.wholes)
        return tuple(name for name in self.columns if name in known)


def glued(lines: Iterable[str]) -> str:
    r"""What a spreadsheet has glued to the end of each of some lines, where there is no header.

    Example:
        >>> glued(["2018\tPakistan;;", "2019\tIndia;;"]), glued(["2018\tPakistan;", "2019"])
        (';;', '')
    """
    found = {run[0] if (run := _GLUED.search(line.rstrip(" "))) else "" for line in lines}
    only = found.pop() if len(found) == 1 else ""
    return "" if only.startswith("\t") else only


def find_header(file: SourceFile, layouts: Sequence[Layout]) -> Header | None:
    """The header of a file, if it has one of some layouts among its first lines.

    Raises:
        CodecError: if several sheets of a workbook have one.
    """
    found: Header | None = None
    for sheet, line, delimiter, cells, glued in _candidates(file):
        if found is not None and sheet == found.sheet:
            continue
        for layout in layouts:
            columns = _columns(cells, layout)
            if columns is None:
                continue
            if found is not None:
                raise CodecError(
                    "a workbook with several sheets of the same columns",
                    file=str(file.path),
                    found=[f"sheet {found.sheet + 1}", f"sheet {sheet + 1}"],
                    expected="one of them, the others in files of their own",
                )
            padding = len(cells) - len(columns)
            found = Header(layout, line, columns, delimiter, padding, glued, sheet)
            break
    return found


_ANY = Layout(name="any", columns=(), open=True)


def likely_header(file: SourceFile) -> Header | None:
    """What is most like a header in a file of no layout: the first line of nearly the most names.

    Not of the most: where cells of a header are merged it leaves some empty that a row has not.

    Args:
        file: The file.

    Raises:
        CodecError: if two of its columns have one name.
    """
    found = [(sum(map(_is_name, one[3])), one) for one in _candidates(file)]
    most = max((names for names, _ in found), default=0)
    if not most:
        return None
    place = next(one[:2] for names, one in found if names >= _NEARLY * most)
    there = (held for held in found if held[1][:2] == place)
    sheet, line, delimiter, cells, glued = max(there, key=lambda held: held[0])[1]
    columns = _columns(cells, _ANY)
    if columns is None:
        names = list(filter(None, map(str.strip, cells)))
        raise CodecError(
            "a header with two columns of one name",
            file=str(file.path),
            line=line,
            found=sorted({name for name in names if names.count(name) > 1}),
            expected="a name of its own for each column",
        )
    padding = len(cells) - len(columns)
    return Header(_ANY, line, columns, delimiter, padding, glued, sheet)


def _is_name(cell: str) -> bool:
    """Whether a cell may be the name of a column."""
    return re.search(r"[^\W\d_]", cell) is not None and not _UNNAMED.fullmatch(plain(cell))


_NEARLY = 2 / 3


def likeness(file: SourceFile, layouts: Sequence[Layout]) -> float:
    """The share of the columns of a layout that a line of a file has, of the nearest one."""
    found = _nearest(file, layouts)
    return 0.0 if found is None else found[0] / len(found[2].columns)


def _nearest(
    file: SourceFile, layouts: Sequence[Layout]
) -> tuple[int, int, Layout, list[str]] | None:
    """How many columns a layout has in common with which line, and what this line holds."""
    best: tuple[int, int, Layout, list[str]] | None = None
    for _, line, _, cells, _ in _candidates(file):
        names = {plain(cell) for cell in cells}
        for layout in layouts:
            known, needed = layout.known(), set(layout.columns)
            met = {known[name] for name in names if name in known} & needed
            if met and (best is None or len(met) > best[0]):
                best = (len(met), line, layout, cells)
    return best


def no_header(file: SourceFile, layouts: Sequence[Layout]) -> CodecError:
    """The error for a file that has no header of some layouts: what the nearest one lacks."""
    best = _nearest(file, layouts)
    if best is None:
        return CodecError(
            "no header of a known layout",
            file=str(file.path),
            expected="; ".join(f"{layout.name}: {', '.join(layout.columns)}" for layout in layouts),
        )
    _, line, layout, cells = best
    names = [plain(cell) for cell in cells]
    spelt = dict(zip(names, map(str.strip, cells), strict=True))
    met = {layout.known()[name] for name in names if name in layout.known()}
    missing = [name for name in layout.columns if name not in met]
    foreign = [name for name in names if name and name not in layout.known()]
    repeated = sorted({name for name in names if name and names.count(name) > 1})
    problem = f"not the header of layout {layout.name!r}"
    if missing:
        problem += f": missing {', '.join(map(repr, missing))}"
    elif foreign and not layout.open:
        problem += f": unknown {', '.join(map(repr, foreign))}"
    elif repeated:
        problem += f": repeated {', '.join(map(repr, repeated))}"
    elif layout.marked:
        problem += ": columns without a name are not where they belong"
    near = [spelt[near] for name in missing for near in near_names(name, foreign)]
    if not missing and not layout.open:
        near += [near for name in foreign for near in near_names(name, layout.optional)]
    return CodecError(problem, file=str(file.path), line=line, near=tuple(near))


def _in_order(layout: Layout) -> list[str]:
    """The columns of a layout as published, those of marks after their own."""
    return [n for c in layout.columns for n in ((c, f"{c}?") if c in layout.marked else (c,))]


@lru_cache(maxsize=4)  # each reader looks at the same beginning
def _candidates(file: SourceFile) -> tuple[tuple[int, int, str | None, list[str], str], ...]:
    """Every reading of every line that may be a header."""
    return tuple(_read_as_headers(file))


def _read_as_headers(file: SourceFile) -> Iterator[tuple[int, int, str | None, list[str], str]]:
    if container_of(file) is not None:
        for sheet, line, cells in sheet_rows(file, most=60):
            yield sheet, line, None, cells, ""
    elif file.encoding is not None:
        head = file.head()
        for line, text in head:
            for delimiter in _DELIMITERS:
                if delimiter not in text:
                    continue
                run = _GLUED.search(text.rstrip(" "))
                glued = run[0] if run and delimiter not in run[0] else ""
                bare = text.rstrip(" ").removesuffix(glued)
                cells = next(rows_of(iter([(line, bare)]), delimiter, 0), (line, []))[1]
                yield 0, line, delimiter, cells, glued


def _is_nameless(name: str, layout: Layout, *, first: bool) -> bool:
    if layout.open and not (first and name == "x"):
        return _UNNAMED.fullmatch(name) is not None
    return _NAMELESS.fullmatch(name) is not None


def _columns(cells: Sequence[str], layout: Layout) -> tuple[str, ...] | None:
    """The columns of a header in the words of a layout, or None if it is not of that layout."""
    known = layout.known()
    found: list[str] = []
    for cell in cells:
        name = plain(cell)
        left = found[-1] if found else ""
        if not name or (name not in known and _is_nameless(name, layout, first=not found)):
            found.append(f"{left}?" if left in layout.marked else "")
        elif name in known:
            found.append(known[name])
        elif layout.open:
            found.append(cell.strip())
        else:
            return None
    while found and not found[-1]:
        found.pop()
    given = [name for name in found if name]
    wanted = {*layout.columns, *(f"{name}?" for name in layout.marked)}
    if not wanted <= set(given) or len(set(given)) != len(given):
        return None
    if "" in found[1:] and (layout.marked or not layout.gaps):
        return None
    if layout.marked and [name for name in found if name in wanted] != _in_order(layout):
        return None  # a column of marks that may be torn off its own: it has no name to tell
    return tuple(found)
