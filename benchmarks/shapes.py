"""The data that the benchmarks share: seeded records, and the same shape in pydantic."""

from __future__ import annotations

import random
from datetime import date

from bilateral import Citation, Participant, Place, Visit
from bilateral.collection.dataset import Dataset
from bilateral.collection.info import DatasetInfo
from bilateral.files import dumps
from bilateral.model.evidence import Source

STATES = ("PAK", "FRA", "IND", "CHN", "USA", "AFG", "IRN", "TUR")
SECTORS = ("executive", "diplomatic", "military", "defence", "security", "business", None)
STATUSES = ("occurred", "occurred", "occurred", "occurred", "planned", "ongoing", None)


def visits(number: int, seed: int = 1) -> list[Visit]:
    """Visits with skewed states, some with vague dates and unknown sectors; no visitor is another.

    The states lived all the time, since a dataset of what cannot be is not written.
    """
    rng = random.Random(seed)
    texts = [
        date.fromordinal(date(1990, 1, 1).toordinal() + day).isoformat()[:length]
        for day in range(0, 12_000, 3)
        for length in (10, 10, 10, 7, 4)
    ]
    weights = [2**-n for n in range(len(STATES))]
    hosts = [Participant(role="host", state=state) for state in STATES]

    def visitor(number: int) -> Participant:
        return Participant(
            role="visitor",
            state=rng.choices(STATES, weights)[0],
            sector=rng.choice(SECTORS),
            rank=rng.choice((None, "General")),
            name=f"Visitor number {number}",
        )

    return [
        Visit(
            id=f"visit-{n}",
            title=f"Visit number {n}",
            date=rng.choice(texts),
            status=rng.choice(STATUSES),
            participants=(visitor(n), rng.choices(hosts, weights)[0]),
            places=[Place(name=f"Place {n % 500}", state=rng.choice(STATES))],
            topics=("trade",),
            citations=[Citation(source="source", locator=f"row {n + 1}", mode="fact")],
        )
        for n in range(number)
    ]


def dataset(number: int) -> Dataset:
    """A dataset of so many visits."""
    return Dataset(
        records=visits(number),
        sources=[Source(id="source", title="A source")],
        info=DatasetInfo(name="benchmark", title="A benchmark"),
    )


def json_lines(number: int) -> str:
    """The same as JSON Lines."""
    return dumps(dataset(number), "jsonl")
