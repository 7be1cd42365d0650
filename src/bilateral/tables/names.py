"""The names that questions to a table may use."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import narwhals as nw

from bilateral.collection.dataset import Dataset
from bilateral.collection.names import of_any
from bilateral.errors import RecordError, StateNameError
from bilateral.model.actors import ACTOR_KINDS
from bilateral.model.records import KINDS
from bilateral.model.vocabulary import unknown_name
from bilateral.query import Predicate, q
from bilateral.query.fields import Words
from bilateral.states import registry, state_named, with_predecessors
from bilateral.tables.expressions import expression
from bilateral.tables.meaning import pair

__all__ = ["TableNames"]


class TableNames:
    """Checks the names in questions, so that an empty answer means that there is none.

    Names are checked at once where the table carries its actors and sources, and otherwise when
    the table is asked, by looking for them in it.

    Args:
        frame: The table.
        names: Its actors and sources, if known.
        made_here: Whether this program made its rows, so that their kinds are known ones.
    """

    def __init__(
        self, frame: nw.LazyFrame[Any], names: Dataset | None, *, made_here: bool = False
    ) -> None:
        self.dataset = names
        self._kinds_known = made_here
        self._frame = frame
        self._open: dict[tuple[str, str], Predicate] = {}
        self._seen: set[tuple[str, str]] = set()

    def known(self, what: str, name: str) -> str:
        """The id for a name; see :meth:`bilateral.Dataset.known`.

        Raises:
            UnknownNameError: if the table carries names and this is not among them.
        """
        if self.dataset is not None and (what in ACTOR_KINDS or what == "source"):
            return self.dataset.known(what, name)
        if what == "state" and (state := _state(name)):
            return state
        if (what, name) not in self._seen:
            self._open[what, name] = _finding(what, name)
        return name

    def conditions(self, actor: Words) -> dict[str, Any]:  # keywords of a role field
        """What is asked of a participant; see :meth:`bilateral.Dataset.conditions`.

        Raises:
            UnknownNameError: if no actor is called so.
            RecordError: if the table does not say what kind of actor it is.
        """
        if self.dataset is not None:
            return self.dataset.conditions(actor)
        return of_any(actor, _of_state)

    def with_predecessors(self, states: Iterable[str]) -> tuple[str, ...]:
        """States and the states that they carry on."""
        if self.dataset is not None:
            return self.dataset.with_predecessors(states)
        known = registry()
        return with_predecessors(states, lambda s: known[s].continues if s in known else ())

    def _check_kinds(self) -> None:
        """Refuse a table with rows of a kind that is not installed; it is looked through once.

        Raises:
            UnknownNameError: naming the kind.
        """
        if self._kinds_known:
            return
        strange = self._frame.select("id", "kind").filter(~nw.col("kind").is_in(list(KINDS)))
        for record, kind in strange.head(1).collect("pyarrow").rows():
            error = unknown_name("kind", kind, KINDS, listed=True)
            error.problem += " in a table (a package that adds it may not be installed)"
            raise error.at(record=str(record), field="kind")
        self._kinds_known = True

    def check(self) -> None:
        """Look for the names that were used and not yet found.

        Raises:
            UnknownNameError: if one of them is nowhere in the table, or a kind of its rows is not
                known.
        """
        self._check_kinds()
        if not self._open:
            return
        asked = list(self._open.items())
        found = self._frame.select(
            **{
                f"n{index}": nw.when(expression(pair(predicate)[0])).then(nw.lit(1)).max()
                for index, (_, predicate) in enumerate(asked)
            }
        ).collect("pyarrow")
        for index, ((what, name), _) in enumerate(asked):
            if found[f"n{index}"].to_list() != [1]:
                raise unknown_name(what, name, self._near(what))
            self._seen.add((what, name))
            del self._open[what, name]

    def _near(self, what: str) -> list[str]:
        """Names of a kind in the flat columns, to suggest one of them."""
        flat = {"place": ["place"], "source": ["source"], "topic": ["topics"]}
        columns = flat.get(what, [f"initiator_{what}", f"target_{what}"])
        found: set[str] = set()
        for column in columns:
            values = self._frame.select(column).unique().collect("pyarrow")[column].to_list()
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
