"""``diff``: what one dataset says otherwise than another."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

import attrs

from bilateral.cli.answers import listed, say_more
from bilateral.cli.completing import Data, Limit
from bilateral.cli.console import heading, say, show, visible
from bilateral.cli.opening import dataset_of

if TYPE_CHECKING:
    from bilateral.collection.merge import Change

__all__ = ["diff"]

_SHOWN, _LONGEST = 20, 200  # of each list; letters of a value


def diff(old: Data, new: Data, /, *, limit: Limit = _SHOWN) -> int:
    """Tell what another dataset adds, lacks and has otherwise; exit 1 if anything.

    Args:
        old: A built-in dataset, a file, a folder, or Parquet files.
        new: Another, such as a later version.
        limit: Of each list so many, 20 if it is not said; 0 for all.
    """
    found = dataset_of(old).diff(dataset_of(new))
    if not found:
        say("no difference")
        return 0
    say("\n".join(found.in_short()))
    for what, records in (("records added", found.added), ("records removed", found.removed)):
        if records:
            say("")
            heading(what)
            shown = records[: limit or None]
            show(listed(shown), indent=2)
            say_more(len(records) - len(shown))
    for what, changes in (
        ("records", found.changed),
        ("actors", found.actors),
        ("sources", found.sources),
        ("info", found.info),
    ):
        _print_changes(what, changes, limit)
    return 1


def _print_changes(what: str, changes: Iterable[Change], limit: int) -> None:
    """The changes under what was done, each thing with its fields."""
    by_sort = attrgetter("sort")
    for sort, of in groupby(sorted(changes, key=by_sort), by_sort):
        things = [(name, list(held)) for name, held in groupby(of, lambda change: change.id)]
        shown = things[: limit or None]
        say("")
        heading(f"{what} {sort}")
        for name, held in shown:
            if sort != "changed":
                say(f"  {visible(_named(held[0].new or held[0].old))}\n    {name}")
                continue
            say(f"  {name}")
            for change in held:
                say(f"    {change.field}: {' -> '.join(map(visible, _told(change)))}")
        say_more(len(things) - len(shown))


def _named(thing: object) -> str:
    """A source by its title, an actor by its name."""
    return str(getattr(thing, "title", None) or getattr(thing, "name", thing))


def _told(change: Change) -> tuple[str, str]:
    """The old and the new value; of several values those that the other has not."""
    old, new = change.old, change.new
    if isinstance(old, tuple) and isinstance(new, tuple):
        kept = [one for one in old if one in new]
        old, new = (tuple(one for one in held if one not in kept) for held in (old, new))
    return _said(old), _said(new)


def _said(value: object) -> str:
    text = " ".join(_words(value).split()) or "nothing"
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 3]}..."


def _words(value: object) -> str:
    """A value in words; of what has fields, those that are filled."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "; ".join(map(_words, value))
    if (words := getattr(value, "words", None)) is not None:
        return str(words())
    kind = type(value)
    if attrs.has(kind) and kind.__str__ is object.__str__:
        filled = ((field.name, getattr(value, field.name)) for field in attrs.fields(kind))
        return ", ".join(f"{name} {_words(one)}" for name, one in filled if one not in (None, ()))
    return str(value)
