"""Writing what was said of days: postings, reversals, corrections and states, in a fixed number of statements."""

from collections.abc import Iterable, Sequence

from django.db.models import F

from placements import clock
from placements.journal import rules
from placements.journal.admitting import refuse_unsound_times
from placements.journal.asking import answer_by
from placements.journal.models import Confirmation, Correction, Entry, HourPosting
from placements.journal.selectors import neighbour_of
from placements.journal.verdicts import Judged, Voice, about
from placements.records.services import Recorded, record_all
from placements.refusals import Refusal, Refused, refuse_if

State = Entry.State


def reversal(entry: Entry, confirmation: Confirmation, version: int) -> HourPosting:
    """What takes the standing minutes of an entry away."""
    return _posting(entry, confirmation, version, -entry.posted_minutes)


def _posting(entry: Entry, confirmation: Confirmation, version: int, minutes: int) -> HourPosting:
    return HourPosting(
        practicum_id=entry.practicum_id,
        entry=entry,
        entry_version=version,
        confirmation=confirmation,
        minutes=minutes,
    )


def post_days(judged: Sequence[Judged], voice: Voice) -> None:
    """Confirm these days as they are: where an older version's minutes stand, a reversal and a replacement together."""
    if not judged:
        return
    rows = []
    for each in judged:
        entry, confirmation = each.entry, each.confirmation
        if entry.posted_minutes:
            rows.append(reversal(entry, confirmation, entry.version))
        rows.append(_posting(entry, confirmation, entry.version, entry.minutes))
    HourPosting.objects.bulk_create(rows)
    ids = [each.entry.pk for each in judged]
    Entry.objects.filter(pk__in=ids).update(state=State.CONFIRMED, posted_minutes=F("minutes"))
    record_all(
        [*_rows("entry.confirmed", judged, State.CONFIRMED), *_sums(judged, voice)],
        actor=voice.person,
        channel=voice.channel,
    )


def return_days(judged: Sequence[Judged], voice: Voice, *, reverses: bool = False) -> list[Entry]:
    """Send these days back to their learners; reverses takes the minutes out of the ledger at once."""
    if not judged:
        return []
    if reverses:
        HourPosting.objects.bulk_create(
            reversal(each.entry, each.confirmation, each.entry.version) for each in judged if each.entry.posted_minutes
        )
    _record("entry.taken_back" if reverses else "entry.returned", judged, voice, State.RETURNED)
    for each in judged:
        each.entry.state = State.RETURNED
        each.entry.return_reason, each.entry.return_text = each.verdict.reason, each.verdict.text
        each.entry.posted_minutes *= not reverses
    entries = [each.entry for each in judged]
    Entry.objects.bulk_update(entries, ["state", "return_reason", "return_text", "posted_minutes"])
    return entries


def correct_days(judged: Sequence[Judged], voice: Voice) -> list[Entry]:
    """Write down other times for these days; each waits for its learner. Raises: Refused when they break a rule."""
    if not judged:
        return []
    stretches = [_stretch(each) for each in judged]
    pairs = zip(judged, stretches, strict=True)
    refuse_if(*(about(each.entry, refusal) for each, said in pairs for refusal in _unsound(each, said)))
    Correction.objects.bulk_create(map(_correction, judged, stretches))
    _record("entry.corrected", judged, voice, State.CORRECTED)
    for each in judged:
        each.entry.state = State.CORRECTED
    Entry.objects.filter(pk__in=[each.entry.pk for each in judged]).update(state=State.CORRECTED)
    return [each.entry for each in judged]


def _stretch(each: Judged) -> rules.Stretch:
    times = each.verdict.times
    assert times is not None
    return rules.Stretch(
        each.entry.day, times.starts, times.ends, times.break_minutes, times.starts_fold, times.ends_fold
    )


def _correction(each: Judged, stretch: rules.Stretch) -> Correction:
    return Correction(
        entry=each.entry,
        entry_version=each.entry.version,
        confirmation=each.confirmation,
        starts=stretch.starts,
        ends=stretch.ends,
        starts_fold=stretch.starts_fold or 0,
        ends_fold=stretch.ends_fold or 0,
        starts_at=stretch.starts_at,
        ends_at=stretch.ends_at,
        break_minutes=stretch.break_minutes,
        minutes=stretch.minutes,
        reason=each.verdict.reason,
        text=each.verdict.text,
        answer_by=answer_by(clock.now(), each.entry.practicum),
    )


def _unsound(each: Judged, stretch: rules.Stretch) -> Sequence[Refusal]:
    """Which day it is about is said with whatever rule its times break."""
    entry = each.entry
    same = rules.correction_refusal(stretch, neighbour_of(entry))
    if same:
        return [same]
    try:
        refuse_unsound_times(entry.practicum, entry.placement, stretch, entry)
    except Refused as refused:
        return [Refusal("confirm.correction_unsound", {"date": entry.day}), *refused.refusals]
    return []


def _record(action: str, judged: Iterable[Judged], voice: Voice, state: str) -> None:
    record_all(_rows(action, judged, state), actor=voice.person, channel=voice.channel)


def _rows(action: str, judged: Iterable[Judged], state: str) -> list[Recorded]:
    return [
        Recorded(
            action,
            each.entry.practicum_id,
            each.entry.pk,
            (each.entry.state, state),
            reason=" ".join(filter(None, [each.verdict.reason, each.verdict.text])),
            details={
                "minutes": each.entry.minutes,
                "version": each.entry.version,
                "confirmation": each.confirmation.pk,
            },
        )
        for each in judged
    ]


def _sums(judged: Sequence[Judged], voice: Voice) -> list[Recorded]:
    """One line a practicum says how much was confirmed in this act."""
    sums: dict[int, list[int]] = {}
    for each in judged:
        row = sums.setdefault(each.confirmation.pk, [each.entry.practicum_id, 0, 0])
        row[1], row[2] = row[1] + 1, row[2] + each.entry.minutes
    return [
        Recorded(
            "hours.confirmed",
            practicum_id,
            pk,
            ("", ""),
            reason=voice.reason,
            details={"days": days, "minutes": minutes, "basis": voice.basis},
        )
        for pk, (practicum_id, days, minutes) in sums.items()
    ]
