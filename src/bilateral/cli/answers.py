"""How an answer looks: what is sure and what is possible apart, and numbers with their bounds."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from math import inf
from typing import TYPE_CHECKING, Any

from bilateral.cli.console import cell, heading, out, say, show, table
from bilateral.collection.counts import Counts
from bilateral.collection.display import dates_text
from bilateral.collection.selection import Selection
from bilateral.model.records import Record
from bilateral.query.naming import who

if TYPE_CHECKING:
    from rich.table import Table as Shown

__all__ = ["listed", "print_counts", "print_selection", "say_more"]

_UNNAMED = ("decade", "kind", "month", "place", "sector", "source", "status", "topic", "year")
"""Keys to count by of which no value is an actor."""
_NAMED = re.compile(r" named (['\"]).*?\1(?=$|:| is )")
"""A printed name in a reason."""
_WIDEST = 24  # letters of a date
_NARROW = 64  # letters of a line, of which a date would take too many


def print_selection(found: Selection[Any], limit: int) -> None:
    """Print what surely matches, and under its reasons what may.

    Args:
        found: The answer.
        limit: How many records of each side, 0 for all.
    """
    definite, possible = found.definite, found.possible
    aside = len(found.set_aside)
    rest = f"; {aside} set aside by status, see --any-status" if aside else ""
    what = found.kinds[0].plural.replace("_", " ") if len(found.kinds) == 1 else "records"
    say(f"{what}: {len(definite)} definite, {len(possible)} possible{rest}")
    for remark in found.remarks:
        say(remark)
    most = limit or len(definite) + len(possible)
    groups = _grouped(found, possible[:most])
    width = _width([*definite[:most], *possible[:most]])
    if definite:
        say("")
        heading("definite")
        show(listed(definite[:most], width), indent=2)
        say_more(len(definite) - most)
    for why, records in groups:
        say("")
        heading(f"possible, since {'; and '.join(why)}")
        show(listed(records, width), indent=2)
    say_more(len(possible) - most)


def _grouped(
    found: Selection[Any], possible: Sequence[Record]
) -> list[tuple[tuple[str, ...], list[Record]]]:
    """The records under what leaves them open, most first.

    What differs in a name alone is one reason, since the titles have the names.
    """
    cast = found._lookup().cast
    groups: dict[tuple[str, ...], list[Record]] = {}
    exactly: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
    for record in possible:
        why = tuple(found.why(record))
        named = {f"{one.role} {who(one, cast)}:": f"{one.role}:" for one in record.seen}
        said = tuple(_unnamed(reason, named) for reason in why)
        groups.setdefault(said, []).append(record)
        exactly.setdefault(said, set()).add(why)
    ordered = sorted(groups.items(), key=lambda group: -len(group[1]))
    return [
        (min(exactly[said]) if len(exactly[said]) == 1 else said, records)
        for said, records in ordered
    ]


def _unnamed(reason: str, named: Mapping[str, str]) -> str:
    """A reason without the name of the one of whom it is said.

    Args:
        reason: The reason.
        named: What is said with each name, and without it.
    """
    for words, role in named.items():
        if reason.startswith(words):
            return f"{role}{reason[len(words) :]}"
    return _NAMED.sub("", reason)


def listed(records: Sequence[Record], width: int | None = None) -> Shown:
    """A line for each record, and its id under it; on a narrow terminal its date over it.

    Args:
        records: The records.
        width: Letters of a date, as many as the longest takes if it is not said.
    """
    from rich.padding import Padding

    made = table((), ())
    beside = out().width >= _NARROW
    if beside:
        made.add_column(width=_width(records) if width is None else width)
    made.add_column(overflow="fold")
    for record in records:
        status = " or ".join(map(str, record.values("status")))
        title = f"{record.title} ({status})" if status not in ("", "occurred") else record.title
        date, said = cell(dates_text(record)), cell(title, below=record.id)
        if beside:
            made.add_row(date, said)
        else:
            if date.plain:
                made.add_row(date)
            made.add_row(Padding(said, (0, 0, 0, 2)))
    return made


def _width(records: Sequence[Record]) -> int:
    """How wide the dates of some records are, if they may wrap."""
    return min(max((len(dates_text(record)) for record in records), default=0), _WIDEST)


def say_more(number: int) -> None:
    """Say how many are not printed, if any."""
    if number > 0:
        say(f"... and {number:,} more (--limit 0 shows all)")


def print_counts(counts: Counts[Any, Any], name: Callable[[str], str] = str) -> None:
    """Print every cell with its bounds.

    Args:
        counts: The numbers.
        name: Gives the name of an actor.
    """
    header, least, most = (*counts.by,), "at least", "at most"
    unit = f" {counts.unit}" if counts.unit else ""
    rows = [
        [*(_word(key, word, name) for key, word in zip(header, _words(cell), strict=True)),
         _number(low), "no bound" if high == inf else _number(high)]
        for cell, (low, high) in counts.items()
    ]  # fmt: skip
    for remark in counts.remarks:
        say(remark)
    if counts.field:
        say(f"{counts.field}{unit}")
    show(table([*header, least, most], rows, numbers=(least, most)))


def _words(cell: Any) -> tuple[Any, ...]:  # the key, or the tuple of several
    return cell if isinstance(cell, tuple) else (cell,)


def _word(key: str, word: object, name: Callable[[str], str]) -> object:
    """What stands in a cell: an actor by its name, with its id for who goes on asking."""
    if word is None:
        return "not stated"
    known = name(word) if key not in _UNNAMED and isinstance(word, str) else word
    return word if known == word else cell(known, f"({word})")


def _number(number: float) -> str:
    return f"{number:,.15g}"
