"""Refusals: what each keeps, alone and among millions."""

from __future__ import annotations

import copy
import pickle
import tracemalloc
from unittest.mock import patch

import pytest
from hypothesis import given, settings, strategies as st

from bilateral.errors import CodecError
from bilateral.readers import RowError, refusals as module
from bilateral.readers.refusals import Joined, Refusals, joint, refusal_of

MANY = 30
"""More than some that are held, some that are packed, and some of a block that is not full."""


def test_a_refusal_keeps_its_facts_through_pickling_and_copying() -> None:
    error = RowError("wrong", file="a.csv", line=7, record="r", field="date", found="2018-13",
                     expected="a date", near=("dates",))  # fmt: skip
    for other in (pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error)):
        assert type(other) is RowError
        assert repr(other) == (
            "RowError('wrong', line=7, record='r', field='date', found='2018-13', "
            "expected='a date')"
        )
        assert str(other) == str(error)
        for name in ("problem", "file", "line", "record", "field", "found", "expected", "near"):
            assert getattr(other, name) == getattr(error, name), name


def test_a_refusal_says_where_and_keeps_what_the_error_knew() -> None:
    known = RowError("wrong", line=3, field="a", found="x", expected="y", near=("z",))
    made = refusal_of(known, "f.csv", 9)
    assert (made.file, made.line, made.field, made.found) == ("f.csv", 3, "a", "x")
    assert (made.expected, made.near, made.__cause__) == ("y", ("z",), None)
    other = CodecError("odd", record="r")
    made = refusal_of(other, "f.csv", 9)
    assert (made.problem, made.file, made.line, made.record) == ("odd", "f.csv", 9, "r")
    assert made.__cause__ is other


def test_an_error_of_another_class_is_a_refusal_too() -> None:
    fault = TypeError("missing 1 required argument: 'terms'")
    made = refusal_of(fault, "f.csv", 9)
    assert str(made) == (
        "f.csv:9: the reader failed (TypeError: missing 1 required argument: 'terms')"
    )
    assert made.__cause__ is fault


def fault(number: int, more: int = 0) -> RowError:
    """One of many, with as many more faults of its row."""
    made = RowError(f"wrong {number % 3}", file="a.csv", line=number, record=str(number),
                    field="date", found=f"x\ud800{number}", expected="y", near=("z",))  # fmt: skip
    return joint([made, *(RowError("also", line=number, found=n) for n in range(more))])


@patch.object(module, "_BLOCK", 7)
@settings(max_examples=50, deadline=None)
@given(st.integers(0, MANY), st.data())
def test_refusals_are_a_sequence_like_a_list_of_them(number: int, data: st.DataObject) -> None:
    listed = [fault(n, n % 3) for n in range(number)]
    refusals = Refusals(listed)
    faults = [one for error in listed for one in error.faults]
    joined = Joined([refusals, Refusals(listed[:3])])
    for found, wanted in (
        (refusals, listed),
        (refusals.faults, faults),
        (joined, listed + listed[:3]),
        (pickle.loads(pickle.dumps(refusals)), listed),
    ):
        assert len(found) == len(wanted)
        assert found == wanted
        assert list(map(str, found)) == list(map(str, wanted))
        at = data.draw(st.slices(len(wanted)))
        assert len(found[at]) == len(wanted[at])
        assert list(map(repr, found[at])) == list(map(repr, wanted[at]))
        if wanted:
            place = data.draw(st.integers(-len(wanted), len(wanted) - 1))
            assert str(found[place]) == str(wanted[place])
        for beyond in (len(wanted), -len(wanted) - 1):
            with pytest.raises(IndexError):
                found[beyond]


def test_one_fact_tells_refusals_apart() -> None:
    one = Refusals([fault(1), fault(2)])
    assert one != Refusals([fault(1), fault(3)])
    assert one != Refusals([fault(1)])
    assert one != Refusals([fault(1), fault(2, more=1)])
    assert one == [fault(1), fault(2)]
    assert one != "ab"
    assert repr(one).startswith("[RowError('wrong 1', line=1")


def test_a_refusal_costs_bytes() -> None:
    refusals = Refusals()
    tracemalloc.start()
    for number in range(9_000):
        refusals.append(RowError("wrong", file="a.csv", line=number, found=f"cell {number}"))
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert held < 9_000 * 60 + 1_000_000


def test_the_first_rows_that_are_refused_keep_their_cells() -> None:
    found = Refusals()
    for line in range(MANY):
        found.append(RowError("wrong", line=line), {"day": str(line)})
    found.append(RowError("a broken row", line=MANY))
    assert [one.cells for one in found][:MANY] == [{"day": str(line)} for line in range(MANY)]
    assert found[MANY].cells is None
    assert pickle.loads(pickle.dumps(found))[2].cells == copy.copy(found[2]).cells == {"day": "2"}


def test_cells_are_kept_as_long_as_there_is_room() -> None:
    found = Refusals()
    with patch.object(module, "_BLOCK", 5):
        for line in range(9):
            found.append(RowError("wrong", line=line), {"day": str(line)})
        assert [one.cells is None for one in found] == [False] * 5 + [True] * 4
    large = Refusals()
    for _ in range(5):
        large.append(RowError("wrong"), {"text": "x" * 1_500_000})
    assert [one.cells is None for one in large] == [False, False, True, True, True]


def test_what_people_ask_of_a_refusal_is_told() -> None:
    error = RowError("wrong", line=3)
    with pytest.raises(AttributeError, match=r"\.cells, the texts of the row"):
        error.row  # type: ignore[attr-defined]  # noqa: B018
    with pytest.raises(AttributeError, match=r"\.problem"):
        error.reason  # type: ignore[attr-defined]  # noqa: B018
    assert not hasattr(error, "anything_else")


@pytest.mark.parametrize("word", ["ndim", "to_pandas", "columns"])
def test_a_table_of_refusals_is_the_report(word: str) -> None:
    refusals = Refusals([RowError("wrong")])
    for found in (refusals, refusals.faults, Joined([refusals])):
        with pytest.raises(AttributeError, match=r"report\.to_pandas\(\)"):
            getattr(found, word)
        assert copy.copy(found) == found
        with pytest.raises(AttributeError, match="no attribute 'wrong'"):
            getattr(found, "wrong")  # noqa: B009 - which a type checker would refuse


@pytest.mark.needs("pandas")
def test_a_frame_of_refusals_says_what_to_write() -> None:
    import pandas as pd

    with pytest.raises(AttributeError, match=r"expected report\.to_pandas\(\)"):
        pd.DataFrame(Refusals([RowError("wrong")]))
