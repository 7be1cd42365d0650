"""Print the ratios the project claims, each measured in this run.

    python benchmarks/run.py [edtf] [import] [query] [load] [memory] [--quick]

Needs the extra ``bench``. Each figure is the median of at least five interleaved runs.
"""

from __future__ import annotations

import argparse
import gc
import json
import platform
import subprocess
import sys
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

import shapes
import timing

COMMON = ("2016", "2018-04", "2018-04-24", "2016~", "2018-04?")
INTERVALS = ("1965/1970", "2018-04-24/2018-04-26", "2018-21", "198X")


def reads(parse: Callable[[str], object], text: str) -> bool:
    """Whether a parser accepts an expression."""
    try:
        parse(text)
    except Exception:
        return False
    return True


def edtf(quick: bool) -> None:
    """EDTF parsing against python-edtf and undate, without any cache."""
    import edtf as python_edtf
    from undate import Undate

    from bilateral import parse_edtf

    number = 20 if quick else 100

    def per_parse(parse: Callable[[str], object], text: str, times: int) -> Callable[[], object]:
        return lambda: [parse(text) for _ in range(times)]

    peers: dict[str, Callable[[str], object]] = {
        "python-edtf": python_edtf.parse_edtf,
        "undate": lambda text: Undate.parse(text, "EDTF"),
    }
    rows = [("expression", "bilateral", f"times faster than {' / '.join(peers)}")]
    for text in (*COMMON, *INTERVALS):
        readers = {name: parse for name, parse in peers.items() if reads(parse, text)}
        runs = {name: per_parse(parse, text, number) for name, parse in readers.items()}
        found = timing.medians({"own": per_parse(parse_edtf, text, number * 100)} | runs)
        own = found["own"] / number / 100
        ratios = [
            f"{found[name] / number / own:.0f}" if name in found else "does not read it"
            for name in peers
        ]
        rows.append((text, f"{own * 1e6:.2f} us", " / ".join(ratios)))
    timing.report("EDTF parse", "500 times faster on common forms, at most 2 us each", rows)


def imports(quick: bool) -> None:
    """Start of a fresh interpreter that imports the package, against one that imports attrs."""

    def start(code: str) -> Callable[[], object]:
        return lambda: subprocess.run([sys.executable, "-c", code], check=True)

    found = timing.medians(
        {
            "nothing": start("pass"),
            "attrs": start("import attrs"),
            "bilateral": start("import bilateral"),
            "model": start("import bilateral; bilateral.Visit, bilateral.q, bilateral.Dataset"),
            "data": start("import bilateral; bilateral.load('pakistan-russia').visits.ids"),
        },
        repeat=5 if quick else 11,
    )
    base = found.pop("nothing")
    rows = [("import of", "ms beyond python", "ratio to attrs")]
    for name, seconds in found.items():
        ratio = (seconds - base) / (found["attrs"] - base)
        rows.append((name, f"{(seconds - base) * 1e3:.1f}", f"{ratio:.2f}"))
    timing.report("Import time", "at most 1.5 times attrs", rows)


def query(quick: bool) -> None:
    """Four terms over many records against a comprehension that finds only definite ones."""
    from bilateral import parse_edtf, q
    from bilateral.model.actors import Sector
    from bilateral.model.records import Role, Status
    from bilateral.query import split

    records = shapes.visits(100_000 if quick else 1_000_000)
    predicate = (
        q.status.is_in("occurred", "ongoing")
        & q.date.since(2016)
        & q.visitor(state="PAK", sector="military")
        & q.host(state="RUS")
    )
    since = parse_edtf("2016").earliest_ordinal
    statuses = {Status.OCCURRED, Status.ONGOING}

    def comprehension() -> list[Any]:
        return [
            r
            for r in records
            if r.status in statuses
            and r.date is not None
            and r.date.end_min >= since
            and any(
                p.role is Role.VISITOR and p.state == "PAK" and p.sector is Sector.MILITARY
                for p in r.participants
            )
            and any(p.role is Role.HOST and p.state == "RUS" for p in r.participants)
        ]

    definite, possible = split(predicate, records)
    assert definite == comprehension()
    found = timing.medians({"by hand": comprehension, "both": lambda: split(predicate, records)})
    rows = [
        ("over", f"{len(records):,} visits", "ratio"),
        ("comprehension, definite only", f"{found['by hand'] * 1e3:.0f} ms", "1.00"),
        (
            f"split: {len(definite):,} definite, {len(possible):,} possible",
            f"{found['both'] * 1e3:.0f} ms",
            f"{found['both'] / found['by hand']:.2f}",
        ),
    ]
    timing.report("Object query", "at most 3 times the comprehension", rows)


def load(quick: bool) -> None:
    """JSON Lines against pydantic dataclasses of the same shape."""
    from peer import read_lines

    from bilateral.files import loads

    text = shapes.json_lines(2_000 if quick else 20_000)
    count = text.count('"type":"record"')
    assert len(read_lines(text)) == count == len(loads(text, "jsonl"))
    found = timing.medians(
        {
            "pydantic": lambda: read_lines(text),
            "json": lambda: [json.loads(line) for line in text.splitlines()],
            "own": lambda: loads(text, "jsonl"),
        }
    )
    rows = [("JSON Lines", "us a record", "ratio to pydantic")]
    for name, seconds in found.items():
        rows.append((name, f"{seconds / count * 1e6:.1f}", f"{seconds / found['pydantic']:.2f}"))
    timing.report(f"Load of {count:,} records", "not slower than pydantic", rows)


def memory(quick: bool) -> None:
    """Bytes a record keeps, read from JSON Lines."""
    from bilateral.files import loads

    text = shapes.json_lines(2_000 if quick else 20_000)
    loads(text, "jsonl")
    gc.collect()
    tracemalloc.start()
    dataset = loads(text, "jsonl")
    gc.collect()
    used, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    each = used / len(dataset)
    rows = [("visit with two participants and a citation", f"{each:.0f} bytes", "")]
    timing.report("Memory", "stated", rows)


PARTS = {"edtf": edtf, "import": imports, "query": query, "load": load, "memory": memory}

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Print the ratios the project claims.")
    parser.add_argument("parts", nargs="*", help="all by default")
    parser.add_argument("--quick", action="store_true", help="smaller data, for a first look")
    asked = parser.parse_args()
    print(f"Python {platform.python_version()}, {platform.machine()}")
    for part in asked.parts or PARTS:
        PARTS[part](asked.quick)
