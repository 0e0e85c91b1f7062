"""Every act takes its locks in one order: the flow, the practicum, the rest. PostgreSQL tells by its statements."""

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config.demo.walk import Walk
from placements.journal.confirming import confirm_days, take_back
from placements.journal.services import edit_entry, withdraw_entry
from placements.journal.verdicts import Verdict
from placements.records.models import WorkItem
from tests.workflows.stations import STATIONS
from workflows.acting import act

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
LOCKED = re.compile(r'FROM "(\w+)".* FOR (?:NO KEY )?UPDATE')
FLOW, PRACTICUM = "workflows_practicumprocess", "placements_practicum"


def locks_of(deed: Callable[[], object]) -> list[str]:
    """The tables of which rows are locked, in their order."""
    with CaptureQueriesContext(connection) as queries:
        deed()
    found = [LOCKED.search(query["sql"]) for query in queries]
    return [match[1] for match in found if match]


@pytest.mark.parametrize("kind", STATIONS)
def test_an_act_locks_the_flow_then_the_practicum(kind: str, new_walk: Callable[[], Walk]) -> None:
    reach, says = STATIONS[kind]
    walk = new_walk()
    reach(walk)
    item = WorkItem.objects.open().filter(practicum=walk.practicum, kind=kind).select_related("practicum", "owner")[0]
    data = says(walk)
    assert locks_of(lambda: act(item, item.owner, data))[:2] == [FLOW, PRACTICUM]


def test_verbs_outside_the_process_lock_the_practicum_first(new_walk: Callable[[], Walk]) -> None:
    walk = new_walk().start().work(3).confirm(returned=2)
    first, second, third = walk.practicum.entries.order_by("state", "day")
    learner, verdict = walk.practicum.learner, Verdict(1, returns=True, reason="time_wrong")
    values = {name: getattr(second, name) for name in ("day", "starts", "ends", "break_minutes", "chips", "outcomes")}
    data = values | {"text": "", "learned": "", "late_reason": "Haigus"}
    deeds = (
        lambda: take_back(first, walk.mentor, verdict),
        lambda: edit_entry(second, learner, 1, data),
        lambda: confirm_days([second.placement], walk.mentor, {second.pk: Verdict(2)}),
        lambda: withdraw_entry(third, learner, 1),
    )
    with walk.at():
        assert {locks_of(deed)[0] for deed in deeds} == {PRACTICUM}
