"""A mentor settles the days of all his learners in one act, all or nothing, in as many statements as for one day."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config.demo.walk import Walk
from placements.agreements.models import Placement
from placements.journal.confirming import confirm_days
from placements.journal.models import Confirmation, Entry, HourPosting
from placements.journal.verdicts import Verdict
from placements.refusals import Refused

pytestmark = pytest.mark.django_db
MOST = 12


def placements_of(*walks: Walk) -> list[Placement]:
    placements = Placement.objects.filter(practicum__in=[walk.practicum.pk for walk in walks])
    return list(placements.select_related("practicum__cohort").order_by("pk"))


def all_right(*walks: Walk) -> dict[int, Verdict]:
    entries = Entry.objects.filter(practicum__in=[walk.practicum.pk for walk in walks])
    return {entry.pk: Verdict(entry.version) for entry in entries}


def same_mentor(first: Walk, second: Walk) -> tuple[Walk, Walk]:
    Placement.objects.filter(practicum=second.practicum).update(mentor=first.mentor)
    return first, second


@pytest.fixture
def two(new_walk: Callable[[], Walk]) -> tuple[Walk, Walk]:
    return same_mentor(new_walk().start().work(1), new_walk().start().work(2))


def test_both_learners_days_are_confirmed_each_under_its_own_confirmation(two: tuple[Walk, Walk]) -> None:
    confirm_days(placements_of(*two), two[0].mentor, all_right(*two))
    for walk, days in zip(two, (1, 2), strict=True):
        walk.practicum.refresh_from_db()
        assert (walk.practicum.confirmed_minutes, walk.practicum.waiting_minutes) == (270 * days, 0)
        assert not walk.practicum.work_items.open().filter(kind="week").exists()
    assert Confirmation.objects.count() == 2


def test_one_learner_s_stale_day_refuses_all(two: tuple[Walk, Walk]) -> None:
    verdicts = all_right(*two)
    verdicts[max(verdicts)] = Verdict(9)
    with pytest.raises(Refused, match=r"confirm\.day_changed"):
        confirm_days(placements_of(*two), two[0].mentor, verdicts)
    assert not HourPosting.objects.exists()


def test_days_of_a_placement_that_is_not_named_are_not_confirmed(two: tuple[Walk, Walk]) -> None:
    with pytest.raises(Refused, match=r"confirm\.nothing"):
        confirm_days(placements_of(two[0]), two[0].mentor, all_right(*two))
    assert not HourPosting.objects.exists()


def test_statements_do_not_grow_with_the_days(two: tuple[Walk, Walk]) -> None:
    counts = []
    for walk in two:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            confirm_days(placements_of(walk), walk.mentor, all_right(walk))
        counts.append(len([each for each in queries if "SAVEPOINT" not in each["sql"]]) - 2)
    assert counts[0] == counts[1] <= MOST
