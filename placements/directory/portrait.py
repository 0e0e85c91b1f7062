"""One person on one page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from placements.agreements.models import Placement, Practicum
from placements.cohorts.models import Role, Substitution
from placements.directory.wording import PERSON_ACTS
from placements.hosts.models import Contact
from placements.people.models import Person
from placements.records.models import HistoryEntry, WorkItem

MOST = 50
LATEST_ACTS = 20


@dataclass(frozen=True, slots=True)
class Act:
    """One act on the person, in words."""

    at: datetime
    by: str
    what: str
    reason: str


@dataclass(frozen=True, slots=True)
class Named:
    """A placement in which the person is named, and as what."""

    placement: Placement
    part: str


def portrait_of(person: Person, today: date) -> dict[str, Any]:
    """Everything on a person's page; twelve queries however much there is."""
    roles = list(Role.objects.filter(person=person).select_related("cohort").order_by("kind", "cohort__code"))
    practicums = Practicum.objects.filter(learner=person).select_related("cohort").order_by("-pk")
    contacts = Contact.objects.filter(person=person).select_related("host").order_by("host__name")
    duplicates = list(Person.objects.filter(merged_into=person).order_by("pk"))
    return {
        "person": person,
        "roles": roles,
        "practicums": list(practicums[:MOST]),
        "contacts": list(contacts),
        "named": _named(person),
        "open_items": WorkItem.objects.open().filter(owner=person).count(),
        "substitutions": substitutions_of(person, today),
        "duplicates": duplicates,
        "acts": acts_of(person, duplicates),
    }


def _named(person: Person) -> list[Named]:
    placements = Placement.objects.filter(Q(mentor=person) | Q(signatory=person))
    rows = placements.select_related("practicum__learner", "host").order_by("-pk")[:MOST]
    return [Named(row, str(_("Mentor") if row.mentor_id == person.pk else _("Signatory"))) for row in rows]


@dataclass(frozen=True, slots=True)
class StandIn:
    """A substitution as its people read it; state is running, ahead or over."""

    row: Substitution
    state: str
    is_absent: bool


def substitutions_of(person: Person, today: date) -> list[StandIn]:
    """The latest substitutions for this person and by this person, the newest first; one query."""
    rows = Substitution.objects.filter(Q(absent=person) | Q(substitute=person)).select_related("absent", "substitute")
    latest = rows.order_by("-ends_on", "-pk")[:LATEST_ACTS]
    return [StandIn(row, _state(row, today), row.absent_id == person.pk) for row in latest]


def _state(row: Substitution, today: date) -> str:
    if row.ended_at is not None or row.ends_on < today:
        return "over"
    return "running" if row.starts_on <= today else "ahead"


def acts_of(person: Person, duplicates: Iterable[Person]) -> list[Act]:
    """The latest acts on a person and on the rows merged into it, the newest first; two queries."""
    of_person = Q(subject_id=person.pk, action__startswith="person.")
    of_duplicates = Q(subject_id__in=[each.pk for each in duplicates], action__startswith="person.")
    acts = of_person | (of_duplicates & ~Q(action="person.merged_away"))
    entries = HistoryEntry.objects.filter(acts, practicum=None)
    latest = list(entries.select_related("actor").order_by("-at", "-pk")[:LATEST_ACTS])
    others = {entry.details["other"] for entry in latest if "other" in entry.details}
    names = dict(Person.objects.filter(pk__in=others).order_by().values_list("pk", "name"))
    return [_act(entry, names) for entry in latest]


def _act(entry: HistoryEntry, names: dict[int, str]) -> Act:
    words = str(PERSON_ACTS.get(entry.action, entry.action))
    what = words.format(other=names.get(entry.details.get("other", 0), ""))
    return Act(entry.at, entry.actor.name if entry.actor else str(_("by the system")), what, entry.reason)
