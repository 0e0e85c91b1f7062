"""The printed journal's head, totals, coverage and confirmations."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from placements import formats
from placements.agreements.models import Placement, Practicum, SafetyBriefing
from placements.agreements.selectors import current_agreement
from placements.clock import TALLINN, local_date
from placements.cohorts.selectors import curator_of, curriculum_of
from placements.journal.models import Absence, Confirmation
from placements.journal.selectors import placements_in_force
from placements.journal.telling import Told

Fact = list[str]


def head_facts(practicum: Practicum, language: str) -> tuple[list[Fact], dict[str, str]]:
    """Label, value and extra of each fact, and the running head."""
    placements = placements_in_force(practicum)
    facts = [[_("Learner"), practicum.learner.name, _("group {code}").format(code=practicum.cohort.code)]]
    curator, number = _("{name}, curator").format(name=curator_of(practicum.cohort).name), ""
    for placement in placements:
        agreement = current_agreement(placement)
        number = agreement.number if agreement else number
        facts += _placement_facts(placement, agreement.number if agreement else formats.DASH, curator)
    facts.append(_module_fact(practicum, language))
    host = placements[-1].host.name if placements else ""
    left = " · ".join(filter(None, [practicum.learner.name, host]))
    return facts, {"head_left": left, "head_right": _("Agreement no {number}").format(number=number) if number else ""}


def _placement_facts(placement: Placement, number: str, curator: str) -> list[Fact]:
    period = formats.day_range(placement.starts_on, placement.ended_on or placement.ends_on)
    return [
        [
            _("Company"),
            placement.host.name,
            _("registry code {code}").format(code=placement.host.registry_code) if placement.host.registry_code else "",
        ],
        [_("Agreement"), number, period],
        [_("Mentors"), _("{name}, company").format(name=placement.mentor.name), curator],
        _briefing_fact(placement),
    ]


def _briefing_fact(placement: Placement) -> Fact:
    briefing = SafetyBriefing.objects.filter(placement=placement).select_related("recorded_by").first()
    if briefing is None:
        return [_("Safety briefing"), formats.DASH, ""]
    extra = briefing.recorded_by.name
    if briefing.acknowledged_at:
        day = formats.day(local_date(briefing.acknowledged_at))
        extra = _("{name}; the learner confirmed {day}").format(name=extra, day=day)
    return [_("Safety briefing"), formats.day(briefing.held_on), extra]


def _module_fact(practicum: Practicum, language: str) -> Fact:
    curriculum = curriculum_of(practicum.enrolment.programme_version_id)
    module = next((each for each in curriculum.modules if each.kind == "practicum"), None)
    amount = formats.academic(practicum.required_minutes, practicum.academic_hour_minutes, language)
    title = f"{module.number}. {module.title}, {amount}" if module else str(curriculum.course_name)
    return [_("Module"), title, str(curriculum.title)]


def totals(practicum: Practicum, story: Iterable[Told], absences: list[Absence], language: str) -> list[Fact]:
    """Confirmed, required, days and absences: label, value, extra."""
    hour = practicum.academic_hour_minutes
    days = sorted({each.counted.day for each in story if each.counted})
    span = formats.day_range(days[0], days[-1]) if days else ""
    excused = sum(each.is_excused is True for each in absences)
    confirmed, required = practicum.confirmed_minutes, practicum.required_minutes
    return [
        [_("Confirmed"), formats.academic(confirmed, hour, language), formats.clock_hours(confirmed, language)],
        [_("Required"), formats.academic(required, hour, language), formats.clock_hours(required, language)],
        [_("Confirmed days"), formats.whole(len(days), language), span],
        [
            _("Days absent"),
            formats.whole(len(absences), language),
            ngettext("{n} excused", "{n} excused", excused).format(n=excused) if absences else "",
        ],
    ]


def coverage_rows(practicum: Practicum, story: Iterable[Told], language: str) -> list[dict[str, Any]]:
    """Every outcome with its days, its share of the confirmed time and a bar in percent of the longest one."""
    minutes, days = _shares(story)
    most, hour = max(minutes.values(), default=Fraction(1)), practicum.academic_hour_minutes
    whole = practicum.confirmed_minutes
    return [
        {
            "number": str(outcome.number),
            "text": str(outcome.text),
            "days": formats.whole(len(days[outcome.number]), language) if days[outcome.number] else "",
            "units": _units(minutes[outcome.number], hour, language) if days[outcome.number] else "",
            "percent": f"{int(minutes[outcome.number] * 100 / whole)}{formats.PERCENT_SIGN[language]}" if whole else "",
            "bar": int(minutes[outcome.number] * 100 / most),
        }
        for outcome in curriculum_of(practicum.enrolment.programme_version_id).outcomes
    ]


def _shares(story: Iterable[Told]) -> tuple[dict[int, Fraction], dict[int, set[Any]]]:
    """A day's confirmed minutes are shared equally among its outcomes."""
    minutes: dict[int, Fraction] = defaultdict(Fraction)
    days: dict[int, set[Any]] = defaultdict(set)
    for each in story:
        numbers = each.counted.outcomes if each.counted else []
        for number in numbers:
            minutes[number] += Fraction(each.entry.posted_minutes, len(numbers))
            days[number].add(each.entry.day)
    return minutes, days


def _units(minutes: Fraction, hour: int, language: str) -> str:
    share = minutes / hour
    return formats.decimal(Decimal(share.numerator) / share.denominator, language)


def confirmation_rows(practicum: Practicum, story: Iterable[Told], language: str) -> list[dict[str, Any]]:
    """Each act of confirming that counted minutes rest on, oldest first."""
    acts: dict[int, list[Told]] = defaultdict(list)
    for each in story:
        if each.confirmation:
            acts[each.confirmation.pk].append(each)
    rows = [_confirmation_row(told, practicum.academic_hour_minutes, language) for told in acts.values()]
    return sorted(rows, key=lambda row: str(row["on"]))


def _confirmation_row(told: list[Told], hour: int, language: str) -> dict[str, Any]:
    confirmation = told[0].confirmation
    assert confirmation is not None
    local = confirmation.confirmed_at.astimezone(TALLINN)
    is_mentor = confirmation.basis == Confirmation.Basis.MENTOR
    channel = [confirmation.get_channel_display()]
    if confirmation.basis == Confirmation.Basis.ON_BEHALF:
        channel.append(_("on the company's behalf"))
    return {
        "on": local.isoformat(),
        "at": f"{formats.day(local.date())} {formats.clock_time(local.time())}",
        "who": confirmation.person.name,
        "role": _("company's mentor") if is_mentor else _("curator"),
        "channel": ", ".join(channel),
        "units": formats.academic_number(sum(each.entry.posted_minutes for each in told), hour, language),
        "notes": list(_confirmation_notes(confirmation, told, language)),
    }


def _confirmation_notes(confirmation: Confirmation, told: list[Told], language: str) -> Iterable[str]:
    if confirmation.on_behalf_of and confirmation.evidence:
        yield _("On the company's behalf, mentor {mentor}: {reason}. Evidence: {file}").format(
            mentor=confirmation.on_behalf_of.name,
            reason=confirmation.reason.rstrip("."),
            file=confirmation.evidence.name,
        )
    elif confirmation.basis == Confirmation.Basis.SETTLEMENT:
        yield _("The curator settled a contest: {reason}").format(reason=confirmation.reason)
    # What the mentor took back himself has corrected nothing.
    stood = [each for each in told if any(row.state != row.State.WITHDRAWN for row in each.corrections)]
    corrected = [formats.weekday_day(each.entry.day, language) for each in stood]
    if corrected:
        yield _("Times corrected by the mentor: {days}").format(days=", ".join(corrected))
