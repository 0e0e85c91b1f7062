"""Every turning by its verb: what it does to process, placement, hours and work items, and what it refuses."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from config.demo.build import take_host
from config.demo.walk import Walk
from placements.agreements.models import Placement
from placements.cohorts.models import Role
from placements.journal.confirming import confirm_days
from placements.journal.services import withdraw_entry
from placements.journal.verdicts import Verdict
from placements.people.models import Person
from placements.records.models import WorkItem
from placements.refusals import Refused
from tests.journeys.people import hidden_fields
from tests.strictness import StrictClient

pytestmark = [pytest.mark.django_db, pytest.mark.database]
Walks = Callable[[], Walk]


def kinds(walk: Walk) -> set[str]:
    return set(WorkItem.objects.open().filter(practicum=walk.practicum).values_list("kind", flat=True))


def manager() -> Person:
    return Role.objects.get(kind="manager").person


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [refusal.code for refusal in refused.value.refusals]


def confirm_all(walk: Walk, placement: Placement) -> None:
    waiting = placement.entries.waiting()
    with walk.at():
        confirm_days([placement], placement.mentor, {entry.pk: Verdict(entry.version) for entry in waiting})


def move_to_another_company(walk: Walk, index: int) -> Walk:
    walk.host, walk.mentor = take_host(index)
    return walk


def test_a_suspension_rests_items_and_resuming_moves_their_due_dates(new_walk: Walks) -> None:
    walk = new_walk().start().work(2)
    half = walk.practicum.check_ins.get(code="half")
    check_in = WorkItem.objects.open().get(practicum=walk.practicum, kind="check_in", subject_id=half.pk)
    walk.rest(3).turn("suspend", from_on=walk.day, planned_until=None, reason="Haigus")
    assert walk.practicum.suspended_on == walk.day
    assert "resume" in kinds(walk)
    first = walk.day
    walk.rest(10).turn("resume", resumed_on=walk.day)
    moved = WorkItem.objects.get(pk=check_in.pk)
    assert walk.practicum.suspended_on is None
    assert moved.due_at - check_in.due_at >= timedelta(days=(walk.day - first).days)
    assert "resume" not in kinds(walk)


def test_no_day_of_a_suspension_takes_hours(new_walk: Walks) -> None:
    walk = new_walk().start().work(1).rest(1)
    walk.turn("suspend", from_on=walk.day, planned_until=None, reason="Haigus")
    with pytest.raises(Refused) as refused:
        walk.work(1)
    assert "hours.suspended" in codes(refused)


def test_a_change_of_host_keeps_confirmed_hours_and_needs_a_new_agreement(new_walk: Walks) -> None:
    walk = new_walk().start().work(4).confirm()
    confirmed, former = walk.practicum.confirmed_minutes, walk.practicum.placements.get(state="in_force")
    walk.turn("change_host", last_on=walk.day, reason="Pood suletakse")
    assert (walk.practicum.stage, walk.practicum.confirmed_minutes) == ("request", confirmed)
    assert {"request", "former_evaluation"} <= kinds(walk)
    with pytest.raises(Refused) as refused:
        walk.rest().work(1)
    assert codes(refused) == ["hours.after_placement"]
    move_to_another_company(walk, 3).ask().review("approve").answer(accepts=True).sign().rest()
    walk.do("safety_briefing", {"held_on": walk.day, "topics": "Tuleohutus"})
    walk.work(10).confirm()
    assert walk.practicum.confirmed_minutes > confirmed
    assert set(former.entries.values_list("state", flat=True)) == {"confirmed"}


def test_an_offer_is_called_off_and_the_request_opens_as_it_was(new_walk: Walks) -> None:
    walk = new_walk().ask().review("approve")
    walk.turn("call_off", reason="Ettevõte vaikib")
    assert kinds(walk) == {"request"}
    assert walk.practicum.request.host_name == walk.host.name
    assert walk.ask().practicum.stage == "review"


def test_an_agreement_in_signing_is_called_off(new_walk: Walks) -> None:
    walk = new_walk().ask().review("approve").answer(accepts=True).sign("learner")
    walk.turn("call_off", reason="Ettevõte vaikib")
    assert kinds(walk) == {"request"}
    assert walk.ask().review("approve").answer(accepts=True).sign().practicum.stage == "hours"


def test_an_extension_holds_once_all_three_have_signed(new_walk: Walks) -> None:
    walk = new_walk().start().work(1)
    placement = Placement.objects.get(practicum=walk.practicum)
    before, later = placement.ends_on, placement.ends_on + timedelta(days=5)
    walk.turn("extend", ends_on=later, reason="Haigus")
    for party in ("learner", "school"):
        walk.sign_amendment(party)
    placement.refresh_from_db()
    assert placement.ends_on == before
    walk.sign_amendment("host")
    placement.refresh_from_db()
    assert placement.ends_on == later


def test_breaking_off_ends_the_process_and_another_one_may_begin(new_walk: Walks) -> None:
    walk = new_walk().start().work(2).confirm()
    walk.turn("break_off", on=walk.day, reason="Leidis töö")
    assert walk.practicum.stage == "broken_off"
    assert walk.practicum.process.status == "DONE"
    assert kinds(walk) == set()
    former = walk.practicum.pk
    walk.begin_again()
    assert walk.practicum.pk != former
    assert walk.practicum.stage == "request"


def test_days_are_settled_after_the_end_and_then_nothing_is_asked(new_walk: Walks) -> None:
    walk = new_walk().ask().review("approve").answer(accepts=True).sign().rest().work(2)
    placement = walk.practicum.placements.get()
    walk.turn("break_off", on=walk.day, reason="Leidis töö")
    assert kinds(walk) == {"week", "safety_briefing"}
    walk.do("safety_briefing", {"held_on": walk.day, "topics": "Tuleohutus"})
    assert kinds(walk) == {"week"}
    confirm_all(walk, placement)
    assert kinds(walk) == set()


def test_a_day_returned_after_the_end_is_corrected_though_another_practicum_has_begun(new_walk: Walks) -> None:
    walk = new_walk().start().work(2)
    walk.turn("break_off", on=walk.day, reason="Leidis töö")
    entry = walk.practicum.entries.order_by("day")[0]
    verdict = Verdict(entry.version, returns=True, reason="time_wrong")
    confirm_days([entry.placement], walk.mentor, {entry.pk: verdict})
    item = WorkItem.objects.open().get(kind="returned_day")
    walk.begin_again()
    client = StrictClient()
    client.force_login(walk.practicum.learner)
    page = client.get(f"/tasks/{item.pk}/", follow=True)
    data = hidden_fields(page.content.decode()) | {"day": str(entry.day), "starts": "09:00", "ends": "13:00"}
    response = client.post(page.request["PATH_INFO"], data | {"break_minutes": "0", "chips": "advise"})
    assert (page.status_code, response.status_code) == (200, 302)
    assert not WorkItem.objects.open().filter(pk=item.pk).exists()


def test_withdrawing_the_last_day_after_the_end_leaves_nothing_to_ask(new_walk: Walks) -> None:
    walk = new_walk().ask().review("approve").answer(accepts=True).sign().rest().work(1)
    walk.turn("break_off", on=walk.day, reason="Leidis töö")
    withdraw_entry(walk.practicum.entries.get(), walk.practicum.learner, 1)
    assert kinds(walk) == set()


def test_a_second_running_practicum_is_refused(new_walk: Walks) -> None:
    walk = new_walk().start()
    with pytest.raises(Refused) as refused:
        walk.begin_again()
    assert codes(refused) == ["flow.second_practicum"]


def test_nothing_ends_before_the_last_logged_day(new_walk: Walks) -> None:
    walk = new_walk().start().work(2)
    with pytest.raises(Refused) as refused:
        walk.turn("break_off", on=walk.day - timedelta(days=3), reason="Leidis töö")
    assert codes(refused) == ["flow.before_last_day"]
    assert walk.practicum.stage == "hours"


LONG_AGO = date(1, 1, 1)


@pytest.mark.parametrize(
    ("code", "data"),
    [
        ("suspend", {"from_on": LONG_AGO, "planned_until": None}),
        ("change_host", {"last_on": LONG_AGO}),
        ("break_off", {"on": LONG_AGO}),
        ("withdraw", {"on": LONG_AGO}),
    ],
)
def test_nothing_turns_before_it_began(new_walk: Walks, code: str, data: dict[str, date]) -> None:
    walk = new_walk().start()
    with pytest.raises(Refused) as refused:
        walk.turn(code, reason="Haigus", **data)
    assert codes(refused) == ["flow.too_early"]
    assert walk.practicum.stage == "hours"


def test_a_rest_begins_after_the_last_one(new_walk: Walks) -> None:
    walk = new_walk().start()
    walk.turn("suspend", from_on=walk.day, planned_until=None, reason="Haigus")
    walk.rest(9).turn("resume", resumed_on=walk.day)
    with pytest.raises(Refused) as refused:
        walk.turn("suspend", from_on=walk.day - timedelta(days=1), planned_until=None, reason="Haigus")
    assert codes(refused) == ["flow.too_early"]
