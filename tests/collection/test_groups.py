"""Groups: a function may give one key or several."""

from __future__ import annotations

import pickle
from datetime import date
from typing import Any

import pytest

import bilateral
from bilateral import Dataset, Visit
from bilateral.collection.groups import Groups
from bilateral.errors import UnknownKeyError


def test_grouping_by_a_function(small: Dataset) -> None:
    groups = small.select(Visit).group(lambda record: [record.id[:5]])
    assert groups["chief"].ids == ("chief-2018", "chief-2016")


@pytest.mark.parametrize("key", ["a text", "", None, 7, 2.5, date(2018, 4, 24), b"ab"])
def test_a_function_may_give_one_key(small: Dataset, key: Any) -> None:
    everything = small.select(Visit)
    assert everything.group(lambda _: key) == everything.group(lambda _: {key}) == {key: everything}
    assert everything.group(lambda _: ()) == {None: everything}


def test_a_group_is_found_by_a_name() -> None:
    visits = bilateral.load("pakistan-russia").visits
    for asked in (visits, bilateral.scan(visits)):
        groups = asked.group("host")
        assert groups["Russia"] is groups["RUS"]
        assert dict(groups) == groups
        wrong: Any
        for wrong in ("Japan", "Russsia", 5):
            with pytest.raises(UnknownKeyError):
                groups[wrong]
            assert wrong not in groups
            assert groups.get(wrong) is None
    copied = pickle.loads(pickle.dumps(Groups({"RUS": 1}, "host")))
    assert copied["Russia"] == 1
