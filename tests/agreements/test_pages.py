"""The learner's request, agreement and report: shown in every language, refusals keep what was typed."""

import time
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from config.demo.walk import Walk
from placements.agreements.models import Agreement
from placements.records.models import WorkItem
from placements.refusals import Refused
from placements.reports.selectors import report_of
from tests.journeys.people import hidden_fields
from tests.strictness import StrictClient

pytestmark = pytest.mark.django_db
LANGUAGES = ["et", "ru", "en"]
TYPED = "Minu pikk jutt"


def learner(walk: Walk) -> StrictClient:
    client = StrictClient()
    client.force_login(walk.practicum.learner)
    return client


def address_of(walk: Walk, kind: str) -> str:
    return f"/tasks/{WorkItem.objects.open().get(practicum=walk.practicum, kind=kind).pk}/"


def sent(client: StrictClient, address: str, **changes: Any) -> Any:
    """Fill in a page's form over its hidden fields, and send it."""
    return client.post(address, hidden_fields(client.get(address).content.decode()) | changes)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", ["/", "/journal/", "/journey/", "/agreement/", "/report/", "/meetings/"])
def test_a_learner_at_the_beginning_sees_every_page(address: str, language: str, new_walk: Callable[[], Walk]) -> None:
    response = learner(new_walk()).get(f"{address}?lang={language}")
    assert (response.status_code, response["Content-Language"]) == (200, language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["request", "learner_signature", "briefing_acknowledgement", "report"])
def test_the_learner_s_steps_are_shown_in_every_language(
    kind: str, language: str, new_walk: Callable[[], Walk]
) -> None:
    walk = new_walk()
    if kind != "request":
        walk.ask().review("approve").answer(accepts=True)
    if kind in {"briefing_acknowledgement", "report"}:
        walk.sign().rest().do("safety_briefing", {"held_on": walk.day, "topics": "Tuleohutus"})
    if kind == "report":
        walk.do("briefing_acknowledgement", {}).work(14).confirm()
    response = learner(walk).get(f"{address_of(walk, kind)}?lang={language}")
    assert (response.status_code, response["Content-Language"]) == (200, language)


def test_a_plan_of_thousands_of_years_is_refused_at_once(new_walk: Callable[[], Walk]) -> None:
    walk = new_walk()
    began = time.thread_time()
    with pytest.raises(Refused) as refused:
        walk.do("request", walk.request_data() | {"ends_on": date(9999, 12, 31)})
    assert [refusal.code for refusal in refused.value.refusals] == ["request.window"]
    assert time.thread_time() - began < 1


def test_the_request_page_leads_to_the_open_step_and_later_shows_how_it_stands(new_walk: Callable[[], Walk]) -> None:
    walk = new_walk()
    assert learner(walk).get("/request/").headers["Location"] == address_of(walk, "request")
    walk.ask()
    assert learner(walk).get("/request/").status_code == 200


def test_a_draft_of_the_request_is_kept_without_being_submitted(new_walk: Callable[[], Walk]) -> None:
    walk = new_walk()
    fields = {"source": "own", "mentor_language": "et", "break_minutes": "30", "remote_percent": "0"}
    response = sent(learner(walk), address_of(walk, "request"), **fields, wishes=TYPED, draft="1")
    walk.practicum.request.refresh_from_db()
    assert response.status_code == 302
    assert (walk.practicum.request.wishes, walk.practicum.stage) == (TYPED, "request")


def test_a_refused_request_keeps_what_was_typed(new_walk: Callable[[], Walk]) -> None:
    walk = new_walk()
    fields = {"source": "own", "mentor_language": "et", "break_minutes": "30", "remote_percent": "0"}
    response = sent(learner(walk), address_of(walk, "request"), **fields, tasks=TYPED)
    assert response.status_code == 409
    assert TYPED in response.content.decode()


def test_the_agreement_names_all_three_parties_and_who_has_signed(new_walk: Callable[[], Walk]) -> None:
    walk = new_walk().ask().review("approve").answer(accepts=True).sign("learner")
    agreement = Agreement.objects.get(placement__practicum=walk.practicum)
    assert [bool(party.signed_at) for party in agreement.parties] == [True, False, False]
    page = learner(walk).get("/agreement/").content.decode()
    assert all(party.name in page for party in agreement.parties)
    assert agreement.digest in page


def test_a_code_for_signing_is_announced(new_walk: Callable[[], Walk]) -> None:
    walk = new_walk().ask().review("approve").answer(accepts=True)
    response = learner(walk).post(f"{address_of(walk, 'learner_signature')}code/", follow=True)
    assert walk.practicum.learner.email_masked in response.content.decode()


def test_a_wrong_code_is_refused_with_the_tries_left(new_walk: Callable[[], Walk]) -> None:
    walk = new_walk().ask().review("approve").answer(accepts=True)
    client, address = learner(walk), address_of(walk, "learner_signature")
    client.post(f"{address}code/")
    assert sent(client, address, code="000000").status_code == 409
    assert sent(client, address, code="abc").status_code == 422


def returned(walk: Walk) -> Walk:
    walk.start().work(14).confirm().evaluate().report()
    return walk.read_report(approves=False, remark="Lisa üks näide.")


def test_a_returned_report_shows_the_remark_at_its_prompt(new_walk: Callable[[], Walk]) -> None:
    walk = returned(new_walk())
    page = learner(walk).get(address_of(walk, "report")).content.decode()
    assert page.index("Lisa üks näide.") < page.index('name="answer_work"') < page.index('name="answer_outcomes"')


def test_a_report_drafted_elsewhere_meanwhile_is_refused_and_kept(new_walk: Callable[[], Walk]) -> None:
    walk = returned(new_walk())
    version = report_of(walk.practicum).draft_version
    response = learner(walk).post(address_of(walk, "report"), {"version": version - 1, "answer_work": TYPED})
    assert response.status_code == 409
    assert TYPED in response.content.decode()


def test_a_report_that_is_too_short_names_the_prompt_and_keeps_the_text(new_walk: Callable[[], Walk]) -> None:
    walk = new_walk().start().work(14).confirm()
    response = sent(learner(walk), address_of(walk, "report"), answer_work=TYPED)
    assert response.status_code == 409
    assert response.context["reasons"]
    assert TYPED in response.content.decode()


def test_another_learner_s_step_is_not_there(new_walk: Callable[[], Walk]) -> None:
    address, other = address_of(new_walk(), "request"), learner(new_walk())
    assert [other.get(address).status_code, other.post(address, {}).status_code] == [404, 404]
    assert other.post(f"{address}code/").status_code == 404
