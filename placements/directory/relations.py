"""Every table that names a person, found by asking the models: a new one cannot be forgotten."""

from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, ForeignKey, Model, OuterRef, Q
from django.db.models.constraints import UniqueConstraint

from placements.people.models import Person
from placements.records.guards import APPEND_ONLY
from placements.records.models import HistoryEntry

Reference = ForeignKey[Any, Any]
# Acts that only say that the row was made, or mended while it was being made.
OF_MAKING = ("person.created", "person.contact_changed")


def references() -> list[Reference]:
    """Every foreign key to a person, in every table of every app."""
    relations = Person._meta.get_fields(include_hidden=True)  # noqa: SLF001 - Django's documented model API
    return [each.field for each in relations if each.auto_created and not each.concrete and hasattr(each, "field")]  # type: ignore[misc]  # reverse relations


def label_of(reference: Reference) -> str:
    """App, model and field: placements.Role.person."""
    return f"{reference.model._meta.label}.{reference.name}"  # noqa: SLF001 - Django's documented model API


def rows_of(reference: Reference) -> Any:
    """All rows of the reference's table."""
    return reference.model._base_manager  # noqa: SLF001 - Django's documented model API


def is_append_only(reference: Reference) -> bool:
    """Whether the database refuses to change the rows of this table."""
    return reference.model.__name__ in APPEND_ONLY


def uniques_of(model: type[Model]) -> list[tuple[str, ...]]:
    """The fields of every unique constraint of a table."""
    meta = model._meta  # noqa: SLF001 - Django's documented model API
    constraints = [tuple(each.fields) for each in meta.constraints if isinstance(each, UniqueConstraint)]
    single = [(field.name,) for field in meta.concrete_fields if field.unique and not field.primary_key]
    return [*constraints, *[tuple(each) for each in meta.unique_together], *single]


def is_in_unique(reference: Reference) -> bool:
    """Whether two people's rows may collide in this table when they become one."""
    return any(reference.name in fields for fields in uniques_of(reference.model))


def has_history(person: Person) -> bool:
    """Whether anything at all refers to this person, besides the acts of making the row; two queries."""
    named = [Q(Exists(rows_of(each).filter(**{each.name: OuterRef("pk")}))) for each in references()]
    acts = HistoryEntry.objects.filter(practicum=None, subject_id=person.pk, action__startswith="person.")
    return (
        Person.objects.filter(reduce(or_, named), pk=person.pk).exists() or acts.exclude(action__in=OF_MAKING).exists()
    )
