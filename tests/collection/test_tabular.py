"""The call that names a format."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import EntryPoint

import pytest

from bilateral import Dataset
from bilateral._plugins import names_of
from bilateral.collection.tabular import Export, checked_match
from bilateral.errors import BilateralError, UnknownNameError
from tests import plug_ins


@pytest.fixture
def data(small: Dataset) -> Dataset:
    return small


def test_a_misspelt_format_is_met_with_near_names_and_all_there_are(data: Dataset) -> None:
    with pytest.raises(UnknownNameError, match="towards") as refused:
        data.to("parqet")
    assert refused.value.near[0] == "parquet"
    assert refused.value.expected == f"one of {', '.join(names_of('exporters'))}"
    assert {"arrow", "csv", "json", "toml"} <= set(names_of("exporters"))


def test_a_misspelt_match_is_refused_before_anything_is_done(data: Dataset) -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'possible'"):
        data.to("json", match="posible")  # type: ignore[call-overload]
    assert checked_match("both") == "both"


def test_an_export_makes_its_table_and_its_contents_when_asked(data: Dataset) -> None:
    visits = data.visits.since(2016)
    surely, maybe = Export(visits, "definite"), Export(visits, "possible")
    assert tuple(r.id for r in surely.contents().records) == visits.ids
    assert maybe.contents().records == visits.possible
    assert set(surely.table()["id"].to_pylist()) == set(visits.ids)
    assert Export(data, "definite").contents() == data
    assert Export(data, "possible").contents().records == ()


@pytest.mark.needs("polars", "pandas")
def test_the_short_words_are_the_same(data: Dataset) -> None:
    visits = data.visits
    assert visits.to_arrow(match="both") == visits.to("arrow", match="both")
    assert visits.to_polars().equals(visits.to("polars"))
    assert visits.to_pandas().equals(visits.to("pandas"))


@pytest.fixture
def pictures(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A picture of another package, and one that is none."""
    plug_ins.add(
        monkeypatch,
        EntryPoint("number", "builtins:len", "bilateral.plots"),
        EntryPoint("odd", "sys:maxsize", "bilateral.plots"),
    )
    yield
    plug_ins.forget()


@pytest.mark.usefixtures("pictures")
def test_a_picture_of_another_package_is_drawn_by_its_name(small: Dataset) -> None:
    number: object = small.plot("number")
    assert number == len(small)
    assert {"number", "timeline", "fitting"} <= set(names_of("plots"))
    with pytest.raises(BilateralError, match=r"picture 'odd'.*no function"):
        small.plot("odd")
    with pytest.raises(BilateralError, match=r"picture 'number'.*TypeError"):
        small.plot("number", width=3)
