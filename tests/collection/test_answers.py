"""One vocabulary of answers: a dataset, a selection and a table say the same."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

import attrs
import pytest

import bilateral
from bilateral import ArmsTransfer, Citation, Dataset, Participant, Quantity, Table, q
from bilateral.collection.answers import Answers
from bilateral.collection.asked import KEYS, Key
from bilateral.collection.counts import Counts
from bilateral.errors import (
    BilateralError,
    RecordError,
    TruthError,
    UnknownFieldError,
    UnknownNameError,
)

DATA = bilateral.load("pakistan-russia")
FORMS: dict[str, Any] = {
    "dataset": DATA,
    "selection": DATA.any_status(),
    "table": bilateral.scan(DATA.to("arrow")),
    "table on duckdb": bilateral.scan(DATA.to("duckdb"), names=DATA),
}
VISITS: dict[str, Any] = {
    "selection": DATA.visits.since(2016),
    "table": bilateral.scan(DATA.to("arrow")).visits.since(2016),
    "table on duckdb": bilateral.scan(DATA.to("duckdb"), names=DATA).visits.since(2016),
}
SAME = [*(("all", name) for name in FORMS), *(("visits", name) for name in VISITS)]


@pytest.fixture(params=SAME, ids="-".join)
def both(request: pytest.FixtureRequest) -> tuple[Any, Any]:
    """What is asked, and a selection that says what is right."""
    group, name = request.param
    if group == "all":
        return FORMS[name], DATA.any_status()
    return VISITS[name], VISITS["selection"]


def is_whole(asked: Any) -> bool:
    """A dataset or table of which no kind or status was asked."""
    return any(asked is FORMS[name] for name in ("dataset", "table", "table on duckdb"))


def test_earliest_and_latest_go_by_dates_and_not_by_the_order_of_records(
    both: tuple[Any, Any],
) -> None:
    asked, right = both
    dated = [record for record in right if record.extent is not None]
    first = min(dated, key=lambda one: (one.extent.start_min, one.extent.end_max, one.id))
    last = max(dated, key=lambda one: (one.extent.start_min, one.extent.end_max, one.id))
    assert (asked.earliest(), asked.latest()) == (first, last)


def test_what_has_no_date_is_neither_earliest_nor_latest(small: Dataset) -> None:
    (record, *_) = small.visits
    early, late, undated = (
        attrs.evolve(record, id=f"t-{date}", date=date) for date in ("2001", "2002", None)
    )
    mixed = small.holding([undated, late, early])
    assert (mixed.earliest(), mixed.latest()) == (early, late)
    for asked in (small.holding([undated]), mixed.visits.since(2003)):
        with pytest.raises(BilateralError, match="nothing with a date surely matches"):
            asked.latest()


def test_records_are_the_same(both: tuple[Any, Any]) -> None:
    asked, right = both
    assert len(asked) == len(right)
    ordered = DATA.records if is_whole(asked) else tuple(right)  # a selection goes kind by kind
    assert asked.ids == tuple(record.id for record in ordered)
    assert asked.head(3) == ordered[:3]
    assert asked.head(0) == ()
    assert tuple(asked) == ordered
    for style in ("text", "bibtex", "csl-json"):
        assert asked.cite(style) == right.cite(style)
    assert len(json.loads(asked.cite("csl-json"))) == len(asked.cite().splitlines())
    rows = [
        frame.to("arrow", match="definite").select(["id", "pair"]).to_pylist() for frame in both
    ]
    assert sorted(map(str, rows[0])) == sorted(map(str, rows[1]))


def test_all_have_the_words() -> None:
    assert all(isinstance(asked, Answers) for asked in (*FORMS.values(), *VISITS.values()))


def test_numbers_are_the_same(both: tuple[Any, Any]) -> None:
    asked, right = both
    if is_whole(asked):
        right = DATA.where(q.anything)  # of a whole dataset or table, what is done is counted
    assert asked.bounds() == right.bounds() == asked.count()[()]
    choices = [*((key,) for key in KEYS), *pairwise(KEYS[:5]), KEYS[2:5]]
    for keys in choices:
        found = asked.count(*keys)
        assert isinstance(found, Counts)
        assert found == right.count(*keys), keys
        assert list(found) == list(right.count(*keys))


def test_sums_are_the_same() -> None:
    counted_in_one_unit = q.id.contains("helicopters")
    transfers = DATA.arms_transfers.where(counted_in_one_unit)
    table = bilateral.scan(DATA.to("arrow")).arms_transfers.where(counted_in_one_unit)
    keys: list[tuple[Key, ...]] = [(), ("year",), ("initiator", "target"), ("source", "year")]
    for chosen in keys:
        found = table.sum("delivered", *chosen)
        assert found == transfers.sum("delivered", *chosen)
        assert (found.unit, found.field) == ("helicopters", "delivered")


def test_an_amount_of_several_rows_is_added_once() -> None:
    """Of a transfer by two suppliers there are two rows, and one amount."""
    suppliers = [Participant(role="supplier", state=state) for state in ("RUS", "CHN")]
    deal = ArmsTransfer(
        id="d",
        title="A transfer",
        date="1990",
        status="occurred",
        delivered=Quantity(7),
        participants=[*suppliers, Participant(role="recipient", state="PAK")],
        citations=[Citation(source="s")],
    )
    data = Dataset(records=[deal])
    table = bilateral.scan(data.to("arrow"))
    assert table.sum("delivered", "target") == {"PAK": (7, 7)} == data.sum("delivered", "target")
    assert table.sum("delivered", "initiator") == {"RUS": (0, 7), "CHN": (0, 7)}
    assert data.sum("delivered", "initiator") == table.sum("delivered", "initiator")


@pytest.mark.parametrize("name", FORMS)
def test_membership_is_by_id(name: str) -> None:
    asked = FORMS[name]
    record = DATA.records[3]
    assert record in asked
    assert record.id in asked
    assert "nothing" not in asked
    assert 7 not in asked
    assert None not in asked
    assert asked.why(record) == ()
    with pytest.raises(UnknownNameError):
        asked.why("nothing")


@pytest.mark.parametrize("name", VISITS)
def test_what_only_may_be_there_is_no_member_and_no_stranger(name: str) -> None:
    asked = VISITS[name]
    (record,) = asked.possible
    for member in (record, record.id):
        with pytest.raises(TruthError):
            _ = member in asked
    assert asked.why(record) == DATA.visits.since(2016).why(record) != ()
    assert asked.definite[0].id in asked
    assert DATA.agreements[0].id not in asked


@pytest.mark.parametrize("name", FORMS)
def test_misspelt_words_raise(name: str) -> None:
    asked: Any = FORMS[name]
    with pytest.raises(UnknownNameError, match="did you mean 'year'"):
        asked.count("yaer")
    with pytest.raises(UnknownNameError, match="did you mean 'delivered'"):
        asked.sum("deliverd")


def test_a_table_is_sorted_and_parted_in_memory() -> None:
    table = FORMS["table"]
    assert isinstance(table, Table)
    assert table.sort().ids == DATA.sort().ids
    groups = {key: group.bounds() for key, group in table.group("year").items()}
    assert groups == {key: group.bounds() for key, group in DATA.group("year").items()}
    visits = table.visits.since(2016)
    assert [r.id for r in visits.sort("id").possible] == sorted(r.id for r in visits.possible)


def test_groups_have_the_numbers_of_the_counts() -> None:
    for key in KEYS:
        groups: Any = {word: group.bounds() for word, group in DATA.group(key).items()}
        if key == "month":  # of one event that two sources put in two months, neither has it surely
            linked = {
                word for word, (least, _) in DATA.count(key).items() if groups[word][0] > least
            }
            assert linked == {"2017-04", "2016-08"}
            groups |= {word: DATA.count(key)[word] for word in linked}
        assert groups == DATA.count(key)


def test_a_dataset_counts_what_is_done() -> None:
    assert DATA.bounds() == DATA.where(q.anything).bounds()
    assert len(DATA.any_status()) == len(DATA) > DATA.bounds()[1]
    assert {r.status for r in DATA.status("planned")} == {"planned"}
    assert Dataset().bounds() == (0, 0)
    assert dict(Dataset().count()) == {(): (0, 0)}


def test_what_is_parted_is_counted_and_added_up_as_by_keys(small: Dataset) -> None:
    for asked in (small, small.visits, small.arms_transfers):
        parted = asked.group_by("year", "initiator")
        assert parted.count() == parted.size() == asked.count("year", "initiator")
    arms = small.arms_transfers
    assert arms.group_by(["supplier"]).sum("volume") == arms.sum("volume", "supplier")
    assert "year" in repr(arms.group_by("year"))


def test_the_records_of_one_key_are_gone_through(small: Dataset) -> None:
    assert dict(small.visits.group_by("year")) == small.visits.group("year")
    with pytest.raises(RecordError, match="by one key"):
        list(small.visits.group_by("year", "host"))


def test_what_cannot_be_done_is_told(small: Dataset) -> None:
    with pytest.raises(UnknownNameError):
        small.visits.group_by("yaer")
    with pytest.raises(UnknownFieldError, match="count\\(\\)"):
        _ = small.visits.group_by("year").agg  # type: ignore[attr-defined]


def test_tables_are_parted_too(small: Dataset) -> None:
    pytest.importorskip("pyarrow")
    table = bilateral.scan(small.to("arrow"))
    assert table.visits.group_by("year").count() == small.visits.count("year")
