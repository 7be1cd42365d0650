"""The data that the benchmarks share: seeded records, and the same shape in pydantic."""

from __future__ import annotations

import random
from datetime import date

from bilateral import Citation, Participant, Visit
from bilateral.collection.dataset import Dataset
from bilateral.collection.info import DatasetInfo
from bilateral.files import dumps
from bilateral.model.evidence import Source

STATES = ("PAK", "RUS", "IND", "CHN", "USA", "AFG", "IRN", "TUR")
SECTORS = ("executive", "diplomatic", "military", "defence", "security", "business", None)
STATUSES = ("occurred", "occurred", "occurred", "occurred", "planned", "ongoing", None)


def visits(number: int, seed: int = 1) -> list[Visit]:
    """Visits with skewed states, some with vague dates and unknown sectors."""
    rng = random.Random(seed)
    texts = [
        date.fromordinal(date(1990, 1, 1).toordinal() + day).isoformat()[:length]
        for day in range(0, 12_000, 3)
        for length in (10, 10, 10, 7, 4)
    ]
    weights = [2**-n for n in range(len(STATES))]
    visitors = [
        Participant(role="visitor", state=state, sector=sector, rank=rank)
        for state in STATES
        for sector in SECTORS
        for rank in (None, "General")
    ]
    visitor_weights = [weights[n // (2 * len(SECTORS))] for n in range(len(visitors))]
    hosts = [Participant(role="host", state=state) for state in STATES]
    return [
        Visit(
            id=f"visit-{n}",
            title=f"Visit number {n}",
            date=rng.choice(texts),
            status=rng.choice(STATUSES),
            participants=(
                rng.choices(visitors, visitor_weights)[0],
                rng.choices(hosts, weights)[0],
            ),
            topics=("trade",),
            citations=[Citation(source="source", locator=f"row {n + 1}", mode="fact")],
        )
        for n in range(number)
    ]


def json_lines(number: int) -> str:
    """A dataset of so many visits as JSON Lines."""
    dataset = Dataset(
        records=visits(number),
        sources=[Source(id="source", title="A source")],
        info=DatasetInfo(name="benchmark", title="A benchmark"),
    )
    return dumps(dataset, "jsonl")
