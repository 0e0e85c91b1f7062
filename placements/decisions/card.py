"""What a decision card shows, to the learner and to the school."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from placements.cohorts.models import Enrolment
from placements.cohorts.selectors import curriculum_of, decision_rules_of
from placements.decisions import rules
from placements.decisions.appealing import answer_due
from placements.decisions.asking import manager_of
from placements.decisions.documents import document_of
from placements.decisions.models import Appeal, Decision
from placements.decisions.resting import resting_on
from placements.decisions.selectors import Line, history_of, line_of
from placements.decisions.words import REASONS

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


def card_of(enrolment: Enrolment, now: datetime) -> dict[str, Any]:
    """Title, conditions, what would change it, how it was decided, and the latest objection; sixteen queries."""
    line = line_of(enrolment, now)
    decision = line.decision
    history = history_of(enrolment) if decision else []
    appeal = max((each for old in history for each in old.appeals.all()), key=lambda each: each.pk, default=None)
    title, lead = _heading(line)
    return {
        "enrolment": enrolment,
        "line": line,
        "decision": decision,
        "history": history,
        "title": title,
        "lead": lead,
        "reasons_of_it": _reasons(line),
        "appeal": appeal,
        "may_appeal": decision is not None and (appeal is None or appeal.state != Appeal.State.OPEN),
        "answer_due": answer_due(appeal.filed_at) if appeal else None,
        "resting": resting_on(line),
        "computed_at": now,
        "document": document_of(enrolment.pk) if decision else None,
        "may_ask": decision is None and line.waits_for_request,
        "rules": _rules_of(enrolment),
        "manager": decision.decided_by if decision else manager_of(enrolment.cohort),
        "curriculum": curriculum_of(enrolment.programme_version_id),
    }


def _rules_of(enrolment: Enrolment) -> dict[str, Any]:
    """By which curriculum and in which version; no query."""
    policy = decision_rules_of(enrolment)
    return {
        "version": enrolment.programme_version.number,
        "engine": rules.RULES_VERSION,
        "on_request": policy.withdrawn_document == "on_request",
    }


def _reasons(line: Line) -> "list[_StrPromise | str]":
    codes = line.decision.reasons if line.decision else line.case.proposal.reasons
    return [REASONS.get(code, code) for code in codes]


def _heading(line: Line) -> tuple[str, str]:
    if line.decision is not None:
        return _decided(line.decision)
    outcome, left = line.case.outcome, len(line.rows) - line.met
    if line.waits_for_request:
        return _("You have left the course"), _(
            "Studies ended early. We issue an attestation of the real hours at your request."
        )
    if outcome == rules.Outcome.UNKNOWN:
        return _("Data are missing"), _(
            "Nothing counts against you while data are missing. The decision waits until the school has entered them."
        )
    if outcome == rules.Outcome.CERTIFICATE:
        return _("All conditions are met"), _("The proposal is the certificate. A person confirms it.")
    if outcome == rules.Outcome.PENDING:
        title = ngettext(
            "{n} condition is left until the certificate", "{n} conditions are left until the certificate", left
        )
        return title.format(n=left), _(
            "The decision is pending. When what is missing is done you get the certificate, otherwise the attestation."
        )
    return _proposed(outcome)


def _proposed(outcome: str) -> tuple[str, str]:
    if outcome == rules.Outcome.NONE:
        return _("No document is proposed"), _("Nothing is recorded in which you have taken part. A person decides.")
    return _("The attestation is proposed"), _(
        "A certificate is issued when all conditions are met. Otherwise an attestation of the real hours."
    )


def _decided(decision: Decision) -> tuple[str, str]:
    words = {
        "tunnistus": (_("Certificate of completion"), _("All conditions are met, the decision is confirmed.")),
        "toend": (_("Attestation of participation"), _("The decision is made. Below you see why.")),
        "none": (_("No document"), _("The decision is made. Below you see why.")),
    }
    title, lead = words[decision.outcome]
    if decision.basis == Decision.Basis.OVERRIDE:
        lead = _("Two people of the school have decided so. Their reason: {reason}").format(reason=decision.reason)
    if decision.basis == Decision.Basis.ANNULMENT:
        lead = _("Two people of the school have annulled the completion of the practicum, so there is a new decision.")
    return title, lead
