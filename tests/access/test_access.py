"""Every address, every part, own and foreign, against verdicts written by hand."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from config.demo.build import enrol
from config.demo.walk import Walk
from placements.agreements.models import Placement
from placements.cohorts.models import Cohort, Role
from placements.people.links import enter_url, grant_link
from placements.people.models import AccessLink, Person
from placements.people.services import get_or_create_by_email
from placements.programmes.uploads import take_shipped
from placements.records.models import WorkItem
from tests.access.verdicts import VERDICTS, WHO
from tests.strictness import StrictClient
from tests.walks import walk_maker

pytestmark = pytest.mark.django_db


def patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from patterns(entry)
        else:
            yield entry


def test_every_address_has_a_verdict_and_every_verdict_an_address() -> None:
    names = [pattern.name for pattern in patterns(get_resolver())]
    assert None not in names, "an address without a name"
    assert set(names) == set(VERDICTS)


def other_cohort(cohort: Cohort) -> Cohort:
    values = {field: getattr(cohort, field) for field in ("starts_on", "ends_on", "practicum_from", "practicum_until")}
    return Cohort.objects.create(code="other", programme_version=cohort.programme_version, **values)


class World:
    """A learner in mid-practicum, people of every part, and the objects that addresses name."""

    def __init__(self) -> None:
        self.walk: Walk = walk_maker()().start().work(2)
        self.practicum = self.walk.practicum
        cohort = self.practicum.cohort
        foreign = other_cohort(cohort)
        self.people = {
            "learner": self.practicum.learner,
            "other_learner": enrol(foreign, "olga@example.ee", "Olga Ivanova", "ru").learner,
            "curator": cohort.roles.get(kind="curator", person__name="Liis Saar").person,
            "other_curator": self._curator_of(foreign),
            "manager": Role.objects.get(kind="manager").person,
            "auditor": Role.objects.get(kind="auditor").person,
        }
        self.placement = Placement.objects.get(practicum=self.practicum)
        self.draft = take_shipped(self.people["manager"], "policy")
        self.link: AccessLink = grant_link(self.walk.mentor, self.placement)

    def _curator_of(self, cohort: Cohort) -> Person:
        person = get_or_create_by_email("muu@example.ee", name="Muu Kuraator", language="et")
        Role.objects.create(person=person, cohort=cohort, kind=Role.Kind.CURATOR)
        return person

    def client(self, who: str) -> StrictClient:
        client = StrictClient()
        if who == "company":
            client.get(enter_url(self.link))
        elif who != "nobody":
            client.force_login(self.people[who])
        return client

    def address(self, name: str) -> str:
        item = WorkItem.objects.open().filter(practicum=self.practicum, kind="check_in").first()
        done = WorkItem.objects.get(practicum=self.practicum, kind="safety_briefing")
        values: dict[str, list[Any]] = {
            "journal-day": [str(self.practicum.entries.first().day)],
            "journal-entry": [self.practicum.entries.first().pk],
            "journal-withdraw": [self.practicum.entries.first().pk],
            "task": [item.pk], "task-code": [item.pk], "inbox-item": [item.pk], "inbox-snooze": [item.pk],
            "learner": [self.practicum.pk], "timeline": [self.practicum.pk], "cohort": [self.practicum.cohort.code],
            "host-page": [self.link.public_id], "host-week": [self.link.public_id],
            "host-receipt": [self.link.public_id], "host-task": [self.link.public_id, done.pk],
            "host-task-code": [self.link.public_id, done.pk], "host-done": [self.link.public_id, done.pk],
            "mailbox-mail": [1], "mailbox-html": [1], "setup-draft": [self.draft.pk],
            "setup-file": ["programme", self.practicum.cohort.programme_version_id],
        }  # fmt: skip
        return enter_url(self.link) if name == "host-enter" else reverse(name, args=values.get(name, []))


def verdict_of(response: Any) -> object:
    leads_in = response.status_code == 302 and response.headers["Location"].startswith("/sign-in/?next=")
    return "in" if leads_in else response.status_code


@pytest.mark.parametrize("who", WHO)
def test_each_part_gets_its_verdict_on_each_page(who: str) -> None:
    world = World()
    expected = {name: verdicts[WHO.index(who)] for name, verdicts in VERDICTS.items()}
    found = {name: verdict_of(world.client(who).get(world.address(name))) for name in VERDICTS}
    assert found == expected


POSTS = (
    "task", "task-code", "inbox-snooze", "journal-entry", "journal-withdraw", "host-week", "host-task",
    "setup-provider", "setup-files", "setup-draft", "setup-trial-mail",
)  # fmt: skip


@pytest.mark.parametrize("name", POSTS)
@pytest.mark.parametrize("who", ["nobody", "other_learner", "other_curator", "auditor"])
def test_a_foreign_post_changes_nothing(name: str, who: str) -> None:
    world = World()
    before = list(world.practicum.history.values_list("pk", flat=True))
    response = world.client(who).post(world.address(name), {"verdict": "approve", "text": "x", "version": "1"})
    assert verdict_of(response) in {"in", 404}
    assert list(world.practicum.history.values_list("pk", flat=True)) == before
