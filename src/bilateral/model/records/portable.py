"""A record by itself: as plain data, as JSON, cited, in a notebook, in models of pydantic."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Protocol, Self, cast

import attrs

from bilateral._plugins import plug_in
from bilateral.errors import CodecError, RecordError, UnknownFieldError, not_there
from bilateral.model.evidence import Citation, Source, reference_list
from bilateral.model.records.participants import Participant
from bilateral.model.records.roles import roles_given

if TYPE_CHECKING:
    from bilateral.model.references import Style

__all__ = ["Portable", "Sourced"]


_TOLD: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("initiator", "target", "state", "states", "country", "person", "people"),
                        "record.participants, each with role, state and person"),
        **dict.fromkeys(("source", "sources", "evidence"),
                        "record.citations, or print(record) for all that they say"),
        **dict.fromkeys(("year", "start", "earliest"), "record.date.earliest"),
        **dict.fromkeys(("end", "latest"), "record.date.latest"),
        **dict.fromkeys(("evolve", "edit", "update", "assign", "copy"),
                        "record.replace(title=...), which gives another record"),
        "place": "record.places",
        "topic": "record.topics",
        "show": "print(record)",
        "describe": "print(record)",
        "plot": "dataset.plot('evidence', record='id')",
    }
)  # fmt: skip
"""What people look for in a record, and where it is."""


class Sourced(Protocol):
    """What has sources, as a dataset."""

    @property
    def sources(self) -> Iterable[Source]:
        """They."""


class Portable:
    """What can be done with one record that is in no dataset."""

    __slots__ = ()

    if TYPE_CHECKING:
        id: str
        participants: tuple[Participant, ...]
        seen: tuple[Participant, ...]
        citations: tuple[Citation, ...]

    if not TYPE_CHECKING:  # which knows what there is

        def __getattr__(self, name: str) -> Participant | None:
            """Who alone takes a role of the kind, as in ``visit.host``; None if nobody is stated.

            Raises:
                UnknownFieldError: if several take it, or the kind has no such role.
            """
            role = name.replace("_", " ")
            if role not in getattr(type(self), "roles", ()):
                raise not_there(name, self, _TOLD)
            found = [participant for participant in self.seen if participant.role == role]
            if len(found) > 1:
                raise UnknownFieldError(
                    f"several take the role {role!r}",
                    record=self.id,
                    found=", ".join(f"{p.name or '/'.join(p.states) or '?'}" for p in found),
                    expected=f"[p for p in record.participants if p.role == {role!r}]",
                )
            return found[0] if found else None

        def __dir__(self) -> list[str]:
            roles = (role.replace(" ", "_") for role in getattr(type(self), "roles", ()))
            return sorted({*super().__dir__(), *roles})

    def replace(self, **values: Any) -> Self:  # of any field
        """The record with other values of some fields; this one stays as it is.

        Args:
            **values: The values, by the names of their fields, as for the constructor. Who is
                given by a role, as in ``host="RUS"``, takes the place of those who had it.

        Raises:
            ArgumentError: if there is no such field.
            BilateralError: if a value is wrong.

        Example:
            >>> import bilateral
            >>> trip = bilateral.load("pakistan-russia")["bajwa-russia-2018-04"]
            >>> trip.replace(date="2018-04").date
            Period('2018-04')
        """
        if (taken := roles_given(values)) and "participants" not in values:
            values["participants"] = [p for p in self.participants if p.role not in taken]
        changed: Self = attrs.evolve(self, **values)  # type: ignore[misc]  # each kind is of attrs
        return changed

    def to_dict(self) -> dict[str, Any]:  # plain data of any depth
        """The record as plain data, in the form that it has in a file.

        Example:
            >>> import bilateral
            >>> trip = bilateral.load("pakistan-russia")["bajwa-russia-2018-04"]
            >>> trip.to_dict()["date"]
            {'edtf': '2018-04-24/2018-04-25', 'printed': 'on April 24-25, 2018'}
            >>> bilateral.Record.from_dict(trip.to_dict()) == trip
            True
        """
        found: dict[str, Any] = plug_in("records", "plain")(self)
        return found

    @classmethod
    def from_dict(cls, value: Mapping[str, Any]) -> Self:
        """A record from what ``to_dict`` gave, or from an object of a file.

        Args:
            value: Plain data. ``kind`` may be left out of what is read as one kind.

        Raises:
            FaultsError: with every fault in it.
            CodecError: if it is a record of another kind.
        """
        return cast("Self", plug_in("records", "made")(cls, value))

    def to_json(self, *, indent: int | None = None) -> str:
        """The same as JSON.

        Args:
            indent: By how much inner lines are indented; None for one line.
        """
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=indent)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """A record from what ``to_json`` gave.

        Raises:
            CodecError: if the text is no JSON, or of another kind.
            FaultsError: with every fault in it.
        """
        try:
            value = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise CodecError(f"not JSON ({error})", found=text[:60]) from None
        return cls.from_dict(value)

    def cite(self, sources: Iterable[Source] | Sourced = (), style: Style = "text") -> str:
        """What the record rests on, as a reference list.

        Args:
            sources: The sources of its dataset, or the dataset. A record knows them by id alone;
                one that is not among these is listed by its id.
            style: As for ``Dataset.cite``.

        Raises:
            RecordError: if these are no sources.

        Example:
            >>> import bilateral
            >>> data = bilateral.load("pakistan-russia", sources="article")
            >>> data["bajwa-russia-2018-04"].cite()
            'arab-news-2018'
            >>> print(data["bajwa-russia-2018-04"].cite(data.sources))
            Hasan Askari Rizvi. ...
        """
        given = tuple(sources.sources if hasattr(sources, "sources") else sources)
        listed = [one for one in given if isinstance(one, Source)]
        if len(listed) < len(given):
            raise RecordError(
                "no sources", found=sources, expected="cite(dataset.sources), or cite(style=...)"
            )
        known = {source.id: source for source in listed}
        ids = dict.fromkeys(citation.source for citation in self.citations)
        cited = [known.get(name) or Source(id=name, title=name) for name in ids]
        if style == "text":
            named = [source for source in cited if source.id in known]
            return "\n".join([*reference_list(named, style), *(s for s in ids if s not in known)])
        entries = reference_list(cited, style)
        return f"[{','.join(entries)}]" if style == "csl-json" else "\n\n".join(entries)

    def _repr_html_(self) -> str:
        return cast("str", plug_in("records", "table")(self))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: object) -> object:
        """What pydantic asks of a type, so that a field of a model can be a record."""
        del source, handler
        return cast("object", plug_in("records", "pydantic")(cls))

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: object, handler: object) -> object:
        del schema, handler
        return cast("object", plug_in("records", "schema")(cls))
