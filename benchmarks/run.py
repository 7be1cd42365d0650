"""Print the ratios the project claims, each measured in this run.

    python benchmarks/run.py [edtf] [import] [query] [growth] [load] [write] [memory] [--quick]

Needs the extra ``bench``. Each figure is the median of at least five interleaved runs.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import platform
import resource
import subprocess
import sys
import tracemalloc
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from math import log
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
    """A fresh interpreter that imports the package, against one that imports attrs."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}

    def start(code: str) -> Callable[[], object]:
        return lambda: subprocess.run([sys.executable, "-c", code], check=True, env=kept)

    def of_children() -> float:
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return used.ru_utime + used.ru_stime

    asked = "bilateral.load('pakistan-russia').visits.where(bilateral.q.date.since(2016)).bounds()"
    found = timing.medians(
        {
            "nothing": start("pass"),
            "attrs": start("import attrs"),
            "bilateral": start("import bilateral"),
            "first class": start("import bilateral; bilateral.Visit"),
            "classes, q": start(
                "import bilateral; bilateral.Visit, bilateral.q, bilateral.Dataset"
            ),
            "first query": start(f"import bilateral; {asked}"),
        },
        repeat=5 if quick else 11,
        clock=of_children,
    )
    rows = [("import of", "ms CPU, whole process", "ratio to attrs; without the start of Python")]
    base = found["nothing"]
    for name, seconds in found.items():
        without = (seconds - base) / (found["attrs"] - base)
        ratio = f"{seconds / found['attrs']:.2f}; {without:.2f}"
        rows.append((name, f"{seconds * 1e3:.0f}", ratio))
    timing.report("Import", "whole process: first class 1.3 times attrs, first query 2.5", rows)


def query(quick: bool) -> None:
    """Each kind of term, alone and with others, against a loop that finds definite ones alone."""
    import random

    import asking
    import unkind

    from bilateral.query import split

    number = 100_000 if quick else 1_000_000
    cast = unkind.cast()
    parts: dict[str, tuple[Callable[[int], list[Any]], asking.Questions]] = {
        "visits": (unkind.visits, asking.VISITS),
        "deliveries": (unkind.arms_transfers, asking.ARMS_TRANSFERS),
    }
    for name, (made, questions) in parts.items():
        records = made(number)
        gc.collect()
        gc.freeze()
        by_date = sorted(records, key=lambda r: r.when[0].start_min)
        random.Random(3).shuffle(records)
        rows = [(f"{number:,} {name}", "definite / possible", "ns: loop, split, ratio; by date")]
        for term, (predicate, by_hand) in questions.items():
            sides = split(predicate, records, cast)
            assert sides[0] == by_hand(records), term
            runs: dict[str, Callable[[], object]] = {
                "split": partial(split, predicate, records, cast),
                "loop": partial(by_hand, records),
                "split by date": partial(split, predicate, by_date, cast),
                "loop by date": partial(by_hand, by_date),
            }
            found = timing.medians(runs, 5, by_cpu=True)
            loop, own = (found[run] / number * 1e9 for run in ("loop", "split"))
            ratios = found["split"] / found["loop"], found["split by date"] / found["loop by date"]
            rows.append(
                (
                    term,
                    f"{len(sides[0])} / {len(sides[1])}",
                    f"{loop:4.0f} {own:5.0f}  {ratios[0]:.2f}  {ratios[1]:.2f}",
                )
            )
        timing.report("Object query, CPU", "at most 2 times the loop", rows)
        gc.unfreeze()


def growth(quick: bool) -> None:
    """By which power of the number of records, or of terms, the time grows."""
    import asking
    import unkind

    from bilateral import q
    from bilateral.query import split

    cast = unkind.cast()
    numbers = (1_000, 10_000, 100_000) if quick else (1_000, 10_000, 100_000, 1_000_000)
    records = unkind.visits(numbers[-1])
    gc.freeze()
    rows = [("visits", " ".join(f"{number:>10,}" for number in numbers), "exponent")]
    for term, (predicate, _) in asking.VISITS.items():
        times = []
        for number in numbers:
            part = records[:number]
            run = partial(split, predicate, part, cast)
            times.append(timing.medians({"": run}, 5, by_cpu=True)[""])
        rows.append(_grown(term, numbers, times))
    gc.unfreeze()
    few = records[:100]
    joined: dict[str, Callable[[int], Any]] = {
        "ids joined by |": lambda n: q.id == f"visits:{n}",
        "days joined by |": lambda n: q.date.during(date.fromordinal(700_000 + 2 * n)),
        "titles joined by |": lambda n: q.title.contains(f"number {n} "),
        "persons joined by |": lambda n: q.visitor(person=f"person-{n}"),
    }
    numbers = (1_000, 3_000, 10_000)
    for name, one in joined.items():

        def ask(number: int, one: Callable[[int], Any]) -> None:
            asked = one(0)
            for n in range(1, number):
                asked |= one(n)
            split(asked, few, cast)

        times = [
            timing.medians({"": partial(ask, number, one)}, 3, by_cpu=True)[""]
            for number in numbers
        ]
        rows.append(_grown(name, numbers, times))
    timing.report("Growth, CPU", "an exponent of about 1", rows)


def _grown(name: str, numbers: Sequence[int], times: Sequence[float]) -> tuple[str, str, str]:
    power = log(times[-1] / times[0]) / log(numbers[-1] / numbers[0])
    return name, " ".join(f"{seconds * 1e3:>7.2f} ms" for seconds in times), f"{power:.2f}"


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
            "own, json": without_orjson(lambda: loads(text, "jsonl")),
            "own, orjson": lambda: loads(text, "jsonl"),
        },
        by_cpu=True,
    )
    rows = [("JSON Lines", "us a record, CPU", "ratio to pydantic")]
    for name, seconds in found.items():
        rows.append((name, f"{seconds / count * 1e6:.1f}", f"{seconds / found['pydantic']:.2f}"))
    aim = "1.0 times pydantic with orjson, 1.5 with the standard library"
    timing.report(f"Load of {count:,} records, no visitor twice", aim, rows)


def without_orjson(run: Callable[[], object]) -> Callable[[], object]:
    """The same as where orjson is not installed."""
    from unittest.mock import patch

    def plain() -> object:
        with patch("bilateral.files.notation._quick", lambda: None):
            return run()

    return plain


def write(quick: bool) -> None:
    """JSON Lines and JSON against orjson, which is given plain dictionaries."""
    import orjson

    from bilateral.collection.dataset import Dataset
    from bilateral.files import dumps

    dataset = shapes.dataset(2_000 if quick else 20_000)
    count = len(dataset)
    plain = [json.loads(line) for line in dumps(dataset, "jsonl").splitlines()]

    def fresh(form: str) -> Callable[[], object]:
        def run() -> str:
            made = Dataset(records=dataset.records, sources=dataset.sources, info=dataset.info)
            return dumps(made, form)

        return run

    found = timing.medians(
        {
            "orjson": lambda: b"\n".join([orjson.dumps(item) for item in plain]),
            "json": lambda: "\n".join([json.dumps(item) for item in plain]),
            "JSON Lines, json": without_orjson(lambda: dumps(dataset, "jsonl")),
            "JSON Lines, orjson": lambda: dumps(dataset, "jsonl"),
            "JSON, json": without_orjson(lambda: dumps(dataset, "json")),
            "JSON, orjson": lambda: dumps(dataset, "json"),
            "JSON, orjson, checked first": fresh("json"),
        },
        by_cpu=True,
    )
    rows = [("what", "us a record, CPU", "ratio to orjson of plain dictionaries")]
    for name, seconds in found.items():
        rows.append((name, f"{seconds / count * 1e6:.1f}", f"{seconds / found['orjson']:.2f}"))
    timing.report(f"Writing {count:,} records", "3 times orjson of plain dictionaries", rows)


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
    rows = [("visit with two participants, a place and a citation", f"{each:.0f} bytes", "")]
    timing.report("Memory", "stated", rows)


PARTS = {
    "edtf": edtf,
    "import": imports,
    "query": query,
    "growth": growth,
    "load": load,
    "write": write,
    "memory": memory,
}

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Print the ratios the project claims.")
    parser.add_argument("parts", nargs="*", help="all by default")
    parser.add_argument("--quick", action="store_true", help="smaller data, for a first look")
    asked = parser.parse_args()
    print(f"Python {platform.python_version()}, {platform.machine()}")
    for part in asked.parts or PARTS:
        PARTS[part](asked.quick)
