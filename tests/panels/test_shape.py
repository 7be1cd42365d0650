"""The shape of a panel: names of columns, each once, and their sources."""

from __future__ import annotations

import pytest

from bilateral.errors import RecordError, UnknownNameError
from bilateral.panels.columns import Column
from tests.panels.samples import directed


def test_columns_are_added_once_and_found_by_any_of_their_names() -> None:
    p = directed().with_columns(
        "SELECT *, 1 AS x, 0 AS x_low FROM {prev}", Column("x", ("x", "x_low"), "count", "x")
    )
    assert p.columns == ("ccode1", "ccode2", "year", "x", "x_low")
    assert p.column("x_low") is p.column("x")
    with pytest.raises(RecordError):
        p.with_columns("SELECT * FROM {prev}", Column("x_low", ("x_low",), "count", "x"))
    with pytest.raises(UnknownNameError):
        p.column("y")
    assert [source.id for source in p.sources] == ["cow"]


@pytest.mark.parametrize("name", ["X", "Year", "maybe", "assumed", 'a"b', "_t", " "])
def test_names_that_no_column_can_have(name: str) -> None:
    p = directed().with_columns("SELECT *, 1 AS x FROM {prev}", Column("x", ("x",), "count", "x"))
    with pytest.raises(RecordError):
        p.with_columns("SELECT * FROM {prev}", Column(name, (name,), "count", "x"))
