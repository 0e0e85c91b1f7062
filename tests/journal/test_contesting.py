"""A mentor's other times for a day: accepted, contested, left unanswered, settled; what stands meanwhile."""

from collections.abc import Callable
from datetime import time, timedelta

import pytest

from config.demo.walk import Walk
from placements import clock
from placements.cohorts.selectors import curator_of
from placements.journal.confirming import confirm_days, take_back
from placements.journal.contesting import (
    accept_correction,
    contest_correction,
    pass_unanswered,
    settle_contest,
)
from placements.journal.counters import posted_minutes, waiting_minutes
from placements.journal.models import Correction, Entry, EntryVersion
from placements.journal.verdicts import Times, Verdict
from placements.people.models import Person
from placements.records.models import HistoryEntry, WorkItem
from placements.refusals import Refused

pytestmark = pytest.mark.django_db
SAID, SEEN = 270, 210
OTHER = Times(time(9), time(13), 30)


@pytest.fixture
def walk(new_walk: Callable[[], Walk]) -> Walk:
    return new_walk().start().work(1)


@pytest.fixture
def day(walk: Walk) -> Entry:
    """A day that the mentor has corrected from 4 h 30 min to 3 h 30 min."""
    return corrected(walk)


def corrected(walk: Walk, times: Times = OTHER) -> Entry:
    entry = walk.practicum.entries.get()
    verdict = Verdict(entry.version, times=times, reason="time_wrong", text="Lõpetasime kell 13.")
    with walk.at(hour=19):
        confirm_days([entry.placement], walk.mentor, {entry.pk: verdict})
    return again(entry)


def again(entry: Entry) -> Entry:
    found: Entry = Entry.objects.select_related("practicum__learner", "practicum__cohort").get(pk=entry.pk)
    return found


def curator(entry: Entry) -> Person:
    return curator_of(entry.practicum.cohort)


def asked(entry: Entry) -> list[str]:
    items = WorkItem.objects.open().filter(practicum=entry.practicum, subject_id=entry.pk, kind__endswith="_day")
    return list(items.order_by("kind").values_list("kind", flat=True))


def test_corrected_minutes_wait_until_the_learner_accepts(day: Entry) -> None:
    assert (day.state, day.minutes, day.posted_minutes, asked(day)) == ("corrected", SAID, 0, ["corrected_day"])
    assert (posted_minutes(day.practicum), day.practicum.waiting_minutes) == (0, SAID)
    accepted = again(accept_correction(day, day.practicum.learner, day.version))
    assert (accepted.state, accepted.ends, accepted.minutes, accepted.posted_minutes) == (
        "confirmed",
        time(13),
        SEEN,
        SEEN,
    )
    assert (accepted.practicum.confirmed_minutes, accepted.practicum.waiting_minutes, asked(day)) == (SEEN, 0, [])


def test_what_the_learner_had_said_is_kept(day: Entry) -> None:
    accept_correction(day, day.practicum.learner, day.version)
    kept = EntryVersion.objects.get(entry=day)
    assert (kept.version, kept.ends, kept.minutes) == (1, time(14), SAID)


def test_the_mentor_who_corrected_is_the_one_who_confirmed(day: Entry, walk: Walk) -> None:
    accept_correction(day, day.practicum.learner, day.version)
    posting = again(day).postings.get()
    assert (posting.confirmation.person, posting.confirmation.basis) == (walk.mentor, "mentor")


def test_a_contest_goes_to_the_curator_with_its_text(day: Entry) -> None:
    contest_correction(day, day.practicum.learner, day.version, "Olin kella kaheni.")
    assert (again(day).state, asked(day)) == ("contested", ["contested_day"])
    assert Correction.objects.get(entry=day).contest_text == "Olin kella kaheni."
    assert waiting_minutes(day.practicum) == SAID


def test_a_contest_without_text_is_refused_and_changes_nothing(day: Entry) -> None:
    before = HistoryEntry.objects.count()
    with pytest.raises(Refused, match=r"contest\.text_needed"):
        contest_correction(day, day.practicum.learner, day.version, " \n")
    assert (again(day).state, asked(day), HistoryEntry.objects.count()) == ("corrected", ["corrected_day"], before)


@pytest.mark.parametrize(
    ("decision", "state", "minutes", "outcome"),
    [
        ("mentor", "confirmed", SEEN, "upheld"),
        ("learner", "confirmed", SAID, "overruled"),
        ("again", "returned", 0, "overruled"),
    ],
)
def test_the_curator_settles(day: Entry, decision: str, state: str, minutes: int, outcome: str) -> None:
    contest_correction(day, day.practicum.learner, day.version, "Olin kella kaheni.")
    settle_contest(again(day), curator(day), {"decision": decision, "reason": "Kassa logi järgi."})
    settled = again(day)
    assert (settled.state, settled.posted_minutes, settled.practicum.confirmed_minutes) == (state, minutes, minutes)
    assert Correction.objects.get(entry=day).state == outcome
    assert asked(day) == (["returned_day"] if state == "returned" else [])


def test_what_the_curator_settled_the_mentor_does_not_take_back(day: Entry, walk: Walk) -> None:
    contest_correction(day, day.practicum.learner, day.version, "Olin kella kaheni.")
    settle_contest(again(day), curator(day), {"decision": "learner", "reason": "Kassa logi järgi."})
    settled = again(day)
    with pytest.raises(Refused, match=r"confirm\.window_over"):
        take_back(settled, walk.mentor, Verdict(settled.version, returns=True, reason="time_wrong"))


def test_a_settlement_needs_a_reason(day: Entry) -> None:
    contest_correction(day, day.practicum.learner, day.version, "Olin kella kaheni.")
    with pytest.raises(Refused, match=r"contest\.reason_needed"):
        settle_contest(again(day), curator(day), {"decision": "mentor", "reason": ""})
    assert (again(day).state, posted_minutes(day.practicum)) == ("contested", 0)


def test_no_answer_within_seven_days_goes_to_the_curator(day: Entry) -> None:
    answer_by = Correction.objects.get(entry=day).answer_by
    assert clock.local_date(answer_by) == clock.local_date(HistoryEntry.objects.latest("pk").at) + timedelta(days=7)
    assert (pass_unanswered(answer_by), again(day).state) == (0, "corrected")
    assert (pass_unanswered(answer_by + timedelta(seconds=1)), again(day).state) == (1, "contested")
    assert (pass_unanswered(answer_by + timedelta(days=1)), asked(day)) == (0, ["contested_day"])


@pytest.mark.parametrize(
    ("times", "code"),
    [
        (Times(time(9), time(14), 30), "confirm.same_times"),
        (Times(time(9), time(9), 0), "hours.equal_times"),
        (Times(time(9), time(9, 30), 30), "hours.break_too_long"),
        (Times(time(9), time(18), 30), "hours.daily_cap"),
        (Times(time(12), time(19, 30), 20), "hours.break_missing"),
    ],
)
def test_times_that_break_a_rule_are_refused(walk: Walk, times: Times, code: str) -> None:
    with pytest.raises(Refused) as caught:
        corrected(walk, times)
    assert code in [refusal.code for refusal in caught.value.refusals]
    assert walk.practicum.entries.get().state == "submitted"
    assert not Correction.objects.exists()


def test_a_stale_answer_is_refused(day: Entry) -> None:
    accept_correction(day, day.practicum.learner, day.version)
    with pytest.raises(Refused, match=r"hours\."):
        contest_correction(day, day.practicum.learner, day.version, "Siiski mitte.")
    assert again(day).posted_minutes == SEEN
