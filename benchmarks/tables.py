"""Questions to a large Parquet file against what one would write by hand for the same answer.

    python benchmarks/tables.py [--rows 1000000 10000000 50000000] [--folder FOLDER] [--repeat 5]

Each contender runs in a process of its own, in turn, so that its peak of memory is its own and
noise falls on all alike. All must give the same answer. Seconds are those of the processor, of all
threads, from the question to the answer: each process first asks a file of a thousand rows, so that
the start of Python and the first use of the libraries do not count.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import skewed
import timing

DONE = ("occurred", "ongoing")
SINCE = "2016-01-01"
TASKS = ("definite", "possible", "bounds", "dyad-years")
CONTENDERS = ("bilateral", "duckdb", "bilateral on polars", "polars", "pandas")


# -- bilateral -------------------------------------------------------------------------------------


def bilateral(task: str, file: str, engine: Any = "duckdb") -> Any:
    """The library."""
    import narwhals as nw

    import bilateral

    table = bilateral.scan(file, engine=engine)
    asked = table.visits.by("PAK", sector="military").since(2016)
    match task:
        case "definite":
            return len(asked)
        case "possible":
            rows = asked.lazy("possible").filter(nw.col("pair") == 0)
            return int(rows.select(number=nw.len()).collect("pyarrow")["number"][0])
        case "bounds":
            return asked.bounds()
        case _:
            counts = table.visits.count("initiator", "target", "year").to_arrow()
            return total(counts.drop_null()["at_least"].to_pylist())


def total(at_least: Iterable[int]) -> tuple[int, int]:
    """Number of cells and the sum of their lower bounds, to compare large answers by.

    The upper bounds are left out: the library's are true, those of a query as a person would write
    it count only what a row states.
    """
    numbers = list(at_least)
    return len(numbers), int(sum(numbers))


# -- by hand ---------------------------------------------------------------------------------------

MILITARY = "initiator_state = 'PAK' AND initiator_sector = 'military'"
MAYBE_MILITARY = (
    "(initiator_state = 'PAK' OR (initiator_state IS NULL AND initiator_organization IS NULL)) "
    "AND (initiator_sector = 'military' OR initiator_sector IS NULL "
    "OR initiator_rank_sector = 'military')"
)
SURE = f"kind = 'visit' AND status IN {DONE} AND {MILITARY} AND date_end_min >= DATE '{SINCE}'"
MAY = (
    f"kind = 'visit' AND (status IN {DONE} OR status IS NULL) AND {MAYBE_MILITARY} "
    f"AND (date_end_max >= DATE '{SINCE}' OR date_end_max IS NULL)"
)
SQL = {
    "definite": f"SELECT count(DISTINCT id) FROM t WHERE {SURE}",
    "possible": (
        "SELECT count(*) FROM (SELECT id FROM t "
        f"WHERE {MAY} GROUP BY id HAVING NOT coalesce(bool_or({SURE}), false))"
    ),
    "bounds": (
        f"SELECT count(DISTINCT id) FILTER (WHERE {SURE}), count(DISTINCT id) FROM t WHERE {MAY}"
    ),
    "dyad-years": f"""
        WITH rows AS (
            SELECT DISTINCT initiator_state i, target_state h,
                year(date_start_min) y1, year(date_start_max) y2,
                year(date_end_min) y3, year(date_end_max) y4, status IN {DONE} AS sure, id
            FROM t WHERE kind = 'visit' AND (status IN {DONE} OR status IS NULL)
        ), groups AS (
            SELECT i, h, y1, y2, y3, y4, coalesce(sure, false) sure, count(*) n
            FROM rows GROUP BY ALL
        ), cells AS (
            SELECT i, h, sure, n, y2, y3, unnest(range(y1, y4 + 1)) y
            FROM groups WHERE y1 IS NOT NULL
            UNION ALL SELECT i, h, sure, n, 0, 9999, NULL FROM groups WHERE y1 IS NULL
        ), counts AS (
            SELECT i, h, y,
                sum(n) FILTER (WHERE sure AND (y IS NULL OR (y2 <= y AND y3 >= y))) least,
                sum(n) most
            FROM cells GROUP BY i, h, y
        )
        FROM counts WHERE i IS NOT NULL AND h IS NOT NULL AND y IS NOT NULL
        ORDER BY i, h, y""",
}


def duckdb(task: str, file: str) -> Any:
    """DuckDB's SQL as a person would write it."""
    import duckdb as engine

    answer = engine.read_parquet(file).query("t", SQL[task])
    assert answer is not None
    if task == "dyad-years":
        counts = answer.to_arrow_table()
        return total(n or 0 for n in counts["least"].to_pylist())
    (row,) = answer.fetchall()
    return tuple(map(int, row)) if len(row) > 1 else int(row[0])


def polars(task: str, file: str) -> Any:
    """The same with polars' expressions."""
    import polars as pl

    day = pl.date(2016, 1, 1)
    col = pl.col
    done = col("status").is_in(DONE)
    sure = (
        (col("kind") == "visit")
        & done
        & (col("initiator_state") == "PAK")
        & (col("initiator_sector") == "military")
        & (col("date_end_min") >= day)
    )
    may = (
        (col("kind") == "visit")
        & (done | col("status").is_null())
        & (
            (col("initiator_state") == "PAK")
            | (col("initiator_state").is_null() & col("initiator_organization").is_null())
        )
        & (
            (col("initiator_sector") == "military")
            | col("initiator_sector").is_null()
            | (col("initiator_rank_sector") == "military")
        )
        & ((col("date_end_max") >= day) | col("date_end_max").is_null())
    )
    frame = pl.scan_parquet(file)
    match task:
        case "definite":
            return frame.filter(sure).select(col("id").n_unique()).collect().item()
        case "possible":
            by_id = (
                frame.filter(may).group_by("id").agg(sure.fill_null(value=False).any().alias("s"))
            )
            return by_id.filter(~col("s")).select(pl.len()).collect().item()
        case "bounds":
            by_id = (
                frame.filter(may).group_by("id").agg(sure.fill_null(value=False).any().alias("s"))
            )
            return by_id.select(col("s").sum(), pl.len()).collect().row(0)
        case _:
            raise NotImplementedError(task)


def pandas(task: str, file: str) -> Any:
    """The same with pandas, on Arrow types."""
    import datetime as dt

    import pandas as pd

    names = ["id", "kind", "status", "date_end_min", "date_end_max", "initiator_state"]
    names += ["initiator_organization", "initiator_sector", "initiator_rank_sector"]
    t = pd.read_parquet(file, columns=names, dtype_backend="pyarrow")
    day = dt.date(2016, 1, 1)
    visit, done = t["kind"] == "visit", t["status"].isin(DONE)
    state, sector = t["initiator_state"] == "PAK", t["initiator_sector"] == "military"
    sure = (visit & done & state & sector & (t["date_end_min"] >= day)).fillna(value=False)
    if task == "definite":
        return int(t.loc[sure, "id"].nunique())
    open_state = t["initiator_state"].isna() & t["initiator_organization"].isna()
    open_sector = t["initiator_sector"].isna() | (t["initiator_rank_sector"] == "military").fillna(
        value=False
    )
    may = (
        visit
        & (done | t["status"].isna())
        & (state.fillna(value=False) | open_state)
        & (sector.fillna(value=False) | open_sector)
        & ((t["date_end_max"] >= day) | t["date_end_max"].isna()).fillna(value=True)
    )
    found = sure[may].groupby(t.loc[may, "id"]).any()
    if task == "possible":
        return int((~found).sum())
    if task == "bounds":
        return int(found.sum()), len(found)
    raise NotImplementedError(task)


RUNS: dict[str, Callable[[str, str], Any]] = {
    "bilateral": bilateral,
    "duckdb": duckdb,
    "bilateral on polars": lambda task, file: bilateral(task, file, "polars"),
    "polars": polars,
    "pandas": pandas,
}


# -- measuring -------------------------------------------------------------------------------------


def one(contender: str, task: str, file: str) -> None:
    """Run one contender once and print its seconds, peak of memory in MB and answer."""
    if contender.startswith("bilateral"):
        import bilateral as _  # noqa: F401
        import bilateral.tables  # noqa: F401
    for library in {"bilateral": ["duckdb"], "bilateral on polars": ["polars"]}.get(
        contender, [contender]
    ):
        __import__(library)
    RUNS[contender](task, str(Path(file).with_name("skewed-1000.parquet")))  # first use of all
    start = time.process_time()
    answer = RUNS[contender](task, file)
    seconds = time.process_time() - start
    print(json.dumps({"seconds": seconds, "peak": timing.peak(), "answer": answer}))


def measured(contender: str, task: str, file: str) -> dict[str, Any]:
    """One run in a process of its own."""
    command = [sys.executable, __file__, "--one", contender, task, file]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["killed"])[-1]
        return {"failed": last}
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def compare(rows: int, file: Path, repeat: int) -> None:
    """All tasks by all contenders over one file."""
    for task in TASKS:
        names = [n for n in CONTENDERS if task != "dyad-years" or n not in ("polars", "pandas")]
        runs: dict[str, list[dict[str, Any]]] = {name: [] for name in names}
        for _ in range(repeat):
            for name in names:
                runs[name].append(measured(name, task, str(file)))
        lines = [("contender", "seconds", "ratio to duckdb   peak MB   answer")]
        base = statistics.median(run.get("seconds", 0.0) for run in runs["duckdb"])
        for name, found in runs.items():
            failed = [run["failed"] for run in found if "failed" in run]
            if failed:
                lines.append((name, "-", failed[0][:70]))
                continue
            seconds = statistics.median(run["seconds"] for run in found)
            peak = statistics.median(run["peak"] for run in found)
            assert found[0]["answer"] == runs["duckdb"][0]["answer"], (name, found[0]["answer"])
            lines.append(
                (
                    name,
                    f"{seconds:.3f}",
                    f"{seconds / base:15.2f} {peak:9.0f}   {found[0]['answer']}",
                )
            )
        aim = "at most 1.10 times DuckDB at 10 million rows, 1.05 at 50 million; memory 1.2 times"
        timing.report(f"{task}, {rows:,} rows", aim, lines)
        sys.stdout.flush()


def main() -> None:
    """Make the files that are missing, then compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000_000, 10_000_000, 50_000_000])
    parser.add_argument("--folder", type=Path, default=Path("build"))
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--one", nargs=3, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        one(*asked.one)
        return
    asked.folder.mkdir(parents=True, exist_ok=True)
    for rows in (1000, *asked.rows):
        file = asked.folder / f"skewed-{rows}.parquet"
        if not file.exists():
            skewed.write(rows, file)
        if rows > 1000:
            compare(rows, file, asked.repeat)


if __name__ == "__main__":
    main()
