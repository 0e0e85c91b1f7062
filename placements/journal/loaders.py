"""Loaders: which day this person may correct, or nothing."""

from placements.agreements.loaders import own_practicum
from placements.journal.models import Entry
from placements.people.models import Person


def own_entry(person: Person, entry_id: int) -> Entry | None:
    """One's own entry; None for another one's."""
    return Entry.objects.filter(practicum=own_practicum(person), pk=entry_id).first()
