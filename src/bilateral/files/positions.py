"""Where in the text of a file its items stand, so that faults have lines.

The parsers of both formats say nothing of lines. So the text is gone through once more, and only
when there is a fault to be placed; it is known to be of its format then.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Self

import attrs

from bilateral._patterns import pattern
from bilateral.errors import BilateralError, RecordError

__all__ = ["Positions", "SharedIdError", "comment_in", "placed", "positions_in"]

_STRING = r'"""(?:[^\\]|\\.)*?"""|\'\'\'(?:.)*?\'\'\'|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\''
_TOKEN = pattern(
    rf"(?P<string>{_STRING})|(?P<comment>#[^\n]*)|(?P<newline>\n)|(?P<sign>[\[\]{{}},:=])"
    r"|(?P<blank>[ \t\r]+)|(?P<word>[^\s\[\]{},:=#\"']+(?::[^\s\[\]{},=#\"']+)*)",
    re.DOTALL,
)
_HEADER = pattern(r"[ \t]*(?P<open>\[{1,2})[ \t]*(?P<path>[^\[\]\n]+?)[ \t]*\]{1,2}")
_LONGEST = 1000  # letters of a path; a key may hold anything
_ITEM = pattern(r"(?:sources|actors|records)\[[0-9]+\]")


_PARTS = ("dataset", "sources[", "actors[", "records[")


@attrs.frozen
class Positions:
    """Where items stand.

    Attributes:
        lines: The line of each value, by its path, such as ``records[3].participants[0].state``.
        items: The paths of sources, actors and records, by id.
    """

    lines: Mapping[str, int]
    items: Mapping[str, str]

    def line(self, path: str) -> int | None:
        """The line of a path, or of the nearest part of it that the file has."""
        if path not in self.lines:
            path = path[:_LONGEST]
        while path and path not in self.lines:
            path = path[: max(path.rfind("."), path.rfind("["), 0)]
        return self.lines.get(path)


class SharedIdError(RecordError):
    """Several items of a file have one id.

    Attributes:
        places: The path of each, or its line.
    """

    places: tuple[str | int, ...] = ()

    @classmethod
    def of(cls, problem: str, found: str, places: Sequence[str | int]) -> Self:
        """The error for some places, the last of which it is found in."""
        *_, last = places
        line, field = (last, "id") if isinstance(last, int) else (None, last)
        made = cls(problem, line=line, field=field, found=found)
        made.places = tuple(places)
        made._tell(places)
        return made

    def place(self, positions: Positions) -> None:
        """Say in which lines they are."""
        self._tell(
            [(positions.line(one) if isinstance(one, str) else one) or one for one in self.places]
        )

    def _tell(self, places: Sequence[str | int]) -> None:
        shown = [f"line {one}" if isinstance(one, int) else one for one in places]
        self.expected = f"one for each of {', '.join(shown)}"


def positions_in(text: str, form: str) -> Positions:
    r"""Where the items of a file stand.

    Args:
        text: Its text.
        form: ``"json"``, ``"jsonl"`` or ``"toml"``.

    Example:
        >>> found = positions_in('[[records]]\nid = "a"\nplaces = [\n {name = "X"}]', "toml")
        >>> found.line("records[0].places[0].name"), found.items
        (4, {'a': 'records[0]'})
    """
    if form == "jsonl":
        return _of_lines(text)
    scan = _Scan()
    at = 0
    while at < len(text):
        if form == "toml" and scan.is_open and (header := _HEADER.match(text, at)):
            scan.header(header["path"], several=len(header["open"]) == 2)
            at = header.end()
            continue
        token = _TOKEN.match(text, at)
        if token is None:  # nothing that either format has
            break
        scan.token(token.lastgroup or "", token[0])
        at = token.end()
    scan.lines.pop("", None)  # the document as a whole is no place
    return Positions(scan.lines, scan.items)


def comment_in(text: str) -> int | None:
    r"""The line of the first comment of a TOML file, if it has any.

    Example:
        >>> comment_in('title = "a # b"\nid = 1 # why\n')
        2
    """
    for token in _TOKEN.finditer(text):
        if token.lastgroup == "comment":
            return text.count("\n", 0, token.start()) + 1
    return None


def _of_lines(text: str) -> Positions:
    """Where the objects of JSON Lines stand: each is one line."""
    lines: dict[str, int] = {}
    items: dict[str, str] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        try:
            item = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(item, dict):
            path = "dataset" if item.get("type") == "dataset" else f"lines[{number}]"
            lines.setdefault(path, number)
            items.setdefault(str(item.get("id")), path)
    return Positions(lines, items)


def placed(faults: Iterable[BilateralError], found: Positions) -> None:
    """Give faults that have no line the line of what they are of."""
    for fault in faults:
        if isinstance(fault, SharedIdError):
            fault.place(found)
        if fault.line is None:
            field = fault.field or ""
            if not field.startswith(_PARTS) and field not in found.lines:
                named = fault.record or fault.found
                item = found.items.get(named, "dataset") if isinstance(named, str) else "dataset"
                field = f"{item}.{field}" if field else item
            fault.line = found.line(field)


class _Scan:
    """Goes through the tokens of a file and keeps where it is."""

    def __init__(self) -> None:
        self.lines: dict[str, int] = {}
        self.items: dict[str, str] = {}
        self._line = 1
        self._base = ""  # of a header of TOML
        self._counts: dict[str, int] = {}
        self._stack: list[tuple[str, str]] = []  # the brackets that are open, with their paths
        self._index: list[int] = []
        self._key = ""  # of the value to come
        self._keyed = False
        self.is_open = True  # whether a statement of TOML may begin

    def header(self, text: str, *, several: bool) -> None:
        """A header of TOML: of a table, or of the next of an array of tables."""
        path = ""
        names = [name.strip().strip("\"'") for name in text.split(".")]
        for place, name in enumerate(names):
            path = f"{path}.{name}" if path else name
            if several and place == len(names) - 1:
                self._counts[path] = self._counts.get(path, -1) + 1
            if path in self._counts:
                path = f"{path}[{self._counts[path]}]"
        self._base = path
        self.lines[path] = self._line
        self.is_open = False

    def token(self, kind: str, text: str) -> None:
        """The next token."""
        if kind == "newline":
            self._line += 1
            if not self._stack:
                self.is_open, self._key, self._keyed = True, "", False
        elif kind in ("string", "word"):
            self.is_open = False
            self._value_or_key(kind, text)
            self._line += text.count("\n")
        elif kind == "sign":
            self.is_open = False
            self._sign(text)

    def _value_or_key(self, kind: str, text: str) -> None:
        if self._keyed or (self._stack and self._stack[-1][0] == "["):
            path = self._path()
            self.lines.setdefault(path, self._line)
            item, _, field = path.rpartition(".")
            if field == "id" and kind == "string" and _ITEM.fullmatch(item):
                self.items.setdefault(_text(text), item)
        else:
            self._key += _text(text) if kind == "string" else text

    def _sign(self, sign: str) -> None:
        if sign in ":=":
            self._keyed = True
            self.lines.setdefault(self._path(), self._line)
        elif sign in "{[":
            path = self._path()
            self.lines.setdefault(path, self._line)
            self._stack.append((sign, path))
            self._index.append(0)
            self._key, self._keyed = "", False
        elif sign in "}]" and self._stack:
            self._stack.pop()
            self._index.pop()
        elif sign == "," and self._stack:
            self._index[-1] += 1
            self._key, self._keyed = "", False

    def _path(self) -> str:
        if not self._stack:
            return ".".join(filter(None, (self._base, self._key)))
        bracket, path = self._stack[-1]
        if bracket == "[":
            return f"{path}[{self._index[-1]}]"
        return ".".join(filter(None, (path, self._key)))


def _text(token: str) -> str:
    """The text of a string; of an exotic one as it is written."""
    try:
        return str(json.loads(token))
    except ValueError:
        return token.strip("\"'")
