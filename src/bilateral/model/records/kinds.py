"""The kinds of record by name: those of the package, and those that installed packages add."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextvars import ContextVar
from itertools import chain

from bilateral._patterns import pattern
from bilateral._plugins import plug_ins
from bilateral.dates.when import When
from bilateral.errors import BilateralError
from bilateral.model.fields import RecordField, fields_of
from bilateral.model.records.base import Event, Record, Role
from bilateral.model.records.lasting import Condition
from bilateral.model.vocabulary import Vocabulary
from bilateral.quantities import Quantity

__all__ = ["Kinds"]

_NAME = pattern(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_ASKED_OTHERWISE = frozenset(
    {"anything", "citation", "done", "initiator", "kind", "link", "participant", "place", "target"}
    | {"type"}  # what a line of JSON Lines calls its own kind
    | {role.name.lower() for role in Role}
)
"""Names that mean something else in a file or a question."""
_IN_FILES = frozenset(
    {"state", "organization", "office", "person", "claim", "citation", "source", "coverage", "link"}
    | {"place", "participant", "moment", "period", "quantity", "dataset"}
)
"""Names that mean something else in the schema of files."""


class Kinds(Mapping[str, type[Record]]):
    """Every kind by its name in files.

    Entry points of the group ``bilateral.kinds`` add to those of the package. They are read when
    a name is asked for that the package does not have, or all are asked for. One that files,
    questions or tables could not treat like the others is left out with a warning.

    Args:
        own: The kinds of the package.
    """

    def __init__(self, own: Iterable[type[Record]]) -> None:
        self._own = {kind.kind: kind for kind in own}
        self._added: Mapping[str, type[Record]] | None = None

    def __getitem__(self, name: str) -> type[Record]:
        found = self._own.get(name)
        return found if found is not None else self._outside()[name]

    def __iter__(self) -> Iterator[str]:
        return chain(self._own, self._outside())

    def __len__(self) -> int:
        return len(self._own) + len(self._outside())

    def __repr__(self) -> str:
        return f"<kinds {', '.join(self)}>"

    def there(self) -> tuple[type[Record], ...]:
        """The kinds of which there can be records in this process.

        Where no class of another package is there, what is installed beside is not looked for.
        """
        if self._added is None and not any(map(_is_of_others, (Event, Condition))):
            return tuple(self._own.values())
        return tuple(self.values())

    def is_own(self, kind: type[Record]) -> bool:
        """Whether a kind is one of the package."""
        return self._own.get(kind.kind) is kind

    def _outside(self) -> Mapping[str, type[Record]]:
        if self._added is None:
            if _LOADING.get():  # a plug-in that asks for the kinds while it is loaded
                return {}
            token = _LOADING.set(True)
            try:
                known = dict(self._own)
                self._added = plug_ins("kinds", lambda name, kind: _accepted(name, kind, known))
            finally:
                _LOADING.reset(token)
        return self._added


_LOADING: ContextVar[bool] = ContextVar("loading", default=False)


def _is_of_others(kind: type) -> bool:
    """Whether a class, or one on it, is of another package."""
    own = kind.__module__.startswith("bilateral.")
    return not own or any(map(_is_of_others, kind.__subclasses__()))


def _accepted(name: str, made: object, known: dict[str, type[Record]]) -> type[Record]:
    """A kind from outside, if files, questions and tables can treat it like the others.

    Raises:
        BilateralError: if they cannot, with the reason.
    """
    if not (isinstance(made, type) and issubclass(made, (Event, Condition))):
        raise _refused(name, made, "a class on Event or Condition")
    if "__attrs_attrs__" not in vars(made):
        raise _refused(name, made, "a class made with attrs.frozen")
    if getattr(made, "kind", None) != name or not _NAME.fullmatch(name) or name in _IN_FILES:
        raise _refused(name, made, f"kind = {name!r}, in lower case, and no other thing's name")
    if made.plural in {kind.plural for kind in known.values()} or not made.plural.isidentifier():
        raise _refused(name, made, f"another plural than {made.plural!r}")
    if not (made.roles <= frozenset(Role) and all(side <= made.roles for side in made.sides)):
        raise _refused(name, made, "roles and sides that are sets of Role")
    sorts = {
        field.name: _sort(field) for kind in known.values() for field in fields_of(kind).values()
    }
    base = {**fields_of(Event), **fields_of(Condition)}
    for field in fields_of(made).values():
        if field.name in base:
            continue
        if field.many or _sort(field) is None:
            raise _refused(
                name, made, f"field {field.name!r}: one Moment, Period, Quantity, word, text or int"
            )
        if field.name.startswith("_") or field.name in _ASKED_OTHERWISE:
            raise _refused(name, made, f"another name than {field.name!r} for a field")
        if sorts.get(field.name, _sort(field)) != _sort(field):
            expected = f"field {field.name!r}: {sorts[field.name]}, as other kinds have it"
            raise _refused(name, made, expected)
    known[name] = made
    return made


def _sort(field: RecordField) -> str | None:
    """What sort of value a field holds; one name is one sort in all kinds."""
    for kind, words in ((When, "a date"), (Quantity, "a quantity"), (Vocabulary, "words")):
        if issubclass(field.type, kind):
            return words
    return {str: "words", int: "a whole number"}.get(field.type)


def _refused(name: str, made: object, expected: str) -> BilateralError:
    return BilateralError("no kind of record", field=name, found=made, expected=expected)
