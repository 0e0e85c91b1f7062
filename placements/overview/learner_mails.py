"""Mails to learners: what has happened, and what is asked of them now."""

from collections.abc import Callable

from django.urls import reverse
from django.utils.translation import gettext as _

from notifications.letters import Letter
from placements import formats
from placements.agreements.models import PlacementRequest, Practicum
from placements.clock import local_date
from placements.cohorts.selectors import curator_of
from placements.journal.contesting import open_correction
from placements.journal.models import Correction, Entry
from placements.journal.verdicts import RETURN_REASONS
from placements.overview.host_mails import amount
from placements.overview.targets import page_of, step_url
from placements.overview.wording import WORDING
from placements.people.models import Person
from placements.records.models import WorkItem
from placements.reports.models import ReportVersion
from placements.reports.selectors import versions_of

# Subject, text, address of the page that leads on.
Words = tuple[str, str, str]
State = PlacementRequest.State


def learner_letter(item: WorkItem, person: Person) -> Letter | None:
    """What the learner is asked, in the words of this kind of work item; nothing without a practicum."""
    if item.practicum is None or _is_told_already(item):
        return None
    subject, text, url = _WORDS.get(item.kind, _plain)(item, item.practicum)
    return Letter(
        to=person.email or "",
        language=person.language,
        subject=subject,
        heading=str(WORDING[item.kind].task),
        paragraphs=[text],
        button=(_("Open"), url),
        reason=_("you are on a practicum"),
    )


def _is_told_already(item: WorkItem) -> bool:
    """Whether the mail about the turning that reopened the request has said it; reminders say it again."""
    if item.kind != "request" or item.reminded_at is not None:
        return False
    return PlacementRequest.objects.filter(practicum=item.practicum_id, state=State.REOPENED).exists()


def _due(item: WorkItem) -> str:
    return formats.day(local_date(item.due_at))


def _plain(item: WorkItem, _practicum: Practicum) -> Words:
    wording = WORDING[item.kind]
    return f"{wording.title}: {wording.task}", _("Due {date}.").format(date=_due(item)), reverse("home")


def _request(item: WorkItem, practicum: Practicum) -> Words:
    asked = PlacementRequest.objects.select_related("host").get(practicum=practicum)
    if asked.state not in _ASKED_AGAIN:
        subject, text, _page = _plain(item, practicum)
        return subject, text, reverse("request")
    subject, text = _ASKED_AGAIN[asked.state]()
    host = asked.host.name if asked.host else asked.host_name or asked.get_source_display()
    values = {
        "host": host,
        "curator": curator_of(practicum.cohort).name,
        "reason": asked.remark.rstrip(". "),
        "due": _due(item),
    }
    return subject.format(**values), text.format(**values), reverse("request")


_ASKED_AGAIN: dict[str, Callable[[], tuple[str, str]]] = {
    State.RETURNED: lambda: (
        _("Your request needs changes: {host}"),
        _("Curator: {curator}. Reason: “{reason}”. Everything you wrote is kept, change it and submit again."),
    ),
    State.PROPOSED: lambda: (
        _("We propose a placement: {host}"),
        _("Look at the place and answer by {due}. If it does not suit you, write why and we search on."),
    ),
    State.REOPENED: lambda: (
        _("A new place is needed: please fill in the request"),
        _("Reason: “{reason}”. Everything you wrote is kept, change it and submit again by {due}."),
    ),
    State.DECLINED: lambda: (
        _("The company cannot take a trainee: {host}"),
        _("Reason: “{reason}”. Your request is kept, choose a new place or ask the curator for help."),
    ),
}


def _signature(item: WorkItem, _practicum: Practicum) -> Words:
    text = _("Read the agreement and sign it by {due}. To sign, we send you a 6-digit code.").format(due=_due(item))
    return _("The practicum agreement awaits your signature"), text, reverse("agreement")


def _amendment(item: WorkItem, _practicum: Practicum) -> Words:
    text = _("Your practicum is to last longer. Read the amendment and sign it by {due}.").format(due=_due(item))
    return _("An amendment of your agreement awaits your signature"), text, step_url(item)


def _returned_day(item: WorkItem, _practicum: Practicum) -> Words:
    entry = Entry.objects.select_related("placement__mentor").get(pk=item.subject_id)
    subject = _("Day returned: {date}").format(date=formats.day(entry.day))
    reason = " ".join(filter(None, [str(RETURN_REASONS.get(entry.return_reason, "")), entry.return_text]))
    text = _("Mentor: {mentor}. Reason: {reason}. Correct the day and send it again.")
    text = text.format(mentor=entry.placement.mentor.name, reason=reason.rstrip("."))
    kept = _("Everything you wrote is kept. If you do not agree, ask the curator on the same page.")
    return subject, f"{text} {kept}", page_of(item)


def _corrected_day(item: WorkItem, practicum: Practicum) -> Words:
    entry = Entry.objects.get(pk=item.subject_id)
    correction = open_correction(entry)
    if correction is None:
        return _plain(item, practicum)
    reason = " ".join(filter(None, [str(RETURN_REASONS.get(correction.reason, "")), correction.text])).rstrip(".")
    text = _("Before: {old}, now: {new}. Accept or contest by {due}; if you do not answer, the curator decides.")
    values = {"old": _times(entry, practicum), "new": _times(correction, practicum), "due": _due(item)}
    parts = [_("Mentor: {mentor}.").format(mentor=correction.confirmation.person.name)]
    parts += [_("Reason: {reason}.").format(reason=reason)] if reason else []
    subject = _("The mentor corrected a day: {date}").format(date=formats.day(entry.day))
    return subject, " ".join([*parts, text.format(**values)]), page_of(item)


def _times(said: Entry | Correction, practicum: Practicum) -> str:
    return f"{formats.time_range(said.starts, said.ends)} ({amount(said.minutes, practicum)})"


def _report(_item: WorkItem, practicum: Practicum) -> Words:
    latest = next(iter(versions_of(practicum)), None)
    if latest and latest.state == ReportVersion.State.RETURNED:
        text = _("Remarks are beside the prompts, in all {n}. Change those places and submit again.")
        text = text.format(n=sum(bool(remark) for remark in latest.remarks.values()))
        return _("Your report needs changes"), text, reverse("report")
    text = _("Confirmed is {value}, the whole practicum is {required}. Take your time and save the draft as you go.")
    value, required = practicum.confirmed_minutes, practicum.required_minutes
    text = text.format(value=amount(value, practicum), required=amount(required, practicum))
    return _("You can now submit the report"), text, reverse("report")


_WORDS: dict[str, Callable[[WorkItem, Practicum], Words]] = {
    "request": _request,
    "learner_signature": _signature,
    "learner_amendment": _amendment,
    "returned_day": _returned_day,
    "corrected_day": _corrected_day,
    "report": _report,
}
