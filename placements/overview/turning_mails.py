"""Mails about a turning of a practicum: to the learner, to the company, and to the one who proposed it."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from notifications.letters import Letter, compose
from notifications.registry import MailContent
from placements import formats
from placements.agreements.models import Placement, Practicum, Suspension
from placements.clock import local_date
from placements.cohorts.selectors import curator_of
from placements.overview.host_mails import amount
from placements.people.links import enter_url, grant_link
from placements.people.models import Person
from placements.records.models import HistoryEntry

Payload = Mapping[str, Any]
# Subject and text.
Words = Callable[[], tuple[str, str]]
DAYS = ("from_on", "resumed_on", "last_on", "ends_on", "on")

TO_LEARNER: dict[str, Words] = {
    "practicum.suspended": lambda: (
        _("Practicum suspended from {date}: {learner}"),
        _("While suspended no hours can be logged and no reminders come. Due dates move on. Curator: {curator}."),
    ),
    "practicum.resumed": lambda: (
        _("Practicum resumes from {date}: {learner}"),
        _("From this day hours can be logged again. Open due dates have moved on."),
    ),
    "practicum.host_changed": lambda: (
        _("Change of placement: {host}"),
        _(
            "Confirmed hours are kept. Days up to {date} are confirmed by the former mentor, "
            "then a new agreement is needed. Fill in the request for the new place."
        ),
    ),
    "placement.called_off": lambda: (
        _("The request to the company was called off: {host}"),
        _("Reason: “{reason}”. Everything you wrote is kept, change it and submit again."),
    ),
    "agreement.amended": lambda: (
        _("The practicum lasts until {date}: {learner}"),
        _("All three parties have signed the amendment of the agreement. It is in force now."),
    ),
    "practicum.broken_off": lambda: (
        _("Practicum broken off from {date}: {learner}"),
        _("Confirmed hours stay on record. The curator will explain what is possible next: {curator}."),
    ),
    "practicum.cancelled": lambda: (
        _("Practicum cancelled from {date}: {learner}"),
        _("Reason: “{reason}”. If this is a surprise, ask the curator: {curator}."),
    ),
    "enrolment.withdrawn": lambda: (
        _("Studies ended on {date}: {learner}"),
        _("You gave your studies up. Confirmed hours stay on record. Your questions are answered by {curator}."),
    ),
    "enrolment.expelled": lambda: (
        _("Studies ended on {date}: {learner}"),
        _(
            "The school has ended your studies. Reason: “{reason}”. Confirmed hours stay on record. "
            "Your questions are answered by {curator}."
        ),
    ),
    "enrolment.readmitted": lambda: (
        _("Your studies go on from {date}"),
        _("The school has taken you back. What comes next the curator tells you: {curator}."),
    ),
    "recognition.confirmed": lambda: (
        _("Earlier work recognised: {amount}"),
        _("Still to be done at a company: {required}. The recognition is named in your record."),
    ),
    "evaluation_waiver.confirmed": lambda: (
        _("The practicum goes on without the company's evaluation"),
        _("Two people of the school have decided so, because the company did not answer. It is named in your record."),
    ),
    "annulment.confirmed": lambda: (
        _("The completion of your practicum was annulled"),
        _(
            "Two people of the school have decided so. "
            "The curator explains what it means and what is possible: {curator}."
        ),
    ),
}
# The learner's page that leads on; his home says of the others how the practicum stands.
PAGES = {"practicum.host_changed": "request", "placement.called_off": "request"}
TO_COMPANY: dict[str, Words] = {
    "practicum.suspended": lambda: (
        _("Practicum suspended from {date}: {learner}"),
        _("The trainee does not come meanwhile. Days before that can still be confirmed."),
    ),
    "practicum.resumed": lambda: (
        _("Practicum resumes from {date}: {learner}"),
        _("From this day the trainee comes again."),
    ),
    "practicum.host_changed": lambda: (
        _("The practicum with you ends on {date}: {learner}"),
        _("Please confirm the open days and give a short evaluation. Thank you for mentoring!"),
    ),
    "agreement.amended": lambda: (
        _("The practicum lasts until {date}: {learner}"),
        _("All three parties have signed the amendment of the agreement. It is in force now."),
    ),
    "placement.called_off": lambda: (
        _("The request for a practicum was called off: {learner}"),
        _("Nothing is left for you to do. Thank you for your time!"),
    ),
}
ENDED_AT_COMPANY: Words = lambda: (  # noqa: E731 - one of the words above, for four acts
    _("The practicum with you ended on {date}: {learner}"),
    _("If days still wait for you, please confirm them. Thank you for mentoring!"),
)
TO_COMPANY |= dict.fromkeys(
    ("practicum.broken_off", "practicum.cancelled", "enrolment.withdrawn", "enrolment.expelled"), ENDED_AT_COMPANY
)
TO_PROPOSER: dict[str, Words] = {
    "confirmed": lambda: (
        _("Confirmed by a second person: {learner}"),
        _("{actor} has confirmed what you proposed."),
    ),
    "refused": lambda: (
        _("Refused by a second person: {learner}"),
        _("{actor} has refused what you proposed. Reason: “{reason}”."),
    ),
}


def turning(payload: Payload, person: Person) -> MailContent | None:
    """What has happened to the practicum, for the learner, the company, or the one who proposed it."""
    with translation.override(person.language):
        letter = turning_letter(payload, person)
        return compose(letter) if letter else None


def turning_letter(payload: Payload, person: Person) -> Letter | None:
    """The same as a letter, in the language that is active."""
    entry = HistoryEntry.objects.select_related("practicum__learner", "practicum__cohort", "actor").get(
        pk=payload["entry"]
    )
    assert entry.practicum is not None
    return _letter(entry, entry.practicum, person, payload.get("placement"))


def _letter(entry: HistoryEntry, practicum: Practicum, person: Person, placement_id: int | None) -> Letter | None:
    if placement_id is not None:
        return _to_company(entry, practicum, person, placement_id)
    if person.pk == practicum.learner_id:
        page = reverse(PAGES.get(entry.action, "home"))
        return _written(TO_LEARNER.get(entry.action), entry, person, page, _("you are on a practicum"))
    words = TO_PROPOSER.get(entry.to_state)
    address = reverse("learner", args=[practicum.pk])
    return _written(words, entry, person, address, _("you take part in a practicum"))


def _to_company(entry: HistoryEntry, practicum: Practicum, person: Person, placement_id: int) -> Letter | None:
    placement = Placement.objects.get(pk=placement_id, practicum=practicum)
    # Whatever ended the practicum: a company that was only asked reads that it is no longer asked.
    is_offer = placement.state == Placement.State.CALLED_OFF
    words = TO_COMPANY.get("placement.called_off" if is_offer else entry.action)
    address = enter_url(grant_link(person, placement)) if words else ""
    return _written(words, entry, person, address, _("you are named as the practicum mentor"))


def _written(words: Words | None, entry: HistoryEntry, person: Person, address: str, reason: str) -> Letter | None:
    if words is None:
        return None
    subject, text = (each.format(**_values(entry)) for each in words())
    return Letter(
        to=person.email or "",
        language=person.language,
        subject=subject,
        heading=subject,
        paragraphs=[text, *_planned_end(entry)],
        button=(_("Open"), address),
        reason=reason,
    )


def _planned_end(entry: HistoryEntry) -> list[str]:
    """When a suspension is planned to end, where that is known."""
    if entry.action != "practicum.suspended":
        return []
    suspension = Suspension.objects.filter(pk=entry.subject_id or 0).first()
    until = suspension.planned_until if suspension else None
    return [_("Planned first day back: {date}.").format(date=formats.day(until))] if until else []


def _values(entry: HistoryEntry) -> dict[str, str]:
    practicum = entry.practicum
    assert practicum is not None
    named = Placement.objects.filter(pk=entry.subject_id or 0, practicum=practicum).select_related("host").first()
    day = next(
        (date.fromisoformat(entry.details[name]) for name in DAYS if name in entry.details), local_date(entry.at)
    )
    return {
        "date": formats.day(day),
        "learner": practicum.learner.name,
        "host": named.host.name if named else "",
        "curator": curator_of(practicum.cohort).name,
        # A mail's own sentence ends after the quotation.
        "reason": entry.reason.rstrip(". "),
        "actor": entry.actor.name if entry.actor else "",
        "amount": amount(int(entry.details.get("minutes", 0)), practicum),
        "required": amount(practicum.required_minutes, practicum),
    }
