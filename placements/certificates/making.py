"""The file of an edition: typeset, sealed, stored encrypted; made once, however often it is asked for."""

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from notifications.models import OutboxMessage
from notifications.services import queue_message
from placements import clock
from placements.certificates.credentials import credential_for
from placements.certificates.files import write_file
from placements.certificates.issuing import TYPESET
from placements.certificates.models import DocumentEdition, IssuedDocument
from placements.certificates.printing import ORIGINAL, Mark, document_pdf
from placements.certificates.register import content_kept, note
from placements.certificates.seals import Sealed, sealed
from placements.clock import local_date

PATIENCE = timedelta(minutes=5)
BATCH = 100
# A dead one is in the manager's hands: it is sent again from the inbox.
LIVE = (OutboxMessage.State.WAITING, OutboxMessage.State.CLAIMED, OutboxMessage.State.DEAD)
Sort = DocumentEdition.Kind


def typeset_edition(payload: Mapping[str, Any]) -> None:
    """Make the file of an edition that has none; harmless to do twice, and after a kill at any point."""
    edition = DocumentEdition.objects.select_related("document").get(pk=payload["edition"])
    if not edition.path:
        _keep(edition.pk, made(edition))


def made(edition: DocumentEdition) -> Sealed:
    """The edition's PDF, sealed where a key is configured."""
    duplicated_on = local_date(edition.asked_at) if edition.kind == Sort.DUPLICATE else None
    mark = Mark(duplicated_on) if duplicated_on else ORIGINAL
    pdf = document_pdf(content_kept(edition.document), edition.language, mark)
    return sealed(pdf)


@transaction.atomic
def _keep(edition_id: int, result: Sealed) -> None:
    """Write file and row under the row's lock: of two workers the second one finds it done."""
    edition = DocumentEdition.objects.select_for_update(of=("self",)).select_related("document").get(pk=edition_id)
    if edition.path:
        return
    edition.path = write_file(edition, result.pdf)
    edition.size, edition.digest = len(result.pdf), hashlib.sha256(result.pdf).hexdigest()
    edition.seal, edition.typeset_at = result.fingerprint, clock.now()
    edition.save(update_fields=["path", "size", "digest", "seal", "typeset_at"])
    if edition.kind != Sort.ORIGINAL:
        return
    _sign_credential(edition.document)
    if edition.document.state == IssuedDocument.State.VALID:
        queue_message("certificate_issued", person_id=edition.document.learner_id, document=edition.document_id)


def _sign_credential(document: IssuedDocument) -> None:
    """Once a document: a lost file that is made again leaves the credential as it was handed out."""
    if not document.credential:
        document.credential = credential_for(document)
        document.save(update_fields=["credential"])


@transaction.atomic
def make_again(edition: DocumentEdition) -> None:
    """The stored file is lost: let it be made again from what was kept."""
    locked = DocumentEdition.objects.select_for_update(of=("self",)).select_related("document").get(pk=edition.pk)
    if locked.path != edition.path or not locked.path:
        return
    locked.path = ""
    locked.save(update_fields=["path"])
    note("document.file_lost", locked.document, None, edition=locked.ordinal)
    queue_message(TYPESET, edition=locked.pk)


@transaction.atomic
def requeue_editions(now: datetime) -> int:
    """Queue again what has no file and no message that would bring it; returns how many there were."""
    without = DocumentEdition.objects.filter(path="", asked_at__lte=now - PATIENCE).order_by("pk")[:BATCH]
    lost = [edition for edition in without if not is_queued(TYPESET, edition=edition.pk)]
    for edition in lost:
        queue_message(TYPESET, edition=edition.pk)
    return len(lost)


def is_queued(kind: str, **ids: int) -> bool:
    """Whether a message of this kind about these ids waits, is under way, or was given up."""
    found: bool = OutboxMessage.objects.filter(kind=kind, state__in=LIVE, payload=ids).exists()
    return found
