"""The same question to objects, a file and data frames: the same answers.

Needs the extras ``tables``, ``polars`` and ``pandas``.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import bilateral
from bilateral import Dataset, Table


def answer(records: Dataset | Table) -> tuple[int, int]:
    """At least and at most how many visits of Pakistani officers there were since 2016."""
    return records.visits.by("PAK", sector="military").since(2016).bounds()


def main() -> None:
    """Ask them all, and count visits by directed pair and year."""
    data = bilateral.load("pakistan-russia")
    with tempfile.TemporaryDirectory() as folder:
        file = data.to("parquet", Path(folder) / "records.parquet")
        print("objects:          ", answer(data))
        print("DuckDB on a file: ", answer(bilateral.scan(file)))
        print("polars on a file: ", answer(bilateral.scan(file, engine="polars")))
        print("a frame of pandas:", answer(bilateral.scan(data.to_pandas())))

        counts = bilateral.scan(file).visits.count("initiator", "target", "year")
        print("\nvisitor host year visits")
        for row in counts.to_pylist():
            low, high = row["at_least"], row["at_most"]
            number = str(low) if low == high else f"{low} to {high}"
            print(f"{row['initiator']!s:7} {row['target']!s:4} {row['year']!s:4} {number}")


if __name__ == "__main__":
    main()
