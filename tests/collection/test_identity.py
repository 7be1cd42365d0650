"""Which records are one event: held to a search through the links."""

from __future__ import annotations

from typing import Any

from hypothesis import given, strategies as st

import bilateral
from bilateral import Citation, Dataset, Visit
from bilateral.collection.identity import same_of
from bilateral.model.records import Link, LinkType

LINKS = st.lists(
    st.tuples(st.integers(0, 6), st.sampled_from(LinkType), st.integers(0, 6)), max_size=8
)


def visits(links: list[tuple[int, LinkType, int]], number: int = 7) -> list[Visit]:
    return [
        Visit(
            id=f"v{index}",
            title="A visit",
            date="2016",
            status="occurred",
            links=[Link(kind, f"v{other}") for one, kind, other in links if one == index],
            citations=[Citation(source="s")],
        )
        for index in range(number)
    ]


def reached(links: list[tuple[int, LinkType, int]], start: int, kinds: set[LinkType]) -> str:
    """The least id that links lead to, either way."""
    seen = {start}
    while True:
        more = {b if a in seen else a for a, k, b in links if k in kinds and {a, b} & seen} - seen
        if not more:
            return f"v{min(seen)}"
        seen |= more


@given(LINKS)
def test_events_and_components_are_those_that_links_lead_to(
    links: list[tuple[int, LinkType, int]],
) -> None:
    found = same_of(visits(links))
    for index in range(7):
        name = f"v{index}"
        event = reached(links, index, {LinkType.SAME_AS})
        component = reached(links, index, {LinkType.SAME_AS, LinkType.MAY_BE_SAME_AS})
        assert found.get(name, (name, name)) == (event, component)


def test_records_linked_through_one_that_no_question_finds() -> None:
    links = [(0, LinkType.MAY_BE_SAME_AS, 2), (1, LinkType.MAY_BE_SAME_AS, 2)]
    plan = Visit(id="v2", title="A plan", status="planned", citations=[Citation(source="s")])
    made = [*visits(links, 2), plan]
    data = Dataset(records=made)
    table = bilateral.scan(data.to("arrow"))
    asked: Any
    for asked in (data.visits, table.visits, bilateral.scan(data.visits.to("arrow")).visits):
        assert asked.bounds() == (1, 2)
        assert asked.count("year") == {2016: (1, 2)}
        assert len(asked) == 2
    plain = data.to("arrow").drop_columns(["event", "component"])
    assert bilateral.scan(plain).visits.bounds() == (2, 2)
    assert Dataset.from_table(plain) == data == Dataset.from_table(data.to("arrow"))
