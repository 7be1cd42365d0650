"""The records of an answer added up in cells."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from bilateral.collection.amounts import amount_of
from bilateral.collection.asked import Asked, CellKey, Pattern
from bilateral.collection.cells import cells_of, words_of
from bilateral.collection.contents import Contents
from bilateral.collection.deals import deals_of, facts_of
from bilateral.collection.groups import Sides
from bilateral.collection.tally import Tally
from bilateral.model.records import Record

__all__ = ["tallied"]

R = TypeVar("R", bound=Record)


def tallied(
    sides: Sides[R],
    kinds: tuple[type[Record], ...],
    keys: tuple[CellKey, ...],
    field: str | None,
    asked: Asked,
    data: Contents,
    cells: Callable[[R], Mapping[Pattern, bool]] | None = None,
) -> Tally:
    """Records in their cells, with what is known of deals and of what may be one event.

    Args:
        sides: The records that surely match, and those that only may.
        kinds: The kinds that are added; records of others are left out.
        keys: What the cells are of.
        field: The field whose amounts are added; None to count.
        asked: The question.
        data: The dataset that they are of, all of which tells of deals.
        cells: Where a record falls or may fall; by default by what it has of the keys.
    """
    tally = Tally(keys, field, asked)
    every = () if field is None else data.of_kinds(kinds)
    facts = () if field is None else facts_of(every, field, asked.cast, data.same)
    deals = deals_of(tuple(facts))
    for surely, records in zip((True, False), sides, strict=True):
        for record in records:
            if isinstance(record, kinds):
                amount, units = (None, ()) if field is None else amount_of(record, field)
                is_dated = "year" in keys and record.id in data.same
                tally.share(
                    cells_of(record, keys, asked) if cells is None else cells(record),
                    record.when,
                    surely=surely,
                    amount=amount,
                    units=units,
                    id=record.id,
                    same=data.same.get(record.id),
                    steps=words_of(record, "year", asked) if is_dated else {},
                    deal=deals.get(record.id),
                )
    return tally
