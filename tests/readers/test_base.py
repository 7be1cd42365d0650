"""What every reader has: what it does of itself, and what it may be told."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

import pytest

from bilateral.errors import BilateralError, CodecError
from bilateral.model.records import AnyRecord, Meeting, Role
from bilateral.readers import DataSet, Layout, Ledger, Reader, Row, RowError, SourceFile, read
from tests.readers.samples import write

ABOUT = DataSet(id="talks", title="Talks", citation="Nobody 2020.", licence="none", url="https://x.org",
                versions="1", covers="nothing")  # fmt: skip


class Talks(Reader):
    """Meetings of two states; a reader that keeps something of a file, and may fail."""

    name: ClassVar[str] = "talks"
    layouts: ClassVar[tuple[Layout, ...]] = (Layout(name="one", columns=("when", "a", "b")),)
    data_set: ClassVar[DataSet] = ABOUT

    def __init__(self) -> None:
        self.seen: list[int] = []

    def records(self, row: Row, ledger: Ledger) -> Iterable[AnyRecord]:
        self.seen.append(row.line)
        if row["a"] == "fail":
            raise KeyError("a fault of the reader")
        return [
            Meeting(
                id=ledger.record_id(row["when"], len(self.seen)),
                title="A talk",
                date=row["when"],
                participants=[
                    ledger.participant(Role.PARTY, row[who], row["when"], row.line) for who in "ab"
                ],
                citations=[ledger.citation(row.line)],
            )
        ]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write(tmp_path, "talks.csv", "when,a,b\n2001,India,China\n2002,India,Nepal\n")


def test_a_reader_is_told_from_others_by_its_layouts(path: Path, tmp_path: Path) -> None:
    file, other = SourceFile.at(path), SourceFile.at(write(tmp_path, "b.csv", "when,a\n"))
    assert (Talks().sniff(file), Talks().sniff(other)) == ("one", None)
    error = Talks().refusal(other)
    assert isinstance(error, CodecError)
    assert "missing 'b'" in error.problem


def test_its_source_cites_the_data_set_and_names_the_file(path: Path) -> None:
    file = SourceFile.at(path)
    source = Talks().source(file, "one")
    assert source.id == file.ident == f"talks-{file.sha256[:8]}"
    assert (source.title, source.publisher, source.url) == ("talks.csv", "Talks", "https://x.org")
    assert (source.citation, source.terms, source.sha256) == ("Nobody 2020.", "none", file.sha256)
    assert Talks().coverage(file, source) == ()


def test_it_has_no_records_at_the_end_of_itself() -> None:
    assert tuple(Talks().finish(Ledger("s", "talks"))) == ()


def test_each_file_is_read_by_a_copy(path: Path) -> None:
    reader = Talks()
    first, second = read(path, reader), read(path, reader)
    assert reader.seen == []
    assert [r.id for r in first.dataset] == [r.id for r in second.dataset] == [
        "talks:2001:1", "talks:2002:2"
    ]  # fmt: skip
    assert not hasattr(reader, "header")


def test_a_fault_of_a_reader_costs_one_row(tmp_path: Path) -> None:
    path = write(tmp_path, "talks.csv", "when,a,b\nfail,fail,x\n2002,India,Nepal\n")
    data, report = read(path, Talks())
    assert (report.seen, report.read, report.refused, len(data)) == (2, 1, 1, 1)
    [error] = report.refusals
    assert isinstance(error, RowError)
    assert (error.file, error.line) == (str(path), 2)
    assert "KeyError" in error.problem
    with pytest.raises(RowError, match="KeyError"):
        read(path, Talks(), strict=True)


def test_a_reader_without_records_is_none() -> None:
    class Empty(Reader):
        name = "empty"
        data_set = ABOUT

    with pytest.raises(TypeError, match="abstract"):
        Empty()  # type: ignore[abstract]


def test_what_is_no_file_of_it_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BilateralError, match="layout"):
        read(write(tmp_path, "x.csv", "x,y\n1,2\n"), Talks())
