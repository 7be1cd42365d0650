"""JSON with each key once, the same with orjson and without."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import example, given, strategies as st

from bilateral.errors import CodecError
from bilateral.files import notation
from bilateral.files.notation import parsed_json, written_json

WORDS = st.text(alphabet='ab": \\\\\n\u00e9', max_size=6)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=12,
)
SEPARATORS = st.sampled_from([(",", ":"), (", ", ": "), (" ,", " :"), ("\n,\t", "\r\n:")])


@pytest.fixture(
    params=["the standard library", pytest.param("orjson", marks=pytest.mark.needs("orjson"))]
)
def library(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param != "orjson":
        monkeypatch.setattr(notation, "_quick", lambda: None)
    return str(request.param)


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize(
    "text",
    [
        '{"a": 1, "a": 2}',
        '{"a" :1,"a":2}',
        '{"a":"x\\":y","b":1,"b":2}',
        '[{"x":[{"k":1,"k" : {"y":"\\":"}}]}]',
        '{"a":1,"\\u0061":2}',
        '{"\\" :":1,"\\" :":2}',
    ],
)
def test_a_key_that_stands_twice_is_refused(text: str) -> None:
    with pytest.raises(CodecError, match="stands 2 times in one object"):
        parsed_json(text)


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize("text", ["", "{", '{"a":1,}', '"\t"', "nul", "[1] 2", "\ufeff[]"])
def test_what_is_no_json_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        parsed_json(text)


def ways(call: Callable[[], Any]) -> list[Any]:
    """What comes of it by the standard library, and by what is installed."""
    found = []
    for plain in (True, False):
        with pytest.MonkeyPatch.context() as patch:
            if plain:
                patch.setattr(notation, "_quick", lambda: None)
            try:
                found.append(call())
            except (CodecError, ValueError) as error:
                found.append(type(error))
    return found


@given(VALUES, SEPARATORS, st.booleans())
@example({"a": -(2**63) - 1}, (",", ":"), True)
@example([1e2, 1.5, -0.0, 5e-324], (",", ":"), True)
@example({"a": 2**70, "\ud800": 1.5}, (",", ":"), False)
def test_what_is_written_is_read_however_it_is_written(
    value: Any, separators: tuple[str, str], ascii: bool
) -> None:
    text = json.dumps(value, separators=separators, ensure_ascii=ascii)
    one, other = ways(lambda: parsed_json(text))
    assert one == value
    assert repr(other) == repr(one)  # be it a number of very many digits
    written, also = ways(lambda: written_json(value))
    assert written == also
    if isinstance(written, bytes):
        assert json.loads(written) == value


@given(VALUES, st.lists(st.tuples(WORDS, VALUES), max_size=4))
def test_both_refuse_the_same_repeated_keys(value: Any, pairs: list[tuple[str, Any]]) -> None:
    inner = ",".join(f"{json.dumps(key)}:{json.dumps(one)}" for key, one in pairs)
    text = f"[{{{inner}}}, {json.dumps(value)}]"
    twice = len(dict(pairs)) < len(pairs)
    assert [found is CodecError for found in ways(lambda: parsed_json(text))] == [twice, twice]
