"""Records by keys, as data frames have them."""

from __future__ import annotations

import pytest

import bilateral
from bilateral import Dataset
from bilateral.errors import RecordError, UnknownFieldError, UnknownNameError


def test_what_is_parted_is_counted_and_added_up_as_by_keys(small: Dataset) -> None:
    for asked in (small, small.visits, small.arms_transfers):
        parted = asked.group_by("year", "initiator")
        assert parted.count() == parted.size() == asked.count("year", "initiator")
    arms = small.arms_transfers
    assert arms.group_by(["supplier"]).sum("volume") == arms.sum("volume", "supplier")
    assert "year" in repr(arms.group_by("year"))


def test_the_records_of_one_key_are_gone_through(small: Dataset) -> None:
    assert dict(small.visits.group_by("year")) == small.visits.group("year")
    with pytest.raises(RecordError, match="by one key"):
        list(small.visits.group_by("year", "host"))


def test_what_cannot_be_done_is_told(small: Dataset) -> None:
    with pytest.raises(UnknownNameError):
        small.visits.group_by("yaer")
    with pytest.raises(UnknownFieldError, match="count\\(\\)"):
        _ = small.visits.group_by("year").agg  # type: ignore[attr-defined]


def test_tables_are_parted_too(small: Dataset) -> None:
    pytest.importorskip("pyarrow")
    table = bilateral.scan(small.to("arrow"))
    assert table.visits.group_by("year").count() == small.visits.count("year")
