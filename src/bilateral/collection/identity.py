"""Which records are, or may be, one event, by the links between them.

Links of ``same as`` make one event of several records; with those of ``may be same as`` they make
a component, of which one event at least is there. Both are those of a whole dataset: two records
may be linked through a third that no question finds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from bilateral.model.records import LinkType, Record

__all__ = ["Same", "same_of"]

Same: TypeAlias = tuple[str, str]
"""The event and the component of a record, each called by the least id in it."""


def same_of(records: Iterable[Record]) -> Mapping[str, Same]:
    """The event and the component of each record that is linked to another as the same.

    Args:
        records: The records of a dataset.

    Returns:
        Both by the id of the record; a record that is not there is by itself.

    Example:
        >>> from bilateral import Citation, Visit
        >>> from bilateral.model.records import Link
        >>> said = {"title": "A visit", "citations": [Citation(source="s")]}
        >>> doubtful = Visit(id="b", links=[Link("may be same as", "a")], **said)
        >>> same_of([doubtful, Visit(id="a", **said)])["b"]
        ('b', 'a')
    """
    events: dict[str, str] = {}
    components: dict[str, str] = {}
    for record in records:
        for link in record.links:
            if link.type in (LinkType.SAME_AS, LinkType.MAY_BE_SAME_AS):
                _join(components, record.id, link.target)
                if link.type is LinkType.SAME_AS:
                    _join(events, record.id, link.target)
    return {
        name: (_root(events, name) if name in events else name, _root(components, name))
        for name in list(components)
    }


def _root(parents: dict[str, str], name: str) -> str:
    while parents.setdefault(name, name) != name:
        parents[name] = parents[parents[name]]
        name = parents[name]
    return name


def _join(parents: dict[str, str], one: str, other: str) -> None:
    least, most = sorted((_root(parents, one), _root(parents, other)))
    parents[most] = least
