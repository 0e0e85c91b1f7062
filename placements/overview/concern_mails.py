"""Mails of a concern: to curator and manager at once, and to the learner. None of them holds what was written."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from notifications.letters import Letter, compose
from notifications.registry import MailContent
from placements.guidance.models import Concern
from placements.overview.short_letters import short_letter
from placements.people.models import Person
from placements.records.models import WorkItem

Payload = Mapping[str, Any]


def concern_letter(item: WorkItem, person: Person) -> Letter:
    """Urgent: a learner reports a concern. Goes to the owner of its work item, and to who stands in for him."""
    reported = Concern.objects.select_related("practicum__learner").get(pk=item.subject_id)
    subject = _("URGENT: concern, {learner}").format(learner=reported.practicum.learner.name)
    text = _("Kind: {kind}. Open it now and contact the learner. The company does not see it.")
    url = reverse("inbox-item", args=[item.pk])
    return short_letter(
        person, subject, text.format(kind=reported.get_kind_display()), url, _("you take part in a practicum")
    )


def concern_received(_payload: Payload, person: Person) -> MailContent:
    """The learner's receipt."""
    with translation.override(person.language):
        text = _(
            "The curator and the training manager got it at once, the company does not see it. In danger call 112."
        )
        return compose(
            short_letter(person, _("We have your message"), text, reverse("concern"), _("you take part in a practicum"))
        )


def concern_answered(payload: Payload, person: Person) -> MailContent:
    """Somebody has acted on the concern; what was done stays behind the sign-in."""
    closed = Concern.objects.select_related("handled_by").get(pk=payload["concern"])
    with translation.override(person.language):
        text = _("Acted on by {name}. Open the page to read what was done.")
        name = closed.handled_by.name if closed.handled_by else ""
        return compose(
            short_letter(
                person,
                _("Your message is answered"),
                text.format(name=name),
                reverse("concern"),
                _("you take part in a practicum"),
            )
        )
