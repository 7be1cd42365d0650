"""A short run of what ``python -m tests.fuzz`` does for an hour."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings, strategies as st

from tests.fuzz.mutations import mutated
from tests.fuzz.targets import TARGETS, tried

FOUND: list[tuple[str, bytes]] = []
"""Scripts that once broke something."""


@pytest.mark.slow
@pytest.mark.parametrize("name", TARGETS)
@settings(max_examples=100)
@given(script=st.binary(max_size=61))
def test_only_errors_of_the_package_come_of_any_bytes(name: str, script: bytes) -> None:
    tried(TARGETS[name], script)


@pytest.mark.slow
@pytest.mark.parametrize("name", TARGETS)
def test_what_is_not_changed_is_read(name: str) -> None:
    for at in range(len(TARGETS[name].seeds())):
        assert tried(TARGETS[name], bytes([at])) is None


@given(st.binary(max_size=40), st.binary(max_size=40))
def test_a_script_makes_the_same_each_time(seed: bytes, script: bytes) -> None:
    assert mutated(seed, script) == mutated(seed, script)
    assert mutated(seed, b"") == seed


def test_scripts_reach_far() -> None:
    chance = random.Random(0)
    assert len({mutated(b"1985-04-12", chance.randbytes(10)) for _ in range(500)}) > 300
