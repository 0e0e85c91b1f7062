"""Mails that read across rooms: what a person is asked to do, and what has become of it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from notifications.letters import Letter, compose
from notifications.registry import MailContent, register_daily, register_dead_letter_hook, register_mail
from placements import clock, formats
from placements.agreements.models import Practicum
from placements.decisions.appealing import KIND as APPEAL
from placements.guidance.concerns import KIND as CONCERN
from placements.guidance.models import Answer
from placements.journal.models import Entry
from placements.overview.concern_mails import concern_answered, concern_letter, concern_received
from placements.overview.day_letters import DAILY
from placements.overview.decision_mails import appeal_answered, appeal_letter, decision
from placements.overview.digests import digest_counts
from placements.overview.host_mails import amount
from placements.overview.learner_mails import learner_letter
from placements.overview.turning_mails import turning
from placements.overview.unsent import KIND, open_unsent_item, unsent_letter
from placements.people.models import Invitation, Person
from placements.records.models import Part, WorkItem
from placements.reports.models import ReportVersion

Payload = Mapping[str, Any]


def work_item(payload: Payload, person: Person) -> MailContent | None:
    """What the owner of a work item is asked to do; nothing once it is done.

    The school's desk has its digest, and hears at once only of a concern and of a mail that did not arrive.
    """
    related = ("practicum__learner", "practicum__cohort")
    item = WorkItem.objects.select_related(*related).get(pk=payload["item"])
    letter_of = _AT_ONCE.get(item.kind) or _LETTERS.get(item.part)
    if item.done_at is not None or letter_of is None or _is_said_by_invitation(item, person):
        return None
    with translation.override(person.language):
        letter = letter_of(item, person)
        if letter and item.reminded_at:
            letter = replace(letter, subject=_("Reminder: {subject}").format(subject=letter.subject))
        return compose(letter) if letter else None


_AT_ONCE: dict[str, Callable[[WorkItem, Person], Letter | None]] = {
    KIND: unsent_letter,
    CONCERN: concern_letter,
    APPEAL: appeal_letter,
}


def _is_said_by_invitation(item: WorkItem, person: Person) -> bool:
    """Whether the person has yet to sign in: the invitation names the first task, and once it is over nothing helps."""
    if item.part != Part.LEARNER:
        return False
    invited = Invitation.objects.filter(person=person, accepted_at=None)
    if item.reminded_at is not None:
        invited = invited.filter(expires_at__lte=clock.now())
    return invited.exists()


_LETTERS: dict[str, Callable[[WorkItem, Person], Letter | None]] = {
    Part.LEARNER: learner_letter,
}


def answer(payload: Payload, person: Person) -> MailContent | None:
    """A question is answered; the answer itself stays behind the sign-in."""
    given = Answer.objects.select_related("person").get(pk=payload["answer"])
    with translation.override(person.language):
        text = _("Answered by {name}. Open the conversation to read it and ask more.").format(name=given.person.name)
    return _told(person, lambda: (_("Your question is answered"), text, "questions"))


def report_approved(payload: Payload, person: Person) -> MailContent | None:
    """The curator has approved the report."""
    version = ReportVersion.objects.select_related("reviewed_by").get(pk=payload["version"])
    name = version.reviewed_by.name if version.reviewed_by else ""
    with translation.override(person.language):
        text = _("Curator: {curator}. Now we check that all parts of the practicum are complete.").format(curator=name)
    return _told(person, lambda: (_("Your report is approved"), text, "report"))


def completed(payload: Payload, person: Person) -> MailContent | None:
    """The practicum is complete."""
    practicum = Practicum.objects.select_related("learner").get(pk=payload["practicum"])
    with translation.override(person.language):
        subject, text = _completed_words(practicum)
    return _told(person, lambda: (subject, text, "home"))


def _completed_words(practicum: Practicum) -> tuple[str, str]:
    if practicum.required_minutes:
        done, subject = practicum.confirmed_minutes, _("Practicum completed: {learner}, {amount}")
        text = _("Hours, evaluation and report are in place. The next step is the decision on completing the course.")
    else:
        done, subject = practicum.recognised_minutes, _("Practicum completed by recognition: {learner}, {amount}")
        text = _(
            "Your earlier work is recognised in place of the whole practicum. "
            "The next step is the decision on completing the course."
        )
    return subject.format(learner=practicum.learner.name, amount=amount(done, practicum)), text


def address_corrected(payload: Payload, person: Person) -> MailContent | None:
    """The learner has corrected the mentor's address: the curator looks whether it is right."""
    practicum = Practicum.objects.select_related("learner").get(pk=payload["practicum"])
    mentor = Person.objects.get(pk=payload["mentor"])
    with translation.override(person.language):
        subject = _("Check the mentor's address: {learner}").format(learner=practicum.learner.name)
        text = _(
            "The learner changed the mentor's address. Mentor: {mentor}, address: {address}. Check that it is right."
        )
        letter = Letter(
            to=person.email or "",
            language=person.language,
            subject=subject,
            heading=subject,
            paragraphs=[text.format(mentor=mentor.name, address=mentor.email)],
            button=(_("Open"), reverse("learner", args=[practicum.pk])),
            reason=_("you are the curator"),
        )
        return compose(letter)


def day_reconsidered(payload: Payload, person: Person) -> MailContent | None:
    """The mentor has confirmed after all a day that he had returned or corrected; nothing once it is changed again."""
    entry = Entry.objects.select_related("practicum", "placement__mentor").get(pk=payload["entry"])
    if entry.state != Entry.State.CONFIRMED or entry.version != payload["version"]:
        return None
    with translation.override(person.language):
        subject = _("Day confirmed after all: {date}").format(date=formats.day(entry.day))
        text = _("Mentor: {mentor}. The day counts as you wrote it: {amount}. You need not do anything.")
        text = text.format(mentor=entry.placement.mentor.name, amount=amount(entry.minutes, entry.practicum))
    return _told(person, lambda: (subject, text, "journal"))


def curator_digest(_payload: Payload, person: Person) -> MailContent | None:
    """What is due today or overdue; nothing when all is done by then."""
    counts = digest_counts(person, clock.now())
    if not counts.due_today + counts.overdue:
        return None
    number = counts.due_today + counts.overdue
    with translation.override(person.language):
        subject = ngettext("Waiting for you today: {n} task", "Waiting for you today: {n} tasks", number)
        subject = subject.format(n=number)
        text = _("Due today: {today}, overdue: {overdue}. Open the inbox.")
        text = text.format(today=counts.due_today, overdue=counts.overdue)
    return _told(person, lambda: (subject, text, "inbox"))


def _told(person: Person, words: Callable[[], tuple[str, str, str]]) -> MailContent:
    with translation.override(person.language):
        subject, text, page = words()
        return compose(
            Letter(
                to=person.email or "",
                language=person.language,
                subject=subject,
                heading=subject,
                paragraphs=[text],
                button=(_("Open"), reverse(page)),
                reason=_("you take part in a practicum"),
            )
        )


def register() -> None:
    """Let the outbox know these mails, and who hears of those that could not be sent."""
    builders = (
        work_item, answer, address_corrected, report_approved, completed, curator_digest, turning, concern_received,
        concern_answered, day_reconsidered, decision, appeal_answered,
    )  # fmt: skip
    for builder in builders:
        register_mail(builder.__name__, builder)
    register_daily(DAILY)
    register_dead_letter_hook(open_unsent_item)
