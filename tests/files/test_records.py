"""The table of one record's evidence; the rest is tested with the records."""

from __future__ import annotations

from bilateral import Dataset
from bilateral.files.records import evidence, made, plain


def test_the_table_names_sources_and_what_they_say_otherwise(data: Dataset) -> None:
    record = data["raheel-sharif-russia"]
    html = evidence(record)
    assert all(citation.source in html for citation in record.citations)
    assert "date: 2015-06" in html
    assert "visitor: General Raheel Sharif" in html or "visitor:" in html


def test_plain_data_is_made_again(data: Dataset) -> None:
    assert all(made(type(record), plain(record)) == record for record in data)
