"""What a series is told by its columns, and what has to be said."""

from __future__ import annotations

from pathlib import Path

import pytest

from bilateral.errors import BilateralError, RecordError, UnknownNameError
from bilateral.panels.declared import series
from bilateral.readers import FieldRule, RecordMapping

VALUES = {"x": [1, -9]}


@pytest.mark.parametrize(
    ("keys", "system", "step"),
    [
        ({"ccode": [2, 20], "year": [2000, 2000]}, "cow", "year"),
        ({"gwcode1": [2, 20], "gwcode2": [20, 2], "year": [1, 2], "month": [1, 2]}, "gw", "month"),
        ({"state1no": [2, 20], "state2no": [20, 2], "date": ["2000-01-01"] * 2}, "cow", "day"),
        ({"state": ["USA", "CAN"], "start": ["2000-01-01"] * 2, "end": ["2001-01-01"] * 2},
         "registry", "stretch"),
    ],
)  # fmt: skip
def test_the_names_of_columns_tell(keys: dict[str, list[object]], system: str, step: str) -> None:
    made = series(keys | VALUES, missing=[-9])
    assert (made.system, made.step, made.values) == (system, step, ("x",))
    assert made.table["x"].to_pylist() == [1, None]


def test_codes_for_missing_are_by_column_if_need_be() -> None:
    given = {"ccode": [2], "year": [2000], "polity": [-9], "cinc": [-9]}
    made = series(given, missing={"cinc": [-9]})
    assert made.table.select(["polity", "cinc"]).to_pylist() == [{"polity": -9, "cinc": None}]


def test_files(tmp_path: Path) -> None:
    file = tmp_path / "it's.csv"
    file.write_text("ccode,year,cinc\n2,2000,0.5\n", encoding="utf-8")
    assert series(file).table.to_pylist() == [{"ccode": 2, "year": 2000, "cinc": 0.5}]
    with pytest.raises(BilateralError, match="no such file"):
        series(tmp_path / "none.csv")


def test_what_is_not_told_is_asked_for() -> None:
    with pytest.raises(RecordError, match="codes"):
        series({"country": [1], "year": [2000], "x": [1]})
    with pytest.raises(RecordError, match="time"):
        series({"ccode": [1], "x": [1]})
    with pytest.raises(RecordError, match="whose codes"):
        series({"country": [1], "year": [2000], "x": [1]}, keys="country")
    with pytest.raises(UnknownNameError):
        series({"ccode": [1], "year": [2000], "x": [1]}, columns=["y"])
    made = series({"c": [1], "y": [2000], "x": [1]}, keys="c", system="cow", time="y")
    assert (made.keys, made.times) == (("c",), ("y",))


def test_names_are_told_whatever_their_case() -> None:
    made = series({"CCODE": [2], "Year": [2000], "X": [1]})
    assert (made.keys, made.times, made.values) == (("CCODE",), ("Year",), ("X",))


def test_other_names_for_columns() -> None:
    made = series({"Code": [2], "Yr": [2000], "x": [1]}, {"Code": "ccode", "Yr": "year"})
    assert (made.keys, made.times, made.values) == (("ccode",), ("year",), ("x",))
    with pytest.raises(UnknownNameError):
        series({"Code": [2], "x": [1]}, {"Kode": "ccode"})


def test_a_mapping_of_records_tells_keys_time_and_what_is_missing() -> None:
    rules = {
        "host": FieldRule(column="Dest", system="cow"),
        "visitor": FieldRule(column="Orig", system="cow"),
        "date": FieldRule(column="Yr", format="%Y"),
    }
    mapping = RecordMapping(kind="visit", fields=rules, missing=["n.d."], citation="A list")
    made = series({"Dest": [2], "Orig": [20], "Yr": [2000], "n": ["n.d."]}, mapping)
    assert (made.keys, made.system, made.times, made.step) == (
        ("Orig", "Dest"), "cow", ("Yr",), "year",
    )  # fmt: skip
    assert made.table["n"].to_pylist() == [None]
    assert made.source is not None
    with pytest.raises(RecordError, match="without states"):
        series({"x": [1]}, RecordMapping(kind="visit", fields={"date": rules["date"]}))


def test_what_is_said_of_columns_is_checked() -> None:
    given = {"ccode": [2], "year": [2000], "x": [1]}
    with pytest.raises(UnknownNameError, match="system"):
        series(given, keys="ccode", system="iso")  # type: ignore[arg-type]
    with pytest.raises(UnknownNameError, match="column"):
        series(given, units={"y": "USD"})
    with pytest.raises(UnknownNameError, match="column"):
        series(given, time="yr")
    with pytest.raises(RecordError, match="two units at one time"):
        series(given, units={"x": [("2000/2010", "a"), ("2010/2020", "b")]})
    assert series(given, columns="x").values == ("x",)


def test_what_is_no_table_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(b"nothing of the kind")
    with pytest.raises(BilateralError, match=r"a\.parquet: no table"):
        series(path)


def test_a_series_is_shown_by_what_it_holds() -> None:
    made = series({"ccode": [2, 20], "year": [2000, 2000], "x": [1, 2]}, units={"x": "USD"})
    shown = repr(made).splitlines()
    assert shown[0] == "Series of states (ccode: cow) by year (year), 2 rows"
    assert [line.split() for line in shown[1:]] == [
        ["values", "unit", "first"],
        ["------", "----", "-----"],
        ["x", "USD", "1,", "2"],
    ]
