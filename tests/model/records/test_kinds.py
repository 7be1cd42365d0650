"""Kinds from outside: what gets in, and what is refused with the reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from bilateral import Visit
from bilateral.model.records import KINDS, is_own_kind
from bilateral.model.records.kinds import Kinds
from tests import plug_ins
from tests.test_additions import KIND

BROKEN = {
    "no class": ("x = 5", "a class on Event or Condition"),
    "kind of another name": (
        KIND.replace('"trade-sanction"', '"other"') + "\nx = Sanction",
        "kind =",
    ),
    "plural of another kind": (
        KIND.replace("trade_sanctions", "visits") + "\nx = Sanction",
        "plural",
    ),
    "field of many": (
        KIND.replace("round: int | None = None", "round: tuple[str, ...] = ()") + "\nx = Sanction",
        "field 'round'",
    ),
    "field of another sort": (
        KIND.replace("purpose: str | None", "purpose: int | None") + "\nx = Sanction",
        "field 'purpose': words",
    ),
    "field that questions call otherwise": (
        KIND.replace("round: int", "host: int") + "\nx = Sanction",
        "'host'",
    ),
    "module that raises": ("1 / 0", "ZeroDivisionError"),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_kind_is_named_and_stops_no_other(tmp_path: Path, fault: str) -> None:
    text, reason = BROKEN[fault]
    points = "[bilateral.kinds]\ntrade-sanction = broken_kind:x\n"
    plug_ins.distribution(tmp_path, "faulty", points, broken_kind=text)
    code = (
        "import warnings, bilateral\nfrom bilateral.model.records import KINDS\n"
        "with warnings.catch_warnings(record=True) as caught:\n"
        "    warnings.simplefilter('always')\n"
        "    assert 'visit' in list(KINDS) and len(KINDS) == 13\n"
        "    assert list(KINDS)\n"
        "(one,) = caught\nprint(one.message)\n"
    )
    done = plug_ins.run(tmp_path, code)
    assert done.returncode == 0, done.stderr
    for word in ("trade-sanction", "faulty", reason):
        assert word in done.stdout


def test_a_kind_that_asks_for_the_kinds_while_it_is_loaded(tmp_path: Path) -> None:
    text = "from bilateral.model.records import KINDS\nnames = list(KINDS)\n" + KIND
    points = "[bilateral.kinds]\ntrade-sanction = curious:Sanction\n"
    plug_ins.distribution(tmp_path, "curious", points, curious=text)
    code = "from bilateral.model.records import KINDS\nassert len(KINDS) == 14, list(KINDS)"
    done = plug_ins.run(tmp_path, code)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""


def test_the_kinds_of_the_package_are_there_without_a_look_at_what_is_installed() -> None:
    code = (
        "import sys, bilateral\nfrom bilateral.model.records import KINDS, kind_named\n"
        "assert kind_named('visit') is bilateral.Visit and 'trade' in KINDS\n"
        "print('importlib.metadata' in sys.modules)\n"
    )
    assert plug_ins.run(Path(), code).stdout == "False\n"


def test_they_are_a_mapping_that_cannot_be_changed() -> None:
    assert KINDS["visit"] is Visit
    assert is_own_kind(Visit)
    assert next(iter(KINDS)) == "visit"
    assert len(KINDS) == len(list(KINDS)) == 13
    assert "vist" not in KINDS
    assert not hasattr(KINDS, "clear")
    assert repr(Kinds([Visit])).startswith("<kinds visit")
