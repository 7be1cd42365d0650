"""The kinds together: all of the package, found by name or plural."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from bilateral import Meeting, Visit
from bilateral.errors import UnknownNameError
from bilateral.model.records import KINDS, AnyRecord, is_own_kind, kind_named, kinds_there
from tests import plug_ins
from tests.test_additions import KIND


def test_all_kinds_of_the_union_are_there_by_name() -> None:
    own = [kind for kind in KINDS.values() if is_own_kind(kind)]
    assert own == list(get_args(AnyRecord))
    assert {kind: kind.kind for kind in own} == {kind: name for name, kind in KINDS.items()}


def test_a_kind_is_found_by_its_name_and_its_plural() -> None:
    assert kind_named("visit") is kind_named("visits") is Visit
    assert kind_named("meeting") is Meeting
    for wrong in ("vist", 5, Visit):
        with pytest.raises(UnknownNameError, match="unknown kind"):
            kind_named(wrong)


def test_those_there_are_all_as_soon_as_a_class_from_outside_is(tmp_path: Path) -> None:
    points = "[bilateral.kinds]\ntrade-sanction = outside_kind:Sanction\n"
    plug_ins.distribution(tmp_path, "outside", points, outside_kind=KIND)
    code = (
        "import sys\n"
        "from bilateral import Citation, Visit, q\n"
        "from bilateral.model.records import KINDS, kinds_there\n"
        "from bilateral.query import split\n"
        "trip = Visit(id='v', title='A', date=2018, status='occurred', citations=['a'])\n"
        "asked = q.date.since(2016) & q.done\n"
        "assert split(asked, [trip]) == ([trip], [])\n"
        "assert len(kinds_there()) == 13 and 'importlib.metadata' not in sys.modules\n"
        "from outside_kind import Sanction\n"
        "assert Sanction in kinds_there() and KINDS['trade-sanction'] is Sanction\n"
        "other = Sanction(id='s', title='B', date=2018, citations=['a'])\n"
        "assert split(asked, [trip, other]) == ([trip], [other])\n"
    )
    done = plug_ins.run(tmp_path, code)
    assert done.returncode == 0, done.stderr
    assert set(kinds_there()) <= set(KINDS.values())
