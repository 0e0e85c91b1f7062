"""Every address, every part, own and foreign, against verdicts written by hand."""

from collections.abc import Iterator
from datetime import time, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from config.demo.build import enrol
from config.demo.walk import Walk
from placements import clock
from placements.agreements.models import Placement
from placements.certificates.credentials import credential_for
from placements.certificates.models import CredentialKey, IssuedDocument
from placements.cohorts.models import Cohort, Role
from placements.directory.substituting import stand_in
from placements.hosts.models import HostPaper
from placements.journal.absences import say_absent
from placements.people.invitations import token_for
from placements.people.links import enter_url, grant_link
from placements.people.models import AccessLink, Invitation, Person
from placements.people.services import get_or_create_by_email
from placements.programmes.uploads import take_shipped
from placements.records.models import StoredFile, WorkItem
from placements.results.planning import (
    SessionDetails,
    SittingDetails,
    TaskDetails,
    plan_session,
    plan_sitting,
    plan_task,
)
from tests.access.verdicts import VERDICTS, WHO
from tests.certificates.graduates import line_of_register
from tests.certificates.paper import public_content
from tests.strictness import StrictClient
from tests.walks import walk_maker

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)
OF_ENTRY = ("journal-entry", "journal-withdraw", "journal-restore", "journal-accept", "journal-contest")
OF_JOURNAL = (
    "learner-journal", "learner-journal-print", "learner-journal-pdf", "open-day", "confirm-for", "week-sheet",
)  # fmt: skip
OF_COHORT = (
    "cohort-decisions", "decisions-csv", "cohort-edit", "cohort-people", "learner-new", "learner-import",
    "learner-sample", "attendance", "exam", "independent",
    "session-new", "sitting-new", "task-new", "results-import", "cohort-documents",
    "cohort-documents-progress",
)  # fmt: skip
OF_RESULTS = (
    "attendance-register", "session-edit", "sitting", "sitting-edit", "independent-task", "task-edit",
    "retake-register", "retake-withdraw",
)  # fmt: skip


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


PEOPLE = (
    "person", "person-edit", "person-code", "person-substitutions", "handover", "person-merge", "person-remove",
)  # fmt: skip


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
        days = self.walk.day, clock.local_date(clock.now()) + timedelta(days=7)
        self.substitution = stand_in(self.people["curator"], self._substitute(), days, self.people["manager"])
        self.evidence = self._evidence()
        day_off = {"day": self.walk.day, "reason": "illness", "text": ""}
        self.absence = say_absent(self.practicum, self.practicum.learner, uuid4(), day_off)
        self.document = self._document()
        self.invitation = Invitation.objects.create(
            person=self.people["other_learner"], public_id="x", language="et", expires_at=timezone.now() + WEEK
        )

    def _document(self) -> IssuedDocument:
        document = line_of_register(self.practicum.enrolment)
        document.public_content = public_content(document.kind, document.number, document.learner.name)
        document.credential = credential_for(document)
        document.save(update_fields=["public_content", "credential"])
        return document

    def _substitute(self) -> Person:
        return Role.objects.get(kind="trainer").person

    def _evidence(self) -> StoredFile:
        upload = SimpleUploadedFile("tunnistus.pdf", b"%PDF-1.7 tunnistus")
        data = {"minutes": 900, "basis": "Müüja", "reason": "Kattub", "evidence": upload}
        self.walk.turn("recognise", by=self.people["curator"], **data)
        return StoredFile.objects.get(practicum=self.practicum)

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

    def company_addresses(self) -> dict[str, list[Any]]:
        host = self.walk.host
        paper, _ = HostPaper.objects.get_or_create(host=host, kind="insurance")
        alone = {name: [host.pk] for name in ("host-company", "host-edit", "place-new", "contact-new", "paper-new")}
        rows = {"place-edit": host.places.first(), "contact-edit": host.contacts.first(), "paper-edit": paper}
        return alone | {name: [host.pk, row.pk] for name, row in rows.items()}

    def result_addresses(self) -> dict[str, list[Any]]:
        cohort, day = self.practicum.cohort, clock.local_date(clock.now()) - timedelta(days=1)
        session = cohort.sessions.first() or plan_session(
            cohort, SessionDetails(day, time(10), 90), self.people["curator"]
        )
        details = SittingDetails(clock.instant(day, time(10)), 40, is_retake=True)
        sitting = cohort.sittings.first() or plan_sitting(cohort, details, self.people["curator"])
        task = cohort.independent_tasks.first() or plan_task(cohort, TaskDetails(1, "Töö", day), self.people["curator"])
        rows = {"attendance-register": session, "session-edit": session, "sitting": sitting, "sitting-edit": sitting,
                "independent-task": task, "task-edit": task}  # fmt: skip
        files = {name: [cohort.code, "exam", "csv"] for name in ("results-form", "results-export")}
        retakes = {name: [sitting.pk] for name in ("retake-register", "retake-withdraw")}
        return files | retakes | {name: [cohort.code, row.pk] for name, row in rows.items()}

    def address(self, name: str) -> str:
        item = WorkItem.objects.open().filter(practicum=self.practicum, kind="check_in").first()
        done = WorkItem.objects.get(practicum=self.practicum, kind="safety_briefing")
        values: dict[str, list[Any]] = {
            "journal-day": [str(self.practicum.entries.first().day)],
            "journal-month": ["2026-11"], "journal-draft": [str(self.practicum.entries.first().day)],
            "absence-withdraw": [self.absence.pk], **{key: [self.practicum.entries.first().pk] for key in OF_ENTRY},
            "task": [item.pk], "task-code": [item.pk], "inbox-item": [item.pk], "inbox-snooze": [item.pk],
            "learner": [self.practicum.pk], "timeline": [self.practicum.pk], "cohort": [self.practicum.cohort.code],
            "host-page": [self.link.public_id], "host-about": [self.link.public_id], "host-week": [self.link.public_id],
            "host-receipt": [self.link.public_id], "host-task": [self.link.public_id, done.pk],
            "host-task-code": [self.link.public_id, done.pk], "host-done": [self.link.public_id, done.pk],
            "turnings": [self.practicum.pk], "turning": [self.practicum.pk, "suspend"],
            "begin-again": [self.practicum.pk], "stored-file": [self.evidence.pk],
            **{name: [self.practicum.pk] for name in OF_JOURNAL},
            "mailbox-mail": [1], "mailbox-html": [1], "setup-draft": [self.draft.pk],
            "setup-file": ["programme", self.practicum.cohort.programme_version_id],
            **self.company_addresses(), **self.result_addresses(),
            **{name: [self.people["curator"].pk] for name in PEOPLE}, "substitution-end": [self.substitution.pk],
            **{name: [self.practicum.cohort.code] for name in OF_COHORT},
            "invitation-resend": [self.practicum.cohort.code, self.practicum.learner_id],
            "decision-of": [self.practicum.enrolment_id],
            "decision-withdraw": [self.practicum.enrolment_id],
            "invitation": [token_for(self.invitation)],
            **{name: [self.document.public_id] for name in ("verify", "verify-json", "register-credential")},
            "rules-programme": ["KTJ-186"], "rules-versions": ["KTJ-186"],
            "credential-key": [CredentialKey.objects.get().kid], "journal-paper": [self.practicum.pk],
            "credential-achievement": [self.practicum.cohort.programme_version_id, "toend"],
            **{name: [self.document.public_id] for name in ("certificate-language", "register-document")},
            "register-language": [self.document.public_id], "register-act": [self.document.public_id, "revoke"],
            "document-file": [self.document.public_id, 1],
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
    "open-day", "confirm-for", "session-new", "sitting-new", "task-new", "results-import", *OF_RESULTS,
    "cohort-decisions", "decision-of", "decision-withdraw",
    "turning", "begin-again", "task", "task-code", "inbox-snooze", *OF_ENTRY, "absence-withdraw", "host-week",
    "host-task", *PEOPLE[1:], "substitution-end", "setup-provider", "setup-files", "setup-draft", "setup-trial-mail",
    "rules-programme",
    "register-language", "register-act", "document-file", "cohort-documents",
)  # fmt: skip


@pytest.mark.parametrize("name", POSTS)
@pytest.mark.parametrize("who", ["nobody", "other_learner", "other_curator", "auditor"])
def test_a_foreign_post_changes_nothing(name: str, who: str) -> None:
    world = World()
    before = list(world.practicum.history.values_list("pk", flat=True))
    response = world.client(who).post(world.address(name), {"verdict": "approve", "text": "x", "version": "1"})
    assert verdict_of(response) in {"in", 404}
    assert list(world.practicum.history.values_list("pk", flat=True)) == before
