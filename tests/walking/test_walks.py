"""A few of the random walks that `make prove` takes: each act has its effect or is refused, all invariants hold."""

from pathlib import Path
from typing import Any

import pytest

from tests.walking.acts import ACTS
from tests.walking.crowd import two_threads, walk_in_two
from tests.walking.walk import walk
from workflows.steps import STEPS
from workflows.turnings import TURNINGS

SEEDS = (2, 9, 41, 72, 105)
SEEDS_OF_TWO = (4, 31, 58)


@pytest.fixture(autouse=True)
def _own_files(settings: Any, tmp_path: Path) -> None:
    """Evidence that is handed in on a walk lies in a folder of its own."""
    settings.MEDIA_ROOT = tmp_path


@pytest.mark.database
@pytest.mark.django_db
@pytest.mark.parametrize("seed", SEEDS)
def test_on_a_random_walk_every_invariant_holds(seed: int) -> None:
    outcome = walk(seed)
    assert not outcome.faults, "\n".join([*outcome.told, *outcome.faults])


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_on_random_walks_of_two_at_once_every_invariant_holds() -> None:
    with two_threads() as pool:
        for seed in SEEDS_OF_TWO:
            outcome = walk_in_two(pool, seed)
            assert not outcome.faults, "\n".join([*outcome.told, *outcome.faults])


@pytest.mark.django_db
def test_a_walk_comes_out_the_same_again() -> None:
    first, second = walk(8), walk(8)
    assert len(first.told) > 20
    assert first.tally == second.tally


@pytest.mark.django_db
def test_a_walk_through_a_broken_product_is_told_with_its_acts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("placements.journal.services.refresh_counters", lambda practicum: None)
    outcome = walk(2)
    assert any("counters_equal_postings" in fault for fault in outcome.faults)
    assert outcome.told


def test_every_step_and_every_turning_is_an_act() -> None:
    kinds = {each.kind for each in ACTS}
    assert set(STEPS) <= kinds
    assert {f"turning {code}" for code in TURNINGS} <= kinds
