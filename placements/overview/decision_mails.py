"""Mails about a decision: to the learner, and to whoever answers an objection. None of them holds results."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from notifications.letters import Letter, compose
from notifications.registry import MailContent
from placements import formats
from placements.clock import local_date
from placements.decisions.appealing import ANSWER_WORKING_DAYS
from placements.decisions.models import Appeal, Decision
from placements.overview.short_letters import short_letter
from placements.people.models import Person
from placements.records.models import WorkItem

Payload = Mapping[str, Any]


def decision(payload: Payload, person: Person) -> MailContent | None:
    """The learner's decision is made; nothing when another one stands by now."""
    made = Decision.objects.standing().filter(pk=payload["decision"]).first()
    if made is None:
        return None
    with translation.override(person.language):
        text = ngettext(
            "The reasons are on the decision page. If you do not agree, you can object, "
            "we answer within {n} working day.",
            "The reasons are on the decision page. If you do not agree, you can object, "
            "we answer within {n} working days.",
            ANSWER_WORKING_DAYS,
        ).format(n=ANSWER_WORKING_DAYS)
        subject = _("The decision is made: {document}").format(document=made.get_outcome_display())
        return compose(
            short_letter(person, subject, text, reverse("decision"), _("the decision is about your studies"))
        )


def appeal_answered(payload: Payload, person: Person) -> MailContent:
    """The learner's objection is answered; the answer itself stays behind the sign-in."""
    appeal = Appeal.objects.select_related("answered_by").get(pk=payload["appeal"])
    with translation.override(person.language):
        name = appeal.answered_by.name if appeal.answered_by else ""
        text = _("Answered by {name}. The reasons are on the decision page.").format(name=name)
        return compose(
            short_letter(
                person,
                _("Your objection is answered"),
                text,
                reverse("decision"),
                _("the decision is about your studies"),
            )
        )


def appeal_letter(item: WorkItem, person: Person) -> Letter:
    """A learner objects: goes at once to whoever is to answer."""
    appeal = Appeal.objects.select_related("decision__learner").get(pk=item.subject_id)
    subject = _("Objection to a decision: {learner}").format(learner=appeal.decision.learner.name)
    text = _("Until it is answered no document is issued. Answer by {date}, somebody else than who decided.")
    text = text.format(date=formats.day(local_date(item.due_at)))
    address = reverse("decision-of", args=[appeal.decision.enrolment_id])
    return short_letter(person, subject, text, address, _("you take part in decisions"))
