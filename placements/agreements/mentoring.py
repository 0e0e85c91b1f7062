"""Who mentors: somebody of the company says that it is not he, that he is away, or names a colleague."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from notifications.services import queue_message
from notifications.windows import host_mail_at
from placements import clock
from placements.agreements import rules
from placements.agreements.beside import mentored_beside
from placements.agreements.models import Placement, Practicum
from placements.clock import deadline, local_date
from placements.cohorts.selectors import curator_of
from placements.hosts.contacting import ContactCard, add_contact
from placements.people.links import grant_link, revoke_link
from placements.people.models import AccessLink, Person
from placements.people.services import create_person, normal_email
from placements.records.models import Channel, HistoryEntry, Part, WorkItem
from placements.records.services import close_items, open_item, record
from placements.records.versions import write
from placements.refusals import Refusal, Refused, refuse_if

KIND = "new_mentor"
ASKED = ("mentor.not_me", "mentor.colleague_named")
APPOINT, KEEP = "appoint", "keep"
MENTORS_KINDS = ("host_answer", "safety_briefing", "week", "evaluation", "former_evaluation")
LONGEST_AWAY, WORKING_DAYS = timedelta(days=120), 1


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asked for another mentor and why, and whom he named."""

    entry: HistoryEntry
    candidate: Person | None


@transaction.atomic
def say_not_me(link: AccessLink, card: ContactCard) -> None:
    """Close the person's links, and let the curators find the right one; the card may be empty.

    It is said of every learner whom he mentors at the company. Locks: the practicums.
    """
    placements = _locked_placements(link)
    candidate = _candidate(card, link.person)
    revoke_link(link)
    for placement in placements:
        _shut_link(link.person, placement)
        _ask_for_mentor("mentor.not_me", placement, link.person, candidate)


@transaction.atomic
def name_colleague(link: AccessLink, card: ContactCard) -> None:
    """Propose who mentors all one's learners at the company from now on; nothing changes until a curator confirms it.

    Locks: the practicums. Raises: Refused without a name and an address, for oneself, while another proposal waits.
    """
    placements = _locked_placements(link)
    waiting = WorkItem.objects.open().filter(kind=KIND, subject_id__in=[each.pk for each in placements])
    asked = set(waiting.values_list("subject_id", flat=True))
    unasked = [each for each in placements if each.pk not in asked]
    refuse_if(
        rules.colleague_refusal(card.reach.name, card.reach.email, link.person.email or ""),
        None if unasked else Refusal("mentor.asked_already"),
    )
    candidate = _candidate(card, link.person)
    for placement in unasked:
        _ask_for_mentor("mentor.colleague_named", placement, link.person, candidate)


def _locked_placements(link: AccessLink) -> list[Placement]:
    """The link's placement and those that run beside it under the same mentor, their practicums locked in one order."""
    beside = mentored_beside(link).filter(state=Placement.State.IN_FORCE)
    placements = {each.pk: each for each in [*beside, link.placement]}
    practicums = Practicum.objects.locked().filter(pk__in={each.practicum_id for each in placements.values()})
    locked = {each.pk: each for each in practicums.select_related("cohort").order_by("pk")}
    for each in placements.values():
        each.practicum = locked[each.practicum_id]
    return sorted(placements.values(), key=lambda each: each.pk)


def _ask_for_mentor(action: str, placement: Placement, person: Person, candidate: int) -> None:
    record(
        action, actor=person, practicum_id=placement.practicum_id, subject_id=placement.pk, channel=Channel.LINK,
        candidate=candidate,
    )  # fmt: skip
    practicum: Practicum = placement.practicum
    due_at, owner = deadline(clock.now(), WORKING_DAYS), curator_of(practicum.cohort)
    open_item(KIND, part=Part.CURATOR, owner=owner, due_at=due_at, practicum=practicum, subject_id=placement.pk)


def _candidate(card: ContactCard, actor: Person) -> int:
    """The person of this card, made known where nobody has the address; 0 for an empty card.

    Whether somebody has it already is not told: whoever types here may not ask us who is known.
    """
    if not card.reach.name:
        return 0
    known = Person.objects.filter(email=card.reach.email).first() if card.reach.email else None
    return (known or create_person(card.reach, actor, has_account=False)).pk


def asked_for_mentor(placement: Placement) -> Asked | None:
    """The last time that another mentor was asked for; two queries."""
    entries = HistoryEntry.objects.filter(practicum=placement.practicum_id, subject_id=placement.pk, action__in=ASKED)
    entry = entries.select_related("actor").order_by("-pk").first()
    if entry is None:
        return None
    return Asked(entry, Person.objects.filter(pk=entry.details.get("candidate", 0)).first())


@transaction.atomic
def settle_mentor(placement: Placement, curator: Person, data: Mapping[str, Any]) -> None:
    """Appoint the colleague, or leave it as it is and write down why. Locks: the practicum. Raises: Refused."""
    practicum = Practicum.objects.locked().select_related("learner").get(pk=placement.practicum_id)
    current = Placement.objects.select_related("host", "mentor", "signatory").get(pk=placement.pk)
    text = data.get("text", "").strip()
    if data["decision"] == KEEP:
        refuse_if(None if text else Refusal("mentor.text_needed"))
        record("mentor.kept", actor=curator, practicum_id=practicum.pk, subject_id=current.pk, reason=text)
        return
    card = ContactCard(data["name"], data["email"], data["phone"], data["language"], is_mentor=True)
    _appoint(practicum, current, curator, card)


def _appoint(practicum: Practicum, placement: Placement, curator: Person, card: ContactCard) -> None:
    refuse_if(Refusal("mentor.in_signing") if placement.state == Placement.State.AGREED else None)
    former, person = placement.mentor, _mentor(placement, curator, card)
    if person.pk in {former.pk, practicum.learner_id}:
        raise Refused(Refusal("mentor.same", {"name": person.name}))
    placement.mentor = person
    placement.save(update_fields=["mentor"])
    link = grant_link(person, placement)
    if not _hand_items(practicum, placement, former, person):
        queue_message("link_renewed", person_id=person.pk, link=link.pk)
    if not WorkItem.objects.open().filter(practicum=practicum, owner=former, part=Part.HOST).exists():
        _shut_link(former, placement)
    record(
        "mentor.changed", actor=curator, practicum_id=practicum.pk, subject_id=placement.pk,
        former=former.pk, mentor=person.pk,
    )  # fmt: skip


def _mentor(placement: Placement, curator: Person, card: ContactCard) -> Person:
    """The person as a mentor of the company. Raises: Refused, as add_contact does."""
    email = normal_email(card.email)
    known = placement.host.contacts.select_related("person").filter(person__email=email).first() if email else None
    contact = known or add_contact(placement.host, curator, card)
    if not contact.is_mentor:
        write(contact, {"is_mentor": True})
    person: Person = contact.person
    return person


def _shut_link(person: Person, placement: Placement) -> None:
    """Let the person's link to this placement never open again."""
    for link in AccessLink.objects.filter(person=person, placement=placement, revoked_at=None):
        revoke_link(link)


def _hand_items(practicum: Practicum, placement: Placement, former: Person, mentor: Person) -> int:
    """What the former mentor was asked, the new one is asked, and told in his next mail."""
    items = WorkItem.objects.open().filter(
        practicum=practicum, owner=former, kind__in=MENTORS_KINDS, subject_id__in=[0, placement.pk]
    )
    ids = list(items.values_list("pk", flat=True))
    WorkItem.objects.filter(pk__in=ids).update(owner=mentor, reminded_at=None, escalated_at=None)
    for pk in ids:
        queue_message("work_item", person_id=mentor.pk, due_at=host_mail_at(clock.now()), item=pk)
    close_items("call_host", practicum_id=practicum.pk, by=None, subject_id=placement.pk)
    return len(ids)


@transaction.atomic
def say_away(link: AccessLink, until: date) -> None:
    """No reminders until this day, which is today for somebody who is back; every curator concerned can read it.

    Raises: Refused for a day that is past or too far.
    """
    today = local_date(clock.now())
    refuse_if(rules.away_refusal(until, today, today + LONGEST_AWAY))
    placements = list(mentored_beside(link).filter(state=Placement.State.IN_FORCE)) or [link.placement]
    for placement in placements:
        record(
            "mentor.away", actor=link.person, practicum_id=placement.practicum_id, subject_id=placement.pk,
            channel=Channel.LINK, until=until.isoformat(),
        )  # fmt: skip


def away_until(person: Person, today: date) -> date | None:
    """The day on which the person is back, where that lies ahead; one query."""
    until = last_away(person)
    return until if until and until > today else None


def last_away(person: Person) -> date | None:
    """The day on which the person is or was back after the last absence that he told; one query."""
    said = HistoryEntry.objects.filter(action="mentor.away", actor=person).order_by("-pk").first()
    return date.fromisoformat(said.details["until"]) if said else None
