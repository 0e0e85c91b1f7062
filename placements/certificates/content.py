"""All that a document says, gathered once and kept: in every language, with the amounts as they were that day.

What a reading settles: contact hours are the attended minutes of every session held; practicum hours are the confirmed
minutes of every practicum of these studies but an annulled one, recognised earlier work not among them; of independent
work the accepted share of the required tasks counts, in whole minutes, cut.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db.models import Sum

from placements.agreements.models import Practicum
from placements.certificates.studies import (
    NOTHING,
    Recognised,
    left_on_of,
    practicum_assessed,
    recognised_of,
    training_dates,
)
from placements.clock import local_date
from placements.cohorts.models import Cohort, Role
from placements.cohorts.selectors import curriculum_of, people_with
from placements.decisions.models import Decision
from placements.people.models import Person
from placements.programmes.curriculum import Curriculum
from placements.programmes.models import ProgrammeVersion
from placements.records.models import ProviderSettings
from placements.records.selectors import provider_settings
from placements.results.facts import LearnerResults, results_of

Content = dict[str, Any]
LANGUAGES = [code for code, _name in settings.LANGUAGES]
SCHEMA = 1


@dataclass(frozen=True, slots=True)
class _Shared:
    """What all documents of one moment have in common."""

    now: datetime
    provider: ProviderSettings
    trainers: Mapping[int, list[str]]
    results: Mapping[int, LearnerResults]
    practicum: Mapping[int, int]
    left_on: Mapping[int, date]
    recognised: Mapping[int, Recognised]


def contents_of(decisions: Iterable[Decision], now: datetime) -> dict[int, Content]:
    """What each decision's document would say at this instant, by decision, without a number.

    decisions: with enrolment, cohort and learner at hand. Some ten queries, and two for each cohort and programme.
    """
    decided = list(decisions)
    cohorts = {each.cohort_id: each.cohort for each in decided}
    enrolments = [each.enrolment for each in decided]
    shared = _Shared(
        now=now,
        provider=provider_settings(),
        trainers={pk: _trainers(cohort) for pk, cohort in cohorts.items()},
        results=results_of(enrolments, now),
        practicum=_practicum_minutes(enrolments),
        left_on=left_on_of(enrolments),
        recognised=recognised_of(enrolments),
    )
    return {each.pk: _content(each, shared) for each in decided}


def content_of(decision: Decision, now: datetime) -> Content:
    """What the decision's document would say at this instant."""
    return contents_of([decision], now)[decision.pk]


def canonical(content: Content) -> str:
    """The content as it is kept: the same facts are the same text."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _trainers(cohort: Cohort) -> list[str]:
    names = [person.name.strip() for person in people_with(Role.Kind.TRAINER, cohort)]
    return list(dict.fromkeys(names))


def _practicum_minutes(enrolments: Iterable[Any]) -> dict[int, int]:
    counted = Practicum.objects.filter(enrolment__in=enrolments).exclude(stage=Practicum.Stage.ANNULLED)
    return dict(counted.order_by().values_list("enrolment").annotate(Sum("confirmed_minutes")))


def _content(decision: Decision, shared: _Shared) -> Content:
    version_id = decision.enrolment.programme_version_id
    curriculum, provider, issued_on = curriculum_of(version_id), shared.provider, local_date(shared.now)
    recognised, of_programme = shared.recognised.get(decision.enrolment_id, NOTHING), _of_programme(version_id)
    return {
        "schema": SCHEMA,
        "kind": decision.outcome,
        "holder": _holder(decision.learner),
        "provider": {
            "name": provider.name.strip(),
            "registry_code": provider.registry_code.strip(),
            "activity_notice_number": provider.activity_notice_number.strip(),
            "web_page": provider.web_page,
        },
        "signatory": _signatory(provider),
        "place_of_issue": provider.place_of_issue.strip(),
        "issued_on": issued_on.isoformat(),
        "programme": curriculum.title.as_dict(),
        "course": curriculum.course_name.as_dict(),
        "dates": training_dates(decision.cohort, shared.left_on.get(decision.enrolment_id), issued_on),
        "hour_minutes": curriculum.academic_hour_minutes,
        "total_hours": curriculum.total_hours or None,
        "planned": _planned(curriculum),
        "minutes": _minutes(decision, curriculum, shared),
        "recognised_minutes": recognised.minutes,
        "trainers": shared.trainers[decision.cohort_id],
        **of_programme,
        "assessment": _assessment(of_programme["assessment"], curriculum, recognised),
    }


def _holder(learner: Person) -> Content:
    birth_date = learner.birth_date.isoformat() if learner.birth_date else ""
    kind = "personal_code" if learner.personal_code else "birth_date"
    return {"name": learner.name.strip(), "identity_kind": kind, "identity": learner.personal_code or birth_date}


def _signatory(provider: ProviderSettings) -> Content:
    person = provider.signatory
    name = person.name.strip() if person is not None and person.is_active else ""
    return {"name": name, "title": provider.signatory_title.strip()}


def _planned(curriculum: Curriculum) -> dict[str, int]:
    hour = curriculum.academic_hour_minutes
    return {
        "contact": curriculum.contact_hours * hour,
        "practicum": curriculum.practicum_hours * hour,
        "independent": curriculum.independent_hours * hour,
    }


def _minutes(decision: Decision, curriculum: Curriculum, shared: _Shared) -> dict[str, int | None]:
    """What was really done; None for what nobody knows: no session was held, no task was set."""
    results = shared.results[decision.enrolment_id]
    is_known = results.sessions_held > 0 or results.attended_minutes > 0
    planned = curriculum.independent_hours * curriculum.academic_hour_minutes
    return {
        "contact": results.attended_minutes if is_known else None,
        "practicum": shared.practicum.get(decision.enrolment_id, 0),
        "independent": planned * results.accepted // results.required if results.required else None,
    }


@lru_cache(maxsize=32)
def _of_programme(version_id: int) -> Content:
    """Outcomes, modules, assessment and standards; versions never change, so they are read once a process."""
    programme = ProgrammeVersion.objects.get(pk=version_id).content["programme"]
    curriculum = curriculum_of(version_id)
    return {
        "outcomes": [{"code": each.code, "text": each.text.as_dict()} for each in curriculum.outcomes],
        "modules": [
            {"number": each.number, "title": each.title.as_dict(), "hours": each.hours} for each in curriculum.modules
        ],
        "assessment": {language: _assessment_texts(programme, language) for language in LANGUAGES},
        "standard": [{"name": each["name"], "level": each["level"]} for each in programme["basis"]["standards"]],
    }


def _assessment_texts(programme: Mapping[str, Any], language: str) -> str:
    """How outcomes are assessed, in the curriculum's own sentences."""
    names = ("assessment_method", "assessment_criteria", "completion_requirements")
    return " ".join(filter(None, (str(programme[name].get(language, "")).strip() for name in names)))


def _assessment(texts: Mapping[str, str], curriculum: Curriculum, recognised: Recognised) -> dict[str, str]:
    """And how this holder's practicum was; empty where the curriculum says nothing."""
    if not curriculum.practicum_hours:
        return dict(texts)
    hour = curriculum.academic_hour_minutes
    return {
        language: f"{text} {practicum_assessed(recognised, hour, language)}" if text else ""
        for language, text in texts.items()
    }


def public_content(content: Content) -> Content:
    """What everybody may see: neither personal code nor grades. content: with its number."""
    is_certificate = content["kind"] == "tunnistus"
    return {
        "kind": content["kind"],
        "number": content["number"],
        "name": content["holder"]["name"],
        "programme": content["programme"],
        "course": content["course"],
        # What the holder of a certificate really did is a result.
        **({} if is_certificate else {"minutes": content["minutes"]}),
        "planned": content["planned"],
        "hour_minutes": content["hour_minutes"],
        "total_hours": content["total_hours"],
        "provider": content["provider"],
        "issued_on": content["issued_on"],
        **content["dates"],
        "outcomes": content["outcomes"] if is_certificate else [],
    }
