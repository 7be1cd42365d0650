"""Records, their claims, actors, evidence and amounts: what they refuse and what they show."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from datetime import date
from math import ceil
from typing import Any

import attrs
import pytest

from bilateral import (
    Actor,
    Agreement,
    Alignment,
    Citation,
    Claim,
    DirectedDyad,
    Dyad,
    Interest,
    Locator,
    Meeting,
    Membership,
    Moment,
    Office,
    Organization,
    Participant,
    Period,
    Place,
    Quantity,
    Record,
    Source,
    State,
    Visit,
    q,
)
from bilateral.dates.relations import ANY_DAY, ANY_TIME, hull
from bilateral.errors import BilateralError, RecordError
from bilateral.logic import Truth
from bilateral.model.actors import sector_of_rank
from bilateral.model.records import KINDS, ArmsTransfer, Event, Lasting, Link
from bilateral.model.records.base import Role
from bilateral.query import evaluate
from bilateral.states import registry

T, F, U = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN

SAID = [Citation(source="one")]


def visit(*citations: Citation, **facts: Any) -> Visit:
    return Visit(id="v", title="A visit", citations=[*SAID, *citations], **facts)


def signing(**facts: Any) -> Agreement:
    return Agreement(id="t", title="A treaty", citations=SAID, **facts)


# -- kinds -----------------------------------------------------------------------------------


def test_kinds_have_names_of_their_own() -> None:
    assert len({kind.plural for kind in KINDS.values()}) == len(KINDS)
    for name, kind in KINDS.items():
        assert kind.kind == name
        # an arms transfer alone is a sequence of occasions
        assert issubclass(kind, (Event, Lasting)) is not (kind is ArmsTransfer)
        assert kind.sides
        for side in kind.sides:
            assert side <= kind.roles


@pytest.mark.parametrize(
    ("make", "field"),
    [
        (lambda: visit(date="206"), "date"),
        (lambda: visit(date=Moment("2016")), "date"),
        (lambda: signing(date=Period("2016")), "date"),
        (lambda: signing(date="2018-04-24/2018-04-25"), "date"),
        (lambda: signing(date="{2016,2018}"), "date"),
        (lambda: visit(attested="2018-04-24/2018-04-25"), "attested"),
        (lambda: visit(duration="two days"), "duration"),
        (lambda: visit(note=5), "note"),
        (lambda: visit(topics="arms"), "topics"),
        (lambda: visit(topics=["two words"]), "topics"),
        (lambda: visit(participants=["PAK"]), "participants[0]"),
        (lambda: visit(participants=[Participant(role="supplier")]), "participants.role"),
        (lambda: visit(links=[5]), "links[0]"),
        (lambda: Visit(id="a b", title="A", citations=SAID), "id"),
        (lambda: Visit(id="a", title=" ", citations=SAID), "title"),
        (lambda: Visit(id="a", title=5, citations=SAID), "title"),  # type: ignore[arg-type]
        (lambda: Visit(id="a", title="A", citations=[]), "citations"),
        (lambda: Meeting(id="a", title="A", citations=SAID, session=True), "session"),
        (lambda: Interest(id="a", title="A", citations=SAID, aim=""), "aim"),
        (lambda: Participant(role="host", state=" "), "participants.state"),
        (lambda: Participant(role="host", name=""), "participants.name"),
        (lambda: Participant(role="host", person=5), "person"),  # type: ignore[arg-type]
        (lambda: Place(), "places"),
        (lambda: Place(name=""), "places.name"),
        (lambda: Link("part of", "no id"), "target"),
        (lambda: Citation(source="no id"), "source"),
        (lambda: Citation(source="s", locator="page"), "locator"),
        (lambda: Citation(source="s", note=5), "note"),  # type: ignore[arg-type]
        (lambda: Claim("date", ""), "value"),
        (lambda: Source(id="s", title=""), "title"),
        (lambda: Source(id="s", title="S", published="soon"), "published"),
        (lambda: Source(id="s", title="S", authors="A"), "authors"),
        (lambda: Locator(sentence=1), "paragraph"),
        (lambda: Locator(paragraph=0), "paragraph"),
        (lambda: Locator(page="?"), "page"),
        (lambda: State(id="PAK", name=""), "name"),
        (lambda: State(id="PAK", name="P", life="x"), "life"),
        (lambda: DirectedDyad("PAK", "R S"), "target"),
    ],
)
def test_a_wrong_object_fails_at_once_and_names_the_field(
    make: Callable[[], object], field: str
) -> None:
    with pytest.raises(BilateralError) as caught:
        make()
    assert caught.value.field == field


@pytest.mark.parametrize(
    "make",
    [
        lambda: visit(purpose="offical"),
        lambda: visit(status="done"),
        lambda: Citation(source="s", stance="agrees"),
        lambda: Citation(source="s", mode="rumour"),
        lambda: Citation(source="s", rank="best"),
        lambda: Participant(role="guest"),
        lambda: Participant(role="host", sector="army"),
        lambda: Organization(id="o", name="O", form="club"),
        lambda: Locator(),
        lambda: Dyad("PAK", "PAK"),
        lambda: Actor(id="a", name="A"),
        lambda: Record(id="a", title="A", citations=SAID),
        lambda: Event(id="a", title="A", citations=SAID),
    ],
)
def test_words_outside_a_vocabulary_and_things_of_no_kind_raise(
    make: Callable[[], object],
) -> None:
    with pytest.raises(BilateralError):
        make()


def test_a_record_cannot_be_changed_and_can_be_a_key() -> None:
    record = visit(date="2016")
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        record.title = "Another"  # type: ignore[misc]
    assert len({record, visit(date="2016")}) == 1
    assert copy.deepcopy(record) == record == pickle.loads(pickle.dumps(record))
    assert repr(record) == "<Visit v, 2016: A visit>"


# -- claims ----------------------------------------------------------------------------------


def claims(stance: str, value: str, rank: str = "normal") -> Citation:
    return Citation(source="two", stance=stance, rank=rank, claims=[Claim("date", value)])


@pytest.mark.parametrize(
    ("citations", "seen"),
    [
        ([], ["2016"]),
        ([claims("refines", "2016-04")], ["2016-04"]),
        ([claims("contradicts", "2015")], ["2016", "2015"]),
        ([claims("asserts", "2015")], ["2016", "2015"]),
        ([claims("corroborates", "2016-04")], ["2016"]),
        ([claims("casts doubt", "2015")], ["2016"]),
        ([claims("contradicts", "2015", "preferred")], ["2015"]),
        ([claims("contradicts", "2015", "deprecated")], ["2016"]),
        ([claims("refines", "2016-04"), claims("contradicts", "2015")], ["2016-04", "2015"]),
        ([claims("refines", "2016-04", "preferred"), claims("contradicts", "2015")], ["2016-04"]),
        ([claims("contradicts", "2016")], ["2016"]),
    ],
)
def test_which_of_rival_values_a_query_sees(citations: list[Citation], seen: list[str]) -> None:
    record = visit(*citations, date="2016")
    assert [str(value) for value in record.values("date")] == seen
    assert record.when == tuple(span for text in seen for span in Period(text).spans)
    assert record.extent == hull(record.when)


def test_ranks_decide_between_rivals_only() -> None:
    deprecated = Citation(source="one", rank="deprecated")
    alone = Visit(id="v", title="A", date="2016", citations=[deprecated])
    assert [str(value) for value in alone.values("date")] == ["2016"]
    both = attrs.evolve(alone, citations=[deprecated, claims("contradicts", "2015")])
    assert [str(value) for value in both.values("date")] == ["2015"]
    neither = attrs.evolve(
        alone, citations=[deprecated, claims("contradicts", "2015", "deprecated")]
    )
    assert neither.values("date") == ()
    assert (neither.when, neither.extent) == ((ANY_TIME,), None)


def test_a_value_that_only_another_source_gives_is_seen() -> None:
    record = visit(claims("refines", "2016-04"))
    assert record.date is None
    assert [str(value) for value in record.values("date")] == ["2016-04"]


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [("dat", "2016", "date"), ("date", "soon", "soon"), ("status", "done", "done")],
)
def test_a_wrong_claim_fails_at_once(field: str, value: str, words: str) -> None:
    with pytest.raises(RecordError, match=words):
        visit(Citation(source="two", claims=[Claim(field, value)]))


def test_claims_of_every_type_are_read() -> None:
    record = visit(
        Citation(
            source="two",
            claims=[Claim("duration", "2", "two days"), Claim("purpose", "working")],
        )
    )
    assert record.values("duration") == (Quantity(2, printed="two days"),)
    assert record.values("purpose") == ("working",)
    assert record.claimed == {"duration", "purpose"}


def test_attested_bounds_a_period() -> None:
    record = Alignment(id="a", title="A", posture="close", citations=SAID, attested="2018-05")
    assert evaluate(q.date.during("2018-05"), record) is T
    assert evaluate(q.date.during(1990), record) is U
    assert record.extent is not None
    assert record.extent.start_max == day("2018-05-31")
    assert record.extent.end_min == day("2018-05-01")


# -- a date, an attested day and a duration are one value -------------------------------------


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def days_from(first: int, last: int, *facts: Callable[[int, int], bool]) -> set[tuple[int, int]]:
    """Every start and end of a stretch of days that all facts allow."""
    days = range(first, last + 1)
    return {(a, b) for a in days for b in days if a <= b and all(fact(a, b) for fact in facts)}


def worlds(record: Record) -> set[tuple[int, int]]:
    """Every start and end that the spans of a record allow."""
    return {
        (a, b)
        for span in record.when
        for a in range(int(span.start_min), int(span.start_max) + 1)
        for b in range(max(a, int(span.end_min)), int(span.end_max) + 1)
        if span.days_min <= b - a <= span.days_max
    }


FIRST, LAST = day("2018-04-01"), day("2018-04-12")
EARLY = "[2018-04-01..2018-04-12]"


@pytest.mark.parametrize("amount", ["1", "3", "2.5", "2..4", "..2", "2.2..3.7", "4~", "0", "0..1"])
@pytest.mark.parametrize("attested", [None, "2018-04-05", "[2018-04-03..2018-04-06]",
                                      "[2018-04-02,2018-04-09]"])  # fmt: skip
def test_a_world_has_a_start_an_end_and_an_attested_day_between(
    amount: str, attested: str | None
) -> None:
    length = Quantity(amount, "days")
    # Halves are rounded up; the first and the last day are counted, so there is one at least.
    least, most = max(ceil(length.least), 1), max(ceil(length.most), 1)
    on = {
        None: range(FIRST, LAST + 1),
        "2018-04-05": [day("2018-04-05")],
        "[2018-04-03..2018-04-06]": range(day("2018-04-03"), day("2018-04-07")),
        "[2018-04-02,2018-04-09]": [day("2018-04-02"), day("2018-04-09")],
    }[attested]
    expected = days_from(
        FIRST,
        LAST,
        lambda a, b: least <= b - a + 1 <= most,
        lambda a, b: any(a <= d <= b for d in on),
    )
    record = visit(date=EARLY, duration=length, attested=attested)
    assert worlds(record) == expected


def test_an_arrival_and_a_duration_give_the_end() -> None:
    record = visit(date="2018-04-24/", duration=Quantity("3", "days"))
    assert evaluate(q.date.within("2018-04-24/2018-04-26"), record) is T
    assert evaluate(q.date.during("2018-04-26"), record) is T
    assert evaluate(q.date.during("2018-04-27"), record) is F
    alone = visit(date="2018-04-24/")
    assert evaluate(q.date.within("2018-04-24/2018-04-26"), alone) is U
    halves = visit(date="2018-04-24/", duration=Quantity("2.5", "days"))
    assert halves.when == record.when


@pytest.mark.parametrize("unit", [None, "weeks", "hours", "nights"])
def test_other_units_than_days_bound_nothing(unit: str | None) -> None:
    alone = visit(date="2018-04-24/")
    assert visit(date="2018-04-24/", duration=Quantity("3", unit)).when == alone.when


def test_a_duration_that_is_not_stated_is_what_the_date_leaves_of_it() -> None:
    trip = visit(date="2018-04-24/2018-04-26")
    assert evaluate(q.duration == 3, trip) is T
    assert evaluate(q.duration >= 2, visit(date="[2018-04-24..2018-04-26]")) is U
    assert evaluate(q.duration <= 3, visit(date="[2018-04-24..2018-04-26]")) is T
    assert evaluate(q.duration >= 2, visit(date="2018-04-24")) is F
    assert evaluate(q.duration >= 2, visit()) is U


def test_a_rival_that_no_attested_day_fits_is_struck() -> None:
    rival = Citation(source="two", stance="contradicts", claims=[Claim("date", "2015")])
    both = visit(rival, date="2018-04")
    assert evaluate(q.date.since(2016), both) is U
    record = visit(rival, date="2018-04", attested="2018-04-24")
    assert evaluate(q.date.since(2016), record) is T
    assert record.when == visit(date="2018-04", attested="2018-04-24").when


def test_a_rival_that_no_duration_fits_is_struck() -> None:
    rival = Citation(
        source="two", stance="contradicts", claims=[Claim("date", "2018-04-20/2018-04-27")]
    )
    record = visit(rival, date="2018-04-24/2018-04-26", duration=Quantity("3", "days"))
    assert worlds(record) == {(day("2018-04-24"), day("2018-04-26"))}
    either = Citation(source="two", stance="contradicts", claims=[Claim("duration", "8")])
    trip = visit(either, rival, date="2018-04-24/2018-04-26", duration=Quantity("3", "days"))
    # the rival duration has no unit, so that it bounds nothing
    assert {(day("2018-04-24"), day("2018-04-26")), (day("2018-04-20"), day("2018-04-27"))} <= (
        worlds(trip)
    )


@pytest.mark.parametrize(
    "facts",
    [
        {"attested": "2018"},
        {"duration": Quantity("400", "days")},
        {"duration": Quantity("2", "days"), "attested": "2017-01-01"},
    ],
)
def test_a_date_that_nothing_fits_answers_as_printed(facts: dict[str, Any]) -> None:
    record = visit(date="2016", **facts)
    assert record.when == visit(date="2016").when
    assert record.fitting(record.when) == ()


def test_the_nature_of_a_date_that_is_not_stated_is_that_of_the_kind() -> None:
    assert signing().when == (ANY_DAY,)
    assert visit().when == (ANY_TIME,)
    assert signing().extent is visit().extent is None


# -- ranks, pairs, roles ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rank", "military"),
    [
        ("General", True),
        ("Lt-General", True),
        ("Lt-Gen (retd)", True),
        ("Col. Gen.", True),
        ("Secretary-General", False),
        ("Attorney General", False),
        ("Counsellor", False),
        (None, False),
    ],
)
def test_whole_ranks_speak_for_the_forces(rank: str | None, military: bool) -> None:
    assert (sector_of_rank(rank) == "military") is military


def test_dyads() -> None:
    assert Dyad("RUS", "PAK") == Dyad("PAK", "RUS")
    assert DirectedDyad("RUS", "PAK") != DirectedDyad("PAK", "RUS")
    assert DirectedDyad("RUS", "PAK").dyad == Dyad("PAK", "RUS")


def test_sides_of_roles() -> None:
    assert Role.PARTY.is_initiator
    assert Role.PARTY.is_target
    assert Role.HOST.is_target
    assert not Role.THIRD_PARTY.is_initiator


def test_offices_and_codes() -> None:
    assert Office(id="o", name="O", sector="security").sector == "security"
    assert registry()["RUS"].continues == ("SUN",)
    assert len(registry()) > 270


def test_an_attested_day_lies_within_the_date() -> None:
    cite = [Citation(source="s")]
    held = Membership(id="m", title="M", date="2016/2017", attested="[..2016-04]", citations=cite)
    assert evaluate(q.attested.within(2016), held).is_true
    never = Membership(id="m", title="M", date="2016", attested="2018", citations=cite)
    assert evaluate(q.attested.within(2018), never).is_true  # a fault, answered as printed
    silent = Membership(id="m", title="M", date="2016", citations=cite)
    assert evaluate(q.attested.within(2016), silent).is_unknown  # nobody says that there is one
