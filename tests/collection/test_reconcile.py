"""Where sources differ: every rival value with who says it, and every doubt."""

from __future__ import annotations

from bilateral import Citation, Claim, Dataset, Quantity, Visit
from bilateral.collection.reconcile import Disagreement


def test_reconcile_shows_every_rival_value(small: Dataset) -> None:
    (found,) = small.reconcile()
    assert (found.record, found.field, found.is_contradiction) == ("chief-2016", "date", True)
    assert [str(s.value) for s in found.statements] == ["2016", "2015-06-15/2015-06-17"]
    assert [s.source for s in found.statements] == ["article", "tribune"]
    assert "1 disagreement" in repr(small.reconcile())
    assert small.reconcile()._repr_html_().count("<table>") == 1


def test_reconcile_shows_doubts() -> None:
    record = Visit(
        id="a",
        title="A",
        citations=[Citation(source="one"), Citation(source="two", stance="casts doubt")],
    )
    (found,) = Dataset(records=[record]).reconcile()
    assert found.field == "record"
    assert not found.is_contradiction


def test_agreeing_claims_are_no_disagreement() -> None:
    record = Visit(
        id="a",
        title="A",
        date="2016",
        citations=[
            Citation(source="one"),
            Citation(source="two", stance="corroborates", claims=[Claim("date", "2016")]),
        ],
    )
    assert not Dataset(records=[record]).reconcile()


def one(*citations: Citation, **facts: object) -> tuple[Disagreement, ...]:
    said = citations or [Citation(source="one")]
    record = Visit(id="a", title="A", citations=said, **facts)  # type: ignore[arg-type]
    return Dataset(records=[record]).reconcile()


def claims(field: str, value: str, stance: str = "corroborates") -> Citation:
    return Citation(source="two", stance=stance, claims=[Claim(field, value)])


def test_who_corroborates_states_the_value_too() -> None:
    said = [
        Citation(source=name, stance=s) for name, s in (("a", "corroborates"), ("b", "asserts"))
    ]
    doubting = Citation(source="c", stance="casts doubt")
    (found, doubted) = one(*said, doubting, claims("date", "2017"), date="2016")
    assert [(s.source, str(s.value)) for s in found.statements] == [
        ("a", "2016"),
        ("b", "2016"),
        ("two", "2017"),
    ]
    assert found.is_contradiction  # whatever it calls itself
    assert [s.source for s in doubted.statements] == ["a", "b", "two", "c"]


def test_a_value_that_no_citation_states_is_shown() -> None:
    (found,) = one(claims("date", "2017", "refines"), date="2016")
    assert [(s.source, str(s.value)) for s in found.statements] == [(None, "2016"), ("two", "2017")]
    assert "2016" in repr(Dataset().reconcile().__class__([found]))


def test_a_value_that_is_only_closer_is_no_contradiction() -> None:
    (found,) = one(Citation(source="one"), claims("date", "2016-04", "refines"), date="2016")
    assert not found.is_contradiction


def test_amounts_differ_by_number_or_unit_and_not_by_spelling() -> None:
    days = Quantity(4, "days")
    said = Citation(source="one")
    assert not one(said, claims("duration", "4.0"), duration=days)
    weeks = Citation(source="two", claims=[Claim("duration", "4", unit="weeks")])
    assert len(one(said, weeks, duration=days)) == 1


def test_other_wordings_of_the_coder_are_no_disagreement() -> None:
    assert not one(Citation(source="one"), claims("title", "Another"), claims("note", "N"))
