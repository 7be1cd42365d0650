"""Medians of interleaved runs, printed as a table with ratios."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable


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


def report(title: str, aim: str, rows: list[tuple[str, str, str]]) -> None:
    """Print one table: what, figure, ratio."""
    print(f"\n{title}\n  aim: {aim}")
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    for row in rows:
        print("  " + "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)))
