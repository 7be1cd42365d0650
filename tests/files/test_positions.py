"""Lines of the items of a file."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, strategies as st

from bilateral import Dataset, testing
from bilateral.errors import FaultsError, RecordError
from bilateral.files import dumps, loads
from bilateral.files.positions import Positions, comment_in, placed, positions_in


def paths(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every value in plain data, with its path."""
    yield path, value
    if isinstance(value, dict):
        for key, item in value.items():
            yield from paths(item, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from paths(item, f"{path}[{index}]")


@given(testing.datasets())
def test_every_value_has_its_line_in_json(data: Dataset) -> None:
    text = dumps(data.holding(data.records), "json")
    found, lines = positions_in(text, "json"), text.split("\n")
    for path, value in paths(json.loads(text)):
        if path and not isinstance(value, (dict, list)):
            assert json.dumps(value, ensure_ascii=False) in lines[(found.line(path) or 0) - 1]


@given(testing.datasets())
def test_every_value_has_its_line_in_toml(data: Dataset) -> None:
    text = dumps(data.holding(data.records), "toml")
    found, lines = positions_in(text, "toml"), text.split("\n")
    for path, value in paths(tomllib.loads(text)):
        if path and not isinstance(value, (dict, list)):
            key = path.rpartition(".")[2].partition("[")[0]
            line = lines[(found.line(path) or 0) - 1]
            assert path in found.lines
            assert key in line or (isinstance(value, str) and value[:5] in line) or "\\" in line


SMALL = """# records
[dataset] # of "one"
name = 'x'

[[records]]
id = "a"
note = \"\"\"two
lines\"\"\"
places = [
  { name = "X", state = "RUS" }, # { no place }

  { name = "Y", state = [
    "IND",
    "PAK",
  ] },
]
[[records]]
"id" = "b"
date.edtf = "2018"
[[records.participants]]
role = "host"
[[records.participants]]
role = "visitor"
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("dataset", 2),
        ("dataset.name", 3),
        ("records[0]", 5),
        ("records[0].note", 7),
        ("records[0].places", 9),
        ("records[0].places[0].state", 10),
        ("records[0].places[1]", 12),
        ("records[0].places[1].state[1]", 14),
        ("records[1].id", 18),
        ("records[1].date.edtf", 19),
        ("records[1].participants[0].role", 21),
        ("records[1].participants[1]", 22),
        ("records[1].participants[1].state", 22),
        ("records[1].citations", 17),
        ("records[7].citations", None),
        ("groups", None),
    ],
)
def test_what_people_write_in_toml_has_lines(path: str, line: int | None) -> None:
    found = positions_in(SMALL, "toml")
    assert found.line(path) == line
    assert found.items == {"a": "records[0]", "b": "records[1]"}


def test_lines_of_json_lines() -> None:
    text = '{"type": "dataset"}\n\n{"type": "record", "id": "a"}\nnone\n'
    faults = [RecordError("wrong", record="a", field="date"), RecordError("wrong", line=9)]
    placed(faults, positions_in(text, "jsonl"))
    assert [fault.line for fault in faults] == [3, 9]


@given(st.text(alphabet="[]{}\"=,.#\n a'\\", max_size=60), st.sampled_from(["json", "toml"]))
def test_no_text_stops_it(text: str, form: str) -> None:
    positions_in(text, form)


def test_a_comment_is_none_in_a_text() -> None:
    assert comment_in(SMALL) == 1
    assert comment_in("a = \"# no\"\nb = '''\n# no\n'''\nc = 1  # yes\n") == 5
    assert comment_in('a = "x"\n') is None


_KEYS = st.text("abc-_", min_size=1, max_size=4)
_SHAPES = st.recursive(
    st.just(""),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=3),
    max_leaves=12,
)
_SPICE = ("", 'a "quoted" # one', "it's", "[[x]]", "a = 1", "{ }", "back\\slash", "one\ntwo")


def _filled(shape: Any, count: list[int]) -> Any:
    """The shape with another word at each of its ends."""
    if isinstance(shape, dict):
        return {key: _filled(value, count) for key, value in shape.items()}
    if isinstance(shape, list):
        return [_filled(value, count) for value in shape]
    count[0] += 1
    return f"<{count[0]}>{_SPICE[count[0] % len(_SPICE)]}"


@given(
    st.dictionaries(_KEYS, _SHAPES, min_size=1, max_size=4),
    st.sampled_from(["json", "toml", "multiline"]),
)
def test_any_shape_has_its_lines(shape: dict[str, Any], form: str) -> None:
    document = _filled(shape, [0])
    if form == "json":
        text = json.dumps(document, indent=1, ensure_ascii=False)
    else:
        writer = pytest.importorskip("tomli_w")
        text = writer.dumps(document, multiline_strings=form == "multiline")
    found = positions_in(text, "json" if form == "json" else "toml")
    for path, value in paths(document):
        if isinstance(value, str):
            word = value.partition(">")[0] + ">"
            line = text[: text.index(word)].count("\n") + 1
            # A text of several lines begins under its key.
            assert line - (found.line(path) or 0) in ({0, 1} if form == "multiline" else {0})


@pytest.mark.parametrize("key", ["[role", "role]", "[", "]", ".", "", "a.b", "[" * 100_000, "a[0]"])
@pytest.mark.parametrize("form", ["json", "toml"])
def test_whatever_a_key_holds_its_fault_has_the_line_of_what_it_is_in(key: str, form: str) -> None:
    if form == "json":
        text = f'{{"format": "bilateral", "version": 1, "records": [\n{{{json.dumps(key)}: 1}}]}}'
    else:
        text = f'format = "bilateral"\nversion = 1\n[[records]]\n{json.dumps(key)} = 1\n'
    with pytest.raises(FaultsError) as caught:
        loads(text, form)
    assert all(fault.line in (2, 3, 4) for fault in caught.value.faults)


@given(st.text(alphabet="ab.[]0\n"))
def test_a_line_is_looked_for_in_ever_shorter_paths(path: str) -> None:
    assert Positions({}, {}).line(path) is None
    assert Positions({"a": 1}, {}).line(f"a.{path}") == 1
    assert Positions({"a": 1}, {}).line(f"a[{path}") == 1
