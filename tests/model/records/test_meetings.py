"""Meetings and consultations: two parties at least."""

from __future__ import annotations

from bilateral import Period, Truth
from bilateral.model.records import Consultation, Meeting, MeetingFormat
from tests.model.records.kinds import (
    HAPPENED,
    check_counted,
    check_names,
    check_optional,
    check_roles,
    check_sides,
    check_words,
    made,
)

FORMATS = "bilateral, trilateral, multilateral"


def test_a_meeting_has_two_parties() -> None:
    check_names(Meeting, "meeting", "meetings")
    check_roles(Meeting, {"party", "host", "organizer", "third party"})
    check_sides(Meeting, {"party"}, {"party"})
    check_counted(Meeting, HAPPENED)


def test_a_consultation_has_two_parties() -> None:
    check_names(Consultation, "consultation", "consultations")
    check_roles(Consultation, {"party", "third party"})
    check_sides(Consultation, {"party"}, {"party"})
    check_counted(Consultation, HAPPENED)


def test_how_many_sides_meet_and_for_the_how_manieth_time() -> None:
    check_words(Meeting, "format", MeetingFormat, FORMATS)
    check_words(Consultation, "format", MeetingFormat, FORMATS)
    check_optional(Meeting, {"session": 12})


def test_a_meeting_lasts_from_a_start_to_an_end() -> None:
    record = made(Meeting, date="2018-04-24/2018-04-26")
    assert isinstance(record, Meeting)
    assert record.date == Period("2018-04-24/2018-04-26")
    assert record.date.during("2018-04-25") is Truth.TRUE
