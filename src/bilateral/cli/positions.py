"""On which line of a TOML or JSON file the value of a path such as ``records[3].date`` stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

__all__ = ["Positions", "comment_in"]

_TOKEN = re.compile(
    r'(?P<text>"""(?:[^\\]|\\.)*?"""|\'\'\'.*?\'\'\'|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\')'
    r"|(?P<comment>\#[^\n]*)"
    r"|(?P<mark>[\[\]{},=:.])"
    r"|(?P<word>[^\s\"'\#,=:\[\]{}.]+)"
    r"|(?P<end>\n)",
    re.DOTALL,
)
"""What both languages are made of, as far as it tells where a value begins."""
_LAST_STEP = re.compile(r"(?:\[\d+\]|\.?[^.\[\]]+)$")
_ID = re.compile(r"(records\[\d+\])\.id")


class Positions:
    r"""The lines of a file on which its values begin.

    Args:
        text: The file.
        form: ``"toml"`` or ``"json"``.

    Example:
        >>> lines = Positions('[[records]]\nid = "a"\n\n[[records]]\nid = "b"\n', "toml")
        >>> lines.of("records[1].id"), lines.of("records[1].date"), lines.of("date", record="b")
        (5, 4, 4)
    """

    def __init__(self, text: str, form: str) -> None:
        self._lines: dict[str, int] = {}
        self._records: dict[str, str] = {}
        walk = _Walk(text)
        for path, line, value in walk.document() if form == "toml" else walk.value(""):
            self._lines.setdefault(path, line)
            if match := _ID.fullmatch(path):
                self._records.setdefault(value, match[1])

    def of(self, path: str | None, record: str | None = None) -> int | None:
        """The line of a path, or of the nearest thing around it.

        Args:
            path: From the whole document on, or from a record on.
            record: Id of the record.

        Returns:
            The line; None if nothing around it is known.
        """
        whole = path or ""
        within = self._records.get(record or "")
        if within is not None and not whole.startswith(within):
            whole = f"{within}.{whole}" if whole else within
        while whole and whole not in self._lines:
            whole = _LAST_STEP.sub("", whole)
        return self._lines.get(whole) if whole else None


def comment_in(text: str) -> int | None:
    r"""The line of the first comment of a TOML file, if it has any.

    Example:
        >>> comment_in('title = "a # b"\nid = 1 # why\n')
        2
    """
    return next((line for kind, _, line in _tokens(text) if kind == "comment"), None)


def _tokens(text: str) -> Iterator[tuple[str, str, int]]:
    line = 1
    for token in _TOKEN.finditer(text):
        yield token.lastgroup or "", token[0], line
        line += token[0].count("\n")


class _Walk:
    """One way through the tokens of a file, which gives the path and line of each value."""

    def __init__(self, text: str) -> None:
        self._tokens = [token for token in _tokens(text) if token[0] != "comment"]
        self._tokens.append(("end", "", 0))
        self._at = 0

    def _is(self, value: str, ahead: int = 0) -> bool:
        at = self._at + ahead
        return at < len(self._tokens) and self._tokens[at][1] == value

    def _over(self, *values: str) -> None:
        """Go over tokens of these values, as many as there are."""
        while self._at < len(self._tokens) - 1 and self._tokens[self._at][1] in values:
            self._at += 1

    @property
    def _ended(self) -> bool:
        return self._at >= len(self._tokens) - 1

    def document(self) -> Iterator[tuple[str, int, str]]:
        """The tables and keys of TOML."""
        numbers: Counter[str] = Counter()
        current: dict[str, str] = {}  # where each list of tables stands
        table = ""
        while not self._ended:
            self._over("\n")
            line = self._tokens[self._at][2]
            if self._is("["):
                many = self._is("[", 1)
                self._over("[")
                names = self._key()
                table = ""
                for depth, name in enumerate(names, 1):
                    table = _joined(table, name)
                    if many and depth == len(names):
                        current[table] = f"{table}[{numbers[table]}]"
                        numbers[table] += 1
                    table = current.get(table, table)
                yield table, line, ""
            elif not self._ended:
                yield from self._member(table)
            while not (self._ended or self._is("\n")):
                self._at += 1

    def value(self, path: str) -> Iterator[tuple[str, int, str]]:
        """A value of either language, and all that is in it."""
        self._over("\n")
        kind, text, line = self._tokens[self._at]
        yield path, line, text[1:-1] if kind == "text" else ""
        if text not in ("[", "{"):
            while not self._ended and self._tokens[self._at][1] not in (",", "]", "}", "\n"):
                self._at += 1
            return
        self._at += 1
        number = 0
        self._over("\n", ",")
        while not self._ended and not self._is("]") and not self._is("}"):
            if text == "{":
                yield from self._member(path)
            else:
                yield from self.value(f"{path}[{number}]")
                number += 1
            self._over("\n", ",")
        self._at += 1

    def _member(self, path: str) -> Iterator[tuple[str, int, str]]:
        line = self._tokens[self._at][2]
        start = self._at
        name = _joined(path, *self._key())
        if self._is("=") or self._is(":"):
            self._at += 1
            found = self.value(name)
            _, _, text = next(found)
            yield name, line, text
            yield from found
        self._at = max(self._at, start + 1)

    def _key(self) -> list[str]:
        names = []
        while self._tokens[self._at][0] in ("word", "text"):
            kind, text, _ = self._tokens[self._at]
            names.append(text[1:-1] if kind == "text" else text)
            self._at += 1
            self._over(".")
        return names


def _joined(path: str, *names: str) -> str:
    return ".".join([*([path] if path else []), *names])
