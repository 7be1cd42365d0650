"""From names and codes to states: what is a code, and what only looks like one."""

from __future__ import annotations

import pytest

from bilateral.errors import StateNameError
from bilateral.states import resolve


@pytest.mark.parametrize("code", ["pk", "Pk", "pak", "Pak", "pAK", "ch", "can", "mar"])
def test_a_code_of_letters_is_in_capitals(code: str) -> None:
    with pytest.raises(StateNameError):
        resolve(code)
    with pytest.raises(StateNameError):
        resolve(code, system="iso")


@pytest.mark.parametrize(
    ("label", "system", "state"),
    [
        ("2", "cow", "USA"),
        ("002", "cow", "USA"),
        (2, "gw", "USA"),
        ("02", "gw", "USA"),
        ("0770", "cow", "PAK"),
        ("020", "cow", "CAN"),
        ("008", "iso", "ALB"),
        (8, "iso", "ALB"),
    ],
)
def test_zeros_before_a_number_of_a_list_say_nothing(
    label: str | int, system: str, state: str
) -> None:
    assert resolve(label, system=system, on="1990").id == state


@pytest.mark.parametrize(("label", "system"), [("8", "iso"), ("0", "cow"), ("000", "gw")])
def test_zeros_of_iso_are_digits_and_zero_is_no_state(label: str, system: str) -> None:
    with pytest.raises(StateNameError):
        resolve(label, system=system)
