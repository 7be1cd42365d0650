"""GDELT as a table of records that is never held in memory, from a quarter-hour to all of it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bilateral._plugins import part, require
from bilateral._vocabulary import unknown_name
from bilateral.errors import BilateralError, StateNameError
from bilateral.readers.events import (
    ARMED,
    INTERGOVERNMENTAL,
    SECTORS,
    EventCode,
    event_codes,
)
from bilateral.readers.files import SourceFile
from bilateral.readers.gdelt import ALIASES, COLUMNS, REGIONS, Duplicates, columns_of
from bilateral.records import KINDS, Role
from bilateral.states import resolve
from bilateral.states.tables import registry, spells

if TYPE_CHECKING:
    from bilateral.frames import Table

__all__ = ["scan_gdelt"]

_SQL_TYPES = {
    "text": "VARCHAR",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "day": "DATE",
    "truth": "BOOLEAN",
}


def scan_gdelt(
    files: str | os.PathLike[str] | Sequence[str | os.PathLike[str]],
    *,
    duplicates: Duplicates = "keep",
) -> Table:
    """A lazy table of the records that GDELT files hold, for hundreds of millions of rows.

    The questions of a dataset can be put to it; DuckDB reads of the files what they need. The
    rules are those of :class:`bilateral.readers.gdelt.Gdelt`, and so are the records, except that
    a table has no line numbers and lists no unresolved names: an actor whose country is not known
    for sure has none, and may be any. Further columns are GDELT's own, under its names.

    Args:
        files: Files of events without a header, of one layout, plain or as ``.gz``; a path with
            ``*`` stands for several. Those in ``.zip`` have to be unpacked first.
        duplicates: ``"keep"`` or ``"one-a-day"``, as for the reader.

    Returns:
        A table; nothing but the first line is read until it is asked.

    Raises:
        BilateralError: if there is no such file, or it is no GDELT file.
        EngineError: when asked, if a line has another number of columns; it names the line.
        MissingExtraError: without the extra ``tables``.
    """
    if duplicates not in ("keep", "one-a-day"):
        raise unknown_name("rule for duplicates", duplicates, ("keep", "one-a-day"), listed=True)
    paths = _paths([files] if isinstance(files, (str, os.PathLike)) else files)
    layout = _layout(paths[0])
    duckdb = require("duckdb", extra="tables")
    connection = duckdb.connect()
    arrow = require("pyarrow", extra="tables")
    for name, columns, rows in (
        ("events", ("code", "kind", "status", "name", "mutual", "swapped"), _events()),
        ("codes", ("code", "first", "last", "state"), _codes()),
    ):  # row by row they would take as long as a day of events
        cells = zip(columns, map(list, zip(*rows, strict=True)), strict=True)
        connection.from_arrow(arrow.table(dict(cells))).create(name)
    raw = connection.read_csv(
        [str(path) for path in paths],
        sep="\t",
        header=False,
        columns=dict.fromkeys(COLUMNS[layout], "VARCHAR"),
        quotechar="",
        escapechar="",
        auto_detect=False,
        null_padding=False,
        strict_mode=True,
    )
    schema = part("frames.schema").columns()
    relation = raw.query("raw", _query(schema, COLUMNS[layout], duplicates))
    table: Table = part("frames.scan").scan(relation)
    return table


def _paths(files: Iterable[str | os.PathLike[str]]) -> list[Path]:
    found: list[Path] = []
    for file in files:
        path = Path(file)
        matches = sorted(path.parent.glob(path.name)) if "*" in path.name else [path]
        if not matches or not all(match.is_file() for match in matches):
            raise BilateralError("no such file", file=str(path))
        found += matches
    if not found:
        raise BilateralError("no file is named", expected="at least one")
    for path in found:
        if path.suffix.lower() == ".zip":
            raise BilateralError(
                "a packed file", file=str(path), expected="it unpacked, or packed as .gz"
            )
    return found


def _layout(path: Path) -> str:
    with SourceFile(path, "", None).unpacked() as stream:
        line = stream.readline(1_000_000).decode("utf-8", errors="replace").rstrip("\r\n")
    layout = columns_of(line)
    if layout is None:
        sizes = ", ".join(str(len(names)) for names in COLUMNS.values())
        raise BilateralError(
            "not a file of GDELT events",
            file=str(path),
            line=1,
            found=f"{len(line.split(chr(9)))} columns",
            expected=f"{sizes} columns, an id and a day first",
        )
    return layout


# -- tables to look things up in -------------------------------------------------------------------


def _events() -> Iterable[tuple[str, str, str, str, bool, bool]]:
    for (ontology, code), entry in event_codes().items():
        if ontology == "cameo" and entry.kind:
            yield code, entry.kind, entry.status, entry.name, _is_mutual(entry), _is_swapped(entry)


def _is_mutual(entry: EventCode) -> bool:
    return entry.actor == Role.PARTY


def _is_swapped(entry: EventCode) -> bool:
    return entry.actor == Role.HOST


def _codes() -> Iterable[tuple[str, date, date, str]]:
    """Every alpha-3 code with the days on which it stands for one state.

    What :func:`bilateral.states.resolve` says of a day changes only where a spell or a life
    begins or ends, so the days between two such changes are asked once.
    """
    labels = {
        label for of, label in spells() if of == "iso" and len(label) == 3 and label.isalpha()
    }
    known = {label: label for label in labels - REGIONS} | ALIASES
    for code, label in sorted(known.items()):
        cuts = {_FIRST}
        for spell in spells()["iso", label]:
            for span in (spell.period, registry()[spell.state].life):
                if span is not None:
                    ends = (span.start_min, span.end_max + 1)
                    cuts.update(int(day) for day in ends if _FIRST < day <= _LAST)
        ordered = [*sorted(cuts), _LAST + 1]
        for first, after in pairwise(ordered):
            begin, end = date.fromordinal(first), date.fromordinal(after - 1)
            try:
                yield (
                    code,
                    begin,
                    end,
                    resolve(label, on=begin, system="iso").id,
                )
            except StateNameError:
                continue


# -- the query -------------------------------------------------------------------------------------


def _query(schema: Mapping[str, Any], columns: Sequence[str], duplicates: str) -> str:
    """SQL from the raw rows to rows of the schema. Nothing in it comes from the files."""
    days = "strptime(r.SQLDATE, '%Y%m%d')::DATE"
    inner = f"""
        SELECT r.*, e.kind AS kind_, e.status AS status_, e.name AS event_,
            e.mutual, {days} AS day_,
            {_either("e.swapped", _party(2), _party(1))} AS one,
            {_either("e.swapped", _party(1), _party(2))} AS two
        FROM raw r JOIN events e ON r.EventCode = e.code
        LEFT JOIN codes c1 ON r.Actor1CountryCode = c1.code AND {days} BETWEEN c1.first AND c1.last
        LEFT JOIN codes c2 ON r.Actor2CountryCode = c2.code AND {days} BETWEEN c2.first AND c2.last
    """
    if duplicates == "one-a-day":
        key = "coalesce(r.Actor{0}Code, '') || '/' || coalesce(r.Actor{0}Name, '')"
        first, second = key.format(1), key.format(2)
        inner += f"""
        QUALIFY row_number() OVER (
            PARTITION BY r.SQLDATE, e.kind, {_either("e.kind = 'visit'", "''", "r.EventCode")},
                {_either("e.swapped", second, first)}, {_either("e.swapped", first, second)}
            ORDER BY r.GLOBALEVENTID::BIGINT) = 1
        """
    outer = f"""
        SELECT *, unnest(CASE WHEN mutual AND (one.there OR two.there) THEN [0, 1] ELSE [0] END)
            AS pair_ FROM ({inner})
    """
    derived = _derived()
    cells = [
        f"CAST({derived.get(name, 'NULL')} AS {_SQL_TYPES[column.type]}) AS {_quoted(name)}"
        for name, column in schema.items()
    ]
    further = [_quoted(name) for name in columns if name.casefold() not in schema]
    return f"SELECT {', '.join([*cells, *further])} FROM ({outer})"


def _party(number: int) -> str:
    """A participant as a struct."""
    actor = f"r.Actor{number}"
    name = f"coalesce({actor}Name, {actor}CountryCode)"
    kind = f"coalesce({actor}Type1Code, {actor}Type2Code, {actor}Type3Code)"
    bodies = ", ".join(f"'{word}'" for word in (*ARMED, *INTERGOVERNMENTAL))
    is_body = f"({kind} IN ({bodies}) AND {name} IS NOT NULL)"
    sectors = " ".join(f"WHEN '{code}' THEN '{sector}'" for code, sector in SECTORS.items())
    return f"""{{
        'there': {name} IS NOT NULL OR (CASE {kind} {sectors} END) IS NOT NULL,
        'state': {_either(is_body, "NULL", f"c{number}.state")},
        'organization': {_either(is_body, _slug(name), "NULL")},
        'sector': {_either(is_body, "NULL", f"CASE {kind} {sectors} END")},
        'name': {name}
    }}"""


def _slug(name: str) -> str:
    """As the ledger makes ids of names."""
    plain = f"replace(lower(strip_accents({name})), '''', '')"
    return f"trim(regexp_replace({plain}, '[^a-z0-9]+', '-', 'g'), '-')"


def _derived() -> dict[str, str]:
    """The expression of each column of the schema that is not null throughout."""
    first_role = _either("kind_ = 'visit'", f"'{Role.VISITOR}'", f"'{Role.PARTY}'")
    second_role = _either("kind_ = 'visit'", f"'{Role.HOST}'", f"'{Role.PARTY}'")
    names = "nullif(concat_ws(', ', {0}, {1}), '')"
    in_order = names.format("one.name", "two.name")
    found = {
        "id": "'gdelt:' || GLOBALEVENTID",
        "pair": "pair_",
        "kind": "kind_",
        "title": f"event_ || ': ' || coalesce({in_order}, 'parties not stated')",
        "status": "status_",
        "date": "strftime(day_, '%Y-%m-%d')",
        "date_days_min": "0",
        "date_qualified": "FALSE",
        "roles": f"nullif('|' || concat_ws('|', {_either('one.there', first_role, 'NULL')}, "
        f"{_either('two.there', second_role, 'NULL')}) || '|', '||')",
        "unstated": _unstated(),
        "place": "ActionGeo_FullName",
        "source": "'gdelt'",
        "stance": "'asserts'",
        "note": "SOURCEURL",
    }
    found |= {f"date_{bound}": "day_" for bound in ("start_min", "start_max", "end_min", "end_max")}
    for side, straight, turned in (("initiator", "one", "two"), ("target", "two", "one")):
        # A pair the other way round changes the sides; of a single party the row has it on one.
        role = first_role if side == "initiator" else second_role
        there = _either("pair_ = 0", f"{straight}.there", f"{turned}.there")
        found[f"{side}_role"] = _either(there, role, "NULL")
        for cell in ("state", "organization", "sector", "name"):
            value = _either("pair_ = 0", f"{straight}.{cell}", f"{turned}.{cell}")
            found[f"{side}_{cell}"] = _either(there, value, "NULL")
    return found


def _unstated() -> str:
    roles = {
        kind: sorted({str(role) for side in KINDS[kind].sides for role in side})
        for kind in ("visit", "meeting", "agreement")
    }
    party = f"CASE WHEN one.there AND two.there THEN NULL ELSE '|{roles['meeting'][0]}|' END"
    return f"""CASE WHEN kind_ <> 'visit' THEN {party}
        WHEN one.there AND two.there THEN NULL
        WHEN one.there THEN '|host|' WHEN two.there THEN '|visitor|' ELSE '|host|visitor|' END"""


def _either(condition: str, yes: str, no: str) -> str:
    return f"CASE WHEN {condition} THEN {yes} ELSE {no} END"


def _quoted(name: str) -> str:
    return f'"{name}"'


_FIRST = date(1979, 1, 1).toordinal()
_LAST = date(2099, 12, 31).toordinal()
"""Days that GDELT can have."""
