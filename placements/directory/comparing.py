"""Two rows side by side: what each has, and what is kept when they become one person."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _

from placements.agreements.models import Placement
from placements.directory.search import parts_of, with_parts
from placements.people.models import Person
from placements.records.models import WorkItem

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the comparison: both values, and what is there afterwards."""

    label: "str | _StrPromise"
    kept: Sequence[str]
    other: Sequence[str]
    result: Sequence[str]


def comparison_of(keep: Person, duplicate: Person) -> list[Line]:
    """The lines of the comparison; seven queries at most."""
    people = {person.pk: person for person in with_parts(Person.objects.filter(pk__in=[keep.pk, duplicate.pk]))}
    one, two = people[keep.pk], people[duplicate.pk]
    return [
        _first(_("Name"), one.name, two.name),
        _first(_("E-mail address"), one.email or "", two.email or ""),
        _first(_("Phone"), one.phone, two.phone),
        _first(_("Personal code"), one.personal_code_masked, two.personal_code_masked),
        _all(_("Roles and groups"), parts_of(one), parts_of(two)),
        _sum(_("Placements as mentor or signatory"), _placements(one), _placements(two)),
        _tasks(one, two),
    ]


def _first(label: str, kept: str, other: str) -> Line:
    return Line(label, [kept] if kept else [], [other] if other else [], [kept or other] if kept or other else [])


def _all(label: str, kept: list[str], other: list[str]) -> Line:
    return Line(label, kept, other, list(dict.fromkeys([*kept, *other])))


def _sum(label: str, kept: int, other: int) -> Line:
    return Line(label, [str(kept)], [str(other)], [str(kept + other)])


def _placements(person: Person) -> int:
    return Placement.objects.filter(Q(mentor=person) | Q(signatory=person)).count()


def _tasks(one: Person, two: Person) -> Line:
    # A task that both have open is there once afterwards.
    kept, other = (
        set(WorkItem.objects.open().filter(owner=each).values_list("kind", "practicum", "subject_id"))
        for each in (one, two)
    )
    return Line(_("Open tasks"), [str(len(kept))], [str(len(other))], [str(len(kept | other))])
