"""A practicum's history as it is told: what was done, on whose side, at which step, about what, and why."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from placements import formats
from placements.agreements.models import Placement, Practicum
from placements.cohorts.models import Role
from placements.journal.models import Entry
from placements.journal.verdicts import RETURN_REASONS
from placements.overview.wording import ACTS, AS_IT_STOOD, ENDS, EVERYDAY, FELL_BACK, STEP_OF_STAGE, TURNS
from placements.records.models import Channel, HistoryEntry, Part
from placements.reports.models import ReportVersion

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Words = str | _StrPromise

LEARNER, HOST, SCHOOL = range(3)
MOVED, READMITTED = "practicum.moved", "enrolment.readmitted"
AFTER_HOURS = frozenset({Practicum.Stage.CLOSING, Practicum.Stage.CHANGE_WINDOW})
OF_A_PLACEMENT = frozenset({"agreement.in_force", "practicum.host_changed"})
# Days among an act's details, and how each is told.
DATES: dict[str, "Words"] = {
    "from_on": gettext_lazy("from {day}"),
    "resumed_on": gettext_lazy("from {day}"),
    "ends_on": gettext_lazy("until {day}"),
    "last_on": gettext_lazy("last day {day}"),
    "on": gettext_lazy("last day {day}"),
}


@dataclass(frozen=True, slots=True)
class Cast:
    """Who plays which part: the learner, the companies' people with their company, the school's with their role."""

    learner_id: int
    companies: Mapping[int, str]
    roles: Mapping[int, "Words"]

    def lane_of(self, entry: HistoryEntry) -> int:
        """On whose side the act lies: what came by a company's link is the company's."""
        actor_id = actor_id_of(entry)
        if actor_id == self.learner_id:
            return LEARNER
        is_host = actor_id in self.companies and actor_id not in self.roles
        return HOST if is_host or entry.channel == Channel.LINK else SCHOOL

    def role_of(self, entry: HistoryEntry) -> "Words":
        """What the actor is here, as people say it; nothing for the system."""
        if entry.actor_id is None:
            return ""
        lane = self.lane_of(entry)
        if lane == LEARNER:
            return Part.LEARNER.label
        known = self.companies if lane == HOST else self.roles
        return known.get(actor_id_of(entry) or 0, Part.HOST.label if lane == HOST else _("School"))


def actor_id_of(entry: HistoryEntry) -> int | None:
    """Who acted; acts of a row that was merged into another one are that other one's."""
    return (entry.actor.merged_into_id or entry.actor_id) if entry.actor else None


@dataclass(frozen=True, slots=True)
class Told:
    """One act in words; step is its place among the seven."""

    entry: HistoryEntry
    words: "Words"
    step: int
    lane: int
    by: str
    role: "Words"
    about: str
    why: str

    @property
    def is_turning(self) -> bool:
        return self.entry.action in TURNS or self.entry.action == MOVED

    @property
    def is_everyday(self) -> bool:
        return self.entry.action in EVERYDAY

    @property
    def is_end(self) -> bool:
        return self.entry.action in ENDS


def _cast_of(practicum: Practicum, placements: Iterable[Placement], people: Iterable[int | None]) -> Cast:
    companies: dict[int, str] = {}
    for placement in placements:
        companies |= dict.fromkeys((placement.mentor_id, placement.signatory_id), placement.host.name)
    kinds: dict[int, Words] = {}
    here = Role.objects.filter(
        Q(cohort=practicum.cohort_id) | Q(cohort=None), person__in=[each for each in people if each]
    )
    for role in here.order_by("cohort", "kind", "pk"):
        kinds.setdefault(role.person_id, Role.Kind(role.kind).label)
    return Cast(practicum.learner_id, companies, kinds)


@dataclass(frozen=True, slots=True)
class _Subjects:
    """What the acts are about, by the subject's number."""

    days: Mapping[int, str]
    companies: Mapping[int, str]
    remarks: Mapping[int, str]
    hour_minutes: int

    def about(self, entry: HistoryEntry) -> str:
        """What the act was about: a logged day, a company, amounts and days."""
        subject, room = entry.subject_id or 0, entry.action.partition(".")[0]
        named = ""
        if room == "entry":
            named = self.days.get(subject, "")
        elif room == "placement" or entry.action in OF_A_PLACEMENT:
            named = self.companies.get(subject, "")
        return " · ".join(filter(None, [named, *self._figures(entry)]))

    def _figures(self, entry: HistoryEntry) -> Iterable[str]:
        details = entry.details or {}
        if details.get("minutes"):
            yield formats.academic(int(details["minutes"]), self.hour_minutes, _language())
        if "version" in details and entry.action.startswith("report."):
            yield _("version {n}").format(n=details["version"])
        for key, words in DATES.items():
            if key in details:
                told = DATES["from_on"] if key == "on" and entry.action not in ENDS else words
                yield str(told).format(day=formats.day(date.fromisoformat(details[key])))

    def why(self, entry: HistoryEntry) -> str:
        """The reason given: a chosen one in words; for a returned report what was remarked on it."""
        if entry.action == "report.returned" and not entry.reason:
            return self.remarks.get(entry.subject_id or 0, "")
        chosen, _sep, rest = entry.reason.partition(" ")
        return (
            ". ".join(filter(None, [str(RETURN_REASONS[chosen]), rest])) if chosen in RETURN_REASONS else entry.reason
        )


def _language() -> str:
    return (get_language() or "et")[:2]


def _subjects(practicum: Practicum, entries: Sequence[HistoryEntry], placements: Iterable[Placement]) -> _Subjects:
    def ids(*actions: str) -> list[int]:
        return [entry.subject_id or 0 for entry in entries if entry.action in actions]

    logged = ids("entry.submitted", "entry.edited", "entry.withdrawn", "entry.returned")
    days = Entry.objects.filter(practicum=practicum, pk__in=logged).order_by("pk").values_list("pk", "day")
    returned = ReportVersion.objects.filter(report__practicum=practicum, pk__in=ids("report.returned")).order_by("pk")
    return _Subjects(
        days={pk: formats.weekday_day(day, _language()) for pk, day in days},
        companies={placement.pk: placement.host.name for placement in placements},
        remarks={version.pk: " ".join(version.remarks.values()) for version in returned},
        hour_minutes=practicum.academic_hour_minutes,
    )


def _steps(entries: Sequence[HistoryEntry]) -> Iterable[int]:
    """The step of each entry. One without its own has that at which the practicum stood: by its changes of stage where
    they are recorded, else by the act before."""
    has_moves = any(entry.action == MOVED for entry in entries)
    standing = 1
    for entry in entries:
        own = ACTS[entry.action][1] if entry.action in ACTS else AS_IT_STOOD
        if has_moves and entry.action == MOVED:
            standing = STEP_OF_STAGE.get(entry.to_state, standing)
        elif not has_moves and own and entry.action not in EVERYDAY:
            standing = own
        yield own or standing


def _fell_back(entry: HistoryEntry) -> bool:
    return entry.action == MOVED and entry.from_state in AFTER_HOURS and entry.to_state == Practicum.Stage.HOURS


def story_of(practicum: Practicum, placements: Sequence[Placement], hidden: Collection[str] = ()) -> list[Told]:
    """Every act of the practicum that has words and is not hidden, the oldest first; at most four queries."""
    acts = practicum.history.exclude(action__in=hidden)
    entries = list(acts.select_related("actor").order_by("at", "pk"))
    cast = _cast_of(practicum, placements, {actor_id_of(entry) for entry in entries})
    subjects = _subjects(practicum, entries, placements)
    return [
        Told(
            entry=entry,
            words=FELL_BACK if _fell_back(entry) else ACTS[entry.action][0],
            step=step,
            lane=cast.lane_of(entry),
            by=entry.actor.name if entry.actor else _("by the system"),
            role=cast.role_of(entry),
            about=subjects.about(entry),
            why=subjects.why(entry),
        )
        for entry, step in zip(entries, _steps(entries), strict=True)
        if entry.action in ACTS or _fell_back(entry)
    ]


def ending_of(story: Sequence[Told]) -> Told | None:
    """The act by which the practicum ended; nothing while it runs. Whoever left after a completion and was taken back
    has the completion again."""
    ends = [told for told in story if told.is_end or told.entry.action == READMITTED]
    is_back = bool(ends) and ends[-1].entry.action == READMITTED
    ends = [told for told in ends if told.is_end]
    if is_back and len(ends) > 1:
        ends.pop()
    return ends[-1] if ends else None


def suspension_of(story: Sequence[Told]) -> Told | None:
    """The act by which the practicum stands still now."""
    stops = {"practicum.suspended", "practicum.resumed"} | ENDS
    last = next((told for told in reversed(story) if told.entry.action in stops), None)
    return last if last and last.entry.action == "practicum.suspended" else None
