"""Loaders: the documents and batches this person may see, or nothing."""

from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from placements.certificates.models import DocumentEdition, IssuedDocument
from placements.cohorts.loaders import MANAGERS, cohorts_of
from placements.cohorts.models import Cohort, Enrolment, Role
from placements.people.models import Person

READERS = (Role.Kind.MANAGER, Role.Kind.AUDITOR)
RELATED = ("decision", "enrolment", "cohort", "learner", "issued_by", "replaces", "replacement")


def read_register(person: Person) -> QuerySet[IssuedDocument]:
    """The lines of the register that managers and auditors read; at most two queries are added."""
    return IssuedDocument.objects.filter(cohort__in=cohorts_of(person, READERS))


def register_reader_or_404(person: Person) -> None:
    """Let managers and auditors through. Raises: Http404."""
    if not person.roles_today.filter(kind__in=READERS).exists():
        raise Http404


def read_document(person: Person, public_id: str) -> IssuedDocument:
    """A line of the register. Raises: Http404."""
    found: IssuedDocument = get_object_or_404(read_register(person).select_related(*RELATED), public_id=public_id)
    return found


def managed_document(person: Person, public_id: str) -> IssuedDocument:
    """A document that this person may revoke or correct: nobody one's own. Raises: Http404."""
    documents = IssuedDocument.objects.filter(cohort__in=cohorts_of(person, MANAGERS)).exclude(learner=person)
    found: IssuedDocument = get_object_or_404(documents.select_related(*RELATED), public_id=public_id)
    return found


def own_documents(person: Person) -> list[IssuedDocument]:
    """The learner's own documents, newest first. Raises: Http404 for somebody who never studied here; three queries."""
    documents = IssuedDocument.objects.filter(learner=person).prefetch_related("editions").order_by("-pk")
    found = list(documents.select_related("replacement"))
    if not found and not Enrolment.objects.filter(learner=person).exists():
        raise Http404
    return found


def own_document(person: Person, public_id: str) -> IssuedDocument:
    """A document of one's own. Raises: Http404."""
    found: IssuedDocument = get_object_or_404(IssuedDocument, learner=person, public_id=public_id)
    return found


def openable_edition(person: Person, public_id: str, ordinal: int) -> DocumentEdition:
    """An edition of one's own valid document, or of any in the register this person reads. Raises: Http404."""
    mine = Q(document__learner=person, document__state=IssuedDocument.State.VALID) | Q(
        document__cohort__in=cohorts_of(person, READERS)
    )
    editions = DocumentEdition.objects.filter(mine).select_related("document")
    found: DocumentEdition = get_object_or_404(editions, document__public_id=public_id, ordinal=ordinal)
    return found


def cohort_of_documents(person: Person, code: str) -> tuple[Cohort, bool]:
    """A cohort whose documents this person reads, and whether they may be issued as well. Raises: Http404."""
    cohort: Cohort = get_object_or_404(cohorts_of(person, READERS), code=code)
    return cohort, cohorts_of(person, MANAGERS).filter(pk=cohort.pk).exists()
