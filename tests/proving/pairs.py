"""Two acts at the same instant, each by a thread with a connection of its own: one wins, the other is told why not."""

import threading
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from typing import Any
from uuid import uuid4

from placements import clock
from placements.agreements.models import Placement, Practicum
from placements.cohorts.models import Enrolment
from placements.journal.absences import say_absent
from placements.journal.confirming import confirm_days, take_back
from placements.journal.contesting import accept_correction, contest_correction
from placements.journal.models import Entry
from placements.journal.reconciling import reconcile_hours
from placements.journal.services import edit_entry, log_day, withdraw_entry
from placements.journal.verdicts import Times, Verdict
from placements.refusals import Refused
from tests.office import another_cohort
from tests.oracle.saying import Said
from tests.proving.desk import BEGINS, placed
from tests.proving.twin import School, open_school, said_data
from tests.strictness import StrictClient

PATIENCE = 60
Deed = Callable[[], Any]
DONE = "done"


@dataclass
class Rivals:
    """One learner with two practicums, whose every pair of acts has a week of its own; browsers for two tabs."""

    school: School
    placements: list[Placement]
    tabs: list[StrictClient]
    number: int = 0

    @property
    def day(self) -> date:
        return BEGINS + timedelta(weeks=self.number)

    @property
    def practicum(self) -> Practicum:
        return self.school.practicum

    @property
    def said(self) -> Said:
        return Said(self.day, time(9), time(14), 30, 0, 0)

    def at(self) -> Any:
        return clock.moved_to(clock.instant(self.day + clock.ONE_DAY, time(12)))

    def log(self, said: Said | None = None) -> Entry:
        data = said_data(said or self.said)
        return log_day(self.practicum, self.practicum.learner, uuid4(), data)

    def confirm(self, entry: Entry, **verdict: Any) -> None:
        confirm_days([self.placements[0]], self.placements[0].mentor, {entry.pk: Verdict(entry.version, **verdict)})

    def edit(self, entry: Entry) -> None:
        edit_entry(entry, self.practicum.learner, entry.version, said_data(replace(self.said, ends=time(13))))


def rivals() -> Rivals:
    """A learner with a practicum, and another one elsewhere."""
    school = open_school()
    cohort = another_cohort(school.practicum.cohort)
    enrolment = Enrolment.objects.create(
        cohort=cohort,
        learner=school.practicum.learner,
        programme_version=cohort.programme_version,
        enrolled_on=cohort.starts_on,
    )
    other = Practicum.objects.create(
        enrolment=enrolment, cohort=cohort, learner=enrolment.learner, required_minutes=3600, academic_hour_minutes=45
    )
    placements = [placed(school, each) for each in (school.practicum, other)]
    tabs = [StrictClient(), StrictClient()]
    for tab in tabs:
        tab.force_login(enrolment.learner)
    return Rivals(school, placements, tabs)


def double_save(world: Rivals) -> Sequence[Deed]:
    return world.log, world.log


def same_id(world: Rivals) -> Sequence[Deed]:
    key, later = uuid4(), replace(world.said, starts=time(15), ends=time(18))
    contents = (said_data(world.said), said_data(later))
    return [lambda data=data: log_day(world.practicum, world.practicum.learner, key, data) for data in contents]


def two_practicums(world: Rivals) -> Sequence[Deed]:
    practicums = [each.practicum for each in world.placements]
    data, learner = said_data(world.said), world.practicum.learner
    return [lambda each=each: log_day(each, learner, uuid4(), data) for each in practicums]


def two_tabs_confirm(world: Rivals) -> Sequence[Deed]:
    entry = world.log()
    return lambda: world.confirm(entry), lambda: world.confirm(entry)


def right_and_returned(world: Rivals) -> Sequence[Deed]:
    entry = world.log()
    return lambda: world.confirm(entry), lambda: world.confirm(entry, returns=True, reason="time_wrong")


def confirm_while_edited(world: Rivals) -> Sequence[Deed]:
    entry = world.log()
    return lambda: world.confirm(entry), lambda: world.edit(entry)


def two_edits(world: Rivals) -> Sequence[Deed]:
    entry = world.log()
    return lambda: world.edit(entry), lambda: world.edit(entry)


def _corrected(world: Rivals) -> Entry:
    entry = world.log()
    world.confirm(entry, reason="time_wrong", times=Times(time(9), time(13), 0))
    return entry


def correct_while_withdrawn(world: Rivals) -> Sequence[Deed]:
    entry = world.log()
    times = Times(time(9), time(13), 0)
    return (
        lambda: world.confirm(entry, reason="time_wrong", times=times),
        lambda: withdraw_entry(entry, world.practicum.learner, entry.version),
    )


def accept_while_contested(world: Rivals) -> Sequence[Deed]:
    entry, learner = _corrected(world), world.practicum.learner
    return (
        lambda: accept_correction(entry, learner, entry.version),
        lambda: contest_correction(entry, learner, entry.version, "Olin kella kaheni."),
    )


def take_back_while_edited(world: Rivals) -> Sequence[Deed]:
    entry = world.log()
    world.confirm(entry)
    verdict = Verdict(entry.version, returns=True, reason="time_wrong")
    return lambda: take_back(entry, world.placements[0].mentor, verdict), lambda: world.edit(entry)


def absent_while_logged(world: Rivals) -> Sequence[Deed]:
    data = {"day": world.day, "reason": "illness", "text": ""}
    return world.log, lambda: say_absent(world.practicum, world.practicum.learner, uuid4(), data)


def _form(said: Said) -> dict[str, Any]:
    names = {"client_id": uuid4(), "day": said.day, "starts": said.starts, "ends": said.ends}
    return names | {"break_minutes": said.pause, "chips": ["advise"], "text": f"Lahkusin kell {said.ends:%H}."}


def _send(tab: StrictClient, address: str, form: dict[str, Any]) -> None:
    """Send a form: 302 is done; 409 is refused, and holds what was typed."""
    response = tab.post(address, form)
    assert response.status_code in (302, 409), response.status_code
    if response.status_code == 409:
        assert form["text"] in response.content.decode()
        raise Refused


def double_save_by_page(world: Rivals) -> Sequence[Deed]:
    address = f"/journal/{world.day}/"
    forms = [_form(world.said), _form(replace(world.said, ends=time(13)))]
    return [lambda pair=pair: _send(pair[0], address, pair[1]) for pair in zip(world.tabs, forms, strict=True)]


def two_edits_by_page(world: Rivals) -> Sequence[Deed]:
    entry = world.log()
    address = f"/journal/entries/{entry.pk}/"
    forms = [_form(replace(world.said, ends=time(hour))) | {"version": 1} for hour in (12, 13)]
    return [lambda pair=pair: _send(pair[0], address, pair[1]) for pair in zip(world.tabs, forms, strict=True)]


# Where a later act is sound after the earlier one, both may be done one after the other; else exactly one is.
IN_TURN = (confirm_while_edited, take_back_while_edited)
KINDS = (
    double_save, same_id, two_practicums, two_tabs_confirm, right_and_returned, two_edits, correct_while_withdrawn,
    accept_while_contested, absent_while_logged, *IN_TURN, double_save_by_page, two_edits_by_page,
)  # fmt: skip


@dataclass
class Met:
    """How pairs ended, kind by kind, and what must not be."""

    tally: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


def meet(pool: ThreadPoolExecutor, world: Rivals, count: int) -> Met:
    """So many pairs of acts, every kind in its turn; the ledger proves the counters after each round of kinds."""
    met = Met()
    for number in range(count):
        world.number, kind = number, KINDS[number % len(KINDS)]
        with world.at():
            deeds = kind(world)
        ends = _at_once(pool, world, deeds)
        met.tally[f"{kind.__name__}: {' and '.join(sorted(map(str, ends)))}"] += 1
        met.faults += [f"{number} {kind.__name__}: {ends}" for _ in [0] if not _is_sound(kind, ends)]
        if number % len(KINDS) == len(KINDS) - 1 or number == count - 1:
            met.faults += [f"{number}: {each}" for each in reconcile_hours(mends=False)]
    return met


def _is_sound(kind: Callable[..., Any], ends: list[str]) -> bool:
    done = ends.count(DONE)
    return all(end in (DONE, "refused") for end in ends) and (done == 1 or (done == 2 and kind in IN_TURN))


def _at_once(pool: ThreadPoolExecutor, world: Rivals, deeds: Sequence[Deed]) -> list[str]:
    gate = threading.Barrier(len(deeds))
    running = [pool.submit(_one, gate, world, deed) for deed in deeds]
    return [each.result(timeout=PATIENCE) for each in running]


def _one(gate: threading.Barrier, world: Rivals, deed: Deed) -> str:
    with world.at():
        gate.wait(timeout=PATIENCE)
        try:
            deed()
        except Refused:
            return "refused"
        except Exception:  # noqa: BLE001 - whatever it is, it belongs to the outcome
            return traceback.format_exc(limit=-6)
    return DONE
