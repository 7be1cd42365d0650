"""What the columns of an unknown table may be: a kind of record, and a rule for each field."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence

from bilateral.readers.columns import Column, words_in
from bilateral.readers.kind_words import KIND_WORDS
from bilateral.readers.mapping import RecordMapping
from bilateral.readers.rules import FieldRule

__all__ = ["SIDES", "guessed", "is_named_date"]

_YEARS = frozenset("year yr y annee ano jahr yil".split())
_MONTHS = frozenset("month mo mon m mois mes monat".split())
_DAYS = frozenset("day dy d jour dia tag".split())
_DATES = _YEARS | frozenset(
    "date dates when time period datum wann zeitraum termin periode fecha fechas periodo data "
    "signed signature".split()
)
_STARTS = frozenset(
    "start st beg begin beginning entry ent since eif force from beginn anfang von debut du inicio "
    "desde".split()
)
_ENDS = frozenset(
    "end exit until to termination terminated expiry ende bis fin au final hasta".split()
)
_DATED = _DATES | _STARTS | _ENDS
"""Words of which one stands in the name of a column of dates; whether it has any, its cells say."""
_ROLES = {
    "host": frozenset(
        "host destination to receiving visited nach gastgeber gastgeberland gastland ziel zielland "
        "hote accueil anfitrion destino".split()
    ),
    "visitor": frozenset(
        "visitor visiting origin from guest sender sending von aus gast gastland besucher "
        "besucherland herkunft herkunftsland visiteur invite origine visitante origen".split()
    ),
    "supplier": frozenset(
        "supplier seller exporter lieferant lieferland exporteur fournisseur vendeur exportateur "
        "proveedor vendedor exportador".split()
    ),
    "recipient": frozenset(
        "recipient buyer importer empfanger empfaenger empfangerland importeur acheteur "
        "destinataire importateur comprador importador destinatario".split()
    ),
    "member": frozenset("member members mitglied mitglieder membre membres miembro".split()),
}
"""Words that name a part; "Gastland" may be the land of the guest, beside that of the host."""
_KINDS = {
    "arms-transfer": ({"supplier", "recipient"}, ("supplier", "recipient")),
    "visit": ({"visitor", "host"}, ("visitor", "host")),
    "membership": ({"member"}, ("member",)),
}
"""Kinds by the columns that must be there, with the fields that they fill."""
SIDES: Mapping[str, tuple[str, ...]] = {
    **{kind: fields for kind, (_, fields) in _KINDS.items()},
    "agreement": ("party", "party2"),
    "meeting": ("party", "party2"),
}
"""The fields of states of each kind that can be guessed."""
_PLAIN = {
    "place": frozenset(
        "city place location town venue capital ort stadt ville lieu lugar ciudad".split()
    ),
    "note": frozenset(
        "note notes remark remarks comment comments bemerkung bemerkungen anmerkung anmerkungen "
        "remarque remarques commentaire commentaires observation observations nota notas "
        "observacion observaciones comentario comentarios".split()
    ),
}
_PERSON = frozenset(
    "name person leader visitor who minister president wer nombre nom personne visiteur persona "
    "visitante".split()
)
_PEOPLE = {
    "visitor": frozenset("visitor guest gast".split()),
    "host": frozenset("host gastgeber".split()),
}
"""Words that name a side of a visit, which are of persons where the column has no states."""
_OFFICE = frozenset("office position post title function amt funktion cargo fonction".split())
_IDS = frozenset("id no nr number key".split())


def guessed(columns: Sequence[Column], *, title: str, kind: str | None = None) -> RecordMapping:
    """A mapping of some columns, as far as their names and values tell.

    Args:
        columns: The columns of the table.
        title: What to call the data set.
        kind: Kind of record, where it is known: a key of ``SIDES``.
    """
    states = {column.name: system for column in columns if (system := column.system()) is not None}
    rest = [column for column in columns if column.name not in states]
    named = [column for column in columns if column.name in states]
    said = {*words_in(title), *(word for column in columns for word in column.words)}
    pair = "agreement" if KIND_WORDS["meeting"].isdisjoint(said) else "meeting"
    guess, roles = _roles(named, states, pair, has_person=_first(rest, _PERSON) is not None)
    people = {side: words for side, words in _PEOPLE.items() if _first(rest, words) is not None}
    if kind in (None, "visit") and len(people) == len(_PEOPLE):
        kind, roles = "visit", {}  # whose a column of states is, no name tells
    elif kind is None:
        kind = guess
    elif kind != guess:
        roles = _sides(named, states, kind)
    dates = _dates(rest, kind)
    fields = _key(rest) | dates
    for field, column in roles.items():
        fields[field] = FieldRule(column=column.name, system=states[column.name] or None)
    taken = {name for rule in fields.values() for name in rule.columns}
    free = [column for column in rest if column.name not in taken]
    wanted = dict(_PLAIN)
    if kind == "visit":
        wanted |= {"visitor.person": _PERSON, "visitor.office": _OFFICE}
        wanted |= {f"{side}.person": words for side, words in people.items()}
    for field, words in wanted.items():
        if (found := _first(free, words)) is not None:
            fields[field] = FieldRule(column=found.name)
            free.remove(found)
    if not fields.keys() - {"id"}:
        fields["note"] = FieldRule(column=columns[0].name)
    # A date has no numbers below 0, so that there they are codes for what is missing.
    dated = {name for rule in dates.values() for name in rule.columns}
    missing = sorted({code for c in columns if c.name in dated for code in c.negative})
    return RecordMapping(kind=kind, title=title, fields=fields, missing=missing)


def is_named_date(column: Column) -> bool:
    """Whether a column has dates by its name, whatever it holds."""
    return not _DATES.isdisjoint(column.words)


def _first(columns: Iterable[Column], words: frozenset[str]) -> Column | None:
    return next((column for column in columns if words & set(column.words)), None)


def _key(columns: Iterable[Column]) -> dict[str, FieldRule]:
    found = next((c for c in columns if c.is_key and c.words and c.words[-1] in _IDS), None)
    return {} if found is None else {"id": FieldRule(column=found.name)}


def _roles(
    columns: Sequence[Column], systems: Mapping[str, str], pair: str, *, has_person: bool
) -> tuple[str, dict[str, Column]]:
    """The kind, and the columns of states by the field of it that each may be.

    ``pair`` is the kind where no name tells the two sides apart.
    """
    found = _by_name(columns, _ROLES)
    for kind, (needed, fields) in _KINDS.items():
        if needed <= found.keys():
            return kind, {field: found[field] for field in fields if field in found}
    sides = _apart(columns, systems)
    if has_person and len(sides) == 1:
        return "visit", {"host": sides[0]}
    if not {"visitor", "host"}.isdisjoint(found):
        return "visit", _sides(columns, systems, "visit")
    return pair, dict(zip(SIDES[pair], sides, strict=False))


def _by_name(columns: Sequence[Column], fields: Container[str]) -> dict[str, Column]:
    """The columns of states that have the name of a field, each by that.

    What may be that of several is of the one for which there is no other.
    """
    fitting = {
        field: [one for one in columns if not words.isdisjoint(one.words)]
        for field, words in _ROLES.items()
        if field in fields
    }
    found: dict[str, Column] = {}
    for field in sorted(fitting, key=lambda one: len(fitting[one])):
        rest = [column for column in fitting[field] if column not in found.values()]
        if rest:
            found[field] = rest[0]
    return found


def _sides(columns: Sequence[Column], systems: Mapping[str, str], kind: str) -> dict[str, Column]:
    """The columns of states by the field of a kind that each may be: by name, else in order."""
    found = _by_name(columns, SIDES[kind])
    others = [one for one in _apart(columns, systems) if one not in found.values()]
    rest = [field for field in SIDES[kind] if field not in found]
    return found | dict(zip(rest, others, strict=False))


def _apart(columns: Sequence[Column], systems: Mapping[str, str]) -> list[Column]:
    """The columns of states; of those of names and codes of the same states that of codes."""
    sides: list[Column] = []
    for column in sorted(
        columns, key=lambda one: (systems[one.name] == "", not one.is_up_to(9999))
    ):
        if not any(column.names_those_of(side, systems) for side in sides):
            sides.append(column)
    return sorted(sides, key=columns.index)


def _dates(columns: Sequence[Column], kind: str) -> dict[str, FieldRule]:
    """The date, and the period where the kind has one beside it or instead."""
    found = [
        rule
        for column in columns
        if _DATED & set(column.words) and (rule := _date(column, columns)) is not None
    ]
    starts = [rule for rule in found if _is_of(rule, _STARTS)]
    ends = [rule for rule in found if _is_of(rule, _ENDS) and rule not in starts]
    others = [rule for rule in found if rule not in (*starts, *ends)]
    made: dict[str, FieldRule] = {}
    periods = {"membership": "date", "agreement": "in_force"}
    if starts and (others or ends) and kind in periods:
        made[periods[kind]] = _period(starts[0], ends)
    elif starts and ends and not others and kind in ("visit", "meeting"):
        made["date"] = _period(starts[0], ends)
    elif starts:
        others = others or starts
    if others:
        made.setdefault("date", others[0])
    return made


def _period(start: FieldRule, ends: Iterable[FieldRule]) -> FieldRule:
    """The rule of a period, with the first end that is named like its start and has its form."""
    years = {"%Y", "edtf"}  # a year by itself is EDTF as well
    for end in ends:
        if _subject(start) != _subject(end):
            continue
        if start.format == end.format or {start.format, end.format} == years:
            form = start.format if start.format == end.format else "edtf"
            return FieldRule(start=start.column, end=end.column, format=form)
    return FieldRule(start=start.column, format=start.format)


def _subject(rule: FieldRule) -> set[str]:
    """What the name of a column has beside words for dates and their ends."""
    return set(words_in(rule.column[0])) - _DATES - _STARTS - _ENDS


def _is_of(rule: FieldRule, words: frozenset[str]) -> bool:
    return not words.isdisjoint(words_in(rule.column[0]))


def _date(column: Column, columns: Iterable[Column]) -> FieldRule | None:
    """The rule of a column of dates, with those of months and days that belong to it."""
    if not column.is_year:
        form = column.date_format()
        if form is not None:
            return FieldRule(column=column.name, format=form)
        language = column.date_language()
        if language is None:
            return None
        return FieldRule(column=column.name, format="printed", language=language)
    stem = set(column.words) - _YEARS
    parts = [column.name]
    for words, most in ((_MONTHS, 12), (_DAYS, 31)):
        for other in columns:
            if (
                words & set(other.words)
                and set(other.words) - words == stem
                and other.is_up_to(most)
            ):
                parts.append(other.name)
                break
        else:
            break
    if len(parts) == 1:
        return FieldRule(column=column.name, format="%Y")
    return FieldRule(column=parts)
