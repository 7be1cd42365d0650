"""The command ``bilateral``: read a file and print the account; print a template."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bilateral.errors import BilateralError

if TYPE_CHECKING:
    from bilateral.readers import Import

__all__ = ["main"]

_DATASETS = (".json", ".jsonl", ".toml")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command.

    Args:
        arguments: Words of the command line; by default those of the process.

    Returns:
        0 if all is well, 1 if rows were refused, 2 if nothing could be done.
    """
    parser = _parser()
    chosen = parser.parse_args(arguments)
    try:
        match chosen.command:
            case "read":
                return _read(chosen)
            case "template":
                from bilateral.readers.sets.visits import template

                sys.stdout.write(template())
            case _:
                _list_readers()
    except (BilateralError, OSError) as error:
        sys.stderr.write(f"bilateral: {error}\n")
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="bilateral", description="Records of relations between states, from research files."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    read = commands.add_parser(
        "read", help="read a file and print what became of every row", description=_read.__doc__
    )
    read.add_argument("file", help="the file, plain or packed as .gz or .zip")
    read.add_argument("--reader", help="name of the reader; by default by the file's columns")
    read.add_argument("--mapping", help="mapping of columns, a TOML or JSON file")
    read.add_argument(
        "--draft", action="store_true", help="write a first mapping of the file, to be finished"
    )
    read.add_argument("--strict", action="store_true", help="stop at the first refused row")
    read.add_argument("--to", help="write the dataset: .json, .jsonl, .toml or .parquet")
    template = commands.add_parser("template", help="print an empty table to code by hand")
    template.add_argument("layout", choices=["visits"])
    commands.add_parser("readers", help="list the data sets that can be read")
    return parser


def _read(chosen: argparse.Namespace) -> int:
    """Read a file, print the account, and write the dataset if asked."""
    from bilateral.readers import RecordMapping, read

    if chosen.draft:
        return _draft(chosen)
    if chosen.mapping and chosen.reader:
        raise BilateralError("a mapping and a reader", expected="one of --mapping and --reader")
    target = Path(chosen.to) if chosen.to else None
    if target is not None and target.suffix not in (*_DATASETS, ".parquet"):
        raise BilateralError(
            "unknown file format", found=chosen.to, expected=".json, .jsonl, .toml or .parquet"
        )
    for given in (chosen.file, chosen.mapping):
        if target is not None and given and target.resolve() == Path(given).resolve():
            raise BilateralError("the file would be written over", file=given, expected="another")
    reader = RecordMapping.load(chosen.mapping) if chosen.mapping else chosen.reader
    imported = read(chosen.file, reader, strict=chosen.strict)
    sys.stdout.write(f"{imported.report}\n")
    if target is not None:
        _write(imported, target)
        sys.stdout.write(f"written: {target}\n")
    return 1 if imported.report.refused else 0


def _draft(chosen: argparse.Namespace) -> int:
    from bilateral.readers import save_draft

    if not chosen.mapping or chosen.reader or chosen.to or chosen.strict:
        raise BilateralError("a draft of what?", expected="--draft with --mapping, and no more")
    made = save_draft(chosen.file, chosen.mapping)
    sys.stdout.write(f"written: {made}; look through it, then read the file with it\n")
    return 0


def _write(imported: Import, target: Path) -> None:
    if target.suffix == ".parquet":
        imported.dataset.to("parquet", target)
    else:
        from bilateral.files import save_file

        save_file(imported.dataset, target)


def _list_readers() -> None:
    from bilateral.readers import readers

    for name, reader in readers().items():
        about = reader().data_set
        sys.stdout.write(f"{name:12} {about.title}\n{'':12} {about.licence}\n")
