"""Whoever ends a step is told what was done and who acts next."""

from collections.abc import Callable

import pytest

from config.demo.walk import Walk
from placements.people.links import enter_url, grant_link
from placements.people.models import Person
from placements.records.models import WorkItem
from tests.strictness import StrictClient

pytestmark = pytest.mark.django_db
APPROVE = {"verdict": "approve", "reason": ""}


def item(walk: Walk, kind: str) -> WorkItem:
    found: WorkItem = walk.practicum.work_items.open().select_related("owner").get(kind=kind)
    return found


def client_of(person: Person) -> StrictClient:
    client = StrictClient()
    client.force_login(person)
    client.cookies["praktika_language"] = "en"
    return client


def company(walk: Walk, person: Person) -> tuple[StrictClient, str]:
    """The browser of a company's person, and where the link leads."""
    link, client = grant_link(person, walk.practicum.placements.get()), StrictClient()
    client.get(enter_url(link))
    return client, f"/host/{link.public_id}/"


def test_the_curator_is_told_what_was_done_and_whose_turn_it_is(new_walk: Callable[[], Walk]) -> None:
    review = item(new_walk().ask(), "review")
    page = client_of(review.owner).post(f"/inbox/{review.pk}/", APPROVE, follow=True).content.decode()
    mentor = WorkItem.objects.open().get(kind="host_answer").owner.name
    assert f"Placement approved. Next: {mentor}, Company – Answer whether you take the trainee, " in page


def test_a_refused_step_is_told_of_nothing(new_walk: Callable[[], Walk]) -> None:
    review = item(new_walk().ask(), "review")
    answer = client_of(review.owner).post(f"/inbox/{review.pk}/", {"verdict": "return", "reason": ""}, follow=True)
    assert answer.status_code == 409
    assert "Next: " not in answer.content.decode()


def test_the_learner_is_told_what_was_done(new_walk: Callable[[], Walk]) -> None:
    walk = new_walk().ask().review("approve").answer(accepts=True).sign()
    walk.do("safety_briefing", {"held_on": walk.day, "topics": "Tuleohutus"})
    step = item(walk, "briefing_acknowledgement")
    page = client_of(step.owner).post(f"/tasks/{step.pk}/", follow=True).content.decode()
    assert "Safety briefing acknowledged" in page
    assert "Safety briefing acknowledged. Next" not in page


def test_the_company_is_told_who_signs_now_and_not_of_meetings(new_walk: Callable[[], Walk]) -> None:
    walk = new_walk().ask().review("approve").answer(accepts=True)
    signature = item(walk, "host_signature")
    browser, base = company(walk, signature.owner)
    walk.sign("host")
    thanks = f"{base}tasks/{signature.pk}/done/?lang=en"
    assert "Sign the agreement for the school" in browser.get(thanks).content.decode()
    walk.sign("learner", "school")
    assert "Hold the meeting" not in browser.get(thanks).content.decode()


def test_who_asked_for_a_code_comes_to_the_place_where_it_is_typed(new_walk: Callable[[], Walk]) -> None:
    signature = item(new_walk().ask().review("approve").answer(accepts=True), "learner_signature")
    client = client_of(signature.owner)
    address = f"/tasks/{signature.pk}/"
    assert "The code was sent to your address" not in client.get(address).content.decode()
    answer = client.post(f"{address}code/")
    assert answer["Location"] == f"{address}?sent#sign"
    assert "The code was sent to your address" in client.get(f"{address}?sent").content.decode()
