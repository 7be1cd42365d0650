"""JSON Lines: each object a row, each line that is none an error with its number."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from bilateral.readers import Row, RowError, SourceFile
from bilateral.readers.json_lines import json_rows
from bilateral.readers.missing import WORDS
from tests.readers.samples import write

COLUMNS = ("a", "b")
values = st.one_of(st.none(), st.integers(), st.text(max_size=5))


def rows(folder: Path, text: str, columns: tuple[str, ...] = COLUMNS) -> list[Row | RowError]:
    return list(json_rows(SourceFile.at(write(folder, "a.jsonl", text)), columns, set()))


@given(st.lists(st.fixed_dictionaries({"a": values}, optional={"b": values, "c": values})))
def test_what_json_writes_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, items: list[dict[str, object]]
) -> None:
    text = "".join(f"{json.dumps(item)}\n\n" for item in items)
    found = rows(tmp_path_factory.getbasetemp(), text)
    assert [row.line for row in found] == [2 * n + 1 for n in range(len(items))]
    for number, (row, item) in enumerate(zip(found, items, strict=True), start=1):
        assert isinstance(row, Row)
        assert row.number == number
        texts = {k: "" if (v := item.get(k)) is None else str(v).strip() for k in COLUMNS}
        assert row.cells == {k: "" if text in WORDS else text for k, text in texts.items()}


@pytest.mark.parametrize(
    ("line", "problem", "field"),
    [
        ("{", "the line is not JSON", None),
        ("[" * 100_000, "the line is not JSON", None),
        ('{"a": 1, "a": 2}', "the key 'a' stands 2 times", "a"),
        ("[1]", "not an object", None),
        ('{"c": 1}', "none of the columns a, b", None),
        ('{"a": 1, "b": [1]}', "not a single value", "b"),
        ('{"a": {}}', "not a single value", "a"),
        ('{"a": true}', "not a single value", "a"),
    ],
)
def test_a_line_that_is_no_row(line: str, problem: str, field: str | None, tmp_path: Path) -> None:
    first, wrong, last = rows(tmp_path, f'{{"a": 1}}\n{line}\n{{"b": 2}}\n')
    assert isinstance(wrong, RowError)
    assert problem in wrong.problem
    assert (wrong.line, wrong.field) == (2, field)
    assert isinstance(first, Row)
    assert isinstance(last, Row)
    assert (first.cells, last.cells, last.line, last.number) == (
        {"a": "1", "b": ""}, {"a": "", "b": "2"}, 3, 3
    )  # fmt: skip


def test_the_columns_that_some_object_has_are_taken_up(tmp_path: Path) -> None:
    met: set[str] = set()
    file = SourceFile.at(write(tmp_path, "a.jsonl", '{"a": null, "c": 1}\n{"a": 1}\n'))
    assert len(list(json_rows(file, COLUMNS, met))) == 2
    assert met == {"a", "c"}  # what is not read as well, to be told
