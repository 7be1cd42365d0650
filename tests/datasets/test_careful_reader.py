"""What a careful reader of the article would answer to questions of those who use it.

Each answer is two lists: what the article settles, and what it leaves open.
"""

from __future__ import annotations

from typing import Any

import pytest

import bilateral
from bilateral import Dataset, Selection, q


@pytest.fixture(scope="module")
def article() -> Dataset:
    return bilateral.load("pakistan-russia", sources="article")


def found(selection: Selection[Any]) -> tuple[set[str], set[str]]:
    """Ids of the definite and of the possible matches."""
    return {r.id for r in selection}, {r.id for r in selection.possible}


def test_military_visits_since_2016(article: Dataset) -> None:
    """Two generals; a retired one in a civil office only by his rank."""
    asked = article.visits.by("PAK", sector="military").towards("RUS").since(2016)
    assert found(asked) == (
        {"bajwa-russia-2018-04", "raheel-sharif-russia"},
        {"janjua-sochi-2018-04"},
    )


def test_a_visit_in_a_year_may_be_in_its_second_half(article: Dataset) -> None:
    asked = article.visits.where(q.id == "raheel-sharif-russia")
    assert found(asked.during(2016)) == ({"raheel-sharif-russia"}, set())
    assert found(asked.since("2016-07")) == (set(), {"raheel-sharif-russia"})
    assert found(asked.since(2017)) == (set(), set())


def test_visits_by_russians(article: Dataset) -> None:
    """Businessmen in Karachi, and nobody else."""
    asked = article.visits.by("RUS").towards("PAK")
    assert found(asked) == ({"russian-business-karachi-2018-04"}, set())
    assert found(asked.at("Karachi").within("2018-04")) == found(asked)


def test_who_went_to_russia_in_the_year_of_the_article(article: Dataset) -> None:
    asked = article.visits.by("PAK").towards("RUS").during(2018)
    assert found(asked) == ({"bajwa-russia-2018-04", "janjua-sochi-2018-04"}, set())


def test_the_end_of_april_is_no_day(article: Dataset) -> None:
    asked = article.visits.where(q.id == "bajwa-russia-2018-04")
    assert found(asked.during("2018-04"))[0] == {"bajwa-russia-2018-04"}
    assert found(asked.during("2018-04-25"))[1] == {"bajwa-russia-2018-04"}
    assert found(asked.during("2018-04-10")) == (set(), set())


def test_ministers_in_moscow(article: Dataset) -> None:
    """Both in the year before, in which month is not said."""
    both = {"pak-foreign-minister-moscow-2017", "pak-defence-minister-moscow-2017"}
    asked = article.visits.at("Moscow")
    assert found(asked.during(2017))[0] == both
    assert found(asked.during("2017-04"))[1] >= both


def test_a_member_since_2017(article: Dataset) -> None:
    """Still one when the article was written; of later years it cannot know."""
    asked = article.memberships.where(q.member(state="PAK") & q.body(organization="sco"))
    assert found(asked.during(2016)) == (set(), set())
    for year in (2017, 2018):
        assert found(asked.during(year)) == ({"pakistan-sco"}, set())
    assert found(asked.during(2020)) == (set(), {"pakistan-sco"})


def test_exercises_are_to_come(article: Dataset) -> None:
    assert found(article.exercises) == (set(), set())
    planned = article.exercises.status("planned")
    assert found(planned) == ({"sco-exercise-2018-planned"}, set())


def test_arms_given_are_not_arms_discussed(article: Dataset) -> None:
    asked = article.arms_transfers.towards("PAK")
    given = {"russian-helicopters-2017", "russian-communication-equipment-2017"}
    assert found(asked.by("RUS")) == (given, set())
    assert found(asked.by("RUS").during(2017)) == (given, set())
    soviet, _ = found(asked.by("SUN"))
    assert len(soviet) == 4
    assert found(asked.by("SUN").within("1968/1969")) == (soviet, set())
    assert found(asked.by("SUN").during(1968)) == (set(), soviet)  # that year or the next
    assert len(found(asked.by("RUS").status("discussed"))[0]) == 5


def test_a_balance_of_six_years(article: Dataset) -> None:
    asked = article.alignments.where(q.posture == "balanced")
    for year in range(1965, 1971):
        assert "soviet-balance-1965-1970" in found(asked.during(year))[0]
    for year in (1964, 1971):
        assert "soviet-balance-1965-1970" not in set.union(*found(asked.during(year)))


def test_projects_are_wishes(article: Dataset) -> None:
    built, open_ = found(article.projects.where(q.status.is_in("occurred", "ongoing")))
    assert (built, open_) == (set(), set())
    wished = {"gas-pipelines", "oil-gas-exploration"}
    assert found(article.projects.where(q.status == "desired")) == (wished, set())


def test_a_meeting_in_march(article: Dataset) -> None:
    asked = article.meetings.at("Islamabad").during("2018-03")
    assert found(asked)[0] == {"strategic-stability-group-12"}
