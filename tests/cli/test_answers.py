"""What a terminal is told of an answer."""

from __future__ import annotations

import pytest

from bilateral import Dataset, load
from bilateral.cli.answers import print_counts, print_selection


def test_records_with_the_same_reasons_stand_together(
    small: Dataset, capsys: pytest.CaptureFixture[str]
) -> None:
    found = small.visits.towards("RUS").during("2018-04-25")
    print_selection(found, 0)
    reasons = {found.why(record) for record in found.possible}
    assert 0 < capsys.readouterr().out.count("possible, since") == len(reasons)


def test_reasons_that_differ_in_a_printed_name_alone_are_one(
    capsys: pytest.CaptureFixture[str],
) -> None:
    data = load("us-visits")
    found = data.visits.by(sector="military").before(1925)
    assert len({found.why(record) for record in found.possible}) > 1
    print_selection(found, 0)
    out = capsys.readouterr().out
    assert out.count("possible, since") == out.count(
        "\npossible, since visitor: sector not stated\n"
    )
    print_selection(found.during("1913"), 0)
    assert "since visitor named 'Prince Albert I': sector not stated" in capsys.readouterr().out


def test_a_sum_has_its_unit_and_says_where_there_is_no_bound(
    small: Dataset, capsys: pytest.CaptureFixture[str]
) -> None:
    print_counts(small.arms_transfers.sum("delivered", "year"))
    out = capsys.readouterr().out
    assert out.splitlines()[0] == "delivered helicopters"
    assert "no bound" in out


def test_reasons_that_differ_in_who_it_is_alone_are_one(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = load("pakistan-russia").visits.by(sector="military").since(2016)
    assert len({found.why(record) for record in found.possible}) == 3
    print_selection(found, 0)
    out = capsys.readouterr().out
    assert out.count("possible, since") == 2
    assert "possible, since visitor: the rank is military, the office is security\n" in out
    print_selection(found.at("Sochi"), 0)  # of one alone the name is told
    assert "since visitor Lt-General Naseer Khan Janjua" in capsys.readouterr().out


def test_what_is_remarked_is_said_of_records_and_numbers(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = load("pakistan-russia").arms_transfers.by("RUS")
    print_selection(found, 1)
    assert capsys.readouterr().out.splitlines()[1].startswith("not asked for: SUN")
    print_counts(found.count("supplier"))
    assert capsys.readouterr().out.startswith("not asked for: SUN")
