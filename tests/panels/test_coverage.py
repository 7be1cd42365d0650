"""Coverage: whole steps, by actor and side, and claims that adjoin."""

from __future__ import annotations

from math import inf

import attrs
import duckdb
import pytest

from bilateral import Coverage, Quantity, q
from bilateral.dates.ordinals import ordinal
from bilateral.errors import RecordError
from bilateral.panels.columns import covered_sql
from bilateral.panels.coverage import Covered, covered_by, ends_of
from bilateral.panels.lists import state_list
from bilateral.panels.rows import Rows
from bilateral.query.predicates import Predicate

ROWS = Rows("directed-dyad", "year", state_list("cow-2016"), ordinal(2000), ordinal(2010))


def claim(period: str, **more: object) -> Coverage:
    fields = {"source": "s", "actors": (), "kinds": ("visit",), "period": period} | more
    return Coverage(**fields)  # type: ignore[arg-type]


def sql(*claims: Coverage, kinds: tuple[str, ...] = ("visit",)) -> list[str]:
    return [one.sql(ROWS, ends_of(ROWS)[0]) for one in covered_by(None, claims, kinds) or ()]


def test_only_whole_steps_are_covered() -> None:
    assert sql(claim("2001-02/2003-11")) == ["_t >= 2002 AND _t <= 2002"]
    assert sql(claim("2001/2003")) == ["_t >= 2001 AND _t <= 2003"]
    (one,) = covered_by("2001/..", (), ()) or ()
    assert one.sql(ROWS, {}, (-2, 0)) == "_t >= 2003"


def test_claims_that_adjoin_are_one() -> None:
    assert sql(claim("2001-07/2002"), claim("2000/2001-06")) == ["_t >= 2000 AND _t <= 2002"]


def test_actors_are_covered_on_their_side() -> None:
    assert sql(claim("2001", actors=("USA",), roles=("host",))) == [
        "_t >= 2001 AND _t <= 2001 AND (ccode2 IN (2))"
    ]
    (both,) = sql(claim("2001", actors=("USA",)))
    assert both.endswith("(ccode1 IN (2) OR ccode2 IN (2))")


def test_both_directions_of_what_has_none_are_covered() -> None:
    hosts = covered_by(None, [claim("2001/2003", actors=("USA",), roles=("host",))], ("visit",))
    visitors = claim("2002", actors=("USA",), roles=("visitor",))
    both = (*(hosts or ()), *(covered_by(None, [visitors], ("visit",)) or ()))
    con = duckdb.connect()
    years = {}
    for kind in ("dyad", "directed-dyad", "state"):
        rows = attrs.evolve(ROWS, kind=kind)
        codes = "2 AS ccode1, 200 AS ccode2, 2 AS ccode"
        asked = covered_sql(both, rows)
        found = con.sql(
            f"SELECT _t FROM (SELECT {codes}, unnest([2000, 2001, 2002, 2003]) AS _t) "
            f"WHERE {asked} ORDER BY 1"
        ).fetchall()
        years[kind] = [year for (year,) in found]
    assert years == {"dyad": [2002], "directed-dyad": [2002], "state": [2002]}


@pytest.mark.parametrize(
    ("asked", "is_covered"),
    [
        (q.topics == "defence", True),
        (q.topics.is_in("defence", "offence"), True),
        ((q.topics == "offence") & q.date.since(2000), True),
        ((q.topics == "offence") | (q.topics == "defence"), True),
        ((q.topics == "offence") | q.date.since(2000), False),
        (q.topics.is_in("defence", "trade"), False),
        (~(q.topics == "defence"), False),
        (q.anything, False),
    ],
)
def test_a_source_of_some_topics_is_complete_for_them(asked: Predicate, is_covered: bool) -> None:
    only = claim("2001", topics=("defence", "offence"))
    assert (covered_by(None, [only], ("visit",), asked) is not None) is is_covered


@pytest.mark.parametrize(
    ("asked", "is_covered"),
    [
        (q.value >= 5, True),
        ((q.value >= 8) & (q.topics == "defence"), True),
        (q.value == 5, True),
        (q.value >= 4, False),
        (q.value <= 9, False),
        (q.volume >= 9, False),
        ((q.value >= 5) | (q.topics == "defence"), False),
        (q.anything, False),
    ],
)
def test_a_source_that_codes_only_above_a_threshold(asked: Predicate, is_covered: bool) -> None:
    only = claim("2001", amount="value", threshold=Quantity(5, "USD million"))
    assert (covered_by(None, [only], ("visit",), asked) is not None) is is_covered
    assert (covered_by(only, [], ("visit",), asked) is not None) is is_covered


def test_other_kinds_are_not_covered_and_nothing_said_is_none() -> None:
    assert covered_by(None, [claim("2001")], ("visit", "meeting")) is None
    assert covered_by(None, (), ("visit",)) is None
    assert covered_by("2001", [claim("1990")], ("meeting",)) is not None
    with pytest.raises(RecordError):
        covered_by([1], (), ())  # type: ignore[list-item]


def test_one_side_is_named() -> None:
    one = Covered(-inf, inf, frozenset({"USA"}), frozenset({"target"}))
    assert str(one) == "all time, of USA as target"
    assert str(Covered(-inf, inf, frozenset({"USA"}))) == "all time, of USA"
