"""What the tests of pictures share: the marks of a chart, read from its specification."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

import bilateral
from bilateral import Dataset


@pytest.fixture(scope="session")
def data() -> Dataset:
    return bilateral.load("pakistan-russia")


def layers(chart: Any) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Each layer of a chart with its rows."""
    spec = chart.to_dict()
    inner = spec.get("spec", spec)
    shared = inner.get("data", spec.get("data"))
    for layer in inner.get("layer", [inner]):
        name = (layer.get("data") or shared)["name"]
        yield layer, spec["datasets"][name]


def rows(chart: Any, mark: str, **has: object) -> list[dict[str, Any]]:
    """The rows of all layers of a mark whose properties are as said."""
    return [
        row
        for layer, found in layers(chart)
        if layer["mark"]["type"] == mark
        and all(layer["mark"].get(name) == value for name, value in has.items())
        for row in found
    ]
