"""A message that was given up becomes the manager's work."""

from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from notifications.letters import Letter
from notifications.models import OutboxMessage
from notifications.services import send_again
from placements import clock
from placements.clock import deadline
from placements.cohorts.models import Role
from placements.people.models import Person
from placements.records.models import Part, WorkItem
from placements.records.services import open_item

KIND = "failed_message"
WORKING_DAYS = 1


def open_unsent_item(message: Any) -> None:
    """Open a work item for the school's manager; without a manager there is nobody to tell but the log."""
    if message.kind == "work_item" and _is_about_unsent(message):
        return
    role = Role.objects.filter(kind=Role.Kind.MANAGER, person__is_active=True).select_related("person").first()
    if role is not None:
        due_at = deadline(clock.now(), WORKING_DAYS)
        open_item(KIND, part=Part.MANAGER, owner=role.person, due_at=due_at, subject_id=message.pk)


def _is_about_unsent(message: Any) -> bool:
    return WorkItem.objects.filter(pk=message.payload.get("item"), kind=KIND).exists()


def unsent_message(item: WorkItem) -> OutboxMessage:
    """The message that a work item of this kind is about; one query."""
    return OutboxMessage.objects.select_related("person").get(pk=item.subject_id)


@transaction.atomic
def resend(item: WorkItem, actor: Person) -> bool:
    """Give the message its attempts back and close the work item; returns whether it was still open.

    Locks: the work item.
    """
    current = WorkItem.objects.open().select_for_update(of=("self",)).filter(pk=item.pk, kind=KIND).first()
    if current is None:
        return False
    send_again(current.subject_id)
    current.done_at, current.done_by = clock.now(), actor
    current.save(update_fields=["done_at", "done_by"])
    return True


def unsent_letter(item: WorkItem, person: Person) -> Letter:
    """Tells the manager whom a mail did not reach."""
    message = unsent_message(item)
    name, tries = message.person.name if message.person else "", message.attempts
    text = ngettext(
        "We tried {n} time. Check the address and send it again.",
        "We tried {n} times. Check the address and send it again.",
        tries,
    )
    subject = _("A mail was not delivered: {name}").format(name=name)
    return Letter(
        to=person.email or "",
        language=person.language,
        subject=subject,
        heading=subject,
        paragraphs=[text.format(n=tries)],
        button=(_("Open"), reverse("inbox-item", args=[item.pk])),
        reason=_("you take part in a practicum"),
    )
