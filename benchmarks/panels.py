"""What a panel costs beside the same query written by hand for DuckDB, the two in turn.

    python benchmarks/panels.py [--events 1000000 10000000] [--folder FOLDER] [--repeat 5]

The first part makes directed dyad-years from 1816 to 2024 with ten columns of series and writes
them to Parquet; the second counts events by directed dyad and year, surely and possibly, of files
that this package wrote. Each run is in a process of its own, so that its peak of memory is its own;
seconds are those of the processor, of all threads, after a first run over little has loaded the
libraries. Both must give the same rows.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import timing

SERIES = 10
YEARS = (1816, 2024)
PART = 1_000_000
DONE = "status IN ('occurred', 'ongoing')"


def series_made(folder: Path) -> Path:
    """Ten values of each state and year."""
    import duckdb

    path = folder / "series.parquet"
    if not path.exists():
        values = ", ".join(f"random() AS v{n}" for n in range(SERIES // 2))
        duckdb.sql(
            f"COPY (SELECT code AS ccode, year, {values} FROM "
            "(SELECT unnest(range(1, 1000)) AS code), "
            f"(SELECT unnest(range(1816, 2025)) AS year)) TO '{path}'"
        )
    return path


def rows_by_hand(folder: Path, number: int) -> None:
    """The rows from a number of years before 2024 on, with SQL as a person would write it."""
    import duckdb
    import pyarrow as pa

    from bilateral.panels.lists import state_list

    members = state_list("cow-2024").members
    con = duckdb.connect()
    con.register("spells", pa.table({
        "code": [m.code for m in members], "f": [m.first for m in members],
        "l": [m.last for m in members],
    }))  # fmt: skip
    day = "(DATE '0001-01-01' + ({} - 1)::INTEGER)"
    first, last = (day.format(f"{f}(a.{c}, b.{c})") for f, c in (("greatest", "f"), ("least", "l")))
    path = series_made(folder)
    ones, twos = (
        [f"{s}.v{n} AS v{n}{i}" for n in range(SERIES // 2)] for i, s in ((1, "x"), (2, "y"))
    )
    con.execute("SET preserve_insertion_order = false")
    con.execute(
        f"COPY (SELECT r.*, {', '.join(ones + twos)} FROM (SELECT DISTINCT a.code AS ccode1, "
        f"b.code AS ccode2, unnest(range(year({first}), year({last}) + 1)) AS year "
        "FROM spells a JOIN spells b ON a.code <> b.code AND a.f <= b.l AND b.f <= a.l) r "
        f"LEFT JOIN '{path}' x ON x.ccode = ccode1 AND x.year = r.year "
        f"LEFT JOIN '{path}' y ON y.ccode = ccode2 AND y.year = r.year "
        f"WHERE r.year >= {YEARS[1] - number} "
        f"ORDER BY ccode1, ccode2, r.year) TO '{folder / 'hand.parquet'}' (COMPRESSION zstd)"
    )


def rows_of_a_panel(folder: Path, number: int) -> None:
    """The same as a panel."""
    import bilateral

    years = (YEARS[1] - number, YEARS[1])
    p = bilateral.panel(unit="directed-dyad-year", states="cow-2024", years=years)
    p.join(bilateral.series(series_made(folder))).to("parquet", folder / "panel.parquet")


def events_made(folder: Path, number: int) -> Path:
    """Events of random states and dates from 1995 to 2020, written by this package.

    One in ten lasts for four days, one in ten is of a month, one in twenty of a year; one in
    twenty-five has no status, and may have occurred.
    """
    import duckdb
    import pyarrow as pa

    import bilateral
    from bilateral import Citation, Dataset, Participant, Source, Visit
    from bilateral.panels.lists import state_list
    from bilateral.tables.arrow import to_arrow

    target = folder / f"events-{number}"
    if target.exists():
        return target
    days = [date(1995, 1, 1) + timedelta(n) for n in range(9490)]
    months = sorted({day.isoformat()[:7] for day in days})
    years = sorted({day.isoformat()[:4] for day in days})
    dates = [day.isoformat() for day in days]
    dates += [f"{day.isoformat()}/{(day + timedelta(3)).isoformat()}" for day in days]
    people = [Participant(role="visitor", state="USA"), Participant(role="host", state="RUS")]
    cited = [Citation(source="wire", locator="row 1")]
    visits = [
        Visit(id=f"v{n}", title="It", date=text, status="occurred", participants=people,
              citations=cited)
        for n, text in enumerate([*dates, *months, *years])
    ]  # fmt: skip
    data = Dataset(records=visits, sources=[Source(id="wire", title="A wire")])
    con = duckdb.connect()
    con.register("written", to_arrow(visits, data, None))
    con.execute("CREATE TABLE dated AS SELECT row_number() OVER () - 1 AS n, * FROM written")
    states = sorted({m.state for m in state_list("cow-2016").members if m.last > 735_000})
    con.register("states", pa.table({"n": range(len(states)), "state": states}))
    con.execute("SELECT setseed(0.4)")
    part = folder / f"events-{number}.part"
    part.mkdir(exist_ok=True)
    one = f"(random() * {len(states) - 1})::INTEGER"
    for start in range(0, number, PART):
        con.execute(
            "CREATE OR REPLACE TABLE drawn AS SELECT i, random() AS v, random() AS s, "
            f"(random() * {len(days) - 1})::INTEGER AS d, {one} AS a, {one} AS b "
            f"FROM range({start}, {min(start + PART, number)}) t(i)"
        )
        rows = con.sql(
            "SELECT dated.* EXCLUDE n REPLACE ('e' || lpad(i::VARCHAR, 9, '0') AS id, "
            "one.state || ' to ' || other.state AS title, 'row ' || i AS locator, "
            "CASE WHEN s < 0.9 THEN 'occurred' WHEN s < 0.96 THEN 'planned' END AS status, "
            "one.state AS initiator_state, other.state AS target_state) FROM drawn "
            "JOIN states one ON one.n = a JOIN states other ON other.n = b "
            f"JOIN dated ON dated.n = CASE WHEN v < 0.75 THEN d WHEN v < 0.85 THEN {len(days)} + d "
            f"WHEN v < 0.95 THEN {2 * len(days)} + d % {len(months)} "
            f"ELSE {2 * len(days) + len(months)} + d % {len(years)} END WHERE a <> b ORDER BY i"
        )
        path = part / f"part-{start // PART:03}.parquet"
        bilateral.scan(rows, names=data).any_status().to("parquet", path)
    part.rename(target)
    return target


def events_by_hand(folder: Path, number: int) -> None:
    """The bounds of each cell, with SQL as a person would write it."""
    import duckdb
    import pyarrow as pa

    from bilateral.panels.lists import state_list

    members = sorted(state_list("cow-2016").members, key=lambda one: one.last)
    codes = {one.state: one.code for one in members}  # those of the last day
    con = duckdb.connect()
    con.execute("SET preserve_insertion_order = false")
    con.register("codes", pa.table({"state": list(codes), "code": list(codes.values())}))
    con.execute(
        "COPY (SELECT one.code AS ccode1, other.code AS ccode2, year, low, high FROM ("
        "SELECT i, h, year, sum(sure AND y2 <= year AND year <= y3)::BIGINT AS low, "
        "count(*)::DOUBLE AS high FROM (SELECT initiator_state AS i, target_state AS h, "
        f"({DONE}) IS TRUE AS sure, year(date_start_max) AS y2, year(date_end_min) AS y3, "
        "unnest(range(year(date_start_min), year(date_end_max) + 1)) AS year "
        f"FROM '{events_made(folder, number)}/*.parquet' "
        f"WHERE kind = 'visit' AND ({DONE} OR status IS NULL)) "
        "WHERE year BETWEEN 1990 AND 2016 GROUP BY ALL) "
        "JOIN codes one ON one.state = i JOIN codes other ON other.state = h) "
        f"TO '{folder / 'hand.parquet'}'"
    )


def events_of_a_panel(folder: Path, number: int) -> None:
    """The same by the cells of a panel, which is what its columns are made of."""
    import duckdb

    import bilateral
    from bilateral.panels.cells import cells_of

    p = bilateral.panel(unit="directed-dyad-year", states="cow-2016", years=(1990, 2016))
    cells = cells_of(bilateral.scan(events_made(folder, number)).visits, p.rows).table
    con = duckdb.connect()
    con.execute("SET preserve_insertion_order = false")
    con.register("cells", cells)
    con.execute(
        "COPY (SELECT ccode1, ccode2, _t AS year, low, high FROM cells) "
        f"TO '{folder / 'panel.parquet'}'"
    )


PARTS: dict[str, tuple[Callable[[Path, int], None], Callable[[Path, int], None]]] = {
    "rows": (rows_by_hand, rows_of_a_panel),
    "events": (events_by_hand, events_of_a_panel),
}
SMALL = {"rows": 1, "events": 1000}
AIMS = {"rows": "at most 1.5 times, in time and memory", "events": "at most 1.2 times"}
CONTENDERS = ("by hand", "panel")


def one(part: str, which: int, folder: Path, number: int) -> None:
    """Run one contender once and print its seconds of the processor and its peak of memory."""
    run = PARTS[part][which]
    run(folder, SMALL[part])  # first use of all
    start = time.process_time()
    run(folder, number)
    seconds = time.process_time() - start
    print(json.dumps({"seconds": seconds, "peak": timing.peak()}))


def compare(part: str, folder: Path, number: int, repeat: int) -> None:
    """Both contenders in turn."""
    runs: tuple[list[dict[str, float]], ...] = ([], [])
    for _ in range(repeat):
        for which in (0, 1):
            call = [sys.executable, __file__, "--one", part, str(which), str(number)]
            done = subprocess.run(
                [*call, "--folder", str(folder)], capture_output=True, text=True, check=True
            )
            runs[which].append(json.loads(done.stdout.splitlines()[-1]))
    check(folder)
    middle = [
        {name: statistics.median(run[name] for run in found) for name in ("seconds", "peak")}
        for found in runs
    ]
    lines = [("contender", "seconds", "ratio   peak MB   ratio")]
    for name, found in zip(CONTENDERS, middle, strict=True):
        ratios = [found[what] / middle[0][what] for what in ("seconds", "peak")]
        lines.append(
            (
                name,
                f"{found['seconds']:.2f}",
                f"{ratios[0]:5.2f} {found['peak']:9.0f} {ratios[1]:7.2f}",
            )
        )
    title = f"{part}, {number:,} events" if part == "events" else "directed dyad-years, ten columns"
    timing.report(title, AIMS[part], lines)
    sys.stdout.flush()


def check(folder: Path) -> None:
    """Refuse answers that differ."""
    import duckdb

    con = duckdb.connect()
    one, other = (f"FROM '{folder / name}.parquet'" for name in ("hand", "panel"))
    names = ", ".join(row[0] for row in con.execute(f"DESCRIBE {one}").fetchall())
    for first, second in ((one, other), (other, one)):
        left = f"(SELECT {names} {first} EXCEPT ALL SELECT {names} {second})"
        assert con.execute(f"SELECT count(*) FROM {left}").fetchall() == [(0,)], "answers differ"


def main() -> None:
    """Make the files that are missing, then compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, nargs="+", default=[1_000_000, 10_000_000])
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--folder", type=Path, default=Path("build"))
    parser.add_argument("--one", nargs=3, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        part, which, number = asked.one
        one(part, int(which), asked.folder, int(number))
        return
    asked.folder.mkdir(parents=True, exist_ok=True)
    series_made(asked.folder)
    for number in (SMALL["events"], *asked.events):
        events_made(asked.folder, number)
    compare("rows", asked.folder, YEARS[1] - YEARS[0], asked.repeat)
    for number in asked.events:
        compare("events", asked.folder, number, asked.repeat)


if __name__ == "__main__":
    main()
