"""How tables look in a terminal and in a notebook."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given, settings, strategies as st

from bilateral.layout import (
    STYLE,
    cut,
    html_table,
    html_text,
    in_lines,
    in_one_line,
    terminal_width,
    text_table,
    wrapped,
)

texts = st.text(max_size=120)
tables = st.lists(st.tuples(texts, texts, texts, texts), min_size=1, max_size=4)


@given(tables)
def test_no_text_steers_the_terminal(rows: list[tuple[str, ...]]) -> None:
    for line in text_table(("one", "other", "third", "remark"), rows):
        assert not [c for c in line if unicodedata.category(c) in ("Cc", "Zl", "Zp")]


@given(tables, st.integers(40, 200))
@settings(suppress_health_check=[])
def test_no_line_is_wider_than_the_terminal(rows: list[tuple[str, ...]], width: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", str(width))
        lines = text_table(("one", "other", "third", "remark"), rows)
        assert terminal_width() == width
        assert all(len(line) <= width for line in lines)


@given(tables)
def test_what_fits_is_not_cut(rows: list[tuple[str, ...]]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", "600")
        shown = "\n".join(text_table(("one", "other", "third", "remark"), rows))
    cells = [cell for row in rows for cell in row[:3] if cell.isprintable()]
    assert all(cell.rstrip() in shown for cell in cells)


def test_columns_are_aligned_and_cut_and_remarks_are_below() -> None:
    lines = text_table(("name", "long", ""), [("a", "x" * 90, "why"), ("bb", "y", "")])
    assert lines[0] == "name  long"
    assert lines[2] == f"a     {'x' * 71}..."
    assert len(lines[2]) == 80
    assert lines[3] == "    why"
    assert lines[4] == "bb    y"
    assert text_table(("a", ""), []) == []


def test_a_column_of_nothing_is_left_out() -> None:
    assert text_table(("match", "title", ""), [("", "a", "")])[0] == "title"


def test_the_widest_column_gives_way_first() -> None:
    row = ("d" * 20, "t" * 90, "s" * 8, "")
    shown = text_table(("date", "title", "status", ""), [row])[2].split()
    assert shown[0] == row[0]
    assert shown[2] == row[2]
    assert len(shown[1]) == 48


def test_a_column_may_be_cut_before_the_others() -> None:
    row = ("d" * 60, "t" * 60, "")
    lines = text_table(("date", "title", ""), [row], first_cut="date")
    assert [len(cell) for cell in lines[1].split()] == [28, 50]
    assert text_table(("date", "title", ""), [row])[1].split()[0] == "-" * 39


def test_a_long_text_is_wrapped_or_cut() -> None:
    assert wrapped("a " * 60, "> ", "  ") == ["> " + "a " * 38 + "a", "  " + "a " * 20 + "a"]
    assert cut("Moscow and Sochi", 12) == "Moscow an..."
    assert cut("a\nb", 12) == "a\N{REPLACEMENT CHARACTER}b"


def test_cells_of_a_notebook_are_escaped() -> None:
    html = html_table(["<b>"], [["<i>"]], caption="<u>")
    assert not re.search("<[biu]>", html)
    assert "&lt;i&gt;" in html
    assert "script" not in html


HOSTILE = "a\x1b[2J\x00\x9b\u202eb\nc\r\nd\u2028e\ud800"
OBEYED = "[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"


@given(st.text() | st.just(HOSTILE))
def test_a_text_in_one_line_has_nothing_that_a_program_obeys(text: str) -> None:
    line = in_one_line(text)
    assert not re.search(OBEYED, line)
    assert line.encode().decode() == line
    assert in_one_line(line) == line
    assert in_lines(text).count("\n") == text.count("\n")
    assert not re.search("[<>&\"']", re.sub("&[#a-z0-9]+;", "", html_text(text)))


def test_letters_of_all_scripts_and_their_joiners_stay() -> None:
    words = [
        "\u0645\u06cc\u200c\u062e\u0648",
        "\u200f(\u05d0)\u200e",
        "\u65e5\u3000\u8a9e",
        "\xa0e\u0301",
    ]
    text = " ".join([*words, "\U0001f1f5\U0001f1f0"])
    assert in_one_line(text) == text


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_text_stands_out_in_light_and_dark(scheme: int) -> None:
    """The contrast of WCAG 2.2, level AA: 4.5 to 1 for text of any size."""
    parts = STYLE.split("@media (prefers-color-scheme:dark)")
    colours = dict(re.findall(r"--(\w+):(#[0-9a-f]{6})", parts[scheme]))
    page = _luminance(colours["page"])
    for name in ("ink", "faint"):
        light, dark = sorted((page, _luminance(colours[name])), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5
