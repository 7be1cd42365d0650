"""GDELT as a table of records that is never held in memory, from a quarter-hour to all of it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bilateral._plugins import require
from bilateral.collection.dataset import Dataset
from bilateral.collection.info import DatasetInfo
from bilateral.errors import BilateralError, MissingFileError, StateNameError
from bilateral.model.actors import Organization, OrganizationForm
from bilateral.model.evidence import Source
from bilateral.model.fields import fields_of
from bilateral.model.ids import LETTERS, SYMBOLS
from bilateral.model.records import KINDS, AnyRecord, Role
from bilateral.model.vocabulary import unknown_name
from bilateral.query.values import DAYS
from bilateral.readers.files import SourceFile
from bilateral.readers.missing import WORDS
from bilateral.readers.sets.cameo import (
    ACTOR_TYPES,
    GOVERNMENT,
    EventCode,
    event_codes,
    known_bodies,
)
from bilateral.readers.sets.gdelt.events import (
    ALIASES,
    COLUMNS,
    REGIONS,
    Duplicates,
    Gdelt,
    columns_of,
)
from bilateral.states import resolve
from bilateral.states.lookup import states_there
from bilateral.states.tables import registry, spells

if TYPE_CHECKING:
    from bilateral.tables import Table

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
    rules are those of :class:`bilateral.readers.sets.gdelt.events.Gdelt`, and so are the records,
    except that a table has no line numbers and lists no unresolved names: an actor whose country is
    not known for sure has none, and may be any. Rows whose code is no record, or no code, are
    left out.
    Further columns are GDELT's own, under its names.

    Args:
        files: Files of events without a header, of one layout, plain or as ``.gz``; a path with
            ``*`` stands for several. Those in ``.zip`` have to be unpacked first.
        duplicates: ``"keep"`` or ``"one-a-day"``, as for the reader.

    Returns:
        A table; nothing but the first line is read until it is asked.

    Raises:
        BilateralError: if there is no such file, or it is no GDELT file.
        EngineError: when asked, if a line has another number of columns or is no UTF-8, naming
            the line; or if an event that is a record has no day or no id, naming the event.
        MissingExtraError: without the extra ``tables``.
    """
    if duplicates not in ("keep", "one-a-day"):
        raise unknown_name("rule for duplicates", duplicates, ("keep", "one-a-day"), listed=True)
    paths = _paths([files] if isinstance(files, (str, os.PathLike)) else files)
    layout = _layout(paths[0])
    duckdb = require("duckdb", extra="tables")
    from bilateral.tables.opening import table_of
    from bilateral.tables.schema import columns
    from bilateral.tables.sources import literal

    connection = duckdb.connect()
    arrow = require("pyarrow", extra="tables")
    for name, headings, rows in (
        ("events", ("code", "kind", "status", "name", "mutual", "swapped"), _events()),
        ("codes", ("code", "first", "last", "state"), _codes()),
        ("types", ("code", "sector", "form", "stateless"), _types()),
        ("bodies", ("slug", "id"), known_bodies().items()),
    ):  # row by row they would take as long as a day of events
        cells = zip(headings, map(list, zip(*rows, strict=True)), strict=True)
        connection.from_arrow(arrow.table(dict(cells))).create(name)
    query = _query(columns(), COLUMNS[layout], duplicates)
    patterns = [literal(path) for path in paths]

    def anew() -> Any:  # a DuckDB relation, on a cursor of its own
        raw = connection.cursor().read_csv(
            patterns,
            sep="\t",
            header=False,
            columns=dict.fromkeys(COLUMNS[layout], "VARCHAR"),
            quotechar="",
            escapechar="",
            auto_detect=False,
            null_padding=False,
            strict_mode=True,
        )
        return raw.query("raw", query)

    return table_of(anew, _names(), _bodies)


def _names() -> Dataset:
    """What the table says of itself: the source that its rows cite, as it asks to be cited."""
    about = Gdelt.data_set
    source = Source(
        id="gdelt",
        title="files of events",
        publisher=about.title,
        url=about.url,
        citation=about.citation,
        terms=about.licence,
    )
    info = DatasetInfo(
        name="gdelt", title=about.title, licence=about.licence, citation=about.citation
    )
    return Dataset(sources=[source], info=info)


def _bodies(records: Iterable[AnyRecord]) -> list[Organization]:
    """The organizations that records name; a table keeps no more of them than that."""
    names = {
        participant.organization: participant.name
        for record in records
        for participant in record.participants
    }
    return [
        Organization(id=ident, name=name or ident, form=OrganizationForm.GROUP)
        for ident, name in names.items()
        if ident is not None and ident not in registry()
    ]


def _paths(files: Iterable[str | os.PathLike[str]]) -> list[Path]:
    found: list[Path] = []
    for file in files:
        path = Path(file)
        matches = sorted(path.parent.glob(path.name)) if "*" in path.name else [path]
        if not matches or not all(match.is_file() for match in matches):
            raise MissingFileError("no such file", file=str(path))
        found += matches
    if not found:
        raise BilateralError("no file is named", expected="at least one")
    if len({path.resolve() for path in found}) < len(found):
        raise BilateralError("a file is named twice", found=[str(path) for path in found][:9])
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


def _types() -> Iterable[tuple[str, str | None, str | None, bool]]:
    for code, kind in ACTOR_TYPES.items():
        sector, form = (None if word is None else str(word) for word in (kind.sector, kind.form))
        yield code, sector, form, kind.stateless


@cache
def _codes() -> tuple[tuple[str, date, date, str], ...]:
    """Every alpha-3 code with the days on which it stands for one state.

    What :func:`bilateral.resolve` says of a day changes only where a spell or a life
    begins or ends, so the days between two such changes are asked once.
    """
    labels = {
        label for of, label in spells() if of == "iso" and len(label) == 3 and label.isalpha()
    }
    known = {label: label for label in labels - REGIONS} | ALIASES
    found = []
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
                states: Sequence[str] = (resolve(label, on=begin, system="iso").id,)
            except StateNameError:  # as the reader's ledger reads it
                states = states_there(label, begin, "iso")
            found += [(code, begin, end, state) for state in states if len(states) == 1]
    return tuple(found)


# -- the query -------------------------------------------------------------------------------------


def _query(schema: Mapping[str, Any], columns: Sequence[str], duplicates: str) -> str:
    """SQL from the raw rows to rows of the schema. Nothing in it comes from the files."""
    has_url = "SOURCEURL" in columns
    used = [*_USED, *(["SOURCEURL"] if has_url else [])]
    codes = _listed(code for code, *_ in _events())
    inner = f"""
        SELECT r.*, e.kind AS kind_, e.status AS status_, e.name AS event_,
            e.mutual, e.swapped, {_DAY} AS day_, {_actor(1)}, {_actor(2)}
        FROM (
            SELECT * REPLACE ({", ".join(f"{_stripped(name)} AS {name}" for name in used)})
            FROM raw WHERE EventCode IN ({codes})
                OR (length(EventCode) > 3 AND {_stripped("EventCode")} IN ({codes}))
        ) r
        JOIN events e ON r.EventCode = e.code
        LEFT JOIN codes c1 ON r.Actor1CountryCode = c1.code AND {_DAY} BETWEEN c1.first AND c1.last
        LEFT JOIN codes c2 ON r.Actor2CountryCode = c2.code AND {_DAY} BETWEEN c2.first AND c2.last
        LEFT JOIN types t1 ON coalesce({_types_of(1)}) = t1.code
        LEFT JOIN types t2 ON coalesce({_types_of(2)}) = t2.code
        WHERE {_checked(codes)}
    """
    if duplicates == "one-a-day":
        inner += _first_of_a_day()
    # Each step has its own SELECT, so that what it finds is not found again by those that use it.
    sides = f"""
        SELECT *, {_either("swapped", "party_2", "party_1")} AS one,
            {_either("swapped", "party_1", "party_2")} AS two
        FROM (SELECT *, {_party(1)} AS party_1, {_party(2)} AS party_2 FROM ({inner}))
    """
    outer = f"""
        SELECT *, unnest(CASE WHEN mutual AND (one.there OR two.there) THEN [0, 1] ELSE [0] END)
            AS pair_ FROM ({sides})
    """
    derived = _derived() | {"note": "SOURCEURL" if has_url else "NULL"}
    cells = [
        f"CAST({derived.get(name, 'NULL')} AS {_SQL_TYPES[column.type]}) AS {_quoted(name)}"
        for name, column in schema.items()
    ]
    further = [_quoted(name) for name in columns if name.casefold() not in schema]
    return f"SELECT {', '.join([*cells, *further])} FROM ({outer})"


_DAY = "try_strptime(r.SQLDATE, '%Y%m%d')::DATE"
_USED = (
    *"GLOBALEVENTID SQLDATE EventCode ActionGeo_FullName".split(),
    *(
        f"Actor{number}{name}"
        for number in (1, 2)
        for name in "Code Name CountryCode Type1Code Type2Code Type3Code".split()
    ),
)


def _stripped(name: str) -> str:
    """A cell without blanks around it, as the reader takes it; null if it is empty.

    Most cells are plain to see without any, which is quicker than to take off what is not there.
    """
    bare = f"nullif(trim({name}, ' \r\v\f\u00a0'), '')"
    found = _either(f"{name} SIMILAR TO '[!-~]([ -~]*[!-~])?'", name, bare)
    return _either(f"{found} IN ({_listed(sorted(WORDS))})", "NULL", found)


def _checked(codes: str) -> str:
    """A condition that fails at an event that the reader would refuse.

    It tests the code itself, since the engine may ask it before it joins.
    """
    return f"""
        CASE WHEN coalesce(r.EventCode NOT IN ({codes}), TRUE) THEN TRUE
        WHEN NOT regexp_full_match(coalesce(r.GLOBALEVENTID, ''), '[0-9]+')
        THEN error('not the id of an event: GLOBALEVENTID ' || coalesce(r.GLOBALEVENTID, ''))
        WHEN NOT regexp_full_match(coalesce(r.SQLDATE, ''), '(19|20)[0-9]{{6}}') OR {_DAY} IS NULL
        THEN error('event ' || r.GLOBALEVENTID || ': no day: SQLDATE ' || coalesce(r.SQLDATE, ''))
        ELSE TRUE END
    """


def _first_of_a_day() -> str:
    first, second = (
        f"nullif(concat_ws('/', coalesce(r.Actor{number}Code, r.Actor{number}CountryCode), "
        f"r.Actor{number}Name), '')"
        for number in (1, 2)
    )
    return f"""
        QUALIFY {first} IS NULL OR {second} IS NULL OR row_number() OVER (
            PARTITION BY r.SQLDATE, {_either("e.kind = 'visit'", "e.kind", "r.EventCode")},
                CASE WHEN e.mutual THEN least({first}, {second})
                    WHEN e.swapped THEN {second} ELSE {first} END,
                CASE WHEN e.mutual THEN greatest({first}, {second})
                    WHEN e.swapped THEN {first} ELSE {second} END
            ORDER BY r.GLOBALEVENTID::HUGEINT) = 1
    """


def _types_of(number: int) -> str:
    return ", ".join(f"r.Actor{number}Type{place}Code" for place in (1, 2, 3))


def _actor(number: int) -> str:
    """What the columns of an actor say: his name and what his type and country are in the tables.

    As in :func:`bilateral.readers.sets.cameo.side`.
    """
    actor, kind = f"r.Actor{number}", f"t{number}"
    governs = f"'{GOVERNMENT}' IN ({_types_of(number)})"
    return f"""
        coalesce({actor}Name, {actor}CountryCode) AS name_{number},
        {kind}.form IS NOT NULL AND name_{number} IS NOT NULL AS is_body_{number},
        {_either(f"is_body_{number} OR coalesce({governs}, FALSE)", "NULL", f"{kind}.sector")}
            AS sector_{number},
        {_either(f"{kind}.stateless", "NULL", f"c{number}.state")} AS state_{number},
        {_either(f"{kind}.form IS NOT NULL", "'|state|'", "NULL")} AS none_{number}
    """


def _party(number: int) -> str:
    """A participant as a struct; what the title calls him is beside his name."""
    name, sector = f"name_{number}", f"sector_{number}"
    return f"""{{
        'there': {name} IS NOT NULL OR {sector} IS NOT NULL,
        'state': state_{number},
        'none': none_{number},
        'organization': {_body_id(_either(f"is_body_{number}", name, "NULL"))},
        'sector': {sector},
        'name': {name},
        'label': coalesce({name}, {_either(f"{sector} IS NOT NULL", "'unnamed'", "NULL")})
    }}"""


def _body_id(name: str) -> str:
    """As :func:`bilateral.readers.sets.cameo.body_id` makes it."""
    lower = f"lower(nfc_normalize({name}))"
    letters = _spelt(f"strip_accents({lower})")
    plain = f"replace({_either(_ascii(name), f'lower({name})', letters)}, '''', '')"
    slug = f"trim(regexp_replace({plain}, '[^a-z0-9]+', '-', 'g'), '-')"
    has_symbols = f"regexp_matches({name}, '[{re.escape(''.join(sorted(SYMBOLS)))}]')"
    hashed = _either(
        f"{_ascii(name)} AND NOT {has_symbols}", "''", f"'-' || left(sha256({lower}), 8)"
    )
    ident = f"coalesce(nullif({slug}, '') || {hashed}, 'x-' || left(sha256({name}), 8))"
    taken = _listed(ident for ident in registry() if ident.islower())
    free = _either(f"{ident} IN ({taken})", f"{ident} || '-organization'", ident)
    return f"coalesce((SELECT id FROM bodies WHERE bodies.slug = {slug}), {free})"


def _ascii(name: str) -> str:
    return f"regexp_full_match({name}, '[ -~]*')"


def _spelt(text: str) -> str:
    """A text in lower case and without accents, with its other Latin letters as plain ones."""
    one = {letter: plain for letter, plain in LETTERS.items() if len(plain) == 1}
    for letter, plain in sorted(LETTERS.items() - one.items()):
        text = f"replace({text}, '{letter}', '{plain}')"
    text = f"translate({text}, '{''.join(one)}', '{''.join(one.values())}')"
    return f"regexp_replace({text}, '[^ -~]', '', 'g')"


def _listed(words: Iterable[str]) -> str:
    return ", ".join(f"'{word}'" for word in words)


def _derived() -> dict[str, str]:
    """The expression of each column of the schema that is not null throughout."""
    first_role = _either("kind_ = 'visit'", f"'{Role.VISITOR}'", f"'{Role.PARTY}'")
    second_role = _either("kind_ = 'visit'", f"'{Role.HOST}'", f"'{Role.PARTY}'")
    names = "nullif(concat_ws(', ', {0}, {1}), '')"
    in_order = names.format("one.label", "two.label")
    found = {
        "id": "'gdelt:' || GLOBALEVENTID",
        "pair": "pair_",
        "kind": "kind_",
        "title": f"event_ || ': ' || coalesce({in_order}, 'parties not stated')",
        "status": "status_",
        "date": "strftime(day_, '%Y-%m-%d')",
        "date_days_min": "0",
        "date_days_max": "0",
        "date_start_qualified": "FALSE",
        "date_end_qualified": "FALSE",
        "roles": f"nullif('|' || concat_ws('|', {_either('one.there', first_role, 'NULL')}, "
        f"{_either('two.there', second_role, 'NULL')}) || '|', '||')",
        "unstated": _unstated(),
        "place": "ActionGeo_FullName",
        "source": "'gdelt'",
        "stance": "'asserts'",
    }
    found |= {f"date_{bound}": "day_" for bound in ("start_min", "start_max", "end_min", "end_max")}
    lasts = [name for name, kind in KINDS.items() if "duration" in fields_of(kind)]
    found |= {  # of what lasts, the day is all of it
        f"duration_{bound}": _either(f"kind_ IN ({_listed(lasts)})", "1", "NULL")
        for bound in ("min", "max")
    }
    found["duration_unit"] = _either(f"kind_ IN ({_listed(lasts)})", f"'{DAYS}'", "NULL")
    for side, straight, turned in (("initiator", "one", "two"), ("target", "two", "one")):
        # A pair the other way round changes the sides; of a single party the row has it on one.
        role = first_role if side == "initiator" else second_role
        there = _either("pair_ = 0", f"{straight}.there", f"{turned}.there")
        found[f"{side}_role"] = _either(there, role, "NULL")
        for cell in ("state", "none", "organization", "sector", "name"):
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


_FIRST = date(1900, 1, 1).toordinal()
_LAST = date(2099, 12, 31).toordinal()
"""The first and last day that the reader takes; GDELT begins in 1979."""
