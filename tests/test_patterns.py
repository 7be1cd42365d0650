"""Regular expressions that are made when first used: they are those that they stand for."""

from __future__ import annotations

import re

import pytest

from bilateral._patterns import pattern


def test_it_is_made_when_first_used_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    real = re.compile

    def noted(text: str, flags: int) -> re.Pattern[str]:
        made.append(text)
        return real(text, flags)

    monkeypatch.setattr("bilateral._patterns.re.compile", noted)
    words = pattern("[a-z]+", re.IGNORECASE)
    assert made == []
    assert words.findall("One two") == ["One", "two"]
    assert words.findall("three") == ["three"]
    assert made == ["[a-z]+"]


def test_it_says_what_a_pattern_says() -> None:
    made = re.compile("(?P<a>x)|y", re.DOTALL)
    lazy = pattern("(?P<a>x)|y", re.DOTALL)
    for name in ("pattern", "flags", "groups", "groupindex"):
        assert getattr(lazy, name) == getattr(made, name)
    assert lazy.sub("z", "xyx") == made.sub("z", "xyx")
    with pytest.raises(AttributeError):
        _ = lazy.no_such_thing  # type: ignore[attr-defined]
