"""What was found: definite and possible, counted, grouped and shown."""

from __future__ import annotations

import pytest
from attrs import evolve
from hypothesis import given, strategies as st

import bilateral
from bilateral import Dataset, Participant, Predicate, Visit, q
from bilateral.collection.asked import KEYS, Key
from bilateral.errors import (
    BilateralError,
    RecordError,
    StateNameError,
    TruthError,
    UnknownNameError,
)
from bilateral.testing import datasets, predicates


def test_counting_and_iterating_use_the_definite_ones(small: Dataset) -> None:
    found = small.visits.since(2016)
    assert len(found) == found.count()[()][0] == len(list(found)) == len(found.ids)
    assert found[0] in found
    assert found[:1] == (found[0],)
    assert found.bounds() == (2, 4)


def test_nothing_sure_is_not_nothing(small: Dataset) -> None:
    open_question = small.visits.since(2016).before("2016-06")
    assert len(open_question) == 0
    with pytest.raises(TruthError, match="2 possible"):
        bool(open_question)
    assert small.visits.since(2016)
    assert not small.visits.by("BRA")


def test_why_is_asked_of_a_record_or_its_id(small: Dataset) -> None:
    found = small.visits.since(2016)
    assert found.why("undated") == found.why(small["undated"]) == ("date not stated",)
    assert found.truth("undated").is_unknown
    with pytest.raises(UnknownNameError):
        found.why("nothing")


@given(datasets("visit"), predicates("visit"))
def test_definite_and_possible_part_the_records(dataset: Dataset, predicate: Predicate) -> None:
    found = dataset.select(Visit, predicate)
    sure, maybe = set(found.ids), {record.id for record in found.possible}
    assert not sure & maybe
    for record in dataset.records:
        truth = found.truth(record)
        assert (record.id in sure) is truth.is_true
        assert (record.id in maybe) is truth.is_unknown


@given(datasets("visit"), predicates("visit"), predicates("visit"))
def test_the_order_of_narrowing_does_not_matter(
    dataset: Dataset, one: Predicate, other: Predicate
) -> None:
    base = dataset.select(Visit)
    assert base.where(one).where(other) == base.where(other).where(one)


@given(datasets(), st.sampled_from(KEYS))
def test_no_record_is_lost_in_groups(dataset: Dataset, key: Key) -> None:
    found = dataset.where(q.anything).any_status()
    grouped = found.group(key)
    ids = {r.id for part in grouped.values() for r in (*part.definite, *part.possible)}
    assert ids == {r.id for r in (*found.definite, *found.possible)}
    if key == "kind":
        assert sum(len(part) for part in grouped.values()) == len(found)


@given(datasets("visit", max_size=4), st.integers(1950, 2030), st.booleans())
def test_a_year_has_the_bounds_of_a_question_to_the_year(
    dataset: Dataset, year: int, near: bool
) -> None:
    asked = dataset.select(Visit, q.date.within("1900/2090") if near else q.anything)
    counts = asked.count("year")
    bounds = asked.where(q.date.during(year)).bounds()
    assert counts.get(year, bounds) == bounds
    assert year in counts or bounds[1] <= counts.get(None, (0, 0))[1]


def test_a_group_and_a_sorted_selection_can_be_narrowed(small: Dataset) -> None:
    groups = small.visits.group("target")
    assert groups["RUS"].during("2018-04").ids == ("chief-2018", "adviser-2018")
    assert groups["RUS"].set_aside == ()
    assert small.visits.sort("id", reverse=True).towards("RUS").ids[0] == "chief-2018"
    both = small.visits.by(sector="military").sort("id").since(2016)
    assert set(both.possible) == set(small.visits.by(sector="military").since(2016).possible)
    with pytest.raises(BilateralError, match="before grouping"):
        groups["RUS"].any_status()


def test_sorting_puts_undated_ones_last_and_is_reversible(small: Dataset) -> None:
    everything = small.select(Visit)
    assert everything.sort().ids[-1] == "undated"
    dated = everything.sort().ids[:-1]
    assert everything.sort(reverse=True).ids == (*dated[::-1], "undated")
    assert everything.sort("id").ids == tuple(sorted(everything.ids))
    assert everything.sort("id", reverse=True).ids == everything.sort("id").ids[::-1]
    assert everything.sort(lambda record: len(record.title))[0].id == "planned-2017"
    assert len(everything.sort("title")) == 5


@pytest.mark.parametrize(
    "asked",
    [q.host == "RUS", q.delivered >= 1, q.target(state="PAK"), ~q.body(named=True)],
    ids=repr,
)
def test_kinds_without_a_role_are_not_meant(small: Dataset, asked: Predicate) -> None:
    for narrowed in (small.any_status(), small.any_status().sort("id")):
        assert set(narrowed.where(asked).ids) == set(small.select(asked).ids)
        assert set(narrowed.where(asked).possible) == set(small.select(asked).possible)
    assert small.any_status().where(asked).kinds == small.where(asked).any_status().kinds
    table = bilateral.scan(small)
    assert table.any_status().where(asked).bounds() == small.select(asked).bounds()
    since = q.date.since(2000)
    assert table.where(since).where(asked).bounds() == small.where(asked).where(since).bounds()
    assert small.where(since).where(asked) == small.where(asked).where(since)
    with pytest.raises(UnknownNameError, match="no such role"):
        small.any_status().where(q.host == "RUS").where(q.supplier == "RUS")


def test_rows_are_flat(small: Dataset) -> None:
    rows = small.visits.by(sector="military").since(2016).to_dicts()
    assert [row["match"] for row in rows] == ["definite", "possible", "possible", "possible"]
    first = rows[0]
    assert first["id"] == "chief-2018"
    assert first["printed"] == "end of April"
    assert (first["earliest"], first["latest"]) == ("2018-04-21", "2018-04-30")
    assert (first["initiators"], first["targets"]) == ("bajwa", "RUS")
    assert all(isinstance(value, (str, int, float, type(None))) for value in first.values())


def test_a_selection_shows_both_counts_and_the_reasons(small: Dataset) -> None:
    text = repr(small.visits.by(sector="military").since(2016))
    assert text.splitlines()[0] == "visits, occurred: 1 definite, 3 possible; 1 set aside by status"
    assert "the rank is military" in text
    assert "2016, or 15–17 June 2015" in text


def test_a_long_selection_is_cut(small: Dataset) -> None:
    visit = small["chief-2018"]
    many = Dataset(records=[evolve(visit, id=f"v{n}") for n in range(30)])
    assert "... and 10 more" in repr(many.visits)


def test_html_is_escaped(small: Dataset) -> None:
    visit = evolve(small["chief-2018"], title="<script>alert(1)</script>")
    html = Dataset(records=[visit]).visits._repr_html_()
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_citing_lists_every_source_once(small: Dataset) -> None:
    assert small.visits.cite().splitlines() == ["A report. 2015-06-15.", "An article. 2018-05~."]


def test_selections_are_equal_by_what_they_found(small: Dataset) -> None:
    assert small.visits == small.select(Visit, q.done)
    assert small.visits != small.select(Visit)
    assert small.visits != "visits"
    with pytest.raises(TypeError):
        hash(small.visits)
    assert repr(small.visits.predicate) == "q.done"


# -- statuses asked for, and names, in where() ---------------------------------------------------


def test_a_status_asked_for_takes_the_place_of_what_is_done(small: Dataset) -> None:
    planned, visits = q.status == "planned", small.visits
    assert visits.where(planned) == visits.status("planned")
    assert visits.where(planned).ids == ("planned-2017",)
    assert visits.where(planned & q.date.since(2018)).ids == ()
    assert visits.since(2017).where(q.date.until(2017) & planned).ids == ("planned-2017",)
    assert visits.where(planned).during(2017).where(q.visitor == "PAK") == visits.where(
        planned & q.date.during(2017) & (q.visitor == "PAK")
    )
    assert visits.where(planned).where(q.status == "occurred").bounds() == (0, 0)
    assert visits.any_status().where(planned) == visits.where(planned)
    assert visits.where(q.status == "occurred") == visits.status("occurred")
    assert small.where(planned).ids == ("planned-2017",)
    assert visits.where(planned).any_status().ids == ("planned-2017",)
    assert visits.where(planned).set_aside == ()


def test_a_status_elsewhere_in_a_question_to_what_is_done_is_refused(small: Dataset) -> None:
    for asked in (q.status != "planned", (q.status == "planned") | q.date.since(2016), ~q.done):
        for ask in (small.visits.where, small.where, small.visits.since(2016).where):
            with pytest.raises(RecordError, match=r"any_status\(\)"):
                ask(asked)
        expected = small.select(Visit, asked)
        assert small.visits.any_status().where(asked) == expected
    with pytest.raises(BilateralError, match="before grouping"):
        small.visits.sort().where(q.status == "planned")


@pytest.mark.parametrize("name", ["PAK", "pak", "PK", "Pakistan", "pakistan"])
def test_a_state_in_where_is_named_as_in_a_verb(small: Dataset, name: str) -> None:
    by_verb = small.visits.by(name, role="visitor")
    for found in (small.visits, small.visits.since(1900), small):
        assert found.where((q.visitor == name) & q.date.since(1900)).ids == (
            by_verb.since(1900).ids
        )
    assert small.select(Visit, q.visitor == name).predicate == q.visitor(state="PAK")
    assert small.select((q.visitor == name) & q.done).ids == by_verb.ids
    assert (
        small.visits.where(~(q.visitor == name)).ids
        == small.visits.where(~q.visitor(state="PAK")).ids
    )


def test_a_state_that_nobody_knows_is_refused_with_near_names(small: Dataset) -> None:
    for ask in (small.where, small.visits.where, small.select, small.visits.any_status().where):
        with pytest.raises(UnknownNameError, match="did you mean 'Pakistan'") as caught:
            ask(q.visitor == "Palistan")
        with pytest.raises(UnknownNameError) as caught:
            ask(~q.participant(other_than="Ruritania"))
        assert "Bahrain" not in caught.value.near
        with pytest.raises(StateNameError, match=r"COD .*COG "):
            ask(q.place(state="Congo"))


def test_a_state_that_only_records_name_can_be_asked_for(small: Dataset) -> None:
    trip = evolve(small["chief-2018"], participants=[Participant(role="host", state="graustark")])
    data = Dataset(records=[trip])
    assert data.visits.where(q.host == "graustark").ids == data.visits.towards("graustark").ids
    assert data.visits.towards("graustark").ids == (trip.id,)
    with pytest.raises(UnknownNameError):
        small.visits.towards("graustark")


def test_what_is_no_predicate_is_refused_everywhere(small: Dataset) -> None:
    for ask in (small.where, small.visits.where, small.select(Visit).where):
        with pytest.raises(RecordError, match="not a predicate"):
            ask(True)  # type: ignore[arg-type]
