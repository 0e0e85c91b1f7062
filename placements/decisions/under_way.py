"""How far practicums that run have come: what their closing still lacks, and when their hours will be full."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Subquery, Value
from django.utils.translation import gettext as _

from placements.agreements.models import Placement, Practicum, Suspension
from placements.decisions.facts import Case
from placements.journal.admitting import ABSENT, REST, Closed
from placements.journal.models import Absence, Entry
from placements.journal.pace import pace_of
from placements.reports.models import ReportVersion

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


def under_way_of(cases: Iterable[Case], now: datetime, *, with_forecast: bool) -> dict[int, UnderWay]:
    """By practicum; four queries at most, none where nothing runs. The forecast costs three of them."""
    running = [each.practicum for each in cases if each.practicum is not None and each.practicum.is_open]
    cohorts = {each.practicum.pk: each.enrolment.cohort for each in cases if each.practicum is not None}
    for practicum in running:
        # The pace asks for the cohort, which is read already.
        practicum.cohort = cohorts[practicum.pk]
    days = _full_on([each for each in running if each.stage == Stage.HOURS], now) if with_forecast else {}
    closed = _closed([each.pk for each in running if each.stage in CLOSING])
    return {
        each.pk: UnderWay(
            each.stage, each.get_stage_display(), *closed.get(each.pk, (False, False)), full_on=days.get(each.pk)
        )
        for each in running
    }


def _closed(ids: Sequence[int]) -> dict[int, tuple[bool, bool]]:
    """Whether each has the evaluation of its latest placement, and an approved report; one query."""
    if not ids:
        return {}
    placements = Placement.objects.exclude(state__in=[Placement.State.DECLINED, Placement.State.CALLED_OFF])
    last = placements.filter(practicum=OuterRef("pk")).order_by("-pk").values("evaluation")[:1]
    approved = ReportVersion.objects.filter(report__practicum=OuterRef("pk"), state=ReportVersion.State.APPROVED)
    rows = Practicum.objects.filter(pk__in=ids).annotate(evaluated=Subquery(last), approved=Exists(approved))
    return {pk: (given is not None, has) for pk, given, has in rows.values_list("pk", "evaluated", "approved")}


def _full_on(practicums: Sequence[Practicum], now: datetime) -> dict[int, date]:
    """When the hours will be full, where there is a forecast; three queries."""
    ids = [each.pk for each in practicums]
    if not ids:
        return {}
    in_force = Placement.objects.filter(practicum__in=ids, state=Placement.State.IN_FORCE).order_by("pk")
    placements = {each.practicum_id: each for each in in_force}
    entries: Mapping[int, list[Entry]] = defaultdict(list)
    for entry in Entry.objects.standing().filter(practicum__in=ids):
        entries[entry.practicum_id].append(entry)
    closed = _away(ids)
    paces = {
        each.pk: pace_of(each, placements.get(each.pk), entries[each.pk], closed[each.pk], now) for each in practicums
    }
    return {pk: pace.forecast.day for pk, pace in paces.items() if pace is not None}


def _away(ids: Sequence[int]) -> Mapping[int, Closed]:
    """Suspensions and absences of each; one query."""
    found: Mapping[int, Closed] = defaultdict(lambda: Closed([], []))
    rests = Suspension.objects.filter(practicum__in=ids).order_by()
    absent = Absence.objects.standing().filter(practicum__in=ids).order_by()
    rows = rests.values_list("practicum", Value(REST), "from_on", "resumed_on").union(
        absent.values_list("practicum", Value(ABSENT), "day", "day"), all=True
    )
    for pk, kind, first, last in sorted(rows, key=lambda row: (row[0], row[2])):
        if kind == REST:
            found[pk].rests.append((first, last))
        else:
            found[pk].absent.append(first)
    return found


def lacking_words(found: UnderWay) -> str:
    """What the closing of a practicum still lacks, in a few words; nothing at another step, or when both are there."""
    if found.stage != Stage.CLOSING or (found.has_evaluation and found.has_report):
        return ""
    if not found.has_evaluation and not found.has_report:
        return _("evaluation and report missing")
    return _("report missing") if found.has_evaluation else _("evaluation missing")
