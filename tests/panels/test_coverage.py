"""Coverage: whole steps, by actor and side, and claims that adjoin."""

from __future__ import annotations

import pytest

from bilateral import Coverage
from bilateral.dates.ordinals import ordinal
from bilateral.errors import RecordError
from bilateral.panels.coverage import covered_by
from bilateral.panels.lists import state_list
from bilateral.panels.rows import Rows

ROWS = Rows("directed-dyad", "year", state_list("cow-2016"), ordinal(2000), ordinal(2010))


def claim(period: str, **more: object) -> Coverage:
    fields = {"source": "s", "actors": (), "kinds": ("visit",), "period": period} | more
    return Coverage(**fields)  # type: ignore[arg-type]


def sql(*claims: Coverage, kinds: tuple[str, ...] = ("visit",)) -> list[str]:
    return [one.sql(ROWS) for one in covered_by(None, claims, kinds) or ()]


def test_only_whole_steps_are_covered() -> None:
    assert sql(claim("2001-02/2003-11")) == ["_t >= 2002 AND _t <= 2002"]
    assert sql(claim("2001/2003")) == ["_t >= 2001 AND _t <= 2003"]
    (one,) = covered_by("2001/..", (), ()) or ()
    assert one.sql(ROWS, (-2, 0)) == "_t >= 2003"


def test_claims_that_adjoin_are_one() -> None:
    assert sql(claim("2001-07/2002"), claim("2000/2001-06")) == ["_t >= 2000 AND _t <= 2002"]


def test_actors_are_covered_on_their_side() -> None:
    assert sql(claim("2001", actors=("USA",), roles=("host",))) == [
        "_t >= 2001 AND _t <= 2001 AND (ccode2 IN (2))"
    ]
    (both,) = sql(claim("2001", actors=("USA",)))
    assert both.endswith("(ccode1 IN (2) OR ccode2 IN (2))")


def test_other_kinds_are_not_covered_and_nothing_said_is_none() -> None:
    assert covered_by(None, [claim("2001")], ("visit", "meeting")) is None
    assert covered_by(None, (), ("visit",)) is None
    assert covered_by("2001", [claim("1990")], ("meeting",)) is not None
    with pytest.raises(RecordError):
        covered_by([1], (), ())  # type: ignore[list-item]
