"""Writing history and work items, inside the transaction of the change that causes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction

from notifications.bulk import insert_at_once
from notifications.services import queue_message, queue_messages
from notifications.windows import host_mail_at
from placements import clock
from placements.records.models import Channel, HistoryEntry, Part, ProviderSettings, WorkItem
from placements.records.querysets import DESK
from placements.records.rules import pattern_refusal, patterns_refusal, retention_refusal
from placements.refusals import Refusal, refuse_if

if TYPE_CHECKING:
    from placements.people.models import Person

Provider = dict[str, Any]
PATTERNS = ("certificate_pattern", "attestation_pattern", "agreement_pattern")
PROVIDER_FIELDS = (
    "name", "legal_form", "registry_code", "activity_notice_number", "address", "email", "phone", "web_page",
    "signatory", "signatory_title", "place_of_issue", *PATTERNS, "retention_years", "data_protection_contact",
)  # fmt: skip


def record(  # noqa: PLR0913 - the columns of history
    action: str,
    *,
    actor: Person | None,
    practicum_id: int | None = None,
    subject_id: int | None = None,
    states: tuple[str, str] = ("", ""),
    reason: str = "",
    channel: str = Channel.WEB,
    **details: int | str,
) -> HistoryEntry:
    """Append one change of state to the history; details are numbers, codes and digests, never personal data."""
    assert connection.in_atomic_block, "history belongs to the transaction of the change"
    return HistoryEntry.objects.create(
        action=action,
        actor=actor,
        practicum_id=practicum_id,
        subject_id=subject_id,
        from_state=states[0],
        to_state=states[1],
        reason=reason,
        channel=channel,
        details=details,
    )


@dataclass(frozen=True, slots=True)
class Recorded:
    """One row of history of many that are written together; see record."""

    action: str
    practicum_id: int | None
    subject_id: int
    states: tuple[str, str] = ("", "")
    reason: str = ""
    details: Mapping[str, int | str] = field(default_factory=dict)


def record_all(rows: Sequence[Recorded], *, actor: Person | None, channel: str) -> None:
    """Append changes of several rows to the history, in one statement."""
    assert connection.in_atomic_block, "history belongs to the transaction of the change"
    now = clock.now()
    insert_at_once(
        HistoryEntry(
            at=now,
            actor=actor,
            channel=channel,
            action=row.action,
            practicum_id=row.practicum_id,
            subject_id=row.subject_id,
            from_state=row.states[0],
            to_state=row.states[1],
            reason=row.reason,
            details=dict(row.details),
        )
        for row in rows
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """A work item of many that are opened together."""

    kind: str
    practicum: Any
    subject_id: int
    due_at: datetime
    owner: Person


def open_items(asked: Sequence[Asked], *, part: str) -> None:
    """Open work items of people outside the desk that are not open yet, and tell their owners; three statements."""
    if not asked:
        return
    held = WorkItem.objects.open().filter(
        kind__in={each.kind for each in asked}, subject_id__in=[each.subject_id for each in asked]
    )
    known = set(held.values_list("kind", "practicum", "owner", "subject_id"))
    made = WorkItem.objects.bulk_create(
        WorkItem(
            kind=each.kind,
            part=part,
            owner=each.owner,
            due_at=each.due_at,
            practicum=each.practicum,
            cohort_id=each.practicum.cohort_id,
            subject_id=each.subject_id,
        )
        for each in asked
        if (each.kind, each.practicum.pk, each.owner.pk, each.subject_id) not in known
    )
    queue_messages("work_item", [{"item": item.pk} for item in made], people=[item.owner_id for item in made])


def open_item(  # noqa: PLR0913 - the columns of a work item
    kind: str,
    *,
    part: str,
    owner: Person,
    due_at: datetime,
    practicum: Any = None,
    subject_id: int = 0,
    tell_at: datetime | None = None,
    not_for: Person | None = None,
    cohort_id: int | None = None,
) -> WorkItem:
    """Open a work item, or return the one already open, and tell its owner by mail: at once, or at tell_at.

    not_for is whoever proposed what a second person is asked; cohort_id belongs to what no single practicum is about.

    At the school's desk whoever stands in for the owner today is told as well.
    """
    assert connection.in_atomic_block, "a work item belongs to the transaction of the change"
    item, is_new = WorkItem.objects.get_or_create(
        kind=kind,
        practicum=practicum,
        owner=owner,
        subject_id=subject_id,
        done_at=None,
        defaults={
            "part": part,
            "due_at": due_at,
            "cohort_id": practicum.cohort_id if practicum else cohort_id,
            "not_for": not_for,
        },
    )
    if is_new:
        for person_id in _told(owner, part):
            queue_message("work_item", person_id=person_id, due_at=_mail_time(part, tell_at), item=item.pk)
    return item


def _told(owner: Person, part: str) -> list[int]:
    """The owner, and at the school's desk also who stands in for him today."""
    if part not in DESK:
        return [owner.pk]
    stand_ins = owner.absences.running(clock.local_date(clock.now()))
    return [owner.pk, *stand_ins.values_list("substitute", flat=True)]


def _mail_time(part: str, tell_at: datetime | None) -> datetime:
    at = tell_at or clock.now()
    return host_mail_at(at) if part == Part.HOST else at


def close_items(kind: str, *, practicum_id: int | None, by: Person | None, subject_id: int = 0) -> int:
    """Close every open item of this kind and subject; returns how many there were."""
    items = WorkItem.objects.open().filter(kind=kind, practicum_id=practicum_id, subject_id=subject_id)
    return items.update(done_at=clock.now(), done_by=by)


def provider_name() -> str:
    """The school's name, empty while it is unnamed; one query."""
    return ProviderSettings.objects.values_list("name", flat=True).filter(pk=1).first() or ""


def locked_provider() -> ProviderSettings:
    """The school's settings, made when there are none, locked until the transaction ends."""
    ProviderSettings.objects.get_or_create(pk=1)
    return ProviderSettings.objects.select_for_update(of=("self",)).get(pk=1)


@transaction.atomic
def seed_provider(provider: Provider) -> ProviderSettings:
    """Fill the school's settings from a programme file while nobody has given any. Locks: the settings."""
    settings = locked_provider()
    if settings.version == 0 and not settings.name:
        settings.name, settings.legal_form = provider.get("name") or "", provider.get("legal_form") or ""
        settings.registry_code = provider.get("registry_code") or ""
        settings.activity_notice_number = provider.get("economic_activity_notice_no") or ""
        settings.save(update_fields=["name", "legal_form", "registry_code", "activity_notice_number"])
    return settings


@transaction.atomic
def change_provider(values: Mapping[str, Any], version: int, actor: Person) -> ProviderSettings:
    """Change the school's settings to these values, one for each of PROVIDER_FIELDS.

    Locks: the settings. Raises: Refused when they were changed since this version, or for a value that may not be.
    """
    provider = locked_provider()
    refuse_if(_changed_since(provider, version))
    refuse_if(
        retention_refusal(values["retention_years"]),
        *(pattern_refusal(values[name]) for name in PATTERNS),
        patterns_refusal([values[name] for name in PATTERNS]),
    )
    changed = [name for name in PROVIDER_FIELDS if getattr(provider, name) != values[name]]
    if changed:
        _write_provider(provider, {name: values[name] for name in changed}, actor)
    return provider


def _write_provider(provider: ProviderSettings, values: Mapping[str, Any], actor: Person) -> None:
    for name, value in values.items():
        setattr(provider, name, value)
    provider.version += 1
    provider.save(update_fields=[*values, "version"])
    record("provider.changed", actor=actor, subject_id=provider.pk, fields=",".join(values), version=provider.version)


def _changed_since(provider: ProviderSettings, version: int) -> Refusal | None:
    if provider.version == version:
        return None
    changes = HistoryEntry.objects.filter(action__in=["provider.changed", "school.opened"], actor__isnull=False)
    last = changes.select_related("actor").order_by("-pk").first()
    if last is None or last.actor is None:
        return Refusal("provider.stale")
    return Refusal("provider.changed_meanwhile", {"name": last.actor.name, "time": last.at})


@transaction.atomic
def snooze_item(item: WorkItem, until: datetime) -> None:
    """Put an item off; its due date stays."""
    item.snoozed_until = until
    item.save(update_fields=["snoozed_until"])
