"""Records as flat rows, and their dates as text."""

from __future__ import annotations

from bilateral import Dataset, Office, Participant, Person, Source, Visit
from bilateral.collection.display import (
    as_lines,
    as_sentence,
    dates_text,
    expressions_text,
    row_of,
)


def test_dates_as_queries_see_them(small: Dataset) -> None:
    assert dates_text(small["undated"]) == "not stated"
    assert dates_text(small["sco-membership"]) == "since 2017"
    assert dates_text(small["chief-2016"]).count(", or ") == 1
    assert " | " in expressions_text(small["chief-2016"])


def test_a_row_has_plain_values(small: Dataset) -> None:
    row = row_of(small["helicopters-1968"])
    assert (row["initiators"], row["target_states"]) == ("SUN", "PAK")
    assert row["delivered"] == "2.. helicopters"
    assert row_of(small["undated"])["earliest"] is None
    assert row_of(small["sco-membership"])["latest"] is None


def test_the_state_of_who_is_named_is_that_of_the_entry() -> None:
    """An office or a person has the state that its entry tells, as it has in questions."""
    data = Dataset(
        sources=[Source(id="s", title="S")],
        actors=[
            Person(id="macron", name="Emmanuel Macron", state="FRA"),
            Office(id="minister", name="Minister", state="MAR"),
        ],
        records=[
            Visit(
                id="trip",
                title="A trip",
                date="2018",
                participants=[
                    Participant(role="visitor", person="macron"),
                    Participant(role="visitor", state=["COD", "COG"]),
                    Participant(role="host", office="minister"),
                ],
                citations=["s"],
            )
        ],
    )
    (row,) = data.to_dicts()
    assert (row["initiator_states"], row["target_states"]) == ("FRA", "MAR")


def test_a_remark_is_a_line_or_a_sentence() -> None:
    assert as_lines(["a word " * 20])[1].startswith("  word a")
    assert as_sentence("not asked for: SUN") == "Not asked for: SUN."
