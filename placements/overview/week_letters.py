"""The letter about practicum days that wait: all learners of a mentor in one, or a reminder of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Sum
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from notifications.letters import Letter, Line, Section
from placements import clock, formats
from placements.agreements.models import Placement
from placements.clock import local_date
from placements.cohorts.selectors import curator_of, policy_of
from placements.journal.days import lines_of
from placements.journal.models import Confirmation, Entry
from placements.journal.selectors import waiting_entries
from placements.people.links import enter_url, grant_link
from placements.people.models import Person

MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Week:
    """One learner's days that wait."""

    placement: Placement
    entries: list[Entry]

    @property
    def minutes(self) -> int:
        return sum(entry.minutes for entry in self.entries)

    @property
    def hour(self) -> int:
        return self.placement.practicum.academic_hour_minutes

    @property
    def learner(self) -> str:
        return self.placement.practicum.learner.name


def weeks_of(placements: Sequence[Placement]) -> list[Week]:
    """The weeks of those placements where days wait; a query for each."""
    weeks = [Week(each, waiting_entries(each)) for each in placements]
    return [each for each in weeks if each.entries]


def week_letter(weeks: Sequence[Week], person: Person, reminder: int, reminders: int) -> Letter:
    """Asks for these days; the reminder's number is 0 for the first letter about them."""
    words = _reminder_words(weeks, reminder, reminders) if reminder else _first_words(weeks, person)
    subject, heading, paragraph = words
    link = grant_link(person, weeks[0].placement)
    address = enter_url(link)
    return Letter(
        to=person.email or "",
        language=person.language,
        subject=subject,
        heading=heading,
        paragraphs=[paragraph],
        sections=[_section(each) for each in weeks],
        button=(_("Look through and confirm · {amount}").format(amount=_total(weeks)), f"{address}?to=week"),
        closing=_closing(weeks, person),
        links=[(_("I am not the right person, or I am away"), f"{address}?to=me")],
        extra={"joiner": "&"},
        reason=_("you are named as the practicum mentor") + ". " + _("We send at most one e-mail a day."),
    )


def _language() -> str:
    return translation.get_language() or "et"


def _total(weeks: Sequence[Week]) -> str:
    return formats.academic(sum(each.minutes for each in weeks), weeks[0].hour, _language())


def _names(weeks: Sequence[Week]) -> str:
    return ", ".join(each.learner for each in weeks)


def _first_words(weeks: Sequence[Week], person: Person) -> tuple[str, str, str]:
    days = [entry.day for each in weeks for entry in each.entries]
    values = {
        "n": len(days),
        "amount": _total(weeks),
        "learner": _names(weeks),
        "name": person.name,
        "range": formats.day_range(min(days), max(days)),
    }
    subject = ngettext(
        "Confirm {n} practicum day ({amount}): {learner}",
        "Confirm {n} practicum days ({amount}): {learner}",
        len(days),
    )
    if len(weeks) > MOST_NAMED:
        many = ngettext(
            "Confirm the practicum week: {n} trainee, {amount}",
            "Confirm the practicum week: {n} trainees, {amount}",
            len(weeks),
        )
        subject = many.replace("{n}", str(len(weeks)))
    text = ngettext(
        "Hello, {name}! Please look through {n} day, {range}.",
        "Hello, {name}! Please look through {n} days, {range}.",
        len(days),
    )
    return subject.format(**values), _("A practicum week awaits confirmation"), text.format(**values)


def _reminder_words(weeks: Sequence[Week], reminder: int, reminders: int) -> tuple[str, str, str]:
    curator = curator_of(weeks[0].placement.practicum.cohort)
    values: Mapping[str, str] = {
        "learner": _names(weeks),
        "amount": _total(weeks),
        "curator": curator.name,
        "phone": curator.phone or curator.email or "",
    }
    subject = _("Reminder: practicum days await confirmation, {learner}")
    text = _("Not confirmed: {amount}. The link is the same as in the last mail.")
    if reminder >= reminders:
        subject = _("Last reminder: {learner}, {amount}")
        text = _(
            "This is the last mail about it. If you cannot answer, the curator will phone you: {curator}, {phone}."
        )
    return subject.format(**values), _("Practicum days still await confirmation"), text.format(**values)


def _section(week: Week) -> Section:
    practicum, language = week.placement.practicum, _language()
    adds = sum(max(entry.minutes - entry.posted_minutes, 0) for entry in week.entries)
    sums = [formats.academic_number(each, week.hour, language) for each in (practicum.confirmed_minutes, adds)]
    after = formats.progress(practicum.confirmed_minutes + adds, practicum.required_minutes, week.hour, language)
    return Section(
        title=week.learner,
        note=f"{sums[0]} + {sums[1]} = {after}",
        columns=(_("Day"), _("Time"), _("Amount")),
        lines=[_line(each.entry, each.tasks, week.hour) for each in lines_of(practicum, week.entries)],
        total=(
            _("In all, {hours}").format(hours=formats.clock_hours(week.minutes, language)),
            formats.academic(week.minutes, week.hour, language),
        ),
    )


def _line(entry: Entry, tasks: str, hour: int) -> Line:
    language = _language()
    cells = (
        formats.weekday_day(entry.day, language),
        formats.time_range(entry.starts, entry.ends),
        formats.academic(entry.minutes, hour, language),
    )
    pause = _("break %(n)s min") % {"n": entry.break_minutes}
    text = ". ".join(filter(None, [tasks, entry.text]))
    return Line(cells, (pause, formats.clock_hours(entry.minutes, language)), text)


def _closing(weeks: Sequence[Week], person: Person) -> list[str]:
    cohort = weeks[0].placement.practicum.cohort
    curator, days = curator_of(cohort), policy_of(cohort).confirmation.change_window_days
    text = ngettext(
        "Opening the page confirms nothing yet. You can return or correct a wrong day, and change what you have "
        "confirmed for {n} day. Questions: {curator}, {phone}.",
        "Opening the page confirms nothing yet. You can return or correct a wrong day, and change what you have "
        "confirmed for {n} days. Questions: {curator}, {phone}.",
        days,
    )
    told = text.format(n=days, curator=curator.name, phone=curator.phone or curator.email or "")
    return [told, *_receipt(weeks, person)]


def _receipt(weeks: Sequence[Week], person: Person) -> list[str]:
    """What the person confirmed last, while it can be changed. Source: interface spec 3 (7)."""
    acts = Confirmation.objects.filter(placement__in=[each.placement for each in weeks], person=person)
    acts = acts.filter(final_at__gt=clock.now()).annotate(minutes=Sum("postings__minutes"))
    act = acts.filter(minutes__gt=0).order_by("confirmed_at", "pk").last()
    if act is None:
        return []
    text = _("You confirmed on {date}: {amount}. You can change it until {due}.")
    values = {
        "date": formats.day(local_date(act.confirmed_at)),
        # A mail's own sentence ends after the unit, which in Russian is an abbreviation.
        "amount": formats.both_units(act.minutes, weeks[0].hour, _language()).rstrip("."),
        "due": formats.day(local_date(act.final_at)),
    }
    return [text.format(**values)]
