"""What is missing is reckoned from the tables; every row goes over to done when it is."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import override

from config.demo.walk import Walk
from notifications.models import OutboxMessage
from placements import clock
from placements.agreements.services import open_practicum
from placements.cohorts.models import Cohort, Enrolment, Role, Substitution
from placements.hosts.services import ContactDetails, HostDetails, register_contact, register_host
from placements.people.models import Person
from placements.people.trial_mail import send_trial_mail
from placements.programmes.models import Programme
from placements.programmes.uploads import load_upload, take_shipped
from placements.records.services import change_provider
from placements.setup.checklist import Checklist, checklist
from placements.setup.facts import facts_at
from placements.setup.rows import Row
from tests.setup.conftest import client_of, person, values
from tests.strictness import StrictClient

pytestmark = pytest.mark.django_db
FOR_START = ["school", "mail", "programme", "occupation", "cohort", "curator", "substitute", "learners", "practicum"]
FOR_DOCUMENTS = ["activity_notice_number", "signatory", "place_of_issue", "trainers", "decision"]
ADVISED = ["policy", "hosts", "contact"]
OpenCohort = Callable[[str], Cohort]


def present() -> Checklist:
    return checklist(facts_at(clock.now()))


def row(code: str) -> Row:
    return next(each for each in present().rows if each.code == code)


def enrol(cohort: Cohort) -> Enrolment:
    learner = Person.objects.create(name="Jelena Morozova", email=f"jelena{Person.objects.count()}@example.ee")
    version = cohort.programme_version
    return Enrolment.objects.create(
        cohort=cohort, learner=learner, programme_version=version, enrolled_on=cohort.starts_on
    )


def test_an_empty_school_lacks_everything_in_the_order_of_a_newcomer() -> None:
    found = {group.code: [each.code for each in group.rows] for group in present().groups}
    assert found == {"start": FOR_START, "documents": FOR_DOCUMENTS, "recommended": ADVISED}
    assert present().next == row("school")
    assert present().done == []


@pytest.mark.parametrize(
    ("name", "code", "is_done"),
    [("Kool", "70003158", True), ("Kool", "12345679", False), ("Kool", "", False), (" ", "70003158", False)],
)
def test_the_school_needs_a_name_and_a_sound_registry_code(piret: Person, name: str, code: str, is_done: bool) -> None:
    change_provider(values(name=name, registry_code=code), 0, piret)
    assert row("school").is_done == is_done


def test_settings_of_documents_are_done_with_their_day(piret: Person) -> None:
    given = {"activity_notice_number": "230456", "signatory": piret, "signatory_title": "juhataja"}
    change_provider(values(**given, place_of_issue="Tartu", data_protection_contact="Maret"), 0, piret)
    assert all(row(code).is_done for code in [*FOR_DOCUMENTS[:3], "contact"])
    assert row("signatory").note == "Piret Kallas, juhataja"
    assert row("place_of_issue").done_on == clock.local_date(clock.now())
    assert row("school").done_on is None


def test_loaded_files_are_named_with_their_version(piret: Person) -> None:
    for kind in ("programme", "occupation", "policy"):
        assert not row(kind).is_done
        load_upload(take_shipped(piret, kind), piret)
        assert row(kind).is_done
    assert row("policy").note.startswith("KTJ-186, ")
    assert row("programme").done_on == clock.local_date(clock.now())


def test_the_policy_is_advised_before_the_first_group(piret: Person) -> None:
    change_provider(values(name="Kool", registry_code="70003158"), 0, piret)
    send_trial_mail(piret)
    OutboxMessage.objects.update(state="done", done_at=timezone.now())
    for kind, following in (("programme", "occupation"), ("occupation", "policy"), ("policy", "cohort")):
        load_upload(take_shipped(piret, kind), piret)
        assert present().next == row(following)


def test_only_a_group_that_has_not_ended_counts(open_cohort: OpenCohort) -> None:
    cohort = open_cohort("ktj-1")
    assert row("cohort").is_done
    past = clock.local_date(clock.now()) - timedelta(days=1)
    Cohort.objects.update(ends_on=past, practicum_until=past)
    assert not row("cohort").is_done
    Cohort.objects.filter(pk=cohort.pk).update(practicum_until=past + timedelta(days=1))
    assert row("cohort").is_done


def test_a_curator_and_somebody_to_stand_in_are_needed_in_every_group(open_cohort: OpenCohort) -> None:
    cohorts = [open_cohort("ktj-1"), open_cohort("ktj-2")]
    for number in range(2):
        curator = Person.objects.create(name=f"Kuraator {number}", email=f"kuraator{number}@example.ee")
        for cohort in cohorts:
            assert not row("substitute").is_done
            Role.objects.create(person=curator, cohort=cohort, kind=Role.Kind.CURATOR)
        assert row("curator").is_done
    assert row("substitute").is_done


def test_the_groups_that_lack_are_named(open_cohort: OpenCohort, liis: Person) -> None:
    for number in range(1, 6):
        open_cohort(f"ktj-{number}")
    assert row("curator").is_done
    assert "ktj-1, ktj-2, ktj-3 +2" in row("trainers").note


def test_an_appointed_substitute_counts_until_its_last_day(
    open_cohort: OpenCohort, liis: Person, piret: Person
) -> None:
    open_cohort("ktj-1")
    assert not row("substitute").is_done
    today = clock.local_date(clock.now())
    days = {"starts_on": today - timedelta(days=9), "ends_on": today}
    appointed = Substitution.objects.create(absent=liis, substitute=piret, made_by=piret, **days)
    assert row("substitute").is_done
    Substitution.objects.filter(pk=appointed.pk).update(ends_on=today - timedelta(days=1))
    assert not row("substitute").is_done


def test_a_curator_who_left_does_not_count(open_cohort: OpenCohort, liis: Person) -> None:
    open_cohort("ktj-1")
    Person.objects.filter(pk=liis.pk).update(is_active=False)
    assert not row("curator").is_done


def test_trainers_and_the_date_of_the_decision_belong_to_groups(open_cohort: OpenCohort) -> None:
    cohort = open_cohort("ktj-1")
    assert not any(row(code).is_done for code in ("trainers", "decision"))
    trainer = Person.objects.create(name="Marika Lind", email="marika@example.ee")
    Role.objects.create(person=trainer, cohort=cohort, kind=Role.Kind.TRAINER)
    Cohort.objects.update(decision_on=cohort.ends_on)
    assert row("trainers").is_done
    assert row("decision").is_done


def test_learners_count_while_they_study(open_cohort: OpenCohort) -> None:
    enrolment = enrol(open_cohort("ktj-1"))
    assert row("learners").is_done
    Enrolment.objects.filter(pk=enrolment.pk).update(state=Enrolment.State.WITHDRAWN)
    assert not row("learners").is_done


def test_a_company_needs_a_mentor_and_somebody_who_signs() -> None:
    host = register_host(HostDetails("Männi Pood OÜ", "14321015"))
    other = register_host(HostDetails("Kolm Kuuske OÜ", "11987653"))
    register_contact(host, ContactDetails("Maarika Kuusk", "maarika@example.ee"), mentor=True)
    register_contact(other, ContactDetails("Peeter Mägi", "peeter@example.ee"), signatory=True)
    assert not row("hosts").is_done
    register_contact(host, ContactDetails("Anne Vaher", "anne@example.ee"), signatory=True)
    assert row("hosts").is_done


def test_the_first_practicum_says_whose_turn_it_is(open_cohort: OpenCohort, liis: Person) -> None:
    before = row("practicum").note
    open_practicum(enrol(open_cohort("ktj-1")), None)
    assert row("practicum").note != before
    assert row("practicum").url == "/learners/"
    assert not row("practicum").is_done


def test_a_practicum_with_an_agreement_in_force_is_a_running_one(new_walk: Callable[[], Walk]) -> None:
    walk = new_walk().ask().review("approve").answer(accepts=True)
    assert not row("practicum").is_done
    walk.sign()
    assert row("practicum").is_done


FATES: dict[str, tuple[dict[str, Any], bool, str]] = {
    "on its way": ({}, False, "moment"),
    "waiting for long": ({"due_at": timezone.now() - timedelta(minutes=5)}, False, "worker"),
    "failing": ({"attempts": 2, "last_error": "ConnectionRefusedError"}, False, "ConnectionRefusedError"),
    "given up": ({"state": "dead", "attempts": 8, "last_error": "SMTPDataError"}, False, "SMTPDataError"),
    "sent": ({"state": "done", "done_at": timezone.now()}, True, "Piret Kallas"),
}


@pytest.mark.parametrize("fate", FATES)
def test_the_row_of_mails_tells_what_became_of_the_trial(fate: str, piret: Person, client: StrictClient) -> None:
    changes, is_done, words = FATES[fate]
    send_trial_mail(piret)
    OutboxMessage.objects.update(**changes)
    with override("en"):
        assert row("mail").is_done == is_done
        assert words in row("mail").note


def test_while_the_trial_is_on_its_way_one_looks_again_instead_of_sending_another(piret: Person) -> None:
    send_trial_mail(piret)
    assert (row("mail").url, row("mail").is_post) == ("/setup/", False)
    OutboxMessage.objects.update(due_at=timezone.now() - timedelta(minutes=5))
    assert (row("mail").url, row("mail").is_post) == ("/setup/trial-mail/", True)


def test_while_mails_stay_here_that_is_said(settings: Any, piret: Person) -> None:
    settings.MAILBOX = True
    send_trial_mail(piret)
    OutboxMessage.objects.update(state="done", done_at=timezone.now())
    assert row("mail").is_done
    assert (row("server").is_done, row("server").url) == (False, "/mailbox/")


def test_rows_without_a_page_have_no_button(open_cohort: OpenCohort, desk: StrictClient) -> None:
    assert row("cohort").url == row("curator").url == ""
    open_cohort("ktj-1")
    page = desk.get("/setup/").content.decode()
    assert 'href=""' not in page
    assert 'href="#' not in page.partition('id="g-next"')[2].partition("</section>")[0]


def test_the_page_costs_the_same_at_one_and_at_twenty_groups(open_cohort: OpenCohort, desk: StrictClient) -> None:
    costs = []
    for numbers in (range(1), range(1, 20)):
        for number in numbers:
            enrol(open_cohort(f"ktj-{number}"))
            person(f"Koolitaja {number}", f"koolitaja{number}@example.ee", Role.Kind.TRAINER)
        with CaptureQueriesContext(connection) as queries:
            assert desk.get("/setup/").status_code == 200
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 25


def test_the_files_page_costs_the_same_at_one_and_at_twenty_versions(desk: StrictClient, piret: Person) -> None:
    costs = []
    load_upload(take_shipped(piret, "programme"), piret)
    for numbers in (range(0), range(2, 21)):
        for number in numbers:
            Programme.objects.get().versions.create(number=number, digest=str(number), content={})
        with CaptureQueriesContext(connection) as queries:
            assert desk.get("/setup/files/").status_code == 200
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 25


def test_the_manager_s_home_is_the_set_up_until_a_practicum_runs(new_walk: Callable[[], Walk]) -> None:
    walk = new_walk()
    client = client_of(Role.objects.get(kind="manager").person)
    assert client.get("/")["Location"] == "/setup/"
    walk.ask().review("approve").answer(accepts=True).sign()
    assert client.get("/")["Location"] == "/inbox/"
