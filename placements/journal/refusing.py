"""A refused day: each sentence at the field where it belongs, and the ways on."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from placements.journal.conflict import conflict_of
from placements.journal.forms import EntryForm
from placements.journal.models import Entry
from placements.people.decorators import person_of
from placements.refusals import Refusal, Refused
from placements.refused_page import reasons_of
from placements.sentences import sentence

DAY_PAGE, CONFLICT_PAGE = "journal/day.html", "journal/conflict.html"
FIELD_OF = {
    "hours.overlap": "starts",
    "hours.overlap_elsewhere": "starts",
    "hours.equal_times": "ends",
    "hours.order": "ends",
    "hours.daily_cap": "ends",
    "hours.end_before_start": "ends",
    "hours.weekly_cap": "ends",
    "hours.future": "ends",
    "hours.break_too_long": "break_minutes",
    "hours.break_missing": "break_minutes",
    "hours.outside_period": "day",
    "hours.before_force": "day",
    "hours.suspended": "day",
    "hours.absent": "day",
    "hours.after_placement": "day",
    "hours.backdate_closed": "day",
    "hours.confirmed_day": "day",
    "hours.reason_needed": "late_reason",
    "hours.no_task": "chips",
}
# Somebody saved another text meanwhile: both are shown.
TWO_TEXTS = frozenset({"hours.changed", "hours.same_id"})
OPEN_TO_CHANGE = (Entry.State.SUBMITTED, Entry.State.RETURNED, Entry.State.CONFIRMED)


def refused_day(
    request: HttpRequest, context: dict[str, Any], refused: Refused, standing: Entry | None = None
) -> HttpResponse:
    """The day's page again with what was typed; of two texts the page that compares them. standing: the entry as it
    is saved."""
    form: EntryForm = context["form"]
    codes = {each.code for each in refused.refusals}
    if codes & TWO_TEXTS and standing is not None and standing.state in OPEN_TO_CHANGE:
        conflict = conflict_of(standing, form, person_of(request).pk)
        return render(request, CONFLICT_PAGE, {**context, "conflict": conflict}, status=409)
    for refusal in refused.refusals:
        field = _field_of(refusal, form)
        if field:
            form.add_error(field, sentence(refusal))
    ways: dict[str, Any] = {"reasons": reasons_of(refused), "other_day": _other_day(refused)}
    if "hours.backdate_closed" in codes:
        ways["late_day"] = form.said["day"]
    ways["needs_reason"] = context["needs_reason"] or "hours.reason_needed" in codes
    return render(request, DAY_PAGE, context | ways, status=409)


def _field_of(refusal: Refusal, form: EntryForm) -> str:
    """Of a clock time the end at which it stands."""
    if refusal.code == "hours.clock_gap":
        return "starts" if form.said.get("starts") == refusal.values["time"] else "ends"
    if refusal.code == "hours.clock_twice":
        return _unsaid_fold(form)
    return FIELD_OF.get(refusal.code, "")


def _unsaid_fold(form: EntryForm) -> str:
    unsaid = [field.name for field in form.fold_fields if form.said.get(field.name) is None]
    return unsaid[0] if unsaid else "starts"


def _other_day(refused: Refused) -> date | None:
    """The day of the entry that is in the way."""
    for refusal in refused.refusals:
        if refusal.code == "hours.overlap":
            day: date = refusal.values["date"]
            return day
    return None
