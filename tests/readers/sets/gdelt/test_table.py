"""GDELT as a table: its files, and the tables that its SQL looks things up in.

That it answers as the reader's records do is tested beside the reader.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from bilateral.errors import BilateralError, UnknownNameError
from bilateral.readers import scan_gdelt
from bilateral.readers.ledger import Ledger
from bilateral.readers.sets.cameo import ACTOR_TYPES, body_id, known_bodies
from bilateral.readers.sets.gdelt.events import ALIASES, REGIONS
from bilateral.readers.sets.gdelt.table import _codes, _events, _paths, _types
from bilateral.states import registry
from bilateral.states.organizations import public_organizations
from tests.readers.sets.gdelt.test_events import text_of

LABELS = sorted({code for code, *_ in _codes()} | {"SAF", "EUR", "XXX", "NAM"})


@given(st.sampled_from(LABELS), st.dates(date(1979, 1, 1), date(2099, 12, 31)))
def test_a_code_is_one_state_on_a_day_or_none(code: str, day: date) -> None:
    """The oracle is the ledger of the reader, asked for the very day."""
    spans = [spell for spell in _codes() if spell[0] == code]
    found = [state for _, first, last, state in spans if first <= day <= last]
    state = None
    if code not in REGIONS:
        state = Ledger("s", "gdelt", "iso").state(ALIASES.get(code, code), day, None, joins=True)
    assert found == ([] if state is None else [state])


def test_the_days_of_a_code_do_not_overlap() -> None:
    held: dict[str, date] = {}
    for code, first, last, state in _codes():
        assert first <= last
        assert held.get(code, date.min) < first
        assert state in registry()
        held[code] = last
    assert max(held.values()) == date(2099, 12, 31)
    assert min(first for _, first, _, _ in _codes()) - timedelta(days=1) == date(1899, 12, 31)


def test_the_tables_have_what_the_reader_knows() -> None:
    assert {code for code, *_ in _types()} == set(ACTOR_TYPES)
    for code, sector, form, stateless in _types():
        kind = ACTOR_TYPES[code]
        assert (sector, form, stateless) == (kind.sector, kind.form, kind.stateless)
    sides = {code: (mutual, swapped) for code, *_, mutual, swapped in _events()}
    assert (sides["042"], sides["043"], sides["046"]) == (
        (False, False), (False, True), (True, False)
    )  # fmt: skip


def test_bodies_of_the_registry_have_its_ids() -> None:
    assert set(known_bodies().values()) == set(public_organizations())
    for made in public_organizations().values():
        for name in (made.name, *made.names):
            assert body_id(name.upper()) == made.id
    assert body_id("Tibet") == "tibet-organization"
    assert body_id("Somebody else") == "somebody-else"


def test_paths(tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv", "c[1].csv"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert [path.name for path in _paths([tmp_path / "*.csv"])] == ["a.csv", "b.csv", "c[1].csv"]
    assert [path.name for path in _paths([tmp_path / "c[1].csv"])] == ["c[1].csv"]
    for files, problem in (
        ([tmp_path / "none.csv"], "no such file"),
        ([tmp_path / "none*.csv"], "no such file"),
        ([tmp_path], "no such file"),
        ([], "no file is named"),
        ([tmp_path / "a.csv", tmp_path / "*.csv"], "named twice"),
    ):
        with pytest.raises(BilateralError, match=problem):
            _paths(files)


def test_what_is_no_file_of_events_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a\tb\n", encoding="utf-8")
    with pytest.raises(BilateralError, match="not a file of GDELT events") as caught:
        scan_gdelt(path)
    assert (caught.value.line, caught.value.found) == (1, "2 columns")
    path.write_text(text_of({}), encoding="utf-8")
    with pytest.raises(UnknownNameError, match="rule for duplicates"):
        scan_gdelt(path, duplicates="none")  # type: ignore[arg-type]
    assert scan_gdelt([path]).count() is not None
