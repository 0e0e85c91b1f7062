"""A silent mentor: what became of his mail, a reminder by the learner, a corrected address."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from notifications.models import OutboxMessage
from notifications.services import queue_message
from notifications.windows import host_mail_at
from placements import clock
from placements.agreements.mentoring import away_until
from placements.agreements.models import Practicum
from placements.clock import local_date
from placements.cohorts.selectors import curator_of
from placements.journal.models import Confirmation
from placements.people.models import AccessLink, Person
from placements.people.services import ContactDetails, contact_version, update_contact
from placements.records.models import HistoryEntry, WorkItem
from placements.records.services import record
from placements.refusals import Refusal, Refused, refuse_if

ACT, CORRECTED = "host.nudged", "host.address_corrected"
PAUSE = timedelta(hours=24)
State = OutboxMessage.State


@dataclass(frozen=True, slots=True)
class HostMail:
    """The latest mail about days that wait: its state and the moment that belongs to it, and whom it is for.

    state: none, waiting, sending, sent (handed to the mail server) or failed.
    """

    mentor: Person
    state: str
    at: datetime | None
    next_nudge: datetime | None = None
    away_until: date | None = None
    can_correct: bool = True

    @property
    def can_nudge(self) -> bool:
        return bool(self.mentor.email) and self.state in {"sent", "failed"} and self.next_nudge is None


STATES = {State.WAITING: "waiting", State.CLAIMED: "waiting", State.DONE: "sent", State.DEAD: "failed"}


def week_item_of(practicum: Practicum) -> WorkItem | None:
    """What the mentor is asked to confirm; one query."""
    items = practicum.work_items.open().filter(kind="week").select_related("owner")
    found: WorkItem | None = items.order_by("-pk").first()
    return found


def host_mail_of(practicum: Practicum, item: WorkItem, now: datetime) -> HostMail:
    """What became of the mail about these days, whether the mentor is away; four queries."""
    message = _latest_mail(item)
    mentor = item.owner
    away, can_correct = away_until(mentor, local_date(now)), not _is_proven(mentor)
    nudged = _last_nudge(practicum, item)
    again = nudged + PAUSE if nudged and nudged + PAUSE > now else None
    if message is None:
        return HostMail(mentor, "none", None, again, away, can_correct)
    state = STATES[State(message.state)]
    at = message.done_at if state == "sent" else message.due_at
    is_due = state == "waiting" and message.due_at <= now
    return HostMail(mentor, "sending" if is_due else state, at, again, away, can_correct)


def _latest_mail(item: WorkItem) -> OutboxMessage | None:
    mails = OutboxMessage.objects.filter(kind="work_item", person=item.owner_id, payload__item=item.pk)
    return mails.order_by("-pk").first()


def _last_nudge(practicum: Practicum, item: WorkItem) -> datetime | None:
    acts = HistoryEntry.objects.filter(practicum=practicum, action=ACT, subject_id=item.pk)
    return acts.order_by("-at").values_list("at", flat=True).first()


@transaction.atomic
def nudge_mentor(practicum: Practicum, learner: Person) -> OutboxMessage:
    """Send the mentor the mail about the waiting days once more, in the next sending window.

    Locks: the practicum. Raises: Refused when nothing waits, there is no address, a mail is on its way, or within 24
    hours of the last reminder. Source: domain, section 3; copy refusal.nudge.
    """
    locked, now = Practicum.objects.locked().get(pk=practicum.pk), clock.now()
    item = week_item_of(locked)
    if item is None:
        raise Refused(Refusal("nudge.nothing"))
    mail = host_mail_of(locked, item, now)
    refuse_if(_nudge_refusal(mail))
    message = queue_message("work_item", person_id=item.owner_id, due_at=host_mail_at(now), item=item.pk)
    record(ACT, actor=learner, practicum_id=locked.pk, subject_id=item.pk)
    return message


def _nudge_refusal(mail: HostMail) -> Refusal | None:
    if not mail.mentor.email:
        return Refusal("nudge.no_email")
    if mail.next_nudge is not None:
        return Refusal("nudge.too_soon", {"time": mail.next_nudge})
    if mail.state == "sending":
        return Refusal("nudge.sending")
    return Refusal("nudge.on_its_way", {"time": mail.at}) if mail.state == "waiting" else None


def _is_proven(mentor: Person) -> bool:
    return mentor.has_account or has_confirmed(mentor)


def has_confirmed(mentor: Person) -> bool:
    """Whether the mentor has ever answered by his link: his address is right then; one query."""
    return Confirmation.objects.filter(person=mentor).exists()


@transaction.atomic
def correct_mentor_address(practicum: Practicum, learner: Person, data: Any) -> Person:
    """Correct a mistyped address of the mentor; links that went to the old one die. data: email, seen.

    Only until the mentor has confirmed something: an address that works is changed by the school, so that nobody takes
    over the confirming of his own hours. Locks: the practicum, the person. Raises: Refused.
    """
    locked = Practicum.objects.locked().select_related("cohort").get(pk=practicum.pk)
    item = week_item_of(locked)
    if item is None:
        raise Refused(Refusal("nudge.nothing"))
    mentor = item.owner
    refuse_if(_address_refusal(mentor, learner, data["email"]))
    contact = ContactDetails(mentor.name, data["email"], mentor.phone, mentor.language)
    changed = update_contact(mentor, contact, learner, data["seen"])
    _write_anew(changed, item)
    record(CORRECTED, actor=learner, practicum_id=locked.pk, subject_id=mentor.pk)
    curator = curator_of(locked.cohort)
    queue_message("address_corrected", person_id=curator.pk, practicum=locked.pk, mentor=mentor.pk)
    return changed


def _write_anew(mentor: Person, item: WorkItem) -> None:
    """A link that still opens was sent to the new address by the change itself, and a waiting mail goes there."""
    now, mail = clock.now(), _latest_mail(item)
    is_linked = AccessLink.objects.filter(person=mentor, revoked_at=None, expires_at__gt=now).exists()
    if not is_linked and (mail is None or STATES[State(mail.state)] != "waiting"):
        queue_message("work_item", person_id=mentor.pk, due_at=host_mail_at(now), item=item.pk)


def _address_refusal(mentor: Person, learner: Person, email: str) -> Refusal | None:
    if mentor.has_account:
        return Refusal("nudge.account", {"name": mentor.name})
    if has_confirmed(mentor):
        return Refusal("nudge.address_proven", {"name": mentor.name})
    same = email.strip().casefold() in {(mentor.email or "").casefold(), (learner.email or "").casefold()}
    return Refusal("nudge.same_address") if same else None


def seen_of(mentor: Person) -> str:
    """Stands for the address that the form shows."""
    return contact_version(mentor)
