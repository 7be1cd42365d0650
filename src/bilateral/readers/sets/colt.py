"""COLT: journeys abroad of heads of state and government, one country a row."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import ClassVar

from bilateral.dates.when import Period
from bilateral.errors import CalendarError, StateNameError
from bilateral.model.actors import OrganizationForm, Person, Sector
from bilateral.model.ids import slug
from bilateral.model.records import AnyRecord, Participant, Place, Role, Status, Visit
from bilateral.quantities import Quantity
from bilateral.readers.base import Reader
from bilateral.readers.days import DayForm, calendar_day, day_of
from bilateral.readers.layouts import NAMED, Layout
from bilateral.readers.ledger import Ledger, States, only
from bilateral.readers.missing import Missing
from bilateral.readers.report import DataSet
from bilateral.readers.table import Row
from bilateral.states import resolve

__all__ = ["Colt"]

_CODED = {
    "MetHostHoGS": "met-host-leader",
    "AttendedMultilatEvent": "multilateral-event",
    "AttendedMultilatMinisterialEvent": "multilateral-ministerial-event",
    "MetNonhostHOGS": "met-other-leader",
    "PublicAddress": "public-address",
    "SignedAgreement": "signed-agreement",
    "CulturalSiteOrCeremony": "culture-or-ceremony",
    "BusinessLeaderOrForum": "business-leader-or-forum",
    "MetIGOLeader": "met-igo-leader",
}
_YES_NO = {"yes": "yes", "no": "no", "": "", "tbd": "", "unknown": ""}
_PERHAPS_CODED = {
    "DisputedTerritory": "disputed-territory",
    "SemiAutoTerritory": "semi-autonomous-territory",
}
_TEXTS = {
    "HostHOGSName": "Host",
    "NameMultilatEvent": "Event",
    "NonhostHOGSNames": "Others met",
    "IGOLeaderName": "Leader of an organization",
}
_SECTORS: dict[str, Sector | None] = {
    "gs": Sector.EXECUTIVE,
    "g": Sector.EXECUTIVE,
    "s": Sector.EXECUTIVE,
    "de facto": Sector.EXECUTIVE,
    "f": Sector.DIPLOMATIC,
    "e": Sector.ECONOMIC,
    "i": None,  # the organization says it
    "cp": None,  # an heir, who need not hold any office
    "": None,
}
_MIDNIGHT = re.compile(r"[T ]0?0:00(?::00(?:\.0+)?)?$")
_SLASHES = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_LINK = re.compile(r"sourcelink *[0-9]+", re.IGNORECASE)

TRIPS = Layout(
    name="trips",
    columns=(
        "TripID", "LeaderCountryOrIGO", "LeaderCountryISO", "LeaderRole", "LeaderTitle",
        "LeaderFullName", "CountryVisited", "CountryVisitedISO", "TripYear", "TripStartDate",
        "TripEndDate",
    ),
    optional=(
        "LeaderID", "LeaderSurname", "CityVisited", "TripDuration", *_CODED, *_PERHAPS_CODED,
        *_TEXTS, "Notes", "Confidence(1-5)",
    ),
    open=True,
    days=("TripStartDate", "TripEndDate"),
    wholes=("LeaderID", "TripYear", "TripDuration", "Confidence(1-5)"),
    essential={
        "TripID": ".+", "LeaderFullName": NAMED, "CountryVisited": NAMED, "TripYear": "[0-9.]{4,6}"
    },
    missing=Missing(
        states=frozenset({
            "LeaderCountryOrIGO", "LeaderCountryISO", "CountryVisited", "CountryVisitedISO",
        })
    ),
)  # fmt: skip


class Colt(Reader):
    """The workbook or its CSV export: one leader in one country a row, one visit each.

    ``TBD`` and ``Unknown`` are not stated. What is coded "Yes" is a topic; what is coded "No" and
    what is not coded at all are named in the note, since an empty cell is no "No".
    """

    name: ClassVar[str] = "colt"
    repeated = "one"
    layouts: ClassVar[tuple[Layout, ...]] = (TRIPS,)
    data_set: ClassVar[DataSet] = DataSet(
        id="colt",
        title="Country and Organizational Leader Travel (COLT)",
        citation="Moyer, Jonathan D., et al. 2025. When Heads of Government and State (HOGS) Fly: "
        "Introducing the Country and Organizational Leader Travel (COLT) Dataset Measuring Foreign "
        "Travel by HOGS. International Studies Quarterly. https://doi.org/10.1093/isq/sqaf013.",
        licence="terms not verified; cite, do not redistribute",
        url="https://korbel.du.edu/pardee/content/country-organization-leader-travel",
        versions="Written after the column names of the file of 17 March 2025 (1990 to 2024) as "
        "scripts that load it give them. No file could be read: the order of the columns, six of "
        "their 76 names, the form of dates in the CSV export, the codes of territories and "
        "organizations and the list of roles could not be checked.",
        covers="Journeys abroad of heads of state and government from 1990; foreign and defence "
        "ministers of the United States, Russia and China from 1990; foreign, defence and finance "
        "ministers of the G20 from 2018.",
    )

    def records(self, row: Row, ledger: Ledger) -> Iterable[AnyRecord]:
        """The visit of a row."""
        trip = _stated(row, "TripID")
        if trip is None:
            raise row.error("a trip without its id", "TripID", "an id")
        start, end = (_day(row, column, self.slashed) for column in TRIPS.days)
        year = _year(row, start, end)
        dates = _dates(start, end, year)
        on = start.isoformat() if start else year
        duration, doubt = _duration(row, start, end)
        topics, remarks = _coded(row)
        evidence = _evidence(row)
        host = _host(row, on, ledger)
        city = _stated(row, "CityVisited")
        leader = _stated(row, "LeaderFullName") or _stated(row, "LeaderSurname") or "Someone"
        whose, where = row["LeaderCountryOrIGO"] or row["LeaderCountryISO"], row["CountryVisited"]
        return (
            Visit(
                id=ledger.record_id(trip),
                title=f"{leader} ({whose or 'unknown'}) visits {where or row['CountryVisitedISO']}",
                date=dates,
                status=Status.OCCURRED,
                participants=(_visitor(row, on, ledger), *((host,) if host else ())),
                places=(Place(city, host.state if host else None),) if city else (),
                topics=topics,
                duration=duration,
                citations=(ledger.citation(row.line, note=evidence),),
                note=". ".join([*remarks, *doubt]) or None,
            ),
        )


def _stated(row: Row, column: str) -> str | None:
    """The text of a cell, or None of one that says that nothing is known."""
    text = row.get(column)
    return None if text.casefold() in ("", "tbd", "unknown") else text


# -- when ------------------------------------------------------------------------------------------


def _day(row: Row, column: str, slashed: tuple[DayForm, ...]) -> date | None:
    """A day as ISO 8601 has it, or of slashes where the file or the day itself tells the month."""
    text = _stated(row, column)
    if text is None:
        return None
    text = _MIDNIGHT.sub("", text)
    try:
        found = {day_of(text, DayForm.ISO, *slashed)}
        if not slashed and (match := _SLASHES.fullmatch(text)):
            one, other, year = map(int, match.groups())
            found = {calendar_day(year, one, other), calendar_day(year, other, one)} - {None}
    except CalendarError:
        found = set()
    if len(found) > 1:
        raise row.error("month and day cannot be told apart", column, "YYYY-MM-DD")
    day = found.pop() if found else None
    if day is None:
        raise row.error("not a day", column, "YYYY-MM-DD, or nothing")
    return day


def _year(row: Row, start: date | None, end: date | None) -> str | None:
    """The year of a trip, which no day may contradict."""
    if start and end and end < start:
        raise row.error("an end before the start", "TripEndDate", f"{start} or later")
    year = row.year("TripYear") if _stated(row, "TripYear") else None
    years = {day.year for day in (start, end) if day}
    if year and years and int(year) not in years:
        listed = " or ".join(str(one) for one in sorted(years))
        raise row.error("a year other than that of the days", "TripYear", listed)
    return year


def _duration(
    row: Row, start: date | None, end: date | None
) -> tuple[Quantity | None, tuple[str, ...]]:
    """The days of a trip, first and last counted; bounds and a remark if the cells disagree."""
    stated = row.whole("TripDuration") if _stated(row, "TripDuration") else None
    counted = (end - start).days + 1 if start and end else None
    if stated is None or counted is None or stated == counted:
        days = counted if stated is None else stated
        return (None if days is None else _days(str(days))), ()
    return (
        _days(f"{min(stated, counted)}..{max(stated, counted)}", row["TripDuration"]),
        (f"TripDuration is {stated}, its first to its last day are {counted}",),
    )


@cache
def _days(amount: str, printed: str | None = None) -> Quantity:
    return Quantity(amount, "days", printed)


def _dates(start: date | None, end: date | None, year: str | None) -> Period | None:
    """From the first day to the last; of one that is not stated nothing is known."""
    if start is not None and start == end:
        return _period(start.isoformat())
    if start is not None or end is not None:
        return _period("/".join(day.isoformat() if day else "" for day in (start, end)))
    return _period(year) if year else None


@cache
def _period(text: str) -> Period:
    return Period(text)


# -- who -------------------------------------------------------------------------------------------


def _visitor(row: Row, on: str | None, ledger: Ledger) -> Participant:
    code = (_stated(row, "LeaderRole") or "").casefold()
    if code not in _SECTORS:
        ledger.note(f"the role {row['LeaderRole']!r} is not known here and gives no sector")
    sector = _SECTORS.get(code)
    country = _stated(row, "LeaderCountryOrIGO") or _stated(row, "LeaderCountryISO")
    state: States = None
    organization = None
    if code == "i" and country:
        organization = ledger.organization(country, OrganizationForm.INTERGOVERNMENTAL)
    elif country:
        state = _state(row, "LeaderCountryISO", "LeaderCountryOrIGO", on, ledger)
    title = _stated(row, "LeaderTitle")
    shown = None if only(state) else country or _stated(row, "LeaderSurname")
    return ledger.part(
        Role.VISITOR,
        state=state,
        organization=organization,
        person=_person(row, state, ledger),
        office=ledger.office(title, state, sector) if title and only(state) else None,
        sector=sector,
        name=title if organization else shown,
    )


def _person(row: Row, state: States, ledger: Ledger) -> str | None:
    """The leader, told from others of the same name by the id that COLT gives each."""
    name, number = _stated(row, "LeaderFullName"), _stated(row, "LeaderID")
    if name is None:
        return None
    if number is None:
        return ledger.person(name, state)
    ident = f"{slug(name)}-{slug(number)}"
    held = ledger.actors.setdefault(ident, Person(id=ident, name=name, state=only(state)))
    return held.id if isinstance(held, Person) else ledger.person(name, state)


def _host(row: Row, on: str | None, ledger: Ledger) -> Participant | None:
    country = _stated(row, "CountryVisited") or _stated(row, "CountryVisitedISO")
    if country is None:
        return None
    state = _state(row, "CountryVisitedISO", "CountryVisited", on, ledger)
    return ledger.part(Role.HOST, state=state, name=None if only(state) else country)


def _state(row: Row, code: str, name: str, on: str | None, ledger: Ledger) -> States:
    """The state of a code, or of the name where the code is none of ISO; they must not differ."""
    label, printed = _stated(row, code) or "", _stated(row, name)
    if printed and ledger.own(printed) is not None:
        return ledger.state(printed, on, row.line)
    by_code = _resolved(label, on, "iso") if re.fullmatch("[A-Z]{3}", label) else None
    by_name = _resolved(printed, on, None) if printed else None
    if by_code and by_name and by_code != by_name:
        ledger.unresolved(
            f"{label}: {printed}",
            reason=f"the code is that of {by_code}, the name that of {by_name}",
            line=row.line,
        )
        return ledger.known((by_code, by_name))
    if by_code or printed is None:
        return ledger.state(label, on, row.line, system="iso")
    return ledger.state(printed, on, row.line)


@cache
def _resolved(label: str, on: str | None, system: str | None) -> str | None:
    try:
        return resolve(label, on=on, system=system).id
    except StateNameError:
        return None


# -- what ------------------------------------------------------------------------------------------


def _coded(row: Row) -> tuple[tuple[str, ...], list[str]]:
    """Topics for what is coded "Yes"; remarks with the texts, what is "No", what is not coded."""
    topics: list[str] = []
    remarks = [text.rstrip(".")] if (text := _stated(row, "Notes")) else []
    texts = {what: _stated(row, column) for column, what in _TEXTS.items()}
    remarks += [f"{what}: {text}" for what, text in texts.items() if text]
    for column, topic in _PERHAPS_CODED.items():
        value = row.get(column)
        if value.casefold() == "yes":
            topics.append(topic)
        elif value.casefold() not in ("", "no"):
            remarks.append(f"{column}: {value}")
    answers: dict[str, list[str]] = {"yes": [], "no": [], "": []}
    for column in _CODED:
        if column in row.cells:
            answers[row.word(column, _YES_NO)].append(column)
    topics += [_CODED[column] for column in answers["yes"]]
    for answer, what in (("no", "Coded No"), ("", "Not coded")):
        if answers[answer]:
            remarks.append(f"{what}: {', '.join(answers[answer])}")
    return tuple(topics), remarks


def _evidence(row: Row) -> str | None:
    """The coders' confidence, and how many sources they link to."""
    found = []
    if _stated(row, "Confidence(1-5)"):
        confidence = row.whole("Confidence(1-5)")
        if confidence not in range(1, 6):
            raise row.error("not a degree of confidence", "Confidence(1-5)", "1 to 5, or nothing")
        found.append(f"confidence {confidence} of 5")
    links = sum(1 for column, text in row.cells.items() if text and _LINK.fullmatch(column))
    if links:
        found.append(f"{links} link{'s' if links > 1 else ''} to sources")
    return "; ".join(found) or None
