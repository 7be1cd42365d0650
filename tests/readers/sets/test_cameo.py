"""The reviewed table of codes: well formed, whole, and nothing planned is done."""

from __future__ import annotations

import csv
import re
from importlib.resources import files

import pytest

from bilateral import Status
from bilateral.model.actors import Organization
from bilateral.model.records import KINDS, Role
from bilateral.readers import Ledger, RowError
from bilateral.readers.sets.cameo import (
    ACTOR_TYPES,
    GOVERNMENT,
    ActorType,
    EventCode,
    cameo_code,
    event,
    event_codes,
    lost_zeros,
    side,
)
from bilateral.readers.table import Row

ENTRIES = list(event_codes().values())
RECORDS = [entry for entry in ENTRIES if entry.kind]
CAMEO = {entry.code for entry in ENTRIES if entry.ontology == "cameo"}
PLOVER = {entry.code for entry in ENTRIES if entry.ontology == "plover"}


def test_no_code_is_listed_twice() -> None:
    text = files("bilateral.readers.sets").joinpath("cameo.csv").read_text(encoding="utf-8")
    rows = list(csv.reader(text.splitlines()))
    assert len(rows) - 1 == len(ENTRIES)
    assert {len(row) for row in rows} == {8}
    assert [row[:2] for row in rows[1:]] == sorted(row[:2] for row in rows[1:])


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: f"{entry.ontology}-{entry.code}")
def test_each_entry_is_well_formed(entry: EventCode) -> None:
    assert entry.ontology in ("cameo", "plover")
    assert entry.name
    if entry.kind:
        kind = KINDS[entry.kind]
        assert kind.counted is not None
        Status(entry.status)
        initiators, targets = kind.sides
        assert {Role(entry.actor), Role(entry.recipient)} == initiators | targets
    else:
        assert entry.reason
        assert (entry.status, entry.actor, entry.recipient) == ("", "", "")


def test_cameo_is_a_tree_of_twenty_roots() -> None:
    assert {code for code in CAMEO if len(code) == 2} == {f"{n:02d}" for n in range(1, 21)}
    for code in CAMEO:
        assert re.fullmatch(r"[0-9]{2,4}", code)
        assert len(code) == 2 or code[:-1] in CAMEO
    for root in (code for code in CAMEO if len(code) == 2):
        leaves = sorted(int(c[2]) for c in CAMEO if len(c) == 3 and c[:2] == root)
        first = 0 if f"{root}0" in CAMEO else 1
        assert leaves == list(range(first, first + len(leaves)))
        for base in (code for code in CAMEO if len(code) == 3 and code[:2] == root):
            below = sorted(int(c[3]) for c in CAMEO if len(c) == 4 and c[:3] == base)
            assert below == list(range(1, len(below) + 1))


def test_plover_has_its_sixteen_types_and_the_modes_of_consult() -> None:
    assert {code for code in PLOVER if "-" not in code} == {
        *("AGREE CONSULT SUPPORT COOPERATE AID CONCEDE RETREAT REQUEST ACCUSE REJECT".split()),
        *("THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT".split()),
    }
    assert {code for code in PLOVER if "-" in code} == {
        f"CONSULT-{mode}" for mode in ("visit", "third-party", "multilateral", "phone")
    }


def test_what_becomes_a_record() -> None:
    assert {
        entry.code: (entry.kind, entry.status, entry.actor, entry.recipient) for entry in RECORDS
    } == {
        "036": ("meeting", "desired", "party", "party"),
        "042": ("visit", "occurred", "visitor", "host"),
        "043": ("visit", "occurred", "host", "visitor"),
        "044": ("meeting", "occurred", "party", "party"),
        "046": ("meeting", "occurred", "party", "party"),
        "057": ("agreement", "occurred", "party", "party"),
        "CONSULT-visit": ("visit", "occurred", "visitor", "host"),
        "CONSULT-third-party": ("meeting", "occurred", "party", "party"),
        "CONSULT-multilateral": ("meeting", "occurred", "party", "party"),
    }


def test_what_is_meant_is_not_done() -> None:
    """Roots of statements, appeals, intents, demands, refusals and threats."""
    for entry in RECORDS:
        if entry.code[:2] in ("01", "02", "03", "10", "12", "13"):
            assert entry.status not in ("occurred", "ongoing")


@pytest.mark.parametrize(
    ("code", "found"), [("042", "042"), ("0871", "0871"), ("01", "01"), ("149", "14")]
)
def test_a_code_of_its_own_or_that_of_its_parent(code: str, found: str) -> None:
    entry = event("cameo", code)
    assert entry is not None
    assert entry.code == found


@pytest.mark.parametrize("code", ["0421", "0579", "0430"])
def test_below_a_record_is_no_record(code: str) -> None:
    found = event("cameo", code)
    assert found is not None
    assert (found.kind, found.reason) == ("", "no code of the codebook")


@pytest.mark.parametrize("code", ["", "42", "0", "00", "21", "13y", "04211", "O42", "042 ", "٠٤٢"])
def test_what_is_no_code(code: str) -> None:
    assert event("cameo", code) is None


def test_plover_has_no_hierarchy() -> None:
    assert event("plover", "CONSULT-visit") is not None
    assert event("plover", "CONSULT-tour") is None
    assert event("plover", "consult") is None


def test_types_of_actors() -> None:
    assert GOVERNMENT not in ACTOR_TYPES
    assert "CVL" not in ACTOR_TYPES
    assert ACTOR_TYPES["UAF"].form is None
    assert str(ACTOR_TYPES["IMG"].form) == "armed group"
    for kind in ACTOR_TYPES.values():
        assert kind.stateless or kind.form is None


@pytest.mark.parametrize("first", [*ACTOR_TYPES, "GOV", "CVL", ""])
@pytest.mark.parametrize("governs", [False, True])
@pytest.mark.parametrize("name", ["", "Some Force"])
def test_what_a_type_says_of_an_actor(first: str, governs: bool, name: str) -> None:
    """A body acts for no state and has no sector of its own; who governs has none either."""
    kind = ACTOR_TYPES.get(first, ActorType())
    types = (first, GOVERNMENT) if governs else (first,)
    ledger = Ledger("s", "events", "iso")
    made = side(Role.VISITOR, ledger, name=name, state="PAK", types=types)
    if kind.form is not None and name:
        assert made is not None
        assert (made.organization, made.state, made.sector) == ("some-force", None, None)
        actor = ledger.actors["some-force"]
        assert isinstance(actor, Organization)
        assert (actor.name, actor.form) == (name, kind.form)
        return
    state = None if kind.stateless else "PAK"
    sector = None if GOVERNMENT in types else kind.sector
    if made is None:
        assert (state, sector, name) == (None, None, "")
    else:
        assert (made.state, made.sector, made.name) == (state, sector, name or None)
        assert made.organization is None


def test_a_body_that_the_registry_knows_is_that_of_the_registry() -> None:
    ledger = Ledger("s", "events")
    made = side(Role.HOST, ledger, name="UNITED NATIONS", state="USA", types=("IGO",))
    assert made is not None
    assert (made.organization, made.name) == ("united-nations", "UNITED NATIONS")
    assert ledger.actors["united-nations"].name == "United Nations"


def test_a_code_that_has_lost_its_zero() -> None:
    """Programs that take codes for numbers make 42 of 042, and 10 of 010 and of 10."""
    assert not lost_zeros(["042", "10", "190", "0231", "", "no code"])
    assert not lost_zeros(["042", "10", "42"])
    assert lost_zeros(["10", "42"])
    assert lost_zeros(["231"])

    def code(text: str, *, lost: bool) -> str:
        return cameo_code(Row(2, 1, {"code": text}), "code", lost=lost)

    assert [code(text, lost=False) for text in ("042", "10", "42")] == ["042", "10", "42"]
    assert [code(text, lost=True) for text in ("42", "4", "231", "042", "141")] == [
        "042", "04", "0231", "042", "141",
    ]  # fmt: skip
    with pytest.raises(RowError, match="10 or 010"):
        code("10", lost=True)
