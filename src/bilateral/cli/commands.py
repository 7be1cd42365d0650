"""The list of commands: each with what it does and examples of it."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["COMMANDS", "Command"]


class Command(NamedTuple):
    """One command.

    Attributes:
        name: Its name.
        words: What stands behind it.
        summary: What it does, in a few words.
        group: The heading under which it stands.
        examples: Lines that call it.
    """

    name: str
    words: str
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
        "DATA [KIND] [OPTIONS]",
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
        "DATA [ID] [OPTIONS]",
        "one record, with all evidence and rival values",
        _ASK,
        ("bilateral show pakistan-russia raheel-sharif-russia",),
    ),
    Command(
        "sources",
        "DATA",
        "the sources, and how many records cite each",
        _ASK,
        ("bilateral sources pakistan-russia",),
    ),
    Command(
        "card",
        "DATA",
        "what a dataset says of itself",
        _ASK,
        ("bilateral card us-visits",),
    ),
    Command(
        "cite",
        "DATA [KIND] [OPTIONS]",
        "how to cite a dataset, or what an answer rests on",
        _ASK,
        (
            "bilateral cite us-visits",
            "bilateral cite pakistan-russia visits --since 2018 --style bibtex",
        ),
    ),
    Command(
        "panel",
        "[DATA] [OPTIONS]",
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
        "DATA [KIND] [TARGET] [OPTIONS]",
        "records, or what a question finds, as a picture",
        _ASK,
        (
            "bilateral plot pakistan-russia visits -o visits.svg",
            "bilateral plot pakistan-russia --record raheel-sharif-russia -o proof.png",
        ),
    ),
    Command(
        "report",
        "DATA [KIND] [TARGET] [OPTIONS]",
        "one page of records to share, for any browser",
        _ASK,
        (
            "bilateral report pakistan-russia -o report.html",
            "bilateral report pakistan-russia visits --by military -o trips.html",
        ),
    ),
    Command(
        "validate",
        "FILES... [OPTIONS]",
        "every fault of files, each with its line",
        _FILES,
        ("bilateral validate mine.toml",),
    ),
    Command(
        "format",
        "FILES... [OPTIONS]",
        "write files in their canonical form, as a hook does",
        _FILES,
        ("bilateral format --check mine.toml",),
    ),
    Command(
        "convert",
        "DATA [TARGET] [OPTIONS]",
        "from one format to another",
        _FILES,
        ("bilateral convert mine.toml mine.json",),
    ),
    Command(
        "merge",
        "FIRST OTHERS... -o FILE",
        "several datasets as one",
        _FILES,
        ("bilateral merge mine.toml pakistan-russia -o both.json",),
    ),
    Command(
        "diff",
        "OLD NEW [OPTIONS]",
        "what another dataset adds, lacks and has otherwise",
        _FILES,
        ("bilateral diff mine.toml mine.json",),
    ),
    Command(
        "template",
        "KIND [OPTIONS]",
        "a record to fill in, of any kind",
        _FILES,
        ("bilateral template visit", "bilateral template visits --csv"),
    ),
    Command(
        "schema",
        "",
        "the JSON Schema of dataset files",
        _FILES,
        ("bilateral schema",),
    ),
    Command(
        "read",
        "FILES... [OPTIONS]",
        "research files as a dataset; what became of every row",
        _READ,
        (
            "bilateral read visits.csv --to visits.json",
            "bilateral read visits.csv arms.csv --names names.csv",
        ),
    ),
    Command(
        "check",
        "FOLDER",
        "what would come of the files of a folder",
        _READ,
        ("bilateral check data",),
    ),
    Command(
        "readers",
        "[NAME]",
        "the data sets that can be read",
        _READ,
        ("bilateral readers",),
    ),
    Command(
        "states",
        "NAME [OPTIONS]",
        "the state that a name or code stands for",
        _KNOW,
        ("bilateral states Russia --on 1986", "bilateral states 365 --system cow --on 1900"),
    ),
    Command(
        "completion",
        "[SHELL] [OPTIONS]",
        "completion of commands, datasets and ids by your shell",
        _KNOW,
        ("bilateral completion bash",),
    ),
)
