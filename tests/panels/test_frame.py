"""Queries in steps: names that do not clash, and files that need not be in memory."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from bilateral.panels.frame import Frame


def test_each_step_reads_the_one_before_and_tables_of_its_own(tmp_path: Path) -> None:
    file = tmp_path / "it's.parquet"
    pq.write_table(pa.table({"x": [1, 2, 3]}), file)
    frame = Frame().then("SELECT x FROM {t}", t=file)
    more = frame.then("SELECT p.x, t.y FROM {prev} p JOIN {t} t USING (x)",
                      t=pa.table({"x": [2, 3], "y": [20, 30]}))  # fmt: skip
    assert more.table("SELECT * FROM panel ORDER BY x").to_pylist() == [
        {"x": 2, "y": 20}, {"x": 3, "y": 30},
    ]  # fmt: skip
    assert frame.one("SELECT count(*) FROM panel") == (3,)
