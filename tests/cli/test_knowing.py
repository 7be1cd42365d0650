"""States by name and code."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.cli.conftest import Said


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("Russia", "--on", "1986"), ("Soviet Union", "id SUN", "cow 365", "m49 810")),
        (("365", "--system", "cow", "--on", "1900"), ("Russian Empire", "id russian-empire")),
        (("West Germany", "--on", "1975-05"), ("id DEU", "cow 260")),
        (("Ceylon",), ("id LKA", "Sri Lanka")),
    ],
)
def test_a_state_is_told_with_its_codes(
    words: tuple[str, ...], told: tuple[str, ...], run: Callable[..., Said]
) -> None:
    status, out, _ = run("states", *words)
    assert status == 0
    flat = " ".join(out.split())
    assert all(text in flat for text in told)


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        (("Germany",), ["DDR", "DEU", "german-reich"]),
        (("Deutschland", "--on", "1975"), ["DDR", "DEU"]),
        (("Congo",), ["COD", "COG"]),
    ],
)
def test_a_name_of_several_states_is_told_with_their_lives(
    words: tuple[str, ...], ids: list[str], run: Callable[..., Said]
) -> None:
    status, out, err = run("states", *words)
    assert (status, err) == (1, "")
    assert [line.split()[0] for line in out.splitlines()[3:]] == ids
    assert out.splitlines()[0].startswith(f"{words[0]}: a name of {len(ids)} states")
    assert all(" since " in line or " from " in line for line in out.splitlines()[3:])
