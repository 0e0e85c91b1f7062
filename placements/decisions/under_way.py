"""How far practicums that run have come: what their closing still lacks, and when their hours will be full."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from placements.agreements.models import Placement, Practicum, Suspension
from placements.decisions.facts import Case
from placements.journal.admitting import Closed
from placements.journal.models import Absence, Entry
from placements.journal.pace import pace_of
from placements.reports.models import Evaluation, ReportVersion

Stage = Practicum.Stage
CLOSING = (Stage.CLOSING, Stage.CHANGE_WINDOW)


@dataclass(frozen=True, slots=True)
class UnderWay:
    """A practicum that runs: whether evaluation and report are there, and the day of its last hour by the forecast."""

    stage: str
    label: str
    has_evaluation: bool = False
    has_report: bool = False
    full_on: date | None = None


def under_way_of(cases: Iterable[Case], now: datetime) -> dict[int, UnderWay]:
    """By practicum; seven queries at most, none where nothing runs."""
    running: list[Practicum] = []
    for case in cases:
        if case.practicum is not None and case.practicum.is_open:
            # The pace asks for the cohort, which is read already.
            case.practicum.cohort = case.enrolment.cohort
            running.append(case.practicum)
    days = _full_on([each for each in running if each.stage == Stage.HOURS], now)
    evaluated, approved = _closed([each.pk for each in running if each.stage in CLOSING])
    return {
        each.pk: UnderWay(
            each.stage, each.get_stage_display(), each.pk in evaluated, each.pk in approved, days.get(each.pk)
        )
        for each in running
    }


def _closed(ids: Sequence[int]) -> tuple[set[int], set[int]]:
    """Which have the evaluation of their placement, and which an approved report; two queries."""
    if not ids:
        return set(), set()
    placements = Placement.objects.exclude(state__in=[Placement.State.DECLINED, Placement.State.CALLED_OFF])
    last = dict(placements.filter(practicum__in=ids).order_by("pk").values_list("practicum", "pk"))
    given = Evaluation.objects.filter(placement__in=last.values()).values_list("placement__practicum", flat=True)
    approved = ReportVersion.objects.filter(report__practicum__in=ids, state=ReportVersion.State.APPROVED)
    return set(given), set(approved.order_by().values_list("report__practicum", flat=True))


def _full_on(practicums: Sequence[Practicum], now: datetime) -> dict[int, date]:
    """When the hours will be full, where there is a forecast; four queries."""
    ids = [each.pk for each in practicums]
    if not ids:
        return {}
    in_force = Placement.objects.filter(practicum__in=ids, state=Placement.State.IN_FORCE).order_by("pk")
    placements = {each.practicum_id: each for each in in_force}
    entries: Mapping[int, list[Entry]] = defaultdict(list)
    for entry in Entry.objects.standing().filter(practicum__in=ids):
        entries[entry.practicum_id].append(entry)
    closed = _away(ids)
    paces = {each.pk: pace_of(each, placements.get(each.pk), entries[each.pk], closed[each.pk], now) for each in practicums}
    return {pk: pace.forecast.day for pk, pace in paces.items() if pace is not None}


def _away(ids: Sequence[int]) -> Mapping[int, Closed]:
    found: Mapping[int, Closed] = defaultdict(lambda: Closed([], []))
    for pk, first, last in Suspension.objects.filter(practicum__in=ids).values_list(
        "practicum", "from_on", "resumed_on"
    ):
        found[pk].rests.append((first, last))
    absences = Absence.objects.standing().filter(practicum__in=ids)
    for pk, day in absences.order_by("day").values_list("practicum", "day"):
        found[pk].absent.append(day)
    return found


def lacking_words(found: UnderWay) -> str:
    """What the closing of a practicum still lacks, in a few words; nothing at another step, or when both are there."""
    if found.stage != Stage.CLOSING or (found.has_evaluation and found.has_report):
        return ""
    if not found.has_evaluation and not found.has_report:
        return _("evaluation and report missing")
    return _("report missing") if found.has_evaluation else _("evaluation missing")
