"""The product's side of a random journal: the same acts by its verbs, on rows made without walking the process."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from config.demo.build import enrol, open_cohort, take_host
from placements import clock
from placements.agreements.models import Placement, Practicum, SafetyBriefing, Suspension
from placements.cohorts.selectors import curator_of
from placements.hosts.models import Host
from placements.journal.absences import say_absent, withdraw_absence
from placements.journal.confirming import confirm_days, take_back
from placements.journal.contesting import accept_correction, contest_correction, pass_unanswered, settle_contest
from placements.journal.exceptions import open_day
from placements.journal.models import Entry
from placements.journal.services import edit_entry, log_day, restore_entry, withdraw_entry
from placements.journal.verdicts import Times, Verdict
from placements.people.models import Person
from placements.refusals import Refused
from tests.oracle.journal import Journal
from tests.oracle.law import Place
from tests.oracle.saying import Said
from tests.proving.drawing import Act

PLAN: dict[str, Any] = {"weekdays": [0, 2, 4], "day_starts": time(9), "day_ends": time(14), "break_minutes": 30}
PLAN_MINUTES = 270


@dataclass
class School:
    """What every journal of a run shares: a practicum, two companies, a curator."""

    practicum: Practicum
    hosts: list[tuple[Host, Person]]
    curator: Person


def open_school() -> School:
    """One practicum whose process has begun; its rows are made afresh for every journal."""
    cohort = open_cohort(clock.local_date(clock.now()))
    hosts = [take_host(0), take_host(1)]
    return School(enrol(cohort, "jelena@example.ee", "Jelena Morozova", "ru"), hosts, curator_of(cohort))


def said_data(said: Said) -> dict[str, Any]:
    """The form's data of a statement."""
    return {
        "day": said.day, "starts": said.starts, "ends": said.ends, "break_minutes": said.pause,
        "starts_fold": said.first_pass, "ends_fold": said.last_pass, "chips": list(said.tasks), "outcomes": [1],
        "text": "Nõustasin.", "learned": "", "late_reason": said.late_reason,
    }  # fmt: skip


def _verdict(version: int, verdict: str | Said) -> Verdict:
    if isinstance(verdict, Said):
        passes = verdict.first_pass, verdict.last_pass
        times = Times(verdict.starts, verdict.ends, verdict.pause, *passes)
        return Verdict(version, reason="time_wrong", times=times)
    reason = "time_wrong" if verdict == "return" else ""
    return Verdict(version, returns=verdict != "right", reason=reason)


@dataclass
class Twin:
    """The practicum of the school as this journal has it."""

    school: School
    journal: Journal
    placements: list[Placement] = field(default_factory=list)
    # By their keys, as they were after the last act.
    entries: dict[int, Entry] = field(default_factory=dict)

    def __post_init__(self) -> None:
        Practicum.objects.filter(pk=self.practicum.pk).update(required_minutes=self.journal.required)
        self._place(self.journal.places[0])

    @property
    def practicum(self) -> Practicum:
        return self.school.practicum

    @property
    def learner(self) -> Person:
        return self.practicum.learner

    @property
    def mentor(self) -> Person:
        return self.placements[-1].mentor

    def at(self) -> AbstractContextManager[None]:
        return clock.moved_to(datetime.fromtimestamp(self.journal.now * 60, UTC))

    def do(self, act: Act) -> list[str]:
        """What the verb refuses; nothing when it was done."""
        about = [] if act.name == "log" or act.key is None else [self.entries[act.key]]
        first = [act.key] if act.name == "log" else about
        verb: Callable[..., Any] = getattr(self, f"_{act.name}")
        try:
            with self.at():
                verb(*first, *act.values)
        except Refused as refused:
            return [each.code for each in refused.refusals]
        return []

    def _place(self, place: Place) -> None:
        host, mentor = self.school.hosts[len(self.placements)]
        made = Placement.objects.create(
            practicum=self.practicum, host=host, mentor=mentor, signatory=mentor, state="in_force", tasks="",
            starts_on=place.starts_on, ends_on=place.ends_on, in_force_on=place.in_force_on, **PLAN,
        )  # fmt: skip
        self.placements.append(made)
        if place.is_briefed:
            self._brief()

    def _brief(self) -> None:
        placement = self.placements[-1]
        details = {"held_on": placement.starts_on, "topics": "Tuleohutus.", "recorded_by": placement.mentor}
        SafetyBriefing.objects.get_or_create(placement=placement, defaults=details)

    def _log(self, key: int, said: Said) -> None:
        log_day(self.practicum, self.learner, UUID(int=key), said_data(said))

    def _edit(self, entry: Entry, version: int, said: Said) -> None:
        edit_entry(entry, self.learner, version, said_data(said))

    def _withdraw(self, entry: Entry, version: int) -> None:
        withdraw_entry(entry, self.learner, version)

    def _restore(self, entry: Entry, version: int) -> None:
        restore_entry(entry, self.learner, version)

    def _confirm(self, place: int, verdicts: dict[int, tuple[int, str | Said]]) -> None:
        spoken = {self.entries[key].pk: _verdict(*verdict) for key, verdict in verdicts.items()}
        confirm_days([self.placements[place]], self.placements[place].mentor, spoken)

    def _take_back(self, entry: Entry, version: int, reason: str) -> None:
        take_back(entry, self.mentor, Verdict(version, returns=True, reason=reason))

    def _accept(self, entry: Entry, version: int) -> None:
        accept_correction(entry, self.learner, version)

    def _contest(self, entry: Entry, version: int, text: str) -> None:
        contest_correction(entry, self.learner, version, text)

    def _pass_on(self) -> None:
        pass_unanswered(clock.now())

    def _settle(self, entry: Entry, decision: str, reason: str) -> None:
        settle_contest(entry, self.school.curator, {"decision": decision, "reason": reason})

    def _say_absent(self, day: date, reason: str) -> None:
        key = UUID(int=self.practicum.absences.count() + 1)
        say_absent(self.practicum, self.learner, key, {"day": day, "reason": reason, "text": ""})

    def _withdraw_absence(self, day: date) -> None:
        withdraw_absence(self.practicum.absences.standing().get(day=day), self.learner)

    def _open_day(self, day: date, reason: str) -> None:
        open_day(self.practicum, self.school.curator, day, reason)

    def _suspend(self, from_on: date) -> None:
        Suspension.objects.create(
            practicum=self.practicum, from_on=from_on, reason="Haigus", suspended_by=self.school.curator
        )

    def _resume(self, on: date) -> None:
        Suspension.objects.filter(practicum=self.practicum, resumed_on=None).update(resumed_on=on)

    def _leave(self, last_on: date, place: Place) -> None:
        old = self.placements[-1]
        old.state, old.ended_on = Placement.State.ENDED, last_on
        old.save()
        self._place(place)
