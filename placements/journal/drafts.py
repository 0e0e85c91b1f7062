"""What is typed about a day and not sent yet: kept, offered again, thrown away."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from placements import clock
from placements.agreements.models import Practicum
from placements.journal.models import EntryDraft
from placements.refusals import Refusal, Refused

KEPT_DAYS = 180
LONGEST, MOST = 2000, 60
ONE = ("starts", "ends", "starts_fold", "ends_fold", "break_minutes", "text", "learned", "late_reason")
MANY = ("chips", "outcomes")


def content_of(typed: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a draft out of what was posted, as they stand; nothing longer than a field holds."""
    one = {name: _kept(typed.get(name) or "") for name in ONE}
    read_all = getattr(typed, "getlist", typed.get)
    many = {name: [_kept(each) for each in list(read_all(name) or [])[:MOST]] for name in MANY}
    return {name: value for name, value in {**one, **many}.items() if value}


def _kept(text: str) -> str:
    # Neither database keeps a NUL.
    return str(text).replace("\0", "")[:LONGEST]


@transaction.atomic
def save_draft(
    practicum: Practicum, day: date, version: int, content: Mapping[str, Any], client_id: str = ""
) -> EntryDraft | None:
    """Keep what is typed about a day. version: of the draft that was read, 0 for none; client_id: of the form.

    A draft that comes late, after that very form was sent, is not kept: nothing is lost by it. Locks: the practicum.
    Raises: Refused when it was saved elsewhere since.
    """
    Practicum.objects.locked().get(pk=practicum.pk)
    draft = EntryDraft.objects.filter(practicum=practicum, day=day).first()
    if _is_sent(practicum, client_id):
        return None
    if version != (draft.version if draft else 0):
        raise Refused(Refusal("hours.draft_changed", {"time": draft.saved_at if draft else clock.now()}))
    draft = draft or EntryDraft(practicum=practicum, day=day, version=0)
    draft.version, draft.saved_at, draft.content = draft.version + 1, clock.now(), dict(content)
    draft.save()
    return draft


def _is_sent(practicum: Practicum, client_id: str) -> bool:
    try:
        sent = UUID(client_id)
    except ValueError:
        return False
    return practicum.entries.filter(client_id=sent).exists()


def draft_of(practicum: Practicum, day: date) -> EntryDraft | None:
    """What was typed about this day and is not sent; one query."""
    found: EntryDraft | None = practicum.entry_drafts.filter(day=day).first()
    return found


@transaction.atomic
def drop_draft(practicum: Practicum, day: date) -> None:
    """Throw away what was typed about a day."""
    EntryDraft.objects.filter(practicum=practicum, day=day).delete()


@transaction.atomic
def purge_drafts(now: datetime) -> int:
    """Delete drafts that nobody touched for 180 days; returns how many. Source: interface spec 3.1."""
    return EntryDraft.objects.filter(saved_at__lt=now - timedelta(days=KEPT_DAYS)).delete()[0]
