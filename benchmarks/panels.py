"""What a panel costs beside the same query written by hand for DuckDB, the two in turn.

    python benchmarks/panels.py [--events 10000000] [--rounds 3]

The first part makes directed dyad-years from 1816 to 2024 with ten columns of series and writes
them to Parquet; the second counts events by directed dyad and year, surely and possibly. Each run
is in a process of its own, so that its memory is its own.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

SERIES = 10


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


def rows_by_hand(folder: Path) -> None:
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
        f"ORDER BY ccode1, ccode2, r.year) TO '{folder / 'hand.parquet'}' (COMPRESSION zstd)"
    )


def rows_of_a_panel(folder: Path) -> None:
    import bilateral

    p = bilateral.panel(unit="directed-dyad-year", states="cow-2024", years=(1816, 2024))
    p.join(bilateral.series(series_made(folder))).to("parquet", folder / "panel.parquet")


def events_made(folder: Path, number: int) -> Path:
    """Events of random states and days from 1995 to 2020, some of which are of a whole month."""
    import duckdb

    from bilateral import Citation, Dataset, Participant, Visit
    from bilateral.panels.lists import state_list
    from bilateral.tables.arrow import to_arrow

    path = folder / f"events-{number}.parquet"
    if path.exists():
        return path
    people = [Participant(role="visitor", state="USA"), Participant(role="host", state="RUS")]
    made = Visit(
        id="x", title="It", date="2016-05-03", status="occurred", participants=people,
        citations=[Citation(source="s")],
    )  # fmt: skip
    con = duckdb.connect()
    con.register("one", to_arrow([made], Dataset(records=[made]), None))
    con.execute("CREATE TABLE states (id INTEGER, state VARCHAR)")
    alive = sorted({m.state for m in state_list("cow-2016").members if m.last > 735_000})
    con.executemany("INSERT INTO states VALUES (?, ?)", [list(x) for x in enumerate(alive)])
    con.execute(
        "CREATE TABLE drawn AS SELECT i, (random() * 9490)::INTEGER AS d, "
        "random() < 0.05 AS vague, "
        f"(random() * {len(alive) - 1})::INTEGER AS a, (random() * {len(alive) - 1})::INTEGER AS b "
        f"FROM range({number}) t(i)"
    )
    day = "(DATE '1995-01-01' + d)"
    first = f"(CASE WHEN vague THEN {day} - 20 ELSE {day} END)::DATE"
    con.execute(
        f"COPY (SELECT o.* REPLACE ('e' || i AS id, s.state AS initiator_state, "
        f"t.state AS target_state, {first} AS date_start_min, {day} AS date_start_max, "
        f"{first} AS date_end_min, {day} AS date_end_max) FROM drawn JOIN states s ON s.id = a "
        f"JOIN states t ON t.id = b, one o WHERE a <> b) TO '{path}'"
    )
    return path


def events_by_hand(folder: Path, number: int) -> None:
    import duckdb

    path = events_made(folder, number)
    duckdb.sql(
        "COPY (SELECT initiator_state, target_state, y AS year, sum(low) AS low, sum(1) AS high "
        "FROM (SELECT initiator_state, target_state, "
        "(year(date_start_min) = year(date_end_max))::INTEGER AS low, "
        "unnest(range(year(date_start_min), year(date_end_max) + 1)) AS y "
        f"FROM '{path}') GROUP BY ALL) TO '{folder / 'hand.parquet'}'"
    )


def events_of_a_panel(folder: Path, number: int) -> None:
    import bilateral
    from bilateral.panels.cells import cells_of

    p = bilateral.panel(unit="directed-dyad-year", states="cow-2016", years=(1990, 2016))
    table = bilateral.scan(events_made(folder, number))
    cells = cells_of(table.visits, p.rows).table
    import pyarrow.parquet as pq

    pq.write_table(cells, folder / "panel.parquet")


PARTS: dict[str, tuple[Callable[..., None], Callable[..., None]]] = {
    "rows": (rows_by_hand, rows_of_a_panel),
    "events": (events_by_hand, events_of_a_panel),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--events", type=int, default=10_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--one", nargs=2)
    given = parser.parse_args()
    if given.one:
        part, which = given.one
        more = (given.events,) if part == "events" else ()
        begin = time.perf_counter()
        PARTS[part][int(which)](given.folder, *more)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps([time.perf_counter() - begin, peak]))
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        series_made(folder)
        events_made(folder, given.events)
        for part in PARTS:
            found: list[list[list[float]]] = [[], []]
            for _ in range(given.rounds):
                for which in (0, 1):
                    call = [sys.executable, __file__, "--folder", name, "--events",
                            str(given.events), "--one", part, str(which)]  # fmt: skip
                    done = subprocess.run(call, capture_output=True, text=True, check=True)
                    found[which].append(json.loads(done.stdout.splitlines()[-1]))
            best = [[min(x) for x in zip(*rounds, strict=True)] for rounds in found]
            (t0, m0), (t1, m1) = best
            print(
                f"{part}: by hand {t0:.2f} s, {m0:.0f} MB; panel {t1:.2f} s, {m1:.0f} MB: "
                f"{t1 / t0:.2f} times the time, {m1 / m0:.2f} times the memory"
            )


if __name__ == "__main__":
    main()
