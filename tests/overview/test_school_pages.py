"""The school's pages: every one in three languages, the timeline's story, one learner's coverage."""

from collections.abc import Callable
from datetime import date

import pytest

from config.demo.walk import Walk
from placements import clock
from placements.journal.models import Entry
from placements.overview.coverage import coverage_of
from placements.overview.lanes import timeline_context
from placements.overview.swimlanes import PlacedEvent
from placements.people.models import Person
from placements.programmes.curriculum import Outcome
from tests.strictness import StrictClient

pytestmark = pytest.mark.django_db
LISTS = ("/inbox/", "/inbox/?tab=others", "/learners/", "/learners/?stage=hours", "/cohorts/", "/cohorts/ktj-26-3/")


@pytest.fixture
def walk(new_walk: Callable[[], Walk]) -> Walk:
    return new_walk().start().work(4).confirm(returned=1)


def signed_in(kind: str) -> StrictClient:
    client = StrictClient()
    client.force_login(Person.objects.filter(roles__kind=kind).order_by("pk")[0])
    return client


def events(walk: Walk, step: int) -> list[PlacedEvent]:
    return list(timeline_context(walk.practicum, walk.practicum.learner, clock.now())["stages"][step - 1].events)


@pytest.mark.parametrize("language", ["et", "ru", "en"])
@pytest.mark.parametrize("kind", ["curator", "manager", "auditor"])
def test_every_page_of_the_school_speaks_three_languages(kind: str, language: str, walk: Walk) -> None:
    client = signed_in(kind)
    one = f"/learners/{walk.practicum.pk}/"
    for address in (*LISTS, one, f"{one}timeline/"):
        response = client.get(address, headers={"accept-language": language}, query_params={"lang": language})
        assert response.status_code == 200
        assert f'<html lang="{language}"' in response.content.decode()


def test_an_auditor_reads_a_learner_and_finds_no_button_to_act(walk: Walk) -> None:
    page = signed_in("auditor").get(f"/learners/{walk.practicum.pk}/").content.decode()
    assert walk.practicum.learner.name in page
    assert 'method="post"' not in page


def test_what_has_changed_is_told_in_words_only(walk: Walk) -> None:
    page = signed_in("curator").get(f"/learners/{walk.practicum.pk}/").content.decode()
    codes = set(walk.practicum.history.values_list("action", flat=True))
    assert "practicum.moved" in codes
    assert [code for code in codes if code in page] == []


def test_signers_other_than_the_lane_s_people_are_named(walk: Walk) -> None:
    others = {event.by for event in events(walk, 2) if event.is_other}
    assert "Piret Kallas" in others
    assert walk.practicum.learner.name not in others


def test_everyday_acts_are_merged_with_their_number(walk: Walk) -> None:
    logged = [event.what for event in events(walk, 3) if "(4)" in str(event.what)]
    assert len(logged) == 1


def test_what_is_ahead_is_shown_until_somebody_is_asked(new_walk: Callable[[], Walk]) -> None:
    walk = new_walk().start()
    assert [event.state for event in events(walk, 4)] == ["plan"]
    walk.work(11).confirm()
    assert [event.state for event in events(walk, 4)] == ["wait"]


def test_a_completed_practicum_has_nothing_ahead_and_nobody_next(new_walk: Callable[[], Walk]) -> None:
    walk = new_walk().start().work(14).confirm().evaluate().report().read_report(approves=True)
    walk.do("change_window", {"reason": "Kinnitas telefonis"})
    context = timeline_context(walk.practicum, walk.practicum.learner, clock.now())
    assert context["actors"] == []
    assert {event.state for stage in context["stages"] for event in stage.events} == {"done", "turning"}
    assert context["placement"] is not None


def test_a_declined_company_is_not_shown_as_the_learner_s(new_walk: Callable[[], Walk]) -> None:
    walk = new_walk().ask().review("approve").answer(accepts=False, reason="Puhkus")
    context = timeline_context(walk.practicum, walk.practicum.learner, clock.now())
    assert context["placement"] is None


def test_coverage_counts_days_not_entries_and_leaves_out_returned_ones() -> None:
    texts = [Outcome(number, f"OV{number}", f"{number}") for number in (1, 2)]
    monday, tuesday = date(2026, 11, 23), date(2026, 11, 24)
    entries = [Entry(day=monday, outcomes=[1]), Entry(day=monday, outcomes=[1]), Entry(day=tuesday, outcomes=[1])]
    entries += [Entry(day=tuesday, outcomes=[2], state="returned")]
    assert [(row.days, row.most) for row in coverage_of(texts, entries)] == [(2, 2), (0, 2)]
