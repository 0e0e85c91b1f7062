"""Telling learners that another curator guides them now."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from notifications.services import queue_message
from placements.agreements.models import Practicum
from placements.cohorts.selectors import curators_of
from placements.directory.portions import learners_of
from placements.people.models import Person
from placements.records.services import record


def curators_now() -> dict[int, Person]:
    """Whom the learners of each running cohort turn to; two queries."""
    return curators_of(learners_of())


def tell_learners(before: Mapping[int, Person], actor: Person) -> int:
    """Tell every learner whose curator is another one than before, by mail and on the timeline; returns how many."""
    after = curators_of(before)
    changed = [key for key, person in after.items() if person.pk != before[key].pk]
    practicums = list(Practicum.objects.unfinished().filter(cohort__in=changed).order_by("pk"))
    for practicum in practicums:
        curator = after[practicum.cohort_id]
        record("curator.changed", actor=actor, practicum_id=practicum.pk, subject_id=curator.pk)
        queue_message("new_curator", person_id=practicum.learner_id, practicum=practicum.pk)
    return len(practicums)


@contextmanager
def learners_told(actor: Person) -> Iterator[None]:
    """Whatever happens inside: learners hear of it when it changes their curator."""
    before = curators_now()
    yield
    tell_learners(before, actor)
