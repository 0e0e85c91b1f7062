"""Planning sessions: the programme's hours are the limit, and what a past session does is said."""

from datetime import time, timedelta

import pytest

from placements.cohorts.selectors import curriculum_of
from placements.refusals import Refused
from placements.results import planning, rules
from placements.results.completing import complete_register
from placements.results.planning import SessionDetails
from placements.results.recording import record_attendance
from placements.sentences import sentence
from tests.office import browser_of
from tests.results.world import Course, there

pytestmark = pytest.mark.django_db
PART = 660


def full(course: Course) -> int:
    """Sessions for all contact hours of the programme but two; returns these hours' minutes."""
    curriculum = curriculum_of(course.cohort.programme_version_id)
    left = (curriculum.contact_hours - 2) * curriculum.academic_hour_minutes
    days = (course.cohort.starts_on + timedelta(days=number) for number in range(99))
    while left:
        details = SessionDetails(next(days), time(8), min(left, PART))
        left -= planning.plan_session(course.cohort, details, course.marika).minutes
    return 2 * curriculum.academic_hour_minutes


def test_sessions_fill_the_contact_hours_and_no_more(course: Course) -> None:
    rest = full(course)
    with pytest.raises(Refused) as caught:
        course.session(minutes=rest + 45)
    (refusal,) = caught.value.refusals
    assert refusal.code == "session.beyond"
    assert ("83" in sentence(refusal), "82" in sentence(refusal)) == (True, True)
    session = course.session(minutes=rest)
    moved = SessionDetails(session.held_on, time(12), rest)
    assert planning.change_session(session, moved, session.version, course.marika).starts_at == time(12)
    session.refresh_from_db()
    with pytest.raises(Refused, match=r"session\.beyond"):
        planning.change_session(session, SessionDetails(session.held_on, time(12), rest + 1), session.version,
                                course.marika)  # fmt: skip


@pytest.mark.parametrize(
    ("minutes", "before", "is_refused"),
    [(90, 0, False), (91, 0, True), (91, 91, False), (92, 91, True), (91, 95, False)],
)
def test_what_is_beyond_already_may_be_moved_and_shortened(minutes: int, before: int, is_refused: bool) -> None:
    assert bool(rules.beyond_refusal(3600, minutes, before, 3690)) == is_refused


def test_a_past_session_says_what_it_does_to_everybody(course: Course) -> None:
    data = {"version": "0", "starts_at": "10:00", "minutes": "45", "topic": ""}
    browser = browser_of(course.marika)
    unknown = "kogu grupi osalus", "attendance of the whole group is unknown"
    for days, is_said in ((-1, True), (1, False)):
        address = f"/cohorts/{course.cohort.code}/attendance/new/"
        shown = browser.post(address, data | {"held_on": str(course.day(days))}, follow=True).content.decode()
        assert any(each in shown for each in unknown) == is_said
    session = course.cohort.sessions.get(held_on=course.day(-1))
    record_attendance(session, [there(each, 45) for each in course.learners], course.marika)
    session = complete_register(session, course.marika)
    edit = f"/cohorts/{course.cohort.code}/attendance/{session.pk}/edit/"
    held = {"held_on": str(session.held_on), "version": str(session.version)}
    shown = browser.post(edit, data | held | {"topic": "Kassa"}, follow=True).content.decode()
    assert not any(each in shown for each in unknown)
