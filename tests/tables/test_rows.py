"""Tables hold all of a record, and say so where they cannot."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given

import bilateral
from bilateral import Citation, Dataset, Participant, Visit
from bilateral.errors import (
    BilateralError,
    FaultsError,
    RecordError,
    SchemaError,
    UnknownNameError,
)
from bilateral.model.records import Membership
from bilateral.tables.schema import VERSION, columns
from bilateral.testing import datasets

from .engines import holdable

FORMATS = (
    "arrow",
    "duckdb",
    *(pytest.param(name, marks=pytest.mark.needs(name)) for name in ("pandas", "polars")),
)


@pytest.fixture(scope="module")
def data() -> Dataset:
    return bilateral.load("pakistan-russia")


@given(datasets(max_size=5))
def test_nothing_is_lost_on_the_way_to_arrow_and_back(given_data: Dataset) -> None:
    data = holdable(given_data)
    assert Dataset.from_table(data.to("arrow")) == data


@pytest.mark.slow
@pytest.mark.needs("polars")
@given(datasets(max_size=5))
def test_nothing_is_lost_in_csv(given_data: Dataset) -> None:
    data = holdable(given_data)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "records.csv"
        data.to("polars").write_csv(path)
        assert Dataset.from_table(path, names=data) == data


@given(datasets(max_size=5))
def test_any_row_of_a_record_is_enough(given_data: Dataset) -> None:
    data = holdable(given_data)
    table = data.to("arrow")
    turned = table.take(pa.array(reversed(range(table.num_rows)), pa.int64()))
    assert set(Dataset.from_table(turned).records) == set(data.records)


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_comes_back(data: Dataset, form: str) -> None:
    frame = data.to(form)
    assert Dataset.from_table(frame, names=data) == data
    if form in ("arrow", "pandas"):  # these carry the actors and sources themselves
        assert Dataset.from_table(frame) == data


@pytest.mark.needs("pandas", "polars")
def test_the_synonyms(data: Dataset) -> None:
    import pandas as pd
    import polars as pl

    visits = data.visits.by("RUS")
    assert not visits.possible
    assert isinstance(visits.to_arrow(), pa.Table)
    assert isinstance(visits.to_polars(), pl.DataFrame)
    assert isinstance(visits.to_pandas(), pd.DataFrame)
    assert all(isinstance(kind, pd.ArrowDtype) for kind in visits.to_pandas().dtypes)


@pytest.mark.needs("pandas")
def test_a_selection_says_which_of_its_answers_are_wanted(data: Dataset) -> None:
    visits = data.visits.by("PAK", sector="military").since(2016)
    sides = {
        side: set(visits.to("arrow", match=side)["id"].to_pylist())
        for side in ("definite", "possible")
    }
    assert sides == {
        "definite": {record.id for record in visits},
        "possible": {record.id for record in visits.possible},
    }
    both = visits.to_pandas(match="both")
    assert {match: set(rows["id"]) for match, rows in both.groupby("match")} == sides
    assert set(data.to("arrow", match="both")["match"].to_pylist()) == {"definite"}
    assert data.to("arrow", match="possible").num_rows == 0
    with pytest.raises(UnknownNameError, match="did you mean 'definite'"):
        data.to("arrow", match="definit")  # type: ignore[call-overload]


def test_parquet(data: Dataset, tmp_path: Path) -> None:
    path = data.to("parquet", tmp_path / "records.parquet")
    assert Dataset.from_table(path) == data
    assert [p.name for p in tmp_path.iterdir()] == ["records.parquet"]
    facts = json.loads(pq.read_schema(path).metadata[b"bilateral"])
    assert facts["schema_version"] == VERSION
    assert pq.read_metadata(path).num_rows == data.to("arrow").num_rows


def test_an_empty_dataset_has_a_table() -> None:
    assert Dataset.from_table(Dataset().to("arrow")) == Dataset()


def test_formats_and_paths_are_checked(data: Dataset, tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'arrow'"):
        data.to("arow")
    with pytest.raises(UnknownNameError, match="towards"):
        data.to("RUS")
    for form, path in (("parquet", None), ("arrow", tmp_path / "x")):
        with pytest.raises(BilateralError, match="path"):
            data.to(form, path)
    with pytest.raises(BilateralError, match="cannot be written"):
        data.to("parquet", tmp_path / "no such folder" / "x.parquet")


@pytest.mark.parametrize("date", ["-0500", "0000", "Y12000"])
def test_a_date_outside_the_calendar_is_refused(date: str) -> None:
    old = Visit(id="old", title="Old", date=date, citations=[Citation(source="s")])
    with pytest.raises(RecordError, match=r"'old'.*'date'.*years 1 to 9999"):
        Dataset(records=[old]).to("arrow")


def test_a_text_that_is_none_is_refused() -> None:
    trips = [
        Visit(id=name, title=title, citations=[Citation(source="s")])
        for name, title in (("good", "A"), ("bad", "\ud800"))
    ]
    with pytest.raises(RecordError, match=r"no table can hold.*'bad'.*'title'"):
        Dataset(records=trips).to("arrow")


def test_unbounded_dates_are_null() -> None:
    member = Membership(id="m", title="M", date="2017-06-09/..", citations=[Citation(source="s")])
    (row,) = Dataset(records=[member]).to("arrow").to_pylist()
    assert str(row["date_start_min"]) == "2017-06-09"
    assert row["date_end_max"] is None
    assert (row["date_start_qualified"], row["date_end_qualified"]) == (False, False)
    assert row["date_days_min"] == 0


def test_rows_of_a_joint_visit() -> None:
    people = [Participant(role="visitor", state=state) for state in ("PAK", "IND")]
    trip = Visit(
        id="j",
        title="J",
        participants=[*people, Participant(role="host", state="RUS")],
        citations=[Citation(source="s")],
    )
    rows = Dataset(records=[trip]).to("arrow").to_pylist()
    assert [(r["pair"], r["initiator_state"], r["target_state"]) for r in rows] == [
        (0, "PAK", "RUS"),
        (1, "IND", "RUS"),
    ]
    assert {r["roles"] for r in rows} == {"|visitor|visitor|host|"}


# -- the schema -----------------------------------------------------------------------------------


def test_missing_and_mistyped_columns_are_listed(data: Dataset) -> None:
    table = data.to("arrow")
    wrong = table.drop_columns(["status", "title"]).rename_columns(
        [
            name if name != "kind" else "kynd"
            for name in columns()
            if name not in ("status", "title")
        ]
    )
    wrong = wrong.set_column(
        wrong.schema.get_field_index("date"), "date", pa.array(range(len(table)))
    )
    with pytest.raises(SchemaError) as caught:
        bilateral.scan(wrong)
    assert caught.value.missing == ("kind", "title", "status")
    assert caught.value.mistyped == ("date",)
    assert "date: text" in str(caught.value)
    assert "kind, title, status" in str(caught.value)
    assert "did you mean 'kynd'" in str(caught.value)


def test_another_version_is_refused(data: Dataset) -> None:
    table = data.to("arrow")
    for text in ('{"schema_version": 99}', "{}", "nonsense", "[]"):
        with pytest.raises(SchemaError, match=r"version|metadata"):
            bilateral.scan(table.replace_schema_metadata({"bilateral": text}))


def test_further_columns_are_let_be(data: Dataset) -> None:
    table = data.to("arrow")
    more = table.append_column("my_notes", pa.array(range(len(table))))
    assert Dataset.from_table(more) == data


def test_what_is_no_table_is_refused() -> None:
    nothings: list[object] = [3, [], {"id": ["a"]}]
    for nothing in nothings:
        with pytest.raises(SchemaError, match="no table"):
            bilateral.scan(nothing)


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("kind", "vist", "did you mean 'visit'"),
        ("status", "done", "unknown status"),
        ("date", "2016-13", "not an EDTF date"),
        ("citations", "[{]", "not JSON"),
        ("citations", '{"source":"a"}', "JSON of no list"),
        ("citations", '[{"sauce":"a"}]', "wrong items"),
        ("initiator_role", "visiter", "did you mean 'visitor'"),
        ("duration", "many", "not an amount"),
        ("own", "{", "not JSON"),
        ("source", None, "'source'"),
        ("title", None, "title"),
    ],
)
def test_a_wrong_cell_is_named_with_its_record(column: str, value: object, message: str) -> None:
    trip = Visit(
        id="trip",
        title="T",
        participants=[Participant(role="visitor", state="PAK")],
        citations=[Citation(source="s")],
    )
    good = trip.__class__(id="good", title="G", citations=trip.citations)
    table = Dataset(records=[good, trip]).to("arrow")
    index = table.schema.get_field_index(column)
    cells = table[column].to_pylist()
    cells[1] = value
    field = pa.field(column, table.schema.field(column).type)
    wrong = table.set_column(index, field, pa.array(cells, type=field.type))
    with pytest.raises((FaultsError, UnknownNameError)) as caught:
        Dataset.from_table(wrong)
    found = caught.value
    (fault,) = found.faults if isinstance(found, FaultsError) else (found,)
    assert fault.record == "trip"
    assert message in str(fault)
