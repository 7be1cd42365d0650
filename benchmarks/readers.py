"""Print how fast research files are read, against plain readers of the same file in the same run.

    python benchmarks/readers.py [--rows 30000] [--events 150000] [--repeat 5]

Needs the extra ``bench``. The files are made up: rows like those of the data sets under their
headers. Each figure is the median of interleaved runs.
"""

from __future__ import annotations

import argparse
import csv
import random
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import timing

REGISTER = (
    "Recipient,Supplier,Year of order, ,Number ordered, ,Weapon designation,Weapon description,"
    "Number delivered, ,Year(s) of delivery,status,Comments,SIPRI TIV per unit,"
    "SIPRI TIV for total order,SIPRI TIV of delivered weapons"
)
DELIVERIES = (
    "SIPRI AT Database ID,Supplier,Recipient,Designation,Description,Armament category,Order date,"
    "Order date is estimate,Numbers delivered,Numbers delivered is estimate,Delivery year,"
    "Delivery year is estimate,Status,SIPRI estimate,TIV deal unit,TIV delivery values,"
    "Local production"
)
STATES = (
    "India;Pakistan;Egypt;Turkiye;France;United States;United Kingdom;China;Brazil;Israel;Japan;"
    "Iran;Iraq;Italy;Spain;Poland;Sweden;Thailand;Peru;Chile;Viet Nam;Indonesia;South Korea"
).split(";")
CODES = "USA RUS CHN GBR FRA DEU IND PAK IRN ISR TUR EGY BRA JPN UKR SYR IRQ AFG".split()
EVENTS = "010 042 043 036 190 040 051 020 173 046 193 112 111 080 057 090 012 060".split()


def write_register(path: Path, rows: int, chance: random.Random) -> None:
    """Deals, with as many years of delivery as the real register has: about 2 on average."""
    with path.open("w", encoding="latin-1", newline="") as file:
        file.write(f"Source: made up\n{REGISTER}\n")
        writer = csv.writer(file, lineterminator="\n")
        for _ in range(rows):
            supplier, recipient = chance.sample(STATES, 2)
            year = chance.randint(1980, 2015)
            number = chance.randint(9, 60)  # at least one for each year
            years = sorted(
                chance.sample(range(year, year + 9), min(chance.choice([1, 1, 1, 2, 5]), 9))
            )
            writer.writerow(
                [recipient, supplier, year, chance.choice(["?", ""]), number, "", f"X-{year}",
                 "tank", number, chance.choice(["?", ""]), "; ".join(map(str, years)), "New",
                 "Second-hand; aid", 0.5, number * 0.5, number * 0.5]
            )  # fmt: skip


def write_deliveries(path: Path, rows: int, chance: random.Random) -> None:
    """Deliveries, one a row."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(f"Source: made up\n{DELIVERIES}\n")
        writer = csv.writer(file, lineterminator="\n")
        for number in range(rows):
            supplier, recipient = chance.sample(STATES, 2)
            year, count = chance.randint(1980, 2020), chance.randint(1, 60)
            writer.writerow(
                [number, supplier, recipient, f"X-{year}", "tank", "Armoured vehicles", year, "Yes",
                 count, "No", year + 2, "No", "New", 0.5, 0.5, count * 0.5, "No"]
            )  # fmt: skip


def write_gdelt(path: Path, rows: int, chance: random.Random) -> None:
    """A day of events, 61 columns."""
    with path.open("w", encoding="utf-8", newline="") as file:
        for number in range(rows):
            one, two = (chance.choice([*CODES, ""]) for _ in range(2))
            code = chance.choice(EVENTS)
            url = f"https://example.org/news/{number}"
            cells = [str(number), "20191024", "201910", "2019", "2019.8055"]
            cells += [
                one,
                "SOMEONE" if one else "",
                one,
                *[""] * 4,
                chance.choice(["GOV", ""]),
                "",
                "",
            ]
            cells += [two, "OTHER" if two else "", two, *[""] * 7]
            cells += ["1", code, code[:3], code[:2], "1", "2.8", "8", "1", "8", "4.2"]
            place = ["4", "Somewhere, Here", "US", "US01", "1", "49.25", "-123.13", "-575268"]
            cells += [*place, *place, *place, "20191024143000", url]
            file.write("\t".join(cells) + "\n")


def registers(folder: Path, rows: int, repeat: int) -> None:
    """Both layouts of SIPRI, against readers that give cells and no records."""
    import polars as pl

    from bilateral.readers import read

    chance = random.Random(2018)
    for name, write, skip, encoding in (
        ("register", write_register, 1, "latin-1"),
        ("deliveries", write_deliveries, 1, "utf-8"),
    ):
        path = folder / f"{name}.csv"
        write(path, rows, chance)

        def plain(path: Path = path, encoding: str = encoding) -> int:
            with path.open(encoding=encoding, newline="") as file:
                return len(list(csv.reader(file)))

        def frame(path: Path = path, skip: int = skip) -> int:
            return pl.read_csv(
                path, skip_rows=skip, encoding="utf8-lossy", infer_schema=False
            ).height

        def own(path: Path = path) -> int:
            imported = read(path, "sipri", strict=True)
            assert imported.report.seen == imported.report.read == rows
            return len(imported.dataset)

        runs: dict[str, Callable[[], object]] = {"bilateral": own, "csv": plain, "polars": frame}
        found = timing.medians(runs, repeat)
        timing.report(
            f"SIPRI {name}, {rows:,} rows, {own():,} records",
            "within 2 s for 30,000 rows; the peers give cells as text",
            [("reader", "seconds", "rows a second")]
            + [(who, f"{s:.3f}", f"{rows / s:,.0f}") for who, s in found.items()],
        )


def events(folder: Path, rows: int, repeat: int) -> None:
    """A day of GDELT as a table, against DuckDB alone."""
    import duckdb

    import bilateral
    from bilateral.readers.sets.gdelt.events import COLUMNS

    path = folder / "20191024.export.CSV"
    write_gdelt(path, rows, random.Random(2019))
    names = dict.fromkeys(COLUMNS["gdelt-2"], "VARCHAR")

    def raw(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyRelation:
        return connection.read_csv(
            str(path), sep="\t", header=False, columns=names, quotechar="", auto_detect=False
        )

    def bare() -> object:
        with duckdb.connect() as connection:
            return raw(connection).to_arrow_table().num_rows

    def two() -> object:
        with duckdb.connect() as connection:
            return raw(connection).aggregate("max(EventCode), max(SOURCEURL)").fetchall()

    def by_hand() -> object:
        with duckdb.connect() as connection:
            asked = (
                "EventCode IN ('042', '043') AND 'RUS' IN (Actor1CountryCode, Actor2CountryCode)"
            )
            return raw(connection).filter(asked).aggregate("count(*)").fetchall()

    def own() -> object:
        return bilateral.scan_gdelt(path).visits.involving("RUS").bounds()

    def objects() -> object:
        return len(bilateral.read(path, "gdelt").dataset)

    found = timing.medians(
        {
            "DuckDB, all columns read": bare,
            "DuckDB, two columns read": two,
            "DuckDB, definite visits by hand": by_hand,
            "scan_gdelt, both bounds of visits": own,
            "read_gdelt, all as objects": objects,
        },
        repeat,
    )
    base = found["DuckDB, all columns read"]
    timing.report(
        f"GDELT, {rows:,} rows",
        "scanned within 1.5 times a bare read of it",
        [("what", "seconds", "ratio to reading all")]
        + [(who, f"{s:.3f}", f"{s / base:.2f}") for who, s in found.items()],
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=30_000)
    parser.add_argument("--events", type=int, default=150_000)
    parser.add_argument("--repeat", type=int, default=5)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        registers(Path(folder), chosen.rows, chosen.repeat)
        events(Path(folder), chosen.events, chosen.repeat)


if __name__ == "__main__":
    main()
