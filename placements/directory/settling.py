"""How each table's rows of a duplicate become the kept person's, where a plain change of the key does not do."""

from collections.abc import Callable
from typing import Any

from allauth.account.models import EmailAddress
from django.db.models import Q

from notifications.services import queue_message
from placements import clock
from placements.clock import local_date
from placements.cohorts.models import Enrolment, Role, Substitution
from placements.hosts.models import Contact
from placements.people.invitations import withdraw_invitation
from placements.people.links import grant_link
from placements.people.models import AccessLink, Person, SigningCode
from placements.records.models import UploadDraft, WorkItem

Settle = Callable[[Person, Person, Person], None]


def unite_roles(keep: Person, duplicate: Person, _actor: Person) -> None:
    """A role that both have is there once."""
    has = set(Role.objects.filter(person=keep).values_list("cohort", "kind"))
    for role in Role.objects.filter(person=duplicate).order_by("pk"):
        if (role.cohort_id, role.kind) in has:
            role.delete()
        else:
            Role.objects.filter(pk=role.pk).update(person=keep)


def unite_contacts(keep: Person, duplicate: Person, _actor: Person) -> None:
    """At a company that names both, one contact plays all parts of the two."""
    has = {contact.host_id: contact for contact in Contact.objects.filter(person=keep)}
    for contact in Contact.objects.filter(person=duplicate).order_by("pk"):
        kept = has.get(contact.host_id)
        if kept is None:
            Contact.objects.filter(pk=contact.pk).update(person=keep)
            continue
        kept.is_mentor, kept.is_signatory = kept.is_mentor | contact.is_mentor, kept.is_signatory | contact.is_signatory
        kept.job_title = kept.job_title or contact.job_title
        contact.delete()
        kept.save()


def unite_enrolments(keep: Person, duplicate: Person, _actor: Person) -> None:
    """In a cohort that both are in, the duplicate's practicums belong to the kept one's studies."""
    has = {enrolment.cohort_id: enrolment for enrolment in Enrolment.objects.filter(learner=keep)}
    for enrolment in Enrolment.objects.filter(learner=duplicate).order_by("pk"):
        kept = has.get(enrolment.cohort_id)
        if kept is None:
            Enrolment.objects.filter(pk=enrolment.pk).update(learner=keep)
            continue
        enrolment.practicums.update(enrolment=kept)
        enrolled_on = min(kept.enrolled_on, enrolment.enrolled_on)
        Enrolment.objects.filter(pk=kept.pk).update(enrolled_on=enrolled_on)
        enrolment.delete()


def _key(item: WorkItem) -> tuple[Any, ...]:
    return item.kind, item.practicum_id, item.subject_id


def unite_items(keep: Person, duplicate: Person, actor: Person) -> None:
    """A task that both have open is closed on the duplicate's side."""
    has = {_key(item) for item in WorkItem.objects.open().filter(owner=keep)}
    items = WorkItem.objects.open().filter(owner=duplicate)
    doubles = [item.pk for item in items if _key(item) in has]
    WorkItem.objects.filter(pk__in=doubles).update(done_at=clock.now(), done_by=actor)
    WorkItem.objects.filter(owner=duplicate).update(owner=keep)


def revoke_links(keep: Person, duplicate: Person, _actor: Person) -> None:
    """The duplicate's links die and stay with it; where one was running, the kept person is mailed a link."""
    now = clock.now()
    links = AccessLink.objects.filter(person=duplicate, revoked_at=None)
    running = list(links.filter(expires_at__gt=now).select_related("placement").order_by("pk"))
    links.update(revoked_at=now)
    for link in running:
        queue_message("link_renewed", person_id=keep.pk, link=grant_link(keep, link.placement).pk)


def expire_codes(keep: Person, duplicate: Person, _actor: Person) -> None:
    """A signing code mailed to the duplicate's address signs nothing any more."""
    SigningCode.objects.filter(person=duplicate, used_at=None).update(expires_at=clock.now())
    SigningCode.objects.filter(person=duplicate).update(person=keep)


def unite_substitutions(keep: Person, duplicate: Person, _actor: Person) -> None:
    """Nobody stands in for oneself, and one absent person has one substitute: what would break that goes or ends."""
    of_both = Q(absent=keep, substitute=duplicate) | Q(absent=duplicate, substitute=keep)
    Substitution.objects.filter(of_both).delete()
    for each in Substitution.objects.ahead(local_date(clock.now())).filter(absent=duplicate).order_by("pk"):
        if Substitution.objects.filter(absent=keep).meeting(each.starts_on, each.ends_on).exists():
            Substitution.objects.filter(pk=each.pk).update(ended_at=clock.now())
    Substitution.objects.filter(absent=duplicate).update(absent=keep)
    Substitution.objects.filter(substitute=duplicate).update(substitute=keep)


def forget_addresses(_keep: Person, duplicate: Person, _actor: Person) -> None:
    """Nobody signs in by the duplicate's addresses any more."""
    EmailAddress.objects.filter(user=duplicate).delete()


def end_invitation(_keep: Person, duplicate: Person, actor: Person) -> None:
    """What the duplicate was invited by opens nothing any more."""
    withdraw_invitation(duplicate, actor)


def discard_drafts(_keep: Person, duplicate: Person, _actor: Person) -> None:
    """What the duplicate uploaded and never confirmed is uploaded again by whoever wants it."""
    UploadDraft.objects.filter(person=duplicate).delete()


SETTLED: dict[str, Settle] = {
    "placements.Role.person": unite_roles,
    "placements.Enrolment.learner": unite_enrolments,
    "placements.Contact.person": unite_contacts,
    "placements.WorkItem.owner": unite_items,
    "placements.AccessLink.person": revoke_links,
    "placements.SigningCode.person": expire_codes,
    "placements.Invitation.person": end_invitation,
    "placements.UploadDraft.person": discard_drafts,
    "placements.Substitution.absent": unite_substitutions,
    "account.EmailAddress.user": forget_addresses,
}
# The duplicate keeps these rows: dead links and letters.
STAYING = frozenset({"placements.AccessLink.person", "placements.Invitation.person"})
