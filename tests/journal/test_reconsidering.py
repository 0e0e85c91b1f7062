"""A mentor who returned or corrected a day by mistake says otherwise, until the learner has gone on from it."""

from collections.abc import Callable
from datetime import time

import pytest

from config.demo.walk import Walk
from notifications.models import OutboxMessage
from placements import clock
from placements.cohorts.selectors import curator_of
from placements.journal.confirming import confirm_days, take_back
from placements.journal.contesting import accept_correction, contest_correction, settle_contest
from placements.journal.models import Confirmation, Correction, Entry, HourPosting
from placements.journal.reconciling import reconcile_hours
from placements.journal.reconsidering import reconsider
from placements.journal.services import edit_entry, withdraw_entry
from placements.journal.statements import CONTENT
from placements.journal.verdicts import Times, Verdict
from placements.overview.mails import day_reconsidered
from placements.records.models import HistoryEntry
from placements.refusals import Refused

pytestmark = pytest.mark.django_db
SAID = 270
WRONG = {"returns": True, "reason": "time_wrong"}
OTHER = Times(time(9), time(13), 30)


@pytest.fixture
def walk(new_walk: Callable[[], Walk]) -> Walk:
    return new_walk().start().work(1)


def reread(walk: Walk) -> Entry:
    walk.practicum.refresh_from_db()
    return walk.practicum.entries.select_related("placement", "learner", "practicum__cohort").get()


def say(walk: Walk, **word: object) -> Entry:
    entry = reread(walk)
    with walk.at(hour=19):
        confirm_days([entry.placement], walk.mentor, {entry.pk: Verdict(entry.version, **word)})  # type: ignore[arg-type]
    return reread(walk)


def anew(walk: Walk, entry: Entry, *, hour: int = 20, **word: object) -> Entry:
    with walk.at(hour=hour):
        reconsider(entry, walk.mentor, Verdict(entry.version, **word))  # type: ignore[arg-type]
    return reread(walk)


def figures(walk: Walk) -> tuple[str, int, int, int]:
    entry = reread(walk)
    assert reconcile_hours(mends=False) == []
    return entry.state, entry.posted_minutes, walk.practicum.confirmed_minutes, walk.practicum.waiting_minutes


def asked(walk: Walk) -> list[str]:
    return list(walk.practicum.work_items.open().filter(part="learner").values_list("kind", flat=True))


def test_a_returned_day_is_confirmed_after_all_and_its_learner_is_told(walk: Walk) -> None:
    returned = say(walk, **WRONG)
    assert (figures(walk), asked(walk)) == (("returned", 0, 0, 0), ["returned_day"])
    entry = anew(walk, returned)
    assert (figures(walk), asked(walk), entry.return_reason) == (("confirmed", SAID, SAID, 0), [], "")
    assert Confirmation.objects.count() == 2
    assert HistoryEntry.objects.get(action="entry.return_withdrawn").actor == walk.mentor
    message = OutboxMessage.objects.get(kind="day_reconsidered")
    assert day_reconsidered(message.payload, entry.learner) is not None


def test_nobody_is_told_of_what_has_been_changed_since(walk: Walk) -> None:
    entry = anew(walk, say(walk, **WRONG))
    payload = OutboxMessage.objects.get(kind="day_reconsidered").payload
    with walk.at(hour=21):
        take_back(entry, walk.mentor, Verdict(entry.version, returns=True, reason="time_wrong"))
    assert day_reconsidered(payload, entry.learner) is None


def test_what_was_taken_back_is_confirmed_anew_as_the_next_version(walk: Walk) -> None:
    taken = anew(walk, say(walk), **WRONG)
    assert figures(walk) == ("returned", 0, 0, 0)
    anew(walk, taken, hour=21)
    assert figures(walk) == ("confirmed", SAID, SAID, 0)
    assert list(HourPosting.objects.values_list("minutes", "entry_version")) == [(SAID, 1), (-SAID, 1), (SAID, 2)]


def test_a_returned_change_of_a_confirmed_day_replaces_the_old_amount(walk: Walk) -> None:
    confirmed = say(walk)
    with walk.at(hour=19):
        edit_entry(confirmed, confirmed.learner, 1, content(confirmed, ends=time(13)))
    anew(walk, say(walk, **WRONG))
    assert figures(walk) == ("confirmed", SAID - 60, SAID - 60, 0)


def content(entry: Entry, **other: object) -> dict[str, object]:
    return {name: getattr(entry, name) for name in CONTENT} | other


@pytest.mark.parametrize(
    ("word", "state", "minutes", "items"),
    [({}, "confirmed", SAID, []), (WRONG, "returned", 0, ["returned_day"])],
)
def test_a_correction_is_withdrawn(
    walk: Walk, word: dict[str, object], state: str, minutes: int, items: list[str]
) -> None:
    anew(walk, say(walk, times=OTHER), **word)
    assert (figures(walk), asked(walk)) == ((state, minutes, minutes, 0), items)
    correction = Correction.objects.get()
    assert (correction.state, correction.settled_by) == ("withdrawn", walk.mentor)
    with pytest.raises(Refused):
        accept_correction(reread(walk), walk.practicum.learner, 1)


def test_pressing_twice_changes_nothing_more(walk: Walk) -> None:
    returned = say(walk, **WRONG)
    anew(walk, returned)
    with pytest.raises(Refused, match=r"confirm\.day_changed"):
        anew(walk, returned, hour=21)
    assert (figures(walk), HourPosting.objects.count()) == (("confirmed", SAID, SAID, 0), 1)


def test_what_the_learner_sent_again_or_withdrew_is_not_confirmed_unseen(walk: Walk) -> None:
    returned = say(walk, **WRONG)
    with walk.at(hour=19):
        edit_entry(returned, returned.learner, 1, content(returned, ends=time(13)))
    with pytest.raises(Refused, match=r"confirm\.day_changed"):
        anew(walk, returned)
    withdraw_entry(reread(walk), returned.learner, 2)
    with pytest.raises(Refused, match=r"confirm\.day_changed"):
        anew(walk, reread(walk))
    assert figures(walk) == ("withdrawn", 0, 0, 0)


def test_what_the_learner_contested_is_the_curator_s(walk: Walk) -> None:
    corrected = say(walk, times=OTHER)
    contest_correction(corrected, corrected.learner, 1, "Olin kella kaheni.")
    for word in ({}, WRONG):
        with pytest.raises(Refused, match=r"confirm\.day_changed"):
            anew(walk, corrected, **word)
    decision = {"decision": "again", "reason": "Kirjuta uuesti."}
    settle_contest(reread(walk), curator_of(walk.practicum.cohort), decision)
    with pytest.raises(Refused, match=r"confirm\.not_yours"):
        anew(walk, reread(walk))
    assert figures(walk) == ("returned", 0, 0, 0)


@pytest.mark.parametrize("word", [WRONG, {"times": OTHER}])
def test_the_window_is_that_of_a_confirmation(walk: Walk, word: dict[str, object]) -> None:
    entry = say(walk, **word)
    last = clock.local_date(Confirmation.objects.get().final_at)
    with clock.moved_to(clock.instant(last, time(0))), pytest.raises(Refused, match=r"confirm\.window_over"):
        reconsider(entry, walk.mentor, Verdict(entry.version))
    with clock.moved_to(clock.instant(last - clock.ONE_DAY, time(23, 59))):
        reconsider(entry, walk.mentor, Verdict(entry.version))
    assert figures(walk)[0] == "confirmed"


def test_returning_instead_of_correcting_needs_a_reason(walk: Walk) -> None:
    entry = say(walk, times=OTHER)
    with pytest.raises(Refused, match=r"confirm\.reason_needed"):
        anew(walk, entry, returns=True)
    assert Correction.objects.get().state == "waiting"


def test_a_day_that_waits_or_is_withdrawn_is_not_settled_here(walk: Walk) -> None:
    for word in ({}, WRONG):
        with pytest.raises(Refused, match=r"confirm\.day_changed"):
            anew(walk, reread(walk), **word)
