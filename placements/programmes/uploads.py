"""Data files that come through the browser: looked at first, loaded when their owner confirms."""

from pathlib import Path

from django.db import transaction

from placements.people.models import Person
from placements.programmes.previews import KINDS, kind_of, preview_of
from placements.programmes.services import Loaded
from placements.records.models import UploadDraft
from placements.records.services import record, seed_provider
from placements.records.uploads import keep_upload, locked_upload, settle

DATA = Path(__file__).parent / "data"
SHIPPED = {"programme": "programme.json", "occupation": "occupation.json", "policy": "practicum_policy.json"}


def take_file(person: Person, name: str, raw: bytes) -> UploadDraft:
    """Keep a sound data file for its preview. Raises: BadFile, and then nothing is kept."""
    kind = kind_of(raw)
    preview_of(kind, raw)
    return keep_upload(person, kind, name, raw)


def take_shipped(person: Person, kind: str) -> UploadDraft:
    """Keep the shipped example of this kind for its preview. Raises: KeyError; BadFile when its programme lacks."""
    return take_file(person, SHIPPED[kind], (DATA / SHIPPED[kind]).read_bytes())


@transaction.atomic
def load_upload(draft: UploadDraft, actor: Person) -> Loaded:
    """Load a looked-at file, once; a programme's provider fills the school's settings while there are none.

    Locks: the draft, then the programme or occupation. Raises: Refused when it is settled already; BadFile.
    """
    locked = locked_upload(draft)
    loaded = KINDS[locked.kind].load(bytes(locked.content))
    if loaded.provider:
        seed_provider(loaded.provider)
    settle(locked)
    version = loaded.version
    record(f"{locked.kind}.loaded", actor=actor, subject_id=version.pk, number=version.number, digest=version.digest)
    return loaded
