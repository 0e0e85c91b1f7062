"""Mails to the company's people: what they are asked to do, with the link that opens it."""

from collections.abc import Callable
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from notifications.letters import Letter
from placements import formats
from placements.agreements.models import Placement, Practicum
from placements.clock import local_date
from placements.cohorts.selectors import curator_of
from placements.journal.selectors import waiting_entries
from placements.overview.wording import WORDING
from placements.people.links import enter_url, grant_link
from placements.people.models import AccessLink, Person
from placements.records.models import WorkItem

ABOUT_A_PLACEMENT = frozenset({"week", "safety_briefing", "former_evaluation"})


def amount(minutes: int, practicum: Practicum) -> str:
    """4 h 30 min = 6 ak.t, in the language of the mail."""
    return formats.both_units(minutes, practicum.academic_hour_minutes, translation.get_language() or "et")


def host_letter(item: WorkItem, person: Person) -> Letter | None:
    """What the company is asked, with its link; nothing without a placement."""
    assert item.practicum is not None
    placement = placement_of(item)
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
        button=(str(WORDING[item.kind].task), enter_url(link)),
        reason=_why(person, placement),
    )


def placement_of(item: WorkItem) -> Placement | None:
    """The placement that the item names, for a former mentor has items too; else the latest one that took place."""
    assert item.practicum is not None
    placements = item.practicum.placements.select_related("host")
    if item.kind in ABOUT_A_PLACEMENT:
        return placements.filter(pk=item.subject_id).first()
    return placements.exclude(state__in=["declined", "called_off"]).order_by("pk").last()


def _why(person: Person, placement: Placement) -> str:
    if person.pk == placement.mentor_id:
        return _("you are named as the practicum mentor")
    return _("you are named as the signatory of the agreement")


def way_on(link: AccessLink) -> dict[str, Any]:
    """For the page of a link that does not open: the days that wait behind it, without a name, and the curator."""
    placement = link.placement
    entries = waiting_entries(placement) if placement.mentor_id == link.person_id else []
    waiting = None
    if entries:
        minutes, practicum = sum(entry.minutes for entry in entries), placement.practicum
        waiting = {
            "days": formats.day_range(entries[0].day, entries[-1].day),
            "amount": formats.academic(minutes, practicum.academic_hour_minutes, translation.get_language() or "et"),
        }
    return {"curator": curator_of(placement.practicum.cohort), "waiting": waiting}


def _host_words(item: WorkItem, placement: Placement) -> tuple[str, str]:
    """Subject and first paragraph of a mail to the company."""
    practicum = placement.practicum
    values = {
        "learner": practicum.learner.name,
        "start": formats.day(placement.starts_on),
        "end": formats.day(placement.ends_on),
        "due": formats.day(local_date(item.due_at)),
        "amount": amount(practicum.missing_minutes, practicum),
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
    "host_amendment": lambda: (
        _("Amendment of the practicum agreement to sign: {learner}"),
        _("The practicum is to last longer. Please read the amendment and sign it by {due}."),
    ),
    "former_evaluation": lambda: (
        _("A short evaluation of the former trainee: {learner}"),
        _("The practicum with you ended. Your evaluation still helps: it takes about 3 minutes, due {due}."),
    ),
    "evaluation": lambda: (
        _("Please evaluate the trainee: {learner}"),
        _("It takes about 3 minutes, due {due}."),
    ),
}
