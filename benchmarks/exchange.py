"""What records cost on their way into tables and back, and what opening tables costs.

    python benchmarks/exchange.py [--records 10000] [--files 400] [--actors 50000] [--repeat 5]

Participants, titles and locators are all different. The peers are ``Table.from_pylist`` and
``Table.to_pylist`` of PyArrow over the same cells, without the columns in which there is nothing.
CPU seconds, medians, each in turn.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import timing
import unkind

import bilateral
from bilateral import (
    Agreement,
    Citation,
    Dataset,
    Participant,
    Person,
    Place,
    Source,
    Visit,
)
from bilateral.collection.columns import plain_schema, with_plain_texts
from bilateral.states import state_codes

STATES = sorted(state_codes())


def visits(number: int) -> Dataset:
    """Visits of which each has a visitor, a title and a locator of its own."""
    chance = random.Random(1)

    def day() -> str:
        return f"{chance.randint(1990, 2024)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"

    records = [
        Visit(
            id=f"visit-{n}",
            title=f"Visit number {n}",
            date=day(),
            status=chance.choice(["occurred", "planned", None]),
            participants=[
                Participant(
                    role="visitor",
                    state=chance.choice(STATES),
                    sector=chance.choice(["military", "diplomatic", None]),
                    name=f"Visitor number {n}",
                ),
                Participant(role="host", state=chance.choice(STATES)),
            ],
            places=[Place(name=f"Place {n % 500}", state=chance.choice(STATES))],
            topics=["trade"],
            citations=[Citation(source=f"source-{n % 40}", locator=f"page {n}", mode="fact")],
        )
        for n in range(number)
    ]
    sources = [Source(id=f"source-{n}", title="A source") for n in range(40)]
    return Dataset(records=records, sources=sources)


def unkind_visits(number: int) -> Dataset:
    """Visits with rivals, gaps, several places and citations, and offices that give the state."""
    cast = unkind.cast()
    coded = {7: ["topics"]}
    return Dataset(
        records=unkind.visits(number),
        actors=list(cast.actors.values()),
        sources=[
            Source(id=f"source-{n}", title="A source", coded=coded.get(n, ())) for n in range(40)
        ],
    )


def exchange(title: str, data: Dataset, repeat: int) -> None:
    """To Arrow and back, each against its peer."""
    number = len(data.records)
    table = data.to("arrow")
    used = table.select([n for n in table.column_names if table[n].null_count < len(table)])
    rows = used.to_pylist()
    schema = plain_schema(used.schema)
    found = timing.medians(
        {
            "from_pylist": lambda: pa.Table.from_pylist(rows, schema=schema),
            'to("arrow")': lambda: data.to("arrow"),
            "to_pylist": with_plain_texts(used).to_pylist,
            "from_table": lambda: Dataset.from_table(table),
        },
        repeat,
        by_cpu=True,
    )
    lines = [("what", "us a record", "ratio to the peer")]
    for name, peer in (('to("arrow")', "from_pylist"), ("from_table", "to_pylist")):
        lines.append((peer, f"{found[peer] / number * 1e6:.1f}", "1.00"))
        lines.append(
            (name, f"{found[name] / number * 1e6:.1f}", f"{found[name] / found[peer]:.1f}")
        )
    timing.report(f"{number:,} {title} to Arrow and back", "20 and 30 us a record", lines)


def treaty() -> None:
    """The memory of one agreement of 190 parties as a table."""
    parties = [Participant(role="party", state=state) for state in STATES[:190]]
    record = Agreement(
        id="treaty",
        title="A treaty",
        date="2016-05-01",
        status="occurred",
        participants=parties,
        citations=[Citation(source="source-0")],
    )
    table = Dataset(records=[record], sources=[Source(id="source-0", title="A")]).to("arrow")
    size = table.get_total_buffer_size() / 1e6
    lines = [("what", "rows", "MB"), ("one treaty", f"{len(table):,}", f"{size:.0f}")]
    timing.report("One agreement of 190 parties as Arrow", "5 MB", lines)


def opening(files: int, actors: int, repeat: int) -> None:
    """A scan of many files with metadata, and of one that lists many actors."""
    with tempfile.TemporaryDirectory() as folder:
        many, one = Path(folder) / "many", Path(folder) / "actors.parquet"
        many.mkdir()
        small = visits(10)
        for n in range(files):
            small.to("parquet", many / f"{n}.parquet")
        persons = [Person(id=f"person-{n}", name=f"Person number {n}") for n in range(actors)]
        Dataset(records=small.records, sources=small.sources, actors=persons).to("parquet", one)
        paths = sorted(many.iterdir())
        found = timing.medians(
            {
                "footers alone": lambda: [pq.read_metadata(path) for path in paths],
                f"{files} files": lambda: bilateral.scan(many),
                f"one file of {actors:,} actors": lambda: bilateral.scan(one),
            },
            repeat,
            by_cpu=True,
        )
    lines = [("scan of", "ms", "")]
    lines += [(name, f"{seconds * 1000:.0f}", "") for name, seconds in found.items()]
    timing.report("Opening", "30 ms for 400 files, 350 ms for 50,000 actors", lines)


def main() -> None:
    """Print all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--files", type=int, default=400)
    parser.add_argument("--actors", type=int, default=50_000)
    parser.add_argument("--repeat", type=int, default=5)
    asked = parser.parse_args()
    exchange("records", visits(asked.records), asked.repeat)
    exchange("unkind records", unkind_visits(asked.records), asked.repeat)
    treaty()
    opening(asked.files, asked.actors, asked.repeat)


if __name__ == "__main__":
    main()
