"""How the time of every public operation grows with the number of records, as an exponent.

    python benchmarks/growth.py [NAME ...] [--most 1000000] [--seconds 60] [--folder FOLDER]
    python benchmarks/growth.py --quick

Records are visits that are not kind: no two alike, with rivals, gaps, places and citations. From a
thousand they become ten times as many at each step. Seconds are those of the processor, of all
threads, and of the first time that a dataset is asked: the least of several datasets where they are
small. An operation that takes long is not asked of more; a step is marked that takes more than its
share. What costs the same whatever the number has an exponent of about 0, what reads each record
once of about 1. NAMEs choose operations by a part of their name.
"""

from __future__ import annotations

import argparse
import gc
import shutil
import sys
import tempfile
import time
import warnings
from collections.abc import Collection, Iterable
from math import log10
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from operations import OPERATIONS, Ground

LEAST = 1_000
STEEP = 1.15
TOLD = 0.02
"""Seconds below which the clock and what costs the same each time say more than the growth."""


def main() -> None:
    """Print one line for each operation."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("names", nargs="*", help="parts of the names of operations")
    parser.add_argument("--most", type=int, default=1_000_000)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--quick", action="store_true", help="see that all of them run")
    asked = parser.parse_args()
    warnings.simplefilter("ignore")
    names = [n for n in OPERATIONS if not asked.names or any(part in n for part in asked.names)]
    with tempfile.TemporaryDirectory(dir=asked.folder) as folder:
        if asked.quick:
            once(names, Ground(200, Path(folder)))
            return
        measured = growth(names, steps(LEAST, asked.most), Path(folder), asked.seconds)
    report(measured)


def steps(least: int, most: int) -> list[int]:
    """Numbers of records, each ten times the one before."""
    found = [least]
    while found[-1] * 10 <= most:
        found.append(found[-1] * 10)
    return found


def once(names: Collection[str], ground: Ground) -> None:
    """Run each once, so that a library that is used for the first time does not count."""
    for name in names:
        OPERATIONS[name](ground)()
    print(f"{len(names)} operations run")


def growth(
    names: Collection[str], numbers: Iterable[int], folder: Path, most: float
) -> dict[str, dict[int, float]]:
    """Seconds of each operation by the number of records.

    Args:
        names: The operations.
        numbers: How many records, in rising order.
        folder: Where files may be written.
        most: Seconds that one operation may take.
    """
    once(names, Ground(100, folder / "first"))
    found: dict[str, dict[int, float]] = {name: {} for name in names}
    left = list(names)
    for number in numbers:
        for again in range({1_000: 5, 10_000: 2}.get(number, 1)):
            place = folder / f"{number}-{again}"
            ground = Ground(number, place)
            for name in left:
                seconds = timed(name, ground)
                found[name][number] = min(seconds, found[name].get(number, seconds))
            shutil.rmtree(place)
            del ground
            gc.unfreeze()
            gc.collect()
        print(f"{number:,} records: {len(left)} operations", file=sys.stderr)
        left = [name for name in left if found[name][number] * 15 < most]
    return found


def timed(name: str, ground: Ground) -> float:
    """Seconds of the processor of one call; what it needs is made before."""
    call = OPERATIONS[name](ground)
    gc.collect()
    gc.freeze()  # records that are there already are no part of the work
    start = time.process_time()
    call()
    return time.process_time() - start


def exponent(seconds: dict[int, float]) -> float | None:
    """The growth from the first number whose time tells something; None where none does."""
    told = [number for number in sorted(seconds) if seconds[number] >= TOLD]
    if len(told) < 2:
        return None
    first, last = told[0], told[-1]
    return log10(seconds[last] / seconds[first]) / log10(last / first)


def report(measured: dict[str, dict[int, float]]) -> None:
    """One line for each operation, those of steep growth marked."""
    numbers = sorted({number for seconds in measured.values() for number in seconds})
    width = max(map(len, measured))
    print(f"{'':{width}}" + "".join(f"{number:>12,}" for number in numbers) + "  exponent")
    steep = []
    for name, seconds in measured.items():
        cells = "".join(
            f"{seconds[n] * 1000:>9.1f} ms" if n in seconds else f"{'':12}" for n in numbers
        )
        grown = exponent(seconds)
        said = "-" if grown is None else f"{grown:.2f}"
        if grown is not None and grown > STEEP:
            steep.append(name)
            said += " steep"
        print(f"{name:{width}}{cells}  {said}")
    print(f"\n{len(measured)} operations, {len(steep)} steeper than {STEEP}: {', '.join(steep)}")


if __name__ == "__main__":
    main()
