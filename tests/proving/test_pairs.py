"""Pairs of simultaneous acts on PostgreSQL; `make prove` takes five hundred on each engine."""

import pytest
from django.core.cache import cache

from tests.proving.pairs import KINDS, meet, rivals
from tests.walking.crowd import two_threads

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]
PAIRS = 3 * len(KINDS)


def test_of_two_at_once_one_wins_and_the_other_is_told() -> None:
    cache.clear()
    with two_threads() as pool:
        met = meet(pool, rivals(), PAIRS)
    assert met.faults == []
    assert sum(met.tally.values()) == PAIRS
