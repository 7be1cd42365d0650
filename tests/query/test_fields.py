"""``q``: an object like any other in Python, and fields that take numbers as others make them."""

from __future__ import annotations

import copy
import math
import pickle
from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, strategies as st

from bilateral import Role, q
from bilateral.errors import (
    BilateralError,
    RecordError,
    UnknownFieldError,
    UnknownNameError,
)
from bilateral.model.fields import fields_of
from bilateral.model.records import KINDS
from bilateral.query.constants import each_word
from bilateral.query.roles import RoleField

WAYS: list[Callable[[Any], Any]] = [
    copy.copy,
    copy.deepcopy,
    lambda value: pickle.loads(pickle.dumps(value)),
]
FIELDS = sorted(
    {name for kind in KINDS.values() for name in fields_of(kind)}
    - {"participants", "places", "citations", "links"}
)
ROLES = [role.name.lower() for role in Role]


# -- an object like any other --------------------------------------------------------------------


@given(st.text(min_size=1))
def test_an_attribute_is_there_if_it_is_listed(name: str) -> None:
    assert hasattr(q, name) == (name in dir(q) or hasattr(object(), name))


def test_editors_complete_every_field_and_role() -> None:
    assert set(FIELDS) | set(ROLES) | {"anything", "done", "place", "citation", "link"} <= set(
        dir(q)
    )
    assert all(hasattr(q, name) for name in dir(q))
    assert not {"participants", "citations"} & set(dir(q))


def test_a_misspelt_field_is_an_error_of_both_kinds() -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'status'") as caught:
        _ = q.stauts
    assert type(caught.value) is UnknownFieldError
    assert issubclass(UnknownFieldError, AttributeError)
    assert caught.value.found == "stauts"
    assert getattr(q, "stauts", None) is None


@pytest.mark.parametrize("name", ["date", "purpose", "visitor", "anything", "nonsense"])
def test_q_cannot_be_changed(name: str) -> None:
    before = str(getattr(q, name, None))
    with pytest.raises(AttributeError, match="=="):
        setattr(q, name, "x")
    with pytest.raises(AttributeError):
        delattr(q, name)
    assert str(getattr(q, name, None)) == before


@pytest.mark.parametrize("way", WAYS)
def test_q_is_one(way: Callable[[Any], Any]) -> None:
    assert way({"ask": q})["ask"] is q
    assert repr(q) == "q"


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", [*FIELDS, *ROLES])
def test_a_copied_field_asks_the_same(name: str, way: Callable[[Any], Any]) -> None:
    field = getattr(q, name)
    again = way(field)
    assert repr(again) == repr(field) == f"q.{name}"
    if name in ROLES:
        assert again(state="PAK") == field(state="PAK")


@pytest.mark.parametrize("name", ["date", "status", "visitor", "duration"])
def test_a_field_cannot_be_changed(name: str) -> None:
    for attribute in ("_name", "_roles", "more"):
        with pytest.raises(AttributeError):
            setattr(getattr(q, name), attribute, "x")


@pytest.mark.parametrize("side", ["initiator", "target", "participant"])
def test_sides_print_as_they_are_asked(side: str) -> None:
    assert repr(getattr(q, side)) == f"q.{side}"
    assert isinstance(getattr(q, side), RoleField)


# -- numbers and words of other libraries --------------------------------------------------------


@pytest.mark.needs("numpy")
@given(st.integers(-9999, 9999))
def test_the_numbers_of_numpy_are_numbers(number: int) -> None:
    import numpy as np

    own: Any = np.int64(number)
    if not 0 <= number < 100:
        assert q.date.during(own) == q.date.during(number)
    assert (q.delivered >= own) == (q.delivered >= number)
    assert (q.delivered == np.float32(number)) == (q.delivered == float(number))
    if number > 0:
        assert q.visitor.number_at_least(own) == q.visitor.number_at_least(number)
        assert q.date.during(2016, margin=own) == q.date.during(2016, margin=number)


@pytest.mark.needs("numpy")
def test_what_is_kept_of_them_is_of_python() -> None:
    import numpy as np

    half: Any = Fraction(1, 2)
    asked: list[Any] = [q.delivered >= np.int32(4), q.delivered >= half]
    assert [type(one.number) for one in asked] == [int, float]
    title: Any = q.title == np.str_("A visit")
    assert type(title.values[0]) is str


@pytest.mark.parametrize("value", [None, math.nan, True, [], [[]], {}, object()])
def test_what_is_no_value_is_refused_by_every_question(value: Any) -> None:
    every_question_refuses(value)


@pytest.mark.needs("numpy", "pandas")
def test_what_is_missing_in_a_frame_is_refused_by_every_question() -> None:
    import numpy as np
    import pandas as pd

    for value in (pd.NA, pd.NaT, np.nan, np.datetime64("NaT")):
        every_question_refuses(value)


def every_question_refuses(value: Any) -> None:
    questions: list[Callable[[], object]] = [
        lambda: q.date.since(value),
        lambda: q.date.since(2016, margin=value),
        lambda: q.delivered >= value,
        lambda: q.delivered == value,
        lambda: q.status == value,
        lambda: q.kind == value,
        lambda: q.title == value,
        lambda: q.title.is_in(value),
        lambda: q.title.contains(value),
        lambda: q.visitor(state=[value]),
        lambda: q.visitor.number_at_least(value),
    ]
    for question in questions:
        with pytest.raises(BilateralError) as caught:
            question()
        assert str(caught.value)


@given(st.lists(st.text(min_size=1), min_size=1))
def test_words_are_told_once_each_in_their_order(words: list[str]) -> None:
    assert each_word(iter(words), "state") == tuple(dict.fromkeys(words))
    assert each_word(words[0], "state") == (words[0],)


@pytest.mark.needs("numpy")
def test_words_may_stand_in_an_array() -> None:
    import numpy as np

    assert each_word(np.array(["b", "a", "b"], dtype=object), "state") == ("b", "a")


@pytest.mark.parametrize("words", ["", [], [""], ["a", 5], 5, [["a"]]])
def test_what_are_no_words_is_refused(words: Iterable[Any]) -> None:
    with pytest.raises(RecordError, match="state"):
        each_word(words, "state")


# -- roles compared with states ------------------------------------------------------------------


@pytest.mark.parametrize("name", ROLES)
def test_a_role_compared_with_a_state_is_a_question(name: str) -> None:
    role = getattr(q, name)
    assert (role == "PAK") == role(state="PAK")
    assert (role != "PAK") == ~role(state="PAK")
    assert (role == ["PAK", "IND"]) == role(state=["PAK", "IND"])
    for asked in (role.is_in(["PAK", "IND"]), role.is_in("PAK", "IND")):
        assert asked == role(state=["PAK", "IND"])
    with pytest.raises(RecordError, match="no condition"):
        bool(role)


@pytest.mark.parametrize("value", [None, 5, [], [5], "", q.host])
def test_a_role_compared_with_what_is_no_state_is_refused(value: Any) -> None:
    for ask in (lambda: q.host == value, lambda: q.host != value, lambda: q.host.is_in(value)):
        with pytest.raises(RecordError, match="state"):
            ask()


def test_one_state_and_others_than_it_are_asked_apart() -> None:
    with pytest.raises(RecordError, match="other_than="):
        q.host(state="PAK", other_than="IND")


def test_several_values_are_given_one_by_one_or_as_a_list() -> None:
    assert q.status.is_in(["planned", "agreed"]) == q.status.is_in("planned", "agreed")
    with pytest.raises(RecordError, match="no value given"):
        q.status.is_in([])
