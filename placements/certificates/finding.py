"""Where the valid document of a learner lies, for the rooms below."""

from django.urls import reverse

from placements.certificates.models import IssuedDocument
from placements.decisions.documents import Found


def valid_document(enrolment_id: int) -> Found | None:
    """Number and address of the document that is valid for these studies, or None; one query."""
    valid = IssuedDocument.objects.filter(enrolment=enrolment_id, state=IssuedDocument.State.VALID)
    row = valid.order_by("-pk").values_list("number", "public_id").first()
    return Found(row[0], reverse("register-document", args=[row[1]])) if row else None
