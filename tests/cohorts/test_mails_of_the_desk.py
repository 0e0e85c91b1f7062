"""Who is written to while somebody stands in: the morning's digest, and what goes at once."""

from collections.abc import Callable
from datetime import time, timedelta

import pytest

from config.demo.walk import Walk
from notifications.models import OutboxMessage
from placements import clock
from placements.clock import add_working_days, instant
from placements.cohorts.models import Role
from placements.overview.digests import digest_counts, queue_digests
from placements.overview.unsent import open_unsent_item
from placements.people.models import Person
from placements.records.models import WorkItem
from tests.outbox import deliver_all
from tests.school import School, away, new_person, today

pytestmark = pytest.mark.django_db
MORNING = time(9)


@pytest.fixture
def late(school: School) -> int:
    """Everything at the desk was due long ago; in a week's working day, the number of items."""
    return WorkItem.objects.open().filter(owner=school.liis).update(due_at=clock.now() - timedelta(days=30))


def readers() -> set[str]:
    """Who gets a digest on the next working day."""
    OutboxMessage.objects.filter(kind="curator_digest").delete()
    queue_digests(instant(add_working_days(today(), 1), MORNING))
    people = OutboxMessage.objects.filter(kind="curator_digest").values_list("person__name", flat=True)
    return set(people)


def test_the_owner_of_what_is_due_gets_the_digest(late: int, school: School) -> None:
    assert readers() == {"Liis Saar"}


def test_while_the_owner_is_away_the_substitute_gets_it_instead(late: int, school: School) -> None:
    away(school.liis, new_person("Anne Vaher"), school.piret, 0, 9)
    assert readers() == {"Anne Vaher"}


def test_the_substitute_s_digest_counts_the_absent_person_s_items(late: int, school: School) -> None:
    anne = new_person("Anne Vaher")
    assert digest_counts(anne, clock.now()).overdue == 0
    away(school.liis, anne, school.piret)
    assert digest_counts(anne, clock.now()).overdue == late


def test_after_the_last_day_the_owner_gets_it_again(late: int, school: School) -> None:
    away(school.liis, new_person("Anne Vaher"), school.piret, -3, 0)
    assert readers() == {"Liis Saar"}


def unsent(person: Person) -> None:
    message = OutboxMessage.objects.create(kind="answer", person=person, state="dead", attempts=8)
    open_unsent_item(message)


def test_what_goes_at_once_to_the_manager_goes_to_the_substitute_too(school: School) -> None:
    anne = new_person("Anne Vaher")
    away(school.piret, anne, school.piret)
    deliver_all()
    unsent(school.liis)
    assert {tuple(sent.to) for sent in deliver_all()} == {(school.piret.email,), (anne.email,)}


def test_the_substitute_s_mail_leads_to_an_item_that_opens(school: School, client: object) -> None:
    anne = new_person("Anne Vaher")
    away(school.piret, anne, school.piret)
    unsent(school.liis)
    item = WorkItem.objects.get(kind="failed_message")
    assert WorkItem.objects.actable_by(anne).filter(pk=item.pk).exists()


def test_learners_and_companies_are_written_to_alone(school: School, new_walk: Callable[[], Walk]) -> None:
    Role.objects.create(person=school.cohort.enrolments.get().learner, kind="trainer", cohort=None)
    learner = school.cohort.enrolments.get().learner
    away(learner, school.marika, school.piret)
    assert not OutboxMessage.objects.filter(kind="work_item", person=school.marika).exists()
