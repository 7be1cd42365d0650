"""Errors: facts as attributes that no copy loses, and texts that fit a screen."""

from __future__ import annotations

import copy
import difflib
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from typing import Any, TypeVar

import pytest
from hypothesis import given, strategies as st

import bilateral
from bilateral import errors
from bilateral.errors import (
    BilateralError,
    EDTFError,
    EngineError,
    FaultsError,
    SchemaError,
    StateNameError,
    UnknownFieldError,
    first_line,
    near_names,
)
from bilateral.readers.refusals import RowError

E = TypeVar("E", bound=BilateralError)
WORDS = st.text(min_size=1, max_size=12)
FACTS: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {},
    optional={
        "file": WORDS,
        "line": st.integers(1),
        "record": WORDS,
        "field": WORDS,
        "found": WORDS | st.integers() | st.dates() | st.tuples(WORDS),
        "expected": WORDS,
        "near": st.lists(WORDS, max_size=3),
    },
)
PLACES: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {}, optional={"file": WORDS, "line": st.integers(1), "record": WORDS, "field": WORDS}
)
NAMES = st.lists(WORDS, max_size=3).map(tuple)


def classes(kind: type[BilateralError]) -> Iterator[type[BilateralError]]:
    yield kind
    for below in kind.__subclasses__():
        if below.__module__.startswith("bilateral."):
            yield from classes(below)


ALL = tuple(dict.fromkeys(classes(BilateralError)))
SPECIAL: dict[type[BilateralError], st.SearchStrategy[BilateralError]] = {
    EDTFError: st.builds(EDTFError, WORDS, st.integers(0, 12), WORDS),
    StateNameError: st.builds(StateNameError, WORDS, found=WORDS, near=NAMES, candidates=NAMES),
    SchemaError: st.builds(SchemaError, WORDS, field=WORDS, missing=NAMES, mistyped=NAMES),
    EngineError: st.builds(EngineError, WORDS, engine=WORDS, predicate=WORDS, columns=NAMES),
}


@st.composite
def raised(draw: st.DrawFn, kind: type[BilateralError]) -> BilateralError:
    """An error of a class with facts of every sort, some of them told later."""
    if kind is FaultsError:
        some = st.sampled_from([one for one in ALL if one is not FaultsError]).flatmap(raised)
        return FaultsError(draw(WORDS), draw(st.lists(some, min_size=1, max_size=3)))
    error = draw(SPECIAL[kind]) if kind in SPECIAL else kind(draw(WORDS), **draw(FACTS))
    return error.at(**draw(PLACES))


def facts(error: BaseException) -> dict[str, object]:
    """All that an error knows, faults within it likewise."""
    own = {**vars(error), "class": type(error), "text": str(error), "args": len(error.args)}
    if isinstance(error, FaultsError):
        own["faults"] = [facts(fault) for fault in error.faults]
    return own


def pickled(error: E) -> E:
    again: E = pickle.loads(pickle.dumps(error))
    return again


def test_every_class_of_the_package_is_tried() -> None:
    public = {getattr(errors, name) for name in errors.__all__ if name.endswith("Error")}
    assert public | {RowError} <= set(ALL)


@pytest.mark.parametrize("way", [pickled, copy.copy, copy.deepcopy])
@pytest.mark.parametrize("kind", ALL)
@given(data=st.data())
def test_no_copy_of_an_error_loses_a_fact(
    kind: type[BilateralError],
    way: Callable[[BilateralError], BilateralError],
    data: st.DataObject,
) -> None:
    error = data.draw(raised(kind))
    error.add_note("a note")
    again = way(error)
    assert again is not error
    assert facts(again) == facts(error)
    assert isinstance(again, type(error).__bases__)


def test_a_value_that_cannot_travel_leaves_its_text() -> None:
    error = BilateralError("wrong value", found=(item for item in "ab"))
    again = pickled(error)
    assert str(again) == str(error)
    assert copy.copy(error).found is error.found


def test_a_pool_of_processes_hands_faults_back() -> None:
    from bilateral.files import loads

    with ProcessPoolExecutor(1) as pool, pytest.raises(FaultsError) as caught:
        pool.submit(loads, '{"format":"x"}', "json").result(timeout=60)
    assert {fault.field for fault in caught.value.faults} == {"format", "version"}


@given(PLACES, PLACES)
def test_a_fact_told_later_does_not_replace_one_that_is_known(
    first: dict[str, Any], later: dict[str, Any]
) -> None:
    error = BilateralError("wrong", **first).at(**later)
    for name in ("file", "line", "record", "field"):
        assert getattr(error, name) == first.get(name, later.get(name))


# -- several at once -----------------------------------------------------------------------------


@given(st.integers(1, 60))
def test_the_text_of_many_faults_is_a_screen_and_none_is_lost(count: int) -> None:
    error = FaultsError("all", [BilateralError(f"wrong {n}") for n in range(count)])
    lines = str(error).splitlines()
    assert lines[0] == f"all: {count} fault{'s' if count > 1 else ''}"
    assert lines[1:16] == [f"  - wrong {n}" for n in range(min(count, 15))]
    assert lines[16:] == ([f"  and {count - 15} more (.faults has them all)"] if count > 15 else [])
    assert len(error.faults) == count


def test_a_fault_in_a_list_takes_one_line() -> None:
    fault = EDTFError("2018-13", 5, "a month").at(field="date")
    (_, line) = str(FaultsError("all", [fault])).splitlines()
    assert "'2018-13'" in line
    assert "field 'date'" in line
    assert str(fault).endswith("  2018-13\n       ^")


@pytest.mark.parametrize("count", [1, 7, 200])
def test_a_script_that_ends_with_faults_prints_a_screen(count: int) -> None:
    code = (
        "from bilateral.files import loads\n"
        'records = \',\'.join(\'{"kind":"visit","id":"v%d","title":"A visit",\'\n'
        '    \'"date":"2018-13","citations":[{"source":"a"}]}\' % n for n in range(%d))\n'
        'loads(\'{"format":"bilateral","version":1,"sources":[{"id":"a","title":"A"}],\'\n'
        '    \'"records":[\' + records + "]}")\n'
    ).replace("range(%d)", f"range({count})")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert f"{count} fault" in done.stderr
    assert "'v0'" in done.stderr
    assert len(done.stderr.splitlines()) <= 28
    assert "__structure" not in done.stderr


# -- words ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ({"file": "a", "line": 3}, "a:3: wrong"),
        ({"file": "a"}, "a: wrong"),
        ({"line": 3}, "line 3: wrong"),
        ({"record": "v", "field": "f"}, "wrong: record 'v', field 'f'"),
        ({"found": 0, "expected": "one"}, "wrong: found 0, expected one"),
        ({"near": ["a", "b"]}, "wrong (did you mean 'a' or 'b'?)"),
    ],
)
def test_the_text_has_every_fact(given: dict[str, Any], text: str) -> None:
    assert str(BilateralError("wrong", **given)) == text


@given(st.text())
def test_what_was_found_is_shown_short(found: str) -> None:
    assert len(str(BilateralError("wrong", found=found))) <= len("wrong: found ") + 120


@given(st.text(min_size=1), st.lists(st.text(max_size=5)))
def test_near_names_are_known_ones_and_the_same_word_is_the_nearest(
    name: str, known: list[str]
) -> None:
    near = near_names(name, known)
    assert set(near) <= set(known)
    assert len(near) <= 3
    assert near_names(name, [*known, name])[0].casefold() == name.casefold()


LIKE = st.text("ab-", max_size=9)


@given(LIKE, st.lists(LIKE | st.sampled_from(["Ab-a", "abab-abab"]), unique_by=str.casefold))
def test_they_are_those_of_difflib(name: str, known: list[str]) -> None:
    folded = {word.casefold(): word for word in known}
    nearest = difflib.get_close_matches(name, folded, n=3, cutoff=0.6)
    within = [word for word in folded if name in word][:3] if len(name) >= 4 else []
    assert near_names(name, known) == tuple(folded[word] for word in nearest or within)


def test_the_first_line_of_what_another_library_says() -> None:
    assert first_line(ValueError("  one\ntwo")) == "one"
    assert first_line(KeyError()) == "KeyError"


def test_what_people_look_for_in_records_and_dates_is_told() -> None:
    record = bilateral.load("pakistan-russia")["bajwa-russia-2018-04"]
    looked_for: list[tuple[Any, str, str]] = [
        (record, "sources", "record.citations"),
        (record, "year", "record.date.earliest"),
        (record.date, "year", "earliest.year"),
        (record.date, "end", "latest"),
        (record.date, "bounds", "earliest and latest"),
    ]
    for asked, name, told in looked_for:
        with pytest.raises(UnknownFieldError) as raised:
            getattr(asked, name)
        assert told in str(raised.value)
        assert not hasattr(asked, name)
        with pytest.raises(AttributeError, match="no attribute 'nothing'"):
            asked.nothing  # noqa: B018


def test_names_that_a_file_has_made_up_fit_a_screen_and_no_terminal_obeys_them() -> None:
    error = BilateralError("wrong\x1b[2J", file="a\nb\ud800.csv", near=["x" * 9999])
    assert str(error).isprintable()
    assert len(str(error)) < 300


def test_what_an_error_is_made_of_shows_in_a_list_of_errors() -> None:
    error = BilateralError("2 records of one id", record="a", field="id", found="a", expected="b")
    assert repr(error) == (
        "BilateralError('2 records of one id', record='a', field='id', found='a', expected='b')"
    )
    assert repr(BilateralError("wrong", found=10**5000)).endswith("found=a value of type int)")


def test_how_much_alike_near_names_are_may_be_said() -> None:
    assert near_names("table", ["tail"]) == ("tail",)
    assert near_names("table", ["tail"], 0.7) == ()
    assert near_names("vistis", ["visits"], 0.7) == ("visits",)
