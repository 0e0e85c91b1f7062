"""A mail that did not arrive: the manager is told, reads whom it was for, and sends it again."""

from collections.abc import Callable

import pytest
from django.db import transaction

from config.demo.walk import Walk
from notifications.models import OutboxMessage
from placements.overview import mails
from placements.overview.unsent import open_unsent_item
from placements.people.models import Person
from placements.records.models import WorkItem
from tests.strictness import StrictClient

pytestmark = pytest.mark.django_db


@pytest.fixture
def item(new_walk: Callable[[], Walk]) -> WorkItem:
    """The manager's item about a mail to a mentor, given up after eight tries."""
    walk = new_walk().ask().review("approve")
    message = OutboxMessage.objects.filter(kind="work_item", person=walk.mentor).get()
    OutboxMessage.objects.filter(pk=message.pk).update(state="dead", attempts=8)
    with transaction.atomic():
        open_unsent_item(message)
    return WorkItem.objects.open().select_related("owner").get(kind="failed_message")


def signed_in(person: Person) -> StrictClient:
    client = StrictClient()
    client.force_login(person)
    return client


def test_the_inbox_leads_to_the_mail_and_to_whom_it_was_for(item: WorkItem) -> None:
    client = signed_in(item.owner)
    assert f'href="/inbox/{item.pk}/"' in client.get("/inbox/").content.decode()
    page = client.get(f"/inbox/{item.pk}/").content.decode()
    message = OutboxMessage.objects.select_related("person").get(pk=item.subject_id)
    assert message.person.name in page
    assert message.person.email in page


def test_the_task_s_address_leads_there_too(item: WorkItem) -> None:
    response = signed_in(item.owner).get(f"/tasks/{item.pk}/")
    assert response.headers["Location"] == f"/inbox/{item.pk}/"


def test_sending_again_gives_the_mail_its_tries_back_and_ends_the_task(item: WorkItem) -> None:
    assert signed_in(item.owner).post(f"/inbox/{item.pk}/").status_code == 302
    message = OutboxMessage.objects.get(pk=item.subject_id)
    item.refresh_from_db()
    assert (message.state, message.attempts) == ("waiting", 0)
    assert item.done_by == item.owner


def test_sending_twice_sends_once(item: WorkItem) -> None:
    client = signed_in(item.owner)
    client.post(f"/inbox/{item.pk}/")
    OutboxMessage.objects.filter(pk=item.subject_id).update(state="done")
    assert client.post(f"/inbox/{item.pk}/").status_code == 409
    assert OutboxMessage.objects.get(pk=item.subject_id).state == "done"


def test_looking_sends_nothing(item: WorkItem) -> None:
    client = signed_in(item.owner)
    for _ in range(50):
        client.get(f"/inbox/{item.pk}/")
        client.head(f"/inbox/{item.pk}/")
    assert OutboxMessage.objects.get(pk=item.subject_id).state == "dead"


def test_a_curator_cannot_open_it(item: WorkItem) -> None:
    curator = Person.objects.filter(roles__kind="curator").order_by("pk")[0]
    assert signed_in(curator).get(f"/inbox/{item.pk}/").status_code == 404


def test_the_manager_is_told_by_mail_whom_it_did_not_reach(item: WorkItem) -> None:
    built = mails.work_item({"item": item.pk}, item.owner)
    assert built is not None
    assert built.subject == f"Kiri ei jõudnud kohale: {OutboxMessage.objects.get(pk=item.subject_id).person.name}"
    assert "Proovisime 8 korda" in built.text
