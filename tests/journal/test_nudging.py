"""A silent mentor: what became of his mail, a reminder once in 24 hours, a corrected address."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from config.demo.walk import Walk
from notifications.models import OutboxMessage
from placements import clock
from placements.journal.nudging import correct_mentor_address, host_mail_of, nudge_mentor, seen_of, week_item_of
from placements.people.models import AccessLink, Person
from placements.refusals import Refused
from tests.completion.refusing import client_of, everything, post
from tests.outbox import deliver_all

pytestmark = pytest.mark.django_db
NEW = "oige@example.ee"


@pytest.fixture
def walk(new_walk: Callable[[], Walk]) -> Walk:
    return new_walk().start().work(1)


def state(walk: Walk) -> str:
    item = week_item_of(walk.practicum)
    assert item is not None
    return host_mail_of(walk.practicum, item, clock.now()).state


def refusal_of(verb: Callable[[], object]) -> str:
    before = everything()
    with pytest.raises(Refused) as refused:
        verb()
    assert everything() == before
    return refused.value.refusals[0].code


def test_the_state_of_the_mail_follows_the_outbox(walk: Walk) -> None:
    mail = OutboxMessage.objects.filter(person=walk.mentor, kind="work_item").order_by("-pk")[0]
    OutboxMessage.objects.filter(pk=mail.pk).update(due_at=clock.now() + timedelta(hours=1))
    assert state(walk) == "waiting"
    OutboxMessage.objects.filter(pk=mail.pk).update(due_at=clock.now())
    assert state(walk) == "sending"
    deliver_all()
    assert state(walk) == "sent"
    OutboxMessage.objects.filter(pk=mail.pk).update(state="dead")
    assert state(walk) == "failed"


def test_the_mentor_is_reminded_once_in_24_hours(walk: Walk) -> None:
    learner = walk.practicum.learner
    assert refusal_of(lambda: nudge_mentor(walk.practicum, learner)) == "nudge.sending"
    deliver_all()
    nudge_mentor(walk.practicum, learner)
    assert any(sent.to == [walk.mentor.email] for sent in deliver_all())
    assert refusal_of(lambda: nudge_mentor(walk.practicum, learner)) == "nudge.too_soon"
    nudged = walk.practicum.history.get(action="host.nudged").at
    with clock.moved_to(nudged + timedelta(hours=24) - timedelta(seconds=1)):
        assert refusal_of(lambda: nudge_mentor(walk.practicum, learner)) == "nudge.too_soon"
    with clock.moved_to(nudged + timedelta(hours=24)):
        nudge_mentor(walk.practicum, learner)


def test_nobody_is_reminded_of_nothing_or_without_an_address(walk: Walk, new_walk: Callable[[], Walk]) -> None:
    idle = new_walk().start().practicum
    assert refusal_of(lambda: nudge_mentor(idle, idle.learner)) == "nudge.nothing"
    Person.objects.filter(pk=walk.mentor.pk).update(email=None)
    assert refusal_of(lambda: nudge_mentor(walk.practicum, walk.practicum.learner)) == "nudge.no_email"


def test_a_corrected_address_gets_the_mail_and_the_old_links_die(walk: Walk) -> None:
    deliver_all()
    generation = AccessLink.objects.get(person=walk.mentor).generation
    data = {"email": NEW, "seen": seen_of(walk.mentor)}
    assert client_of(walk.practicum.learner).post("/journal/mentor/", data).status_code == 302
    assert AccessLink.objects.get(person=walk.mentor).generation == generation + 1
    assert [NEW] in [sent.to for sent in deliver_all()]
    assert walk.practicum.history.filter(action="host.address_corrected").exists()


@pytest.mark.parametrize(
    ("email", "words"), [("mentor1@example.ee", "the same address"), ("liis.saar@example.ee", "Somebody else")]
)
def test_an_address_that_is_the_same_or_another_one_s_is_refused(email: str, words: str, walk: Walk) -> None:
    data = {"email": email, "seen": seen_of(walk.mentor)}
    assert post(client_of(walk.practicum.learner), "/journal/mentor/", data).says(words)


def test_nobody_takes_over_the_confirming_of_his_own_hours(walk: Walk) -> None:
    learner = walk.practicum.learner
    own = {"email": learner.email, "seen": seen_of(walk.mentor)}
    assert refusal_of(lambda: correct_mentor_address(walk.practicum, learner, own)) == "nudge.same_address"
    walk.confirm().work(1)
    proven = {"email": NEW, "seen": seen_of(walk.mentor)}
    assert refusal_of(lambda: correct_mentor_address(walk.practicum, learner, proven)) == "nudge.address_proven"


def test_home_shows_the_mail_and_the_press_that_reminds(walk: Walk) -> None:
    deliver_all()
    client = client_of(walk.practicum.learner)
    assert "handed to the mail server" in client.get("/?lang=en").content.decode()
    assert client.post("/journal/mentor/nudge/").status_code == 302
    assert "You have reminded the mentor" in client.get("/journal/mentor/?lang=en").content.decode()
    assert client.post("/journal/mentor/nudge/").status_code == 409
