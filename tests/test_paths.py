"""What is at a path, and what is no path."""

from __future__ import annotations

from pathlib import Path

import pytest

from bilateral._paths import is_there


@pytest.mark.parametrize("name", ["x" * 5000, f"{'x' * 5000}/a.csv", "a\0b", "\ud800"])
def test_there_is_nothing_where_no_path_leads(name: str) -> None:
    assert not is_there(name)
    assert not is_there(Path(name))


def test_there_is_what_is_there(tmp_path: Path) -> None:
    assert is_there(tmp_path)
    assert not is_there(tmp_path / "a")
