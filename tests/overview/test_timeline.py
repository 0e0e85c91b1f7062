"""The swimlanes of practicums with many turnings: nothing is left out, nothing overlaps, endings are said."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config.demo.walk import Walk
from placements.overview.story import story_of
from placements.overview.wording import FELL_BACK, STEPS
from tests.overview.turned import BROKEN, DECLINED, RETURNED, context, events, looped, note
from tests.strictness import StrictClient

pytestmark = pytest.mark.django_db
Walks = Callable[[], Walk]


def test_every_returned_request_stands_with_its_reason_while_they_are_few(new_walk: Walks) -> None:
    turned = [event for event in events(looped(new_walk(), 2), 1) if event.state == "turning"]
    assert [event.why for event in turned] == [RETURNED, RETURNED, DECLINED]
    assert all(event.lane in {"Kool", "Ettevõte"} for event in turned)


def test_many_of_one_kind_are_one_event_with_their_number(new_walk: Walks) -> None:
    returned = [event for event in events(looped(new_walk(), 5), 1) if event.why == RETURNED]
    assert len(returned) == 1
    assert str(returned[0].what).endswith("(5)")
    assert "–" in str(returned[0].when)


def test_no_two_events_of_a_cell_share_a_place_and_their_order_is_time_s(new_walk: Walks) -> None:
    walk = looped(new_walk(), 3).work(4).confirm(returned=1)
    for stage in context(walk)["stages"]:
        places = [event.place for event in stage.events]
        assert places == list(range(1, len(places) + 1))
        assert len(stage.cells) == 3


def test_every_act_is_counted_in_the_lanes(new_walk: Walks) -> None:
    walk = looped(new_walk(), 4).work(6).confirm(returned=2)
    acts = story_of(walk.practicum, list(walk.practicum.placements.select_related("host")))
    shown = [event for stage in context(walk)["stages"] for event in stage.events if event.state in {"done", "turning"}]
    counted = sum(
        int(str(event.what).rpartition("(")[2].rstrip(")")) if "(" in str(event.what) else 1 for event in shown
    )
    assert counted == len(acts)


def test_each_lane_names_all_its_people_and_then_each_event_its_own(new_walk: Walks) -> None:
    walk = looped(new_walk(), 1)
    company = context(walk)["lanes"][1].people.split(", ")
    assert company[0] == walk.mentor.name
    assert len(company) > 1
    assert all(event.is_other for event in events(walk, 1) if event.lane == "Ettevõte")


def test_an_act_without_its_own_step_stands_where_the_practicum_stood(new_walk: Walks) -> None:
    walk = new_walk().ask()
    note(walk, "role.handed_over", "Puhkus")
    walk.review("approve").answer(accepts=True).sign().rest().brief()
    note(walk, "concern.handled", "Räägitud")
    assert [event.why for event in events(walk, 1) if event.state == "turning"] == ["Puhkus"]
    assert [event.why for event in events(walk, 3) if event.state == "turning"] == ["Räägitud"]


def test_a_chosen_reason_is_told_in_words(new_walk: Walks) -> None:
    walk = new_walk().start().work(2).confirm(returned=1)
    returned = next(event for event in events(walk, 3) if event.state == "turning")
    assert returned.why == "Kellaaeg on vale. Lõpetasime kell 13."


def test_a_broken_off_practicum_stops_at_its_step_and_expects_nothing(new_walk: Walks) -> None:
    walk = new_walk().start().work(2).confirm()
    walk.turn("break_off", on=walk.day, reason=BROKEN)
    stages = context(walk)["stages"]
    assert [stage.state for stage in stages] == ["done", "done", "stop", *["ahead"] * (len(STEPS) - 3)]
    assert not [event for stage in stages for event in stage.events if event.state in {"plan", "next", "wait"}]
    ending = context(walk)["ending"]
    assert (ending.entry.action, ending.why) == ("practicum.broken_off", BROKEN)


def test_a_suspended_practicum_says_since_when_and_why_until_it_resumes(new_walk: Walks) -> None:
    walk = new_walk().start().work(2)
    walk.turn("suspend", from_on=walk.day, planned_until=None, reason="Haigus")
    assert context(walk)["suspension"].why == "Haigus"
    walk.rest(7).turn("resume", resumed_on=walk.day)
    assert context(walk)["suspension"] is None


def test_after_the_evaluation_the_report_is_what_goes_on(new_walk: Walks) -> None:
    walk = new_walk().start().work(14).confirm().evaluate()
    assert [stage.state for stage in context(walk)["stages"]][3:5] == ["done", "now"]


def test_a_change_of_host_shows_both_companies_and_the_way_back(new_walk: Walks) -> None:
    walk = new_walk().start().work(4).confirm()
    walk.turn("change_host", last_on=walk.day, reason="Pood suletakse")
    assert context(walk)["stages"][0].state == "now"
    told = next(event for event in events(walk, 3) if event.why == "Pood suletakse")
    assert told.state == "turning"


def test_begun_again_both_practicums_lead_to_each_other(new_walk: Walks, client: StrictClient) -> None:
    walk = new_walk().start().work(1)
    walk.turn("break_off", on=walk.day, reason=BROKEN)
    former = walk.practicum.pk
    walk.begin_again()
    client.force_login(walk.practicum.learner)
    assert f"/journey/?of={former}" in client.get("/journey/").content.decode()
    page = client.get(f"/journey/?of={former}").content.decode()
    assert BROKEN in page
    assert f"/journey/?of={walk.practicum.pk}" in page


@pytest.mark.parametrize("of", ["foreign", "999999", "x"])
def test_nobody_else_s_practicum_is_shown_by_its_number(of: str, new_walk: Walks, client: StrictClient) -> None:
    walk, other = new_walk().ask(), new_walk().ask()
    client.force_login(walk.practicum.learner)
    answer = client.get("/journey/", {"of": other.practicum.pk if of == "foreign" else of})
    assert answer.status_code == (200 if of == "x" else 404)


def test_the_timeline_costs_the_same_however_often_it_was_turned(new_walk: Walks, client: StrictClient) -> None:
    def cost(walk: Walk) -> int:
        client.force_login(walk.practicum.learner)
        client.get("/journey/")
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/journey/").status_code == 200
        return len(queries)

    assert cost(looped(new_walk(), 1).work(1)) == cost(looped(new_walk(), 6).work(6)) <= 25


def test_a_move_of_stage_without_words_is_told_nowhere(new_walk: Walks) -> None:
    walk = new_walk().ask()
    story = story_of(walk.practicum, [])
    assert walk.practicum.history.filter(action="practicum.moved").exists()
    assert "practicum.moved" not in {told.entry.action for told in story}
    assert timedelta(0) <= story[-1].entry.at - story[0].entry.at


def test_hours_that_fell_below_the_whole_are_told_as_a_turning(new_walk: Walks) -> None:
    walk = new_walk().start().work(14).confirm().evaluate().report().read_report(approves=True).take_back_last_day()
    told = [each for each in story_of(walk.practicum, []) if each.entry.action == "practicum.moved"]
    assert [(each.words, each.is_turning, each.step) for each in told] == [(FELL_BACK, True, 3)]


def test_leaving_after_the_completion_is_said_until_the_learner_is_taken_back(new_walk: Walks) -> None:
    walk = new_walk().start().work(14).confirm().evaluate().report().read_report(approves=True)
    walk.do("change_window", {"reason": "Kinnitas telefonis"})
    assert context(walk)["ending"].entry.action == "practicum.completed"
    walk.turn("withdraw", on=walk.day, reason="Kolib ära")
    assert context(walk)["ending"].why == "Kolib ära"
    walk.turn("readmit", on=walk.day, reason="Tuli tagasi")
    assert context(walk)["ending"].entry.action == "practicum.completed"
