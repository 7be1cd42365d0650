"""The text that the cells of a workbook share, read as far as a cell needs it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import IO
from xml.parsers import expat

from bilateral.errors import BilateralError

__all__ = ["Texts"]

_CHUNK = 1 << 16
_SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main "
_ITEM, _TEXT, _SPOKEN = (_SPACE + name for name in ("si", "t", "rPh"))


class Texts:
    """The shared texts of a workbook, by their numbers.

    A workbook may have millions of which its first rows need a few. What only says how a text is
    spoken is no part of it. Entities are refused.

    Args:
        stream: The part of the workbook, which is read on as texts are asked for.
    """

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._found: list[str] = []
        self._pieces: list[str] = []
        self._is_text = False
        self._spoken = 0
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._data
        self._parser.EntityDeclHandler = _refuse

    def __getitem__(self, number: int) -> str:
        """A text.

        Raises:
            IndexError: if there are not so many.
        """
        while number >= len(self._found) and (chunk := self._stream.read(_CHUNK)):
            self._parser.Parse(chunk)
        return self._found[number]

    def _start(self, tag: str, _: Mapping[str, str]) -> None:
        if tag == _TEXT:
            self._is_text = not self._spoken
        elif tag == _ITEM:
            self._pieces = []
        elif tag == _SPOKEN:
            self._spoken += 1

    def _data(self, text: str) -> None:
        if self._is_text:
            self._pieces.append(text)

    def _end(self, tag: str) -> None:
        if tag == _TEXT:
            self._is_text = False
        elif tag == _ITEM:
            # A sign that cannot be written as such is, as _x000D_, and so is what looks like one.
            self._found.append("".join(self._pieces).replace("x005F_", ""))
        elif tag == _SPOKEN:
            self._spoken -= 1


def _refuse(name: str, *_: object) -> None:
    raise BilateralError("an entity in the text of a workbook", found=name, expected="plain text")
