"""Columns of a panel from words: those of ``ask``, with a name before them and rules behind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import attrs
from cyclopts import Group, Parameter

from bilateral.cli.opening import opened
from bilateral.cli.questions import ANYTHING, Question, kind_of, other_kinds
from bilateral.cli.series import series_of
from bilateral.cli.words import named, parsed
from bilateral.errors import BilateralError

if TYPE_CHECKING:
    from bilateral.cli.questions import Asked
    from bilateral.collection.dataset import Dataset
    from bilateral.panels import Panel
    from bilateral.tables.table import Table

__all__ = ["NO_COLUMNS", "AddedColumns", "Datasets"]

_COLUMNS = Group("Columns", sort_key=2)


@attrs.frozen
class Datasets:
    """The datasets that columns are of, each opened once.

    Attributes:
        usual: The one of a column whose words name none.
    """

    usual: str | None
    _opened: dict[str, Dataset | Table] = attrs.field(factory=dict, init=False, repr=False)

    @property
    def is_idle(self) -> bool:
        """Whether there is a usual one, of which nothing was asked."""
        return self.usual is not None and self.usual not in self._opened

    def records(self, text: str) -> Asked:
        """Records by the words of ``ask``, the first of which may be a dataset of its own.

        Args:
            text: The words.

        Raises:
            BilateralError: if they cannot be understood; or as a question.

        Example:
            >>> Datasets("pakistan-russia").records("visits --by military").bounds()
            (2, 5)
            >>> Datasets(None).records("us-visits visits --during 1972").bounds()
            (13, 13)
        """
        words, question = parsed(text, text, _as_asked)
        return self.asked(words, question)[1]

    def asked(self, words: tuple[str, ...], question: Question) -> tuple[str, Asked]:
        """The name of a column of records, and the records.

        Args:
            words: A kind, and a dataset before it if it is another than the usual.
            question: What is asked of them.

        Raises:
            BilateralError: if there is no such dataset or kind, or none is named.
        """
        if len(words) not in (1, 2):
            raise BilateralError(
                "no kind of records", found=" ".join(words) or None, expected="such as visits"
            )
        kind = words[-1]
        whose = words[0] if len(words) == 2 else self.usual
        if whose is None:
            raise BilateralError(
                "no dataset", found=kind, expected=f"one before it, such as 'us-visits {kind}'"
            )
        if whose not in self._opened:
            self._opened[whose] = opened(whose)
        if (others := other_kinds(self._opened[whose], kind)) is not None:
            raise BilateralError(f"no {kind} in {whose}", expected=f"one of {others}")
        name = "records" if kind in ("records", "all") else kind_of(kind).plural
        return name, question.put_to(self._opened[whose], kind)


def _option(help: str) -> Parameter:
    return Parameter(group=_COLUMNS, help=help, negative=())


@Parameter(name="*")
@attrs.frozen(kw_only=True)
class AddedColumns:
    """The columns of a panel; each option is the verb of that name, and may be given again."""

    count: Annotated[
        tuple[str, ...],
        _option(
            'Number of records: visits, or "trips=visits --by military". Behind them --allocate '
            "any, start, end or whole; --side; --coverage 1950/2016 where they are complete."
        ),
    ] = ()
    sum: Annotated[
        tuple[str, ...],
        _option(
            'Sum of a field: "tiv=arms-transfers.volume --by RUS". --allocate also proportional '
            "and one-a-year."
        ),
    ] = ()
    state: Annotated[
        tuple[str, ...],
        _option(
            'Whether it held: "ally=agreements --about defence". --when any, first, last, all or '
            "days; --field; --coverage."
        ),
    ] = ()
    join: Annotated[
        tuple[str, ...],
        _option(
            'A table of states or pairs by time: "power.csv cinc". --missing -9; --rule longest; '
            "--keys, --system, --time, --coverage; --direction both."
        ),
    ] = ()

    def added_to(self, panel: Panel, datasets: Datasets) -> Panel:
        """A panel with these columns.

        Args:
            panel: The panel.
            datasets: The datasets that their words name.

        Raises:
            BilateralError: if words cannot be understood; or as a question.
        """
        for text in self.count:
            panel = _counted(panel, text, datasets)
        for text in self.sum:
            panel = _summed(panel, text, datasets)
        for text in self.state:
            panel = _held(panel, text, datasets)
        for text in self.join:
            one = series_of(text)
            panel = panel.join(one.series, one.columns, **one.rules)
        return panel


NO_COLUMNS = AddedColumns()
"""No column but the keys."""


def _counted(panel: Panel, text: str, datasets: Datasets) -> Panel:
    name, rest = named(text)
    words, question, rules = parsed(text, rest, _as_counted)
    own, found = datasets.asked(words, question)
    return panel.count(**_given(rules, name or own, found))


def _summed(panel: Panel, text: str, datasets: Datasets) -> Panel:
    name, rest = named(text)
    words, question, rules = parsed(text, rest, _as_counted)
    *whose, last = words or ("",)
    kind, _, field = last.partition(".")
    if not field:
        raise BilateralError(
            "no field to be summed", found=text, expected="such as arms-transfers.delivered"
        )
    _, found = datasets.asked((*whose, kind), question)
    return panel.sum(**_given(rules, name or field, (found, field)))


def _held(panel: Panel, text: str, datasets: Datasets) -> Panel:
    name, rest = named(text)
    words, question, rules = parsed(text, rest, _as_held)
    own, found = datasets.asked(words, question)
    return panel.state(**_given(rules, name or own, found))


def _given(rules: _Counting | _Holding, name: str, of: object) -> dict[str, Any]:
    """What a verb of panels is given, which checks it."""
    given: dict[str, Any] = attrs.asdict(rules)
    if name in (*given, "self"):
        raise BilateralError("a name that no column has", found=name, expected="another")
    return {**given, name: of}


# -- words ---------------------------------------------------------------------------------------


@Parameter(name="*")
@attrs.frozen(kw_only=True)
class _Counting:
    """The rules behind the words of a number."""

    allocate: str = "any"
    side: str = "either"
    coverage: str | None = None


@Parameter(name="*")
@attrs.frozen(kw_only=True)
class _Holding:
    """The rules behind the words of what holds."""

    when: str = "any"
    field: str | None = None
    coverage: str | None = None


_ALL, _ANY_DAY = _Counting(), _Holding()
_Words = tuple[str, ...]


def _as_asked(*words: str, question: Question = ANYTHING) -> tuple[_Words, Question]:
    return words, question


def _as_counted(
    *words: str, question: Question = ANYTHING, rules: _Counting = _ALL
) -> tuple[_Words, Question, _Counting]:
    return words, question, rules


def _as_held(
    *words: str, question: Question = ANYTHING, rules: _Holding = _ANY_DAY
) -> tuple[_Words, Question, _Holding]:
    return words, question, rules
