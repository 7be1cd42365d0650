"""The list of commands: each with what it does and examples of it."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["COMMANDS", "Command"]


class Command(NamedTuple):
    """One command.

    Attributes:
        name: Its name.
        summary: What it does, in a few words.
        group: The heading under which it stands.
        examples: Lines that call it.
    """

    name: str
    summary: str
    group: str
    examples: tuple[str, ...]


_ASK, _FILES, _READ, _KNOW = (
    "Ask and look",
    "Your own files",
    "Research files",
    "What there is to know",
)

COMMANDS = (
    Command(
        "ask",
        "what surely matches a question, and what may",
        _ASK,
        (
            "bilateral ask pakistan-russia visits --by military --since 2016",
            "bilateral ask pakistan-russia visits --by PAK --count initiator,year",
            "bilateral ask arms.csv arms-transfers --sum volume,initiator",
            "bilateral ask us-visits visits --during 1972 --csv",
        ),
    ),
    Command(
        "show",
        "one record, with all evidence and rival values",
        _ASK,
        ("bilateral show pakistan-russia raheel-sharif-russia",),
    ),
    Command(
        "sources",
        "the sources, and how many records cite each",
        _ASK,
        ("bilateral sources pakistan-russia",),
    ),
    Command(
        "card",
        "what a dataset says of itself",
        _ASK,
        ("bilateral card us-visits",),
    ),
    Command(
        "cite",
        "how to cite a dataset, or what an answer rests on",
        _ASK,
        (
            "bilateral cite us-visits",
            "bilateral cite pakistan-russia visits --since 2018 --style bibtex",
        ),
    ),
    Command(
        "panel",
        "pairs or states by time, with records counted in it",
        _ASK,
        (
            "bilateral panel us-visits --years 2010:2016 --count visits -o panel.csv",
            "bilateral panel pakistan-russia --pairs PAK,RUS --years 2014:2016 --count all",
            'bilateral panel us-visits --unit state-year --count "trips=visits --by USA"',
        ),
    ),
    Command(
        "plot",
        "records, or what a question finds, as a picture",
        _ASK,
        (
            "bilateral plot pakistan-russia visits -o visits.svg",
            "bilateral plot pakistan-russia --record raheel-sharif-russia -o proof.png",
        ),
    ),
    Command(
        "report",
        "one page of records to share, for any browser",
        _ASK,
        (
            "bilateral report pakistan-russia -o report.html",
            "bilateral report pakistan-russia visits --by military -o trips.html",
        ),
    ),
    Command(
        "validate",
        "every fault of files, each with its line",
        _FILES,
        ("bilateral validate mine.toml",),
    ),
    Command(
        "format",
        "write files in their canonical form, as a hook does",
        _FILES,
        ("bilateral format --check mine.toml",),
    ),
    Command(
        "convert",
        "from one format to another",
        _FILES,
        ("bilateral convert mine.toml mine.json",),
    ),
    Command(
        "merge",
        "several datasets as one",
        _FILES,
        ("bilateral merge mine.toml pakistan-russia -o both.json",),
    ),
    Command(
        "diff",
        "what another dataset adds, lacks and has otherwise",
        _FILES,
        ("bilateral diff mine.toml mine.json",),
    ),
    Command(
        "template",
        "a record to fill in, of any kind",
        _FILES,
        ("bilateral template visit", "bilateral template visits --csv"),
    ),
    Command(
        "schema",
        "the JSON Schema of dataset files",
        _FILES,
        ("bilateral schema",),
    ),
    Command(
        "read",
        "research files as a dataset; what became of every row",
        _READ,
        (
            "bilateral read visits.csv --to visits.json",
            "bilateral read visits.csv arms.csv --names names.csv",
        ),
    ),
    Command(
        "check",
        "what would come of the files of a folder",
        _READ,
        ("bilateral check data",),
    ),
    Command(
        "readers",
        "the data sets that can be read",
        _READ,
        ("bilateral readers",),
    ),
    Command(
        "states",
        "the state that a name or code stands for",
        _KNOW,
        ("bilateral states Russia --on 1986", "bilateral states 365 --system cow --on 1900"),
    ),
    Command(
        "completion",
        "completion of commands and options by your shell",
        _KNOW,
        ("bilateral completion bash",),
    ),
)
