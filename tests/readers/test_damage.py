"""Every reader, every damage: the right records, a refusal, or an error; never anything else."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import attrs
import pytest

from bilateral.errors import BilateralError
from bilateral.readers import Import, read, readers
from tests.readers import samples
from tests.readers.damages import DAMAGES, File, Table, file, pieces
from tests.readers.samples import write
from tests.readers.sets import (
    test_atop as atop,
    test_colt as colt,
    test_desta as desta,
    test_icews as icews,
    test_polecat as polecat,
    test_un_treaties as un_treaties,
    test_wti as wti,
)
from tests.readers.test_merging import GDELT, UK, VISITS as _VISITS

VISITS = (
    "id,date,status,visitor,host,place,note\n"
    "one,2018-04,occurred,Pakistan,Russia,Moscow,first\n"
    "two,2019,planned,Côte d'Ivoire,France,,second\n"
    "three,2020-01-25,occurred,India,Germany,Berlin,third\n"
)
SIPRI_STATES = ("Supplier", "Recipient")
TABLES = {
    "atop alliances": Table.of(
        atop.ALLIANCES, states=("mem1", "mem2"),
        numbers=("atopid", "begyr", "endyr", "defense", "mem1"),
    ),
    "atop members": Table.of(
        atop.MEMBERS, states=("member",), numbers=("atopid", "member", "yrent", "moent", "phase")
    ),
    "atop dyads": Table.of(
        atop.DYADS, states=("mem1", "mem2"), numbers=("mem1", "year", "defense", "atopid1")
    ),
    "atop directed": Table.of(atop.DIRECTED, states=("stateA", "stateB"), numbers=("stateA", "year")),
    "colt": Table.of(
        colt.text(colt.PLAIN, {**colt.PLAIN, "TripID": "101-PAK-CHN-4", "TripStartDate": "2013-07-20",
                               "TripEndDate": "2013-07-22", "TripDuration": "3"}),
        text="Notes", states=("LeaderCountryISO", "CountryVisitedISO"),
        days=("TripStartDate", "TripEndDate"), numbers=("LeaderID", "TripYear", "TripDuration"),
    ),
    "desta list": Table.of(desta.LIST, states=("c1", "c2"), numbers=("number", "year", "c1")),
    "desta dyads": Table.of(
        desta.DYADS.replace("Chile,Peru,152,604", "Chile,Norway,152,578"),
        states=("iso1", "iso2"), numbers=("iso1", "number", "year", "entryforceyear"),
    ),
    "icews": Table.of(
        icews.text_of(icews.PLAIN, {**icews.PLAIN, "Event ID": "20718171", "Event Date": "2016-01-22"}),
        "\t", text="Event Text", states=("Source Country", "Target Country"), days=("Event Date",),
        numbers=("Event ID",),
    ),
    "polecat": Table.of(
        polecat.text_of({}, {"Event Date": "2021-05-23"}), "\t", text="Actor Title",
        states=("Actor Country",), days=("Event Date", "Publication Date"),
    ),
    "sipri register": Table.of(
        samples.REGISTER, skip=5, text="Comments", states=SIPRI_STATES,
        numbers=("Year of order", "Number ordered", "Year(s) of delivery", "Number delivered"),
    ),
    "sipri deliveries": Table.of(
        samples.DELIVERIES.replace(";\r\n", "\n"), skip=3, text="Description",
        states=SIPRI_STATES,
        numbers=("SIPRI AT Database ID", "Order date", "Numbers delivered", "Delivery year"),
    ),
    "sipri deals": Table.of(
        samples.DEALS, ";", skip=5, text="Description", states=("Buyer", "Seller"),
        numbers=("Deal ID", "Order date", "Delivery year"),
    ),
    "sipri report": Table.of(
        samples.REPORT, text="Comment", states=SIPRI_STATES,
        numbers=("Id", "No. ordered", "Year of order", "No. delivered"),
    ),
    "sipri volumes": Table.of(samples.TIV_TABLE, skip=6, numbers=("2015",)),
    "sipri volumes of the world": Table.of(samples.TIV_WORLD, skip=1, numbers=("2016",)),
    "uk treaties": Table.of(
        UK, "\t", text="title", days=("signed_event_date", "definative_eif_event_date"),
        numbers=("id",),
    ),
    "un participants": Table.of(un_treaties.TABLE),
    "un actions": Table.of(
        un_treaties.ACTIONS, days=("Date of Notification/Deposit", "Date of Effect")
    ),
    "visits": Table.of(VISITS, text="note", states=("visitor", "host"), days=("date",)),
    "wti": Table.of(
        wti.TABLE, states=("party1", "party2"), days=("Signed", "Force"),
        numbers=("Vol", "Page", "group1"),
    ),
    "gdelt": attrs.evolve(
        Table.of("x\n" + "\n".join(GDELT.read_text("utf-8").splitlines()[:4]), "\t"), header=()
    ),
}  # fmt: skip


# What a file cannot tell: a damage that makes of a row another one that is as good.
UNTOLD = {
    ("a row torn in two and padded", "un participants"): "a name alone is a row without an act",
}


def outcome(folder: Path, damaged: File) -> str:
    """What became of a damaged file: ``read``, ``rows`` refused, or the ``file``."""
    try:
        made = read(write(folder, damaged.name, damaged.content))
    except BilateralError as error:
        assert damaged.name in str(error), error
        assert error.expected or error.near or error.found or error.line or damaged.is_cut, error
        return "file"
    report = made.report
    assert report.seen == report.read + report.refused
    rows = len(damaged.like.rows)
    if damaged.is_cut:
        *_, end = report.refusals
        assert "cut off" in end.problem
        right, _ = understood(damaged.like.without(range(report.seen - 1, rows)))
        assert contents(made) == right
        return "rows"
    assert rows <= report.seen <= rows + damaged.halves, str(report)
    refused = {damaged.rows[error.line or 0] for error in report.refusals}
    right, own = understood(damaged.like.without(refused))
    if contents(made) != right:
        assert any("no row proves it" in note for note in report.notes), differences(made, right)
        return "as documented"
    return "read as refused" if own else "rows" if refused else "read"


@cache
def understood(table: Table) -> tuple[Counter[str], int]:
    """What an undamaged table is read as, and how many of its rows are refused."""
    if not table.rows:
        return Counter(), 0
    with TemporaryDirectory() as folder:
        made = read(write(Path(folder), "file.csv", file(pieces(table), table).content))
    return contents(made), made.report.refused


def contents(made: Import) -> Counter[str]:
    """The records without what names the file and the line, or says which columns there are."""
    source = re.escape(made.report.source.id)
    own = rf"{source}(:[0-9]+)?|'line': [0-9]+|, line [0-9]+|Not coded: [^.']*"
    return Counter(re.sub(own, "", repr(attrs.asdict(record))) for record in made.dataset)


def differences(made: Import, right: Counter[str]) -> str:
    """Two records that should be the same."""
    found = contents(made)
    return "\n".join([str(made.report), *sorted(found - right)[:1], *sorted(right - found)[:1]])
