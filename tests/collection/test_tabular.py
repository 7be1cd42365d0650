"""The call that names a format."""

from __future__ import annotations

from pathlib import Path

import attrs
import pytest

import bilateral
from bilateral import Citation, Dataset, Participant, Visit, q
from bilateral._plugins import names_of
from bilateral.collection.tabular import Export, Match, checked_match
from bilateral.errors import ArgumentError, BilateralError, UnknownNameError


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


def test_what_is_left_out_is_said(data: Dataset, tmp_path: Path) -> None:
    visits = data.visits.since(2016)
    assert visits.possible
    for asked in (visits, bilateral.scan(data).visits.since(2016)):
        with pytest.warns(UserWarning, match=r"left out of 'arrow': 2 records.*match='both'"):
            silent = asked.to("arrow")
        assert silent == asked.to("arrow", match="definite")
        with pytest.warns(UserWarning, match=r"left out of 'json': 2 records.*match='possible'"):
            asked.to_json()
    with pytest.warns(UserWarning, match="left out of 'toml'"):
        bilateral.save_file(visits, tmp_path / "x.toml")
    data.to("arrow")
    assert data.visits.by("BRA").to("arrow").num_rows == 0


def test_the_short_columns_are_those_that_people_read(data: Dataset) -> None:
    visits = data.visits.since(2016)
    for asked in (visits, bilateral.scan(data).visits.since(2016)):
        choices: list[tuple[Match, int]] = [("definite", 2), ("possible", 2), ("both", 4)]
        for match, number in choices:
            table = asked.to_arrow(match=match, columns="short")
            rows = [row for row in visits.to_dicts() if match in ("both", row["match"])]
            assert len(table) == number == len(rows)
            for row, made in zip(rows, table.to_pylist(), strict=True):
                stated = {name: str(value) for name, value in row.items() if value is not None}
                assert stated == {n: str(v) for n, v in made.items() if v is not None}
    used = data.to_arrow(columns="used")
    assert used.num_columns < data.to_arrow().num_columns
    cells = data.to_arrow().to_pydict()
    assert used.column_names == [name for name in cells if set(cells[name]) != {None}]
    some = visits.to_arrow(match="both", columns=["title", "id"])
    assert some.column_names == ["title", "id", "match"]


def test_reasons_stand_beside_each_possible_record(data: Dataset) -> None:
    visits = data.visits.by(sector="military").since(2016)
    assert visits.possible
    for columns in ("all", "short", ["id", "title"]):
        table = visits.to("arrow", columns=columns, reasons=True)
        assert set(table["match"].to_pylist()) == {"definite", "possible"}
        for row in table.to_pylist():
            why = "; ".join(visits.why(row["id"])) or None
            assert row["reasons"] == why
            assert (why is None) == (row["match"] == "definite")
    surely = visits.to("arrow", match="definite", reasons=True)
    assert surely["reasons"].null_count == len(surely)
    maybe = visits.to("arrow", match="possible", reasons=True)
    assert maybe["reasons"].null_count == 0
    assert "reasons" not in visits.to("arrow", match="both").column_names


def test_a_table_with_reasons_is_read_again(data: Dataset) -> None:
    visits = data.visits.by(sector="military").since(2016)
    table = bilateral.scan(visits.to("arrow", match="both", reasons=True))
    again = table.visits.by(sector="military").since(2016)
    assert again.bounds() == visits.bounds()
    rows = again.to("arrow", reasons=True).to_pylist()
    assert {row["id"]: row["reasons"] for row in rows} == {
        record.id: "; ".join(visits.why(record)) or None
        for record in (*visits.definite, *visits.possible)
    }


def test_a_document_has_no_reasons(data: Dataset) -> None:
    with pytest.raises(BilateralError, match="only a table has a column of reasons"):
        data.visits.to("json", match="definite", reasons=True)


def test_no_index_is_written(data: Dataset) -> None:
    assert data.visits.to_csv(index=False) == data.visits.to_csv()
    with pytest.raises(ArgumentError, match=r"found 'sep'.*to_pandas"):
        data.visits.to_csv(sep=";")  # type: ignore[call-arg]
    with pytest.raises(ArgumentError, match="no index"):
        data.visits.to_csv(index=True)  # type: ignore[arg-type]
    with pytest.raises(ArgumentError, match="no index"):
        data.visits.count("year").to_csv(index=True)  # type: ignore[arg-type]


def test_what_is_possible_in_a_group_alone_has_a_reason_too(data: Dataset) -> None:
    group = data.visits.group("host")["RUS"]
    [undated] = group.to("arrow", match="possible", reasons=True)["reasons"].unique().to_pylist()
    assert "the group is not settled" in undated


def test_a_name_for_the_id_of_a_state_goes_into_no_file(data: Dataset, tmp_path: Path) -> None:
    odd = attrs.evolve(
        data,
        records=(
            *data.records,
            Visit(
                id="odd",
                title="A visit",
                date="2016",
                status="occurred",
                participants=[
                    Participant(role="visitor", state="Korea"),
                    Participant(role="host", state="PAK"),
                ],
                citations=[Citation(source=data.sources[0].id)],
            ),
        ),
    )
    for asked in (odd, odd.visits):
        for form, path in (("csv", None), ("arrow", None), ("json", tmp_path / "x.json")):
            with pytest.raises(UnknownNameError, match="'KOR' or 'PRK' in the records"):
                asked.to(form, path)
    assert odd.visits.where(q.id != "odd").to("csv")
    assert not [*tmp_path.iterdir()]


def test_what_nothing_was_asked_of_matches_nothing(data: Dataset) -> None:
    for whole in (data, bilateral.scan(data)):
        assert {name for row in whole.to_dicts() for name in row} & {"match", "status"} == {
            "status"
        }
        names = whole.to_arrow(columns="short").column_names
        assert "status" in names
        assert "match" not in names
    for asked in (data.any_status(), bilateral.scan(data).visits, data.visits):
        assert {row["match"] for row in asked.to_dicts()} == {"definite"}
