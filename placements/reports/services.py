"""The verbs of the end: evaluation by the mentor, report by the learner, its review by the curator."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from notifications.services import queue_message
from placements import clock
from placements.agreements.models import Placement, Practicum
from placements.agreements.places import channel_of
from placements.cohorts.selectors import policy_of
from placements.people.models import Person
from placements.records.services import close_items, record
from placements.refusals import Refusal, Refused, refuse_if
from placements.reports import rules
from placements.reports.models import Evaluation, Report, ReportVersion
from placements.reports.selectors import prompt_needs

Data = Mapping[str, Any]


def submit_evaluation(practicum: Practicum, actor: Person, data: Data) -> None:
    """Evaluate the placement that runs. data: ratings (competence code to level or None), texts, aim_achieved."""
    placement = Placement.objects.select_for_update(of=("self",)).get(practicum=practicum, state="in_force")
    percent = policy_of(practicum.cohort).evaluation_opens_at_percent
    _evaluate(
        placement,
        actor,
        data,
        rules.early_refusal("evaluation", practicum.confirmed_minutes, practicum.required_minutes, percent),
    )


def submit_former_evaluation(placement: Placement, actor: Person, data: Data) -> None:
    """Evaluate a placement that ended on a change of host; wanted, but nothing waits for it."""
    locked = Placement.objects.select_for_update(of=("self",)).get(pk=placement.pk)
    _evaluate(locked, actor, data, None)
    close_items("former_evaluation", practicum_id=locked.practicum_id, by=actor, subject_id=locked.pk)


def _evaluate(placement: Placement, actor: Person, data: Data, early: Refusal | None) -> None:
    if Evaluation.objects.filter(placement=placement).exists():
        raise Refused(Refusal("evaluation.given"))
    refuse_if(early, rules.ratings_refusal(placement.competences, data["ratings"]))
    evaluation = Evaluation.objects.create(
        placement=placement,
        mentor=placement.mentor,
        ratings=data["ratings"],
        texts=data["texts"],
        aim_achieved=data["aim_achieved"],
    )
    record(
        "evaluation.submitted",
        actor=actor,
        practicum_id=placement.practicum_id,
        subject_id=evaluation.pk,
        channel=channel_of(placement, actor),
    )


def _locked_report(practicum: Practicum, version: int) -> Report:
    report, _ = Report.objects.select_for_update(of=("self",)).get_or_create(practicum=practicum)
    if report.draft_version != version:
        raise Refused(Refusal("report.draft_changed", {"time": report.saved_at or clock.now()}))
    return report


@transaction.atomic
def save_draft(practicum: Practicum, _actor: Person, data: Data) -> None:
    """Keep the draft. data: version (that was read), answers.

    Raises: Refused when it was saved elsewhere since; nothing is lost then.
    """
    report = _locked_report(practicum, data["version"])
    report.draft = {**report.draft, **data["answers"]}
    report.draft_version, report.saved_at = report.draft_version + 1, clock.now()
    report.save(update_fields=["draft", "draft_version", "saved_at"])


def submit_report(practicum: Practicum, actor: Person, data: Data) -> None:
    """Submit the report as its next version.

    data: version (that was read), answers (prompt code to text, self-assessment included).
    Raises: Refused when the draft was saved elsewhere since, while a version is in review, too early, or too short.
    """
    report = _locked_report(practicum, data["version"])
    latest = report.versions.order_by("-number").first()
    if latest is not None and latest.state != ReportVersion.State.RETURNED:
        raise Refused(Refusal("report.in_review"))
    percent = policy_of(practicum.cohort).report.opens_at_percent
    refuse_if(
        rules.early_refusal("report", practicum.confirmed_minutes, practicum.required_minutes, percent),
        *rules.words_refusals(prompt_needs(practicum), data["answers"]),
    )
    number = latest.number + 1 if latest else 1
    version = ReportVersion.objects.create(report=report, number=number, answers=dict(data["answers"]))
    report.draft, report.draft_version, report.saved_at = version.answers, report.draft_version + 1, clock.now()
    report.save(update_fields=["draft", "draft_version", "saved_at"])
    record(
        "report.submitted", actor=actor, practicum_id=practicum.pk, subject_id=version.pk, states=("", "submitted"),
        version=number,
    )  # fmt: skip


def review_report(practicum: Practicum, actor: Person, data: Data) -> None:
    """Approve the version in review, or return it with remarks. data: approves, remarks (prompt code to text)."""
    version = ReportVersion.objects.select_for_update(of=("self",)).get(
        report__practicum=practicum, state=ReportVersion.State.SUBMITTED
    )
    remarks = {code: text for code, text in data["remarks"].items() if text.strip()}
    if not data["approves"]:
        refuse_if(rules.remark_refusal(remarks))
    version.state = ReportVersion.State.APPROVED if data["approves"] else ReportVersion.State.RETURNED
    version.remarks, version.reviewed_by, version.reviewed_at = remarks, actor, clock.now()
    version.save(update_fields=["state", "remarks", "reviewed_by", "reviewed_at"])
    record(
        f"report.{version.state}",
        actor=actor,
        practicum_id=practicum.pk,
        subject_id=version.pk,
        states=("submitted", version.state),
        version=version.number,
    )
    if data["approves"]:
        queue_message("report_approved", person_id=practicum.learner_id, version=version.pk)
