"""One function for each data set: its options are spelt, and it reads nothing else."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest

import bilateral
from bilateral.errors import BilateralError
from bilateral.readers import FieldRule, RecordMapping, readers, shortcuts
from tests.readers import samples
from tests.readers.samples import write


def test_there_is_one_for_every_reader_and_it_spells_its_options() -> None:
    for name, cls in readers().items():
        function = getattr(shortcuts, f"read_{name.replace('-', '_')}")
        assert function is getattr(bilateral, function.__name__)
        given = list(inspect.signature(function).parameters.values())
        kinds = {parameter.kind for parameter in given[1:]}
        assert kinds == {inspect.Parameter.KEYWORD_ONLY}, name
        options = [parameter.name for parameter in given[1:-3]]
        assert options == list(inspect.signature(cls).parameters), name
        assert [parameter.name for parameter in given[-3:]] == ["strict", "progress", "names"]
        assert "Args:" in (function.__doc__ or "")


def test_they_read_one_file_or_several_of_their_own(tmp_path: Path) -> None:
    one = write(tmp_path, "one.csv", samples.REGISTER)
    other = write(tmp_path, "two.csv", samples.DELIVERIES)
    data, report = bilateral.read_sipri([one, other])
    assert [file.layout for file in report.files] == ["register", "deliveries"]
    assert len(data) == report.records
    with pytest.raises(BilateralError, match="layout"):
        bilateral.read_atop(one)


def test_a_mapping_may_be_its_file_or_what_is_in_it(tmp_path: Path) -> None:
    file = write(tmp_path, "t.csv", "When,Who\n2018,India\n")
    mapping = RecordMapping(kind="visit", fields={"date": "When", "visitor": "Who"})
    saved = tmp_path / "t.json"
    mapping.save(saved)
    right = bilateral.read_mapped(file, mapping).dataset
    for given in (saved, str(saved), mapping.to_plain()):
        assert bilateral.read_mapped(file, given).dataset == right


def test_options_reach_the_reader(tmp_path: Path) -> None:
    path = write(tmp_path, "a.csv", "Participant,Ratification\nAlbania,14 Jan 1993\n")
    [record] = bilateral.read_un_treaties(path, treaty="Treaty of X").dataset.records
    assert record.title == "Albania, ratification: Treaty of X"
    mapping = RecordMapping(kind="visit", fields={"date": FieldRule(column="when")})
    table = write(tmp_path, "b.csv", "when,who\n2018,x\n")
    assert len(bilateral.read_mapped(table, mapping).dataset) == 1
    with pytest.raises(BilateralError, match="keep"):
        bilateral.read_gdelt(table, duplicates="kep")  # type: ignore[arg-type]
