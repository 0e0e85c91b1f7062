"""What a mentor's page shows: a section for each of his learners, with the days that wait for him."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from django.db.models import Exists, OuterRef, Q
from django.http import QueryDict

from placements.agreements.beside import mentored_beside
from placements.agreements.models import Placement, Practicum, SafetyBriefing
from placements.clock import ONE_DAY, is_repeated
from placements.cohorts.selectors import curator_of, policy_of
from placements.journal.day_errors import DayErrors
from placements.journal.days import Line, lines_of
from placements.journal.flags import Flags, is_night, short_rests
from placements.journal.host_answers import Answer, answer_of, sent_ids
from placements.journal.models import Confirmation, Entry, HourPosting
from placements.journal.rules import Neighbour
from placements.journal.selectors import Progress, progress_of
from placements.people.models import AccessLink, Person

REST_REACHES_BACK = timedelta(days=3)
REPEATED = time(3)
NOTHING_WRONG = DayErrors()
BY = ("confirmation__person", "confirmation__on_behalf_of")


@dataclass(frozen=True, slots=True)
class HostDay:
    """A day that waits, what is shown beside it, what was typed about it and refused; is_again where it changed."""

    line: Line
    flags: Flags
    answer: Answer
    asks_hour: bool
    is_again: bool
    errors: DayErrors = NOTHING_WRONG

    @property
    def key(self) -> str:
        """What tells this day's fields from those of the others."""
        return str(self.line.entry.pk)


@dataclass(frozen=True, slots=True)
class GoneDay:
    """A day that was shown and is no longer asked; the confirmation where that is why."""

    entry: Entry
    confirmation: Confirmation | None


@dataclass(frozen=True, slots=True)
class Section:
    """One learner."""

    placement: Placement
    practicum: Practicum
    curator: Person
    progress: Progress
    days: list[HostDay]
    gone: list[GoneDay]
    has_briefing: bool

    @property
    def minutes(self) -> int:
        """What all days come to, be they right."""
        return sum(day.line.entry.minutes for day in self.days)

    @property
    def adds(self) -> int:
        """What they add to the confirmed minutes: of a changed day only what it has beyond the former amount."""
        return sum(max(day.line.entry.minutes - day.line.entry.posted_minutes, 0) for day in self.days)

    @property
    def after(self) -> int:
        return self.progress.confirmed + self.adds

    @property
    def hour_minutes(self) -> int:
        return self.practicum.academic_hour_minutes


def mentored_placements(link: AccessLink) -> list[Placement]:
    """The link's placement and all others whose days this mentor confirms at that company; one query."""
    asked = Entry.objects.asked().filter(placement=OuterRef("pk"))
    of_now = Q(pk=link.placement_id) | Q(state=Placement.State.IN_FORCE) | Exists(asked)
    return list(mentored_beside(link).filter(of_now))


def sections_of(
    placements: Iterable[Placement], sent: QueryDict, errors: Mapping[int, DayErrors] | None = None
) -> list[Section]:
    """A section for each placement; six queries, and one for each cohort. errors: what was refused, by entry."""
    of = {each.pk: each for each in placements}
    ids = sent_ids(sent)
    rows = Entry.objects.filter(Q(state=Entry.State.SUBMITTED) | Q(pk__in=ids), placement__in=of)
    entries = list(rows.order_by("day", "starts_at", "pk"))
    briefed = dict(SafetyBriefing.objects.filter(placement__in=of).values_list("placement", "held_on"))
    rests, confirmed = _rests(of.values(), entries), confirmations_of(entries)
    curators = {cohort.pk: curator_of(cohort) for cohort in {each.practicum.cohort for each in of.values()}}
    sections = []
    for placement in of.values():
        own = [each for each in entries if each.placement_id == placement.pk]
        asked = [each for each in own if each.state == Entry.State.SUBMITTED]
        days = [_day(line, placement, briefed, rests, sent) for line in lines_of(placement.practicum, asked)]
        days = [replace(day, errors=(errors or {}).get(day.line.entry.pk, NOTHING_WRONG)) for day in days]
        gone = [GoneDay(each, confirmed.get(each.pk)) for each in own if each.state != Entry.State.SUBMITTED]
        curator = curators[placement.practicum.cohort_id]
        progress = progress_of(placement.practicum)
        has_briefing = placement.pk in briefed
        sections.append(Section(placement, placement.practicum, curator, progress, days, gone, has_briefing))
    return sections


def _day(
    line: Line, placement: Placement, briefed: Mapping[int, date], rests: Mapping[int, dict[date, int]], sent: QueryDict
) -> HostDay:
    entry = line.entry
    hours = policy_of(placement.practicum.cohort).hours
    night = time.fromisoformat(hours.night_from), time.fromisoformat(hours.night_to)
    flags = Flags(
        rests.get(entry.learner_id, {}).get(entry.day),
        is_night(entry.starts_at, entry.ends_at, night),
        entry.day < briefed.get(placement.pk, entry.day),
    )
    answer = answer_of(entry, sent)
    has_changed = f"version_{entry.pk}" in sent and answer.version != entry.version
    asks_hour = any(is_repeated(day, REPEATED) for day in (entry.day, entry.day + ONE_DAY))
    if has_changed:
        answer = answer_of(entry, QueryDict())
    return HostDay(line, flags, answer, asks_hour, has_changed or f"again_{entry.pk}" in sent)


def _rests(placements: Iterable[Placement], entries: Sequence[Entry]) -> dict[int, dict[date, int]]:
    """By learner the days before which the rest was too short, whatever company the work was at; one query."""
    if not entries:
        return {}
    least = {
        each.practicum.learner_id: policy_of(each.practicum.cohort).hours.daily_rest_minutes for each in placements
    }
    since, until = entries[0].day - REST_REACHES_BACK, entries[-1].day
    rows = Entry.objects.standing().filter(learner__in=least, day__range=(since, until))
    of: dict[int, list[Neighbour]] = defaultdict(list)
    for each in rows:
        of[each.learner_id].append(
            Neighbour(each.day, each.starts_at, each.ends_at, each.minutes, each.break_minutes, "")
        )
    return {learner: short_rests(found, least[learner]) for learner, found in of.items()}


def confirmations_of(entries: Iterable[Entry]) -> dict[int, Confirmation]:
    """By entry the confirmation that stands for it; one query, none where no day is confirmed."""
    ids = [each.pk for each in entries if each.state == Entry.State.CONFIRMED]
    if not ids:
        return {}
    postings = HourPosting.objects.filter(entry__in=ids, minutes__gt=0).order_by("pk")
    return {each.entry_id: each.confirmation for each in postings.select_related(*BY)}
