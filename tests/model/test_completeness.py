"""What a source claims to be complete for: thresholds, and files that keep them."""

from __future__ import annotations

from typing import Any

import pytest

from bilateral import Coverage, Dataset, DatasetInfo, Quantity, Source
from bilateral.errors import RecordError
from bilateral.files import dumps, loads


def test_a_threshold_is_of_an_amount_and_survives_a_file() -> None:
    claims: dict[str, Any] = {"source": "s", "actors": [], "kinds": ["trade"]}
    with pytest.raises(RecordError, match="threshold"):
        Coverage(amount="value", **claims)
    with pytest.raises(RecordError, match="threshold"):
        Coverage(threshold=Quantity(5), **claims)
    made = Coverage(
        amount="value", threshold=Quantity(5, "USD million"), topics=["defence"], **claims
    )
    data = Dataset(sources=[Source(id="s", title="S")], info=DatasetInfo(coverage=[made]))
    assert loads(dumps(data)).info.coverage == (made,)
