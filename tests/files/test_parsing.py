"""Texts as plain data: what is refused before it costs anything."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from bilateral.errors import BilateralError, CodecError
from bilateral.files import load_file
from bilateral.files.parsing import parsed, text_of
from bilateral.readers import RecordMapping

LONG = {
    "bare": ".".join(["a"] * 50_000) + " = 1",
    "blanks": " . ".join(["a"] * 50_000) + " = 1",
    "quoted": ".".join(["'a'", '"b"'] * 25_000) + " = 1",
    "escaped": ".".join(['"a\\"b"'] * 50_000) + " = 1",
    "header": "[" + ".".join(["a"] * 50_000) + "]",
    "inline": "x = {" + ".".join(["a"] * 50_000) + " = 1}",
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_a_key_of_very_many_parts_is_refused(text: str, tmp_path: Path) -> None:
    for load in (load_file, RecordMapping.load):
        path = tmp_path / "a.toml"
        path.write_text(f"version = 1\n{text}\n", encoding="utf-8")
        with pytest.raises(CodecError, match="very many parts") as caught:
            load(path)
        assert (caught.value.file, caught.value.line) == (str(path), 2)


def test_a_key_of_many_parts_is_read() -> None:
    text = ".".join(["a"] * 60) + ' = "' + "a sentence. " * 100 + '"'
    assert parsed(text, "toml") == tomllib.loads(text)


@pytest.mark.parametrize("text", ["a" * 300_000, "'a" * 100_000, "a" + " " * 300_000, "a.'" * 9999])
def test_what_is_no_key_is_looked_through_once(text: str) -> None:
    with pytest.raises(CodecError):  # a test that hangs where the time is that of the square
        parsed(text, "toml")


def test_a_mapping_with_a_key_twice_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "m.json"
    path.write_text('{"kind": "visit", "kind": "meeting", "fields": {"date": "d"}}', "utf-8")
    with pytest.raises(CodecError, match="the key 'kind' stands 2 times"):
        RecordMapping.load(path)


@pytest.mark.parametrize("name", ["none.toml", "a\0b.toml", "a\ud800b.toml"])
def test_a_mapping_that_is_not_there_is_an_error_of_the_package(name: str, tmp_path: Path) -> None:
    with pytest.raises(BilateralError):
        RecordMapping.load(tmp_path / name)


def test_a_text_may_have_a_mark(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b'\xef\xbb\xbf{"a": 1}')
    assert parsed(text_of(path), "json") == {"a": 1}
