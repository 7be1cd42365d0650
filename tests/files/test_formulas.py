"""Text that a spreadsheet would run: escaped in CSV, and read back as it was."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

from attrs import evolve
from hypothesis import given, strategies as st

import bilateral
from bilateral import Dataset, q
from bilateral.files.formulas import ESCAPED, FORMULA, OBEYED, numbered

TITLES = ["=1+1", "'=1+1", "''@x", "-1", "+1", "@x", "\tx", "'a'", "a=1",
          "a\x1b[2J", "a\0b\x9b", "=\u202e'\\", "C:\\users", "\\u001b", '"\n\t\r\x07"', "\\n",
          "'=\\u0041\u2028", "\x1d\\u0041\x1e\x1b\x1f"]  # fmt: skip


@given(st.text(alphabet="'=+-@\ta1", max_size=8))
def test_what_is_escaped_is_told_from_all_that_is_not(text: str) -> None:
    written = f"'{text}" if re.search(FORMULA, text) else text
    assert not re.match(r"[=+@\-\t\r]", written)
    assert (written[1:] if re.search(ESCAPED, written) else written) == text


def test_a_file_of_comma_separated_values_runs_nothing(small: Dataset, tmp_path: Path) -> None:
    visits = [evolve(small.visits[0], id=f"v{n}", title=t) for n, t in enumerate(TITLES)]
    data = Dataset(records=visits, actors=small.actors, sources=small.sources)
    text = data.to("csv")
    for row in csv.reader(io.StringIO(text, newline="")):
        assert not [cell for cell in row if re.match(r"[=+@\t\r]|-[^0-9]", cell)]
        assert not re.search("[\0\x1b\x07\x9b\u202e\u2028]", "".join(row))
    path = data.to("csv", tmp_path / "x.csv")
    assert [one.title for one in bilateral.scan(path).to_dataset().records] == TITLES


def test_words_in_folded_case_are_read_back_with_their_numbers(
    small: Dataset, tmp_path: Path
) -> None:
    titles = {"escape": "Ça \x1b[2J", "own": "\\u00c7a É"}
    data = Dataset(records=[evolve(small.visits[0], id=n, title=t) for n, t in titles.items()])
    table = bilateral.scan(data.to_csv(tmp_path / "x.csv"))
    for words in ("ça \x1b[2", "u00c7A é", "u001b"):
        asked = q.title.contains(words)
        assert table.visits.where(asked).ids == data.visits.where(asked).ids


def test_text_is_written_as_it_is_where_one_asks_for_it(small: Dataset, tmp_path: Path) -> None:
    visit = evolve(small.visits[0], title="=1+1\x1b")
    data = Dataset(records=[visit], actors=small.actors, sources=small.sources)
    path = data.to_csv(tmp_path / "x.csv", formulas=True)
    assert '"=1+1\\u001b"' in Path(path).read_text(encoding="utf-8")
    assert bilateral.scan(path).to_dataset().records[0].title == "=1+1\x1b"


@given(st.text(alphabet="\\u01b\x1b\u202e\n'", max_size=9))
def test_what_is_numbered_is_what_json_reads(text: str) -> None:
    if not re.search(OBEYED, text):
        assert "\\u" not in text
        return
    written = numbered(text)
    assert not re.search("[\x1b\u202e]", written)
    assert json.loads('"' + written.replace("\n", "\\n") + '"') == text
