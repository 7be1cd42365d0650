"""Medians of interleaved runs, printed as a table with ratios."""

from __future__ import annotations

import gc
import resource
import statistics
import time
from collections.abc import Callable
from pathlib import Path


def medians(
    runs: dict[str, Callable[[], object]],
    repeat: int = 7,
    *,
    by_cpu: bool = False,
    clock: Callable[[], float] | None = None,
) -> dict[str, float]:
    """Median seconds of each, run in turn so that noise falls on all alike.

    Args:
        runs: What to run, by name.
        repeat: How often.
        by_cpu: Whether the seconds of all threads of the processor count, not those of a clock.
        clock: Another clock.
    """
    clock = clock or (time.process_time if by_cpu else time.perf_counter)
    times: dict[str, list[float]] = {name: [] for name in runs}
    for run in runs.values():
        run()
    for _ in range(repeat):
        for name, run in runs.items():
            gc.collect()
            start = clock()
            run()
            times[name].append(clock() - start)
    return {name: statistics.median(values) for name, values in times.items()}


def peak() -> float:
    """The peak of memory of this process in MB; on Linux without that of its parent."""
    status = Path("/proc/self/status")
    if status.exists():
        for line in status.read_text(encoding="utf-8").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def report(title: str, aim: str, rows: list[tuple[str, str, str]]) -> None:
    """Print one table: what, figure, ratio."""
    print(f"\n{title}\n  aim: {aim}")
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    for row in rows:
        print("  " + "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)))
