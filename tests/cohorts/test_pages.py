"""Pages of cohorts: opening, changing, people; who may, in three languages, refused and kept."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from placements.cohorts.models import Cohort, Role
from placements.programmes.models import OccupationVersion, PolicyVersion, ProgrammeVersion
from tests.hostile import HOSTILE, SOUND, send
from tests.office import JELENA, Office, browser_of
from workflows.enrolling import enrol

pytestmark = pytest.mark.django_db
EDIT, PEOPLE = "/cohorts/ktj-26-3/edit/", "/cohorts/ktj-26-3/people/"
NEW_PERSON = {"kind": "trainer", "scope": "cohort", "name": "Kai Kask", "email": "kai@example.ee", "language": "ru"}


def typed(cohort: Cohort, **changed: Any) -> dict[str, str]:
    """The form of this cohort as a browser sends it."""
    names = ("programme_version_id", "policy_version_id", "occupation_version_id", "language", "code", "version")
    dates = ("starts_on", "ends_on", "practicum_from", "practicum_until", "decision_on")
    values = {name.removesuffix("_id"): getattr(cohort, name) for name in (*names, *dates)}
    return {name: "" if value is None else str(value) for name, value in (values | changed).items()}


# a cohort


@pytest.mark.parametrize("language", ["et", "ru", "en"])
@pytest.mark.parametrize("address", ["/cohorts/", "/cohorts/new/", EDIT, PEOPLE, "/cohorts/ktj-26-3/"])
def test_every_page_speaks_three_languages(office: Office, address: str, language: str) -> None:
    response = browser_of(office.piret).get(f"{address}?lang={language}")
    assert (response.status_code, response["Content-Language"]) == (200, language)


def test_the_newest_versions_are_chosen_already_and_named_with_titles(office: Office) -> None:
    version = office.cohort.programme_version
    newest = ProgrammeVersion.objects.create(
        programme=version.programme, number=2, digest="x", content=version.content, loaded_at=timezone.now()
    )
    page = browser_of(office.piret).get("/cohorts/new/")
    initial = page.context["form"].initial
    assert initial["programme_version"] == newest.pk
    assert (initial["policy_version"], initial["occupation_version"]) == (
        PolicyVersion.objects.get().pk,
        OccupationVersion.objects.get().pk,
    )
    assert str(version.content["programme"]["title"]["et"]) in page.content.decode()


def test_a_cohort_is_opened_and_its_people_come_next(office: Office) -> None:
    response = browser_of(office.piret).post("/cohorts/new/", typed(office.cohort, code="ktj-26-4"))
    assert response["Location"] == "/cohorts/ktj-26-4/people/"
    assert Cohort.objects.get(code="ktj-26-4").ends_on == office.cohort.ends_on


def test_a_refused_cohort_keeps_all_that_was_typed(office: Office) -> None:
    data = typed(office.cohort, practicum_from=office.cohort.starts_on - timedelta(days=1))
    response = browser_of(office.piret).post("/cohorts/new/", data)
    assert response.status_code == 409
    assert len(response.context["reasons"]) == 1
    assert f'value="{data["practicum_from"]}"' in response.content.decode()


def test_a_code_with_spaces_is_refused_in_the_school_s_own_words(office: Office) -> None:
    answer = browser_of(office.piret).post("/cohorts/new/", typed(office.cohort, code="ktj 27 1"))
    assert "ilma tühikuteta" in answer.content.decode()
    assert Cohort.objects.count() == 1


def test_a_change_leads_back_to_the_cohort(office: Office) -> None:
    response = browser_of(office.piret).post(EDIT, typed(office.cohort, language="ru"))
    assert response["Location"] == "/cohorts/ktj-26-3/"
    assert Cohort.objects.get(pk=office.cohort.pk).language == "ru"


def test_of_two_tabs_the_second_gets_409_and_keeps_what_was_typed(office: Office) -> None:
    client, first = browser_of(office.piret), typed(office.cohort, language="ru")
    until = office.cohort.decision_on + timedelta(days=5)  # type: ignore[operator]
    client.post(EDIT, first)
    response = client.post(EDIT, typed(office.cohort, decision_on=until))
    assert response.status_code == 409
    assert f'value="{until}"' in response.content.decode()
    assert Cohort.objects.get(pk=office.cohort.pk).decision_on == office.cohort.decision_on


def test_versions_of_enrolled_learners_are_refused_with_the_reason(office: Office) -> None:
    enrol(office.cohort, JELENA, office.piret)
    response = browser_of(office.piret).post(EDIT, typed(office.cohort, policy_version=""))
    assert response.status_code == 409
    assert "1" in response.context["reasons"][0]


def test_without_a_programme_the_page_says_what_comes_first(office: Office) -> None:
    for table in (Role.objects.exclude(cohort=None), Cohort.objects, PolicyVersion.objects, ProgrammeVersion.objects):
        table.all().delete()
    client = browser_of(office.piret)
    assert client.get("/cohorts/").context["has_programme"] is False
    assert client.get("/cohorts/new/").status_code == 200
    assert client.post("/cohorts/new/", {}).status_code == 422


@pytest.mark.parametrize("field", ["code", "programme_version", "policy_version", "version", "starts_on", "language"])
@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_values_of_a_cohort_change_nothing(office: Office, field: str, value: str) -> None:
    before = list(Cohort.objects.values())
    if (field, value) in SOUND:
        return
    response = send(browser_of(office.piret), EDIT, typed(office.cohort) | {field: value})
    assert response.status_code in {409, 422}
    assert list(Cohort.objects.values()) == before
