"""Walks one practicum along its process by the product's own verbs, at instants of its past."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any
from uuid import uuid4

from placements import clock
from placements.agreements.models import Agreement, Placement, Practicum
from placements.agreements.selectors import agreement_in_signing
from placements.agreements.services import FIELDS
from placements.clock import is_working_day
from placements.cohorts.selectors import curator_of, curriculum_of, policy_of
from placements.hosts.models import Host
from placements.journal.confirming import confirm_days, take_back
from placements.journal.models import Entry
from placements.journal.services import log_day
from placements.journal.verdicts import Verdict
from placements.people.codes import code_of, issue_code
from placements.people.models import Person
from placements.records.models import WorkItem
from placements.reports.selectors import prompt_needs, report_of
from workflows.acting import act, begin_again, turn
from workflows.turnings import TURNINGS
from workflows.waking import wake

PERIOD_DAYS = 56
WEEKDAYS = [0, 2, 4]
DAY = {"starts": time(9), "ends": time(14), "break_minutes": 30}
TASKS = "Klientide nõustamine, kauba vastuvõtt, väljapanek, kaebuste lahendamine, kassatöö ja esitlused."
SENTENCE = "Nõustasin kliente, tegin väljapaneku ümber ja kontrollisin saatelehti koos juhendajaga. "
WORKED = ("advise", "display", "goods_in", "complaint", "crm", "team", "present")


@dataclass
class Walk:
    """One practicum on its way; day is where its clock stands."""

    practicum: Practicum
    host: Host
    mentor: Person
    day: date
    hour: int = 9
    text: str = field(default=SENTENCE)

    def at(self, hour: int = 0) -> AbstractContextManager[None]:
        return clock.moved_to(clock.instant(self.day, time(hour or self.hour, 12)))

    def rest(self, days: int = 1) -> "Walk":
        """Let days pass."""
        self.day += timedelta(days=days)
        return self

    def do(self, kind: str, data: Mapping[str, Any]) -> "Walk":
        """End the step of this kind as its owner."""
        return self.do_as(None, kind, data)

    def do_as(self, person: Person | None, kind: str, data: Mapping[str, Any]) -> "Walk":
        """End the step of this kind as this person, as its owner when none is named."""
        with self.at():
            items = WorkItem.objects.open().filter(practicum=self.practicum).select_related("practicum", "owner")
            waiting = {item.kind: item for item in items.order_by("pk")}
            assert kind in waiting, f"nobody is asked for {kind}, but for {', '.join(waiting) or 'nothing'}"
            act(waiting[kind], person or waiting[kind].owner, data)
        self.practicum.refresh_from_db()
        return self

    def request_data(self) -> dict[str, Any]:
        signatory = self.host.contacts.filter(is_signatory=True).select_related("person").first()
        person = signatory.person if signatory else self.mentor
        request = self.practicum.request
        request.refresh_from_db()
        values = {name: getattr(request, name) for name in FIELDS}
        return values | {
            "version": request.version,
            "source": "own",
            "host_name": self.host.name,
            "registry_code": self.host.registry_code,
            "host_address": self.host.address,
            "mentor_name": self.mentor.name,
            "mentor_email": self.mentor.email,
            "mentor_phone": self.mentor.phone,
            "mentor_language": self.mentor.language,
            "signatory_name": person.name,
            "signatory_email": person.email,
            "starts_on": self.day + timedelta(days=3),
            "ends_on": min(self.day + timedelta(days=3 + PERIOD_DAYS), self.practicum.cohort.practicum_until),
            "weekdays": WEEKDAYS,
            "day_starts": DAY["starts"],
            "day_ends": DAY["ends"],
            "break_minutes": DAY["break_minutes"],
            "tasks": TASKS,
            "outcomes": [each.number for each in curriculum_of(self.practicum.enrolment.programme_version_id).outcomes][
                :7
            ],
        }

    def ask(self) -> "Walk":
        return self.do("request", self.request_data())

    def ask_for_a_place(self, wishes: str) -> "Walk":
        return self.do("request", self.request_data() | {"source": "find", "wishes": wishes})

    def review(self, verdict: str, reason: str = "", host: Host | None = None) -> "Walk":
        return self.rest().do("review", {"verdict": verdict, "reason": reason, "host": host})

    def answer(self, *, accepts: bool, reason: str = "") -> "Walk":
        data = {"accepts": accepts, "reason": reason, "safety_contact": self.mentor.name, "conditions": ""}
        return self.rest().do("host_answer", data)

    def sign(self, *parties: str) -> "Walk":
        for party in parties or ("learner", "school", "host"):
            agreement = agreement_in_signing(self.practicum)
            assert agreement is not None
            item = WorkItem.objects.open().get(practicum=self.practicum, kind=f"{party}_signature")
            with self.at():
                code = code_of(issue_code(item.owner, "agreement", agreement.pk))
            self.do(f"{party}_signature", {"digest": agreement.digest, "code": code})
        return self

    def brief(self) -> "Walk":
        self.do("safety_briefing", {"held_on": self.day, "topics": "Tuleohutus, tõstmine, esmaabi, väljapääsud."})
        return self.do("briefing_acknowledgement", {}).hold_check_in()

    def start(self) -> "Walk":
        """Go as far as the first day at the company."""
        return self.ask().review("approve").answer(accepts=True).sign().rest().brief()

    def work(self, days: int) -> "Walk":
        """Log so many planned days, one after the other."""
        for index in range(days):
            while not (self.day.weekday() in WEEKDAYS and is_working_day(self.day)):
                self.rest()
            self.log(index)
            self.rest()
        return self

    def log(self, index: int) -> None:
        chip = WORKED[index % len(WORKED)]
        chips = [each for each in policy_of(self.practicum.cohort).task_chips if each.code == chip]
        content = {"text": self.text.strip(), "learned": "", "late_reason": ""}
        outcomes = [number for each in chips for number in each.outcomes]
        with self.at(hour=18):
            data = {"day": self.day, **DAY, "chips": [chip], "outcomes": outcomes, **content}
            log_day(self.practicum, self.practicum.learner, uuid4(), data)

    def confirm(self, returned: int = 0) -> "Walk":
        """The mentor settles all that waits, returning the last so many days."""
        entries = Entry.objects.filter(practicum=self.practicum, state=Entry.State.SUBMITTED)
        waiting = entries.select_related("placement__mentor").order_by("day").first()
        placement = waiting.placement if waiting else Placement.objects.get(practicum=self.practicum, state="in_force")
        days = list(Entry.objects.filter(placement=placement, state=Entry.State.SUBMITTED))
        verdicts = {entry.pk: Verdict(entry.version) for entry in days}
        for entry in days[len(days) - returned :]:
            verdicts[entry.pk] = Verdict(entry.version, returns=True, reason="time_wrong", text="Lõpetasime kell 13.")
        with self.at(hour=17):
            confirm_days([placement], placement.mentor, verdicts)
            wake(self.practicum.pk)
        self.practicum.refresh_from_db()
        return self

    def turn(self, code: str, *, by: Person | None = None, **data: Any) -> "Walk":
        """Let the practicum take a turning, by its curator unless another one is named."""
        with self.at():
            turn(TURNINGS[code], self.practicum, by or curator_of(self.practicum.cohort), data)
        self.practicum.refresh_from_db()
        return self

    def begin_again(self) -> "Walk":
        """Go on with a new practicum after one that ended."""
        with self.at():
            self.practicum = begin_again(self.practicum, curator_of(self.practicum.cohort))
        self.practicum.refresh_from_db()
        return self

    def sign_amendment(self, party: str) -> "Walk":
        item = WorkItem.objects.open().get(practicum=self.practicum, kind=f"{party}_amendment")
        amendment = Agreement.objects.get(pk=item.subject_id)
        with self.at():
            code = code_of(issue_code(item.owner, "agreement", amendment.pk))
        return self.do(f"{party}_amendment", {"digest": amendment.digest, "code": code})

    def take_back_last_day(self) -> "Walk":
        """The mentor takes the confirmation of the last day back."""
        entry = self.practicum.entries.filter(state="confirmed").order_by("day").last()
        assert entry is not None
        with self.at(hour=17):
            take_back(entry, self.mentor, Verdict(entry.version, returns=True, reason="time_wrong"))
            wake(self.practicum.pk)
        self.practicum.refresh_from_db()
        return self

    def evaluate(self) -> "Walk":
        placement = Placement.objects.get(practicum=self.practicum, state="in_force")
        ratings = {code: 4 - index % 2 for index, code in enumerate(placement.competences)}
        texts = {"strength": "Suhtleb klientidega rahulikult.", "advice": "Julgem otsustamine."}
        return self.do("evaluation", {"ratings": ratings, "texts": texts, "aim_achieved": True})

    def report(self) -> "Walk":
        answers = {need.code: self.text * (need.minimum_words // 8 + 1) for need in prompt_needs(self.practicum)}
        return self.do("report", {"version": report_of(self.practicum).draft_version, "answers": answers})

    def read_report(self, *, approves: bool, remark: str = "") -> "Walk":
        return self.rest().do("report_review", {"approves": approves, "remarks": {"work": remark}})

    def hold_check_in(self, code: str = "start") -> "Walk":
        check_in = self.practicum.check_ins.get(code=code)
        item = WorkItem.objects.open().select_related("practicum", "owner").get(kind="check_in", subject_id=check_in.pk)
        data = {"held_on": self.day, "notes": "Kõik sujub.", "agreed": "", "outcome": "on_track"}
        with self.at():
            act(item, item.owner, data)
        return self
