"""What is found by name and loaded when first used: optional libraries and installed plug-ins.

A plug-in is named by an entry point of a group ``bilateral.<what>``. This is the one place that
reads entry points. Groups are

* ``bilateral.readers``: classes that read the files of a data set;
* ``bilateral.exporters``: functions that write records in a format;
* ``bilateral.kinds``: classes of record;
* ``bilateral.plots``: functions that draw records;
* ``bilateral.records``: what higher floors lend to a single record;
* ``bilateral.tables``: what the floor of tables lends to those below it.
"""

from __future__ import annotations

import inspect
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from types import MappingProxyType, ModuleType
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, TypeVar

from bilateral.errors import (
    BilateralError,
    MissingExtraError,
    UnknownNameError,
    first_line,
    near_names,
)

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

__all__ = ["Group", "a_function", "blamed", "names_of", "plug_in", "plug_ins", "require", "warn"]

Group: TypeAlias = Literal["readers", "exporters", "kinds", "plots", "records", "tables"]
_WORDS: Mapping[str, str] = {
    "readers": "reader",
    "exporters": "format",
    "kinds": "kind",
    "plots": "picture",
    "records": "part of a record",
    "tables": "part of the tables",
}
_LONGEST = 200  # letters of a cause
T = TypeVar("T")


def require(library: str, *, extra: str) -> ModuleType:
    """Import an optional library.

    Args:
        library: Name to import.
        extra: The extra of this package that brings it.

    Raises:
        MissingExtraError: in one line that says what to install.

    Example:
        >>> require("no_such_library", extra="toml")
        Traceback (most recent call last):
            ...
        bilateral.errors.MissingExtraError: this needs no_such_library; install it with: \
pip install "bilateral[toml]"
    """
    try:
        return import_module(library)
    except ModuleNotFoundError as error:
        if error.name != library.partition(".")[0]:
            raise
        raise MissingExtraError(
            f'this needs {library}; install it with: pip install "bilateral[{extra}]"'
        ) from error


def names_of(group: Group) -> tuple[str, ...]:
    """The names of the plug-ins of a group, in alphabetical order; none is loaded for it.

    Example:
        >>> "parquet" in names_of("exporters")
        True
    """
    return tuple(_points()[group])


def plug_in(
    group: Group,
    name: str,
    accept: Callable[[str, Any], Any] = lambda _, loaded: loaded,
) -> Any:  # whatever the entry point names
    """The plug-in of a name, loaded when first asked for.

    Args:
        group: What it is.
        name: Its name.
        accept: Is given the name and what was loaded, and gives what is to be had of it; it
            raises where that is no plug-in of the group.

    Raises:
        UnknownNameError: with near names and the list of those installed, if there is none.
        MissingExtraError: if it needs a library that is not installed.
        BilateralError: naming the distribution and the cause, if it is broken.

    Example:
        >>> plug_in("exporters", "parqet")
        Traceback (most recent call last):
            ...
        bilateral.errors.UnknownNameError: unknown format: found 'parqet', expected one of arrow, \
csv, duckdb, ... (did you mean 'parquet'?)
    """
    installed = _points()[group]
    if name not in installed:
        raise UnknownNameError(
            f"unknown {_WORDS[group]}",
            found=name,
            expected=f"one of {', '.join(installed)}" if installed else None,
            near=near_names(name, installed),
        )
    try:
        return accept(name, _loaded(group, name))
    except MissingExtraError:
        raise
    except (Exception, SystemExit) as error:  # whatever a stranger's module raises
        raise _broken(group, name, error) from error


def a_function(name: str, loaded: object) -> Callable[..., Any]:  # of whatever the plug-in gives
    """What an entry point names, if it can be called.

    Args:
        name: Name of the plug-in.
        loaded: What was loaded.

    Raises:
        BilateralError: if it is no function.
    """
    if callable(loaded):
        return loaded
    raise BilateralError("an entry point that is no function", field=name, found=loaded)


@contextmanager
def blamed(group: Group, name: str) -> Iterator[None]:
    """While it lasts, what a plug-in raises that is no error of this package names the plug-in.

    Args:
        group: What it is.
        name: Its name.

    Raises:
        BilateralError: naming the distribution and the cause.

    Example:
        >>> with blamed("exporters", "csv"):
        ...     raise ValueError("of somebody else")
        Traceback (most recent call last):
            ...
        bilateral.errors.BilateralError: the format 'csv' of the distribution 'bilateral' cannot \
be used (ValueError: of somebody else): found 'bilateral.exporters...'
    """
    try:
        yield
    except (BilateralError, ImportError):
        raise
    except (Exception, SystemExit) as error:
        raise _broken(group, name, error) from error


def _broken(group: Group, name: str, error: BaseException) -> BilateralError:
    point = _points()[group][name]
    known = isinstance(error, BilateralError)
    cause = first_line(error) if known else f"{type(error).__name__}: {first_line(error)}"
    if len(cause) > _LONGEST:
        cause = f"{cause[: _LONGEST - 3]}..."
    return BilateralError(
        f"the {_WORDS[group]} {name!r} of {_owner(point)} cannot be used ({cause})",
        found=point.value,
    )


def plug_ins(group: Group, accept: Callable[[str, Any], T]) -> Mapping[str, T]:
    """Every plug-in of a group that can be used, by name.

    A broken one stops none of the others: it is left out with a warning that names it and the
    distribution that it is from. Keep what this gives, so that the warning comes once.

    Args:
        group: What they are.
        accept: As for :func:`plug_in`.

    Returns:
        A view that cannot be changed.
    """
    found: dict[str, T] = {}
    for name in _points()[group]:
        try:
            found[name] = plug_in(group, name, accept)
        except BilateralError as error:
            warn(f"left out: {error}")
    return MappingProxyType(found)


@cache
def _loaded(group: Group, name: str) -> Any:  # whatever the entry point names
    return _points()[group][name].load()


def _owner(point: EntryPoint) -> str:
    return f"the distribution {point.dist.name!r}" if point.dist else "an unknown distribution"


@cache
def _points() -> Mapping[str, Mapping[str, EntryPoint]]:
    """The entry points of every group by name.

    Of two with one name it is the package's own, else the one whose distribution comes first in
    the alphabet.
    """
    from importlib.metadata import entry_points

    found: dict[str, dict[str, EntryPoint]] = {group: {} for group in _WORDS}
    everything = entry_points()  # called once, since it goes through all distributions
    installed = [
        (group, point)
        for group in _WORDS
        for point in everything.select(group=f"{__package__}.{group}")
    ]
    owners: dict[int, str] = {}  # to ask for the name of a distribution reads its metadata

    def rank(entry: tuple[str, EntryPoint]) -> tuple[str, str, bool, str]:
        group, point = entry
        if id(point.dist) not in owners:
            owners[id(point.dist)] = point.dist.name if point.dist else ""
        owner = owners[id(point.dist)]
        return group, point.name, owner != __package__, owner

    for group, point in sorted(installed, key=rank):
        first = found[group].setdefault(point.name, point)
        if first.value != point.value:  # not the same distribution found in two places
            warn(
                f"left out: the {_WORDS[group]} {point.name!r} of {_owner(point)}, "
                f"since {_owner(first)} has one of this name"
            )
    return found


def warn(text: str) -> None:
    """Warn at the line outside of this package that led here.

    Args:
        text: What to say.
    """
    level = 2
    frame = inspect.currentframe()
    while (frame := frame and frame.f_back) and _is_own(frame.f_globals.get("__name__", "")):
        level += 1
    warnings.warn(text, stacklevel=level)


def _is_own(module: str) -> bool:
    return f"{module}.".startswith((f"{__package__}.", "importlib."))
