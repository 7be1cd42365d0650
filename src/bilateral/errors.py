"""Every error of the package: facts as attributes, one function that words them.

A handler reads ``error.field`` or ``error.near``; a person reads ``str(error)``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Self, TypeVar

from bilateral.layout import visible

__all__ = [
    "ArgumentError",
    "BilateralError",
    "CalendarError",
    "CodecError",
    "EDTFError",
    "EngineError",
    "FaultsError",
    "MissingExtraError",
    "MissingFileError",
    "PhraseError",
    "ReadError",
    "RecordError",
    "SchemaError",
    "StateNameError",
    "TruthError",
    "UnknownFieldError",
    "UnknownFileError",
    "UnknownKeyError",
    "UnknownNameError",
    "WriteError",
    "first_line",
    "near_names",
    "not_there",
    "shown",
]


_FACTS = ("line", "record", "field", "found", "expected")


class BilateralError(Exception):
    """Base of every error the package raises.

    Args:
        problem: What is wrong, as a clause without a full stop.
        file: File that was being read, if any.
        line: Line in that file, counted from 1.
        record: Id of the record concerned.
        field: Field of the record, or dotted path into it.
        found: The offending value.
        expected: What would have been right, in words.
        near: Known names close to a misspelt one, best first.

    Example:
        >>> print(BilateralError("unknown status", field="status", found="done",
        ...                      expected="a status", near=["denied"]))
        unknown status: field 'status', found 'done', expected a status (did you mean 'denied'?)
    """

    def __init__(
        self,
        problem: str,
        *,
        file: str | None = None,
        line: int | None = None,
        record: str | None = None,
        field: str | None = None,
        found: object = None,
        expected: str | None = None,
        near: Sequence[str] = (),
    ) -> None:
        super().__init__(problem)
        self.problem = problem
        self.file = file
        self.line = line
        self.record = record
        self.field = field
        self.found = found
        self.expected = expected
        self.near = tuple(near)

    def at(
        self,
        *,
        file: str | None = None,
        line: int | None = None,
        record: str | None = None,
        field: str | None = None,
    ) -> Self:
        """The same error with facts that were not known where it was raised.

        Facts it has already stay.
        """
        self.file = file if self.file is None else self.file
        self.line = line if self.line is None else self.line
        self.record = record if self.record is None else self.record
        self.field = field if self.field is None else self.field
        return self

    def __str__(self) -> str:
        return _render(self)

    def __repr__(self) -> str:
        facts = {name: getattr(self, name) for name in _FACTS}
        given = "".join(f", {name}={shown(one)}" for name, one in facts.items() if one is not None)
        return f"{type(self).__name__}({self.problem!r}{given})"

    def in_one_line(self) -> str:
        """The text of the error as an entry of a list."""
        return _render(self)

    # An exception is made again from its ``args`` alone unless it says otherwise: a process pool
    # would lose the facts, or hang where the constructor takes other arguments.

    def __reduce__(self) -> tuple[object, ...]:
        return _made_again, (type(self), self.args, _fit_to_travel(self.__dict__))

    def __copy__(self) -> Self:
        return _made_again(type(self), self.args, self.__dict__)


class EDTFError(BilateralError, ValueError):
    """A string is not an EDTF expression of levels 0 to 2.

    Attributes:
        text: The string, cut where it is longer than the parser reads.
        position: Where the fault is, counted from 0.
    """

    def __init__(self, text: str, position: int, expected: str) -> None:
        found = text[position : position + 12] or "the end"
        super().__init__(f"not an EDTF date at position {position}", found=found, expected=expected)
        self.text = text
        self.position = position

    def in_one_line(self) -> str:
        """The text of the error as an entry of a list."""
        return f"{_render(self)}, in {self.text!r}"

    def __str__(self) -> str:
        if self.file is not None or self.line is not None or self.record is not None:
            return self.in_one_line()  # one of many, likely
        return f"{super().__str__()}\n  {visible(self.text)}\n  {' ' * self.position}^"


class PhraseError(BilateralError, ValueError):
    """A printed date could not be read; nothing was guessed."""


class CalendarError(BilateralError, ValueError):
    """A day was asked for that the calendar of years 1 to 9999 cannot hold."""


class TruthError(BilateralError, TypeError):
    """An unknown truth was used where only yes or no will do."""


class RecordError(BilateralError, ValueError):
    """A record, actor, source or value object would have been wrong."""


class ArgumentError(BilateralError, TypeError):
    """Something was to be made of arguments that it does not take, or without those it needs."""


class UnknownNameError(BilateralError, LookupError):
    """A field, keyword, code, sector, topic or id does not exist."""


class UnknownFieldError(UnknownNameError, AttributeError):
    """An attribute that there is not, such as one of ``q`` that is no field and no role."""


class UnknownKeyError(UnknownNameError, KeyError):
    """A key of a mapping, such as of counts, that is not listed."""


class StateNameError(UnknownNameError):
    """A name or code stands for no state on a date, or for several.

    Attributes:
        candidates: Ids of the states that may be meant.
    """

    def __init__(
        self,
        problem: str,
        *,
        found: object = None,
        expected: str | None = None,
        near: Sequence[str] = (),
        candidates: tuple[str, ...] = (),
    ) -> None:
        super().__init__(problem, found=found, expected=expected, near=near)
        self.candidates = candidates


class CodecError(BilateralError, ValueError):
    """A file or document does not hold what the format asks for."""


class ReadError(BilateralError, OSError):
    """A file cannot be read; the system's own error, if there is one, is the cause."""


class MissingFileError(ReadError, FileNotFoundError):
    """There is no such file."""


class UnknownFileError(BilateralError, ValueError):
    """A file is of no data set that is known here, or of several."""


class WriteError(BilateralError, OSError):
    """A file cannot be written; the system's own error is the cause."""


class SchemaError(BilateralError, ValueError):
    """A table does not have the columns of records.

    Attributes:
        missing: Names of the columns that it lacks.
        mistyped: Names of the columns of another type.
    """

    def __init__(
        self,
        problem: str,
        *,
        field: str | None = None,
        found: object = None,
        expected: str | None = None,
        near: Sequence[str] = (),
        missing: tuple[str, ...] = (),
        mistyped: tuple[str, ...] = (),
    ) -> None:
        super().__init__(problem, field=field, found=found, expected=expected, near=near)
        self.missing = missing
        self.mistyped = mistyped


class EngineError(BilateralError, RuntimeError):
    """An engine (DuckDB, polars, Spark and so on) could not answer a question.

    The engine's own error is the cause.

    Attributes:
        engine: Name of the engine.
        predicate: The question, as the expression that makes it.
        columns: Columns that it reads.
    """

    def __init__(
        self,
        problem: str,
        *,
        engine: str | None = None,
        predicate: str | None = None,
        columns: tuple[str, ...] = (),
        found: object = None,
    ) -> None:
        expected = f"an answer to {predicate}" if predicate else None
        field = ", ".join(columns) or None
        super().__init__(problem, field=field, found=found, expected=expected)
        self.engine = engine
        self.predicate = predicate
        self.columns = columns


class MissingExtraError(BilateralError, ImportError):
    """An optional library is not installed; the text says what to install."""


_SHOWN = 15  # a screen, with what Python prints before it


class FaultsError(BilateralError, ValueError):
    """All the faults of one file or dataset at once.

    Its text has a line for each of the first; a program that ends with it prints a screen, however
    many there are.

    Attributes:
        faults: The single errors, in the order they were found.
    """

    def __init__(self, problem: str, faults: Sequence[BilateralError]) -> None:
        super().__init__(problem)
        self.args = (problem, list(faults))  # from which copies and pickles are made
        self.faults = tuple(faults)
        for fault in faults:
            # Where in the package each was found would bury what was found.
            fault.__traceback__ = fault.__cause__ = fault.__context__ = None

    def __str__(self) -> str:
        count = len(self.faults)
        lines = [f"{self.problem}: {count} fault{'s' if count != 1 else ''}"]
        lines += [f"  - {fault.in_one_line()}" for fault in self.faults[:_SHOWN]]
        if count > _SHOWN:
            lines.append(f"  and {count - _SHOWN} more (.faults has them all)")
        return "\n".join(lines)


def first_line(error: BaseException) -> str:
    """What another library's error says, in one line.

    Example:
        >>> first_line(ValueError("no such column")), first_line(KeyError())
        ('no such column', 'KeyError')
    """
    return (str(error).strip().splitlines() or [type(error).__name__])[0]


_TELLING = 4  # letters of a part of a name


_ALIKE = 0.6  # twice the letters in common by all letters, at least


def near_names(name: object, known: Iterable[str], alike: float = _ALIKE) -> tuple[str, ...]:
    """Names from ``known`` that someone who typed ``name`` may have meant.

    Args:
        name: What was typed.
        known: The names there are.
        alike: Twice the letters that two have in common, by all letters of both, at least.

    Example:
        >>> near_names("Militry", ["military", "business"])
        ('military',)
        >>> near_names("bajwa", ["bajwa-russia-2018-04", "janjua-moscow-2018-04"])
        ('bajwa-russia-2018-04',)
    """
    lowered: dict[str, str] = {}
    for candidate in known:
        lowered.setdefault(candidate.casefold(), str(candidate))
    typed = str(name).casefold()
    found = _closest(typed, lowered, alike)
    if not found and len(typed) >= _TELLING:  # a part of a longer name, such as of an id
        found = [key for key in lowered if typed in key][:3]
    return tuple(lowered[key] for key in found)


_COMPARED = 1000  # at most so many, so that names of the same letters in other orders cost no more


def _closest(typed: str, known: Iterable[str], alike: float) -> list[str]:
    """The three words most like one, by the measure of difflib, best first.

    No two words have more in common than the letters of both in any order. These are soon counted,
    so that of many words only those that have most in common so are compared.
    """
    import difflib  # put off: only errors need it

    letters, length = tuple(Counter(typed).items()), len(typed)
    shortest, longest = alike * length / (2 - alike), (2 - alike) * length / alike
    most_alike: list[tuple[float, str]] = []
    for word in known:
        size = len(word)
        if not shortest - 1 < size < longest + 1:  # by one, as numbers are rounded
            continue
        shared = 0
        for letter, number in letters:
            there = word.count(letter)
            shared += there if there < number else number  # noqa: FURB136 - a call takes as long
        if 2 * shared >= alike * (length + size):
            most_alike.append((2 * shared / (length + size or 1), word))
    most_alike.sort(reverse=True)
    compared = difflib.SequenceMatcher(b=typed)
    best: list[tuple[float, str]] = []
    for most, word in most_alike[:_COMPARED]:
        if len(best) == _MOST_NEAR and most < best[-1][0]:
            break
        compared.set_seq1(word)
        if (ratio := compared.ratio()) >= alike:
            best = sorted([*best, (ratio, word)], reverse=True)[:_MOST_NEAR]
    return [word for _, word in best]


_MOST_NEAR = 3


def not_there(name: str, asked: object, told: Mapping[str, str]) -> AttributeError:
    """The error for an attribute that is not there, with what to write for those that are told.

    Args:
        name: The attribute.
        asked: What was asked for it.
        told: What to write for some.
    """
    kind = type(asked).__name__
    if name in told:
        return UnknownFieldError(
            f"a {kind.lower()} has no such word", found=name, expected=told[name]
        )
    return AttributeError(f"{kind!r} object has no attribute {name!r}", name=name, obj=asked)


def _render(error: BilateralError) -> str:
    place = ""
    if error.file is not None:
        place = f"{error.file}:{error.line}: " if error.line is not None else f"{error.file}: "
    elif error.line is not None:
        place = f"line {error.line}: "
    facts: list[str] = []
    if error.record is not None:
        facts.append(f"record {error.record!r}")
    if error.field is not None:
        facts.append(f"field {error.field!r}")
    if error.found is not None:
        facts.append(f"found {shown(error.found)}")
    if error.expected is not None:
        facts.append(f"expected {error.expected}")
    text = place + error.problem + (": " + ", ".join(facts) if facts else "")
    if error.near:
        text += f" (did you mean {' or '.join(map(shown, error.near))}?)"
    return text if text.isprintable() else visible(text)  # names of files may hold anything


_LONGEST = 120  # letters of a value in a text


def shown(value: object) -> str:
    """How a value is written in the text of an error: never long, and always at all.

    Args:
        value: Anything, such as a number of more digits than Python prints.

    Example:
        >>> shown("Moscow"), shown(10**5000)
        ("'Moscow'", 'a value of type int')
    """
    try:
        text = repr(value)
    except Exception:  # noqa: BLE001 - such as a number of more digits than Python prints
        return f"a value of type {type(value).__name__}"
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 3]}..."


E = TypeVar("E", bound=BilateralError)


def _made_again(kind: type[E], args: tuple[object, ...], facts: Mapping[str, object]) -> E:
    """An error of a class with what another had, whatever its constructor takes."""
    error = kind.__new__(kind, *args)
    error.args = args
    error.__dict__.update(facts)
    return error


class _Printed:
    """What stands for a value that cannot be pickled: its text."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __repr__(self) -> str:
        return self._text


def _fit_to_travel(facts: Mapping[str, object]) -> dict[str, object]:
    import pickle  # put off: only errors that go to other processes need it

    fit = dict(facts)
    try:
        pickle.dumps(fit.get("found"))
    except Exception:  # noqa: BLE001 - whatever the class of the value raises
        fit["found"] = _Printed(shown(fit["found"]))
    return fit
