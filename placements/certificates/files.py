"""Files of editions: encrypted like personal codes, for they show them; no name tells whose they are."""

import hashlib

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from placements.certificates.models import DocumentEdition
from placements.people.fields import decrypt_bytes, encrypt_bytes
from placements.people.keys import keyed_digest

PURPOSE = "document-file"
FOLDER = "documents"


class FileDamaged(Exception):
    """The file is not the one that was made."""


def path_of(edition: DocumentEdition) -> str:
    """Always the same name for an edition, so that a file left over by a killed worker is written over, never kept."""
    return f"{FOLDER}/{keyed_digest(PURPOSE, str(edition.pk)).hex()[:32]}"


def write_file(edition: DocumentEdition, pdf: bytes) -> str:
    """Store the PDF encrypted; returns its path. The caller holds the edition's row."""
    path = path_of(edition)
    default_storage.delete(path)
    sealed = encrypt_bytes(pdf, PURPOSE, bound_to=_binding(edition))
    return default_storage.save(path, ContentFile(sealed))


def read_file(edition: DocumentEdition) -> bytes:
    """The PDF of an edition that has a file. Raises: FileDamaged; FileNotFoundError; InvalidTag for a changed one."""
    with default_storage.open(edition.path) as stored:
        pdf = decrypt_bytes(stored.read(), PURPOSE, bound_to=_binding(edition))
    if hashlib.sha256(pdf).hexdigest() != edition.digest:
        raise FileDamaged(edition.pk)
    return pdf


def _binding(edition: DocumentEdition) -> bytes:
    return f"edition:{edition.pk}".encode()
