"""Documents: what ``save_file`` writes, of a dataset, a selection and a table, without pyarrow."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given, strategies as st

import bilateral
from bilateral import BilateralError, Dataset, testing
from bilateral.files import loads
from tests.test_package import run

Form = Literal["json", "jsonl", "toml"]
FORMS: tuple[Form, ...] = ("json", "jsonl", "toml")


@pytest.mark.parametrize("form", FORMS)
def test_the_document_is_the_one_that_save_file_writes(
    data: Dataset, form: Form, tmp_path: Path
) -> None:
    bilateral.save_file(data, tmp_path / f"saved.{form}")
    saved = (tmp_path / f"saved.{form}").read_bytes()
    assert data.to(form).encode() == saved
    path = data.to(form, tmp_path / f"exported.{form}")
    assert (path, path.read_bytes()) == (tmp_path / f"exported.{form}", saved)
    assert sorted(file.name for file in tmp_path.iterdir()) == [f"exported.{form}", f"saved.{form}"]


@given(testing.datasets(), st.sampled_from(["definite", "possible"]), st.data())
def test_a_selection_gives_a_dataset_of_what_it_holds(
    data: Dataset, match: Literal["definite", "possible"], draw: st.DataObject
) -> None:
    selection = data.select(draw.draw(testing.predicates("visit")))
    again = loads(selection.to("json", match=match))  # no dangling link is left
    assert [record.id for record in again] == [record.id for record in getattr(selection, match)]
    assert (again.actors, again.sources, again.info) == (data.actors, data.sources, data.info)
    for record in again:
        links = {link for link in data[record.id].links if link.target in again}
        assert set(record.links) == links


def test_a_table_gives_the_same_as_the_selection(data: Dataset) -> None:
    table = bilateral.scan(data.to("arrow")).visits.since(2016)
    found = data.visits.since(2016).to("json", match="definite")
    assert table.to("json", match="definite") == found


def test_a_document_has_no_column_to_tell_matches_apart(data: Dataset, tmp_path: Path) -> None:
    for form in FORMS:
        with pytest.raises(BilateralError, match="apart"):
            data.to(form, tmp_path / "x", match="both")
    assert list(tmp_path.iterdir()) == []


def test_a_core_install_is_enough() -> None:
    code = (
        "import sys\n"
        "for name in ('pyarrow', 'narwhals', 'duckdb', 'tomli_w'): sys.modules[name] = None\n"
        "import bilateral\ndata = bilateral.load('pakistan-russia')\n"
        "assert data.visits.to('json').startswith('{') and data.to('jsonl')\n"
        "for form in ('toml', 'csv', 'arrow'):\n"
        "    try: data.to(form)\n"
        "    except bilateral.errors.MissingExtraError as error: print(error)\n"
    )
    lines = run(code).splitlines()
    assert len(lines) == 3
    assert all("pip install" in line for line in lines)


def test_a_file_that_cannot_be_written_is_named(data: Dataset, tmp_path: Path) -> None:
    with pytest.raises(BilateralError, match="nowhere"):
        data.to("json", tmp_path / "nowhere" / "x.json")
