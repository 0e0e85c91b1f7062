"""Files that people hand in: checked, named at random, kept with their digest."""

import hashlib
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Sum

from placements.records.models import StoredFile
from placements.refusals import Refusal, refuse_if

MEGABYTE = 1024 * 1024
LONGEST_NAME = 120
# What a file begins with, by its ending: what is shown to people is what it says it is.
BEGINNINGS = {".pdf": b"%PDF-", ".jpg": b"\xff\xd8\xff", ".jpeg": b"\xff\xd8\xff", ".png": b"\x89PNG\r\n\x1a\n"}
TYPES = {
    ".pdf": "application/pdf", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png",
    ".txt": "text/plain; charset=utf-8",
}  # fmt: skip


def megabytes(size: int) -> str:
    """A size as people read it, rounded up."""
    return f"{-(-size // MEGABYTE)}\xa0MB"


def file_refusal(name: str, content: bytes, limit: int) -> Refusal | None:
    """Whether a file is empty, longer than so many bytes, or not of a kind that is accepted."""
    if not content:
        return Refusal("upload.empty")
    if len(content) > limit:
        return Refusal("upload.size", {"size": megabytes(len(content)), "limit": megabytes(limit)})
    ending = PurePath(name).suffix.lower()
    if ending not in BEGINNINGS:
        return Refusal("upload.type", {"type": ending or "?", "allowed": "PDF, JPG, PNG"})
    return None if content.startswith(BEGINNINGS[ending]) else Refusal("upload.empty")


def total_refusal(held: int, size: int, limit: int) -> Refusal | None:
    """All files of a practicum stay below so many bytes."""
    values = {"total": megabytes(held + size), "limit": megabytes(limit)}
    return Refusal("upload.total", values) if held + size > limit else None


def store_file(upload: Any, practicum: Any, actor: Any, *, purpose: str, limits: Any) -> StoredFile:
    """Keep an uploaded file of a practicum. limits: the policy's file_megabytes and files_per_practicum_megabytes.

    The content lies in the file storage; it is removed again when the row cannot be written.
    Raises: Refused for an empty, too large or unknown file, or when the practicum's files are over the limit.
    """
    most = limits.file_megabytes * MEGABYTE
    content = upload.read(most + 1)
    held = StoredFile.objects.filter(practicum=practicum).aggregate(total=Sum("size"))["total"] or 0
    refuse_if(
        file_refusal(upload.name, content, most),
        total_refusal(held, len(content), limits.files_per_practicum_megabytes * MEGABYTE),
    )
    return _keep(upload.name, content, practicum=practicum, purpose=purpose, uploaded_by=actor)


def store_text(name: str, text: str, practicum: Any, actor: Any, *, purpose: str) -> StoredFile:
    """Keep what somebody wrote down as a text file of a practicum, with its digest like every other file."""
    return _keep(name, text.encode(), practicum=practicum, purpose=purpose, uploaded_by=actor)


@contextmanager
def kept_only_with(stored: StoredFile) -> Iterator[StoredFile]:
    """Remove the content again when the deed that it is for is refused; its row goes with the transaction."""
    try:
        yield stored
    except BaseException:
        default_storage.delete(stored.path)
        raise


def _keep(name: str, content: bytes, **columns: Any) -> StoredFile:
    ending = PurePath(name).suffix.lower()
    path = default_storage.save(f"practicums/{secrets.token_hex(16)}{ending}", ContentFile(content))
    try:
        with transaction.atomic():
            return _row(name, path, content, **columns)
    except BaseException:
        default_storage.delete(path)
        raise


def _row(name: str, path: str, content: bytes, **columns: Any) -> StoredFile:
    digest = hashlib.sha256(content).hexdigest()
    short = PurePath(name).name[-LONGEST_NAME:]
    return StoredFile.objects.create(name=short, path=path, size=len(content), digest=digest, **columns)


def content_type_of(stored: StoredFile) -> str:
    """What a browser is told that the file is."""
    return TYPES.get(PurePath(stored.path).suffix, "application/octet-stream")
