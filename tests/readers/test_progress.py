"""The line that says how far a file has been read."""

from __future__ import annotations

import pytest

from bilateral.readers.progress import ProgressLine


def test_a_line_is_written_where_it_is_wanted_and_ended(capsys: pytest.CaptureFixture[str]) -> None:
    for shown, told in ((True, "\ra.csv: 20,000 rows\n"), (False, ""), (None, "")):
        line = ProgressLine("a.csv", shown)
        line(20_000)
        line.end()
        assert capsys.readouterr().err == told
