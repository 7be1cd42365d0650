"""The first look at an object: right just when a plain loop over its fields says so."""

from __future__ import annotations

from types import SimpleNamespace

from hypothesis import given, strategies as st

from bilateral.model.glances import glance_of

VALUES = st.sampled_from(["a", 1, True, None, (), ("a",), ("a", 1), (1, True), ["a"], b"a"])


class Word(str):
    """A text of another type."""

    __slots__ = ()


@given(needed=VALUES, optional=VALUES, many=VALUES)
def test_it_says_what_a_loop_over_the_fields_says(
    needed: object, optional: object, many: object
) -> None:
    is_plain = glance_of({"needed": str}, {"optional": int}, {"many": str})
    thing = SimpleNamespace(needed=needed, optional=optional, many=many)
    right = isinstance(needed, str) and (optional is None or type(optional) is int)
    in_many = isinstance(many, tuple) and all(isinstance(one, str) for one in many)
    assert is_plain(thing) is (right and in_many)


def test_subclasses_are_left_for_the_second_look() -> None:
    is_plain = glance_of({"word": str}, {}, {"words": str})
    assert is_plain(SimpleNamespace(word="a", words=("a",)))
    assert not is_plain(SimpleNamespace(word=Word("a"), words=("a",)))
    assert not is_plain(SimpleNamespace(word="a", words=("a", Word("a"))))
