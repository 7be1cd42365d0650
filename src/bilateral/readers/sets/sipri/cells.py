"""What a cell of SIPRI's layouts says: amounts, volumes, parties, marks of doubt."""

from __future__ import annotations

import re
from functools import lru_cache

from bilateral.dates.when import Moment, Sequence
from bilateral.model.actors import OrganizationForm
from bilateral.model.evidence import Citation, EpistemicMode
from bilateral.model.ids import slug
from bilateral.model.records import Participant, Role, TransferCondition
from bilateral.model.records.arms import VOLUME as UNIT
from bilateral.quantities import Quantity
from bilateral.readers.ledger import Ledger
from bilateral.readers.table import Row

__all__ = [
    "UNIT",
    "YEAR",
    "check_volume",
    "citation_of",
    "condition_of",
    "deliveries",
    "moment",
    "number_of",
    "party",
    "party_named",
    "quantity",
    "slug_of",
    "title_of",
    "volume_of",
]

YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_CONDITIONS = {
    form: condition.value
    for condition in TransferCondition
    for form in (condition.value, condition.value.replace(" ", ""))
}
_DOUBT = re.compile(
    r"\b(?:uncertain|possibl[ey]|probabl[ey]|unclear|unconfirmed|reported(?:ly)?|alleged(?:ly)?"
    r"|may be|unknown)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def moment(text: str) -> Moment:
    """A moment; the same few years stand in every row."""
    return Moment(text)


@lru_cache(maxsize=4096)
def deliveries(text: str, printed: str | None = None) -> Sequence:
    """The years of one or more deliveries; an interval has the first and the last."""
    return Sequence(text, printed)


@lru_cache(maxsize=65536)
def quantity(amount: str, unit: str | None = None, printed: str | None = None) -> Quantity:
    """An amount; the same few numbers stand in every row."""
    return Quantity(amount, unit, printed)


@lru_cache(maxsize=65536)
def slug_of(text: str) -> str:
    """A slug; the same names stand in many rows."""
    return slug(text)


def number_of(row: Row, column: str, mark: str) -> Quantity | None:
    """A number, about so many if it is marked; None of an empty cell, which is not yet known."""
    number = row.whole(column)  # a fraction would be a number with a dot for thousands
    if number is None:
        return None
    return quantity(f"{number}~" if mark else str(number), None, row[column] + mark)


def volume_of(row: Row, column: str) -> Quantity | None:
    """A volume; 0 is one below half a million."""
    text = row.number_text(column)
    if text is None:
        return None
    return quantity("..0.5" if float(text) == 0 else text, UNIT, text)


def check_volume(row: Row, unit: str, number: Quantity | None, total: str) -> None:
    """Refuse a volume that is not the number times the volume of one, but for rounding.

    A line that is cut within its last cell still has all its cells; this is how it shows.
    """
    each, given = row.number_text(unit), row.number_text(total)
    if each is None or given is None or number is None:
        return
    wanted = float(each) * number.least
    if abs(wanted - float(given)) > 0.51 + 0.006 * number.least:
        expected = f"about {wanted:g}: {number.least:g} of {each} each"
        raise row.error("a volume that does not follow from the number", total, expected)


def party(role: Role, row: Row, column: str, on: str | None, ledger: Ledger) -> Participant:
    """The party that a column names."""
    return party_named(role, row.get(column), on, row, ledger)


def party_named(role: Role, name: str, on: str | None, row: Row, ledger: Ledger) -> Participant:
    """A state on a date, an armed group (``*``), an organization (``**``), or someone unknown.

    What bears a mark acts for no state.
    """
    if not name:
        raise row.error("a party without a name", role.value.capitalize(), "a name")
    none = ("state",) if name.endswith("*") else ()
    if name.casefold().startswith("unknown"):
        return ledger.part(role, name=name, none=none)
    if none:
        form = OrganizationForm.INTERGOVERNMENTAL if name.endswith("**") else _ARMED
        called = _ALIASES.get(name.rstrip("*"), name.rstrip("*"))
        return ledger.part(role, organization=ledger.organization(called, form), none=none)
    return ledger.participant(role, name, on, row.line)


_ARMED = OrganizationForm.ARMED_GROUP
_ALIASES = {
    "HoR (Libya)": "House of Representatives (Libya)",
    "Libya HoR": "House of Representatives (Libya)",
}


def citation_of(row: Row, ledger: Ledger, comment: str) -> Citation:
    """The row as a citation: an inference where its comment has a word of doubt."""
    doubtful = bool(_DOUBT.search(comment))
    return ledger.citation(
        row.line, mode=EpistemicMode.INFERENCE if doubtful else EpistemicMode.FACT
    )


def condition_of(row: Row, column: str) -> TransferCondition | None:
    """New, second hand and so on, if stated."""
    if not row.get(column):
        return None
    return TransferCondition(row.word(column, _CONDITIONS))


def title_of(supplier: str, recipient: str, what: str, tail: str) -> str:
    """The title of a transfer."""
    return f"{supplier} to {recipient}: {what or 'arms'}, {tail}"
