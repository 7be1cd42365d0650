"""What a panel says of itself."""

from __future__ import annotations

from bilateral.panels.describing import Description
from tests.panels.samples import dataset, directed, visit

VISITS = dataset(visit("v", "PAK", "RUS", "[2012..2013]")).visits


def test_rows_states_rules_coverage_and_what_is_missing() -> None:
    said = directed().count(visits=VISITS, allocate="start", coverage="2010/2015").describe()
    assert (said.rows, said.states) == (42, 3)
    (column,) = said.columns
    assert column["missing"] == 2 + 6
    assert column["coverage"] == "2010-01-01 to 2015-12-31"
    assert column["sources"] == "s"
    assert "42 rows, 3 states" in str(said)


def test_what_nobody_declares_is_said() -> None:
    said = directed().count(visits=VISITS).describe()
    (column,) = said.columns
    assert (column["coverage"], column["missing"]) == ("not declared", 42)
    assert said.notes[0].startswith("visits: nobody says where the records are complete")


def test_text_and_html_show_the_first_rows() -> None:
    p = directed().count(visits=VISITS)
    assert "directed-dyad-years" in repr(p)
    assert "\n... more rows" in repr(p)
    assert "more rows" not in repr(p.where("year = 2012"))
    assert p._repr_html_().count("<tr") == 1 + 10
    assert repr(p.describe()) == str(p.describe())


def test_of_many_sources_the_first_are_named() -> None:
    names = tuple(f"Source {number}" for number in range(140))
    one = {"column": "x", "holds": "number", "rule": "", "unit": "", "coverage": "", "missing": 0}
    said = str(Description("dyads", 1, 2, ({**one, "data_sets": names},), ()))
    assert "from Source 0; Source 1; Source 2 and 137 more, as of cite()" in " ".join(said.split())


def test_what_is_to_be_known_first_stands_under_the_rows() -> None:
    p = directed().count(visits=VISITS)
    assert "nobody says where the records are complete" in repr(p).replace("\n    ", " ")
    assert directed().count(visits=VISITS, coverage="2010/2015").notes == ()


def test_records_without_a_date_are_named_since_each_raises_every_year() -> None:
    undated = dataset(visit("v", "PAK", "RUS", "[2012..2013]"), visit("w", "PAK", "RUS", None))
    p = directed().count(visits=undated.visits, coverage="2010/2015")
    (note,) = p.notes
    assert note == "visits: 1 record has no date to begin with, so may be of any: w"
    assert p.lag("visits").notes == (note,)
