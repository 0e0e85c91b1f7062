"""Mails that read across rooms: what a person is asked to do, and what has become of it."""

from collections.abc import Callable, Mapping
from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from notifications.letters import Letter, compose
from notifications.registry import MailContent, register_dead_letter_hook, register_mail
from placements import clock, formats
from placements.agreements.models import Placement, Practicum
from placements.clock import local_date
from placements.guidance.models import Answer
from placements.journal.selectors import waiting_entries
from placements.overview.digests import digest_counts
from placements.overview.unsent import open_unsent_item
from placements.overview.wording import WORDING
from placements.people.links import enter_url, grant_link
from placements.people.models import Person
from placements.records.models import Part, WorkItem
from placements.reports.models import ReportVersion

Payload = Mapping[str, Any]


def _amount(minutes: int, practicum: Practicum) -> str:
    return formats.both_units(minutes, practicum.academic_hour_minutes, translation.get_language() or "et")


def work_item(payload: Payload, person: Person) -> MailContent | None:
    """What the owner of a work item is asked to do; nothing once it is done, and nothing to the school's desk."""
    related = ("practicum__learner", "practicum__cohort")
    item = WorkItem.objects.select_related(*related).get(pk=payload["item"])
    if item.done_at is not None or item.practicum is None or item.part in {Part.CURATOR, Part.MANAGER}:
        return None
    with translation.override(person.language):
        letter = _host_letter(item, person) if item.part == Part.HOST else _learner_letter(item, person)
        return compose(letter) if letter else None


def _learner_letter(item: WorkItem, person: Person) -> Letter:
    wording = WORDING[item.kind]
    due = _("Due {date}.").format(date=formats.day(local_date(item.due_at)))
    return Letter(
        to=person.email or "",
        language=person.language,
        subject=f"{wording.title}: {wording.task}",
        heading=str(wording.task),
        paragraphs=[due],
        button=(_("Open"), reverse("home")),
        reason=_("you are on a practicum"),
    )


def _host_letter(item: WorkItem, person: Person) -> Letter | None:
    assert item.practicum is not None
    placement = item.practicum.placements.exclude(state="declined").select_related("host").last()
    if placement is None:
        return None
    link = grant_link(person, placement)
    subject, paragraph = _host_words(item, placement)
    return Letter(
        to=person.email or "",
        language=person.language,
        subject=subject,
        heading=str(WORDING[item.kind].task),
        paragraphs=[paragraph],
        rows=_host_rows(item, placement),
        button=(str(WORDING[item.kind].task), enter_url(link)),
        reason=_("you are named as the practicum mentor"),
    )


def _host_words(item: WorkItem, placement: Placement) -> tuple[str, str]:
    """Subject and first paragraph of a mail to the company."""
    practicum = placement.practicum
    values = {
        "learner": practicum.learner.name,
        "start": formats.day(placement.starts_on),
        "end": formats.day(placement.ends_on),
        "due": formats.day(local_date(item.due_at)),
        "amount": _amount(practicum.required_minutes, practicum),
    }
    subject, paragraph = _HOST_WORDS[item.kind]()
    return subject.format(**values), paragraph.format(**values)


_HOST_WORDS: dict[str, Callable[[], tuple[str, str]]] = {
    "host_answer": lambda: (
        _("Will you take a trainee? {learner}, {start}–{end}"),
        _(
            "{learner} would like to do a practicum with you: {amount}, {start}–{end}. "
            "Check the details and answer by {due}. No account or password is needed."
        ),
    ),
    "host_signature": lambda: (
        _("Practicum agreement to sign: {learner}"),
        _("Please read the agreement and sign it by {due}. We send the code to this address."),
    ),
    "safety_briefing": lambda: (
        _("Safety briefing not recorded: {learner}"),
        _("Without it you cannot confirm practicum days. Enter its date and topics, it takes about a minute."),
    ),
    "week": lambda: (
        _("Practicum days await confirmation: {learner}"),
        _(
            "The table shows this week's days. If all is right, press “I confirm the whole week”. "
            "You can return or correct single days."
        ),
    ),
    "evaluation": lambda: (
        _("Please evaluate the trainee: {learner}"),
        _("It takes about 3 minutes. The draft is kept, due {due}."),
    ),
}


def _host_rows(item: WorkItem, placement: Placement) -> list[tuple[str, str]]:
    if item.kind != "week":
        return []
    language, hour = translation.get_language() or "et", placement.practicum.academic_hour_minutes
    return [
        (formats.weekday_day(entry.day, language), formats.both_units(entry.minutes, hour, language))
        for entry in waiting_entries(placement)
    ]


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
        amount = _amount(practicum.confirmed_minutes, practicum)
        subject = _("Practicum completed: {learner}, {amount}").format(learner=practicum.learner.name, amount=amount)
        text = _("Hours, evaluation and report are in place. The next step is the decision on completing the course.")
    return _told(person, lambda: (subject, text, "home"))


def curator_digest(_payload: Payload, person: Person) -> MailContent | None:
    """What is due today or overdue; nothing when all is done by then."""
    counts = digest_counts(person, clock.now())
    if not counts.due_today + counts.overdue:
        return None
    with translation.override(person.language):
        subject = _("Waiting for you today: {n} tasks").format(n=counts.due_today + counts.overdue)
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
    for builder in (work_item, answer, report_approved, completed, curator_digest):
        register_mail(builder.__name__, builder)
    register_dead_letter_hook(open_unsent_item)
