"""What every turning of a practicum needs: its lock, its request asked anew, and the people who are told."""

from datetime import date
from typing import Any

from django.db.models import Q

from notifications.services import queue_message
from notifications.windows import host_mail_at
from placements import clock
from placements.agreements.models import Agreement, Placement, PlacementRequest, Practicum
from placements.clock import ONE_DAY, local_date
from placements.people.models import Person
from placements.records.models import Channel, HistoryEntry, WorkItem
from placements.records.services import record

AMENDMENTS = ("learner_amendment", "school_amendment", "host_amendment")
# What a request says of the company. Tasks, outcomes, weekdays and times are the learner's own and go along.
OF_THE_COMPANY: dict[str, Any] = {
    "source": PlacementRequest.Source.OWN, "host": None, "place": None, "host_name": "", "registry_code": "",
    "host_address": "", "mentor_name": "", "mentor_email": "", "mentor_phone": "", "mentor_language": "et",
    "signatory_name": "", "signatory_email": "", "is_own_employee": False, "remote_percent": 0,
}  # fmt: skip


def lock_practicum(practicum: Practicum) -> Practicum:
    """The practicum as it is now, its row locked until the transaction ends."""
    locked: Practicum = Practicum.objects.locked().get(pk=practicum.pk)
    return locked


def running_placement(practicum: Practicum) -> Placement | None:
    """The placement that is live, its row locked; None when there is none."""
    placements = practicum.placements.select_for_update(of=("self",)).filter(state__in=Placement.LIVE)
    found: Placement | None = placements.first()
    return found


def let_go(placement: Placement, actor: Person | None, on: date, reason: str = "") -> HistoryEntry:
    """The live placement ends with this day, or is called off when it never came into force; signing stops."""
    before = placement.state
    if before == Placement.State.IN_FORCE:
        placement.state, placement.ended_on = Placement.State.ENDED, on
    else:
        placement.state = Placement.State.CALLED_OFF
    placement.save(update_fields=["state", "ended_on"])
    stop_signing(placement, actor)
    return record(
        f"placement.{placement.state}", actor=actor, practicum_id=placement.practicum_id, subject_id=placement.pk,
        states=(before, placement.state), reason=reason, channel=Channel.WEB if actor else Channel.SYSTEM,
        on=on.isoformat(),
    )  # fmt: skip


def stop_signing(placement: Placement, actor: Person | None) -> None:
    """What awaits signatures no longer does; its work items close."""
    waiting = Agreement.objects.filter(placement=placement, superseded_at=None, in_force_at=None)
    waiting.update(superseded_at=clock.now())
    items = WorkItem.objects.open().filter(practicum_id=placement.practicum_id, kind__in=AMENDMENTS)
    items.update(done_at=clock.now(), done_by=actor)


def ask_anew(practicum: Practicum, actor: Person, reason: str) -> None:
    """Open the placement request again with what was typed; a company that was left is no longer in it."""
    request = PlacementRequest.objects.select_for_update().get(practicum=practicum)
    before, request.state = request.state, PlacementRequest.State.REOPENED
    request.remark, request.version = reason, request.version + 1
    left = practicum.placements.order_by("pk").last()
    if left is not None and left.state == Placement.State.ENDED:
        _ask_for_another_company(practicum, request, left)
    request.save()
    record("request.reopened", actor=actor, practicum_id=practicum.pk, states=(before, request.state))


def _ask_for_another_company(practicum: Practicum, request: PlacementRequest, left: Placement) -> None:
    """The period begins after the last day there, and ends with the former agreement, or with the group's window."""
    assert left.ended_on
    for name, value in OF_THE_COMPANY.items():
        setattr(request, name, value)
    request.starts_on = max(left.ended_on + ONE_DAY, local_date(clock.now()))
    is_over = left.ends_on < request.starts_on
    request.ends_on = practicum.cohort.practicum_until if is_over else left.ends_on


def tell_everybody(practicum: Practicum, entry: HistoryEntry) -> None:
    """Write to the learner at once, and to the company's mentor in the companies' hours.

    An offer that ended together with its practicum is its company's business too: nobody has told it yet.
    """
    queue_message("turning", person_id=practicum.learner_id, entry=entry.pk)
    began = Q(in_force_on__isnull=False)
    asked = Q(state=Placement.State.CALLED_OFF, practicum__request__state=PlacementRequest.State.APPROVED)
    placement = practicum.placements.filter(began | asked).order_by("pk").last()
    if placement is not None:
        tell_company(placement, placement.mentor_id, entry)


def tell_company(placement: Placement, person_id: int, entry: HistoryEntry) -> None:
    """Write to a person of the company about a turning, in the companies' hours."""
    due_at = host_mail_at(clock.now())
    queue_message("turning", person_id=person_id, due_at=due_at, entry=entry.pk, placement=placement.pk)
