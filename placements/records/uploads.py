"""Data files between preview and confirmation."""

from __future__ import annotations

import hashlib
import unicodedata
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from placements import clock
from placements.records.models import UploadDraft
from placements.refusals import Refusal, Refused

if TYPE_CHECKING:
    from placements.people.models import Person

LONGEST_NAME = 200
KEPT_FOR = timedelta(days=1)


LONGEST_NUMBER = 19


def plain_name(name: str) -> str:
    """A file's name without what is no letter, sign or blank, and not too long."""
    shown = "".join(each for each in name if unicodedata.category(each)[0] != "C")
    return shown[-LONGEST_NAME:]


@transaction.atomic
def keep_upload(person: Person, kind: str, name: str, content: bytes) -> UploadDraft:
    """Keep a checked file until its owner confirms or discards it; the same file again is the same draft."""
    purge_uploads(clock.now())
    digest = hashlib.sha256(content).hexdigest()
    draft, _ = UploadDraft.objects.get_or_create(
        person=person,
        kind=kind,
        digest=digest,
        settled_at=None,
        defaults={"name": plain_name(name), "content": content},
    )
    return draft


def row_number(text: str) -> int:
    """The number in a posted or addressed text; 0 for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < LONGEST_NUMBER else 0


def own_draft(person: Person, kind: str, number: str) -> UploadDraft | None:
    """This person's own upload of this kind, None for every other number; one query."""
    return UploadDraft.objects.filter(kind=kind, person=person, pk=row_number(number)).first() if number else None


def locked_upload(draft: UploadDraft) -> UploadDraft:
    """The draft, locked and read again. Raises: Refused when it is settled already."""
    locked = UploadDraft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    if locked.settled_at is not None:
        raise Refused(Refusal("upload.settled", {"time": locked.settled_at}))
    return locked


def settle(draft: UploadDraft) -> None:
    """Let a locked draft be over: its content is not needed any more."""
    draft.settled_at, draft.content = clock.now(), b""
    draft.save(update_fields=["settled_at", "content"])


@transaction.atomic
def discard_upload(draft: UploadDraft) -> None:
    """Forget an uploaded file. Locks: the draft. Raises: Refused when it is settled already."""
    settle(locked_upload(draft))


@transaction.atomic
def purge_uploads(now: datetime) -> int:
    """Delete drafts that are older than a day; returns how many there were."""
    return UploadDraft.objects.filter(created_at__lt=now - KEPT_FOR).delete()[0]
