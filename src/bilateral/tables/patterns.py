"""What one object of a list may be, as tests of flat columns and as a pattern of JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from bilateral.tables.formulas import FALSE, TRUE, Formula, Test, some

__all__ = ["Allowed", "OneOf", "json_pattern", "no_word_of", "quoted"]


@attrs.frozen
class OneOf:
    """Words of which a list has one.

    Attributes:
        words: The words.
        are_others: Whether all words but these are meant.
    """

    words: frozenset[str]
    are_others: bool = False

    def __and__(self, other: OneOf) -> OneOf:
        match self.are_others, other.are_others:
            case True, True:
                return OneOf(self.words | other.words, are_others=True)
            case True, False:
                return OneOf(other.words - self.words)
            case False, True:
                return OneOf(self.words - other.words)
            case _:
                return OneOf(self.words & other.words)

    @property
    def is_nothing(self) -> bool:
        """Whether there is no such word."""
        return not self.words and not self.are_others

    @property
    def pattern(self) -> str:
        """A regular expression of one word."""
        if self.are_others:
            return no_word_of(self.words)
        return f"(?:{'|'.join(map(quoted, sorted(self.words)))})"


@attrs.frozen
class Allowed:
    """What one attribute of a participant, place or citation may be.

    Attributes:
        values: The values it may have; None for any, or for those of the pattern alone.
        absent: Whether it may be missing.
        pattern: Regular expression of whole texts that it may be too, of what no list can say.
        having: Of a list between bars, which stands alone, words of each of which it has one.
    """

    values: frozenset[str] | None = None
    absent: bool = True
    pattern: str | None = None
    having: frozenset[OneOf] = frozenset()

    def __and__(self, other: Allowed) -> Allowed:
        absent = self.absent and other.absent
        if self.having and other.having:
            return Allowed(absent=absent, having=_needed(self.having | other.having))
        for one, another in ((self, other), (other, self)):
            if one.is_anything:
                return attrs.evolve(another, absent=absent)
        values = {v for v in self.values or () if other._allows(v)}
        values |= {v for v in other.values or () if self._allows(v)}
        pattern = self.pattern and other.pattern and self.pattern
        return Allowed(frozenset(values) if values or pattern is None else None, absent, pattern)

    def _allows(self, value: str) -> bool:
        is_named = self.values is not None and value in self.values
        return is_named or (self.pattern is not None and bool(re.fullmatch(self.pattern, value)))

    @property
    def is_anything(self) -> bool:
        """Whether any value is allowed."""
        return self.values is None and self.pattern is None and not self.having

    @property
    def is_nothing(self) -> bool:
        """Whether neither a value nor none at all is allowed."""
        if self.absent:
            return False
        no_list = any(words.is_nothing for words in self.having)
        return no_list or (self.whole is None and self.values == frozenset())

    @property
    def whole(self) -> str | None:
        """A regular expression of the whole texts that it may be beside its values."""
        return _list_having(self.having) if self.having else self.pattern

    def test(self, column: str) -> Formula:
        """The same as a test of a flat column."""
        if self.is_anything:
            return TRUE if self.absent else Test(column, "null", negated=True, null=False)
        found: list[Formula] = []
        if self.values:
            found.append(Test(column, "in", tuple(sorted(self.values)), null=self.absent))
        if (whole := self.whole) is not None:
            found.append(Test(column, "match", f"^{whole}$", null=self.absent))
        if not found:
            return Test(column, "null", null=True) if self.absent else FALSE
        return some(*found)


def _needed(several: Iterable[OneOf]) -> frozenset[OneOf]:
    """Those of some conditions on a list that no other implies."""
    found = frozenset(several)
    return frozenset(
        one for one in found if not any(other != one and one & other == other for other in found)
    )


def _list_having(several: Iterable[OneOf]) -> str:
    """A regular expression of a list between bars that has a word of each of some."""
    any_ = '[^"]*'
    between = rf"\|(?:{any_}\|)?"
    found = [
        rf"{any_}\|{between.join(one.pattern for one in order)}\|{any_}"
        for order in _orders(sorted(several, key=lambda one: (one.are_others, sorted(one.words))))
    ]
    return found[0] if len(found) == 1 else f"(?:{'|'.join(found)})"


def _orders(several: Sequence[OneOf]) -> Iterator[Sequence[OneOf]]:
    """The orders in which a list may have a word of each of some; one word may be of several."""
    if not several:
        yield ()
        return
    first, *rest = several
    for order in _orders(rest):
        for place in range(len(order) + 1):
            yield (*order[:place], first, *order[place:])
        for place, other in enumerate(order):
            if not (both := first & other).is_nothing:
                yield (*order[:place], both, *order[place + 1 :])


def quoted(text: str) -> str:
    """A text as a regular expression that matches it alone, in every engine's dialect."""
    return re.sub(r"([\\.+*?()|\[\]{}^$])", r"\\\1", text)


def no_word_of(words: Iterable[str]) -> str:
    """A regular expression of a text within bars or quotation marks that is none of some words.

    No engine's dialect can say so of a whole word, so it is said letter by letter.

    Args:
        words: Words without bars and quotation marks.

    Example:
        >>> no_word_of(["UK"])
        '(?:[^"|U][^"|]*|U(?:[^"|K][^"|]*|K(?:[^"|][^"|]*))?)'
    """
    return _without(frozenset(words) | {""})


def _without(words: frozenset[str]) -> str:
    tails: dict[str, set[str]] = {}
    for word in filter(None, words):
        tails.setdefault(word[0], set()).add(word[1:])
    letters = "".join(rf"\{letter}" if letter in r"-^\[]" else letter for letter in sorted(tails))
    ways = [rf'[^"|{letters}][^"|]*']
    ways += [quoted(letter) + _without(frozenset(tails[letter])) for letter in sorted(tails)]
    return f"(?:{'|'.join(ways)}){'' if '' in words else '?'}"


_STRING = r'"[^"\\]*(?:\\.[^"\\]*)*"'


def json_pattern(keys: Iterable[str], allowed: Mapping[str, Allowed]) -> str | None:
    """A regular expression that finds an object of a JSON list by its attributes.

    The objects hold texts under keys in a known order, those that are missing left out. No text
    can be taken for structure, since JSON escapes its quotation marks.

    Args:
        keys: All keys in their order.
        allowed: What some of them may be.

    Returns:
        The expression, or None where nothing can match.
    """
    order = list(keys)
    last = max((order.index(key) for key in allowed), default=-1)
    pattern = ""
    for index, key in enumerate(order[: last + 1]):
        rule = allowed.get(key, Allowed())
        if rule.is_nothing:
            return None
        whole = rule.whole
        if rule.is_anything:
            value = _STRING
        elif rule.values or whole is not None:
            words = (quoted(json.dumps(v, ensure_ascii=False)) for v in sorted(rule.values or ()))
            lists = () if whole is None else (f'"{whole}"',)
            value = f"(?:{'|'.join((*words, *lists))})"
        else:
            continue
        item = f'{",?" if index else ""}"{key}":{value}'
        pattern += f"(?:{item})?" if rule.absent else item
    rest = order[last + 1 :]
    end = "|".join([r"\}", f',?"(?:{"|".join(rest)})":']) if rest else r"\}"
    # A known key stands behind no brace of a text. Engines are quick to find what is literal.
    begin = r"\{" if pattern.startswith('"') else r"[\[,]\{"
    return f"{begin}{pattern}(?:{end})"
