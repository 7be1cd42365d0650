"""What is made of the columns of a panel, as options."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import attrs
from cyclopts import Group, Parameter

from bilateral.cli.series import series_of
from bilateral.errors import BilateralError

if TYPE_CHECKING:
    from bilateral.panels import Panel

__all__ = ["NO_TURNS", "Turns"]

_TURNS = Group("What is made of them", sort_key=3)
_Words = tuple[str, ...]


def _option(help: str, *, many: bool = False, least: int = 1) -> Parameter:
    several = (least, None) if many else None
    return Parameter(group=_TURNS, help=help, negative=(), consume_multiple=several)


@Parameter(name="*")
@attrs.frozen(kw_only=True)
class Turns:
    """What is made of the columns of a panel; each option is the verb of that name."""

    lag: Annotated[
        _Words, _option("Columns as they were before: cinc1, or cinc1:2 for 2 steps.", many=True)
    ] = ()
    lead: Annotated[_Words, _option("The same for after.", many=True)] = ()
    rolling: Annotated[
        _Words, _option("Columns counted over several steps, such as visits:-4:0.", many=True)
    ] = ()
    undirected: Annotated[
        _Words | None,
        _option(
            "Leave out the direction. Of numbers, visits=sum, which goes without saying, or mean, "
            "larger, smaller; of truths ally=either, which does too, or both.",
            many=True,
            least=0,
        ),
    ] = None
    codes: Annotated[
        Literal["cow", "gw"] | None, _option("Codes of another list beside these.")
    ] = None
    names: Annotated[bool, _option("Names of the states beside their codes.")] = False
    relevant: Annotated[
        str | None,
        _option(
            "Pairs with a major power or contiguous, by a table with types of contiguity; "
            '"majors" for major powers alone.'
        ),
    ] = None
    where: Annotated[
        _Words, _option('Rows that meet a condition of SQL, such as "visits_high > 0".')
    ] = ()

    def made_of(self, panel: Panel) -> Panel:
        """A panel with what is made of its columns, in the order of the options.

        Raises:
            BilateralError: if a word is none that there is, or a column cannot be turned.
        """
        for word in self.lag:
            panel = panel.lag(*_steps(word))
        for word in self.lead:
            panel = panel.lead(*_steps(word))
        for word in self.rolling:
            panel = _rolling(panel, word)
        if self.undirected is not None:
            given = dict(map(_rule, self.undirected))
            panel = panel.undirected(**{**_unsaid(panel), **given})
        if self.codes:
            panel = panel.codes(self.codes)
        if self.names:
            panel = panel.names()
        if self.relevant is not None:
            panel = _relevant(panel, self.relevant)
        for condition in self.where:
            panel = panel.where(condition)
        return panel


NO_TURNS = Turns()
"""Nothing is made of them."""


def _relevant(panel: Panel, text: str) -> Panel:
    if text == "majors":
        return panel.relevant()
    contiguity = series_of(text)
    return panel.relevant(contiguity.series, contiguity.columns[0] if contiguity.columns else None)


def _steps(text: str) -> tuple[str, int]:
    column, _, steps = text.partition(":")
    if steps and not steps.isdigit():
        raise BilateralError("no number of steps", found=text, expected="such as cinc1:2")
    return column, int(steps or 1)


def _rolling(panel: Panel, text: str) -> Panel:
    column, *steps = text.split(":")
    try:
        since, until = map(int, steps)
    except ValueError:
        raise BilateralError("no steps", found=text, expected="such as visits:-4:0") from None
    return panel.window(since, until, column)


def _unsaid(panel: Panel) -> dict[str, str]:
    """The rules of columns of records: of a number the sum, of a truth whether either has it."""
    rules = {"count": "sum", "sum": "sum", "truth": "either"}
    return {one.name: rules[one.sort] for one in panel.added if one.counted and one.sort in rules}


def _rule(text: str) -> tuple[str, str]:
    column, equals, rule = text.partition("=")
    if not equals:
        raise BilateralError(
            "no rule for the two directions", found=text, expected=f"such as {column}=sum"
        )
    return column, rule
