"""Date, attested day and duration: those of one source are one statement, its own."""

from __future__ import annotations

from typing import Any

import pytest

from bilateral import Citation, Claim, Dataset, Quantity, Source, Visit, load_file, save_file


def one(source: str, **facts: Any) -> Dataset:
    record = Visit(
        id="x", title="t", status="occurred", citations=[Citation(source=source)], **facts
    )
    return Dataset(records=[record], sources=[Source(id=source, title=source)])


def bounds(record: Any) -> set[tuple[float, ...]]:
    return {(s.start_min, s.start_max, s.end_min, s.end_max) for s in record.when}


THREE = Quantity("3", "days")
PAIRS: list[tuple[dict[str, Any], dict[str, Any], dict[str, tuple[int, int]]]] = [
    (
        {"date": "2016"},
        {"date": "2017", "attested": "2017-05"},
        {"2016": (0, 1), "2017": (0, 1), "2018": (0, 0)},
    ),
    (
        {"date": "2016", "attested": "2016-05"},
        {"date": "2017", "attested": "2017-05"},
        {"2016-05": (0, 1), "2017-05": (0, 1), "2018": (0, 0)},
    ),
    ({"date": "2016"}, {"attested": "2017-05"}, {"2016": (0, 1), "2017": (0, 1)}),
    (
        {"date": "2016-04-01/", "duration": THREE},
        {"date": "2016-04-01/2016-04-10"},
        {"2016-04-01": (1, 1), "2016-04-05": (0, 1), "2016-04-11": (0, 0)},
    ),
    ({"date": "2016-04-01/2016-04-10"}, {"duration": THREE}, {"2016-04-05": (1, 1)}),
    ({"date": "2016-04-01/"}, {"duration": THREE}, {"2016-04-03": (1, 1), "2016-04-04": (0, 0)}),
]


@pytest.mark.parametrize(("ours", "theirs", "days"), PAIRS)
def test_what_one_source_attests_does_not_strike_the_date_of_another(
    ours: dict[str, Any], theirs: dict[str, Any], days: dict[str, tuple[int, int]], tmp_path: Any
) -> None:
    a, b = one("A", **ours), one("B", **theirs)
    for both in (a.merge(b), b.merge(a)):
        assert {day: both.visits.during(day).bounds() for day in days} == days
        assert not both.faults()
        save_file(both, tmp_path / "both.toml")
        again = load_file(tmp_path / "both.toml")
        assert {day: again.visits.during(day).bounds() for day in days} == days
        tabled = Dataset.from_table(both.to("arrow"), names=both)
        assert {day: tabled.visits.during(day).bounds() for day in days} == days
        for source, alone in (("A", a), ("B", b)):
            assert bounds(both.from_sources(source)["x"]) == bounds(alone["x"])


def test_so_it_is_where_the_claims_are_in_one_record() -> None:
    t = Citation(source="t", claims=[Claim("date", "2017"), Claim("attested", "2017-05")])
    record = Visit(id="x", title="t", date="2016", citations=[Citation(source="s"), t])
    assert bounds(record) > bounds(one("s", date="2016")["x"])
    assert len(record.when) == 2


def test_a_source_that_contradicts_itself_is_a_fault() -> None:
    t = Citation(source="s", claims=[Claim("attested", "2017-05")])
    record = Visit(id="x", title="t", date="2016", citations=[t])
    (fault,) = Dataset(records=[record], sources=[Source(id="s", title="s")]).faults()
    assert fault.field == "attested"
    assert record.when == one("s", date="2016")["x"].when
