"""What a company reads of a practicum that rests, has moved on, is over, or never began."""

import pytest

from config.demo.walk import Walk
from placements.people.links import enter_url, grant_link
from tests import turned
from tests.completion.refusing import Walks
from tests.outbox import deliver_all
from tests.strictness import StrictClient

pytestmark = pytest.mark.django_db


def arrival(walk: Walk, person: str = "mentor") -> str:
    """The English page to which a company's person is led."""
    placement = walk.practicum.placements.order_by("pk")[0]
    client = StrictClient()
    response = client.get(f"{enter_url(grant_link(getattr(placement, person), placement))}?lang=en", follow=True)
    assert response.status_code == 200
    page: str = response.content.decode()
    return page


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("suspended", "The practicum is suspended since"),
        ("moved", "A day up to then may still come"),
        ("broken off", "Thank you for mentoring!"),
        ("called off", "This request was called off"),
    ],
)
def test_the_mentor_reads_how_it_stands_and_whom_to_ask(name: str, words: str, new_walk: Walks) -> None:
    page = arrival(turned.TURNED[name](new_walk()))
    assert words in page
    assert "liis.saar@example.ee" in page


def test_a_company_that_declined_is_thanked(new_walk: Walks) -> None:
    walk = new_walk().ask().review("approve").answer(accepts=False, reason="Puhkus")
    assert "Thank you for your answer!" in arrival(walk)


def test_a_completed_practicum_says_so(new_walk: Walks) -> None:
    assert "The practicum is completed." in arrival(turned.completed(new_walk()))


def test_days_that_wait_come_before_an_evaluation(new_walk: Walks) -> None:
    walk = turned.moved(new_walk())
    assert 'name="entry"' in arrival(walk)
    walk.practicum.entries.filter(state="submitted").update(state="withdrawn")
    assert 'name="rating_' in arrival(walk)


def test_the_signatory_of_a_former_company_is_not_led_into_nothing(new_walk: Walks) -> None:
    walk = turned.moved(new_walk())
    placement = walk.practicum.placements.get()
    placement.signatory = walk.practicum.cohort.roles.get(person__name="Liis Saar").person
    placement.save()
    assert "The practicum with you has ended" in arrival(walk, "signatory")


def test_mails_say_the_planned_end_and_that_an_offer_is_gone(new_walk: Walks) -> None:
    turned.suspended(new_walk())
    texts = [str(sent.body) for sent in deliver_all()]
    assert any("Планируемый" in text or "Planned first day back" in text for text in texts)
    asked = new_walk().ask().review("approve").rest()
    asked.turn("break_off", on=asked.day, reason="Leidis töö")
    to_company = [sent for sent in deliver_all() if sent.to == [asked.mentor.email]]
    assert len(to_company) == 1


def test_who_is_recognised_as_a_whole_is_told_just_that(new_walk: Walks) -> None:
    walk = turned.recognised(new_walk())
    mails = [sent for sent in deliver_all() if sent.to == [walk.practicum.learner.email]]
    assert any("60\xa0ч = 80\xa0ак.\xa0ч." in sent.subject for sent in mails)
