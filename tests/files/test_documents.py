"""Files: nothing is lost on the way out and in, and every fault is named."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st

import bilateral
from bilateral import Dataset, Source, load, load_file, save_file
from bilateral.errors import (
    BilateralError,
    CodecError,
    FaultsError,
    MissingFileError,
    ReadError,
)
from bilateral.files import dumps, loads
from bilateral.files.builder import Builder
from bilateral.files.converters import thorough
from bilateral.files.dismantling import plain as plain_of
from bilateral.model.records import KINDS, AnyRecord
from bilateral.testing import datasets, records

FORMS = ["json", "jsonl", "toml"]
ANY: Any = AnyRecord  # a union, which type checkers do not take for a class


@pytest.mark.parametrize("form", FORMS)
@given(dataset=datasets())
def test_what_is_written_is_read_back(form: str, dataset: Dataset) -> None:
    assert loads(dumps(dataset, form), form) == dataset


@pytest.mark.parametrize("form", FORMS)
def test_the_built_in_dataset_survives_every_format(form: str, tmp_path: Path) -> None:
    dataset = load("pakistan-russia")
    save_file(dataset, tmp_path / f"data.{form}")
    assert load_file(tmp_path / f"data.{form}") == dataset


def broken(small: Dataset, change: Callable[[Any], object]) -> str:
    document = json.loads(dumps(small))
    change(document)
    return json.dumps(document)


def record(document: Any, index: int = 0) -> Any:
    return document["records"][index]


@pytest.mark.parametrize(
    ("change", "path", "words"),
    [
        (lambda d: record(d).update(title=5), "records[0].title", "5"),
        (lambda d: record(d).update(title=True), "records[0].title", "True"),
        (lambda d: record(d).update(date="2016-13"), "records[0].date", "2016-13"),
        (lambda d: record(d).update(date=2016), "records[0].date", "2016"),
        (lambda d: record(d).update(dat="2016"), "records[0].dat", "date"),
        (lambda d: record(d).update(status="ocurred"), "records[0].status", "occurred"),
        (lambda d: record(d).update(kind="vist"), "records[0].kind", "visit"),
        (lambda d: record(d).update(topics="arms"), "records[0].topics", "arms"),
        (lambda d: record(d).update(participants=[5]), "records[0].participants[0]", "5"),
        (lambda d: record(d)["participants"][1].update(role="hsot"), "role", "host"),
        (lambda d: record(d)["participants"][1].update(role="supplier"), "role", "supplier"),
        (lambda d: record(d).update(citations=[]), "citations", "at least one"),
        (lambda d: record(d).pop("title"), "records[0]", "title"),
        (lambda d: record(d).update(duration=-1), "records[0].duration", "-1"),
        (lambda d: record(d).update(duration={"amount": 2, "unti": "days"}), "unti", "unit"),
        (lambda d: d["sources"][0].update(published="soon"), "sources[0].published", "soon"),
        (lambda d: d["actors"][0].update(kind="stat"), "actors[0].kind", "state"),
        (lambda d: d["dataset"].update(name="two words"), "dataset.name", "two words"),
        (lambda d: d.update(recrods=[]), "recrods", "records"),
        (lambda d: d.update(records={}), "records", "list"),
        (lambda d: d.update(version=2), "version", "1"),
        (lambda d: d.update(version=True), "version", "1"),
        (lambda d: record(d)["participants"][0].update(person="nobody"), "person", "nobody"),
        (lambda d: record(d)["citations"][0].update(source="none"), "source", "none"),
        (lambda d: record(d, 1).update(id="chief-2018"), "id", "chief-2018"),
        (
            lambda d: record(d, 1)["citations"][1].update(
                claims=[{"field": "titel", "value": "x"}]
            ),
            "claims",
            "titel",
        ),
    ],
)
def test_a_fault_is_named_with_its_path(
    small: Dataset, change: Callable[[Any], object], path: str, words: str
) -> None:
    with pytest.raises(FaultsError) as caught:
        loads(broken(small, change), "json", file="data.json")
    (fault,) = caught.value.faults
    text = str(fault)
    assert path in text
    assert words in text
    assert fault.file == "data.json"


def test_all_faults_are_reported_at_once(small: Dataset) -> None:
    def change(document: Any) -> None:
        record(document).update(title=5, status="ocurred", dat="2016")
        record(document, 2).update(kind="vist")
        document["sources"][0].update(titel="x")

    with pytest.raises(FaultsError) as caught:
        loads(broken(small, change))
    text = str(caught.value)
    assert text.splitlines()[0].endswith(f"{len(caught.value.faults)} faults")
    for path in ("records[0].status", "records[0].dat", "records[2].kind", "sources[0].titel"):
        assert path in text


def test_a_line_is_named(small: Dataset) -> None:
    lines = dumps(small, "jsonl").splitlines()
    lines[2:2] = ["", "not json", '{"type":"recrod"}', "[]", lines[0]]
    with pytest.raises(FaultsError) as caught:
        loads("\n".join(lines), "jsonl", file="data.jsonl")
    assert [fault.line for fault in caught.value.faults] == [4, 5, 6, 7]
    assert str(caught.value.faults[0]).startswith("data.jsonl:4: the line is not JSON")


def test_lines_need_the_line_of_the_dataset() -> None:
    with pytest.raises(FaultsError) as caught:
        loads("", "jsonl")
    assert "no line of type 'dataset'" in str(caught.value)


@pytest.mark.parametrize(
    ("form", "text"), [("json", "{"), ("toml", "a ="), ("json", "[" * 100_000)]
)
def test_what_cannot_be_parsed_is_one_error(form: str, text: str) -> None:
    with pytest.raises(CodecError, match="cannot be parsed"):
        loads(text, form)


@pytest.mark.parametrize("text", ["[]", "5", "null"])
def test_what_is_no_dataset_is_one_error(text: str) -> None:
    with pytest.raises(CodecError, match="no dataset"):
        loads(text)


def test_unknown_formats_are_refused(small: Dataset, tmp_path: Path) -> None:
    with pytest.raises(CodecError, match="one of json, jsonl, toml"):
        save_file(small, tmp_path / "data.csv")
    with pytest.raises(CodecError):
        load_file(tmp_path / "data")
    with pytest.raises(CodecError):
        loads("", "xml")
    with pytest.raises(CodecError):
        dumps(small, "xml")
    assert list(tmp_path.iterdir()) == []


def test_text_that_utf_8_cannot_hold_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    odd = Dataset(sources=[Source(id="a", title="\ud800")])
    with pytest.raises(CodecError, match="UTF-8 cannot hold"):
        save_file(odd, tmp_path / "data.toml")
    assert list(tmp_path.iterdir()) == []


def test_a_byte_order_mark_is_read_and_other_encodings_refused(
    small: Dataset, tmp_path: Path
) -> None:
    file = tmp_path / "data.json"
    file.write_bytes(b"\xef\xbb\xbf" + dumps(small).encode())
    assert load_file(file) == small
    file.write_bytes(dumps(small).encode("utf-16"))
    with pytest.raises(CodecError, match="not UTF-8"):
        load_file(file)


def test_a_write_that_fails_leaves_the_old_file(
    small: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "data.json"
    save_file(small, file)
    file.chmod(0o640)
    before = file.read_text(encoding="utf-8")

    def fail(*_: object) -> None:
        raise OSError("disk full")

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", fail)
        with pytest.raises(OSError, match="disk full"):
            save_file(Dataset(), file)
    assert file.read_text(encoding="utf-8") == before
    assert [entry.name for entry in tmp_path.iterdir()] == ["data.json"]
    save_file(Dataset(), file)
    if sys.platform != "win32":  # whose files have no such modes
        assert file.stat().st_mode & 0o777 == 0o640
    assert len(load_file(file)) == 0


# -- the quick builder and the thorough converter -------------------------------------------


@given(st.sampled_from(sorted(KINDS)).flatmap(records))
def test_builder_and_converter_make_the_same(original: AnyRecord) -> None:
    plain = plain_of(original)
    plain = json.loads(json.dumps(plain))
    assert Builder().build(plain) == thorough().structure(plain, ANY) == original


def accepts(read: Callable[[], object]) -> bool:
    try:
        read()
    except (BilateralError, TypeError, KeyError, ValueError, AttributeError, BaseExceptionGroup):
        return False
    return True


@given(
    st.sampled_from(["visit", "arms-transfer", "alignment", "meeting"]).flatmap(records),
    st.data(),
)
def test_builder_and_converter_refuse_the_same(original: AnyRecord, data: st.DataObject) -> None:
    plain = json.loads(json.dumps(plain_of(original)))
    key = data.draw(st.sampled_from([*sorted(plain), "unknown", "duration", "session", "places"]))
    value = data.draw(
        st.sampled_from(
            [None, 5, True, 1.5, "", "x", "2016", [], [5], ["x"], {}, {"edtf": "2016"}, {"a": 1}]
        )
    )
    plain[key] = value
    quick = accepts(lambda: Builder().build(plain))
    assert quick is accepts(lambda: thorough().structure(plain, ANY))


# -- what files hold that nobody expects ---------------------------------------------------------

HEAD = '{"format":"bilateral","version":1,"sources":[{"id":"a","title":"A"}],"records":['
VISIT = '"kind":"visit","id":"v","title":"A visit","citations":[{"source":"a"}]'


@pytest.mark.parametrize(
    ("text", "field", "record"),
    [
        (f'{HEAD}{{{VISIT},"status":"planned","status":"occurred"}}]}}', "status", "v"),
        (f'{HEAD}{{{VISIT},"places":[{{"name":"A","name":"B"}}]}}]}}', "name", None),
        ('{"format":"bilateral","version":1,"version":1}', "version", None),
    ],
)
def test_a_key_that_stands_twice_is_refused(text: str, field: str, record: str | None) -> None:
    with pytest.raises(CodecError, match=f"'{field}' stands 2 times") as caught:
        loads(text, "json", file="a.json")
    error = caught.value
    assert (error.file, error.field, error.record) == ("a.json", field, record)


def test_a_key_that_stands_twice_in_a_line_is_a_fault_among_others() -> None:
    lines = [
        '{"type":"dataset","format":"bilateral","version":1}',
        '{"type":"source","id":"a","id":"b","title":"A"}',
        f'{{"type":"record",{VISIT.replace("visit", "vist", 1)}}}',
    ]
    with pytest.raises(FaultsError) as caught:
        loads("\n".join(lines), "jsonl")
    assert [(fault.line, fault.field) for fault in caught.value.faults] == [(2, "id"), (3, "kind")]


KEYS = st.sampled_from(["format", "version", "dataset", "records", "sources", "type", "id", "kind"])
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS | st.text(max_size=5), inner),
    max_leaves=8,
)


@given(PLAIN)
def test_whatever_a_file_holds_its_errors_are_of_the_package(document: Any) -> None:
    for text, form in ((json.dumps(document), "json"), (json.dumps(document), "jsonl")):
        with pytest.raises(BilateralError) as caught:
            loads(text, form)
        assert str(caught.value)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ('{"version":' + "9" * 5000 + "}", "json"),
        ('{"type":"dataset","version":' + "9" * 5000 + "}", "jsonl"),
        ("version = 0x" + "f" * 5000, "toml"),
        ('{"type": {}}', "jsonl"),
        ("[" * 100_000, "json"),
        ("[" * 100_000, "jsonl"),
    ],
)
def test_what_parsers_do_not_take_is_named(text: str, form: str) -> None:
    with pytest.raises(BilateralError) as caught:
        loads(text, form)
    assert str(caught.value)


def test_a_path_that_no_system_has_is_named() -> None:
    with pytest.raises(CodecError, match="no path"):
        load_file("a\0.json")


@pytest.mark.parametrize("form", FORMS)
def test_what_could_not_be_loaded_is_not_saved(small: Dataset, form: str, tmp_path: Path) -> None:
    part = Dataset(records=small.records, actors=small.actors)
    with pytest.raises(FaultsError, match="unnamed"):
        save_file(part, tmp_path / f"part.{form}")
    assert list(tmp_path.iterdir()) == []


def test_what_was_found_is_told_without_the_way_there() -> None:
    with pytest.raises(FaultsError) as caught:
        loads(f'{HEAD}{{{VISIT},"date":"2018-13"}}]}}', "json")
    (fault,) = caught.value.faults
    assert fault.field == "records[0].date"
    assert not getattr(fault, "__notes__", None)


@given(st.integers(21, 60))
def test_ids_that_lead_nowhere_are_all_named_and_the_first_with_near_ones(count: int) -> None:
    records = [
        json.loads(f"{{{VISIT}}}") | {"id": f"v{n}", "citations": [{"source": f"source{n}"}]}
        for n in range(count)
    ]
    document = json.loads(f"{HEAD}]}}") | {
        "sources": [{"id": "source", "title": "A"}],
        "records": records,
    }
    with pytest.raises(FaultsError) as caught:
        loads(json.dumps(document), "json")
    assert [bool(fault.near) for fault in caught.value.faults] == [n < 20 for n in range(count)]


def test_a_missing_file_is_missing_in_one_way(tmp_path: Path) -> None:
    path = tmp_path / "none.json"
    for ask in (bilateral.load_file, bilateral.read):
        with pytest.raises(MissingFileError, match="no such file") as caught:
            ask(path)
        assert isinstance(caught.value, FileNotFoundError)
        assert isinstance(caught.value, BilateralError)
        assert caught.value.file == str(path)
        folder = tmp_path / "folder.json"
        folder.mkdir(exist_ok=True)
        with pytest.raises(ReadError):
            ask(folder)
    pytest.importorskip("pyarrow")
    with pytest.raises(MissingFileError):
        bilateral.scan(tmp_path / "none.parquet")
