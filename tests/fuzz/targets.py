"""What takes bytes from outside, each with some that it reads."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import attrs

import bilateral
from bilateral import parse_printed
from bilateral.dates import parse_edtf
from bilateral.errors import BilateralError
from bilateral.files import dumps, loads
from bilateral.readers import RecordMapping, read
from tests.conftest import build
from tests.fuzz.mutations import mutated
from tests.readers.damages import file, pieces
from tests.readers.test_damage import TABLES

__all__ = ["TARGETS", "Target", "tried"]


@attrs.frozen
class Target:
    """Something that takes bytes.

    Attributes:
        seeds: Bytes that it reads, or an ending and bytes of a file.
        take: Gives them to it.
    """

    seeds: Callable[[], list[bytes]]
    take: Callable[[bytes], object]


def tried(target: Target, script: bytes) -> BilateralError | None:
    """What becomes of a seed changed by a script: nothing, or an error of the package, whole.

    Any other error is raised, and so is one that cannot be shown or sent.

    Args:
        target: What takes it.
        script: The first byte chooses the seed, the rest changes it.
    """
    seeds = target.seeds()
    data = mutated(seeds[script[0] % len(seeds)] if script else seeds[0], script[1:])
    try:
        target.take(data)
    except BilateralError as error:
        text = str(error)
        text.encode()
        assert all(line.isprintable() for line in text.split("\n")), ascii(text)
        assert len(text) < 100_000
        sent = pickle.loads(pickle.dumps(error))
        assert (type(sent), str(sent)) == (type(error), text)
        return error
    return None


@contextmanager
def _file(name: str, data: bytes) -> Iterator[Path]:
    with TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(data)
        yield path


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def _document(form: str) -> Target:
    return Target(lambda: [_dumped(form)], lambda data: loads(_text(data), form))


@cache
def _dumped(form: str) -> bytes:
    return dumps(build(), form).encode()


def _load(name: str) -> Callable[[bytes], object]:
    def load(data: bytes) -> object:
        with _file(name, data) as path:
            return RecordMapping.load(path)

    return load


def _read(data: bytes) -> object:
    with _file("file.csv", data) as path:
        report = read(path).report
        assert report.seen == report.read + report.refused
        return str(report), report.to_dicts()


def _read_mapped(data: bytes) -> object:
    with _file("file.csv", data) as path:
        fields = {"date": {"column": "date", "format": "printed"}, "host": "host"}
        made = read(path, {"kind": "visit", "fields": {**fields, "visitor": "visitor"}})
        assert made.report.seen == made.report.read + made.report.refused
        return str(made.report)


def _read_lines(data: bytes) -> object:
    with _file("file.jsonl", data) as path:
        made = read(path, {"kind": "visit", "fields": {"date": "date", "visitor": "visitor"}})
        assert made.report.seen == made.report.read + made.report.refused
        return str(made.report)


def _scan(data: bytes) -> object:
    with _file("file.csv", data) as path:
        return bilateral.scan(path).visits.since(2016).bounds()


@cache
def _table() -> bytes:
    with _file("file.csv", b"") as path:
        build().save(path)
        return path.read_bytes()


VISITS = b"date,visitor,host\n2018-04,Pakistan,Russia\n2019,France,Germany\n"
LINES = b'{"date":"2018-04","visitor":"Pakistan"}\n{"date":2019,"visitor":null}\n'
MAPPING = b"""format = "bilateral-mapping"
version = 1
kind = "visit"
[fields]
date = { column = "Year", format = "%Y" }
visitor = { column = "From", words = { "x" = "PAK" } }
host = { value = "Czechia" }
"""
JSON_MAPPING = (
    b'{"kind": "visit", "missing": ["-"], "fields": {"date": {"column": "d", "format": '
    b'["%d.%m.%Y", "%Y"]}, "visitor": ["a"], "status": {"column": "s", "else": "occurred"}}}'
)
EDTF = [b"1985-04-12", b"1984?/2004-06~", b"[1667,1668,1670..1672]", b"Y-17E7", b"198X-XX"]
PRINTED = [b"12 April 1985", b"between 21 and 30 April 2018", b"early 1990s", b"1985"]

TARGETS: dict[str, Target] = {
    "edtf": Target(lambda: EDTF, lambda data: parse_edtf(_text(data))),
    "printed": Target(lambda: PRINTED, lambda data: parse_printed(_text(data))),
    "json": _document("json"),
    "jsonl": _document("jsonl"),
    "toml": _document("toml"),
    "mapping": Target(lambda: [MAPPING], _load("m.toml")),
    "mapping-json": Target(lambda: [JSON_MAPPING], _load("m.json")),
    "mapped": Target(lambda: [VISITS], _read_mapped),
    "mapped-lines": Target(lambda: [LINES], _read_lines),
    "table": Target(lambda: [_table()], _scan),
    "readers": Target(
        lambda: [file(pieces(table), table).content for table in TABLES.values()], _read
    ),
}
"""Everything that takes bytes from outside, by name."""
