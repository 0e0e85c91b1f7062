"""How each kind of work item, stage and act of history is named to people."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class Wording:
    """A work item's kind: its name in lists, what its owner is asked to do, its icon, and its step of seven."""

    title: "_StrPromise"
    task: "_StrPromise"
    icon: str
    step: int


WORDING: dict[str, Wording] = {
    "request": Wording(_("Placement request"), _("Fill in the request and submit it"), "shop", 1),
    "review": Wording(_("Placement request"), _("Review the request"), "shop", 1),
    "host_answer": Wording(_("Company's answer"), _("Answer whether you take the trainee"), "shop", 1),
    "learner_signature": Wording(_("Agreement"), _("Sign the agreement"), "pencil", 2),
    "school_signature": Wording(_("Agreement"), _("Sign the agreement for the school"), "pencil", 2),
    "host_signature": Wording(_("Agreement"), _("Sign the agreement for the company"), "pencil", 2),
    "safety_briefing": Wording(_("Safety briefing"), _("Record the safety briefing"), "shield", 3),
    "briefing_acknowledgement": Wording(_("Safety briefing"), _("Confirm that you were briefed"), "shield", 3),
    "week": Wording(_("Practicum days"), _("Confirm the practicum days"), "check", 3),
    "returned_day": Wording(_("Returned day"), _("Correct the returned day"), "back", 3),
    "check_in": Wording(_("Meeting"), _("Hold the meeting and record it"), "calendar", 3),
    "question": Wording(_("Question"), _("Answer the question"), "message", 3),
    "evaluation": Wording(_("Evaluation"), _("Evaluate the trainee"), "award", 4),
    "report": Wording(_("Report"), _("Write the report and submit it"), "document", 5),
    "report_review": Wording(_("Report"), _("Read the report"), "document", 5),
    "change_window": Wording(_("Last changes"), _("Wait for the mentor's last changes, or waive the wait"), "clock", 5),
    "learner_amendment": Wording(_("Amendment"), _("Sign the amendment of the agreement"), "pencil", 3),
    "school_amendment": Wording(_("Amendment"), _("Sign the amendment for the school"), "pencil", 3),
    "host_amendment": Wording(_("Amendment"), _("Sign the amendment for the company"), "pencil", 3),
    "former_evaluation": Wording(_("Evaluation"), _("Evaluate the former trainee"), "award", 4),
    "second_opinion": Wording(_("Second person"), _("Confirm or refuse a colleague's proposal"), "people", 3),
    "resume": Wording(_("Suspension"), _("Resume the practicum, or agree on a later day"), "clock", 3),
    "overdue": Wording(_("Overdue"), _("Somebody is late: phone or write"), "alert", 3),
    "failed_message": Wording(_("Unsent mail"), _("Check the address and send the mail again"), "mail", 3),
}
STEPS = (_("Place"), _("Agreement"), _("Practicum"), _("Evaluation"), _("Report"), _("Decision"), _("Certificate"))
STEP_OF_STAGE = {
    "request": 1, "review": 1, "host_answer": 1, "signatures": 2, "hours": 3, "closing": 4, "change_window": 5,
    "completed": 6, "broken_off": 3, "withdrawn": 3, "expelled": 3, "cancelled": 1, "annulled": 5,
}  # fmt: skip

# Act of history: what is said of it, and its step of seven.
ACTS: dict[str, tuple["_StrPromise", int]] = {
    "practicum.opened": (_("Practicum opened"), 1),
    "request.submitted": (_("Request submitted"), 1),
    "request.returned": (_("Request returned"), 1),
    "request.proposed": (_("Placement proposed"), 1),
    "request.approved": (_("Placement approved"), 1),
    "placement.agreed": (_("Trainee accepted"), 1),
    "placement.declined": (_("Trainee declined"), 1),
    "agreement.signed": (_("Agreement signed"), 2),
    "agreement.in_force": (_("Agreement in force"), 2),
    "briefing.recorded": (_("Safety briefing recorded"), 3),
    "briefing.acknowledged": (_("Safety briefing acknowledged"), 3),
    "entry.submitted": (_("Day logged"), 3),
    "entry.edited": (_("Day corrected"), 3),
    "entry.withdrawn": (_("Day withdrawn"), 3),
    "entry.returned": (_("Day returned"), 3),
    "hours.confirmed": (_("Days confirmed"), 3),
    "check_in.held": (_("Meeting held"), 3),
    "question.asked": (_("Question asked"), 3),
    "question.answered": (_("Question answered"), 3),
    "evaluation.submitted": (_("Evaluation given"), 4),
    "report.submitted": (_("Report submitted"), 5),
    "report.returned": (_("Report returned"), 5),
    "report.approved": (_("Report approved"), 5),
    "completion.window_waived": (_("Wait for changes waived"), 5),
    "practicum.completed": (_("Practicum completed"), 5),
}
# What the history of a single day says beside these.
DAY_ACTS: dict[str, "_StrPromise"] = {"entry.confirmed": _("Day confirmed")}
