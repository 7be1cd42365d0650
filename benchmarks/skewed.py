"""A Parquet file of made-up records, as skewed and as untidy as real ones.

    python benchmarks/skewed.py ROWS FILE

Few pairs have most of the records. Titles, persons and places in the sources differ from row to
row. One record in twelve is odd: sources differ on its date or status, a participant may be of
several states or is not stated, it has several places or citations. The same rows come out for the
same number: the generator is seeded.
"""

from __future__ import annotations

import json
import random as dice
import sys
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from bilateral import Citation, Dataset, Participant, Person, Place, Source, Visit
from bilateral.model.actors import Sector
from bilateral.model.evidence import Claim
from bilateral.states import state_codes
from bilateral.tables.arrow import arrow_schema

Array: TypeAlias = npt.NDArray[Any]
SEED = 20180524
CHUNK = 1_000_000
ODD = 1 / 12
FIRST_YEAR, LAST_YEAR = 1950, 2024
STATUSES = np.array(["occurred", "ongoing", "planned", "discussed", "cancelled", None], object)
KINDS = np.array(["visit", "project", "arms-transfer"], object)
ROLES = {
    "visit": ("visitor", "host"),
    "project": ("holder", "toward"),
    "arms-transfer": ("supplier", "recipient"),
}
SECTORS = np.array([*(str(sector) for sector in Sector), None], object)
RANKS = np.array([None, "General", "Counsellor"], object)
RANK_SECTORS = np.array([None, "military", None], object)


def write(rows: int, path: Path) -> None:
    """Write a file of so many rows, in groups of up to a million."""
    random = np.random.default_rng(SEED)
    schema = arrow_schema()
    odd = odd_rows()
    part = path.with_suffix(".part")
    with pq.ParquetWriter(part, schema, compression="zstd") as writer:
        for start in range(0, rows, CHUNK):
            size = min(CHUNK, rows - start)
            plain_rows = max(size - int(size * ODD), 1)
            cells = chunk(random, start, plain_rows)
            arrays = [
                pa.array(cells[field.name], field.type, from_pandas=True)
                if field.name in cells
                else pa.nulls(plain_rows, field.type)
                for field in schema
            ]
            usual = pa.table(arrays, schema=schema.remove_metadata())
            among = drawn(random, odd, size - plain_rows, f"odd{start}-")
            writer.write_table(mixed(random, pa.concat_tables([usual, among])))
    part.replace(path)


def sort(file: Path, columns: str, path: Path) -> None:
    """Write the rows of a file in the order of some columns, a hundred thousand to a group."""
    import duckdb

    connection = duckdb.connect()
    connection.execute("SET preserve_insertion_order = true")
    connection.execute(
        f"COPY (FROM '{file}' ORDER BY {columns}) TO '{path}' "
        "(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 100000)"
    )


def odd_rows(number: int = 2_000) -> pa.Table:
    """The rows of records with all that makes a question hard, as the library writes them."""
    chance = dice.Random(SEED)
    states = ["PAK", "RUS", *sorted(set(state_codes()) - {"PAK", "RUS"})]
    weights = [1 / (n + 1) for n in range(len(states))]

    def state() -> str:
        return chance.choices(states, weights)[0]

    def day() -> str:
        return f"{chance.randint(1990, 2024)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"

    def visitor(n: int, *of: str) -> Participant:
        sector = chance.choice([*map(str, Sector), None, "military"])
        person = f"person-{n}" if chance.random() < 0.3 else None
        return Participant(
            role="visitor", state=of, sector=sector, person=person, name=f"Visitor number {n}"
        )

    records = []
    for n in range(number):
        sides = [visitor(n, state())]
        date, status = day(), chance.choice(["occurred", "occurred", "planned", "ongoing", None])
        places = [Place(name=f"Place {chance.randint(1, 500)}", state=state())]
        citations = [Citation(source=f"source-{n % 40}", locator=f"page {n}")]
        match n % 6:
            case 0:
                claim = Claim(field="date", value=f"{int(date[:4]) + chance.randint(0, 1)}-06")
                citations.append(Citation(source="source-other", claims=[claim]))
            case 1:
                claim = Claim(field="status", value=chance.choice(["occurred", "cancelled"]))
                citations.append(Citation(source="source-other", claims=[claim]))
            case 2:
                sides = [visitor(n, *dict.fromkeys((state(), state(), state())))]
            case 3:
                sides = []
            case 4:
                places.append(Place(name=f"Place {chance.randint(1, 500)}", state=state()))
                sides.append(visitor(n + number, state()))
            case _:
                sides = [visitor(n)]
                citations += [Citation(source=f"source-{m}", mode="fact") for m in range(3)]
        records.append(
            Visit(
                id=f"odd-{n}",
                title=f"Odd visit number {n}",
                date=date,
                status=status,
                participants=[*sides, Participant(role="host", state=state())],
                places=places,
                citations=citations,
            )
        )
    names = sorted({citation.source for record in records for citation in record.citations})
    actors = [
        Person(id=p.person, name=str(p.name))
        for record in records
        for p in record.participants
        if p.person is not None
    ]
    sources = [Source(id=name, title=name) for name in names]
    return Dataset(records=records, sources=sources, actors=actors).to("arrow")


def drawn(random: np.random.Generator, odd: pa.Table, rows: int, start: str) -> pa.Table:
    """So many rows of records like those, under ids of their own."""
    names = odd["id"].to_numpy(zero_copy_only=False)
    begins = np.flatnonzero(odd["pair"].to_numpy() == 0)
    sizes = np.diff(np.append(begins, len(names)))
    chosen = random.integers(0, len(begins), rows)
    chosen = chosen[np.cumsum(sizes[chosen]) <= rows]
    lone = np.flatnonzero(sizes == 1)[0]
    chosen = np.append(chosen, np.full(rows - sizes[chosen].sum(), lone))
    record = np.repeat(np.arange(len(chosen)), sizes[chosen])
    at = np.concatenate([np.arange(begins[n], begins[n] + sizes[n]) for n in chosen])
    ids = np.char.add(start, record.astype(str))
    found = odd.take(pa.array(at)).replace_schema_metadata(None)
    return found.set_column(0, odd.schema.field("id"), pa.array(ids.astype(object), pa.string()))


def mixed(random: np.random.Generator, rows: pa.Table) -> pa.Table:
    """The records in any order, the rows of each together."""
    pair = rows["pair"].to_numpy()
    record = np.cumsum(pair == 0) - 1
    place = random.permutation(record[-1] + 1)[record]
    return rows.take(pa.array(np.argsort(place, kind="stable")))


def chunk(random: np.random.Generator, start: int, size: int) -> dict[str, object]:
    """The cells of so many rows. One in fifty belongs to a joint visit, with a second visitor."""
    states = np.array(["PAK", "RUS", *(set(state_codes()) - {"PAK", "RUS"})], object)
    states[2:] = np.sort(states[2:].astype(str)).astype(object)
    share = 1 / np.arange(1, len(states) + 1)
    share /= share.sum()
    number = np.arange(start, start + size)
    second = random.random(size) < 0.02
    second[0] = False
    second[1:] &= ~second[:-1]
    number = number - second
    joint = second.copy()
    joint[:-1] |= second[1:]
    first = np.maximum(np.arange(size) - second, 0)

    kind = random.choice(3, size, p=[0.6, 0.15, 0.25])
    kind[joint] = 0
    status = random.choice(6, size, p=[0.7, 0.1, 0.08, 0.05, 0.02, 0.05])[first]
    host = random.choice(len(states), size, p=share)[first]
    visitor = random.choice(len(states), size, p=share)
    sector = random.integers(0, len(SECTORS), size)
    rank = random.choice(3, size, p=[0.9, 0.06, 0.04])

    years = LAST_YEAR - np.minimum(random.exponential(18, size), LAST_YEAR - FIRST_YEAR)
    year = years.astype(int)[first]
    month = random.integers(1, 13, size)[first]
    day = random.integers(1, 29, size)[first]
    precision = random.choice(5, size, p=[0.5, 0.25, 0.15, 0.05, 0.05])[first]
    begin, end = bounds(year, month, day, precision)
    unknown = precision == 3
    days = (end - begin).astype("timedelta64[D]").astype(int)
    lasts = (kind == 0) & ~unknown  # what has a duration

    roles = [np.array([ROLES[str(k)][side] for k in KINDS], object)[kind] for side in (0, 1)]
    listed = np.array(["|visitor|host|", "|holder|toward|", "|supplier|recipient|"], object)[kind]
    listed[joint] = "|visitor|visitor|host|"
    source = random.choice(40, size)[first]
    place = random.choice(500, size)[first]
    name = np.char.add("Visitor number ", np.arange(start, start + size).astype(str)).astype(object)
    return {
        "id": np.char.add("r", number.astype(str)).astype(object),
        "pair": second.astype(int),
        "kind": KINDS[kind],
        "title": np.char.add("Record number ", number.astype(str)).astype(object),
        "status": STATUSES[status],
        "date": texts(year, month, day, precision),
        "date_start_min": begin,
        "date_start_max": end,
        "date_end_min": begin,
        "date_end_max": end,
        "date_days_max": only(~unknown, days),
        "date_days_min": only(~unknown, np.zeros(size, int)),
        "date_start_qualified": only(~unknown, np.zeros(size, bool)),
        "date_end_qualified": only(~unknown, np.zeros(size, bool)),
        "duration_unit": only(lasts, np.full(size, "days", object)),
        "duration_min": only(lasts, np.ones(size)),
        "duration_max": only(lasts, days + 1.0),
        "initiator_role": roles[0],
        "initiator_state": states[visitor],
        "initiator_sector": SECTORS[sector],
        "initiator_rank": RANKS[rank],
        "initiator_rank_sector": RANK_SECTORS[rank],
        "initiator_name": name,
        "target_role": roles[1],
        "target_state": states[host],
        "roles": listed,
        "participants": participants(second, states, visitor, host, sector, rank, name),
        "place": np.char.add("Place ", place.astype(str)).astype(object),
        "place_state": states[host],
        "locator": np.char.add("page ", number.astype(str)).astype(object),
        "source": np.char.add("source-", source.astype(str)).astype(object),
        "stance": np.full(size, "asserts", object),
    }


def bounds(year: Array, month: Array, day: Array, precision: Array) -> tuple[Array, Array]:
    """First and last day: of a day, a month, a year, nothing, or five years."""
    january = (year - 1970).astype("datetime64[Y]")
    months = january.astype("datetime64[M]") + (month - 1)
    days = months.astype("datetime64[D]") + (day - 1)
    begin = np.select(
        [precision == 0, precision == 1],
        [days, months.astype("datetime64[D]")],
        january.astype("datetime64[D]"),
    )
    ends = [
        days,
        (months + 1).astype("datetime64[D]") - 1,
        (january + 1).astype("datetime64[D]") - 1,
    ]
    end = np.select(
        [precision == 0, precision == 1, precision == 2],
        ends,
        (january + 5).astype("datetime64[D]") - 1,
    )
    nothing = np.datetime64("NaT", "D")
    return np.where(precision == 3, nothing, begin), np.where(precision == 3, nothing, end)


def texts(year: Array, month: Array, day: Array, precision: Array) -> Array:
    """The dates as EDTF."""
    y, m, d = (
        np.char.zfill(part.astype(str), width) for part, width in ((year, 4), (month, 2), (day, 2))
    )
    by_month = np.char.add(np.char.add(y, "-"), m)
    by_day = np.char.add(np.char.add(by_month, "-"), d)
    five = np.char.add(np.char.add("[", y), np.char.add("..", (year + 4).astype(str)))
    five = np.char.add(five, "]")
    found = np.select([precision == 0, precision == 1, precision == 2], [by_day, by_month, y], five)
    return only(precision != 3, found)


def only(kept: Array, values: Array) -> Array:
    """The values as objects, None where they are not kept."""
    found = values.astype(object)
    found[~kept] = None
    return found


def participants(
    second: Array,
    states: Array,
    visitor: Array,
    host: Array,
    sector: Array,
    rank: Array,
    name: Array,
) -> Array:
    """The JSON of joint visits, the same on both rows."""
    found = np.full(len(second), None, object)
    for row in np.flatnonzero(second):
        people = [
            plain("visitor", states[visitor[i]], SECTORS[sector[i]], RANKS[rank[i]], name[i])
            for i in (row - 1, row)
        ]
        people.append(plain("host", states[host[row]]))
        found[row - 1] = found[row] = json.dumps(people, separators=(",", ":"))
    return found


def plain(
    role: str,
    state: str,
    sector: str | None = None,
    rank: str | None = None,
    name: str | None = None,
) -> dict[str, str]:
    """A participant as the table writes it."""
    facts = {"role": role, "state": state, "rank": rank, "sector": sector, "name": name}
    facts["rank_sector"] = "military" if rank == "General" else None
    return {key: value for key, value in facts.items() if value is not None}


if __name__ == "__main__":
    write(int(sys.argv[1]), Path(sys.argv[2]))
