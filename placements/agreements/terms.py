"""The agreement's terms: drawn up from the placement, fixed by their SHA-256."""

import hashlib
import json
from dataclasses import replace
from datetime import date
from typing import Any

from placements import clock
from placements.agreements.models import Agreement, Placement
from placements.agreements.selectors import plan_of
from placements.cohorts.selectors import curator_of, curriculum_of
from placements.records.models import ProviderSettings
from placements.records.rules import number_of
from placements.records.selectors import provider_settings

TEMPLATE_VERSION = 1


def digest_of(terms: dict[str, Any]) -> str:
    """SHA-256 of the terms in their canonical form: sorted keys, no spaces, UTF-8."""
    canonical = json.dumps(terms, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def terms_of(placement: Placement, language: str) -> dict[str, Any]:
    """A snapshot of all that the three parties agree on. Source: domain, section 3 (agreement)."""
    practicum, plan = placement.practicum, plan_of(placement)
    curriculum = curriculum_of(practicum.enrolment.programme_version_id)
    provider = ProviderSettings.objects.filter(pk=1).first()
    return {
        "template_version": TEMPLATE_VERSION,
        "provider": {"name": provider.name if provider else "", "curator": curator_of(practicum.cohort).name},
        "host": {
            "name": placement.host.name,
            "registry_code": placement.host.registry_code,
            "address": placement.host.address,
            "mentor": placement.mentor.name,
            "signatory": placement.signatory.name,
        },
        "place": {"title": placement.place.title, "address": placement.place.where} if placement.place else {},
        "learner": practicum.learner.name,
        "programme": curriculum.title.in_language(language),
        "minutes": practicum.missing_minutes,
        "academic_hour_minutes": practicum.academic_hour_minutes,
        "starts_on": placement.starts_on.isoformat(),
        "ends_on": placement.ends_on.isoformat(),
        "weekdays": placement.weekdays,
        "day": [placement.day_starts.isoformat("minutes"), placement.day_ends.isoformat("minutes")],
        "break_minutes": placement.break_minutes,
        "planned_days": len(plan.days()),
        "tasks": placement.tasks,
        "outcomes": [
            {"number": outcome.number, "text": outcome.text.in_language(language)}
            for outcome in curriculum.outcomes
            if outcome.number in placement.outcomes
        ],
        "remote_percent": placement.remote_percent,
        "safety_contact": placement.safety_contact,
        "conditions": placement.conditions,
        "remuneration": "none",
    }


def draw_up(placement: Placement) -> Agreement:
    """Make the next version of the agreement; earlier ones, and signatures under them, no longer count."""
    now = clock.now()
    placement.agreements.filter(superseded_at=None).update(superseded_at=now)
    language = placement.practicum.cohort.language
    number = number_of(provider_settings().agreement_pattern, now.year, placement.pk)
    return _next_version(placement, number, language, terms_of(placement, language))


def draw_up_amendment(placement: Placement, ends_on: date) -> Agreement:
    """The agreement in force with a later end, as a version that awaits signatures; until then the former one holds."""
    present = placement.agreements.get(superseded_at=None, in_force_at__isnull=False)
    planned = replace(plan_of(placement), ends_on=ends_on)
    changes = {"ends_on": ends_on.isoformat(), "planned_days": len(planned.days()), "amends": present.digest}
    return _next_version(placement, present.number, present.language, present.terms | changes)


def _next_version(placement: Placement, number: str, language: str, terms: dict[str, Any]) -> Agreement:
    return Agreement.objects.create(
        placement=placement,
        version=placement.agreements.count() + 1,
        number=number,
        language=language,
        terms=terms,
        digest=digest_of(terms),
    )
