"""Two accounts of one thing as one: nothing of either is lost, or it is said why they are two."""

from __future__ import annotations

import pytest
from attrs import evolve
from hypothesis import given, strategies as st

from bilateral import (
    DatasetInfo,
    Organization,
    Participant,
    Period,
    Person,
    Place,
    Source,
    State,
)
from bilateral.collection.info import SourceGroup
from bilateral.collection.union import (
    united_actors,
    united_info,
    united_life,
    united_parts,
    united_sources,
)
from bilateral.errors import RecordError
from bilateral.model.actors import AnyActor
from bilateral.states import public_organizations, registry

# -- info -------------------------------------------------------------------------------------

_WORDS = st.lists(st.sampled_from(["a", "b", "c"]), max_size=2, unique=True)
INFOS = st.builds(
    DatasetInfo,
    name=st.sampled_from(["unnamed", "one", "two"]),
    title=st.sampled_from(["Unnamed dataset", "One", "Two"]),
    description=st.none() | st.sampled_from(["D", "E"]),
    licence=st.none() | st.sampled_from(["MIT", "CC0"]),
    citation=st.none() | st.sampled_from(["Cite A.", "Cite B."]),
    coding_rules=_WORDS,
    doubts=_WORDS,
    groups=st.lists(
        st.builds(SourceGroup, name=st.sampled_from(["g", "h"]), sources=_WORDS),
        max_size=2,
        unique_by=lambda group: group.name,
    ),
)


@given(INFOS, INFOS, INFOS)
def test_infos_unite_as_sets_do(one: DatasetInfo, two: DatasetInfo, three: DatasetInfo) -> None:
    both = united_info(one, two)
    assert united_info(one, one) == one
    assert united_info(both, two) == both == united_info(both, one)
    assert united_info(both, three) == united_info(one, united_info(two, three))
    for side in (one, two):
        for text in ("description", "licence", "citation"):
            assert (getattr(side, text) or "") in (getattr(both, text) or "")
        assert {*side.coding_rules, *side.doubts} <= {*both.coding_rules, *both.doubts}
        for group in side.groups:
            (held,) = [other for other in both.groups if other.name == group.name]
            assert set(group.sources) <= set(held.sources)


def test_titles_and_terms_of_both_stand_one_after_the_other() -> None:
    one = DatasetInfo(name="a", title="A", licence="MIT", version="1")
    two = DatasetInfo(name="b", title="B", licence="CC0", version="2")
    both = united_info(one, two)
    assert (both.name, both.title, both.version) == ("a_b", "A; B", "1; 2")
    assert both.licence == "MIT\n\nCC0"
    assert united_info(DatasetInfo(), one) == one == united_info(one, DatasetInfo())


# -- sources and actors -----------------------------------------------------------------------


def test_a_source_has_what_either_says_of_it() -> None:
    one = Source(id="s", title="S", publisher="P", note="Mine")
    two = Source(id="s", title="S", url="https://example.org", note="Theirs")
    both = united_sources(one, two)
    assert (both.publisher, both.url) == ("P", "https://example.org")
    assert both.note == "Mine\n\nTheirs"
    with pytest.raises(RecordError) as caught:
        united_sources(one, evolve(two, publisher="Q"))
    assert (caught.value.record, caught.value.field) == ("s", "publisher")


KNOWN = [*registry().values(), *public_organizations().values()]


@given(st.sampled_from(KNOWN), st.data())
def test_who_is_in_the_registry_always_merges_and_keeps_its_name(
    known: AnyActor, data: st.DataObject
) -> None:
    own = evolve(known, name="A name of my own", names=[], note="My note")
    if isinstance(own, State):
        own = evolve(own, life=data.draw(st.sampled_from([None, own.life])), continues=())
    if isinstance(own, Organization):
        own = evolve(own, form="group")
    for both in (united_actors(own, known), united_actors(known, own)):
        assert both.name == known.name
        assert {own.name, *known.names} <= set(both.names)
        assert "My note" in str(both.note)
        assert getattr(both, "form", None) == getattr(known, "form", None)
        assert getattr(both, "continues", None) == getattr(known, "continues", None)
        assert united_actors(both, known) == both


@pytest.mark.parametrize(
    ("facts", "field"), [({"life": "1995/2001"}, "life"), ({"continues": ["POL"]}, "continues")]
)
def test_another_life_or_lineage_is_named(facts: dict[str, object], field: str) -> None:
    with pytest.raises(RecordError) as caught:
        united_actors(registry()["RUS" if field == "continues" else "SUN"],
                      State(id="RUS" if field == "continues" else "SUN", name="X", **facts))  # type: ignore[arg-type]  # fmt: skip
    assert caught.value.field == field


def test_other_actors_of_one_id_need_a_name_in_common() -> None:
    one = Person(id="p", name="A. Person", names=["Ann Person"])
    two = Person(id="p", name="Ann Person", state="PAK")
    both = united_actors(one, two)
    assert (both.name, both.names) == ("A. Person", ("Ann Person",))
    assert isinstance(both, Person)
    assert both.state == "PAK"
    for other, field in (
        (Person(id="p", name="Another"), "name"),
        (Organization(id="p", name="A. Person", form="group"), "kind"),
    ):
        with pytest.raises(RecordError) as caught:
            united_actors(one, other)
        assert caught.value.field == field


_YEARS = st.integers(1990, 1996)


@st.composite
def lives(draw: st.DrawFn) -> Period:
    """A life whose ends are years, stretches of years within which they lie, or unknown."""
    start, end = sorted((draw(_YEARS), draw(_YEARS)))
    end += 1  # so that a month of the start is not after it
    form = draw(st.sampled_from(["{0}/{1}", "{0}/{1}", "{0}/", "/{1}", "{0}-05/{1}", "{0}/{1}-12"]))
    return Period(form.format(start, end))


@given(lives(), lives())
def test_a_life_of_both_is_what_both_allow(one: Period, two: Period) -> None:
    both = united_life(one, two)

    def narrower(bound: str, pick: object) -> float:
        return pick(getattr(one, bound), getattr(two, bound))  # type: ignore[operator, no-any-return]

    bounds = (
        narrower("start_min", max),
        narrower("start_max", min),
        narrower("end_min", max),
        narrower("end_max", min),
    )
    if bounds[0] > bounds[1] or bounds[2] > bounds[3] or bounds[0] > bounds[3]:
        assert both is None
    elif both is not None:
        assert (both.start_min, both.end_max) == (bounds[0], bounds[3])
    assert (both is None) is (united_life(two, one) is None)


# -- participants and places ------------------------------------------------------------------


def who(role: str = "visitor", **facts: str) -> Participant:
    return Participant(role=role, **facts)


@pytest.mark.parametrize(
    ("one", "two", "both"),
    [
        ([who(state="PAK")], [who(state="PAK", person="p")], [who(state="PAK", person="p")]),
        ([who(state="PAK")], [who(state="PAK"), who(state="IND")],
         [who(state="PAK"), who(state="IND")]),
        ([who(state="PAK")], [who(state="IND")], None),
        ([who(state="PAK")], [who(person="p")], None),
        ([who(state="PAK", person="p")], [who(state="PAK", person="q")], None),
        ([who(state="PAK")], [who(state="PAK", person="p"), who(state="PAK", person="q")], None),
        ([who(state="PAK"), who(person="p")], [who(state="PAK"), who(person="p", state="IND")],
         [who(state="PAK"), who(person="p", state="IND")]),
        ([], [who(state="PAK")], [who(state="PAK")]),
    ],
)  # fmt: skip
def test_participants(
    one: list[Participant], two: list[Participant], both: list[Participant] | None
) -> None:
    for first, second in ((one, two), (two, one)):
        found = united_parts(first, second)
        assert (None if found is None else set(found)) == (None if both is None else set(both))
        if found is not None:
            assert united_parts(found, second) == found


def test_places() -> None:
    state, city = Place(state="RUS"), Place(name="Moscow", state="RUS")
    assert united_parts([state], [city]) == (city,)
    assert united_parts([city], [Place(name="Karachi")]) is None
    assert united_parts([city, state], [city, Place(name="Karachi")]) is None
    assert united_parts([city], [Place(name="Karachi"), city]) == (Place(name="Karachi"), city)


# -- texts and days -------------------------------------------------------------------------------


def test_texts_are_compared_whole() -> None:
    for one, two, both in (
        ("us_visits", "us_states", "us_visits_us_states"),
        ("us_visits", "visits_us", "us_visits_visits_us"),
        ("us_visits", "us_visits", "us_visits"),
    ):
        assert united_info(DatasetInfo(name=one), DatasetInfo(name=two)).name == both
    long = DatasetInfo(description="a\n\n---\n\nb\n\n---\n\nc")
    further = DatasetInfo(description="d\n\n---\n\ne")
    info = united_info(long, further)
    assert info.description == f"{long.description}\n\n{further.description}"
    assert united_info(info, further) == info == united_info(info, long)


def test_a_day_of_retrieval_parts_no_source_but_a_title_does() -> None:
    days = [Source(id="s", title="A", retrieved=day) for day in ("2020-01-01", "2021-03", None)]
    for one in days[:2]:
        for two in days:
            later = "2021-03" if days[1] in (one, two) else "2020-01-01"
            for both in (united_sources(one, two), united_sources(two, one)):
                assert str(both.retrieved) == later
    with pytest.raises(RecordError) as caught:
        united_sources(days[0], Source(id="s", title="A."))
    assert (caught.value.field, caught.value.found) == ("title", "A.")
