"""Pictures, drawn by whatever function is installed under their name."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from inspect import signature
from typing import TYPE_CHECKING, Any

import attrs

from bilateral._plugins import a_function, blamed, names_of, plug_in
from bilateral.errors import BilateralError, RecordError, UnknownNameError

if TYPE_CHECKING:
    import altair as alt

__all__ = ["Drawing", "Pictured"]

_CALLED = {
    **dict.fromkeys(("bar", "bars", "barh", "hist", "histogram", "count", "counts"), "amounts"),
    **dict.fromkeys(("line", "time", "gantt", "dates", "scatter"), "timeline"),
    **dict.fromkeys(("graph", "arrows", "chord", "map"), "network"),
    **dict.fromkeys(("area", "stacked", "pie"), "shares"),
}
_FILES = (".svg", ".png", ".pdf", ".json")


class Pictured:
    """Something that can be drawn."""

    __slots__ = ()

    @property
    def plot(self) -> Drawing:
        """A picture of it: ``plot()``, ``plot("timeline")`` or ``plot.timeline()``."""
        return Drawing(self)


@attrs.frozen
class Drawing:
    """What draws the pictures of some records or counts.

    Attributes:
        asked: What is drawn.
    """

    asked: Pictured

    def __getattr__(self, picture: str) -> Callable[..., alt.TopLevelMixin]:
        """A picture by its name, as pandas has them."""
        if picture.startswith("_"):
            raise AttributeError(picture, name=picture, obj=self)
        return partial(self, picture)

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *names_of("plots")})

    def __call__(
        self,
        picture: str | os.PathLike[str] = "fitting",
        *path: str | os.PathLike[str],
        **how: Any,  # what the picture takes
    ) -> alt.TopLevelMixin:
        """A picture of the records, to be restyled like any chart of Altair.

        ``.save("picture.png")`` of it, or :func:`bilateral.plots.save`, writes it to a file.

        Args:
            picture: Its name: ``"timeline"``, ``"heatmap"``, ``"matrix"``, ``"network"``,
                ``"arms"``, ``"shares"``, ``"amounts"``, ``"evidence"``, or one that another
                package adds; by default the one that fits. Or the path of a file.
            *path: The path of a file to which it is written, as by its own ``save``.
            **how: What that picture takes, such as ``title``, ``width`` and ``dark``; see
                :mod:`bilateral.plots`.

        Raises:
            RecordError: if the file is a page, which :func:`bilateral.plots.save` writes.
            UnknownNameError: with near names and the list of those that there are, if there is no
                such picture or keyword.
            MissingExtraError: without the extra ``plots``.
        """
        if any(str(one).lower().endswith(".html") for one in (picture, *path)):
            # A chart alone would write a page that loads its programs from elsewhere.
            raise RecordError(
                "a page is written apart",
                found=str(picture),
                expected="bilateral.plots.save(data.plot(), 'page.html')",
            )
        is_file = isinstance(picture, os.PathLike) or str(picture).lower().endswith(_FILES)
        files = [*([picture] if is_file else path), *filter(None, [how.pop("path", None)])]
        if files:
            drawn = self("fitting" if is_file else picture, **how)
            drawn.save(os.fspath(files[0]))
            return drawn
        name = str(picture)
        try:
            draw: Callable[..., alt.TopLevelMixin] = plug_in("plots", name, a_function)
        except UnknownNameError as error:
            error.near = error.near or tuple(filter(None, [_CALLED.get(name.lower())]))
            raise
        with blamed("plots", name):
            for word in signature(draw).parameters.values():
                if (
                    word.kind is word.KEYWORD_ONLY
                    and word.default is word.empty
                    and word.name not in how
                ):
                    raise BilateralError(
                        f"the picture {picture!r} needs {word.name}=", field=word.name
                    )
            return draw(self.asked, **how)
