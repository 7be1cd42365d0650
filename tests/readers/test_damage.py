"""Every reader, every damage: the right records, a refusal, or an error; never anything else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

import attrs
import pytest

from bilateral.errors import BilateralError
from bilateral.readers import Import, read, readers
from tests.readers import samples
from tests.readers.damages import DAMAGES, File, Table, file, pieces
from tests.readers.samples import write
from tests.readers.sets import (
    test_atop as atop,
    test_colt as colt,
    test_desta as desta,
    test_icews as icews,
    test_polecat as polecat,
    test_un_treaties as un_treaties,
    test_us_visits as us_visits,
    test_wti as wti,
)
from tests.readers.test_merging import GDELT, UK

VISITS = (
    "id,date,status,visitor,host,place,note\n"
    "one,2018-04,occurred,Pakistan,Russia,Moscow,first\n"
    "two,2019,planned,Côte d'Ivoire,France,,second\n"
    "three,2020-01-25,occurred,India,Germany,Berlin,third\n"
)
LATER = colt.PLAIN | {
    "TripID": "101-PAK-CHN-4",
    "TripStartDate": "2013-07-20",
    "TripEndDate": "2013-07-22",
    "TripDuration": "3",
}
SIPRI_STATES = ("Supplier", "Recipient")
TABLES = {
    "atop alliances": Table.of(
        atop.ALLIANCES, states=("mem1", "mem2"),
        numbers=("atopid", "begyr", "endyr", "defense", "mem1"),
    ),
    "atop members": Table.of(
        atop.MEMBERS, states=("member",), numbers=("atopid", "member", "yrent", "moent", "phase")
    ),
    "atop dyads": Table.of(
        atop.DYADS, states=("mem1", "mem2"), numbers=("mem1", "year", "defense", "atopid1")
    ),
    "atop directed": Table.of(
        atop.DIRECTED, states=("stateA", "stateB"), numbers=("stateA", "year")
    ),
    "colt": Table.of(
        colt.text(colt.PLAIN, LATER),
        text="Notes", states=("LeaderCountryISO", "CountryVisitedISO"),
        days=("TripStartDate", "TripEndDate"), numbers=("LeaderID", "TripYear", "TripDuration"),
    ),
    "desta list": Table.of(desta.LIST, states=("c1", "c2"), numbers=("number", "year", "c1")),
    "desta dyads": Table.of(
        desta.DYADS.replace("Chile,Peru,152,604", "Chile,Norway,152,578"),
        states=("iso1", "iso2"), numbers=("iso1", "number", "year", "entryforceyear"),
    ),
    "icews": Table.of(
        icews.text_of(
            icews.PLAIN, icews.PLAIN | {"Event ID": "20718171", "Event Date": "2016-01-22"}
        ),
        "\t", text="Event Text", states=("Source Country", "Target Country"), days=("Event Date",),
        numbers=("Event ID",),
    ),
    "polecat": Table.of(
        polecat.text_of({}, {"Event Date": "2021-05-23"}), "\t", text="Actor Title",
        states=("Actor Country",), days=("Event Date", "Publication Date"),
    ),
    "sipri register": Table.of(
        samples.REGISTER, skip=5, text="Comments", states=SIPRI_STATES,
        numbers=("Year of order", "Number ordered", "Year(s) of delivery", "Number delivered"),
    ),
    "sipri deliveries": Table.of(
        samples.DELIVERIES.replace(";\r\n", "\n"), skip=3, text="Description",
        states=SIPRI_STATES,
        numbers=("SIPRI AT Database ID", "Order date", "Numbers delivered", "Delivery year"),
    ),
    "sipri deals": Table.of(
        samples.DEALS, ";", skip=5, text="Description", states=("Buyer", "Seller"),
        numbers=("Deal ID", "Order date", "Delivery year"),
    ),
    "sipri report": Table.of(
        samples.REPORT, text="Comment", states=SIPRI_STATES,
        numbers=("Id", "No. ordered", "Year of order", "No. delivered"),
    ),
    "sipri by seller": Table.of(
        samples.BY_SELLER, text="desc", states=("buyer", "seller"), numbers=("nrdel",)
    ),
    "sipri volumes": Table.of(samples.TIV_TABLE, skip=6, numbers=("2015",)),
    "sipri volumes of the world": Table.of(samples.TIV_WORLD, skip=1, numbers=("2016",)),
    "uk treaties": Table.of(
        UK, "\t", text="title", days=("signed_event_date", "definative_eif_event_date"),
        numbers=("id",),
    ),
    "un participants": Table.of(un_treaties.TABLE),
    "un actions": Table.of(
        un_treaties.ACTIONS, days=("Date of Notification/Deposit", "Date of Effect")
    ),
    "visits": Table.of(VISITS, text="note", states=("visitor", "host"), days=("date",)),
    "wti": Table.of(
        wti.TABLE.replace("1955-04-05", "1955-04-25"),
        states=("party1", "party2"), days=("Signed", "Force"), numbers=("Vol", "Page", "group1"),
    ),
    "gdelt": attrs.evolve(
        Table.of("x\n" + "\n".join(GDELT.read_text("utf-8").splitlines()[:4]), "\t"), header=()
    ),
}  # fmt: skip


ROWS, FILE = {"rows", "read as refused"}, {"file"}
COSTS: dict[str, set[str]] = {
    "a NUL far down": ROWS,
    "rows above the header": ROWS,
    "a quote that is never closed": ROWS,
    "a row torn in two": ROWS,
    "a row torn in two and padded": ROWS,
    "a word for missing in place of a text": ROWS,
    "a word for missing in place of a state": ROWS,
    "a column that is not there": FILE,
    "a name of a column misspelt": FILE,
    "gz cut off": ROWS | FILE,
    "JSON Lines": FILE,
}
"""What a damage may cost, where it costs something: rows, or the file. Others cost nothing."""

HEADLESS = "gdelt"
"""It has no header, and is known by its first row; if that is damaged, it is known by nothing."""

LIMITS: dict[tuple[str, str], set[str]] = {
    ("days as D/M/Y, none above 12", "icews"): {"as documented"},
    ("days as M/D/Y", "uk treaties"): FILE,  # its other days are still D/M/Y
    ("a column of row numbers", "sipri volumes"): FILE,
    ("a column of row numbers", "sipri volumes of the world"): FILE,
    ("columns in another order", "sipri register"): FILE,  # marks have no names to be found by
    ("columns in another order", "sipri volumes"): FILE,
    ("columns in another order", "sipri volumes of the world"): FILE,
    ("columns in another order", "wti"): ROWS,  # one without a name is the last
    ("quoted cells", "icews"): ROWS,  # a quote is a letter there
    ("quoted cells", "polecat"): ROWS,
    **dict.fromkeys((("a run of marks at the end of lines", name) for name in (
        "gdelt", "sipri volumes", "sipri volumes of the world")), FILE),
    **dict.fromkeys(product(("'\\t' between the cells", "'|' between the cells"), (
        "gdelt", "sipri volumes", "sipri volumes of the world")), FILE),
    **dict.fromkeys(product(("';' between the cells", "decimal commas"), ("gdelt",)), FILE),
    **dict.fromkeys((("decimal commas", name) for name in (
        "atop alliances", "atop members", "desta list", "desta dyads", "icews")), ROWS),
    **{("days as D/M/Y, none above 12", name): ROWS for name in ("colt", "polecat", "wti")},
    # Who codes visits is asked for EDTF.
    **{(damage, "visits"): ROWS for damage in DAMAGES if damage.startswith("days")},
}  # fmt: skip
"""What else a damage costs a reader."""

UNTOLD = {
    ("a row torn in two and padded", "un participants"),  # a name alone is a row without an act
    ("a name of a column misspelt", "un participants"),  # an unknown column is a remark
}
"""Damages that make of a row another that is as good, so that nothing tells."""


def check(damage: str, folder: Path, tables: Iterable[str], each: slice = slice(None)) -> None:
    """Damage tables in all ways there are, or in some of them, and look at what becomes of it."""
    for name in tables:
        table = TABLES[name]
        lost = FILE if name == HEADLESS else set()
        allowed = {"read"} | lost | COSTS.get(damage, set()) | LIMITS.get((damage, name), set())
        for damaged in list(DAMAGES[damage](table))[each]:
            try:
                found = outcome(folder, damaged)
            except AssertionError as error:
                if (damage, name) in UNTOLD:
                    continue
                raise AssertionError(f"{damage}, {name}: {error}") from error
            assert found in allowed, (damage, name, found, damaged.content[:500])


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_read_right_or_refused(damage: str, tmp_path: Path) -> None:
    """Every damage and every table, each with some of the others."""
    turn = list(DAMAGES).index(damage)
    check(damage, tmp_path, list(TABLES)[turn % 3 :: 3], slice(None, None, 3))


@pytest.mark.slow
@pytest.mark.parametrize("damage", DAMAGES)
def test_a_file_damaged_anywhere_is_read_right_or_refused(damage: str, tmp_path: Path) -> None:
    check(damage, tmp_path, TABLES)


def test_every_reader_of_tables_is_in_the_matrix() -> None:
    assert {name.split()[0] for name in TABLES} | {"us-visits"} == {
        name.removesuffix("-treaties") for name in readers()
    }


BYTES = [name for name in DAMAGES if re.match("UTF|Windows|CR|.z|bz2|zip|a mark|another", name)]


@pytest.mark.parametrize("damage", BYTES)
@pytest.mark.parametrize("name", ["inbound.xml", "outbound.xml"])
def test_a_damaged_file_of_xml_is_read_right_or_refused(
    damage: str, name: str, tmp_path: Path
) -> None:
    text = (us_visits.HERE / name).read_text("utf-8")
    right = contents(read(us_visits.HERE / name))
    for damaged in DAMAGES[damage](Table((), (), above=tuple(text.splitlines()))):
        try:
            made = read(write(tmp_path, damaged.name, damaged.content))
        except BilateralError as error:
            assert damaged.name in str(error)
        else:
            assert made.report.seen == made.report.read + made.report.refused
            assert not contents(made) - right
            assert made.report.refused or contents(made) == right


# -- tables that are no text -----------------------------------------------------------------------


def typed(table: Table) -> dict[str, list[int | float | str | None]]:
    """The columns of a table as programs hold them: numbers where all texts are such."""
    columns: dict[str, list[int | float | str | None]] = {}
    for at, name in enumerate(table.header):
        texts = [row[at] for row in table.rows]
        kept: list[int | float | str | None] = [text or None for text in texts]
        for kind in (float, int):
            with suppress(ValueError):
                numbers = [None if text is None else kind(text) for text in kept]
                if all(n is None or str(n) == text for n, text in zip(numbers, kept, strict=True)):
                    kept = list(numbers)
                    break
        columns[name or "Unnamed: 0"] = kept
    return columns


def _workbook(columns: dict[str, list[int | float | str | None]], path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(list(columns))
    for row in zip(*columns.values(), strict=True):
        book.active.append(row)
    book.save(path)


def _parquet(columns: dict[str, list[int | float | str | None]], path: Path) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    parquet.write_table(pa.table(columns), path)


def _feather(columns: dict[str, list[int | float | str | None]], path: Path) -> None:
    import pyarrow as pa
    from pyarrow import feather

    feather.write_feather(pa.table(columns), str(path))


def _stata(columns: dict[str, list[int | float | str | None]], path: Path) -> None:
    import pandas as pd
    import pyreadstat

    pyreadstat.write_dta(pd.DataFrame(columns), str(path))


def _r(columns: dict[str, list[int | float | str | None]], path: Path) -> None:
    import pandas as pd
    import rdata

    texts = [name for name, cells in columns.items() if any(isinstance(c, str) for c in cells)]
    table = pd.DataFrame(columns).fillna(dict.fromkeys(texts, "NA"))
    rdata.write_rds(str(path), table.astype(dict.fromkeys(texts, object)))


@pytest.mark.parametrize(
    "save",
    [
        _workbook,
        _parquet,
        _feather,
        pytest.param(_stata, marks=pytest.mark.needs("pyreadstat")),
        pytest.param(_r, marks=pytest.mark.needs("rdata")),
    ],
)
def test_a_table_that_a_program_saved_is_read_as_its_text_is(
    save: Callable[[dict[str, list[int | float | str | None]], Path], None], tmp_path: Path
) -> None:
    for name, table in TABLES.items():
        plain = all(re.fullmatch(r"[A-Za-z_][A-Za-z_0-9]{0,31}", column) for column in table.header)
        if not table.header or len(set(table.header)) < len(table.header):
            continue  # no program holds a table of columns without names
        if (save is _stata and not plain) or "volumes" in name:
            continue
        path = (
            tmp_path / f"{name.replace(' ', '-')}.saved" if "un " not in name else tmp_path / "file"
        )
        save(typed(table), path)
        made = read(path)
        assert made.report.seen == made.report.read + made.report.refused == len(table.rows)
        assert made.report.refused == understood(table)[1], (name, made.report)
        assert contents(made) == understood(table)[0], (
            name,
            differences(made, understood(table)[0]),
        )


def outcome(folder: Path, damaged: File) -> str:
    """What became of a damaged file: ``read``, ``rows`` refused, or the ``file``."""
    try:
        made = read(write(folder, damaged.name, damaged.content))
    except BilateralError as error:
        assert damaged.name in str(error), error
        assert error.expected or error.near or error.found or error.line or damaged.is_cut, error
        return "file"
    report = made.report
    assert report.seen == report.read + report.refused
    rows = len(damaged.like.rows)
    if damaged.is_cut:
        *_, end = report.refusals
        assert "cut off" in end.problem
        right, _ = understood(damaged.like.without(range(report.seen - 1, rows)))
        assert contents(made) == right
        return "rows"
    assert rows <= report.seen <= rows + damaged.halves, str(report)
    refused = {damaged.rows[error.line or 0] for error in report.refusals}
    right, own = understood(damaged.like.without(refused))
    if contents(made) != right:
        assert any("no row proves it" in note for note in report.notes), differences(made, right)
        return "as documented"
    return "read as refused" if own else "rows" if refused else "read"


@cache
def understood(table: Table) -> tuple[Counter[str], int]:
    """What an undamaged table is read as, and how many of its rows are refused."""
    if not table.rows:
        return Counter(), 0
    with TemporaryDirectory() as folder:
        made = read(write(Path(folder), "file.csv", file(pieces(table), table).content))
    return contents(made), made.report.refused


def contents(made: Import) -> Counter[str]:
    """The records without what names the file and the line, or says which columns there are."""
    source = re.escape(made.report.source.id)
    own = rf"{source}(:[0-9]+)?|'line': [0-9]+|, line [0-9]+|Not coded: [^.']*"
    return Counter(re.sub(own, "", repr(attrs.asdict(record))) for record in made.dataset)


def differences(made: Import, right: Counter[str]) -> str:
    """Two records that should be the same."""
    found = contents(made)
    return "\n".join([str(made.report), *sorted(found - right)[:1], *sorted(right - found)[:1]])
