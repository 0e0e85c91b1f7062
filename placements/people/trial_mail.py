"""A mail to oneself: whether the school's mails get through."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from notifications.letters import Letter, compose
from notifications.models import OutboxMessage
from notifications.registry import MailContent
from notifications.services import queue_message
from placements import clock
from placements.people.models import Person
from placements.records.services import record

KIND = "trial_mail"


@transaction.atomic
def send_trial_mail(person: Person) -> OutboxMessage:
    """Queue a mail to the person's own address; however often it is pressed, one a minute."""
    minute = int(clock.now().timestamp()) // 60
    message = queue_message(KIND, person_id=person.pk, dedupe_key=f"{KIND}:{person.pk}:{minute}")
    record("mail.tested", actor=person, subject_id=message.pk)
    return message


def last_trial_mail() -> OutboxMessage | None:
    """The school's latest test mail and what became of it; one query."""
    return OutboxMessage.objects.filter(kind=KIND).select_related("person").order_by("-pk").first()


def trial_mail(_payload: Mapping[str, Any], person: Person) -> MailContent | None:
    """Says that it arrived."""
    with translation.override(person.language):
        letter = Letter(
            to=person.email or "",
            language=person.language,
            subject=_("Test mail: the school's mails arrive"),
            heading=_("The mail has arrived"),
            paragraphs=[_("Nothing needs to be done. Learners and companies get their mails by the same way.")],
            reason=_("a test mail was asked for on the set-up page"),
        )
        return compose(letter)
