"""Counts and sums: how bounds add up, and what the mapping promises."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from math import inf
from pathlib import Path
from typing import Any

import attrs
import pytest

import bilateral
from bilateral import Citation, Dataset, Participant, Quantity
from bilateral.collection.amounts import summed_kinds
from bilateral.collection.counts import Counts
from bilateral.errors import BilateralError, UnknownKeyError, UnknownNameError
from bilateral.model.records import ArmsTransfer, Visit


def deal(ident: str, date: str | None, amount: Quantity | None, *states: str) -> ArmsTransfer:
    return ArmsTransfer(
        id=ident,
        title="A transfer",
        date=date,
        status="occurred",
        delivered=amount,
        participants=[
            *(Participant(role="supplier", state=state) for state in states),
            Participant(role="recipient", state="PAK"),
        ],
        citations=[Citation(source="s")],
    )


def test_what_is_not_stated_has_no_bound_and_what_is_spread_no_least() -> None:
    data = Dataset(
        records=[
            deal("a", "1990", Quantity(4), "RUS"),
            deal("b", "1991", None, "RUS"),
            deal("c", "1990/1992", Quantity("2..5"), "RUS"),
            deal("d", "1992-05", Quantity(1), "RUS", "CHN"),
        ]
    )
    transfers = data.arms_transfers
    by_year: Any = transfers.sum("delivered", "year")
    assert by_year[1990] == (4, 9)
    assert by_year[1991] == (0, inf)
    rows = by_year.to_pylist()
    assert rows[1] == {"year": 1991, "at_least": 0, "at_most": None}
    assert transfers.sum("delivered")[()] == (7, inf)
    assert transfers.during(1992).sum("delivered", "initiator")["CHN"] == (0, 1)
    assert transfers.sum("delivered", "kind")["arms-transfer"][0] == 7
    assert data.sum("delivered") == transfers.sum("delivered")


def test_units_never_mix() -> None:
    data = Dataset(
        records=[
            deal("a", "1990", Quantity(4, "tanks"), "RUS"),
            deal("b", "1990", Quantity(4), "CHN"),
        ]
    )
    with pytest.raises(BilateralError, match="no unit, tanks") as caught:
        data.arms_transfers.sum("delivered")
    assert caught.value.field == "delivered"
    assert data.arms_transfers.by("RUS").sum("delivered").unit == "tanks"


def test_only_amounts_can_be_summed(small: Dataset) -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'delivered'"):
        small.arms_transfers.sum("deliverd")
    with pytest.raises(UnknownNameError):
        small.arms_transfers.sum("designation")
    assert summed_kinds("delivered", (Visit, ArmsTransfer)) == (ArmsTransfer,)


def test_keys_are_bare_or_tuples_in_order_with_none_last() -> None:
    one: Counts[Any, Any] = Counts(("year",), {(None,): (1, 1), (1990,): (0, 2), (1989,): (1, 1)})
    assert list(one) == [1989, 1990, None]
    several: Counts[Any, Any] = Counts(
        ("target", "year"), {("PAK", None): (1, 1), (None, 1): (1, 1)}
    )
    assert list(several) == [("PAK", None), (None, 1)]
    assert several.get(("PAK", 7)) is None
    assert one == {1989: (1, 1), 1990: (0, 2), None: (1, 1)}


def test_counts_cannot_be_changed_and_can_be_copied() -> None:
    counts: Counts[Any, Any] = Counts(("year",), {(1990,): (0, 2)}, unit="days")
    with pytest.raises(AttributeError):
        counts.unit = "weeks"
    with pytest.raises(AttributeError):
        del counts.by
    for copied in (copy.deepcopy(counts), pickle.loads(pickle.dumps(counts))):
        assert copied == counts
        assert (copied.by, copied.field, copied.unit) == (("year",), None, "days")


@pytest.mark.needs("pandas", "polars")
def test_counts_as_tables(tmp_path: Path) -> None:
    counts: Counts[Any, Any] = Counts(
        ("target", "year"), {("PAK", 1990): (1.5, inf), (None, None): (0.0, 2.0)}, "x"
    )
    table = counts.to("arrow")
    assert table.to_pylist() == counts.to_pylist()
    assert [str(kind) for kind in table.schema.types] == ["string", "int64", "double", "double"]
    assert counts.to("pandas")["at_least"].tolist() == [1.5, 0.0]
    assert counts.to("polars").rows() == [("PAK", 1990, 1.5, None), (None, None, 0.0, 2.0)]
    assert counts.to("csv") == '"target","year","at_least","at_most"\n"PAK",1990,1.5,\n,,0,2\n'
    path = counts.to("csv", tmp_path / "counts.csv")
    assert path.read_text() == counts.to("csv")
    assert counts.to("duckdb").fetchall() == counts.to("polars").rows()
    empty: list[Counts[Any, Any]]
    empty = [Counts(("year",), {}), Counts(("year",), {(1,): (1, 1)})]
    assert len({str(one.to("arrow").schema) for one in empty}) == 1
    with pytest.raises(UnknownNameError, match="did you mean 'arrow'"):
        counts.to("arow")
    with pytest.raises(BilateralError, match="no document"):
        counts.to("json")
    with pytest.raises(BilateralError, match="path"):
        counts.to("arrow", tmp_path / "x")


def test_counts_that_rest_on_a_table() -> None:
    made: Counts[Any, Any]
    for by, cells in (
        (("year",), {(1989,): (1, 1), (1990,): (0, 2), (None,): (1, 1)}),
        (("target", "year"), {("PAK", 1990): (1, 1), (None, None): (0, 3)}),
    ):
        made = Counts(by, cells)  # type: ignore[arg-type]
        questions: list[Callable[[Counts[Any, Any]], object]]
        questions = [len, repr, list, dict, Counts.to_pylist]
        for question in questions:  # each is the first once
            resting = Counts.of_columns(made.by, made.to_arrow())
            assert question(resting) == question(made)
            assert resting == made
            assert pickle.loads(pickle.dumps(resting)) == copy.copy(resting) == made
            assert resting.to_arrow().equals(made.to_arrow())
            assert (resting.by, resting.field, resting.unit) == (made.by, None, None)


def test_counts_are_shown_as_a_table() -> None:
    counts: Counts[Any, Any] = Counts(
        ("target",), {("PAK",): (1.0, inf), (None,): (2.5, 3.0)}, "cost", "USD"
    )
    assert repr(counts).splitlines() == [
        "target      at least  at most",
        "----------  --------  --------",
        "PAK         1 USD     no bound",
        "not stated  2.5 USD   3 USD",
    ]
    assert "<td>no bound</td>" in counts._repr_html_()
    assert repr(Counts(("year",), {})) == "nothing, by year"
    many: Counts[int | None, int]
    many = Counts(("year",), {(year,): (1, 1) for year in range(50)})
    assert "... and 10 more" in repr(many)


def test_cells_are_put_in_order() -> None:
    found: Counts[Any, int] = Counts(
        ("host", "year"), {("b", 1): (1, 4), ("a", 2): (2, 2), (None, 1): (2, 3)}
    )
    assert list(found) == [("a", 2), ("b", 1), (None, 1)]
    assert list(found.sort()) == [(None, 1), ("a", 2), ("b", 1)]
    assert list(found.sort("at_most", reverse=False)) == [("a", 2), (None, 1), ("b", 1)]
    assert list(found.sort("host", reverse=True)) == [("b", 1), ("a", 2), (None, 1)]
    assert found.sort() == found
    assert list(pickle.loads(pickle.dumps(found.sort()))) == list(found.sort())
    assert list(found.sort().head(1)) == [(None, 1)]
    assert found.head(0).to_dicts() == []
    assert found.columns == ("host", "year", "at_least", "at_most")
    with pytest.raises(UnknownNameError, match="at_least"):
        found.sort("at least")


def test_a_cell_is_asked_for_by_any_name_that_the_verbs_accept() -> None:
    found: Counts[Any, int] = Counts(("host",), {("DEU",): (1, 1), ("KUR",): (0, 1)})
    assert found["Germany"] == found.get("germany") == (1, 1)
    assert "Germany" in found
    assert "France" not in found
    assert found.get("France", (0, 0)) == (0, 0)
    with pytest.raises(UnknownKeyError, match="in the row None"):
        found["France"]


def test_what_can_be_no_cell_is_refused_and_not_given_for_none() -> None:
    found: Counts[Any, int] = Counts(("host",), {("DEU",): (1, 1)})
    years: Counts[Any, int] = Counts(("year",), {(2013,): (1, 1)})
    months: Counts[Any, int] = Counts(("month",), {("2013-04",): (1, 1)})
    statuses: Counts[Any, int] = Counts(("status",), {("occurred",): (1, 1)})
    places: Counts[Any, int] = Counts(("place",), {("Moscow",): (1, 1)})
    for counts, word in (
        (found, "Germoney"),
        (found, 255),
        (years, "2013-04"),
        (years, "last"),
        (years, 2013.5),
        (years, True),
        (months, 2013),
        (months, "2013-4"),
        (statuses, "done"),
        (places, "moscow"),
    ):
        for ask in (counts.__getitem__, counts.get, counts.__contains__):
            with pytest.raises(KeyError) as raised:
                ask(word)
            assert isinstance(raised.value, UnknownKeyError)
    assert years["2013"] == years[2013.0] == (1, 1)
    assert years.get("1995", (0, 0)) == (0, 0)
    assert months.get("1995-01") is None
    assert statuses.get("planned") is None
    assert places.get("Karachi", (0, 0)) == (0, 0)
    assert found.get(None) is None


def test_names_are_those_of_what_was_counted() -> None:
    data = bilateral.load("pakistan-russia")
    persons = data.visits.count("person")
    person = next(name for name in persons if name is not None)
    [name] = [one.name for one in data.actors if one.id == person]
    assert persons[name] == persons[person]
    with pytest.raises(UnknownKeyError):
        persons.get("Nobody of the Name", (0, 0))


def test_a_cell_that_is_not_listed_is_told() -> None:
    found: Counts[Any, int] = Counts(("host",), {("DEU",): (1, 1)})
    with pytest.raises(UnknownKeyError, match="such as 'DEU'"):
        found["DEU", 2018]


@pytest.mark.parametrize("key", ["person", "visitor.person"])
def test_people_of_whom_none_is_stated_are_found_as_printed(key: str, small: Dataset) -> None:
    (record, *_) = small.visits
    visitor = Participant(role="visitor", state="PAK", name="A general")
    unstated = small.holding([attrs.evolve(record, participants=[visitor])])
    name = key.replace("person", "name")
    (said,) = unstated.visits.count(key).remarks
    assert f"count({name!r})" in said
    assert said in repr(unstated.visits.count(key))
    assert list(unstated.visits.count(name)) == ["A general"]
    assert small.visits.count(key).remarks == unstated.visits.count(name).remarks == ()
