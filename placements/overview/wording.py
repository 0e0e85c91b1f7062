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
    "corrected_day": Wording(_("Corrected day"), _("Accept or contest the mentor's times"), "pencil", 3),
    "contested_day": Wording(_("Contested day"), _("Decide whose times hold"), "alert", 3),
    "absence": Wording(_("Days off"), _("Say whether the absence is excused"), "calendar", 3),
    "call_host": Wording(_("Silent company"), _("Phone the mentor, who has not answered"), "message", 3),
    "check_in": Wording(_("Meeting"), _("Hold the meeting and record it"), "calendar", 3),
    "question": Wording(_("Question"), _("Answer the question"), "message", 3),
    "concern": Wording(_("Concern"), _("Act on the concern"), "alert", 3),
    "evaluation": Wording(_("Evaluation"), _("Evaluate the trainee"), "award", 4),
    "report": Wording(_("Report"), _("Write the report and submit it"), "document", 5),
    "report_review": Wording(_("Report"), _("Read the report"), "document", 5),
    "change_window": Wording(_("Last changes"), _("Wait for the mentor's last changes, or waive the wait"), "clock", 5),
    "learner_amendment": Wording(_("Amendment"), _("Sign the amendment of the agreement"), "pencil", 3),
    "school_amendment": Wording(_("Amendment"), _("Sign the amendment for the school"), "pencil", 3),
    "host_amendment": Wording(_("Amendment"), _("Sign the amendment for the company"), "pencil", 3),
    "former_evaluation": Wording(_("Evaluation"), _("Evaluate the former trainee"), "award", 4),
    "second_opinion": Wording(_("Second person"), _("Confirm or refuse a colleague's proposal"), "people", 3),
    "decision": Wording(_("Decisions"), _("Confirm what the rules propose"), "award", 6),
    "decision_recheck": Wording(_("Decision"), _("Results changed after the decision: look again"), "alert", 6),
    "decision_override": Wording(_("Decision"), _("Confirm or refuse a decision against the rules"), "people", 6),
    "appeal": Wording(_("Objection"), _("Answer the learner's objection"), "message", 6),
    "resume": Wording(_("Suspension"), _("Resume the practicum, or agree on a later day"), "clock", 3),
    "overdue": Wording(_("Overdue"), _("Somebody is late: phone or write"), "alert", 3),
    "new_mentor": Wording(_("New mentor"), _("Find who mentors from now on"), "people", 3),
    "document_recheck": Wording(_("Issued document"), _("Revoke or correct the issued document"), "award", 7),
    "failed_message": Wording(_("Unsent mail"), _("Check the address and send the mail again"), "mail", 3),
}
STEPS = (_("Place"), _("Agreement"), _("Practicum"), _("Evaluation"), _("Report"), _("Decision"), _("Certificate"))
STEP_OF_STAGE = {
    "request": 1, "review": 1, "host_answer": 1, "signatures": 2, "hours": 3, "closing": 4, "change_window": 5,
    "completed": 6, "broken_off": 3, "withdrawn": 3, "expelled": 3, "cancelled": 1, "annulled": 5,
}  # fmt: skip

# Where an act has no step of its own: the one at which the practicum stood.
AS_IT_STOOD = 0
# Act of history: what is said of it, and its step of seven.
ACTS: dict[str, tuple["_StrPromise", int]] = {
    "practicum.opened": (_("Practicum opened"), 1),
    "enrolment.made": (_("Learner enrolled"), 1),
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
    "entry.restored": (_("Day logged again"), 3),
    "entry.returned": (_("Day returned"), 3),
    "entry.taken_back": (_("Confirmation taken back"), 3),
    "entry.return_withdrawn": (_("Return of a day withdrawn by the mentor"), 3),
    "entry.correction_withdrawn": (_("Correction of a day withdrawn by the mentor"), 3),
    "entry.change_withdrawn": (_("Change of a confirmed day withdrawn"), 3),
    "entry.corrected": (_("Day's times corrected by the mentor"), 3),
    "entry.accepted": (_("Mentor's times accepted"), 3),
    "entry.contested": (_("Mentor's times contested"), 3),
    "entry.unanswered": (_("Mentor's times left unanswered"), 3),
    "entry.settled": (_("Contest settled"), 3),
    "absence.said": (_("Day off told"), 3),
    "absence.withdrawn": (_("Day off taken back"), 3),
    "absence.excused": (_("Absence excused"), 3),
    "absence.not_excused": (_("Absence not excused"), 3),
    "day.opened": (_("Late day opened"), 3),
    "host.nudged": (_("Mentor reminded by the learner"), 3),
    "host.address_corrected": (_("Mentor's address corrected by the learner"), 3),
    "host.called": (_("Mentor phoned"), 3),
    "hours.reconciled": (_("Counters mended from the ledger"), 3),
    "hours.confirmed": (_("Days confirmed"), 3),
    "mentor.not_me": (_("The company's person said: not me"), AS_IT_STOOD),
    "mentor.colleague_named": (_("The mentor named a colleague"), AS_IT_STOOD),
    "mentor.away": (_("The mentor told when he is away"), AS_IT_STOOD),
    "mentor.kept": (_("The mentor stays"), AS_IT_STOOD),
    "mentor.changed": (_("New mentor appointed"), AS_IT_STOOD),
    "check_in.held": (_("Meeting held"), 3),
    "curator.changed": (_("Curator changed"), 3),
    "question.asked": (_("Question asked"), 3),
    "question.answered": (_("Question answered"), 3),
    "concern.reported": (_("Concern reported"), AS_IT_STOOD),
    "concern.handled": (_("Concern handled"), AS_IT_STOOD),
    "evaluation.submitted": (_("Evaluation given"), 4),
    "report.submitted": (_("Report submitted"), 5),
    "report.returned": (_("Report returned"), 5),
    "report.approved": (_("Report approved"), 5),
    "completion.window_waived": (_("Wait for changes waived"), 5),
    "practicum.completed": (_("Practicum completed"), 5),
    "request.declined": (_("Request opened again"), 1),
    "request.reopened": (_("Request opened again"), 1),
    "placement.called_off": (_("Placement called off"), AS_IT_STOOD),
    "agreement.amendment_called_off": (_("Amendment called off"), AS_IT_STOOD),
    "agreement.amended": (_("Agreement amended"), AS_IT_STOOD),
    "practicum.suspended": (_("Practicum suspended"), AS_IT_STOOD),
    "practicum.resumed": (_("Practicum resumed"), AS_IT_STOOD),
    "practicum.extension_proposed": (_("Extension proposed"), AS_IT_STOOD),
    "practicum.host_changed": (_("Change of placement"), AS_IT_STOOD),
    "placement.evaluated_former": (_("Former mentor's evaluation given"), 4),
    "evaluation_waiver.proposed": (_("Completion without evaluation proposed"), 4),
    "evaluation_waiver.confirmed": (_("Completion without evaluation confirmed"), 4),
    "evaluation_waiver.refused": (_("Completion without evaluation refused"), 4),
    "evaluation_waiver.lapsed": (_("Proposal of completion without evaluation lapsed"), 4),
    "recognition.proposed": (_("Recognition of earlier work proposed"), AS_IT_STOOD),
    "recognition.confirmed": (_("Recognition of earlier work confirmed"), AS_IT_STOOD),
    "recognition.refused": (_("Recognition of earlier work refused"), AS_IT_STOOD),
    "recognition.lapsed": (_("Proposal of recognition lapsed"), AS_IT_STOOD),
    "practicum.broken_off": (_("Practicum broken off"), AS_IT_STOOD),
    "practicum.cancelled": (_("Practicum cancelled"), AS_IT_STOOD),
    "practicum.begun_again": (_("Practicum begun again"), 1),
    "enrolment.withdrawn": (_("Studies ended at the learner's own wish"), AS_IT_STOOD),
    "enrolment.expelled": (_("Learner expelled"), AS_IT_STOOD),
    "enrolment.readmitted": (_("Learner taken back"), AS_IT_STOOD),
    "annulment.proposed": (_("Annulment of the completion proposed"), 5),
    "annulment.confirmed": (_("Completion annulled"), 5),
    "annulment.refused": (_("Annulment of the completion refused"), 5),
    "annulment.lapsed": (_("Proposal of annulment lapsed"), 5),
    "decision.made": (_("Decision made"), 6),
    "decision.superseded": (_("Decision superseded by a new one"), 6),
    "decision.left": (_("Results changed, the decision stays"), 6),
    "override.proposed": (_("Decision against the rules proposed"), 6),
    "override.confirmed": (_("Decision against the rules confirmed"), 6),
    "override.refused": (_("Decision against the rules refused"), 6),
    "appeal.filed": (_("Objection to the decision"), 6),
    "appeal.withdrawn": (_("Objection taken back"), 6),
    "appeal.upheld": (_("Objection upheld"), 6),
    "appeal.dismissed": (_("Objection dismissed"), 6),
    "attestation.asked": (_("Attestation asked for"), 6),
    "document.issued": (_("Document issued"), 7),
    "document.revoked": (_("Document revoked"), 7),
    "document.corrected": (_("Document replaced by a corrected one"), 7),
    "document.duplicated": (_("Duplicate issued"), 7),
    "document.translated": (_("Document made in another language"), 7),
    "document.opened": (_("Document opened"), 7),
    "document.file_lost": (_("Lost file made again"), 7),
    "role.handed_over": (_("Work handed over"), AS_IT_STOOD),
    "person.merged": (_("Two records of one person merged"), AS_IT_STOOD),
}
# Told of a change of stage that no other act explains: what was full is not so any more.
FELL_BACK = _("Confirmed hours fell below what is required: logging goes on")
# Acts that happen again and again: told together, one by one on demand.
EVERYDAY = frozenset(
    {
        "entry.submitted",
        "hours.confirmed",
        "entry.edited",
        "entry.withdrawn",
        "entry.restored",
        "entry.change_withdrawn",
        "absence.said",
        "absence.withdrawn",
        "absence.excused",
        "host.nudged",
        "question.asked",
        "question.answered",
        "document.opened",
    }
)
# Acts that turn a practicum from its ordinary way.
TURNS = frozenset(
    {
        "request.returned", "request.proposed", "placement.declined", "placement.called_off",
        "entry.returned", "entry.taken_back", "host.address_corrected", "entry.contested", "entry.unanswered",
        "entry.settled", "entry.return_withdrawn", "entry.correction_withdrawn",
        "report.returned", "completion.window_waived", "agreement.amended",
        "agreement.amendment_called_off", "practicum.suspended", "practicum.resumed", "practicum.extension_proposed",
        "practicum.host_changed", "practicum.broken_off", "practicum.cancelled", "practicum.begun_again",
        "enrolment.withdrawn", "enrolment.expelled", "enrolment.readmitted", "recognition.proposed",
        "recognition.confirmed", "recognition.refused", "annulment.proposed", "annulment.confirmed",
        "annulment.refused", "evaluation_waiver.proposed", "evaluation_waiver.confirmed", "evaluation_waiver.refused",
        "concern.reported", "concern.handled", "mentor.changed", "mentor.not_me", "role.handed_over", "person.merged",
        "document.revoked", "document.corrected",
    }
)  # fmt: skip
# Acts after which a practicum is over.
ENDS = frozenset(
    {
        "practicum.completed", "practicum.broken_off", "practicum.cancelled", "enrolment.withdrawn",
        "enrolment.expelled", "annulment.confirmed",
    }
)  # fmt: skip
# Recorded about a practicum, but told nowhere: what they say is told by the acts beside them.
SILENT = frozenset({"practicum.moved", "placement.offered", "suspension.ended"})
# What the history of a single day says beside these.
DAY_ACTS: dict[str, "_StrPromise"] = {"entry.confirmed": _("Day confirmed")}
