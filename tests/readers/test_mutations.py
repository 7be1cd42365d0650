"""Files that picked up damage on their way: an error, a refusal by line, or the right values."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import attrs
import pytest
from hypothesis import given, settings, strategies as st

from bilateral import Citation, Record
from bilateral.errors import BilateralError, MissingExtraError
from bilateral.model.ids import slug
from bilateral.readers import Import, Reader, read, readers
from tests.readers import samples
from tests.readers.samples import write

VISITS = (
    "id,date,status,visitor,host,place,note\n"
    "one,2018-04,occurred,Pakistan,Russia,Moscow,first\n"
    "two,2019,planned,Côte d'Ivoire,France,,second\n"
    "three,2020-01-05,occurred,India,Germany,Berlin,third\n"
)
# Every layout with a header of its own: text, and the cells of its first line of columns.
FILES = {
    "register": samples.REGISTER,
    "deliveries": samples.DELIVERIES.replace(";\r\n", "\n"),
    "deals-and-tivs": samples.DEALS,
    "report-2014": samples.REPORT,
    "plain": VISITS,
}
HEADS = ("Recipient,", "SIPRI AT", "Deal ID", "Id,", "id,")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("mutations")


def reading(folder: Path, text: str | bytes) -> Import:
    return read(write(folder, "file.csv", text))


def parts(layout: str) -> tuple[list[str], list[list[str]], str]:
    """The preamble, the rows with the header first, and the delimiter."""
    lines = FILES[layout].splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith(HEADS))
    delimiter = ";" if layout == "deals-and-tivs" else ","
    rows = [row for row in csv.reader(lines[start:], delimiter=delimiter) if row]
    return lines[:start], rows, delimiter


def joined(preamble: list[str], rows: list[list[str]], delimiter: str, **style: object) -> str:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\n", **style)  # type: ignore[arg-type]
    writer.writerows(rows)
    return "".join(f"{line}\n" for line in preamble) + text.getvalue()


def values(record: Record) -> Record:
    """A record without what names the file and the line, which an id may do as well."""
    if not record.id.startswith(("sipri:", "visits:")):
        record = attrs.evolve(record, id=slug(record.title), links=())
    cited = tuple(
        Citation(source="file", stance=c.stance, mode=c.mode, claims=c.claims)
        for c in record.citations
    )
    return attrs.evolve(record, citations=cited)


def records(imported: Import) -> dict[str, Record]:
    found = [values(record) for record in imported.dataset]
    return {record.id: record for record in found}


layouts = st.sampled_from(sorted(FILES))


@given(layouts, st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"]))
def test_another_encoding_changes_nothing(folder: Path, layout: str, encoding: str) -> None:
    original = reading(folder, FILES[layout])
    changed = reading(folder, FILES[layout].encode(encoding))
    assert records(changed) == records(original)


@given(layouts)
def test_text_mangled_by_a_wrong_decoding_is_mended(folder: Path, layout: str) -> None:
    mangled = FILES[layout].encode("utf-8").decode("cp1252")
    assert records(reading(folder, mangled)) == records(reading(folder, FILES[layout]))


@given(layouts, st.sampled_from(["\r\n", "\r"]))
def test_other_line_ends_change_nothing(folder: Path, layout: str, end: str) -> None:
    text = FILES[layout].replace("\n", end)
    assert records(reading(folder, text.encode())) == records(reading(folder, FILES[layout]))


@given(layouts, st.sampled_from([",", ";", "\t", "|"]), st.booleans())
def test_another_delimiter_changes_nothing(
    folder: Path, layout: str, delimiter: str, quoted: bool
) -> None:
    preamble, rows, _ = parts(layout)
    if delimiter == "\t":
        quoted = False  # quotes mean nothing there
    elif layout == "register" and delimiter == ";":
        quoted = True
    style = csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL
    text = joined(preamble, rows, delimiter, quoting=style)
    assert records(reading(folder, text)) == records(reading(folder, FILES[layout]))


@given(layouts, st.integers(1, 40))
def test_padding_changes_nothing(folder: Path, layout: str, padding: int) -> None:
    preamble, rows, delimiter = parts(layout)
    padded = [row + [""] * padding for row in rows]
    text = joined([line + delimiter * padding for line in preamble], padded, delimiter)
    assert records(reading(folder, text)) == records(reading(folder, FILES[layout]))


lines = st.text(st.characters(codec="utf-8", categories=["L", "N", "Zs"]), max_size=20)


@given(layouts, st.lists(lines, max_size=20))
def test_a_preamble_changes_nothing_but_the_lines(
    folder: Path, layout: str, added: list[str]
) -> None:
    original = reading(folder, FILES[layout])
    changed = reading(folder, "".join(f"{line}\n" for line in added) + FILES[layout])
    assert records(changed) == records(original)
    for one, other in zip(original.dataset, changed.dataset, strict=True):
        here, there = one.citations[0].locator, other.citations[0].locator
        assert here is not None
        assert there is not None
        assert (there.line or 0) - (here.line or 0) == len(added)


@given(layouts, st.data())
def test_a_dropped_column_is_an_error_or_a_missing_value(
    folder: Path, layout: str, data: st.DataObject
) -> None:
    preamble, rows, delimiter = parts(layout)
    index = data.draw(st.integers(0, len(rows[0]) - 1))
    text = joined(preamble, [row[:index] + row[index + 1 :] for row in rows], delimiter)
    original = records(reading(folder, FILES[layout]))
    try:
        changed = records(reading(folder, text))
    except BilateralError:
        return
    # Only an optional column can go. What it said is not stated then; all else is as it was.
    assert len(changed) == len(original)
    for before, after in zip(original.values(), changed.values(), strict=True):
        for field in attrs.fields(type(before)):
            if field.init and field.name not in ("id", "title", "status", "citations"):
                old, new = getattr(before, field.name), getattr(after, field.name)
                assert new == old or new in (None, ()) or not rows[0][index].isupper()


@given(layouts, st.data())
def test_a_cut_line_is_refused_or_right(folder: Path, layout: str, data: st.DataObject) -> None:
    """Cut: the rest of the line is lost. Broken: it goes on in the next line."""
    text = FILES[layout].rstrip("\n")
    all_lines = text.split("\n")
    start = next(i for i, line in enumerate(all_lines) if line.startswith(HEADS)) + 1
    number = data.draw(st.integers(start, len(all_lines) - 1))
    line = all_lines[number]
    place = data.draw(st.integers(1, len(line) - 1))
    broken = data.draw(st.booleans())
    changed_lines = [line[:place], line[place:]] if broken else [line[:place]]
    changed = [*all_lines[:number], *changed_lines, *all_lines[number + 1 :]]
    original, damaged = reading(folder, text), reading(folder, "\n".join(changed))
    right = records(original)
    delimiter = ";" if layout == "deals-and-tivs" else ","
    in_last_cell = delimiter not in line[place:]
    for ident, record in records(damaged).items():
        if ident in right and record == right[ident]:
            continue
        # Only text that ends the line can be shorter without a sign of it.
        assert in_last_cell, (ident, record)
        assert not broken
        known = right[ident]
        same = attrs.evolve(record, note=known.note, citations=known.citations)
        assert same == right[ident] or _lacks(record, right[ident])
    assert damaged.report.seen == damaged.report.read + damaged.report.refused
    if not in_last_cell:
        refused = {refusal.line for refusal in damaged.report.refusals}
        assert number + 1 in refused


def _lacks(record: Record, right: Record) -> bool:
    """Whether a record differs in that it states less, and in nothing else."""
    for field in attrs.fields(type(record)):
        if field.init:
            new, old = getattr(record, field.name), getattr(right, field.name)
            if new != old and new not in (None, ()):
                return False
    return True


@given(layouts, st.randoms(use_true_random=False))
def test_shuffled_columns_are_found_or_refused(
    folder: Path, layout: str, random: Callable[[list[int]], None]
) -> None:
    preamble, rows, delimiter = parts(layout)
    order = list(range(len(rows[0])))
    random.shuffle(order)  # type: ignore[attr-defined]
    text = joined(preamble, [[row[i] for i in order] for row in rows], delimiter)
    original = records(reading(folder, FILES[layout]))
    try:
        changed = records(reading(folder, text))
    except BilateralError:
        assert layout == "register"  # its columns of marks have no names to be found by
        return
    if layout == "register" and [rows[0][i] for i in order] == rows[0]:
        return  # columns without a name changed places among themselves: nothing tells
    assert changed == original


@given(layouts, st.data())
def test_a_file_cut_off_anywhere_is_never_wrong(
    folder: Path, layout: str, data: st.DataObject
) -> None:
    raw = FILES[layout].encode("utf-8")
    right = records(reading(folder, FILES[layout]))
    place = data.draw(st.integers(0, len(raw)))
    try:
        cut = reading(folder, raw[:place])
    except BilateralError:
        return
    last = raw[:place].decode("utf-8", errors="replace").rsplit("\n", 1)[-1]
    for ident, record in records(cut).items():
        if record != right.get(ident):
            note = getattr(record, "note", None)
            assert (note or "") in last or "\ufffd" in (note or "")
            assert layout in ("plain", "report-2014") or _lacks(record, right[ident])
    assert cut.report.seen == cut.report.read + cut.report.refused


@settings(max_examples=200)
@given(
    st.binary(max_size=300), st.sampled_from([".csv", ".xml", ".xlsx", ".txt", ".csv.gz", ".zip"])
)
def test_no_bytes_crash_any_reader(folder: Path, raw: bytes, suffix: str) -> None:
    path = write(folder, f"noise{suffix}", raw)
    for reader in readers().values():
        try:
            report = read(path, reader()).report
        except BilateralError as error:
            assert str(path) in str(error) or isinstance(error, MissingExtraError)
        else:
            assert report.seen == report.read + report.refused


@given(layouts, st.binary(min_size=1, max_size=6), st.data())
def test_bytes_put_in_anywhere_crash_nothing(
    folder: Path, layout: str, noise: bytes, data: st.DataObject
) -> None:
    raw = FILES[layout].encode("utf-8")
    place = data.draw(st.integers(0, len(raw)))
    try:
        report = reading(folder, raw[:place] + noise + raw[place:]).report
    except BilateralError as error:
        assert "file.csv" in str(error)
    else:
        assert report.seen == report.read + report.refused


def test_every_reader_is_one() -> None:
    for name, reader in readers().items():
        assert issubclass(reader, Reader)
        assert reader.name == name
        assert reader().data_set.citation
        assert reader().data_set.licence
