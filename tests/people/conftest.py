"""The cast of these tests, and the mails they wait for."""

from collections.abc import Callable

import pytest
from django.core import mail
from django.core.cache import cache

from config.demo.walk import Walk
from notifications.delivery import deliver_message
from notifications.models import OutboxMessage
from placements.agreements.models import Placement
from placements.people.invitations import invite
from placements.people.links import grant_link
from placements.people.models import AccessLink, Invitation, Person
from tests.school import School, school_of
from tests.walks import walk_maker

Post = Callable[[], list[str]]


@pytest.fixture(autouse=True)
def _no_tries_yet() -> None:
    """Rate limits count in the cache: no test inherits another one's tries."""
    cache.clear()


@pytest.fixture
def jelena(db: None) -> Person:
    return Person.objects.create(name="Jelena Morozova", email="jelena.morozova@example.ee", language="ru")


@pytest.fixture
def liis(db: None) -> Person:
    details = {"name": "Liis Saar", "language": "et"}
    return Person.objects.get_or_create(email="liis.saar@example.ee", defaults=details)[0]


@pytest.fixture
def placement(db: None) -> Placement:
    """Offered to a company, whose people have links to it."""
    walk = walk_maker()().ask().review("approve")
    return Placement.objects.select_related("mentor").get(practicum=walk.practicum)


@pytest.fixture
def kristjan(placement: Placement) -> Person:
    """The mentor: no account, a link only."""
    return placement.mentor


@pytest.fixture
def link(kristjan: Person, placement: Placement) -> AccessLink:
    return grant_link(kristjan, placement)


@pytest.fixture
def post() -> Post:
    """Delivers what waits in the outbox; the texts of all mails sent by that."""

    def deliver() -> list[str]:
        mail.outbox.clear()
        # What is found out by the outbox itself queues its mails.
        for _ in range(2):
            for message in OutboxMessage.objects.filter(state="waiting").order_by("pk"):
                deliver_message(message.pk)
        return [str(each.body) for each in mail.outbox]

    return deliver


@pytest.fixture
def walk(db: None) -> Walk:
    """A learner whose practicum runs."""
    return walk_maker()().start()


@pytest.fixture
def school(walk: Walk) -> School:
    return school_of(walk.practicum.cohort)


@pytest.fixture
def invitation(jelena: Person, liis: Person) -> Invitation:
    found = invite(jelena, liis)
    assert found is not None
    return found
