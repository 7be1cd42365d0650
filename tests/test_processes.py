"""Threads and processes: many may ask at once, and what they find and refuse crosses over."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

import bilateral
from bilateral import Dataset
from bilateral.errors import BilateralError, MissingFileError, StateNameError
from bilateral.tables import Table

YEARS = (2016, 2018)


def asked(table: Table | Dataset) -> list[object]:
    """What some questions find."""
    return [(table.visits.since(year).bounds(), table.visits.since(year).ids) for year in YEARS]


def at_once(work: Callable[[], object], number: int = 8) -> list[object]:
    """What each of some threads that begin together gives, or its error."""
    barrier = threading.Barrier(number)
    found: list[object] = []

    def run() -> None:
        barrier.wait()
        try:
            found.append(work())
        except Exception as error:  # noqa: BLE001 - to be compared
            found.append(error)

    threads = [threading.Thread(target=run) for _ in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


@pytest.mark.parametrize(
    "each",
    [False, pytest.param(True, marks=pytest.mark.slow)],
    ids=["one table", "each its own"],
)
def test_eight_threads_find_what_one_finds(each: bool, data: Dataset, tmp_path: Path) -> None:
    path = data.to("parquet", tmp_path / "a.parquet")
    shared = bilateral.scan(path)
    wanted = asked(shared)
    assert at_once(lambda: asked(bilateral.scan(path) if each else shared)) == [wanted] * 8


def test_threads_may_load_and_ask_a_dataset_at_once(data: Dataset) -> None:
    wanted = asked(data)
    assert at_once(lambda: asked(data)) == [wanted] * 8


def test_what_is_found_is_equal_once_it_was_sent(data: Dataset) -> None:
    visits = data.visits.since(2016)
    for one in (data, visits, visits.count(), visits.count("year"), data.records, data.info):
        assert pickle.loads(pickle.dumps(one)) == one


def failing(what: str) -> None:
    """Fail in one of some ways."""
    if what == "name":
        bilateral.resolve("Ruritania")
    bilateral.read(f"{what}.csv")


def counted(data: Dataset) -> object:
    """What a process finds in a dataset that it was sent."""
    return data.visits.since(2016).count("year")


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "emscripten", reason="there are no processes")
@pytest.mark.parametrize("way", ["spawn", "fork"])
def test_errors_and_results_cross_processes(way: str, data: Dataset) -> None:
    if way == "fork" and os.name == "nt":
        pytest.skip("there are no forks")
    with multiprocessing.get_context(way).Pool(2) as pool:
        assert pool.map(counted, [data, data]) == [counted(data)] * 2
        for what, kind in (("name", StateNameError), ("none", MissingFileError)):
            with pytest.raises(kind) as caught:
                pool.apply(failing, (what,))
            with pytest.raises(BilateralError) as here:
                failing(what)
            assert str(caught.value) == str(here.value)
