"""Which military officials have travelled between Pakistan and Russia since 2016?

Prints what surely matches, what may match and why, and how many visits there were a year, at
least and at most: once for the newspaper article alone, once for all sources.

Run it with ``python examples/military_visits.py``. It needs no network.
"""

from __future__ import annotations

import bilateral
from bilateral import Dataset, Selection, Visit

SINCE = 2016
YEARS = range(2015, 2019)


def military_visits(data: Dataset) -> Selection[Visit]:
    """Visits by someone of the armed forces, in either direction."""
    return data.visits.by(sector="military")


def dates(visit: Visit) -> str:
    """The dates that queries see: several where the sources differ."""
    return " or ".join(dict.fromkeys(str(date) for date in visit.values("date"))) or "undated"


def print_visits(visits: Selection[Visit]) -> None:
    """Print the definite visits, then the possible ones with what leaves them open."""
    print("Surely:")
    for visit in visits:
        print(f"  {dates(visit)}: {visit.title}")
    print("Possibly:")
    for visit in visits.possible:
        print(f"  {dates(visit)}: {visit.title}")
        for reason in visits.why(visit):
            print(f"      {reason}")


def print_years(visits: Selection[Visit]) -> None:
    """Print how many visits fall in each year, at least and at most."""
    print("Year   at least  at most")
    for year in YEARS:
        least, most = visits.during(year).bounds()
        print(f"{year:<6} {least:>8} {most:>8}")


def main() -> None:
    """Ask the article alone, then all sources."""
    for title, data in (
        ("The article alone", bilateral.load("pakistan-russia", sources="article")),
        ("All sources", bilateral.load("pakistan-russia")),
    ):
        visits = military_visits(data)
        recent = visits.since(SINCE).sort("date")
        least, most = recent.bounds()
        print(f"{title}: {least} to {most} visits since {SINCE}")
        print("=" * 60)
        print_visits(recent)
        print()
        print_years(visits)
        print()


if __name__ == "__main__":
    main()
