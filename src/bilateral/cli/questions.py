"""The verbs of the library as options, and the question that they make."""

from __future__ import annotations

import re
from collections.abc import Iterable
from inspect import signature
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

import attrs
from cyclopts import Group, Parameter

from bilateral.cli.completing import actors, one_of, places, sources as known_sources, topics
from bilateral.cli.expressions import predicate_of
from bilateral.collection.dataset import Dataset
from bilateral.collection.selection import Selection
from bilateral.collection.verbs import Verbs
from bilateral.errors import RecordError, UnknownNameError, near_names
from bilateral.model.actors import Sector
from bilateral.model.evidence import EpistemicMode, Stance
from bilateral.model.records import KINDS, Record, Status
from bilateral.model.vocabulary import unknown_name
from bilateral.query import q

if TYPE_CHECKING:
    from bilateral.cli.completing import Completer
    from bilateral.tables.table import Table

__all__ = ["ANYTHING", "Asked", "Question", "each", "kind_of", "other_kinds", "who"]

Asked: TypeAlias = "Selection[Any] | Table"  # records of any kind
Words: TypeAlias = tuple[str, ...]
_FLAGS = {"yes": True, "true": True, "no": False, "false": False}
_EVERY = ("records", "all")
_WHO, _WHEN, _WHERE, _EVIDENCE, _STATUS = (
    Group(name, sort_key=place)
    for place, name in enumerate(("Who", "When", "Where and what", "Evidence", "Status"), 1)
)


def _option(
    group: Group,
    help: str,
    *names: str,
    word: str | None = None,
    many: bool = False,
    of: Completer | None = None,
) -> Parameter:
    return Parameter(
        name=names or None,
        group=group,
        help=help,
        metavar=f"{word}..." if word and many and " " not in word else word,
        consume_multiple=1 if many else None,
        completer=of,
    )


def _who(side: str) -> Parameter:
    return _option(_WHO, side, word="WHO", many=True, of=actors)


def _when(help: str) -> Parameter:
    return _option(_WHEN, help, word="DATE")


@Parameter(name="*")
@attrs.frozen(kw_only=True)
class Question:
    """What is asked of the records: each option is the verb of that name."""

    by: Annotated[
        Words,
        _who(
            "Who starts it: visitors, suppliers, members. Words for one of them: an id, code or "
            "name, a sector such as military, or rank=General, person=, office=, organization=, "
            "state=, role=, named=no, stateless=yes. PAK,IND is either."
        ),
    ] = ()
    towards: Annotated[Words, _who("Whom it goes to: hosts, recipients; words as for --by.")] = ()
    involving: Annotated[Words, _who("Who takes any part; words as for --by.")] = ()
    between: Annotated[
        Words, _option(_WHO, "Both of two states.", word="STATE STATE", many=True, of=actors)
    ] = ()
    sector: Annotated[
        str | None,
        _option(
            _WHO,
            "Short for --by SECTOR, or one more word of --by.",
            word="SECTOR",
            of=one_of(Sector),
        ),
    ] = None
    joint: Annotated[bool, _option(_WHO, "Two or more start it together.")] = False
    include_predecessors: Annotated[
        bool, _option(_WHO, "The Soviet Union counts for Russia, and so on.")
    ] = False
    since: Annotated[str | None, _when("Some day is on or after the start of this date.")] = None
    until: Annotated[str | None, _when("Some day is on or before the end of it.")] = None
    before: Annotated[str | None, _when("All of it lies before this date.")] = None
    after: Annotated[str | None, _when("All of it lies after this date.")] = None
    during: Annotated[str | None, _when("Some day falls in this date.")] = None
    within: Annotated[str | None, _when("All days fall in this date.")] = None
    margin: Annotated[
        int, _option(_WHEN, "Days by which uncertain dates are widened.", word="DAYS")
    ] = 0
    at: Annotated[
        str | None, _option(_WHERE, "At a place.", "--at", "--place", word="PLACE", of=places)
    ] = None
    at_state: Annotated[
        str | None, _option(_WHERE, "At a place in a state.", word="STATE", of=actors)
    ] = None
    about: Annotated[
        Words,
        _option(
            _WHERE,
            "On one of these topics.",
            "--about",
            "--topic",
            word="TOPIC",
            many=True,
            of=topics,
        ),
    ] = ()
    where: Annotated[
        str | None,
        _option(
            _WHERE,
            'A predicate, such as "delivered > 4 and not recipient == IND".',
            word="PREDICATE",
        ),
    ] = None
    cited: Annotated[
        str | None,
        _option(
            _EVIDENCE, "Cites a source.", "--cited", "--source", word="SOURCE", of=known_sources
        ),
    ] = None
    stance: Annotated[
        str | None,
        _option(_EVIDENCE, "Such as contradicts or refines.", word="STANCE", of=one_of(Stance)),
    ] = None
    mode: Annotated[
        str | None,
        _option(
            _EVIDENCE, "Such as fact, opinion or prediction.", word="MODE", of=one_of(EpistemicMode)
        ),
    ] = None
    sources: Annotated[
        Words,
        _option(
            _EVIDENCE,
            "What these sources or groups say, and nothing else.",
            word="SOURCE",
            many=True,
            of=known_sources,
        ),
    ] = ()
    status: Annotated[
        Words,
        _option(
            _STATUS,
            "Such as planned or discussed, instead of what is done.",
            word="STATUS",
            many=True,
            of=one_of(Status),
        ),
    ] = ()
    any_status: Annotated[bool, _option(_STATUS, "Whatever the status.")] = False

    def put_to(self, data: Dataset | Table, kind: str) -> Asked:
        """What the question finds.

        Args:
            data: The dataset or table that is asked.
            kind: Kind of record, in the singular or plural; "records" for all.

        Raises:
            BilateralError: if a kind, name, word or date does not exist.
        """
        if self.sources:
            if not isinstance(data, Dataset):
                data = data.any_status().to_dataset()
            data = data.from_sources(*each(self.sources))
        return self._narrowed(self._of_status(_view(data, kind)))

    def _of_status(self, found: Asked) -> Asked:
        if self.any_status and self.status:
            raise RecordError("--status and --any-status", expected="one of them")
        if self.any_status:
            return found.any_status()
        return found.status(*each(self.status)) if self.status else found

    def _narrowed(self, found: Asked) -> Asked:
        by = (*self.by, *([f"sector={self.sector}"] if self.sector else []))
        predecessors = self.include_predecessors
        for verb, words in (("by", by), ("towards", self.towards), ("involving", self.involving)):
            if words:
                actor, asked = who(words)
                asked.setdefault("include_predecessors", predecessors)
                try:
                    found = getattr(found, verb)(actor, **asked)
                except UnknownNameError as error:
                    error.near = error.near or near_names(error.found, Sector)
                    raise
        if self.between:
            pair = each(self.between)
            if len(pair) != 2:
                wanted = "two states, as in: --between PAK RUS"
                raise RecordError("--between", found=" ".join(pair), expected=wanted)
            found = found.between(*pair, include_predecessors=predecessors)
        if self.joint:
            found = found.joint()
        for verb in ("since", "until", "before", "after", "during", "within"):
            date = getattr(self, verb)
            if date is not None:
                found = getattr(found, verb)(date, margin=self.margin)
        if self.at or self.at_state:
            found = found.at(self.at, state=self.at_state)
        if self.where:
            found = found.where(predicate_of(self.where))
        if self.about:
            found = found.about(*each(self.about))
        if self.cited or self.stance or self.mode:
            found = found.cited(self.cited, stance=self.stance, mode=self.mode)
        return found


ANYTHING = Question()
"""The question that asks nothing."""


def who(words: Iterable[str]) -> tuple[list[str] | None, dict[str, Any]]:
    """The words for one participant, as the verbs take them.

    Args:
        words: Ids, codes and names of actors; sectors; ``keyword=value``.

    Returns:
        The actors, any of whom it may be, and the keywords.

    Raises:
        UnknownNameError: if there is no such keyword.
        RecordError: if two words are actors, or a word that is yes or no is neither.

    Example:
        >>> who(["PAK,IND", "military", "rank=General"])
        (['PAK', 'IND'], {'sector': ['military'], 'rank': ['General']})
    """
    actors: list[str] = []
    asked: dict[str, Any] = {}
    keywords = [name for name in signature(Verbs.by).parameters if name not in ("self", "actor")]
    for word in words:
        name, equals, value = word.partition("=")
        if equals and name not in keywords:
            raise unknown_name("keyword of a participant", name, keywords, listed=True)
        if sector := Sector.named(word.casefold().replace("-", " ")):
            name, equals, value = "sector", "=", sector.value
        if not equals and actors:
            either = f"{','.join(actors)},{word} for either, or --between for both"
            raise RecordError("two actors for one participant", found=word, expected=either)
        if not equals:
            actors += each([word])
        elif name in ("named", "stateless", "include_predecessors"):
            if value.casefold() not in _FLAGS:
                raise RecordError("wrong value", field=name, found=value, expected="yes or no")
            asked[name] = _FLAGS[value.casefold()]
        else:
            asked[name] = value if name == "role" else each([value])
    return actors or None, asked


def each(words: Iterable[str]) -> list[str]:
    """Words one by one: a comma without a space after it stands between two.

    Example:
        >>> each(["PAK,IND", "Korea, Republic of"])
        ['PAK', 'IND', 'Korea, Republic of']
    """
    return [part for word in words for part in re.split(r",(?! )", word) if part]


def kind_of(word: str) -> type[Record]:
    """The kind of record that a word names, in the singular or plural.

    Raises:
        UnknownNameError: with near names, if there is none.

    Example:
        >>> kind_of("arms-transfers").__name__, kind_of("visit").__name__
        ('ArmsTransfer', 'Visit')
    """
    wanted = word.casefold().replace("_", "-").replace(" ", "-")
    plurals = {kind.plural.replace("_", "-"): kind for kind in KINDS.values()}
    found = plurals.get(wanted) or KINDS.get(wanted)
    if found is None:
        parts = [name for name in plurals if wanted in name.split("-")]
        near = parts or near_names(wanted, [*plurals, *KINDS])
        listed = f"one of {', '.join([*plurals, _EVERY[0]])}"
        raise UnknownNameError("unknown kind", found=word, expected=listed, near=near)
    return found


def other_kinds(data: Dataset | Table, word: str) -> str | None:
    """The kinds of record that a dataset has, if it has none of the one that is asked for.

    Args:
        data: The dataset; of a table nothing is said.
        word: A kind.
    """
    if word in _EVERY or not isinstance(data, Dataset):
        return None
    held = {type(record) for record in data.records}
    if not held or kind_of(word) in held:
        return None
    return ", ".join(kind.plural.replace("_", "-") for kind in KINDS.values() if kind in held)


def _view(data: Dataset | Table, word: str) -> Asked:
    """The records of a kind that are done."""
    if word in _EVERY:
        return data.where(q.anything)
    kind = kind_of(word)
    own: Asked | None = getattr(data, kind.plural, None)
    return data.select(kind, q.done) if own is None else own
