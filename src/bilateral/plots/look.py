"""How all pictures look: colours, words above and beside them, sizes.

Nothing is told by colour alone. The colours are those of Okabe and Ito, which people with any
colour vision tell apart; what is sure is filled, what is only possible is pale, hatched or dashed,
so that a picture reads in grey.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Mapping, Sequence
from inspect import signature
from typing import TYPE_CHECKING, Any, Final, Self, TypedDict

import attrs

from bilateral._plugins import require
from bilateral.collection.answers import Answers
from bilateral.collection.counts import Counts
from bilateral.collection.display import as_sentence
from bilateral.errors import BilateralError
from bilateral.model.vocabulary import unknown_name

if TYPE_CHECKING:
    from types import ModuleType

    import altair as alt

    from bilateral.model.evidence import Source

__all__ = [
    "BLUE",
    "GREEN",
    "GREY",
    "ORANGE",
    "Look",
    "Looks",
    "altair",
    "fitted",
    "not_drawn",
    "plural",
    "ticks",
]

BLUE: Final = "#0072B2"
GREEN: Final = "#009E73"
ORANGE: Final = "#D55E00"
GREY: Final = "#888888"
_NUMBERS: Final = ",.10~g"
"""How numbers are written on axes, as D3 has it: plain, whole where they are."""

_LETTER = 6.2
"""Pixels of a letter of the small text, of the widest fonts; no text is measured here."""
_SOURCES = 3


def altair() -> ModuleType:
    """The library that draws.

    Raises:
        MissingExtraError: without the extra ``plots``.
    """
    return require("altair", extra="plots")


class Looks(TypedDict, total=False):
    """The keywords that every picture takes.

    Attributes:
        title: The words above it; by default the question that it answers.
        source: The words of the source line; by default the sources of the records.
        width: Width of the whole picture in pixels.
        dark: Whether it is to stand on a dark page.
    """

    title: str
    source: str
    width: int
    dark: bool


@attrs.frozen(kw_only=True)
class Look:
    """What was asked of the look of one picture; see :class:`Looks`."""

    title: str | None = attrs.field(default=None)
    source: str | None = attrs.field(default=None)
    width: int = attrs.field(default=720)
    dark: bool = False

    @classmethod
    def of(cls, picture: Callable[..., object], looks: Looks) -> Self:
        """What was asked of the look of a picture.

        Args:
            picture: The function that draws it.
            looks: The keywords that it was given besides its own.

        Raises:
            UnknownNameError: with near names and all that it takes, if there is no such keyword.
            BilateralError: if a value is of the wrong sort.
        """
        own = [n for n, p in signature(picture).parameters.items() if p.kind is p.KEYWORD_ONLY]
        known = [*own, *Looks.__annotations__]
        for name in looks:
            if name not in known:
                raise unknown_name(
                    f"keyword of plot({picture.__name__!r})", name, known, listed=True
                )
        return cls(**looks)

    @title.validator
    @source.validator
    def _check_words(self, field: attrs.Attribute[Any], words: object) -> None:
        if not isinstance(words, str | None):
            raise BilateralError("wrong words", field=field.name, found=words, expected="text")

    @width.validator
    def _check_width(self, _: object, width: int) -> None:
        if not isinstance(width, int) or not 200 <= width <= 10_000:
            raise BilateralError(
                "wrong width", field="width", found=width, expected="pixels from 200 to 10000"
            )

    @property
    def text(self) -> str:
        """The colour of text, at least seven to one against the page."""
        return "#e8e8e8" if self.dark else "#222222"

    @property
    def page(self) -> str:
        """The colour of the page."""
        return "#161a1d" if self.dark else "#ffffff"

    @property
    def faint(self) -> str:
        """The colour of lines that only guide the eye."""
        return "#3a4046" if self.dark else "#dddddd"

    @property
    def blue(self) -> str:
        """The colour of what is sure."""
        return "#56B4E9" if self.dark else BLUE

    def cut(self, text: str, pixels: float) -> str:
        """A text that takes no more than so many pixels."""
        most = max(int(pixels / _LETTER), 4)
        return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"

    def colour(self, name: str) -> str:
        """A colour as it is to be on the page: the blue is lighter on a dark one."""
        return self.blue if name == BLUE else name

    def empty(self, words: str = "Nothing to draw.") -> Any:  # a chart
        """What is drawn where there is nothing to draw."""
        library = altair()
        rows = library.InlineData(values=[{"words": words}])
        text = library.Chart(rows).mark_text(fontSize=12, color=self.text, align="left", x=0)
        return library.layer(text.encode(text="words:N")).properties(
            width=self.width - 24, height=30
        )

    def finished(
        self,
        chart: Any,  # charts of all forms have what is used here, but no class that says so
        asked: object,
        *,
        question: str,
        reading: Iterable[str],
        shows: str,
    ) -> alt.TopLevelMixin:
        """The chart with its title, how to read it, its source, an alternative text and colours.

        Args:
            chart: Any chart.
            asked: What it was made of.
            question: What it answers.
            reading: Sentences that say how to read it; what is remarked on the records, or on the
                counts that are drawn of them, comes after them.
            shows: What is to be seen, for those who do not see it.
        """
        remarks = asked.remarks if isinstance(asked, (Answers, Counts)) else ()
        said = [*reading, *map(as_sentence, remarks)]
        lines = textwrap.wrap(" ".join(said), max(int(self.width / _LETTER), 20))
        source = self.source if self.source is not None else source_line(asked)
        if source:
            lines += textwrap.wrap(f"Source: {source}", max(int(self.width / _LETTER), 20))
        title = self.title or question
        head = {
            "text": textwrap.wrap(title, max(int(self.width / 8.8), 16)) or [""],
            "subtitle": lines,
            "anchor": "start",
            "frame": "bounds",
        }
        made: alt.TopLevelMixin = chart.properties(
            title=altair().TitleParams(**head), description=f"{title} {shows}".strip()
        ).configure(**self._config())
        return made

    def _config(self) -> Mapping[str, Any]:
        """What Vega-Lite calls the config; a chart's own ``configure_...`` goes before it."""
        lines = {"gridColor": self.faint, "domainColor": GREY, "tickColor": GREY}
        words = {"labelColor": self.text, "titleColor": self.text, "labelFontSize": 11}
        return {
            "background": self.page,
            "font": "sans-serif",
            "padding": 12,
            "view": {"stroke": None},
            "axis": {**lines, **words, "titleFontWeight": "normal", "labelOverlap": True},
            "legend": {**words, "symbolStrokeColor": self.text, "titleFontWeight": "normal"},
            "header": words,
            "text": {"color": self.text, "fontSize": 11},
            "title": {
                "color": self.text,
                "fontSize": 16,
                "subtitleColor": self.text,
                "subtitleFontSize": 11,
                "subtitlePadding": 6,
                "subtitleLineHeight": 15,
                "offset": 14,
            },
        }


def source_line(asked: object) -> str:
    """The sources of some records in a few words, and their terms; empty if nobody says."""
    if isinstance(asked, Counts):
        asked = asked._asked
    try:
        sources = list(dict.fromkeys(asked._cited())) if isinstance(asked, Answers) else []
    except BilateralError:  # a table that does not say
        return ""
    named = [words.rstrip(".") for words in dict.fromkeys(map(_in_short, sources))]
    rest = len(named) - _SOURCES
    words = "; ".join(named[:_SOURCES]) + (f"; and {rest} more" if rest > 0 else "")
    terms = list(dict.fromkeys(source.terms.rstrip(".") for source in sources if source.terms))
    return f"{words}. Terms: {'; '.join(terms)}." if terms else f"{words}." if words else ""


def _in_short(source: Source) -> str:
    who = source.publisher or ", ".join(source.authors)
    if source.citation is not None:  # as its data set asks to be cited, up to the first sentence
        return source.citation.partition(". ")[0]
    year = f", {source.published}" if source.published else ""
    return f"{who or source.title}{year}"


def fitted(names: Sequence[str], most: int) -> tuple[list[str], str]:
    """The first names, and a sentence that says how many are left out, if some are."""
    rest = len(names) - most
    return list(names[:most]), not_drawn(rest) if rest > 0 else ""


def not_drawn(rest: int) -> str:
    """The sentence that so many are left out; how great they are does not say it."""
    return f"{rest:,} more {'is' if rest == 1 else 'are'} not drawn."


def ticks(most: float) -> dict[str, Any]:
    """What an axis or legend of amounts up to some number needs: no halves of a record."""
    if most <= 4:
        return {"values": list(range(int(most) + 1)), "format": "d"}
    return {"format": _NUMBERS}


def plural(number: int, noun: str) -> str:
    """A number with its noun.

    Example:
        >>> plural(1, "record"), plural(2, "record")
        ('1 record', '2 records')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
