"""Substitutes and hand-over by the browser: look, confirm once, refused with a way on."""

import pytest

from placements.cohorts.models import Substitution
from placements.people.models import Person
from placements.records.models import HistoryEntry, WorkItem
from tests.school import School, away, days, new_person
from tests.strictness import StrictClient

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(school: School) -> StrictClient:
    client = StrictClient()
    client.force_login(school.piret)
    return client


@pytest.fixture
def anne(school: School) -> Person:
    return new_person("Anne Vaher")


def absence(substitute: Person, first: int = 0, last: int = 7) -> dict[str, str]:
    starts_on, ends_on = days(first, last)
    return {"substitute": str(substitute.pk), "starts_on": starts_on.isoformat(), "ends_on": ends_on.isoformat()}


def test_a_substitute_is_appointed_and_shown(client: StrictClient, anne: Person, school: School) -> None:
    address = f"/people/{school.liis.pk}/substitutions/"
    assert client.post(address, absence(anne)).headers["Location"] == address
    assert "Anne Vaher" in client.get(address).content.decode()
    assert Substitution.objects.get().made_by == school.piret


def test_a_refused_substitution_keeps_what_was_chosen(client: StrictClient, anne: Person, school: School) -> None:
    response = client.post(f"/people/{school.liis.pk}/substitutions/", absence(anne, -9, -3))
    assert response.status_code == 409
    assert days(-9, -3)[0].isoformat() in response.content.decode()
    assert not Substitution.objects.exists()


def test_the_person_oneself_and_a_learner_are_refused_by_their_sentence(client: StrictClient, school: School) -> None:
    address = f"/people/{school.liis.pk}/substitutions/"
    for person in (school.liis, school.cohort.enrolments.get().learner):
        assert client.post(address, absence(person)).status_code == 409
    assert not Substitution.objects.exists()


def test_without_dates_the_fields_say_so(client: StrictClient, anne: Person, school: School) -> None:
    sent = absence(anne) | {"ends_on": ""}
    assert client.post(f"/people/{school.liis.pk}/substitutions/", sent).status_code == 422


def test_a_substitution_is_ended_once(client: StrictClient, anne: Person, school: School) -> None:
    row = away(school.liis, anne, school.piret)
    address = f"/people/substitutions/{row.pk}/end/"
    assert client.post(address).headers["Location"] == f"/people/{school.liis.pk}/substitutions/"
    assert client.post(address).status_code == 409


def test_only_colleagues_who_could_do_it_are_offered(client: StrictClient, anne: Person, school: School) -> None:
    for part in ("substitutions", "handover"):
        page = client.get(f"/people/{school.liis.pk}/{part}/").content.decode()
        offered = page.split("<select")[1].split("</select>")[0]
        assert "Anne Vaher" in offered
        assert "Liis Saar" not in offered
        assert "Jelena Morozova" not in offered
        assert "Rein Aru" not in offered


def everything(school: School, successor: Person, **more: str) -> dict[str, object]:
    return {"successor": str(successor.pk), "portions": [str(school.cohort.pk)], "reason": "Läheb", **more}


def test_the_counts_come_before_the_act(client: StrictClient, anne: Person, school: School) -> None:
    items = WorkItem.objects.open().filter(owner=school.liis).count()
    page = client.post(f"/people/{school.liis.pk}/handover/", everything(school, anne)).content.decode()
    assert f'<dd class="num">{items}</dd>' in page
    assert 'name="confirm"' in page
    assert WorkItem.objects.open().filter(owner=school.liis).count() == items
    assert not HistoryEntry.objects.filter(action="person.handed_over").exists()


def test_one_button_hands_everything_over(client: StrictClient, anne: Person, school: School) -> None:
    response = client.post(f"/people/{school.liis.pk}/handover/", everything(school, anne, confirm="1"))
    assert response.headers["Location"] == f"/people/{school.liis.pk}/"
    assert anne.roles.get().cohort == school.cohort
    assert not WorkItem.objects.open().filter(owner=school.liis).exists()


def test_the_leaver_goes_in_the_same_act_when_asked(client: StrictClient, anne: Person, school: School) -> None:
    client.post(f"/people/{school.liis.pk}/handover/", everything(school, anne, confirm="1", deactivates="on"))
    assert not Person.objects.get(pk=school.liis.pk).is_active


@pytest.mark.parametrize("confirm", [{}, {"confirm": "1"}])
def test_a_refusal_comes_with_the_form(confirm: dict[str, str], client: StrictClient, school: School) -> None:
    for successor in (school.liis, school.rein, new_person("Gone Guest", is_active=False)):
        response = client.post(f"/people/{school.liis.pk}/handover/", everything(school, successor, **confirm))
        assert response.status_code == 409
        assert "Läheb" in response.content.decode()
    assert school.liis.roles.exists()


def test_nothing_chosen_is_refused(client: StrictClient, anne: Person, school: School) -> None:
    sent = everything(school, anne) | {"portions": []}
    assert client.post(f"/people/{school.liis.pk}/handover/", sent).status_code == 409


def test_who_has_nothing_gets_a_sentence_instead_of_a_form(client: StrictClient, anne: Person) -> None:
    page = client.get(f"/people/{anne.pk}/handover/").content.decode()
    assert "<select" not in page


def test_a_second_press_finds_nothing_left(client: StrictClient, anne: Person, school: School) -> None:
    sent = everything(school, anne, confirm="1")
    statuses = [client.post(f"/people/{school.liis.pk}/handover/", sent).status_code for _ in range(2)]
    assert statuses == [302, 409]
    assert HistoryEntry.objects.filter(action="person.handed_over").count() == 1


def test_a_substitute_of_a_manager_opens_the_directory(anne: Person, school: School) -> None:
    away(school.piret, anne, school.piret)
    client = StrictClient()
    client.force_login(anne)
    assert client.get("/people/").status_code == 200
