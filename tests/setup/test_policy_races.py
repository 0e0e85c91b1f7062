"""Rules saved, and applied, by two at the same instant: one version, one change, on PostgreSQL."""

from functools import partial
from typing import Any

import pytest
from time_machine import travel

from placements import clock
from placements.clock import ONE_DAY, local_date
from placements.cohorts.models import PolicyChange
from placements.cohorts.policy_changes import PolicyProposal, apply_policy_changes, change_policy
from placements.programmes.models import PolicyVersion, Programme
from placements.programmes.rewriting import with_values
from placements.records.models import HistoryEntry
from tests.office import open_office
from tests.workflows.test_completion_race import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


def proposal(free: int, cohort_ids: list[int]) -> PolicyProposal:
    version = PolicyVersion.objects.order_by("-number")[0]
    content: dict[str, Any] = with_values(version.content, {"hours.backdate_free_days": free})
    return PolicyProposal(content, local_date(clock.now()) + ONE_DAY, cohort_ids, "Katse", version.digest)


def test_of_two_managers_one_saves_and_of_two_workers_one_applies() -> None:
    office = open_office()
    programme, ids = Programme.objects.get(), [office.cohort.pk]
    at_once(*[partial(change_policy, programme, proposal(free, ids), office.piret) for free in (5, 6)])
    assert PolicyVersion.objects.count() == 2
    assert PolicyChange.objects.count() == 1
    with travel(clock.now() + ONE_DAY, tick=True):
        at_once(*[partial(apply_policy_changes, clock.now())] * 3)
    assert HistoryEntry.objects.filter(action="policy.applied").count() == 1
    office.cohort.refresh_from_db()
    assert office.cohort.policy_version == PolicyVersion.objects.get(number=2)
