"""Questions to a large Parquet file against what one would write by hand for the same answer.

    python benchmarks/tables.py [--rows 1000000 10000000] [--folder FOLDER] [--repeat 5]

Each contender runs in a process of its own, in turn, so that its peak of memory is its own and
noise falls on all alike. All must give the same answer. CPU seconds of all threads count, from the
question to the answer: each process first asks a file of a thousand rows, so that the start of
Python and the first use of the libraries do not count. The library's first question to a file that
another program wrote looks through its rows; what later questions to the same table take is told
beside it.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from math import nan
from pathlib import Path
from typing import Any

import skewed
import timing

DONE = ("occurred", "ongoing")
SINCE = "2016-01-01"
TASKS = ("definite", "possible", "bounds", "dyad-years")
CONTENDERS = (
    "bilateral",
    "bilateral, later",
    "duckdb",
    "bilateral on polars",
    "bilateral on polars, later",
    "polars",
)


# -- bilateral -------------------------------------------------------------------------------------


def opened(file: str, engine: Any = "duckdb") -> Any:
    """A table of the library."""
    import bilateral

    return bilateral.scan(file, engine=engine)


def bilateral(task: str, table: Any) -> Any:
    """The library."""
    import narwhals as nw

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
    """Number of cells with something definite and the sum of their lower bounds.

    The upper bounds are left out: the library's are true, those of a query as a person would write
    it count only what a row states.
    """
    numbers = [number for number in at_least if number]
    return len(numbers), int(sum(numbers))


# -- by hand ---------------------------------------------------------------------------------------

RIVALS = "\x1estatus\x1d"
"""What the column ``rivals`` has before the statuses on which sources differ."""
IS_DONE = f"(status IN {DONE} OR regexp_matches(rivals, '{RIVALS}((occurred|ongoing)\x1f)+\x1e'))"
MAY_BE_DONE = (
    f"(status IN {DONE} OR CASE WHEN rivals LIKE '%{RIVALS}%' "
    f"THEN regexp_matches(rivals, '{RIVALS}[^\x1e]*(occurred|ongoing)\x1f') "
    "ELSE status IS NULL END)"
)
MILITARY = "initiator_state = 'PAK' AND initiator_sector = 'military'"
MAYBE_MILITARY = (
    "(unstated LIKE '%|visitor|%' OR (initiator_role IS NOT NULL AND "
    "(initiator_state = 'PAK' OR initiator_candidates LIKE '%|PAK|%' "
    "OR (initiator_state IS NULL AND initiator_candidates IS NULL)) "
    "AND (initiator_sector = 'military' OR initiator_sector IS NULL "
    "OR initiator_rank_sector = 'military')))"
)
SURE = f"kind = 'visit' AND {IS_DONE} AND {MILITARY} AND date_end_min >= DATE '{SINCE}'"
MAY = (
    f"kind = 'visit' AND {MAY_BE_DONE} AND {MAYBE_MILITARY} "
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
            SELECT DISTINCT initiator_state i, target_state h, id,
                year(date_start_max) y2, year(date_end_min) y3
            FROM t WHERE kind = 'visit' AND {IS_DONE}
        )
        SELECT i, h, y2 y, count(*) least FROM rows
        WHERE i IS NOT NULL AND h IS NOT NULL AND y2 = y3
        GROUP BY i, h, y""",
}


def duckdb(task: str, file: str) -> Any:
    """DuckDB's SQL as a person would write it."""
    import duckdb as engine

    answer = engine.read_parquet(file).query("t", SQL[task])
    assert answer is not None
    if task == "dyad-years":
        counts = answer.to_arrow_table()
        return total(counts["least"].to_pylist())
    (row,) = answer.fetchall()
    return tuple(map(int, row)) if len(row) > 1 else int(row[0])


def polars(task: str, file: str) -> Any:
    """The same with polars' expressions."""
    import polars as pl

    day = pl.date(2016, 1, 1)
    col = pl.col
    done, rivals = col("status").is_in(DONE), col("rivals").cast(pl.String)  # of categories
    all_done = rivals.str.contains(f"{RIVALS}((occurred|ongoing)\x1f)+\x1e")
    some_done = rivals.str.contains(f"{RIVALS}[^\x1e]*(occurred|ongoing)\x1f")
    differs = rivals.str.contains(RIVALS, literal=True).fill_null(value=False)
    sure = (
        (col("kind") == "visit")
        & (done | all_done)
        & (col("initiator_state") == "PAK")
        & (col("initiator_sector") == "military")
        & (col("date_end_min") >= day)
    )
    state, candidates = col("initiator_state"), col("initiator_candidates")
    may_be_military = (
        (state == "PAK")
        | candidates.str.contains("|PAK|", literal=True)
        | (state.is_null() & candidates.is_null())
    ) & (
        (col("initiator_sector") == "military")
        | col("initiator_sector").is_null()
        | (col("initiator_rank_sector") == "military")
    )
    may = (
        (col("kind") == "visit")
        & (done | pl.when(differs).then(some_done).otherwise(col("status").is_null()))
        & (
            col("unstated").str.contains("|visitor|", literal=True)
            | (col("initiator_role").is_not_null() & may_be_military)
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


BY_HAND: dict[str, Callable[[str, str], Any]] = {"duckdb": duckdb, "polars": polars}


# -- measuring -------------------------------------------------------------------------------------


def one(contender: str, task: str, file: str) -> None:
    """Run one contender once and print its CPU seconds, peak of memory in MB and answer."""
    small = str(Path(file).with_name("skewed-1000.parquet"))
    engine = "polars" if "polars" in contender else "duckdb"
    if contender in BY_HAND:
        BY_HAND[contender](task, small)  # first use of all
        start = time.process_time()
        answer = BY_HAND[contender](task, file)
    else:
        bilateral(task, opened(small, engine))
        start = time.process_time()
        table = opened(file, engine)
        if contender.endswith("later"):
            len(table)
            start = time.process_time()
        answer = bilateral(task, table)
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


def compare(rows: int, file: Path, repeat: int) -> bool:
    """All tasks by all contenders over one file; whether none of them failed."""
    all_ran = True
    for task in TASKS:
        names = [n for n in CONTENDERS if task != "dyad-years" or "polars" not in n]
        runs: dict[str, list[dict[str, Any]]] = {name: [] for name in names}
        for _ in range(repeat):
            for name in names:
                runs[name].append(measured(name, task, str(file)))
        lines = [("contender", "CPU s", "ratio to the same by hand   peak MB   answer")]
        medians = {n: statistics.median(r.get("seconds", 0.0) for r in runs[n]) for n in names}
        for name, found in runs.items():
            failed = [run["failed"] for run in found if "failed" in run]
            if failed:
                lines.append((name, "-", failed[0][:70]))
                all_ran = False
                continue
            ratio = medians[name] / (medians["polars" if "polars" in name else "duckdb"] or nan)
            peak = statistics.median(run["peak"] for run in found)
            answer = found[0]["answer"]
            assert answer == runs["duckdb"][0]["answer"], (name, answer)
            lines.append((name, f"{medians[name]:.3f}", f"{ratio:25.2f} {peak:9.0f}   {answer}"))
        aim = "at most 1.15 times DuckDB's SQL at 10 million rows, 1.3 times polars"
        timing.report(f"{task}, {rows:,} rows", aim, lines)
        sys.stdout.flush()
    return all_ran


def main() -> None:
    """Make the files that are missing, then compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000_000, 10_000_000])
    parser.add_argument("--folder", type=Path, default=Path("build"))
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--one", nargs=3, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        one(*asked.one)
        return
    asked.folder.mkdir(parents=True, exist_ok=True)
    all_ran = True
    for rows in (1000, *asked.rows):
        file = asked.folder / f"skewed-{rows}.parquet"
        if not file.exists():
            skewed.write(rows, file)
        if rows > 1000:
            all_ran &= compare(rows, file, asked.repeat)
    if not all_ran:
        sys.exit("some contender failed")


if __name__ == "__main__":
    main()
