"""Reading a file: which reader, the account, streaming, progress, readers of others."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import given, strategies as st

import bilateral
from bilateral.errors import ArgumentError, BilateralError, UnknownNameError
from bilateral.model.records import AnyRecord, LinkType, Meeting, Role
from bilateral.readers import (
    FieldRule,
    Layout,
    Ledger,
    Reader,
    Reading,
    RecordMapping,
    Row,
    RowError,
    driver,
    read,
    readers,
)
from bilateral.readers.report import DataSet
from tests import plug_ins
from tests.readers.samples import REGISTER, write

VISITS = "date,status,visitor,host\n2018-04,occurred,Pakistan,Russia\n2018-13,occurred,PAK,RUS\n"


class Talks(Reader):
    """A reader of somebody else's."""

    name: ClassVar[str] = "talks"
    layouts: ClassVar[tuple[Layout, ...]] = (
        Layout(name="one", columns=("when of talks", "who", "with whom")),
    )
    data_set: ClassVar[DataSet] = DataSet(
        id="talks", title="Talks", citation="Nobody.", licence="none", url="", versions="1",
        covers="nothing",
    )  # fmt: skip

    def records(self, row: Row, ledger: Ledger) -> Iterator[AnyRecord]:
        yield Meeting(
            id=ledger.record_id("talk"),
            title="A talk",
            date=row["when of talks"],
            participants=[
                ledger.participant(Role.PARTY, row[who], row["when of talks"], row.line)
                for who in ("who", "with whom")
            ],
            citations=(ledger.citation(row.line),),
        )


TALKS = "when of talks,who,with whom\n2001,India,China\n2002,India,Nepal\n"


@pytest.fixture
def talks(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The reader, as installed by another package."""
    monkeypatch.setattr(EntryPoint, "load", lambda self: _load(self))
    plug_ins.add(monkeypatch, EntryPoint("talks", f"{__name__}:Talks", "bilateral.readers"))
    yield
    plug_ins.forget()


_plain_load = EntryPoint.load


def _load(point: EntryPoint) -> object:
    return Talks if point.name == "talks" else _plain_load(point)


@pytest.mark.usefixtures("talks")
def test_a_reader_of_another_package_is_found_by_its_columns(tmp_path: Path) -> None:
    data, report = read(write(tmp_path, "talks.csv", TALKS))
    assert (report.reader, report.seen, len(data.meetings.any_status())) == ("talks", 2, 2)
    assert read(write(tmp_path, "talks.csv", TALKS), "talks").report.layout == "one"


@pytest.fixture
def odd(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An entry point of another package that holds no reader, and one that holds nothing."""
    plug_ins.add(
        monkeypatch,
        EntryPoint("odd", "bilateral.readers:Row", "bilateral.readers"),
        EntryPoint("gone", "a_module_that_is_gone:Gone", "bilateral.readers"),
    )
    yield
    plug_ins.forget()


@pytest.mark.usefixtures("odd")
def test_a_broken_reader_is_named_once_and_stops_no_other(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="left out") as caught:
        found = readers()
    assert sorted(str(w.message).split("'")[1] for w in caught) == ["gone", "odd"]
    assert not {"odd", "gone"} & set(found)
    assert len(found) > 10
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert readers() is found  # said once
    with pytest.raises(BilateralError, match=r"no reader.*'odd'.*Row"):
        read(write(tmp_path, "talks.csv", TALKS), "odd")
    with pytest.raises(BilateralError, match=r"'gone'.*ModuleNotFoundError") as refused:
        read(write(tmp_path, "talks.csv", TALKS), "gone")
    assert isinstance(refused.value.__cause__, ModuleNotFoundError)


def test_the_list_of_readers_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        readers().clear()  # type: ignore[attr-defined]
    assert "visits" in readers()


def test_every_reader_is_whole() -> None:
    for name, cls in readers().items():
        reader = cls()
        assert reader.name == name
        for text in (reader.data_set.citation, reader.data_set.licence, reader.data_set.versions):
            assert text
        assert callable(getattr(bilateral, f"read_{name.replace('-', '_')}"))


def test_no_file_is_of_two_data_sets(tmp_path: Path) -> None:
    for cls in readers().values():
        for layout in cls().layouts:
            if layout.name == "participants":
                continue  # a column of acts belongs to it, which no layout names
            columns = [
                n for c in layout.columns for n in ((c, " ") if c in layout.marked else (c,))
            ]
            for delimiter, ending in ((",", "csv"), ("\t", "tsv")):
                header = delimiter.join(f'"{c}"' if delimiter in c else c for c in columns)
                file = write(tmp_path, f"empty.{ending}", f"{header}\n")
                assert read(file).report.reader == cls.name, layout.name


def test_what_is_of_no_data_set_says_what_there_is(tmp_path: Path) -> None:
    file = write(tmp_path, "a.csv", "a,b\n1,2\n")
    with pytest.raises(BilateralError, match=r"no data set that is known.*sipri.*mapping="):
        read(file)
    with pytest.raises(BilateralError, match="an empty file"):
        read(write(tmp_path, "empty.csv", ""))
    with pytest.raises(BilateralError, match="the table cannot be read"):
        read(write(tmp_path, "old.xls", b"\xd0\xcf\x11\xe0\0\0"))
    with pytest.raises(UnknownNameError, match="did you mean 'sipri'"):
        read(file, "sippri")
    with pytest.raises(BilateralError, match="no such file"):
        read(tmp_path / "none.csv")


def test_a_reading_streams_and_reports_at_its_end(tmp_path: Path) -> None:
    reading = Reading(write(tmp_path, "arms.csv", REGISTER))
    with pytest.raises(BilateralError, match="not been read to its end"):
        _ = reading.report
    records = iter(reading)
    assert next(records).id == f"{reading.source.id}:7"
    with pytest.raises(BilateralError, match="not been read to its end"):
        _ = reading.report
    assert 1 + sum(1 for _ in records) == reading.report.records
    with pytest.raises(BilateralError, match="once"):
        next(iter(reading))


def test_a_refusal_keeps_nothing_of_its_row_and_strict_raises_it(tmp_path: Path) -> None:
    file = write(tmp_path, "visits.csv", VISITS)
    data, report = read(file)
    assert (report.seen, report.read, report.refused, len(data)) == (2, 1, 1, 1)
    [refused] = report.refusals
    assert (refused.file, refused.line, refused.field) == (str(file), 3, "date")
    assert (refused.found, type(refused)) == ("2018-13", RowError)
    with pytest.raises(RowError, match=r"visits\.csv:3"):
        read(file, strict=True)
    text = str(report)
    assert "2 rows seen = 1 read + 1 refused; 1 record" in text
    assert "visits.csv:3" in text
    assert report.sha256 in report.cite()
    assert repr(report).endswith("2 = 1 read + 1 refused>")


def test_a_long_account_is_cut_and_says_so(tmp_path: Path) -> None:
    rows = "".join(f"2018-{month:02d},occurred,PAK,RUS\n" for month in range(50, 90))
    text = str(read(write(tmp_path, "v.csv", VISITS.splitlines()[0] + "\n" + rows)).report)
    assert "40 rows seen = 0 read + 40 refused" in text
    assert "... and 20 more" in text


def test_progress_goes_to_a_function_or_to_a_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(driver, "_EVERY", 2)
    file = write(tmp_path, "arms.csv", REGISTER)
    told: list[int] = []
    read(file, progress=told.append)
    assert told == [2, 4, 6, 8]
    read(file, progress=True)
    err = capsys.readouterr().err
    assert err.startswith(f"\r{file}: 2 rows\r")
    assert err.endswith(f"{file}: 8 rows\n")
    read(file, progress=False)
    read(file)  # no terminal, and quick
    assert capsys.readouterr().err == ""


@given(order=st.permutations(range(8)))
def test_the_order_of_rows_changes_only_lines(
    order: list[int], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.getbasetemp()
    head, rows = REGISTER.split("Recipient,", 1)[0], REGISTER.splitlines()
    start = next(i for i, line in enumerate(rows) if line.startswith("Recipient,"))
    body = [rows[start + 1 + i] for i in order]
    text = head + "\n".join([rows[start], *body]) + "\n"
    one = read(write(folder, "one.csv", REGISTER)).dataset
    other = read(write(folder, "two.csv", text)).dataset
    assert {r.title: (r.date, r.participants, r.note) for r in one} == {
        r.title: (r.date, r.participants, r.note) for r in other
    }


def test_the_name_of_a_reading_function_and_its_help() -> None:
    assert bilateral.read_us_visits.__name__ == "read_us_visits"
    assert "us-visits" in (bilateral.read_us_visits.__doc__ or "")


def test_a_reader_is_given_by_name_or_made(tmp_path: Path) -> None:
    file = write(tmp_path, "arms.csv", REGISTER)
    with pytest.raises(BilateralError, match="no header of a known layout"):
        read(file, Talks)
    with pytest.raises(BilateralError, match="not a reader"):
        read(file, 5)  # type: ignore[arg-type]


def test_a_mapping_is_given_as_its_file_or_its_fields(tmp_path: Path) -> None:
    file = write(tmp_path, "t.csv", "when,from,to\n2018,India,Chad\n")
    fields = {"kind": "visit", "fields": {"date": "when", "visitor": "from", "host": "to"}}
    made = RecordMapping.from_plain(fields).save(tmp_path / "m.json")
    found = [read(file, mapping).dataset for mapping in (fields, made, str(made))]
    assert found[0] == found[1] == found[2]
    assert len(found[0]) == 1


def test_a_file_that_is_changed_while_it_is_read_is_an_error(tmp_path: Path) -> None:
    reading = Reading(write(tmp_path, "visits.csv", VISITS))
    write(tmp_path, "visits.csv", VISITS.replace("visitor,host", "host,visitor") + "\n")
    with pytest.raises(BilateralError, match="changed while it was read"):
        list(reading)


def test_a_copy_of_a_file_is_refused_by_name(tmp_path: Path) -> None:
    text = "date,visitor,host\n2018,Pakistan,Russia\n"
    files = [tmp_path / "v.csv", tmp_path / "copy.csv", tmp_path / "sub" / "v.csv"]
    files[2].parent.mkdir()
    for file in files:
        file.write_text(text, encoding="utf-8")
    for copy in files[1:]:
        with pytest.raises(BilateralError, match="a copy of another file") as caught:
            read([files[0], copy])
        assert (caught.value.file, caught.value.found) == (str(copy), str(files[0]))


# -- rows that are the same ------------------------------------------------------------------------


def test_rows_that_are_the_same_are_two_records_that_may_be_one(tmp_path: Path) -> None:
    text = "date,visitor,host\n2018,PAK,RUS\n2018,PAK,RUS\n2018,PAK,CHN\n2018,PAK,RUS\n"
    data, report = read(write(tmp_path, "v.csv", text))
    first, second, third, fourth = data.records
    assert [link.target for record in data.records for link in record.links] == [first.id] * 2
    assert {link.type for record in data.records for link in record.links} == {
        LinkType.MAY_BE_SAME_AS
    }
    assert (first.links, third.links) == ((), ())
    assert second.links == fourth.links
    assert report.notes == {"a row that is the same as an earlier one, and may be it": 2}


def test_rows_with_ids_that_are_the_same_are_one_record_unless_both_are_wanted(
    tmp_path: Path,
) -> None:
    rules = {
        "id": FieldRule(column="key"),
        "date": FieldRule(column="date"),
        "host": FieldRule(column="host"),
    }
    mapping = RecordMapping(kind="visit", fields=rules)
    file = write(tmp_path, "v.csv", "key,date,host\na,2018,RUS\na,2018,RUS\nb,2019,RUS\n")
    once, kept = read(file, mapping=mapping), read(file, mapping, duplicates="keep")
    assert (once.report.seen, once.report.read, len(once.dataset)) == (3, 3, 2)
    assert len(kept.dataset) == 3
    with pytest.raises(ArgumentError, match="one reader or mapping"):
        read(file, mapping, mapping=mapping)
    assert not any(record.links for record in (*once.dataset.records, *kept.dataset.records))


# -- words for what is missing, and days of a file ------------------------------------------------


def test_cells_taken_as_empty_are_counted_together(tmp_path: Path) -> None:
    text = "date,visitor,host,note\nNA,PAK,-9,None\n2018,PAK,RUS,-9\n"
    data, report = read(write(tmp_path, "v.csv", text))
    assert report.notes == {"a cell taken as empty, of 'NA', '-9', 'None'": 3}
    assert [record.note for record in data.records] == [None, "-9"]


UK = "title,signed_event_date,country_name\n"


@pytest.mark.parametrize(
    ("days", "day_first", "expected", "remarked"),
    [
        (("01/06/2018", "25/06/2018"), None, ["2018-06-01", "2018-06-25"], 0),
        (("01/06/2018", "06/25/2018"), None, ["2018-01-06", "2018-06-25"], 0),
        (("01/06/2018", "02/06/2018"), None, ["2018-06-01", "2018-06-02"], 2),
        (("01/06/2018", "02/06/2018"), False, ["2018-01-06", "2018-02-06"], 0),
    ],
)
def test_day_and_month_are_told_from_all_rows(
    days: tuple[str, ...],
    day_first: bool | None,
    expected: list[str],
    remarked: int,
    tmp_path: Path,
) -> None:
    rows = "".join(f"Treaty {n},{day},FRANCE\n" for n, day in enumerate(days))
    data, report = read(write(tmp_path, "t.csv", UK + rows), day_first=day_first)
    assert [str(record.date) for record in data.records] == expected
    proofs = [times for remark, times in report.notes.items() if "no row proves it" in remark]
    assert sum(proofs) == remarked


def test_days_of_two_orders_refuse_the_file(tmp_path: Path) -> None:
    file = write(tmp_path, "t.csv", f"{UK}A,25/06/2018,FRANCE\nB,06/25/2018,FRANCE\n")
    with pytest.raises(BilateralError, match="days of two orders") as caught:
        read(file)
    assert caught.value.file == str(file)
    assert read(file, day_first=True).report.refused == 1
