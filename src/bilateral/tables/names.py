"""The names that questions to a table may use."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from functools import cache, partial
from typing import Any, TypeAlias

import attrs
import narwhals as nw

from bilateral.collection.dataset import Dataset
from bilateral.collection.names import is_called, of_any
from bilateral.collection.verbs import Name
from bilateral.errors import RecordError, StateNameError
from bilateral.model.actors import ACTOR_KINDS, AnyActor
from bilateral.model.records import AnyRecord, Role
from bilateral.model.vocabulary import unknown_name
from bilateral.query import Predicate, q
from bilateral.query.constants import Words
from bilateral.query.participation import NOBODY
from bilateral.states import registry, state_named, with_predecessors
from bilateral.tables.expressions import expression, filtered
from bilateral.tables.formulas import Test, every
from bilateral.tables.meaning import pair
from bilateral.tables.schema import SIDES

__all__ = ["ActorsOf", "TableNames", "look_for", "printed_in"]


ActorsOf: TypeAlias = Callable[[Iterable[AnyRecord]], Iterable[AnyActor]]


class TableNames:
    """Checks the names in questions, so that an empty answer means that there is none.

    Names are checked at once where the table carries its actors and sources, and otherwise when
    the table is asked, by looking for them in it. Nothing is kept: what a question names is the
    question's own.

    Args:
        names: The actors and sources of the table, if known.
        actors_of: Who takes part in some records, where the table lists no actors but says enough
            of each.
    """

    def __init__(self, names: Dataset | None, actors_of: ActorsOf | None = None) -> None:
        self.dataset = names
        self.cast = NOBODY if names is None else names.cast
        self._actors_of = actors_of

    def named(self, records: Iterable[AnyRecord]) -> Dataset:
        """Records of the table as a dataset, with the actors and sources that they name."""
        found = tuple(records)
        names = Dataset() if self.dataset is None else self.dataset
        further = () if self._actors_of is None else self._actors_of(found)
        return attrs.evolve(names, records=found, actors=(*names.actors, *further))

    def known(self, what: str, name: str) -> str:
        """The id for a name; see :meth:`bilateral.Dataset.known`.

        Raises:
            UnknownNameError: if the table carries names and this is not among them.
        """
        owner = self._owner(what)
        if owner is not None:
            return owner.known(what, name)
        return (_state(name) if what == "state" else None) or name

    def sources_named(self, name: str) -> tuple[str, ...]:
        """The ids of the sources of a name; see :meth:`bilateral.Dataset.sources_named`."""
        owner = self._owner("source")
        return (name,) if owner is None else owner.sources_named(name)

    def printing(self, name: str, roles: frozenset[Role]) -> tuple[str, ...]:
        """None: who is printed so is looked for in the rows; see :func:`printed_in`."""
        del name, roles
        return ()

    def printed_like(self, name: str, roles: frozenset[Role]) -> tuple[str, ...]:
        """None, as for :meth:`printing`."""
        del name, roles
        return ()

    def is_open(self, what: str, name: str) -> bool:
        """Whether a name has to be looked for in the table."""
        return self._owner(what) is None and not (what == "state" and _state(name))

    def _owner(self, what: str) -> Dataset | None:
        """The dataset that has the names of a sort, if the table carries them."""
        if self.dataset is None:
            return None
        carried = self.dataset.sources if what == "source" else self.dataset.actors
        return self.dataset if carried and (what in ACTOR_KINDS or what == "source") else None

    def conditions(self, actor: Words) -> dict[str, Any]:  # keywords of a role field
        """What is asked of a participant; see :meth:`bilateral.Dataset.conditions`.

        Raises:
            UnknownNameError: if no actor is called so.
            RecordError: if the table does not say what kind of actor it is.
        """
        owner = self._owner("state")
        return owner.conditions(actor) if owner is not None else of_any(actor, _of_state)

    def with_predecessors(self, states: Iterable[str]) -> tuple[str, ...]:
        """States and the states that they carry on."""
        if self.dataset is not None:
            return self.dataset.with_predecessors(states)
        known = registry()
        return with_predecessors(states, lambda s: known[s].continues if s in known else ())


def look_for(names: Sequence[Name], frame: nw.LazyFrame[Any]) -> None:
    """Look for names in a table.

    Args:
        names: What each of them names, and the name.
        frame: The table.

    Raises:
        UnknownNameError: if one of them is nowhere in the table, with near ones.
    """
    if not names:
        return
    columns = {
        f"n{index}": nw.when(expression(pair(_finding(what, name))[0])).then(nw.lit(1)).max()
        for index, (what, name) in enumerate(names)
    }
    found = frame.select(**columns).collect("pyarrow")
    for column, (what, name) in zip(columns, names, strict=True):
        if found[column].to_list() != [1]:
            raise unknown_name(what, name, _near(what, frame))


def printed_in(frame: nw.LazyFrame[Any], name: str, roles: frozenset[Role]) -> tuple[str, ...]:
    """The ids of the records in which someone is printed by a name, or by the end of one.

    The names are looked at once each, and the rows only of those that fit.

    Args:
        frame: The table.
        name: The name, such as a surname.
        roles: The roles of whom it may be.
    """
    called = cache(partial(is_called, name=name))
    found: set[str] = set()
    for side in SIDES:
        role, printed = f"{side}_role", f"{side}_name"
        is_named = Test(printed, "null", negated=True)
        here = filtered(frame, every(Test(role, "in", tuple(map(str, roles))), is_named))
        names = here.select(printed).group_by(printed).agg(nw.len()).collect("pyarrow")
        fitting = tuple(filter(called, names[printed].to_list()))
        if fitting:
            rows = filtered(here, Test(printed, "in", fitting)).select("id").collect("pyarrow")
            found.update(rows["id"].to_list())
    several = every(Test("pair", "in", (0,)), Test("participants", "match", '"name":'))
    rows = filtered(frame, several).select("id", "participants").collect("pyarrow")
    for ident, participants in rows.rows():
        if any(
            one.get("role") in roles and "name" in one and called(one["name"])
            for one in json.loads(participants)
        ):
            found.add(ident)
    return tuple(sorted(found))


def _near(what: str, frame: nw.LazyFrame[Any]) -> list[str]:
    """Names of a sort in the flat columns, to suggest one of them."""
    flat = {"place": ["place"], "source": ["source"], "topic": ["topics"]}
    found: set[str] = set()
    for column in flat.get(what, [f"initiator_{what}", f"target_{what}"]):
        # Grouped, since "unique" of an Arrow table takes NumPy, which nothing here needs.
        groups = frame.select(column).group_by(column).agg(nw.len())
        values = groups.collect("pyarrow")[column].to_list()
        found |= {word for value in values if value for word in value.strip("|").split("|")}
    return sorted(found)


def _finding(what: str, name: str) -> Predicate:
    """A predicate that is TRUE somewhere if the table has the name."""
    match what:
        case "place":
            return q.place(name)
        case "topic":
            return q.topics.is_in(name)
        case "source":
            return q.citation(name)
        case "state":
            return q.participant(state=name) | q.place(state=name)
        case "person":
            return q.participant(person=name)
        case "office":
            return q.participant(office=name)
        case _:
            return q.participant(organization=name)


def _state(name: str) -> str | None:
    """The state that a name means, if the registry has the name.

    Raises:
        StateNameError: if it means several.
    """
    try:
        return state_named(name)
    except StateNameError as error:
        if error.candidates:
            raise
        return None


def _of_state(name: str) -> dict[str, Any]:
    state = _state(name)
    if state is None:
        raise RecordError(
            "this table does not say what its actors are",
            found=name,
            expected="a state, or state=, person=, office= or organization=; or "
            "scan(..., names=dataset)",
        )
    return {"state": [state]}
