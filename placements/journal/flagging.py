"""The flags of the days at hand, as everybody sees them."""

from collections.abc import Collection
from datetime import date, time, timedelta

from placements.agreements.models import Practicum, SafetyBriefing
from placements.cohorts.selectors import policy_of
from placements.journal.flags import Flags, is_night, short_rests
from placements.journal.models import Entry
from placements.journal.selectors import neighbour_of


def flags_of_day(practicum: Practicum, day: date, entries: Collection[Entry]) -> dict[int, Flags]:
    """The flags of this day's entries, by entry; two queries. entries: all of the learner's on that day."""
    if not entries:
        return {}
    hours = policy_of(practicum.cohort).hours
    night = time.fromisoformat(hours.night_from), time.fromisoformat(hours.night_to)
    before = Entry.objects.standing().filter(learner=practicum.learner_id, day=day - timedelta(days=1))
    neighbours = [neighbour_of(each) for each in (*before.select_related("placement__host"), *entries)]
    rest = short_rests(neighbours, hours.daily_rest_minutes).get(day)
    briefed = dict(
        SafetyBriefing.objects.filter(placement__in={each.placement_id for each in entries}).values_list(
            "placement", "held_on"
        )
    )
    return {
        each.pk: Flags(
            rest,
            is_night(each.starts_at, each.ends_at, night),
            is_before_briefing=each.placement_id in briefed and day < briefed[each.placement_id],
        )
        for each in entries
    }
