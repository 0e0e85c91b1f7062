"""The journal as it is printed: every text formatted, the same for the page and for the PDF."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from placements import clock, formats
from placements.agreements.models import Practicum
from placements.clock import ONE_DAY, TALLINN
from placements.cohorts.selectors import policy_of
from placements.journal.models import Absence, Confirmation, Correction, Entry, EntryVersion
from placements.journal.printing_sums import confirmation_rows, coverage_rows, head_facts, totals
from placements.journal.printing_words import printing_words
from placements.journal.telling import Told, WeekTold, story_of, weeks_told
from placements.records.services import provider_name
from placements.typesetting import printable, typeset

Row = dict[str, Any]


def reading_language() -> str:
    """The language that is active, one of those with formats."""
    language = (get_language() or "et")[:2]
    return language if language in formats.ACADEMIC_UNIT else "et"


def journal_paper(practicum: Practicum) -> Row:
    """All that the printed journal says, in the active language; some fifteen queries, however long it is."""
    language, now = reading_language(), clock.now()
    story = story_of(practicum)
    facts, head = head_facts(practicum, language)
    address = f"{settings.PUBLIC_URL}{reverse('learner-journal', args=[practicum.pk])}"
    school = provider_name() or practicum.cohort.code
    absences = list(practicum.absences.standing())
    return {
        "language": language,
        "title": _("Practice journal: {name}").format(name=practicum.learner.name),
        "school": school,
        "made_on": {"year": now.year, "month": now.month, "day": now.day},
        "foot": _("{school} · made {time}").format(school=school, time=_moment(now)),
        **head,
        "address": address,
        "address_lines": address.partition("://")[2].replace("/", "\n/", 1).split("\n"),
        "facts": facts,
        "totals": totals(practicum, story, absences, language),
        "weeks": list(_weeks(practicum, weeks_told(practicum, story), language)),
        "sum": _sum(practicum, language),
        "coverage": coverage_rows(practicum, story, language),
        "confirmations": confirmation_rows(practicum, story, language),
    }


def journal_pdf(practicum: Practicum) -> bytes:
    """The printed journal as PDF/A-2a. Raises: UnknownCharacters."""
    paper = journal_paper(practicum)
    words = printing_words(paper["language"], practicum.academic_hour_minutes)
    return typeset("journal", paper, words, address=paper["address"])


def page_context(practicum: Practicum) -> Row:
    """The printed journal as a page, without the marks that the PDF leaves out."""
    paper = printable(journal_paper(practicum))
    words = printing_words(paper["language"], practicum.academic_hour_minutes)
    return {"practicum": practicum, "paper": paper, "words": words}


def _moment(at: datetime) -> str:
    local = at.astimezone(TALLINN)
    return f"{formats.day(local.date())} {formats.clock_time(local.time())}"


def _short_moment(at: datetime) -> str:
    local = at.astimezone(TALLINN)
    return f"{formats.short_day(local.date())} {formats.clock_time(local.time())}"


def clock_length(minutes: int) -> str:
    """4:30, for columns."""
    return f"{minutes // 60}:{minutes % 60:02}"


def _sum(practicum: Practicum, language: str) -> Row:
    minutes, hour = practicum.confirmed_minutes, practicum.academic_hour_minutes
    whole = formats.progress(minutes, practicum.required_minutes, hour, language)
    return {
        "hours": clock_length(minutes),
        "units": formats.academic_number(minutes, hour, language),
        "note": f"{formats.whole(minutes, language)}{formats.NBSP}{formats.MINUTE_UNIT[language]}; {whole}",
    }


def _weeks(practicum: Practicum, weeks: Iterable[WeekTold], language: str) -> Iterator[Row]:
    running, hour = 0, practicum.academic_hour_minutes
    labels = {chip.code: str(chip.label) for chip in policy_of(practicum.cohort).task_chips}
    for week in weeks:
        running += week.minutes
        so_far = formats.progress(running, practicum.required_minutes, hour, language)
        rows = [*(_absence_row(each, language) for each in week.absences)]
        rows += [_day_row(each, labels, hour, language) for each in week.days]
        yield {
            "title": _("Week {number}").format(number=week.monday.isocalendar().week),
            "span": formats.day_range(week.monday, week.monday + 6 * ONE_DAY),
            "hours": clock_length(week.minutes),
            "units": formats.academic_number(week.minutes, hour, language),
            "running": _("Since the start {amount}").format(amount=so_far),
            "days": sorted(rows, key=lambda row: row["on"]),
        }


def _absence_row(absence: Absence, language: str) -> Row:
    """Whether it is excused, never why."""
    judged = {True: _("Absent, excused"), False: _("Absent, not excused"), None: _("Absent, not judged yet")}
    blank = dict.fromkeys(("clock", "pause", "hours", "units", "outcomes", "by", "how"), "")
    date = formats.weekday_day(absence.day, language)
    return {**blank, "on": absence.day.isoformat(), "date": date, "work": judged[absence.is_excused], "notes": []}


def _day_row(told: Told, labels: dict[str, str], hour: int, language: str) -> Row:
    said = told.counted or told.entry
    amounts = clock_length(said.minutes), formats.academic_number(said.minutes, hour, language)
    hours, units = amounts if told.counted else (f"({each})" for each in amounts)
    tasks = ", ".join(labels.get(code, code) for code in said.chips)
    pause = f"{said.break_minutes}{formats.NBSP}{formats.MINUTE_UNIT[language]}"
    return {
        "on": f"{said.day.isoformat()} {formats.clock_time(said.starts)}",
        "date": formats.weekday_day(said.day, language),
        "clock": formats.time_range(said.starts, said.ends),
        "pause": pause if said.break_minutes else formats.DASH,
        "hours": hours,
        "units": units,
        "work": ". ".join(filter(None, [tasks, said.text])),
        "notes": list(_notes(told)),
        "outcomes": ", ".join(str(number) for number in said.outcomes),
        "by": told.confirmation.person.name if told.confirmation else "",
        "how": _how(told.confirmation) if told.confirmation else "",
    }


def _how(confirmation: Confirmation) -> str:
    words = [_short_moment(confirmation.confirmed_at), confirmation.get_channel_display()]
    if confirmation.basis == Confirmation.Basis.ON_BEHALF:
        words.append(_("on the company's behalf"))
    if confirmation.basis == Confirmation.Basis.SETTLEMENT:
        words.append(_("contest settled"))
    return ", ".join(words)


def _notes(told: Told) -> Iterator[str]:
    entry = told.entry
    if entry.late_reason:
        yield _("Logged late: {reason}").format(reason=entry.late_reason)
    if told.counted is not None and entry.state != Entry.State.CONFIRMED:
        yield _("Changed to {times}: {state}").format(times=_times(entry), state=_state(told))
    elif told.counted is None:
        yield _("Not confirmed: {state}").format(state=_state(told))
    for each in told.corrections:
        yield _corrected(each, told)


def _state(told: Told) -> str:
    """How the day stands; a return that a curator entered for the mentor is called so."""
    label = _("on the company's behalf") if told.returned and told.returned.is_on_behalf else ""
    return ", ".join(filter(None, [str(told.entry.get_state_display()), label]))


def _corrected(correction: Correction, told: Told) -> str:
    """Whose times were what, and what became of it."""
    before, state = _before(correction, told), str(correction.get_state_display())
    if correction.confirmation.basis == Confirmation.Basis.ON_BEHALF:
        state = ", ".join([state, _("on the company's behalf")])
    return _("The mentor corrected {old} to {new}: {state}").format(
        old=_times(before), new=_times(correction), state=state
    )


def _before(correction: Correction, told: Told) -> Entry | EntryVersion:
    found = (each for each in told.versions if each.version == correction.entry_version)
    return next(found, told.entry)


def _times(said: Entry | EntryVersion | Correction) -> str:
    language = reading_language()
    pause = f"{said.break_minutes}{formats.NBSP}{formats.MINUTE_UNIT[language]}"
    return f"{formats.time_range(said.starts, said.ends)} ({pause})"
