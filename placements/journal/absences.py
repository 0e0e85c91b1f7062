"""The verbs of days off: the learner says and withdraws them, the curator says whether they are excused."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import OuterRef, Subquery

from placements import clock
from placements.agreements.models import Practicum
from placements.clock import deadline
from placements.cohorts.selectors import curator_of
from placements.journal import rules, rules_of_days
from placements.journal.admitting import closed_days, taking_placements
from placements.journal.models import Absence, Entry
from placements.journal.selectors import period_of
from placements.people.models import Person
from placements.records.models import HistoryEntry, Part
from placements.records.services import close_items, open_item, record
from placements.refusals import Refusal, Refused, refuse_if

KIND = "absence"
JUDGE_WORKING_DAYS = 5
JUDGED = ("absence.excused", "absence.not_excused")
# What needs nobody's judgement: the learner missed nothing.
EXCUSED_OF_ITSELF = (Absence.Reason.NO_PRACTICUM, Absence.Reason.HOST_CLOSED)
Data = Mapping[str, Any]


@transaction.atomic
def say_absent(practicum: Practicum, actor: Person, client_id: UUID, data: Data) -> Absence:
    """Write a whole day down as one without practicum; sending the same again is harmless. data: day, reason, text.

    A day ahead may be told too: the forecast goes round it. Locks: the practicum.
    Raises: Refused outside the agreement, in a suspension, on a day with hours. Source: domain, section 9 (12).
    """
    locked = Practicum.objects.locked().select_related("cohort", "learner").get(pk=practicum.pk)
    known = Absence.objects.filter(client_id=client_id).first()
    if known is not None:
        return _same_or_refused(known, locked, data)
    _refuse_unsound(locked, data)
    absence = Absence.objects.create(
        practicum=locked,
        client_id=client_id,
        day=data["day"],
        reason=data["reason"],
        text=data["text"],
        is_excused=True if data["reason"] in EXCUSED_OF_ITSELF else None,
    )
    if absence.is_excused is None:
        _ask_curator(locked)
    _record("absence.said", absence, actor)
    return absence


def _same_or_refused(known: Absence, practicum: Practicum, data: Data) -> Absence:
    is_same = (known.practicum_id, known.day, known.reason) == (practicum.pk, data["day"], data["reason"])
    if not is_same:
        raise Refused(Refusal("hours.same_id"))
    return known


def _refuse_unsound(practicum: Practicum, data: Data) -> None:
    placements = taking_placements(practicum)
    closed, day = closed_days(practicum), data["day"]
    entries = Entry.objects.standing().filter(learner=practicum.learner_id, day=day)
    refuse_if(
        rules_of_days.absent_outside_refusal(day, [period_of(each) for each in placements]),
        rules.resting_refusal(day, closed.rests),
        rules_of_days.absent_hours_refusal(day, has_hours=entries.exists()),
        rules_of_days.absent_twice_refusal(day, closed.absent),
        rules_of_days.absent_reason_refusal(data["reason"], data["text"]),
    )


def _ask_curator(practicum: Practicum) -> None:
    due_at = deadline(clock.now(), JUDGE_WORKING_DAYS)
    open_item(KIND, part=Part.CURATOR, owner=curator_of(practicum.cohort), due_at=due_at, practicum=practicum)


def _record(action: str, absence: Absence, actor: Person, reason: str = "") -> None:
    record(
        action, actor=actor, practicum_id=absence.practicum_id, subject_id=absence.pk, reason=reason,
        kind=absence.reason, on=absence.day.isoformat(),
    )  # fmt: skip


@transaction.atomic
def withdraw_absence(absence: Absence, actor: Person) -> None:
    """Take a day off back, so that hours may be logged on it; nothing when it was taken back already.

    Raises: Refused when the curator has judged it as not excused: what he decided, the learner does not erase.
    """
    practicum = Practicum.objects.locked().get(pk=absence.practicum_id)
    current = Absence.objects.standing().filter(pk=absence.pk).first()
    if current is None:
        return
    if practicum.completed_at is not None:
        raise Refused(Refusal("hours.completed"))
    refuse_if(rules_of_days.judged_refusal(current.day, is_unexcused=current.is_excused is False))
    current.withdrawn_at = clock.now()
    current.save(update_fields=["withdrawn_at"])
    _close_judged(practicum, actor)
    _record("absence.withdrawn", current, actor)


@transaction.atomic
def judge_absences(practicum: Practicum, curator: Person, data: Data, **_subject: int) -> None:
    """Say of every absence not judged yet whether it is excused. data: excused, the ids of those that are; reason.

    Raises: Refused when one of them was withdrawn or judged meanwhile.
    """
    locked = Practicum.objects.locked().get(pk=practicum.pk)
    shown, now = {*data["excused"], *data["unexcused"]}, clock.now()
    unjudged = list(Absence.objects.unjudged().filter(practicum=locked, pk__in=shown))
    if len(unjudged) < len(shown) or not shown:
        raise Refused(Refusal("absence.changed"))
    for absence in unjudged:
        absence.is_excused, absence.judged_by, absence.judged_at = absence.pk in data["excused"], curator, now
        absence.save(update_fields=["is_excused", "judged_by", "judged_at"])
        _record("absence.excused" if absence.is_excused else "absence.not_excused", absence, curator, data["reason"])
    _close_judged(locked, curator)


def _close_judged(practicum: Practicum, by: Person) -> None:
    if not Absence.objects.unjudged().filter(practicum=practicum).exists():
        close_items(KIND, practicum_id=practicum.pk, by=by)


def told_absences(practicum: Practicum) -> list[Absence]:
    """The absences that stand, newest first, each with the reason that the curator gave when judging it; one query."""
    acts = HistoryEntry.objects.filter(subject_id=OuterRef("pk"), action__in=JUDGED, practicum=practicum)
    judgement = Subquery(acts.order_by("-pk").values("reason")[:1])
    return list(practicum.absences.standing().annotate(judgement=judgement).order_by("-day"))
