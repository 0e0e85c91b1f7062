"""How the values of data files are named to people who compare two versions."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class Collection:
    """A list of like things: where it stands, its name, the key that tells its items apart, the key that names them."""

    path: str
    label: "_StrPromise"
    identity: str
    name: str = ""


KINDS: "dict[str, _StrPromise]" = {
    "programme": _("Programme"),
    "occupation": _("Occupation profile"),
    "policy": _("Practicum policy"),
}
PROGRAMME: "dict[str, _StrPromise]" = {
    "programme.title": _("Title"),
    "programme.course_name": _("Name of the course"),
    "programme.hours.total": _("Volume"),
    "programme.hours.contact": _("Contact hours"),
    "programme.hours.practicum": _("Practicum"),
    "programme.hours.independent": _("Independent work"),
    "programme.hours.academic_hour_minutes": _("Length of an academic hour"),
    "programme.rules.attendance_min_percent": _("Attendance, at least"),
    "programme.rules.exam_min_percent": _("Exam result, at least"),
    "programme.rules.homework_required": _("Independent work is required"),
    "programme.practicum_outcome_no": _("Learning outcome of the practicum"),
}
OCCUPATION: "dict[str, _StrPromise]" = {"occupation.title": _("Title")}
POLICY: "dict[str, _StrPromise]" = {
    "hours.daily_cap_minutes": _("Most practicum on a day"),
    "hours.weekly_cap_minutes": _("Most practicum in a week"),
    "hours.break_required_after_minutes": _("A break is needed after"),
    "hours.break_minutes": _("Break, at least"),
    "hours.daily_rest_minutes": _("Rest between two days"),
    "hours.night_from": _("Night begins at"),
    "hours.night_to": _("Night ends at"),
    "hours.backdate_free_days": _("Days may be logged later without a reason, days"),
    "hours.backdate_with_reason_days": _("Days may be logged later with a reason, days"),
    "hours.safety_briefing_required": _("Safety briefing is needed before confirming"),
    "request.minimum_outcomes": _("Learning outcomes in a request, at least"),
    "request.mentor_capacity": _("Learners of one mentor, at most"),
    "confirmation.reminder_working_days[0]": _("First reminder to the company after, working days"),
    "confirmation.reminder_working_days[1]": _("Second reminder to the company after, working days"),
    "confirmation.answer_days": _("A learner answers a mentor's correction within, days"),
    "confirmation.change_window_days": _("A mentor may change a confirmation, days"),
    "report.opens_at_percent": _("The report opens at"),
    "evaluation_opens_at_percent": _("The evaluation opens at"),
    "deadlines_working_days.request": _("Placement request, working days"),
    "deadlines_working_days.review": _("Curator's review, working days"),
    "deadlines_working_days.host_answer": _("Company's answer, working days"),
    "deadlines_working_days.signature": _("Signature, working days"),
    "deadlines_working_days.safety_briefing": _("Safety briefing, working days"),
    "deadlines_working_days.evaluation": _("Evaluation, working days"),
    "deadlines_working_days.report": _("Report, working days"),
    "deadlines_working_days.report_review": _("Reading the report, working days"),
    "deadlines_working_days.contest": _("Contested day, working days"),
    "deadlines_working_days.question": _("Answer to a question, working days"),
    "deadlines_working_days.decision": _("Decision, working days"),
    "escalation_working_days.to_curator": _("Overdue goes to the curator after, working days"),
    "escalation_working_days.to_manager": _("Overdue goes to the training manager after, working days"),
    "risk.gap_academic_hours": _("Risk: behind the plan, academic hours"),
    "risk.no_entry_days": _("Risk: no entry, days"),
    "risk.host_silent_working_days": _("Risk: company silent, working days"),
    "mail.host_from": _("Mails to companies from"),
    "mail.host_to": _("Mails to companies until"),
    "mail.quiet_from": _("Quiet hours from"),
    "mail.quiet_to": _("Quiet hours until"),
    "mail.curator_digest": _("Curator's daily mail at"),
    "evaluation.competences_max": _("Competences in an evaluation, at most"),
    "decision.exam_max_attempts": _("Exam attempts, at most"),
    "decision.exam_counts": _("Of several exam attempts counts"),
    "decision.independent_work": _("Required independent work accepted, at least"),
    "decision.withdrawn_document": _("Attestation for those who left"),
    "decision.decision_after_end_days": _("Decision after the end, days"),
    "decision.minimum_participation_minutes": _("Least participation"),
    "limits.note_characters": _("Longest note, characters"),
    "limits.report_prompt_characters": _("Longest answer in the report, characters"),
    "limits.file_megabytes": _("Largest file, MB"),
    "limits.files_per_practicum_megabytes": _("Files of one practicum, MB"),
    "limits.import_rows": _("Most rows in an import"),
}
# Codes that stand for a choice, by the place where they stand.
CHOICES: "dict[str, dict[str, _StrPromise]]" = {
    "decision.exam_counts": {"best": _("the best one"), "last": _("the last one")},
    "decision.independent_work": {"all": _("all of it")},
    "decision.withdrawn_document": {
        "auto": _("for everybody who took part"),
        "on_request": _("for those who ask for it"),
        "never": _("for nobody"),
    },
}
LABELS = {"programme": PROGRAMME, "occupation": OCCUPATION, "policy": POLICY}
COLLECTIONS = {
    "programme": (
        Collection("programme.modules", _("Modules"), "no", "title"),
        Collection("programme.learning_outcomes", _("Learning outcomes"), "no"),
    ),
    "occupation": (
        Collection("occupation.tasks", _("Tasks"), "no"),
        Collection("occupation.competences", _("Groups of competences"), "", "group"),
    ),
    "policy": (
        Collection("check_ins", _("Meetings"), "code", "title"),
        Collection("task_chips", _("Tasks to choose from"), "code", "label"),
        Collection("report_prompts", _("Questions of the report"), "code"),
        Collection("evaluation.scale", _("Levels of the scale"), "value", "label"),
        Collection("evaluation.texts", _("Texts of the evaluation"), "code"),
    ),
}
# What only repeats another value of the same file.
REPEATED = {
    "programme.hours.practicum_minutes", "programme.hours.practicum_astronomical_hours",
    "programme.hours.attendance_threshold_contact_hours", "programme.rules.attendance_base_hours",
    "programme.rules.attendance_min_hours_exact", "programme.rules.homework_hours",
    "programme.rules.practicum_hours_required",
}  # fmt: skip
