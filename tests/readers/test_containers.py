"""Tables that are no text: the same rows out of each form in which they are kept."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from bilateral.errors import BilateralError
from bilateral.readers import SourceFile, read
from bilateral.readers.containers import container_of, sheet_rows
from tests.readers.samples import write

NAMES = ["date", "visitor", "host", "days"]
COLUMNS: list[list[Any]] = [
    ["2018-04", "2016"], ["Pakistan", "China"], ["Russia", "Pakistan"], [3.0, None],
]  # fmt: skip
ROWS = [NAMES, ["2018-04", "Pakistan", "Russia", "3"], ["2016", "China", "Pakistan", ""]]
WRITERS: dict[str, Callable[[Path], object]] = {}


def writer(name: str) -> Callable[[Callable[[Path], object]], Callable[[Path], object]]:
    def kept(function: Callable[[Path], object]) -> Callable[[Path], object]:
        WRITERS[name] = function
        return function

    return kept


@writer("parquet")
def _parquet(path: Path) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    parquet.write_table(pa.table(COLUMNS, names=NAMES), path)


@writer("feather")
def _feather(path: Path) -> None:
    import pyarrow as pa
    from pyarrow import feather

    feather.write_feather(pa.table(COLUMNS, names=NAMES), str(path))


@writer("stata")
def _stata(path: Path) -> None:
    import pandas as pd
    import pyreadstat

    pyreadstat.write_dta(pd.DataFrame(dict(zip(NAMES, COLUMNS, strict=True))), str(path))


@writer("spss")
def _spss(path: Path) -> None:
    import pandas as pd
    import pyreadstat

    pyreadstat.write_sav(pd.DataFrame(dict(zip(NAMES, COLUMNS, strict=True))), str(path))


@writer("r")
def _r(path: Path) -> None:
    import pandas as pd
    import rdata

    table = pd.DataFrame(dict(zip(NAMES, COLUMNS, strict=True)))
    rdata.write_rds(str(path), table.astype(dict.fromkeys(NAMES[:3], object)))
    path.write_bytes(gzip.decompress(path.read_bytes()))


MANIFEST = """\
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">
<manifest:file-entry manifest:full-path="/"
 manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>
</manifest:manifest>"""
LIBRARIES = {"stata": "pyreadstat", "spss": "pyreadstat", "r": "rdata"}


@pytest.mark.parametrize(
    "kind",
    [
        pytest.param(kind, marks=[pytest.mark.needs(LIBRARIES[kind])] if kind in LIBRARIES else [])
        for kind in WRITERS
    ],
)
@pytest.mark.parametrize("packed", [False, True])
def test_a_table_is_read_as_the_text_of_it_whatever_its_name(
    kind: str, packed: bool, tmp_path: Path
) -> None:
    path = tmp_path / "table"
    WRITERS[kind](path)
    if packed:
        path = write(tmp_path, "packed", gzip.compress(path.read_bytes()))
    file = SourceFile.at(path)
    assert container_of(file) == kind
    assert [cells for _, _, cells in sheet_rows(file)] == ROWS
    assert [cells for _, _, cells in sheet_rows(file, most=2)] == ROWS[:2]
    data, report = read(path)
    assert (report.read, report.refused) == (2, 0)
    found = data.visits.any_status().by("PAK").towards("RUS").during("2018-04")
    assert found.bounds() == (1, 1)


def test_two_columns_of_one_name_are_both_there(tmp_path: Path) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    parquet.write_table(pa.table([[1], [2.5]], names=["a", "a"]), tmp_path / "t.parquet")
    found = [cells for _, _, cells in sheet_rows(SourceFile.at(tmp_path / "t.parquet"))]
    assert found == [["a", "a"], ["1", "2.5"]]


def test_days_and_truths_of_arrow(tmp_path: Path) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    midnight = datetime(2018, 4, 5)  # noqa: DTZ001 - a table without zones
    columns = [[date(2018, 4, 5)], [midnight], [midnight.replace(hour=12)], [True]]
    parquet.write_table(pa.table(columns, names=list("abcd")), tmp_path / "t.parquet")
    [_, (_, _, cells)] = sheet_rows(SourceFile.at(tmp_path / "t.parquet"))
    assert cells == ["2018-04-05", "2018-04-05", "2018-04-05T12:00:00", "TRUE"]


@pytest.mark.needs("python_calamine")
def test_a_workbook_of_open_document(tmp_path: Path) -> None:
    rows = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p>'
            "</table:table-cell>"
            for cell in row
        )
        + "</table:table-row>"
        for row in ROWS
    )
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="A">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    import zipfile

    with zipfile.ZipFile(tmp_path / "t.ods", "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        made.writestr("META-INF/manifest.xml", MANIFEST)
        made.writestr("content.xml", content)
    file = SourceFile.at(tmp_path / "t.ods")
    assert container_of(file) == "calamine"
    assert [cells for _, _, cells in sheet_rows(file)] == ROWS


@pytest.mark.parametrize(
    "head",
    [
        b"PAR1\0",
        pytest.param(b"<stata_dta>\0", marks=pytest.mark.needs("pyreadstat")),
        pytest.param(b"RDX3\nX\n\0\0", marks=pytest.mark.needs("rdata")),
        b"\xd0\xcf\x11\xe0\0",
    ],
)
def test_a_broken_table_names_its_file(head: bytes, tmp_path: Path) -> None:
    path = write(tmp_path, "broken", head + bytes(5000))
    with pytest.raises(BilateralError, match="broken"):
        list(sheet_rows(SourceFile.at(path)))


def test_what_is_no_table_is_none(tmp_path: Path) -> None:
    for name, data in {"a": b"a,b\n", "b": b"\x89PNG\0\0", "c": b"\x71\0\0"}.items():
        assert container_of(SourceFile.at(write(tmp_path, name, data))) is None
    with pytest.raises(BilateralError, match="neither text nor a table"):
        list(sheet_rows(SourceFile.at(tmp_path / "b")))
