"""The mail to curators whose groups get other rules."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from notifications.letters import Letter, compose
from notifications.registry import MailContent, register_mail
from placements import formats
from placements.cohorts.loaders import cohorts_of
from placements.cohorts.models import PolicyChange, Role
from placements.people.models import Person
from placements.programmes.changes import changes_between
from placements.programmes.models import PolicyVersion

MOST_LINES = 12


def policy_change(payload: Mapping[str, Any], person: Person) -> MailContent | None:
    """From when which groups of this curator have which other rules, and why; nothing once he curates none of them."""
    version = PolicyVersion.objects.select_related("programme").get(pk=payload["version"])
    plans = PolicyChange.objects.filter(policy_version=version, valid_from=date.fromisoformat(payload["day"]))
    own = list(plans.filter(cohort__in=cohorts_of(person, (Role.Kind.CURATOR,))).select_related("cohort"))
    if not own:
        return None
    with translation.override(person.language):
        return compose(_letter(person, version, own))


def _letter(person: Person, version: PolicyVersion, plans: list[PolicyChange]) -> Letter:
    codes = ", ".join(sorted({plan.cohort.code for plan in plans}))
    day = formats.day(plans[0].valid_from)
    subject = _("Other practicum rules from {date}: {groups}").format(date=day, groups=codes)
    return Letter(
        to=person.email or "",
        language=person.language,
        subject=subject,
        heading=subject,
        paragraphs=[
            _("Reason: “{reason}”.").format(reason=plans[0].reason.rstrip(". ")),
            _("What was logged, confirmed and decided stays as it is. Open tasks keep their day."),
        ],
        rows=_rows(version),
        button=(_("Open"), reverse("cohort", args=[plans[0].cohort.code])),
        reason=_("you are the curator"),
    )


def _rows(version: PolicyVersion) -> list[tuple[str, str]]:
    former = PolicyVersion.objects.filter(programme=version.programme, number=version.number - 1).first()
    changes = changes_between("policy", former.content, version.content) if former else []
    named = [each for each in changes if each.after][:MOST_LINES]
    return [(str(each.label), f"{each.before} → {each.after}") for each in named]


def register() -> None:
    """Let the outbox know this mail."""
    register_mail(policy_change.__name__, policy_change)
