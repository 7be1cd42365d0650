"""Codes of the states in a series: numbers of a list, or what names stand for on their day."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest

from bilateral.dates.ordinals import ordinal
from bilateral.errors import RecordError
from bilateral.panels.coded import with_codes


def coded(words: list[Any], year: int, system: str) -> list[Any]:
    days = pa.array([ordinal(year)] * len(words))
    found: list[Any] = with_codes(pa.table({"k": words}), ["k"], system, days)["k"].to_pylist()
    return found


def test_numbers_of_a_list_are_whole() -> None:
    assert coded([2.0, None, 20.0], 2000, "cow") == [2, None, 20]
    for words in (["USA"], [2.5]):
        with pytest.raises(RecordError, match="whole numbers"):
            coded(words, 2000, "gw")


def test_names_are_those_of_their_day() -> None:
    assert coded(["Pakistan", "IND", "World", None], 2000, "registry") == [
        "PAK", "IND", "World", None,
    ]  # fmt: skip
    assert coded(["Russia"], 1986, "registry") == ["SUN"]
    assert coded(["Russia"], 1996, "registry") == ["RUS"]
    with pytest.raises(RecordError, match="no name of a state"):
        coded(["World", "Euro area"], 2000, "registry")
