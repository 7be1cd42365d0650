"""Alliance Treaty Obligations and Provisions (ATOP): alliances, their members, allied pairs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import ClassVar

import attrs

from bilateral.dates.when import Moment, Period
from bilateral.errors import BilateralError, CalendarError
from bilateral.model.actors import OrganizationForm
from bilateral.model.completeness import Coverage
from bilateral.model.evidence import Source
from bilateral.model.records import (
    Agreement,
    AgreementForm,
    AnyRecord,
    Membership,
    MembershipForm,
    Participant,
    Role,
    Status,
)
from bilateral.readers.base import Reader
from bilateral.readers.days import as_exact
from bilateral.readers.files import SourceFile
from bilateral.readers.layouts import Layout
from bilateral.readers.ledger import Ledger
from bilateral.readers.missing import Missing
from bilateral.readers.report import DataSet
from bilateral.readers.table import Row
from bilateral.readers.years import not_before, period_of, runs
from bilateral.states import registry, succession
from bilateral.states.systems import codes

__all__ = ["Atop"]

_TOPICS = {
    "defense": "defence",
    "offense": "offence",
    "neutral": "neutrality",
    "nonagg": "nonaggression",
    "consul": "consultation",
}
_BEGIN, _END = ("begyr", "begmo", "begday"), ("endyr", "endmo", "endday")
_ENTRY, _EXIT = ("yrent", "moent", "dayent"), ("yrexit", "moexit", "dayexit")
_ID, _CODE, _YEAR = "[0-9]{4}(?:[.]0)?", "[0-9]{1,3}(?:[.]0)?", "[12][0-9]{3}(?:[.]0)?"

MEMBERS = Layout(
    name="members",
    columns=("atopid", "member", *_ENTRY, *_EXIT, *_TOPICS),
    optional=("ineffect", "phase", "version"),
    open=True,
    missing=Missing(states=frozenset({"member"})),
    essential={"atopid": _ID, "member": _CODE, **dict.fromkeys(_TOPICS, "[01NA.]+")},
)
ALLIANCES = Layout(
    name="alliances",
    columns=("atopid", *_BEGIN, *_END, *_TOPICS),
    optional=("ineffect", "estmode", "version"),
    open=True,
    missing=Missing(states=frozenset(f"mem{number}" for number in range(1, 100))),
    essential={"atopid": _ID, **dict.fromkeys(_TOPICS, "[01NA.]+")},
)
DIRECTED = Layout(
    name="directed-dyad-years",
    columns=("stateA", "stateB", "year", "atopally", *_TOPICS),
    optional=("number",),
    open=True,
    missing=Missing(states=frozenset({"stateA", "stateB"})),
    essential={"stateA": _CODE, "stateB": _CODE, "year": _YEAR},
)
DYADS = Layout(
    name="dyad-years",
    columns=("mem1", "mem2", "year", "atopally", *_TOPICS),
    optional=("number",),
    open=True,
    missing=Missing(states=frozenset({"mem1", "mem2"})),
    essential={"mem1": _CODE, "mem2": _CODE, "year": _YEAR},
)

_SINCE = 1815
_UNTIL = {"4.01": "2016", "5.10": "2018"}
"""The last year of each version: what has an end of 0 was still so on its last day."""
_ROWS = {("4.01", "members"): 2398, ("4.01", "alliances"): 745}
"""The rows of each file as it is published. One of fewer is a part, and complete for nothing."""


class Atop(Reader):
    """Alliance level, member level, dyad-years and directed dyad-years, of 4.01 and 5.1.

    An alliance is an agreement, dated when it begins. A row of the member level is a membership
    of the alliance, in one phase of it. Dyad-years are put together: one agreement for each
    pair, alliance and unbroken run of years. An end of 0 means "in effect when the data end", no
    year; an empty cell is not stated. Codes are those of the Correlates of War, for the date.
    """

    name: ClassVar[str] = "atop"
    system: ClassVar[str | None] = "cow"
    layouts: ClassVar[tuple[Layout, ...]] = (MEMBERS, ALLIANCES, DIRECTED, DYADS)
    data_set: ClassVar[DataSet] = DataSet(
        id="atop",
        title="Alliance Treaty Obligations and Provisions",
        citation="Leeds, Brett Ashley, Jeffrey M. Ritter, Sara McLaughlin Mitchell, and Andrew G. "
        'Long. 2002. "Alliance Treaty Obligations and Provisions, 1815-1944." International '
        "Interactions 28: 237-260.",
        licence="terms not verified; cite, do not redistribute",
        url="http://www.atopdata.org",
        versions="Alliance and member level checked on files of 4.01. Those of 5.1, and dyad-years "
        "of any version, could not be checked on a file: their columns are those that published "
        "scripts and descriptions name.",
        covers="Military alliances since 1815, until 2016 (4.01) or 2018 (5.1). A whole file of "
        "4.01 is complete for what promises defence, offence, neutrality, nonaggression or "
        "consultation; agreements and memberships are more than that.",
    )

    def sniff(self, file: SourceFile) -> str | None:
        """The layout by its columns."""
        self._pairs: dict[_Pair, dict[int, list[_Year]]] = {}
        self._years: set[int] = set()
        self._versions: Counter[str | None] = Counter()
        return super().sniff(file)

    def records(self, row: Row, ledger: Ledger) -> Iterable[AnyRecord]:
        """The record of one alliance or membership; a dyad-year is only taken up."""
        self._versions[_version(row)] += 1
        match self.header.layout.name:
            case "members":
                return _of_member(row, ledger)
            case "alliances":
                return _of_alliance(row, ledger)
            case "directed-dyad-years":
                self._take_up(row, ("stateA", "stateB"), ledger)
            case _:
                self._take_up(row, ("mem1", "mem2"), ledger)
        return ()

    def finish(self, ledger: Ledger) -> Iterable[AnyRecord]:
        """The agreements that dyad-years make."""
        for pair, years in sorted(self._pairs.items()):
            for first, last in runs(years):
                rows = {year: years[year] for year in range(first, last + 1)}
                yield _of_run(pair, rows, self._years, ledger)

    def coverage(self, file: SourceFile, source: Source) -> tuple[Coverage, ...]:  # noqa: ARG002
        """All alliances of its version, by what they promise, if no row is left out."""
        layout = self.header.layout.name
        ((version, rows), *others) = self._versions.most_common() or [(None, 0)]
        if version is None or others or rows != _ROWS.get((version, layout)):
            return ()
        return (
            Coverage(
                source=source.id,
                actors=(),
                kinds=("membership" if layout == "members" else "agreement",),
                period=f"{_SINCE}/{_UNTIL[version]}",
                topics=tuple(_TOPICS.values()),
                note="all alliances that promise one of these",
            ),
        )

    def _take_up(self, row: Row, columns: tuple[str, str], ledger: Ledger) -> None:
        first, second = (_code(row, column) for column in columns)
        if first == second:
            raise row.error("a pair of one state", columns[1], "another state")
        text = row.year("year")
        if text is None:
            raise row.error("a dyad-year without its year", "year", "a year")
        year, topics = int(text), frozenset(_topics(row))
        allied, number = _choice(row, "atopally", (0, 1)), row.whole("number")
        alliances = _numbers(row, "atopid")
        self._years.add(year)
        if allied != 1:
            without = "are not allied" if allied == 0 else "may be allied or not (atopally empty)"
            ledger.note(f"a pair that {without} in a year, which makes no record")
            return
        alone = not alliances or (len(alliances) == 1 and number in (None, 1))
        states = (min(first, second), max(first, second))
        for alliance in alliances or (0,):
            years = self._pairs.setdefault((*states, alliance), {})
            years.setdefault(year, []).append(_Year(row.line, topics, alone))


_Pair = tuple[int, int, int]
"""Codes of two states, the smaller first, and the id of an alliance, or 0 if none is given."""


@attrs.frozen
class _Year:
    """One row of a pair: its line, obligations, and whether they are those of one alliance."""

    line: int
    topics: frozenset[str]
    alone: bool


# -- cells -----------------------------------------------------------------------------------------


def _choice(row: Row, column: str, codes: tuple[int, ...]) -> int | None:
    number = row.whole(column)
    if number is not None and number not in codes:
        raise row.error("not a code of this column", column, f"one of {codes} or nothing")
    return number


def _topics(row: Row) -> tuple[str, ...]:
    """The obligations of a row."""
    return tuple(topic for column, topic in _TOPICS.items() if _choice(row, column, (0, 1)))


def _none(row: Row) -> tuple[str, ...]:
    """That it has no obligation, if each of them is coded 0."""
    return ("topics",) if all(_choice(row, column, (0, 1)) == 0 for column in _TOPICS) else ()


def _code(row: Row, column: str) -> int:
    number = row.whole(column)
    if not number:
        raise row.error("no code", column, "a number above 0")
    return number


def _numbers(row: Row, stem: str) -> tuple[int, ...]:
    """What numbered columns such as mem1, mem2 hold, each once."""
    found: dict[int, None] = {}
    numbered = re.compile(rf"{stem}([0-9]+)", re.IGNORECASE)
    columns = {
        column: int(match[1]) for column in row.cells if (match := numbered.fullmatch(column))
    }
    for column in sorted(columns, key=columns.__getitem__):
        number = row.whole(column)
        if number:
            found[number] = None
    return tuple(found)


def _date(row: Row, columns: tuple[str, str, str]) -> str:
    """The EDTF text of a year, month and day, as exact as they are; nothing if there is no year.

    An end of 0 in the year is ``..``: the alliance is there when the data end.
    """
    _, month, day = (row.whole(column) for column in columns)
    if columns in (_END, _EXIT) and row.whole(columns[0]) == 0:
        if month or day:
            raise row.error("a month or day of no year", columns[1 if month else 2], "0")
        return ".."
    year = row.year(columns[0])
    if year is None:
        if month or day:
            raise row.error("a month or day of no year", columns[0], "a year")
        return ""
    if month and month > 12:
        raise row.error("not a month", columns[1], "1 to 12, or nothing")
    try:
        return as_exact(year, month, day if month else None)
    except CalendarError as error:
        raise row.error("not a day of its month", columns[2]) from error


def _span(row: Row, first: str, columns: tuple[str, str, str], ledger: Ledger) -> Period | None:
    """The period from a date to the one in some columns, or None if neither is known."""
    last = _date(row, columns)
    in_effect = _choice(row, "ineffect", (0, 1))
    if in_effect == 0 and last == "..":
        ledger.note("an end of 0 though it is not in effect: the end is unknown")
        last = ""
    elif in_effect == 1 and last != "..":
        ledger.note("an end though it is in effect: the end is as coded, or open if none is")
        last = last or ".."
    if not first and last in ("", ".."):
        return None
    try:
        return Period(f"{first}/{last}")
    except BilateralError as error:
        raise row.error("an end before the beginning", columns[0], f"{first} or later") from error


def _is_open(span: Period) -> bool:
    """Whether it has no end within the data."""
    return span.edtf.text.endswith("..")


def _version(row: Row) -> str | None:
    """The version of the data, if the row says which it is."""
    text = row.number_text("version")
    return f"{float(text):.2f}" if text else None


def _until(row: Row) -> str | None:
    """The last year of the data, if the row says of which version it is."""
    return _UNTIL.get(_version(row) or "")


def _lasting(role: Role, code: int, first: str, period: Period | None, row: int, ledger: Ledger
) -> Participant:  # fmt: skip
    """Someone who takes part from a date on, if the code is that of one state all the time."""
    state = _only_state(code, first, period)
    if state is not None:
        ledger.note("a state before or after the code is listed for it")
        return ledger.state_part(role, registry()[state])
    part = ledger.participant(role, str(code), first or period, row)
    if part.state is not None and first and period is not None:
        return ledger.participant(role, str(code), period, row)
    return part


def _only_state(code: int, first: str, period: Period | None) -> str | None:
    """The state that a code stands for where it does not on the first day: later, or ever."""
    held = codes("cow", str(code))
    if not first or not held:
        return None
    begin = Moment(first)
    if any(spell.period is None or begin.during(spell.period).is_possible for spell in held):
        return None
    if period is not None:
        later = [s for s in held if s.period is not None and period.during(s.period).is_possible]
        held = tuple(later) or held
    (state, *others) = dict.fromkeys(spell.state for spell in held)
    life = registry()[state].life
    lived = life is None or (period or begin).during(life).is_possible
    return state if lived and not others else None


def _named(part: Participant) -> str:
    return registry()[part.state].name if part.state else f"COW {part.name}"


# -- layouts ---------------------------------------------------------------------------------------


def _of_alliance(row: Row, ledger: Ledger) -> Iterator[AnyRecord]:
    alliance = _code(row, "atopid")
    begin = _date(row, _BEGIN)
    in_force = _span(row, begin, _END, ledger)
    until = _until(row)
    if until and in_force is not None and _is_open(in_force):
        in_force = Period(f"{begin}/{not_before(until)}")
    topics = _topics(row)
    treaty = _choice(row, "estmode", (0, 1)) == 1
    codes = _numbers(row, "mem")
    if not codes:
        ledger.note("an alliance whose members are not stated")
    on = begin or None
    parties = [ledger.participant(Role.PARTY, str(c), on, row.line, joins=True) for c in codes]
    if len(parties) == 2:
        who = " and ".join(map(_named, parties))
    else:
        who = f"{len(parties)} members" if parties else "members not stated"
    yield Agreement(
        id=ledger.record_id(alliance),
        title=f"Alliance of {who} (ATOP {alliance})",
        date=Moment(begin) if begin else None,
        status=Status.OCCURRED,
        participants=parties,
        topics=topics,
        none=_none(row),
        form=AgreementForm.TREATY if treaty else None,
        in_force=in_force,
        citations=(ledger.citation(row.line),),
    )


def _of_member(row: Row, ledger: Ledger) -> Iterator[AnyRecord]:
    alliance, code = _code(row, "atopid"), _code(row, "member")
    phase = row.whole("phase")
    entry = _date(row, _ENTRY)
    period = _span(row, entry, _EXIT, ledger)
    topics = _topics(row)
    until = _until(row)
    body = ledger.organization(f"ATOP alliance {alliance}", OrganizationForm.ALLIANCE)
    parts = succession(code, system="cow", during=period) if period is not None and entry else ()
    if len(parts) < 2:
        parts_ = [(_lasting(Role.MEMBER, code, entry, period, row.line, ledger), period, "")]
    else:
        ledger.note("a member whose code passes from one state to another: a record for each")
        parts_ = [(ledger.state_part(Role.MEMBER, state), span, state.id) for state, span in parts]
    for member, span, part in parts_:
        lasts = span is not None and _is_open(span)
        yield Membership(
            id=ledger.record_id(
                alliance, code, *([phase] if phase else ()), *([part] if part else ())
            ),
            title=f"{_named(member)} in ATOP alliance {alliance}"
            + (f", phase {phase}" if phase else ""),
            date=span,
            attested=f"{until}-12-31" if until and lasts else None,
            status=Status.ONGOING if lasts else Status.OCCURRED,
            participants=(member, ledger.part(Role.BODY, organization=body)),
            topics=topics,
            none=_none(row),
            form=MembershipForm.ALLY,
            citations=(ledger.citation(row.line),),
        )


def _of_run(
    pair: _Pair, rows: dict[int, list[_Year]], covered: set[int], ledger: Ledger
) -> Agreement:
    """The agreement of a pair in a run of years.

    A run that touches the first or last year of the file may have begun before, or last.
    """
    first, last = min(rows), max(rows)
    lasts = last == max(covered)
    met = [year for held in rows.values() for year in held]
    line = min(year.line for year in met)
    years = Period(f"{first}/{last}")
    parties = [_lasting(Role.PARTY, c, str(first), years, line, ledger) for c in pair[:2]]
    names = " and ".join(map(_named, parties))
    own = [year.topics for year in met if year.alone]
    sure = frozenset.intersection(*own) if own else frozenset()
    partly = frozenset[str]().union(*own) - sure
    remarks = [f"{len(met)} row{'s' if len(met) > 1 else ''}, {first} to {last}"]
    if partly:
        remarks.append(f"in some of the rows only: {', '.join(sorted(partly))}")
    if not own:
        remarks.append("obligations are coded for several alliances together")
    number = pair[2]
    return Agreement(
        id=ledger.record_id(*([number] if number else ()), f"{pair[0]}-{pair[1]}", first),
        title=(f"ATOP alliance {number}" if number else "Alliance") + f" in force between {names}",
        status=Status.ONGOING if lasts else Status.OCCURRED,
        participants=parties,
        topics=[topic for topic in _TOPICS.values() if topic in sure],
        in_force=period_of((first, last), covered, since=_SINCE),
        citations=(ledger.citation(line, note="; ".join(remarks)),),
    )
