"""Questions to one date of a row, against those to the spans themselves."""

from __future__ import annotations

from datetime import date
from math import inf

import pytest
from hypothesis import assume, given, strategies as st

from bilateral import Visit, q
from bilateral.dates.relations import Span, hull
from bilateral.dates.when import Moment, Period
from bilateral.model.records import Agreement, ArmsTransfer, Meeting
from bilateral.query.predicates import Node, as_node
from bilateral.query.regions import date_terms, date_truth
from bilateral.tables.dates import date_pair, nature_of_field, spans_in, spans_text
from bilateral.tables.formulas import Test
from tests.tables.rowwise import holds

EXPRESSIONS = [
    "2016", "2016-04", "2016-04-05", "2016-04~", "2016/2018", "2016~/2018", "2016/2018~",
    "2016/..", "../2017", "[2016,2018]", "[2016-04,2018~]", "{2016,2018}", "{2016-04,2017,2018}",
    "2016-XX-05", "[2015..2017]", "201X",
]  # fmt: skip
YEARS = st.sampled_from(["2015", "2016", "2016-04", "2017", "2016-04-05", "2016/2017"])
RELATIONS = st.sampled_from(["since", "until", "before", "after", "during", "within"])


@st.composite
def questions(draw: st.DrawFn) -> Node:
    margin = draw(st.sampled_from([0, 0, 40]))
    terms = []
    for _ in range(draw(st.integers(1, 3))):
        term = getattr(q.date, draw(RELATIONS))(draw(YEARS), margin=margin)
        terms.append(~term if draw(st.booleans()) else term)
    joined = terms[0]
    for term in terms[1:]:
        joined = joined & term if draw(st.booleans()) else joined | term
    return as_node(joined)


def row_of(spans: tuple[Span, ...]) -> dict[str, object]:
    """The columns of a date, as the bounds of all of its spans."""
    whole = hull(spans)

    def day(bound: float) -> date | None:
        return None if abs(bound) == inf else date.fromordinal(int(bound))

    return {
        "kind": "visit",
        **{
            f"date_{n}": day(getattr(whole, n))
            for n in ("start_min", "start_max", "end_min", "end_max")
        },
        "date_days_min": max(whole.shortest, 0),
        "date_days_max": None if whole.longest == inf else whole.longest,
        "date_start_qualified": whole.start_qualified,
        "date_end_qualified": whole.end_qualified,
        "date_spans": spans_text(spans),
    }


@pytest.mark.parametrize("text", EXPRESSIONS)
def test_a_row_answers_as_its_spans(text: str) -> None:
    spans = Period(text).spans
    row = row_of(spans)

    @given(questions())
    def check(node: Node) -> None:
        pair = date_pair(node, "date", next(date_terms(node)).margin, (Visit,))
        assert pair is not None
        surely, maybe = pair
        truth = date_truth(node, spans)
        assert holds(maybe, row) or truth.is_false
        assert truth.is_true or not holds(surely, row)
        if not any(span.members for span in spans):  # of many stretches it may say "maybe"
            assert holds(surely, row) is truth.is_true
            assert holds(maybe, row) is truth.is_possible

    check()


@pytest.mark.parametrize("text", [t for t in EXPRESSIONS if "/" not in t and "{" not in t])
def test_a_day_answers_as_its_spans_beside_what_lasts(text: str) -> None:
    spans = Moment(text).spans
    row = {**row_of(spans), "kind": "agreement"}

    @given(questions())
    def check(node: Node) -> None:
        pair = date_pair(node, "date", next(date_terms(node)).margin, (Visit, Agreement))
        assume(pair is not None)
        assert pair is not None
        truth = date_truth(node, spans)
        assert holds(pair[0], row) is truth.is_true
        assert holds(pair[1], row) is truth.is_possible

    check()


@pytest.mark.parametrize("text", [t for t in EXPRESSIONS if spans_text(Period(t).spans)])
def test_a_list_of_spans_is_read_as_it_was(text: str) -> None:
    spans = Period(text).spans
    found = spans_in(spans_text(spans) or "", is_sequence=False)
    bounds = [(s.start_min, s.start_max, s.end_min, s.end_max, s.members) for s in spans]
    assert [(s.start_min, s.start_max, s.end_min, s.end_max, s.members) for s in found] == bounds


def test_bounds_that_say_all_need_no_list() -> None:
    assert spans_text(Period("2016/2018").spans) is None


@given(st.lists(st.sampled_from(EXPRESSIONS), min_size=2, max_size=3), RELATIONS, YEARS)
def test_rivals_answer_one_by_one(texts: list[str], relation: str, year: str) -> None:
    spans = tuple(span for text in texts for span in Period(text).spans)
    node = as_node(getattr(q.date, relation)(year))
    pair = date_pair(node, "date", 0, (Visit,))
    assert pair is not None
    truth = date_truth(node, spans)
    assert truth.is_true or not holds(pair[0], row_of(spans))
    assert truth.is_false or holds(pair[1], row_of(spans))
    if relation in ("since", "after", "until", "before"):
        assert holds(pair[0], row_of(spans)) is truth.is_true
        assert holds(pair[1], row_of(spans)) is truth.is_possible


@pytest.mark.parametrize("relation", ["since", "after", "until", "before"])
def test_a_question_to_one_bound_reads_no_list(relation: str) -> None:
    pair = date_pair(as_node(getattr(q.date, relation)(2016)), "date", 0, (Visit,))
    assert pair is not None
    assert all(isinstance(side, Test) for side in pair)


def test_between_two_rivals_is_no_day() -> None:
    row = row_of(Moment("[2016,2018]").spans)
    pair = date_pair(as_node(q.date.within(2017)), "date", 0, (Meeting,))
    assert pair is not None
    assert not holds(pair[1], row)


def test_the_nature_of_a_field() -> None:
    assert nature_of_field(Visit, "date") == "stay"
    assert nature_of_field(ArmsTransfer, "order_date") == "day"
    assert nature_of_field(ArmsTransfer, "date") == "sequence"
