"""Loaders: what this person may see, or nothing."""

from django.db.models import F
from django.http import Http404

from placements.agreements.models import Practicum
from placements.people.models import Person

RELATED = ("cohort", "learner", "enrolment__programme_version")


def own_practicum(person: Person) -> Practicum | None:
    """Of the learner's latest studies the practicum that stands, else the one that ended last; None without any."""
    standing_first = F("ended_at").desc(nulls_first=True)
    practicums = Practicum.objects.filter(learner=person).select_related(*RELATED)
    return practicums.order_by("-enrolment", standing_first, "-pk").first()


def own_practicum_or_404(person: Person) -> Practicum:
    """The learner's latest practicum. Raises: Http404."""
    practicum = own_practicum(person)
    if practicum is None:
        raise Http404
    return practicum


def guided_practicum(person: Person, practicum_id: int) -> Practicum:
    """A practicum that this person may let take a turning. Raises: Http404."""
    practicums = Practicum.objects.guided_by(person).exclude(learner=person).select_related(*RELATED)
    practicum: Practicum | None = practicums.filter(pk=practicum_id).first()
    if practicum is None:
        raise Http404
    return practicum


def visible_practicum(person: Person, practicum_id: int) -> Practicum:
    """Another one's practicum that this person may read. Raises: Http404 for learners and for foreign ones."""
    practicums = Practicum.objects.visible_to(person).exclude(learner=person).select_related(*RELATED)
    practicum: Practicum | None = practicums.filter(pk=practicum_id).first()
    if practicum is None:
        raise Http404
    return practicum
