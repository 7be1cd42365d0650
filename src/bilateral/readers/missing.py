"""Words for what is missing, in one list for every reader.

Programs write a cell that has nothing in their own way: R and SAS ``NA`` or ``.``, pandas ``NaN``,
databases ``NULL``, Python ``None``, people a dash, or what is short for "not stated" in German
(``k.A.``), French (``n.d.``) or Spanish (``s/d``). None of them is a value. Only in a column that
is declared a list of codes is a word kept that is one of them, as ``NA`` of ISO 3166 is Namibia.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import attrs

__all__ = ["NUMBERS", "WORDS", "Missing"]

WORDS = frozenset({
    "NA", "N/A", "n/a", "#N/A", "<NA>", "NaN", "nan", "NULL", "null", "None", "none", "NONE",
    ".", "..", "...", "-", "--", "\N{EN DASH}", "\N{EM DASH}",
    "k.A.", "k. A.", "K.A.", "n.a.", "n. a.", "n.d.", "n. d.", "n/d", "s.d.", "s. d.", "s/d", "s/f",
    "N.N.", "n.n.",
})  # fmt: skip
"""What stands in a cell of which nothing is known, in any column."""
NUMBERS = frozenset({"-9", "-99", "-999", "-9.0", "-99.0", "-999.0"})
"""The same in a column of states, which have no such codes; elsewhere a codebook must say so."""


@attrs.frozen
class Missing:
    """Which cells of a table have nothing in them.

    Attributes:
        states: Columns of states, in which numbers may stand for what is missing.
        codes: Of a column that is a list of codes, those words for missing that are codes there.
        words: Words for what is missing that this table has beside the usual ones.
        own: Words that the data set itself writes, so that they are no news.
    """

    states: frozenset[str] = frozenset()
    codes: Mapping[str, Collection[str]] = attrs.field(factory=dict)
    words: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()

    def left(self, cells: dict[str, str]) -> tuple[dict[str, str], tuple[str, ...]]:
        """The cells with nothing where a word says so, and those words that are news.

        Args:
            cells: Texts without blanks around them, by column.

        Example:
            >>> Missing(frozenset({"host"})).left({"host": "-9", "days": "-9", "note": "NA"})
            ({'host': '', 'days': '-9', 'note': ''}, ('-9', 'NA'))
        """
        texts = cells.values()
        if WORDS.isdisjoint(texts) and NUMBERS.isdisjoint(texts) and self.words.isdisjoint(texts):
            return cells, ()
        absent = [name for name, text in cells.items() if self._is_missing(name, text)]
        news = tuple(word for name in absent if (word := cells[name]) not in self.own)
        return cells | dict.fromkeys(absent, ""), news

    def _is_missing(self, column: str, text: str) -> bool:
        if text in self.words:
            return True
        if text in WORDS:
            return text not in self.codes.get(column, ())
        return text in NUMBERS and column in self.states
