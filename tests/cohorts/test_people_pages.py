"""The pages on which a cohort's people get roles, lose them, and are written to."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from time_machine import travel

from placements.cohorts.models import Cohort, Role
from placements.cohorts.roles import give_role
from placements.people.models import Invitation, Person
from placements.people.recognising import PersonDetails
from placements.records.models import HistoryEntry
from tests.cohorts.test_pages import EDIT, NEW_PERSON, PEOPLE, typed
from tests.hostile import HOSTILE, SOUND, send
from tests.office import JELENA, TOOMAS, Office, another_cohort, browser_of, curator_of_another
from tests.outbox import deliver_all
from workflows.enrolling import enrol

pytestmark = pytest.mark.django_db


def test_somebody_new_gets_a_role_and_a_letter(office: Office) -> None:
    response = browser_of(office.piret).post(PEOPLE, NEW_PERSON)
    assert response["Location"] == PEOPLE
    assert Role.objects.filter(person__email="kai@example.ee", cohort=office.cohort, kind="trainer").exists()
    assert [sent.to for sent in deliver_all()] == [["kai@example.ee"]]


def test_somebody_known_is_chosen(office: Office) -> None:
    data = {"kind": "curator", "scope": "school", "person": str(office.marika.pk), "language": "et"}
    assert browser_of(office.piret).post(PEOPLE, data).status_code == 302
    assert Role.objects.filter(person=office.marika, kind="curator", cohort=None).exists()


def test_nobody_chosen_and_nobody_named_is_an_error_of_the_name(office: Office) -> None:
    response = browser_of(office.piret).post(PEOPLE, NEW_PERSON | {"name": ""})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["name"]


def test_another_name_is_asked_about_with_a_tick(office: Office) -> None:
    client, data = browser_of(office.piret), NEW_PERSON | {"email": "marika.lind@example.ee", "kind": "auditor"}
    response = client.post(PEOPLE, data)
    assert response.status_code == 409
    assert "Marika Lind" in response.context["reasons"][0]
    assert 'name="is_same_person"' in response.content.decode()
    assert client.post(PEOPLE, data | {"is_same_person": "on"}).status_code == 302


def test_the_tick_is_not_offered_before_it_is_needed(office: Office) -> None:
    assert 'name="is_same_person"' not in browser_of(office.piret).get(PEOPLE).content.decode()


def test_a_role_is_ended_by_its_button(office: Office) -> None:
    role = Role.objects.get(person=office.marika)
    assert browser_of(office.piret).post(PEOPLE, {"end": str(role.pk)})["Location"] == PEOPLE
    assert not Role.objects.filter(pk=role.pk).exists()


def test_the_last_curator_is_kept_with_the_reason(office: Office) -> None:
    enrol(office.cohort, JELENA, office.piret)
    Role.objects.filter(person=office.andrei).delete()
    role = Role.objects.get(person=office.liis)
    response = browser_of(office.piret).post(PEOPLE, {"end": str(role.pk)})
    assert (response.status_code, response.context["ending"]) == (409, role)
    assert Role.objects.filter(pk=role.pk).exists()


def test_who_ends_the_own_role_is_led_away_without_an_error(office: Office) -> None:
    mine = give_role(PersonDetails("Kai Kask", "kai@example.ee"), "manager", office.cohort, office.piret)
    response = browser_of(mine.person).post(PEOPLE, {"end": str(mine.pk)})
    assert response["Location"] == "/"


@pytest.mark.parametrize("value", [*HOSTILE, "999999"])
def test_a_hostile_role_number_is_not_there(office: Office, value: str) -> None:
    before = Role.objects.count()
    assert send(browser_of(office.piret), PEOPLE, {"end": value}).status_code == 404
    assert Role.objects.count() == before


@pytest.mark.parametrize("field", ["kind", "scope", "person", "name", "email", "phone", "language"])
@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_values_of_a_person_give_no_role(office: Office, field: str, value: str) -> None:
    before = Role.objects.count(), Person.objects.count(), HistoryEntry.objects.count()
    if (field, value) in SOUND:
        return
    response = send(browser_of(office.piret), PEOPLE, NEW_PERSON | {field: value})
    assert response.status_code in {409, 422}
    assert (Role.objects.count(), Person.objects.count(), HistoryEntry.objects.count()) == before


# who may


@pytest.mark.parametrize("who", ["liis", "marika", "rein"])
def test_others_read_the_people_and_find_nothing_to_press(office: Office, who: str) -> None:
    client = browser_of(getattr(office, who))
    page = client.get(PEOPLE).content.decode()
    assert "Marika Lind" in page
    assert 'method="post"' not in page
    for data in (NEW_PERSON, {"end": str(Role.objects.get(person=office.marika).pk)}):
        assert client.post(PEOPLE, data).status_code == 404


@pytest.mark.parametrize("who", ["liis", "marika", "rein"])
def test_only_managers_open_and_change_cohorts(office: Office, who: str) -> None:
    client = browser_of(getattr(office, who))
    for address in ("/cohorts/new/", EDIT):
        assert client.get(address).status_code == 404
        assert client.post(address, typed(office.cohort, code="x")).status_code == 404
    assert not Cohort.objects.filter(code="x").exists()


def test_a_manager_of_one_cohort_manages_that_one_only(office: Office) -> None:
    other = another_cohort(office.cohort)
    kai = give_role(PersonDetails("Kai Kask", "kai@example.ee"), "manager", office.cohort, office.piret).person
    client, everywhere = browser_of(kai), Role.objects.get(person=office.rein)
    assert client.get(EDIT).status_code == client.get(PEOPLE).status_code == 200
    for address in (f"/cohorts/{other.code}/edit/", f"/cohorts/{other.code}/people/", "/cohorts/new/"):
        assert client.get(address).status_code == 404
    assert client.post(PEOPLE, {"end": str(everywhere.pk)}).status_code == 404
    assert client.post(PEOPLE, NEW_PERSON | {"scope": "school", "email": "x@example.ee"}).status_code == 422


# sending invitations again


def resend(office: Office, who: Person, whom: Person, **data: str) -> Any:
    with travel(timezone.now() + timedelta(minutes=2)):
        return browser_of(who).post(f"{PEOPLE}{whom.pk}/invitation/", {"language": "en", **data})


@pytest.mark.parametrize("who", ["piret", "liis"])
def test_a_learner_s_letter_is_sent_again_by_manager_and_curator(office: Office, who: str) -> None:
    learner = enrol(office.cohort, JELENA, office.piret).learner
    deliver_all()
    assert resend(office, getattr(office, who), learner)["Location"] == "/cohorts/ktj-26-3/"
    assert (Invitation.objects.get().generation, Invitation.objects.get().language) == (2, "en")


def test_within_a_minute_it_is_refused_with_the_way_on(office: Office) -> None:
    learner = enrol(office.cohort, JELENA, office.piret).learner
    response = browser_of(office.piret).post(f"{PEOPLE}{learner.pk}/invitation/", {"people": "1"})
    assert response.status_code == 409
    assert f'href="{PEOPLE}"' in response.content.decode()


@pytest.mark.parametrize("who", ["marika", "rein"])
def test_trainers_and_auditors_send_nothing(office: Office, who: str) -> None:
    learner = enrol(office.cohort, JELENA, office.piret).learner
    assert resend(office, getattr(office, who), learner).status_code == 404


def test_people_of_other_cohorts_and_of_the_school_are_not_the_curator_s(office: Office) -> None:
    learner = enrol(office.cohort, JELENA, office.piret).learner
    everywhere = give_role(PersonDetails("Kai Kask", "kai@example.ee"), "auditor", None, office.piret).person
    assert resend(office, curator_of_another(office.cohort), learner).status_code == 404
    assert resend(office, office.liis, everywhere).status_code == 404
    assert resend(office, office.piret, everywhere).status_code == 302


# the cohort's own page


def test_the_cohort_shows_who_has_not_signed_in_and_who_has(office: Office) -> None:
    learner = enrol(office.cohort, JELENA, office.piret).learner
    enrol(office.cohort, TOOMAS, office.piret)
    Invitation.objects.filter(person=learner).update(accepted_at=timezone.now())
    context = browser_of(office.liis).get("/cohorts/ktj-26-3/").context
    assert [person.name for person, _state in context["waiting"]] == ["Toomas Roos"]
    assert [person.name for person, _state in context["came"]] == ["Jelena Morozova"]


@pytest.mark.parametrize(
    ("who", "buttons"),
    [("piret", ["learners/new/", "learners/import/", "people/", "edit/"]),
     ("liis", ["learners/new/", "learners/import/", "people/"]), ("rein", ["people/"])],
)  # fmt: skip
def test_each_finds_the_buttons_that_work(office: Office, who: str, buttons: list[str]) -> None:
    enrol(office.cohort, JELENA, office.piret)
    page = browser_of(getattr(office, who)).get("/cohorts/ktj-26-3/").content.decode()
    all_buttons = ["learners/new/", "learners/import/", "people/", "edit/"]
    found = [each for each in all_buttons if f'href="/cohorts/ktj-26-3/{each}"' in page]
    assert found == buttons
    assert ("/invitation/" in page) is (who != "rein")


@pytest.mark.parametrize("address", [PEOPLE, "/cohorts/ktj-26-3/", "/cohorts/"])
def test_pages_cost_the_same_at_one_and_at_twenty_rows(office: Office, address: str) -> None:
    client, costs = browser_of(office.piret), []
    for first, last in ((0, 1), (1, 20)):
        for number in range(first, last):
            enrol(office.cohort, PersonDetails("Anu Kask", f"anu{number}@example.ee"), office.piret)
            trainer = PersonDetails("Mari Maa", f"mari{number}@example.ee")
            give_role(trainer, "trainer", office.cohort, office.piret)
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 25
