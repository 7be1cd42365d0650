"""A Parquet file of made-up records, as skewed as real ones: few pairs have most of them.

    python benchmarks/skewed.py ROWS FILE

The same rows come out for the same number: the generator is seeded.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from bilateral.model.actors import Sector
from bilateral.states import state_codes
from bilateral.tables.arrow import arrow_schema

Array: TypeAlias = npt.NDArray[Any]
SEED = 20180524
CHUNK = 1_000_000
FIRST_YEAR, LAST_YEAR = 1950, 2024
STATUSES = np.array(["occurred", "ongoing", "planned", "discussed", "cancelled", None], object)
KINDS = np.array(["visit", "agreement", "arms-transfer"], object)
ROLES = {
    "visit": ("visitor", "host"),
    "agreement": ("party",) * 2,
    "arms-transfer": ("supplier", "recipient"),
}
SECTORS = np.array([*(str(sector) for sector in Sector), None], object)
RANKS = np.array([None, "General", "Counsellor"], object)
RANK_SECTORS = np.array([None, "military", None], object)


def write(rows: int, path: Path) -> None:
    """Write a file of so many rows, in groups of a million."""
    random = np.random.default_rng(SEED)
    schema = arrow_schema()
    part = path.with_suffix(".part")
    with pq.ParquetWriter(part, schema, compression="zstd") as writer:
        for start in range(0, rows, CHUNK):
            size = min(CHUNK, rows - start)
            cells = chunk(random, start, size)
            arrays = [
                pa.array(cells[field.name], field.type, from_pandas=True)
                if field.name in cells
                else pa.nulls(size, field.type)
                for field in schema
            ]
            writer.write_batch(pa.record_batch(arrays, schema=schema.remove_metadata()))
    part.replace(path)


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

    roles = [np.array([ROLES[str(k)][side] for k in KINDS], object)[kind] for side in (0, 1)]
    listed = np.array(["|visitor|host|", "|party|party|", "|supplier|recipient|"], object)[kind]
    listed[joint] = "|visitor|visitor|host|"
    source = random.choice(40, size)
    return {
        "id": np.char.add("r", number.astype(str)).astype(object),
        "pair": second.astype(int),
        "kind": KINDS[kind],
        "title": KINDS[kind],
        "status": STATUSES[status],
        "date": texts(year, month, day, precision),
        "date_start_min": begin,
        "date_start_max": end,
        "date_end_min": begin,
        "date_end_max": end,
        "date_days_min": only(~unknown, np.zeros(size, int)),
        "date_start_qualified": only(~unknown, np.zeros(size, bool)),
        "date_end_qualified": only(~unknown, np.zeros(size, bool)),
        "initiator_role": roles[0],
        "initiator_state": states[visitor],
        "initiator_sector": SECTORS[sector],
        "initiator_rank": RANKS[rank],
        "initiator_rank_sector": RANK_SECTORS[rank],
        "target_role": roles[1],
        "target_state": states[host],
        "roles": listed,
        "participants": participants(second, states, visitor, host, sector, rank),
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
    five = np.char.add(np.char.add(y, "/"), (year + 4).astype(str))
    found = np.select([precision == 0, precision == 1, precision == 2], [by_day, by_month, y], five)
    return only(precision != 3, found)


def only(kept: Array, values: Array) -> Array:
    """The values as objects, None where they are not kept."""
    found = values.astype(object)
    found[~kept] = None
    return found


def participants(
    second: Array, states: Array, visitor: Array, host: Array, sector: Array, rank: Array
) -> Array:
    """The JSON of joint visits, the same on both rows."""
    found = np.full(len(second), None, object)
    for row in np.flatnonzero(second):
        people = [
            plain("visitor", states[visitor[i]], SECTORS[sector[i]], RANKS[rank[i]])
            for i in (row - 1, row)
        ]
        people.append(plain("host", states[host[row]], None, None))
        found[row - 1] = found[row] = json.dumps(people, separators=(",", ":"))
    return found


def plain(role: str, state: str, sector: str | None, rank: str | None) -> dict[str, str]:
    """A participant as the table writes it."""
    facts = {"role": role, "state": state, "rank": rank, "sector": sector}
    facts["rank_sector"] = "military" if rank == "General" else None
    return {key: value for key, value in facts.items() if value is not None}


if __name__ == "__main__":
    write(int(sys.argv[1]), Path(sys.argv[2]))
