"""The World Treaty Index: the list of treaties of the 20th century, one a row."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import ClassVar

from bilateral.dates.when import Moment, Period
from bilateral.errors import CalendarError
from bilateral.model.actors import OrganizationForm
from bilateral.model.ids import slug
from bilateral.model.records import Agreement, AgreementForm, AnyRecord, Participant, Role, Status
from bilateral.readers.base import Reader
from bilateral.readers.days import DayForm, as_exact
from bilateral.readers.layouts import NAMED, Layout
from bilateral.readers.ledger import Ledger
from bilateral.readers.missing import Missing
from bilateral.readers.report import DataSet
from bilateral.readers.table import Row
from bilateral.states import candidates, registry
from bilateral.states.tables import names

__all__ = ["Wti"]

TREATIES = Layout(
    name="treaties",
    columns=(
        "treaty_id", "source", "vol", "page", "signed", "force", "party1", "party2", "laterality",
        "headnote", "topic", "title",
    ),
    optional=("group1", "group2", "topic1", "topic2", "regis", "regisant"),
    open=True,
    missing=Missing(states=frozenset({"party1", "party2"})),
    days=("signed", "force"),
    wholes=("treaty_id", "vol", "page"),
    essential={"treaty_id": ".*[0-9].*", "signed": "[0-9].*", "party1": ".+", "laterality": NAMED},
    numbers=("group1", "group2"),
)  # fmt: skip

_LATERALITY = {
    "bilat": "bilateral", "bilateral": "bilateral", "unilat": "unilateral",
    "unilateral": "unilateral", "multi": "multilateral", "multilat": "multilateral",
    "multilateral": "multilateral",
}  # fmt: skip
_FORMS = {
    "TREATY": AgreementForm.TREATY,
    "PROTOC": AgreementForm.PROTOCOL,
    "MEMORA": AgreementForm.MEMORANDUM,
    "CONTRA": AgreementForm.CONTRACT,
    "UNDERS": AgreementForm.UNDERSTANDING,
}
_TOPIC = re.compile(r"[0-9]{1,2}[A-Z]+")
_DATE = re.compile(r"(0000|1[0-9]{3}|20[0-9]{2})(?:-([0-9]{2})(?:-([0-9]{2})(?: 00:00:00)?)?)?")
_MADE = "2010"
"""When the electronic index was made: nothing in it was known to enter into force later."""

_SEVERAL = frozenset({"ZZMULT", "ZZPLUR", "ZZBOTH"})
_INTERGOVERNMENTAL = "8"
_STATES = {
    "AUSTRI": ("Austria",),
    "BELAU": ("Palau",),
    "BOSHER": ("Bosnia and Herzegovina",),
    "CAFRI": ("Central African Republic",),
    "CAPVER": ("Cape Verde",),
    "CONGO": ("Republic of the Congo",),
    "COOKI": ("Cook Islands",),
    "COSTA": ("Costa Rica",),
    "DOMINI": ("Dominica",),
    "DOMREP": ("Dominican Republic",),
    "EQGIN": ("Equatorial Guinea",),
    "GERMAN": ("German Reich",),
    "GERME": ("East Germany",),
    "GERMU": ("German Federal Republic",),
    "GERMW": ("German Federal Republic",),
    "GUINB": ("Guinea-Bissau",),
    "KOREN": ("North Korea",),
    "KORES": ("South Korea",),
    "MADAGA": ("Madagascar",),
    "MAURIT": ("Mauritania",),
    "MAURUS": ("Mauritius",),
    "NETHER": ("Netherlands",),
    "PAPUA": ("Papua New Guinea",),
    "RUSSIA": ("Russia",),
    "SAFRI": ("South Africa",),
    "SAUDI": ("Saudi Arabia",),
    "SOLOI": ("Solomon Islands",),
    "STKIT": ("Saint Kitts and Nevis",),
    "STLUC": ("Saint Lucia",),
    "STVIN": ("Saint Vincent and the Grenadines",),
    "TJORD": ("Transjordan",),
    "TRINT": ("Trinidad and Tobago",),
    "UARABE": ("United Arab Emirates",),
    "UPVOL": ("Upper Volta",),
    "VIETN": ("North Vietnam", "Socialist Republic of Vietnam"),
    "VIETS": ("South Vietnam",),
    "WSAMO": ("Western Samoa",),
    "YEMENA": ("Yemen Arab Republic",),
    "YEMES": ("South Yemen",),
    "YUGOSL": ("Yugoslavia",),
}
"""Codes that are no name cut to six letters, or the beginning of several.

That of North Vietnam went on after the union of 1976.
"""


class Wti(Reader):
    """The list of bilateral and unilateral treaties: one treaty a row, one agreement each.

    Parties are codes, mostly a name cut to six letters; each is resolved for the date of
    signature. What is not known is left out: when a treaty ceased to be in force never is.
    """

    name: ClassVar[str] = "wti"
    repeated = "one"
    layouts: ClassVar[tuple[Layout, ...]] = (TREATIES,)
    data_set: ClassVar[DataSet] = DataSet(
        id="wti",
        title="World Treaty Index",
        citation="Poast, Paul, Michael James Bommarito and Daniel Martin Katz. 2010. The "
        "Electronic World Treaty Index: Collecting the Population of International Agreements in "
        "the 20th Century. SSRN. Pearson, Glenda J. 2001. Rohn's World Treaty Index: Its Past and "
        "Future. International Journal of Legal Information 29: 543.",
        licence="terms not verified; cite, do not redistribute",
        url="http://worldtreatyindex.com",
        versions="Checked on one file of the list of bilateral and unilateral treaties, as a "
        "research project on cultural treaties keeps it, with columns of its own added (61,365 "
        "rows, tab-separated). The files of the site itself and its two files of multilateral "
        "treaties could not be had; the latter are not read.",
        covers="Treaties signed from 1900 to 2003, few after 1999. It is complete for no kind of "
        "record here: agreements are more than treaties.",
    )

    def records(self, row: Row, ledger: Ledger) -> Iterable[AnyRecord]:
        """The agreement of a row."""
        number = row["treaty_id"].removesuffix(".0")
        if not re.fullmatch(r"[A-Za-z]*[0-9]+[A-Za-z]*", number):
            raise row.error("a treaty without its number", "treaty_id", "a number such as 302604")
        signed, force = (_date(row, column, self.slashed) for column in TREATIES.days)
        laterality = row.word("laterality", _LATERALITY)
        remarks = []
        if force[:4] > _MADE:
            remarks.append(f"Force {force} is later than the index, and left out")
            ledger.note("an entry into force later than the index itself, which is left out")
            force = ""
        elif force and signed and force < signed[: len(force)]:
            remarks.append("In force before the date of signature")
            ledger.note("an entry into force before the date of signature, which is kept")
        topics, instrument = _coded(row, ledger)
        if instrument:
            remarks.append(f"Instrument: {instrument}")
        if laterality != "bilateral":
            remarks.append(laterality.capitalize())
        return (
            Agreement(
                id=ledger.record_id(number),
                title=row["headnote"] or f"Treaty {number}",
                date=Moment(signed) if signed else None,
                status=Status.OCCURRED,
                participants=_parties(row, laterality, signed or force or None, ledger),
                topics=topics,
                form=_FORMS.get(instrument),
                in_force=Period(f"{force}/") if force else None,
                note=". ".join(remarks) or None,
                citations=(ledger.citation(row.line, note=_published(row)),),
            ),
        )


def _date(row: Row, column: str, slashed: tuple[DayForm, ...]) -> str:
    """The EDTF text of a date, without what is 00; nothing of an empty cell.

    Raises:
        RowError: if it is none of the calendar.
    """
    text = row[column]
    if slashed and "/" in text:
        return row.day(column, *slashed)
    match = _DATE.fullmatch(text)
    if text and not match:
        raise row.error("not a date", column, "a date such as 1931-01-12, or nothing")
    if match is None or not match[1].strip("0"):
        given = match and any(part and part.strip("0") for part in match.groups())
        if given:
            raise row.error("no date of the calendar", column, "a year, and a month and day in it")
        return ""
    try:
        return as_exact(*match.groups())
    except CalendarError as error:
        raise row.error(error.problem, column, "a year, and a month and day in it") from error


def _coded(row: Row, ledger: Ledger) -> tuple[tuple[str, ...], str]:
    """The topics, as slugs of their codes, and the code of the instrument.

    In some rows the two stand in each other's column.
    """
    topic, instrument = row["topic"], row["title"]
    if _TOPIC.fullmatch(instrument) and not _TOPIC.match(topic):
        ledger.note("a topic in the column of the instrument: the two are read the other way round")
        topic, instrument = instrument, topic
        codes = [topic]
    else:
        codes = [*topic.split("/"), row.get("topic1"), row.get("topic2")]
    return tuple(dict.fromkeys(slug(code) for code in codes if code.strip())), instrument


def _published(row: Row) -> str | None:
    """Where the text of the treaty is: series, volume and page; a 0 is not stated."""
    volume, page = ("" if row[column] == "0" else row[column] for column in ("vol", "page"))
    where = [
        row["source"],
        *([f"volume {volume}"] if volume else ()),
        *([f"page {page}"] if page else ()),
    ]
    return ", ".join(filter(None, where)) or None


# -- parties ---------------------------------------------------------------------------------------


def _parties(row: Row, laterality: str, on: str | None, ledger: Ledger) -> tuple[Participant, ...]:
    """Those of the two columns, each once."""
    found = []
    for column, group in (("party1", "group1"), ("party2", "group2")):
        code = row[column]
        if code in _SEVERAL:
            ledger.note(f"{code} instead of a party, which is left out: it stands for several")
        elif code:
            found.append(_party(code, row.get(group), on, row.line, ledger))
    parties = tuple(dict.fromkeys(found))
    if laterality == "bilateral" and len(parties) != 2:
        ledger.note("a bilateral treaty of which two different parties are not stated")
    return parties


def _party(code: str, group: str, on: str | None, line: int, ledger: Ledger) -> Participant:
    body = ledger.public_body(code)
    if body is None and group.removesuffix(".0") == _INTERGOVERNMENTAL and code not in _codes():
        body = ledger.organization(code, OrganizationForm.INTERGOVERNMENTAL)
    if body is not None:
        return ledger.part(Role.PARTY, organization=body)
    names = _codes().get(code, (code,))
    if len(names) == 1 or ledger.own(code) is not None:
        return ledger.participant(Role.PARTY, code, on, line, called=names[0], joins=True)
    found = _states(names, on)
    if len(found) == 1:
        return ledger.part(Role.PARTY, state=ledger.known(found[0]))
    listed = ", ".join(f"{state} {registry()[state].name}" for state in found)
    reason = f"a code of several states: {listed}" if found else "a code of no state on that date"
    ledger.unresolved(code, reason=reason, line=line)
    return ledger.part(Role.PARTY, state=ledger.known(found or None), name=code)


@lru_cache(maxsize=65536)
def _states(names: tuple[str, ...], on: str | None) -> tuple[str, ...]:
    """The states that bore one of some names on a date."""
    found = ((state, name) for name in names for state in candidates(name, on=on))
    return tuple(dict.fromkeys(state for state, name in found if state in candidates(name)))


@cache
def _codes() -> dict[str, tuple[str, ...]]:
    """Names by code: a name cut to six letters, where the names of no other state begin so."""
    cut: dict[str, dict[str, str]] = {}
    for (system, plain), held in names().items():
        letters = re.sub("[^A-Z]", "", plain.upper())[:6]
        for spell in held if not system else ():
            cut.setdefault(letters, {}).setdefault(spell.state, spell.label)
    alone = {code: labels for code, labels in cut.items() if len(labels) == 1}
    return {code: tuple(labels.values()) for code, labels in alone.items()} | _STATES
