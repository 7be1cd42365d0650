"""The rows of a panel as options."""

from __future__ import annotations

import re
import warnings
from typing import TYPE_CHECKING, Annotated

import attrs
from cyclopts import Group, Parameter

from bilateral.errors import BilateralError

if TYPE_CHECKING:
    from bilateral.cli.columns import Datasets
    from bilateral.cli.questions import Asked
    from bilateral.panels import Panel

__all__ = ["ALL_ROWS", "AskedRows"]

_SPAN = re.compile(r"(\d{4})(?:\s*[-:/–]\s*(\d{4}))?")
_ROWS = Group("Rows", sort_key=1)


def _option(help: str, *, many: bool = False) -> Parameter:
    return Parameter(group=_ROWS, help=help, consume_multiple=(1, None) if many else None)


@Parameter(name="*")
@attrs.frozen(kw_only=True)
class AskedRows:
    """What the rows of a panel are; each option is the keyword of :func:`bilateral.panel`."""

    unit: Annotated[
        str, _option("state, dyad or directed-dyad, with -year, -month or -day behind.")
    ] = "directed-dyad-year"
    states: Annotated[
        str, _option("Whose list: cow-2016, cow-2024, gw-2020, gw-2020-micro or registry.")
    ] = "cow-2016"
    years: Annotated[str | None, _option("First and last, such as 1950:2016; else all.")] = None
    window: Annotated[str | None, _option("A date instead, such as 2014-02/2014-04.")] = None
    pairs: Annotated[
        tuple[str, ...], _option("Only these, such as PAK,RUS IND,RUS.", many=True)
    ] = ()
    pairs_of: Annotated[
        str | None, _option('Only those that occur in records, such as "visits --by military".')
    ] = None
    member: Annotated[
        str, _option("Days of a step on which a state is a member: any, first, last or whole.")
    ] = "any"
    carry: Annotated[
        bool, _option("Go on beyond the end of the list; a column assumed says where.")
    ] = False
    any_day: Annotated[bool, _option("Two states need no day in common, only a step.")] = False

    def of(self, datasets: Datasets) -> Panel:
        """The panel without any column but its keys.

        Args:
            datasets: The datasets that words for pairs name.

        Raises:
            BilateralError: if a word is none that there is.
        """
        from bilateral.panels import panel

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # where the list ends is said in words of the command
            return panel(  # coverage is that of each column, whose records know it
                unit=self.unit,
                states=self.states,  # type: ignore[arg-type] # which is told of there
                years=None if self.years is None else _years(self.years),
                window=self.window,
                pairs=[*map(_pair, self.pairs)] or self._occurring(datasets),
                carry=self.carry,
                same_day=not self.any_day,
                member=self.member,  # type: ignore[arg-type] # which is told of there
            )

    def _occurring(self, datasets: Datasets) -> Asked | None:
        return None if self.pairs_of is None else datasets.records(self.pairs_of)


ALL_ROWS = AskedRows()
"""The rows where nothing is said of them."""


def _years(text: str) -> tuple[int, int]:
    found = _SPAN.fullmatch(text.strip())
    if found is None:
        raise BilateralError("no years", found=text, expected="such as 1950:2016")
    return int(found[1]), int(found[2] or found[1])


def _pair(text: str) -> tuple[int | str, int | str]:
    one, _, other = text.partition(",")
    if not (one and other) or "," in other:
        raise BilateralError("no pair of states", found=text, expected="such as PAK,RUS")
    return _code(one), _code(other)


def _code(word: str) -> int | str:
    return int(word) if word.isdigit() else word
