"""Several datasets one after another."""

from __future__ import annotations

import pytest

from bilateral import Dataset, concat
from bilateral.errors import RecordError


def test_several_are_as_if_merged_one_by_one(small: Dataset, data: Dataset) -> None:
    assert concat([data]) == data
    assert concat(iter([data, small])) == data.merge(small)


def test_what_is_no_dataset_is_refused(small: Dataset) -> None:
    with pytest.raises(RecordError, match="no dataset is given"):
        concat([])
    with pytest.raises(RecordError, match="where"):
        concat([small.visits])  # type: ignore[list-item]
