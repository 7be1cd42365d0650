"""What records state, field by field."""

from __future__ import annotations

from bilateral import Dataset
from bilateral.collection.description import described


def test_it_counts_what_is_stated(data: Dataset) -> None:
    facts = {field.name: field for field in data.visits.describe().fields}
    visits = list(data.visits)
    assert data.visits.describe().records == len(visits)
    for name in ("purpose", "duration", "date"):
        stated = [record for record in visits if record.values(name)]
        assert facts[name].stated == len(stated)
        values = {str(value) for record in stated for value in record.values(name)}
        assert facts[name].different == len(values)
    assert facts["visitor"].summary == "Pakistan (13), Russia (2)"
    assert facts["date"].summary.endswith("April 2018")
    assert "title" not in facts


def test_it_is_a_table(data: Dataset) -> None:
    facts = described(data.exercises.definite)
    assert repr(facts).splitlines()[0] == f"{facts.records} records"
    assert all(len(line) <= 80 for line in repr(facts).splitlines())
    assert facts.to_pylist()[0]["name"] == "kind"
    assert facts._repr_html_().count("<tr>") == 1 + len(facts.fields)


def test_of_nothing_there_is_nothing_to_say() -> None:
    assert described(()).fields == ()
    assert repr(described(())) == "0 records"
