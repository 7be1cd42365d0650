"""The table of states against the membership lists themselves, where a folder has them."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable
from datetime import date
from math import inf
from pathlib import Path

import pytest

from bilateral.states.tables import spells

REAL = os.environ.get("BILATERAL_REAL_FILES")
pytestmark = pytest.mark.skipif(
    REAL is None, reason="set BILATERAL_REAL_FILES to the folder of real files"
)
FIRST = date(1816, 1, 1)
Days = tuple[int, int]
ALWAYS = (-inf, inf)


def folder() -> Path:
    return Path(REAL or "") / "states"


def joined(spans: Iterable[Days]) -> list[Days]:
    """Spans of days in order, those that touch as one."""
    found: list[Days] = []
    for first, last in sorted(spans):
        if found and first <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return found


def own(system: str, until: date, *, microstates: bool = False) -> dict[str, list[Days]]:
    """The days of each code by our table, within those of the list."""
    found = {}
    for (of, label), held in spells().items():
        if of == system and label.isdigit() and held[0].microstate is microstates:
            ends = [(s.period.start_min, s.period.end_max) if s.period else ALWAYS for s in held]
            spans = [
                (max(int(max(first, 0)), FIRST.toordinal()), int(min(last, until.toordinal())))
                for first, last in ends
            ]
            found[label] = joined(spans)
    return found


def test_correlates_of_war_codes_have_the_days_of_the_list() -> None:
    listed: dict[str, list[Days]] = {}
    with (folder() / "states2016.csv").open(encoding="cp1252", newline="") as file:
        for row in csv.DictReader(file):
            first, last = (
                date(*(int(row[f"{end}{part}"]) for part in ("year", "month", "day"))).toordinal()
                for end in ("st", "end")
            )
            listed.setdefault(row["ccode"], []).append((first, last))
    assert own("cow", date(2016, 12, 31)) == {key: joined(spans) for key, spans in listed.items()}


def gleditsch_ward(name: str) -> dict[str, list[Days]]:
    listed: dict[str, list[Days]] = {}
    for line in (folder() / name).read_text(encoding="cp1252").splitlines():
        number, _, _, *ends = line.split("\t")[:5]
        if number.isdigit():
            iso = ["-".join(reversed(end.strip().split(":"))) for end in ends]
            first, last = (date.fromisoformat(end).toordinal() for end in iso)
            listed.setdefault(number, []).append((first, last))
    return {key: joined(spans) for key, spans in listed.items()}


def test_gleditsch_and_ward_codes_have_the_days_of_the_list() -> None:
    assert own("gw", date(2020, 12, 31)) == gleditsch_ward("ksgmdw.txt")


def test_the_older_list_of_gleditsch_and_ward_has_georgia_three_months_sooner() -> None:
    ours, theirs = own("gw", date(2012, 12, 31)), gleditsch_ward("iisystem.dat")
    assert {key for key in theirs if ours.get(key) != theirs[key]} == {"372"}
    assert theirs["372"][0][0] == date(1991, 9, 6).toordinal()
    assert ours["372"][0][0] == date(1991, 12, 21).toordinal()


def test_microstates_have_the_days_of_the_list() -> None:
    listed: dict[str, list[Days]] = {}
    with (folder() / "gw_system_2020.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["microstate"] == "1":
                first, last = (date.fromisoformat(row[end]).toordinal() for end in ("start", "end"))
                listed.setdefault(row["gwcode"], []).append((first, last))
    assert len(listed) == 23
    assert own("gw", date(2020, 12, 31), microstates=True) == listed
