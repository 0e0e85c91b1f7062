"""The hash chain over the history: sealed apart from the writers, so that nobody waits for anybody."""

import hashlib
import json

from django.db import transaction

from placements.records.models import HistoryEntry, HistorySeal, ProviderSettings

GENESIS = "0" * 64
BATCH = 1000


def digest_of(entry: HistoryEntry, previous_digest: str) -> str:
    """SHA-256 over the previous digest and the entry's own content."""
    content = [
        previous_digest, entry.pk, entry.at.isoformat(), entry.practicum_id, entry.actor_id, entry.action,
        entry.subject_id, entry.from_state, entry.to_state, entry.reason, entry.channel, entry.details,
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


@transaction.atomic
def seal_history() -> int:
    """Append all unsealed entries to the chain; one sealer at a time. Returns how many were sealed."""
    ProviderSettings.objects.select_for_update().get_or_create(pk=1)
    last = HistorySeal.objects.order_by("-pk").first()
    previous, entries = last.digest if last else GENESIS, HistoryEntry.objects.filter(seal=None).order_by("pk")[:BATCH]
    seals = []
    for entry in entries:
        seals.append(HistorySeal(entry=entry, previous_digest=previous, digest=digest_of(entry, previous)))
        previous = seals[-1].digest
    HistorySeal.objects.bulk_create(seals)
    return len(seals)


def first_broken_seal() -> HistorySeal | None:
    """The first link of the chain that does not fit its entry or its predecessor."""
    previous = GENESIS
    for seal in HistorySeal.objects.select_related("entry").order_by("pk").iterator():
        if seal.previous_digest != previous or seal.digest != digest_of(seal.entry, previous):
            return seal
        previous = seal.digest
    return None
