"""Width, colour and encoding of what is printed."""

from __future__ import annotations

import io
import sys

import pytest
from hypothesis import given, strategies as st

from bilateral.cli import console


@given(st.text(st.characters(codec="utf-8"), max_size=200), st.integers(10, 90))
def test_lines_fit_unless_a_word_does_not(text: str, width: int) -> None:
    for line in console.wrapped(text, width):
        assert len(line) <= width or len(line.split()) <= 1
    words = " ".join(console.wrapped(text, width)).split()
    assert words == text.split()


@given(st.text(max_size=50))
def test_nothing_is_printed_that_a_terminal_obeys(text: str) -> None:
    assert console.visible(text).isprintable()


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "utf-8", "cp437"])
def test_what_an_encoding_lacks_is_an_escape(
    encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(raw, encoding=encoding, newline=""))
    console.say("Руритания")
    console.data("Руритания\n")
    lines = raw.getvalue().split(b"\n")
    escaped = "Руритания".encode("ascii", "backslashreplace").decode()
    assert lines[0].decode(encoding) == ("Руритания" if encoding == "utf-8" else escaped)
    assert lines[1].decode("utf-8") == "Руритания"


@pytest.mark.parametrize(
    ("encoding", "printed"),
    [("utf-8", "24\u201325 \u201cApril\u201d"), ("cp1252", "24\u201325 \u201cApril\u201d"),
     ("ascii", '24-25 "April"'), ("cp437", '24-25 "April"'), ("cp850", '24-25 "April"')],
)  # fmt: skip
def test_a_dash_is_a_plain_one_where_there_is_no_other(
    encoding: str, printed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(raw, encoding=encoding, newline=""))
    console.write("24\u201325 \u201cApril\u201d")
    sys.stdout.flush()
    assert raw.getvalue().decode(encoding) == printed


def test_a_pipe_has_no_colour_and_no_blanks_at_the_ends(
    capsys: pytest.CaptureFixture[str],
) -> None:
    console.show(console.table(("a", "n"), [("x", 1), ("longer", 22)], numbers=("n",)))
    assert capsys.readouterr().out == "a        n\nx        1\nlonger  22\n"


@pytest.mark.parametrize(("environment", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_colour_is_for_terminals_that_want_it(
    environment: dict[str, str], coloured: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {"FORCE_COLOR": "1", "TERM": "xterm-256color", **environment}.items():
        monkeypatch.setenv(name, value)
    assert (console.out().color_system is not None and not console.out().no_color) is coloured


def test_cells_are_cut_nowhere(capsys: pytest.CaptureFixture[str]) -> None:
    long = "x" * 200
    console.show(console.table(("a",), [(long,)]))
    out = capsys.readouterr().out
    assert out.count("x") == 200
    assert max(map(len, out.splitlines())) <= 80
