"""Pages of enrolling: the form and the file, refused and kept, in three languages; who may."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from placements import clock
from placements.agreements.models import Practicum
from placements.cohorts.models import Cohort, Enrolment
from placements.people.models import Invitation, Person
from placements.records.models import HistoryEntry, UploadDraft
from tests.hostile import HOSTILE, SOUND, send
from tests.office import CODE, JELENA, Office, browser_of, curator_of_another
from tests.strictness import StrictClient
from workflows.enrolling import enrol

pytestmark = pytest.mark.django_db
NEW, IMPORT = "/cohorts/ktj-26-3/learners/new/", "/cohorts/ktj-26-3/learners/import/"
SAMPLE = "/cohorts/ktj-26-3/learners/sample.csv"
TYPED = {"name": "Jelena Morozova", "email": "jelena@example.ee", "phone": "+372 5555 0101", "language": "ru"}
FILE = "nimi;e-post\nJelena Morozova;jelena@example.ee\nToomas Roos;toomas@example.ee\n"


def upload(client: StrictClient, text: str | bytes = FILE, name: str = "grupp.csv") -> Any:
    raw = text if isinstance(text, bytes) else text.encode()
    return client.post(IMPORT, {"file": SimpleUploadedFile(name, raw)})


def counts() -> tuple[int, ...]:
    tables = (Person, Enrolment, Practicum, Invitation, HistoryEntry)
    return tuple(table._default_manager.count() for table in tables)


@pytest.mark.parametrize("language", ["et", "ru", "en"])
def test_every_page_speaks_three_languages(office: Office, language: str) -> None:
    client = browser_of(office.liis)
    preview = upload(client)["Location"] + f"&lang={language}"
    for address in (f"{NEW}?lang={language}", f"{IMPORT}?lang={language}", preview):
        response = client.get(address)
        assert (response.status_code, response["Content-Language"]) == (200, language)


@pytest.mark.parametrize("who", ["liis", "piret"])
def test_curator_and_manager_enrol_a_learner_and_read_what_comes_next(office: Office, who: str) -> None:
    client = browser_of(getattr(office, who))
    response = client.post(NEW, TYPED, follow=True)
    assert response.redirect_chain == [("/cohorts/ktj-26-3/", 302)]
    assert Practicum.objects.get().learner.email == "jelena@example.ee"
    (told,) = response.context["messages"]
    assert "Jelena Morozova" in str(told)


def test_sending_the_form_twice_enrols_once_and_leads_to_the_learner(office: Office) -> None:
    client = browser_of(office.liis)
    client.post(NEW, TYPED)
    response = client.post(NEW, TYPED)
    assert response.status_code == 409
    assert reverse("learner", args=[Practicum.objects.get().pk]) in response.content.decode()
    assert 'value="jelena@example.ee"' in response.content.decode()


def test_another_name_is_asked_about_and_confirmed_by_a_tick(office: Office) -> None:
    client, known = browser_of(office.liis), Person.objects.create(name="Jelena Petrova", email=JELENA.email)
    assert 'name="is_same_person"' not in client.get(NEW).content.decode()
    response = client.post(NEW, TYPED)
    assert response.status_code == 409
    assert "Jelena Petrova" in response.context["reasons"][0]
    assert 'name="is_same_person"' in response.content.decode()
    client.post(NEW, TYPED | {"is_same_person": "on"})
    assert Enrolment.objects.get().learner == known


def test_a_date_of_birth_that_contradicts_the_code_is_an_error_of_the_field(office: Office) -> None:
    response = browser_of(office.liis).post(NEW, TYPED | {"personal_code": CODE, "birth_date": "1990-01-02"})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["birth_date"]


@pytest.mark.parametrize("day", ["1990-11-20", "20.11.1990"])
def test_a_date_is_read_in_both_ways_of_writing(office: Office, day: str) -> None:
    browser_of(office.liis).post(NEW, TYPED | {"birth_date": day})
    assert str(Person.objects.get(email=JELENA.email).birth_date) == "1990-11-20"


@pytest.mark.parametrize("address", [NEW, IMPORT])
def test_after_the_window_the_page_says_so_before_anything_is_typed(office: Office, address: str) -> None:
    client = browser_of(office.piret)
    assert 'role="alert"' not in client.get(address).content.decode()
    Cohort.objects.update(practicum_until=clock.local_date(clock.now()) - timedelta(days=1))
    response = client.get(address)
    assert (response.status_code, 'role="alert"' in response.content.decode()) == (200, True)


@pytest.mark.parametrize("field", ["name", "email", "phone", "language", "personal_code", "birth_date"])
@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_values_enrol_nobody(office: Office, field: str, value: str) -> None:
    if (field, value) in SOUND:
        return
    before = counts()
    response = send(browser_of(office.liis), NEW, TYPED | {field: value})
    assert response.status_code in {409, 422}
    assert counts() == before


# the file


def test_a_sound_file_is_shown_before_anything_happens(office: Office) -> None:
    client, before = browser_of(office.liis), counts()
    response = upload(client)
    page = client.get(response["Location"])
    assert page.context["counts"] == {"new": 2, "known": 0, "enrolled": 0, "asked": 0}
    assert "grupp.csv" in page.content.decode()
    assert counts() == before


def confirm(client: StrictClient, address: str, **data: Any) -> Any:
    return client.post(IMPORT, {"draft": address.partition("draft=")[2], **data}, follow=True)


def test_confirming_enrols_everybody(office: Office) -> None:
    client = browser_of(office.liis)
    response = confirm(client, upload(client)["Location"])
    assert response.redirect_chain == [("/cohorts/ktj-26-3/", 302)]
    assert Enrolment.objects.count() == Invitation.objects.count() == 2


def test_the_same_file_again_says_that_nothing_is_left_to_do(office: Office) -> None:
    client = browser_of(office.liis)
    confirm(client, upload(client)["Location"])
    before, again = counts(), upload(client)["Location"]
    page = client.get(again)
    assert page.context["todo"] == 0
    assert 'name="draft"' in page.content.decode()
    confirm(client, again)
    assert counts() == before


def test_confirming_in_a_second_tab_gets_409_with_a_way_on(office: Office) -> None:
    client = browser_of(office.liis)
    address = upload(client)["Location"]
    confirm(client, address)
    response = confirm(client, address)
    assert response.status_code == 409
    assert 'href="/cohorts/ktj-26-3/"' in response.content.decode()


def test_a_name_to_confirm_keeps_the_ticks_that_were_set(office: Office) -> None:
    for number in (1, 2):
        Person.objects.create(
            name=f"Somebody {'x' * number}", email=f"{'jelena' if number == 1 else 'toomas'}@example.ee"
        )
    client = browser_of(office.liis)
    address = upload(client)["Location"]
    response = confirm(client, address, same="2")
    assert response.status_code == 409
    assert response.content.decode().count("checked") == 1
    assert not Enrolment.objects.exists()
    assert confirm(client, address, same=["2", "3"]).redirect_chain


@pytest.mark.parametrize(
    "text",
    ["nimi;e-post\n=1;x\n", "nimi;hobi\nA;B\n", "", b"\xff\xfex", "nimi;e-post\nA;a@example.ee\nA;a@example.ee\n"],
)
def test_a_bad_file_is_refused_whole(office: Office, text: str | bytes) -> None:
    before = counts()
    response = upload(browser_of(office.liis), text)
    assert response.status_code == 422
    assert 'role="alert"' in response.content.decode()
    assert counts() == before
    assert not UploadDraft.objects.exists()


def test_a_file_with_very_many_faults_names_the_first_fifty_and_counts_the_rest(office: Office) -> None:
    rows = "".join(f"Anu Kask;anu{each}\n" for each in range(60))
    context = upload(browser_of(office.liis), f"nimi;e-post\n{rows}").context
    assert (len(context["reasons"]), context["hidden_reasons"]) == (50, 10)


def test_a_file_over_ten_megabytes_is_not_even_read(office: Office) -> None:
    response = upload(browser_of(office.liis), b"x" * (10 * 1024 * 1024 + 1))
    assert response.status_code == 422
    assert "10 MB" in response.context["reasons"][0]


def test_no_file_is_an_error_of_the_field(office: Office) -> None:
    assert browser_of(office.liis).post(IMPORT, {}).status_code == 422


@pytest.mark.parametrize("value", [*HOSTILE, "0", "999999"])
def test_a_draft_that_is_not_there_enrols_nobody(office: Office, value: str) -> None:
    client = browser_of(office.liis)
    assert send(client, IMPORT, {"draft": value}).status_code == 409
    # A NUL character is refused in any address.
    expected = 400 if "\0" in value else 200
    assert client.get(IMPORT, {"draft": value.encode("utf-8", "replace").decode()}).status_code == expected


def test_another_s_draft_is_not_shown(office: Office) -> None:
    address = upload(browser_of(office.liis))["Location"]
    assert "counts" not in browser_of(office.piret).get(address).context


@pytest.mark.parametrize(
    ("language", "header"), [("et", "nimi;e-post"), ("ru", "имя;эл. почта"), ("en", "name;e-mail")]
)
def test_the_sample_can_be_uploaded_as_it_is(office: Office, language: str, header: str) -> None:
    client = browser_of(office.liis)
    response = client.get(f"{SAMPLE}?lang={language}")
    assert response.content.decode("utf-8-sig").startswith(header)
    assert "attachment" in response["Content-Disposition"]
    assert upload(client, response.content).status_code == 302


@pytest.mark.parametrize("who", ["marika", "rein", "foreign", "learner"])
@pytest.mark.parametrize("address", [NEW, IMPORT, SAMPLE])
def test_others_find_no_such_page_and_enrol_nobody(office: Office, who: str, address: str) -> None:
    if who == "foreign":
        person = curator_of_another(office.cohort)
    else:
        person = enrol(office.cohort, JELENA, office.piret).learner if who == "learner" else getattr(office, who)
    before = counts()
    assert browser_of(person).get(address).status_code == 404
    if address != SAMPLE:
        assert browser_of(person).post(address, TYPED | {"email": "x@example.ee"}).status_code == 404
    assert counts() == before
