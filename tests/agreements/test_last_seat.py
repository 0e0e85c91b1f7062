"""Two curators send somebody to the last seat of a place at the same instant: one is refused, on PostgreSQL."""

from collections.abc import Callable
from functools import partial

import pytest

from config.demo.walk import Walk
from placements.agreements.models import Placement
from placements.hosts.models import Host, Place
from placements.records.models import WorkItem
from tests.agreements.test_places import asking
from tests.workflows.test_completion_race import at_once
from workflows.acting import act

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]
ROUNDS = 3
APPROVED = {"verdict": "approve", "reason": "", "host": None}


def test_the_last_seat_is_given_once(new_walk: Callable[[], Walk]) -> None:
    Host.objects.update(is_listed=True)
    for _ in range(ROUNDS):
        first, second = new_walk(), new_walk()
        place = Place.objects.get(host=first.host)
        seats = place.placements.filter(state__in=Placement.LIVE).count() + 1
        Place.objects.filter(pk=place.pk).update(capacity=seats)
        for walk in (first, second):
            walk.do("request", asking(walk, place))
        items = WorkItem.objects.open().filter(kind="review").select_related("practicum", "owner")
        at_once(*(partial(act, item, item.owner, APPROVED) for item in items))
        assert place.placements.filter(state__in=Placement.LIVE).count() == seats
        WorkItem.objects.open().filter(kind="review").delete()
