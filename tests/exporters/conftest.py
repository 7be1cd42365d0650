"""The dataset that the tests of exporters share."""

from __future__ import annotations

import pytest

import bilateral
from bilateral import Dataset


@pytest.fixture(scope="session")
def data() -> Dataset:
    return bilateral.load("pakistan-russia")
