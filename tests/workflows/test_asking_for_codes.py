"""Asking for signing codes without end is answered by a sentence, not by mails."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from config.demo.walk import Walk
from notifications.models import OutboxMessage
from placements.records.models import WorkItem
from tests.strictness import StrictClient


@pytest.mark.django_db
def test_the_eleventh_code_of_an_hour_is_refused_on_the_page(
    client: StrictClient, new_walk: Callable[[], Walk]
) -> None:
    walk = new_walk().ask().review("approve").answer(accepts=True)
    item = WorkItem.objects.open().get(practicum=walk.practicum, kind="learner_signature")
    client.force_login(item.owner)
    client.cookies["praktika_language"] = "en"
    for _ in range(11):
        response = client.post(reverse("task-code", args=[item.pk]), follow=True)
    page = response.content.decode()
    assert "Too many tries in a short time: try again from" in page
    assert OutboxMessage.objects.filter(kind="signing_code").count() == 10
