"""For each kind of step: how a practicum gets there, and what its owner then says."""

from collections.abc import Callable, Mapping
from datetime import time, timedelta
from typing import Any
from uuid import uuid4

from config.demo.walk import Walk
from placements import clock
from placements.agreements.selectors import agreement_in_signing
from placements.guidance.concerns import report_concern
from placements.journal.absences import say_absent
from placements.journal.confirming import confirm_days
from placements.journal.contesting import contest_correction
from placements.journal.models import Absence
from placements.journal.verdicts import Times, Verdict
from placements.overview.reminders import follow_up
from placements.people.codes import code_of, issue_code
from placements.records.models import WorkItem
from placements.reports.selectors import prompt_needs
from tests.walks import shortened

Station = tuple[Callable[[Walk], object], Callable[[Walk], Mapping[str, Any]]]
WORDS = "Nõustasin kliente ja kontrollisin kauba saatelehti. "


def signature(party: str) -> Callable[[Walk], Mapping[str, Any]]:
    def data(walk: Walk) -> Mapping[str, Any]:
        agreement = agreement_in_signing(walk.practicum)
        assert agreement is not None
        owner = WorkItem.objects.open().get(practicum=walk.practicum, kind=f"{party}_signature").owner
        return {"digest": agreement.digest, "code": code_of(issue_code(owner, "agreement", agreement.pk))}

    return data


def amendment(party: str) -> Callable[[Walk], Mapping[str, Any]]:
    def data(walk: Walk) -> Mapping[str, Any]:
        agreement = agreement_in_signing(walk.practicum)
        assert agreement is not None
        owner = WorkItem.objects.open().get(practicum=walk.practicum, kind=f"{party}_amendment").owner
        return {"digest": agreement.digest, "code": code_of(issue_code(owner, "agreement", agreement.pk))}

    return data


def extended(walk: Walk) -> Walk:
    later = walk.start().practicum.placements.get().ends_on + timedelta(days=2)
    return walk.turn("extend", ends_on=later, reason="Haigus")


def moved(walk: Walk) -> Walk:
    return walk.start().work(1).turn("change_host", last_on=walk.day, reason="Pood suletakse")


def recognising(walk: Walk) -> Walk:
    return walk.start().turn("recognise", minutes=900, basis="Müüja", reason="Kattub", evidence=None)


def resting(walk: Walk) -> Walk:
    return walk.start().turn("suspend", from_on=walk.day, planned_until=None, reason="Haigus")


def worried(walk: Walk) -> Walk:
    walk.start()
    data = {"kind": "unsafe", "text": "Riiul on lahti.", "happened_on": walk.day}
    with walk.at():
        report_concern(walk.practicum, walk.practicum.learner, uuid4(), data)
    return walk


def corrected(walk: Walk) -> Walk:
    """The mentor says that the only day ended an hour earlier."""
    entry = walk.start().work(1).practicum.entries.get()
    verdict = Verdict(
        entry.version, reason="time_wrong", text="Lõpetasime kell 13.", times=Times(time(9), time(13), 30)
    )
    with walk.at(hour=17):
        confirm_days([entry.placement], walk.mentor, {entry.pk: verdict})
    return walk


def contested(walk: Walk) -> Walk:
    entry = corrected(walk).practicum.entries.get()
    with walk.at(hour=18):
        contest_correction(entry, walk.practicum.learner, entry.version, "Koristasin veel saali.")
    return walk


def absent(walk: Walk) -> Walk:
    with walk.start().at():
        data = {"day": walk.day, "reason": Absence.Reason.ILLNESS, "text": ""}
        say_absent(walk.practicum, walk.practicum.learner, uuid4(), data)
    return walk


def judged_absence(walk: Walk) -> Mapping[str, Any]:
    return {"excused": {walk.practicum.absences.get().pk}, "unexcused": set(), "reason": ""}


def silent(walk: Walk) -> Walk:
    """A day has waited for the mentor for weeks."""
    walk.start().work(1)
    follow_up(clock.now())
    return walk


def former_ratings(walk: Walk) -> Mapping[str, Any]:
    codes = walk.practicum.placements.get(state="ended").competences
    return {"ratings": dict.fromkeys(codes, 4), "texts": {}, "aim_achieved": True}


def full(walk: Walk) -> Walk:
    return shortened(walk).start().work(2).confirm()


def ratings(walk: Walk) -> Mapping[str, Any]:
    codes = walk.practicum.placements.get().competences
    return {"ratings": dict.fromkeys(codes, 4), "texts": {}, "aim_achieved": True}


def answers(walk: Walk) -> Mapping[str, Any]:
    return {"version": 0, "answers": {need.code: WORDS * need.minimum_words for need in prompt_needs(walk.practicum)}}


def accepted(walk: Walk) -> Walk:
    return walk.ask().review("approve").answer(accepts=True)


STATIONS: dict[str, Station] = {
    "request": (lambda walk: walk, lambda walk: walk.request_data()),
    "review": (lambda walk: walk.ask(), lambda walk: {"verdict": "approve", "reason": "", "host": None}),
    "host_answer": (
        lambda walk: walk.ask().review("approve"),
        lambda walk: {"accepts": True, "reason": "", "safety_contact": "Kristjan Tamm", "conditions": ""},
    ),
    "learner_signature": (accepted, signature("learner")),
    "school_signature": (accepted, signature("school")),
    "host_signature": (accepted, signature("host")),
    "safety_briefing": (
        lambda walk: accepted(walk).sign(),
        lambda walk: {"held_on": walk.day, "topics": "Tuleohutus"},
    ),
    "briefing_acknowledgement": (
        lambda walk: accepted(walk).sign().do("safety_briefing", {"held_on": walk.day, "topics": "Tuleohutus"}),
        lambda walk: {},
    ),
    "check_in": (
        lambda walk: walk.start(),
        lambda walk: {"held_on": walk.day, "notes": "Hästi", "agreed": "", "outcome": "on_track"},
    ),
    "evaluation": (full, ratings),
    "report": (full, answers),
    "report_review": (lambda walk: full(walk).report(), lambda walk: {"approves": True, "remarks": {}}),
    "change_window": (
        lambda walk: full(walk).evaluate().report().read_report(approves=True),
        lambda walk: {"reason": "Juhendaja kinnitas telefonis"},
    ),
    "learner_amendment": (extended, amendment("learner")),
    "school_amendment": (extended, amendment("school")),
    "host_amendment": (extended, amendment("host")),
    "former_evaluation": (moved, former_ratings),
    "second_opinion": (recognising, lambda walk: {"confirms": True, "answer": ""}),
    "concern": (worried, lambda walk: {"measures": "Rääkisin juhendajaga", "outcome": "Riiul on kinni."}),
    "contested_day": (contested, lambda walk: {"decision": "mentor", "reason": "Kassa suleti kell 13."}),
    "absence": (absent, judged_absence),
    "call_host": (silent, lambda walk: {"agreed": "Vastab täna õhtul."}),
    "resume": (resting, lambda walk: {"resumed_on": walk.day}),
}
