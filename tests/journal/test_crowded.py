"""Times said earlier are asked again when they come to count: what was logged beside them since may leave no room."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from placements import clock
from placements.journal.confirming import confirm_days
from placements.journal.contesting import accept_correction, contest_correction, settle_contest
from placements.journal.models import Entry
from placements.journal.services import edit_entry, withdraw_entry
from placements.journal.verdicts import Times, Verdict
from placements.refusals import Refused
from tests.proving.pairs import Rivals, rivals
from tests.proving.twin import said_data

pytestmark = [pytest.mark.django_db, pytest.mark.database]
# Beside 9 to 14 with half an hour of break it fills a day of eight hours to its last minute.
BESIDE = {"starts": clock.time(15), "ends": clock.time(18, 30), "pause": 0}


@pytest.fixture
def world() -> Iterator[Rivals]:
    """A learner, his mentor, and the evening of a day."""
    world = rivals()
    with world.at():
        yield world


def codes_of(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [each.code for each in refused.value.refusals]


def corrected_and_crowded(world: Rivals) -> Entry:
    """The mentor makes the day longer, then the learner logs another stretch beside his own times."""
    entry = world.log()
    world.confirm(entry, reason="time_wrong", times=Times(clock.time(9), clock.time(14), 0))
    world.log(replace(world.said, **BESIDE))
    return entry


def test_a_correction_that_no_longer_fits_is_not_accepted(world: Rivals) -> None:
    entry = corrected_and_crowded(world)
    with pytest.raises(Refused) as refused:
        accept_correction(entry, world.practicum.learner, entry.version)
    assert codes_of(refused) == ["contest.collides", "hours.daily_cap"]
    entry.refresh_from_db()
    assert (entry.state, entry.minutes, entry.posted_minutes) == ("corrected", 270, 0)


def test_a_correction_that_no_longer_fits_is_not_upheld(world: Rivals) -> None:
    entry = corrected_and_crowded(world)
    contest_correction(entry, world.practicum.learner, entry.version, "Olin pausil.")
    with pytest.raises(Refused) as refused:
        settle_contest(entry, world.school.curator, {"decision": "mentor", "reason": "Saateleht"})
    assert codes_of(refused) == ["contest.collides", "hours.daily_cap"]
    settle_contest(entry, world.school.curator, {"decision": "learner", "reason": "Saateleht"})
    entry.refresh_from_db()
    assert entry.posted_minutes == 270


def test_a_change_is_not_taken_back_over_what_was_logged_since(world: Rivals) -> None:
    entry, learner = world.log(), world.practicum.learner
    world.confirm(entry)
    changed = edit_entry(entry, learner, 1, said_data(replace(world.said, ends=clock.time(10), pause=0)))
    world.log(replace(world.said, starts=clock.time(13), ends=clock.time(18), pause=0))
    with pytest.raises(Refused) as refused:
        withdraw_entry(changed, learner, changed.version)
    assert codes_of(refused) == ["hours.change_stays", "hours.overlap", "hours.daily_cap"]
    changed.refresh_from_db()
    assert (changed.state, changed.minutes, changed.posted_minutes) == ("submitted", 60, 270)


@pytest.mark.parametrize(("days", "refused"), [(6, ""), (7, "hours.reason_needed"), (14, "hours.backdate_closed")])
def test_moved_to_another_day_an_entry_is_as_late_as_that_day(world: Rivals, days: int, refused: str) -> None:
    world.number = 9
    with world.at():
        entry = world.log()
        moved = said_data(replace(world.said, day=world.day - timedelta(days=days)))
        if not refused:
            assert edit_entry(entry, world.practicum.learner, 1, moved).day == moved["day"]
            return
        with pytest.raises(Refused) as told:
            edit_entry(entry, world.practicum.learner, 1, moved)
    assert codes_of(told) == [refused]


def test_all_days_that_cannot_be_corrected_are_named(world: Rivals) -> None:
    entries = [world.log(), world.log(replace(world.said, **BESIDE))]
    same = [Times(each.starts, each.ends, each.break_minutes) for each in entries]
    verdicts = {
        each.pk: Verdict(1, reason="time_wrong", times=times) for each, times in zip(entries, same, strict=True)
    }
    with pytest.raises(Refused) as refused:
        confirm_days([world.placements[0]], world.placements[0].mentor, verdicts)
    assert codes_of(refused) == ["confirm.same_times", "confirm.same_times"]
