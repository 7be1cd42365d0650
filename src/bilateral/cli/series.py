"""Series to be joined, from words: a file, columns of it, and what is to be told of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import attrs
from cyclopts import Parameter

from bilateral._paths import is_there
from bilateral.cli.words import parsed, parts
from bilateral.errors import RecordError

if TYPE_CHECKING:
    from bilateral.panels import Series

__all__ = ["Joined", "series_of"]

_Words = tuple[str, ...]
_WORDS = {
    "keys": "behind the file, --keys state1,state2 --system cow, gw or registry",
    "time": "behind the file, --time and the column of years or dates",
}
"""What is typed where a series does not tell by the names of its columns."""


@attrs.frozen
class Joined:
    """A series to be joined.

    Attributes:
        series: The series.
        columns: Its columns that are wanted; None for all.
        rules: The further words of the verb of panels.
    """

    series: Series
    columns: tuple[str, ...] | None
    rules: dict[str, Any]


def series_of(text: str) -> Joined:
    """A series to join: ``power.csv cinc --missing -9 --rule longest``.

    Args:
        text: The file, and the columns of it that are wanted.

    Raises:
        BilateralError: if they cannot be understood, or the file is none of a series.
    """
    from bilateral.panels import series

    is_path = is_there(text) and Path(text).is_file()  # whatever is in its name
    path, columns, told = (text, (), _UNTOLD) if is_path else parsed(text, text, _as_joined)
    try:
        made = series(
            path,
            keys=parts(told.keys) or None,
            system=told.system,
            time=parts(told.time) or None,
            missing=[*map(_number, parts(told.missing)), *parts(told.missing)],
            coverage=told.coverage,
        )
    except RecordError as error:
        if error.field in _WORDS:
            error.expected = _WORDS[error.field]
        raise
    return Joined(made, parts(columns) or None, {"rule": told.rule, "direction": told.direction})


@Parameter(name="*")
@attrs.frozen(kw_only=True)
class _Told:
    """What is told of a series."""

    keys: _Words = ()
    system: Literal["cow", "gw", "registry"] | None = None
    time: _Words = ()
    missing: Annotated[_Words, Parameter(allow_leading_hyphen=True)] = ()  # such as -9
    coverage: str | None = None
    rule: str | None = None
    direction: str | None = None


_UNTOLD = _Told()


def _as_joined(path: str, /, *columns: str, told: _Told = _UNTOLD) -> tuple[str, _Words, _Told]:
    return path, columns, told


def _number(word: str) -> float | str:
    try:
        return float(word)
    except ValueError:
        return word
