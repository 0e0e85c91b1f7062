"""Loaders: which day this person may correct, or nothing."""

from placements.journal.models import Entry
from placements.people.models import Person


def own_entry(person: Person, entry_id: int) -> Entry | None:
    """One's own entry, of a practicum that ended too: its days are still settled; None for another one's."""
    related = ("practicum__cohort", "practicum__learner", "practicum__enrolment__programme_version")
    return Entry.objects.filter(practicum__learner=person, pk=entry_id).select_related(*related).first()
