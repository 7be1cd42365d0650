"""Builds the dataset ``us-visits`` from the XML of the Office of the Historian.

The files are those of the repositories HistoryAtState/visits (``data/*.xml``, by decade) and
HistoryAtState/travels (``data/president/*.xml``); this script reads them with the library's own
reader, from a folder with the subfolders ``inbound`` and ``president``, and writes the dataset
into the package. The bytes that it writes depend on those that it reads, and on nothing else.

    python tools/build_us_visits.py FOLDER
"""

from __future__ import annotations

import argparse
import gzip
from pathlib import Path

import attrs

import bilateral
from bilateral import Coverage, Dataset, DatasetInfo
from bilateral.collection.info import SourceGroup
from bilateral.files import dumps
from bilateral.files.atomic import binary_file
from bilateral.readers.sets.us_visits import UsVisits

TARGET = Path(bilateral.__file__).parent / "datasets" / "us-visits.jsonl.gz"
SINCE = {"inbound": 1874, "outbound": 1906}
"""The first year of which the Office lists every visit: that of the first that there was."""
UNTIL = 2024
ROLES = {"inbound": ("host",), "outbound": ("visitor",)}
NOTES = {
    "inbound": "The Office lists the visits of heads of state and government since the first, of "
    "King Kalakaua in 1874, that included a meeting with the President, or with the Vice President "
    "in his place (notes to the list, https://history.state.gov/departmenthistory/visits); visits "
    "of others are not covered.",
    "outbound": "The Office lists the travels abroad of Presidents since the first, of Theodore "
    "Roosevelt in 1906 (https://history.state.gov/departmenthistory/travels/president); those of "
    "others are not covered.",
}


def period_of(layout: str, title: str) -> str:
    """The whole years that a file covers: its decade, or of those by President all of them.

    Args:
        layout: Its layout.
        title: Its name.
    """
    first, last = SINCE[layout], UNTIL
    if layout == "inbound":
        decade = int(Path(title).stem)
        first, last = max(first, decade), min(last, decade + 9)
    return f"{first}/{last}"


def built(folder: Path) -> Dataset:
    """The dataset of all files of a folder.

    Args:
        folder: Where the subfolders ``inbound`` and ``president`` are.

    Raises:
        SystemExit: if a row is refused or a name of a state is not known.
    """
    files = sorted([*folder.glob("inbound/*.xml"), *folder.glob("president/*.xml")])
    made = bilateral.read(files, "us-visits")
    if made.report.refused:
        raise SystemExit(str(made.report))
    about = UsVisits.data_set
    info = DatasetInfo(
        name="us-visits",
        title="Visits of foreign leaders to the United States, and of its presidents abroad",
        description=f"{len(made.dataset):,} visits of heads of state and government to the United "
        "States since 1874 and of presidents of the United States abroad since 1906, as the "
        "Office of the Historian of the Department of State lists them, read by the reader "
        "us-visits from the Office's own XML without a change by hand. "
        f"{about.covers}",
        licence=about.licence,
        citation=about.citation,
        coding_rules=(
            "One element <visit> or <trip> is one record, dated from its first to its last day.",
            "A country is the state, or one of the states, that bore its printed name on the day.",
            "A name that no state bore stays as printed.",
            "The purpose of a visit is the one with which its printed description begins.",
        ),
        groups=tuple(
            SourceGroup(
                name=layout,
                sources=tuple(one.source.id for one in made.report.files if one.layout == layout),
            )
            for layout in ("inbound", "outbound")
        ),
        coverage=tuple(
            Coverage(
                source=one.source.id,
                actors=("USA",),
                kinds=("visit",),
                period=period_of(one.layout, one.source.title),
                roles=ROLES[one.layout],
                note=NOTES[one.layout],
            )
            for one in made.report.files
            if one.layout in SINCE
        ),
        doubts=tuple(
            f"{one.name!r} in {one.rows} row{'s' * (one.rows > 1)}: {one.reason}"
            for one in made.report.unresolved
        ),
    )
    return attrs.evolve(made.dataset, info=info)


def main() -> None:
    """Build it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "folder", type=Path, help="folder with the subfolders inbound and president"
    )
    folder: Path = parser.parse_args().folder
    text = dumps(built(folder), "jsonl")
    with binary_file(TARGET) as handle:
        handle.write(gzip.compress(text.encode("utf-8"), 9, mtime=0))
    print(f"{TARGET.name}: {TARGET.stat().st_size:,} bytes, {text.count(chr(10)):,} lines")


if __name__ == "__main__":
    main()
