"""Code a small dataset of your own, check it, save it, merge it and compare versions.

Two invented states, Ruritania and Graustark, and two invented newspapers. Dates are coded as
printed, read against the date of the newspaper.

Run it with ``python examples/code_your_own.py``. It writes to a temporary folder only.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import attrs

from bilateral import (
    Agreement,
    Citation,
    Dataset,
    DatasetInfo,
    Exercise,
    FaultsError,
    Moment,
    Office,
    Participant,
    Period,
    Place,
    Quantity,
    Source,
    State,
    Visit,
    load_file,
    parse_printed,
    save_file,
)

GAZETTE = Source(
    id="gazette-1972",
    title="A year of talks",
    publisher="Strelsau Gazette",
    published="1972-12-30",
)
COURIER = Source(
    id="courier-1972",
    title="Our neighbours to the north",
    publisher="Edelweiss Courier",
    published="1972-11",  # the day is not known
)
ACTORS = (
    State(id="RURITANIA", name="Ruritania"),
    State(id="GRAUSTARK", name="Graustark"),
    Office(
        id="ruritania-chief-of-staff",
        name="Chief of Staff of Ruritania",
        sector="military",
        state="RURITANIA",
    ),
)
BOTH = (
    Participant(role="party", state="RURITANIA"),
    Participant(role="party", state="GRAUSTARK"),
)


def dated(printed: str, source: Source) -> Period:
    """A date as printed, read against the date of its source."""
    return Period(parse_printed(printed, source.published), printed)


def visit(printed: str, source: Source, locator: str) -> Visit:
    """The visit that both newspapers report, as one of them dates it."""
    return Visit(
        id="chief-of-staff-graustark-1972",
        title="The chief of staff of Ruritania visits Graustark",
        date=dated(printed, source),
        status="occurred",
        participants=[
            Participant(
                role="visitor",
                state="RURITANIA",
                office="ruritania-chief-of-staff",
                rank="Colonel",
                sector="military",
            ),
            Participant(role="host", state="GRAUSTARK"),
        ],
        places=[Place(name="Edelweiss", state="GRAUSTARK")],
        citations=[Citation(source=source.id, locator=locator, mode="fact")],
    )


def from_gazette() -> Dataset:
    """What the Gazette reports."""
    accord = Agreement(
        id="border-accord-1971",
        title="An accord on the border",
        date=Moment(parse_printed("last year", GAZETTE.published), "last year"),
        status="occurred",
        form="treaty",
        participants=BOTH,
        citations=[Citation(source=GAZETTE.id, locator="page 3", mode="presupposed")],
    )
    exercise = Exercise(
        id="exercise-1973-planned",
        title="The two armies are to exercise together",
        status="planned",
        troops=Quantity("2..", unit="battalions", printed="some battalions"),
        participants=BOTH,
        citations=[Citation(source=GAZETTE.id, locator="page 4", mode="prediction")],
    )
    return Dataset(
        records=[visit("this May", GAZETTE, "page 3"), accord, exercise],
        actors=ACTORS,
        sources=[GAZETTE],
        info=DatasetInfo(
            name="ruritania-graustark",
            title="Ruritania and Graustark",
            description="Two invented states in two invented newspapers.",
            coding_rules=["Dates are read against the date of the newspaper."],
        ),
    )


def from_courier() -> Dataset:
    """What the Courier reports of the same visit."""
    return Dataset(
        records=[visit("2 June 1972", COURIER, "page 1")],
        actors=ACTORS,
        sources=[COURIER],
        info=DatasetInfo(name="courier", title="The Courier's reports"),
    )


def show_faults(data: Dataset) -> None:
    """Break a dataset on purpose and print what validation says."""
    early = attrs.evolve(GAZETTE, published="1970")
    try:
        attrs.evolve(data, actors=ACTORS[:2], sources=[early]).validate()
    except FaultsError as error:
        print(error)


def save_and_reload(data: Dataset) -> None:
    """Write the dataset in two formats and check that it comes back as it was."""
    with tempfile.TemporaryDirectory() as folder:
        for ending in ("jsonl", "toml"):
            path = Path(folder) / f"ruritania-graustark.{ending}"
            save_file(data, path)
            same = load_file(path) == data
            print(f"  {path.name}: {path.stat().st_size} bytes, read back the same: {same}")


def main() -> None:
    """Code, check, save, reload, merge and compare."""
    gazette, courier = from_gazette().validate(), from_courier().validate()
    print(gazette)
    for record in gazette:
        print(f"  {record.date or 'undated'!s:<10} {record.status}: {record.title}")

    print("\nWhat validation finds in a broken version:")
    show_faults(gazette)

    print("\nSaved and read back:")
    save_and_reload(gazette)

    print("\nMerged with the second newspaper:")
    both = gazette.merge(courier).validate()
    print(both.reconcile())
    print("Military visits in May 1972, at least and at most:")
    for name, data in (("Gazette", gazette), ("Courier", courier), ("both", both)):
        print(f"  {name:<8} {data.visits.by(sector='military').during('1972-05').bounds()}")

    print("\nWhat the merged version has otherwise than the first:")
    difference = gazette.diff(both)
    print(f"  {len(difference.added)} records added, {len(difference.removed)} removed")
    for change in difference.changed:
        print(f"  {change.record}: {change.field}")


if __name__ == "__main__":
    main()
