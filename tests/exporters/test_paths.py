"""Where an export goes: text to the caller, or a file that is whole or not there."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from bilateral import BilateralError
from bilateral.exporters.paths import needed_path, refuse_path, written


@given(st.text())
def test_text_is_written_as_it_is_or_not_at_all(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    path = tmp_path_factory.mktemp("out") / "x"
    assert written(text, None) == text
    try:
        expected = text.encode()
    except UnicodeEncodeError:
        with pytest.raises(BilateralError, match="UTF-8"):
            written(text, path)
        assert list(path.parent.iterdir()) == []
    else:
        assert written(text, path) == path
        assert path.read_bytes() == expected
        assert list(path.parent.iterdir()) == [path]


def test_a_path_where_none_belongs_and_none_where_one_does() -> None:
    refuse_path("arrow", None)
    assert needed_path("parquet", Path("x")) == Path("x")
    with pytest.raises(BilateralError, match=r"'arrow'.*no path.*found"):
        refuse_path("arrow", Path("x"))
    with pytest.raises(BilateralError, match=r"'parquet'.*needs a path"):
        needed_path("parquet", None)
