"""Every public operation is in the table of growth, or it is said why it is not."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

BENCHMARKS = Path(__file__).parent.parent / "benchmarks"


@pytest.fixture
def operations(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    return import_module("operations")


def test_every_public_operation_is_measured_or_excused(operations: ModuleType) -> None:
    public = set(operations.public())
    measured, excused = set(operations.OPERATIONS), set(operations.EXCEPTIONS)
    assert sorted(public - measured - excused) == []
    assert sorted(excused - public) == []
    assert sorted(measured & excused) == []
    assert all(operations.EXCEPTIONS.values())


def test_what_is_public_is_found_out(operations: ModuleType) -> None:
    public = list(operations.public())
    assert len(public) == len(set(public))
    assert {"Dataset.merge", "Selection.why", "Table.lazy", "Panel.lag", "concat"} < set(public)
    assert {"to parquet", "plot timeline", "Dataset.__contains__", "Table._repr_html_"} < set(
        public
    )
    assert "Dataset" not in public


def test_an_exponent_is_that_of_the_numbers_that_tell_something(
    operations: ModuleType,  # beside which it lies
) -> None:
    growth = import_module("growth")
    linear = {1_000: 0.05, 10_000: 0.5, 100_000: 5.0}
    assert growth.exponent(linear) == pytest.approx(1)
    assert growth.exponent({n: s * n for n, s in linear.items()}) == pytest.approx(2)
    assert growth.exponent({1_000: 0.0001, 10_000: 0.05, 100_000: 0.5}) == pytest.approx(1)
    assert growth.exponent({1_000: 0.0001, 10_000: 0.0001}) is None
    assert growth.steps(1_000, 1_000_000) == [1_000, 10_000, 100_000, 1_000_000]
