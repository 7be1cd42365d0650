"""Groups: a function may give one key or several."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bilateral import Dataset, Visit


def test_grouping_by_a_function(small: Dataset) -> None:
    groups = small.select(Visit).group(lambda record: [record.id[:5]])
    assert groups["chief"].ids == ("chief-2018", "chief-2016")


@pytest.mark.parametrize("key", ["a text", "", None, 7, 2.5, date(2018, 4, 24), b"ab"])
def test_a_function_may_give_one_key(small: Dataset, key: Any) -> None:
    everything = small.select(Visit)
    assert everything.group(lambda _: key) == everything.group(lambda _: {key}) == {key: everything}
    assert everything.group(lambda _: ()) == {None: everything}
