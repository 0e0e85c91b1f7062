"""One person's pages: reading, correcting, the personal code, merging and removing by the browser."""

import pytest

from config.demo.walk import Walk
from placements.agreements.models import Agreement, Placement
from placements.people.links import grant_link
from placements.people.models import Person
from placements.people.services import ContactDetails as Contact
from placements.people.services import contact_version, set_personal_code, update_contact
from placements.records.models import HistoryEntry
from tests.school import School, away, new_person
from tests.strictness import StrictClient

pytestmark = pytest.mark.django_db
CODE = "37605030299"
HOSTILE = ["a\u0000b", "1_0", "٣", "-1", "9" * 400, "\u202e", "x" * 20_001, "9999-12-31", "0000-00-00"]
PARTS = ("", "edit/", "code/", "substitutions/", "handover/", "merge/", "remove/")


def signed_in(person: Person) -> StrictClient:
    client = StrictClient()
    client.force_login(person)
    return client


@pytest.fixture
def client(school: School) -> StrictClient:
    return signed_in(school.piret)


def fields(person: Person, **changes: str) -> dict[str, str]:
    given = {"name": person.name, "email": person.email or "", "phone": person.phone, "language": person.language}
    return {**given, "version": contact_version(person), **changes}


@pytest.mark.parametrize("language", ["et", "ru", "en"])
def test_every_page_of_every_kind_of_person_opens(
    language: str, client: StrictClient, school: School, walk: Walk
) -> None:
    away(school.liis, school.andrei, school.piret)
    gone = new_person("Gone Guest", is_active=False)
    for person in (school.liis, walk.practicum.learner, walk.mentor, gone):
        for part in PARTS:
            assert client.get(f"/people/{person.pk}/{part}", {"lang": language}).status_code == 200


def test_the_page_tells_what_the_person_does(client: StrictClient, school: School, walk: Walk) -> None:
    page = client.get(f"/people/{walk.mentor.pk}/").content.decode()
    assert walk.practicum.learner.name in page
    assert f"/learners/{walk.practicum.pk}/" in page
    assert walk.host.name in page


def test_an_auditor_reads_and_finds_no_button(school: School) -> None:
    page = signed_in(school.rein).get(f"/people/{school.liis.pk}/").content.decode()
    assert "liis.saar@example.ee" in page
    assert 'method="post"' not in page
    assert "/edit/" not in page


def test_an_auditor_s_post_is_not_there(school: School) -> None:
    client = signed_in(school.rein)
    sent = [client.post(f"/people/{school.liis.pk}/{part}", {}).status_code for part in PARTS[1:]]
    assert set(sent) == {404}


def test_a_corrected_contact_is_saved_and_recorded(client: StrictClient, school: School) -> None:
    response = client.post(f"/people/{school.liis.pk}/edit/", fields(school.liis, name="Liis Kask", phone="+372 1"))
    assert response.status_code == 302
    school.liis.refresh_from_db()
    assert (school.liis.name, school.liis.phone) == ("Liis Kask", "+372 1")
    assert HistoryEntry.objects.get(action="person.contact_changed").actor == school.piret


def test_the_page_says_what_a_new_name_and_a_new_address_do(client: StrictClient, school: School) -> None:
    page = client.get(f"/people/{school.liis.pk}/edit/").content.decode()
    assert page.count('class="hnt"') >= 2


def test_of_two_tabs_the_second_gets_both_texts_and_may_save_again(client: StrictClient, school: School) -> None:
    stale = fields(school.liis, name="Liis Teine")
    update_contact(school.liis, Contact("Liis Esimene", "liis.saar@example.ee"), school.andrei)
    response = client.post(f"/people/{school.liis.pk}/edit/", stale)
    assert response.status_code == 409
    page = response.content.decode()
    assert "Liis Teine" in page
    assert "Liis Esimene" in page
    again = fields(Person.objects.get(pk=school.liis.pk), name="Liis Teine")
    assert again["version"] in page
    assert client.post(f"/people/{school.liis.pk}/edit/", again).status_code == 302


def test_somebody_else_s_address_is_refused_and_what_was_typed_is_kept(client: StrictClient, school: School) -> None:
    sent = fields(school.liis, name="Liis Uus", email="andrei.sokolov@example.ee")
    response = client.post(f"/people/{school.liis.pk}/edit/", sent)
    assert response.status_code == 409
    assert "Liis Uus" in response.content.decode()
    assert Person.objects.get(pk=school.liis.pk).name == "Liis Saar"


def test_who_signs_in_by_an_address_keeps_one(client: StrictClient, school: School, walk: Walk) -> None:
    assert client.post(f"/people/{school.liis.pk}/edit/", fields(school.liis, email="")).status_code == 422
    assert client.post(f"/people/{walk.mentor.pk}/edit/", fields(walk.mentor, email="")).status_code == 302


def test_a_new_address_of_a_mentor_kills_the_old_link(client: StrictClient, walk: Walk) -> None:
    link = grant_link(walk.mentor, Placement.objects.get(practicum=walk.practicum))
    generation = link.generation
    sent = fields(walk.mentor, email="uus@example.ee")
    assert client.post(f"/people/{walk.mentor.pk}/edit/", sent).status_code == 302
    link.refresh_from_db()
    assert link.generation == generation + 1


def test_a_signed_agreement_keeps_the_name_it_was_signed_with(client: StrictClient, walk: Walk) -> None:
    learner = walk.practicum.learner
    client.post(f"/people/{learner.pk}/edit/", fields(learner, name="Jelena Kask"))
    agreement = Agreement.objects.get(placement__practicum=walk.practicum)
    assert agreement.terms["learner"] == "Jelena Morozova"
    assert "Jelena Morozova" in [party.name for party in agreement.parties]


def test_the_code_is_shown_once_for_a_reason_and_the_look_is_recorded(client: StrictClient, school: School) -> None:
    set_personal_code(school.liis, CODE, school.piret)
    address = f"/people/{school.liis.pk}/code/"
    assert CODE not in client.get(address).content.decode()
    response = client.post(address, {"reason": "Tunnistuse trükk"})
    assert CODE in response.content.decode()
    assert "no-store" in response.headers["Cache-Control"]
    assert HistoryEntry.objects.get(action="person.code_revealed").reason == "Tunnistuse trükk"
    assert CODE not in client.get(address).content.decode()


def test_without_a_reason_the_code_stays_masked(client: StrictClient, school: School) -> None:
    set_personal_code(school.liis, CODE, school.piret)
    response = client.post(f"/people/{school.liis.pk}/code/", {"reason": " "})
    assert response.status_code == 409
    assert CODE not in response.content.decode()


def test_a_code_is_stored_and_a_false_one_refused(client: StrictClient, school: School) -> None:
    address = f"/people/{school.liis.pk}/code/"
    assert client.post(address, {"code": "36805280108"}).status_code == 409
    assert client.post(address, {"code": CODE}).status_code == 302
    assert Person.objects.get(pk=school.liis.pk).personal_code == CODE


def test_the_duplicate_is_offered_compared_and_merged(client: StrictClient, school: School) -> None:
    keep = new_person("Anne Vaher")
    twin = Person.objects.create(name="Anne Vaher", email="anne.v@example.ee", phone="+372 5")
    address = f"/people/{keep.pk}/merge/"
    assert f"?duplicate={twin.pk}" in client.get(address).content.decode()
    assert "anne.v@example.ee" in client.get(address, {"duplicate": twin.pk}).content.decode()
    assert client.post(address, {"duplicate": twin.pk, "reason": "Sama inimene"}).status_code == 302
    twin.refresh_from_db()
    assert twin.merged_into == keep


def test_the_search_for_a_duplicate_keeps_a_personal_code_out_of_the_address(
    client: StrictClient, school: School
) -> None:
    set_personal_code(school.andrei, CODE, school.piret)
    address = f"/people/{school.liis.pk}/merge/"
    assert client.post(address, {"q": CODE}).headers["Location"] == f"{address}?duplicate={school.andrei.pk}"
    assert client.post(address, {"q": "39901012239"}).headers["Location"] == address
    assert client.post(address, {"q": "Andrei"}).headers["Location"] == f"{address}?q=Andrei"
    assert client.post(address, {"q": "a\u0000b"}).status_code == 422
    assert f"?duplicate={school.andrei.pk}" in client.get(address, {"q": "Andrei"}).content.decode()


def test_a_merged_row_s_page_leads_to_the_kept_one_and_changes_nothing(client: StrictClient, school: School) -> None:
    keep = new_person("Anne Vaher")
    twin = Person.objects.create(name="Anne Vaher", email=None, is_active=False, merged_into=keep)
    page = client.get(f"/people/{twin.pk}/").content.decode()
    assert f'href="/people/{keep.pk}/"' in page
    assert "/edit/" not in page
    assert client.post(f"/people/{twin.pk}/edit/", fields(twin, email="x@example.ee")).status_code in {409, 422}
    twin.refresh_from_db()
    assert twin.email is None


def test_what_forbids_a_merge_is_said_before_and_after(client: StrictClient, school: School, walk: Walk) -> None:
    address, mentor = f"/people/{walk.practicum.learner.pk}/merge/", walk.mentor
    assert "btn-p" not in client.get(address, {"duplicate": mentor.pk}).content.decode().split("<main")[1]
    assert client.post(address, {"duplicate": mentor.pk, "reason": "Proov"}).status_code == 409
    assert Person.objects.get(pk=mentor.pk).merged_into is None


@pytest.mark.parametrize("number", ["", "0", "x", "-1", "9" * 30, "٣", "1_0"])
def test_a_duplicate_that_is_nobody_is_asked_for_again(number: str, client: StrictClient, school: School) -> None:
    address = f"/people/{school.liis.pk}/merge/"
    assert client.get(address, {"duplicate": number}).status_code == 200
    assert client.post(address, {"duplicate": number, "reason": "Sama"}).status_code == 422


def test_open_work_leads_to_the_hand_over(client: StrictClient, school: School) -> None:
    address = f"/people/{school.liis.pk}/remove/"
    response = client.post(address, {"act": "deactivate", "reason": ""})
    assert response.status_code == 409
    assert f'href="/people/{school.liis.pk}/handover/"' in response.content.decode()
    assert Person.objects.get(pk=school.liis.pk).is_active


def test_a_person_with_history_has_no_button_to_delete(client: StrictClient, school: School) -> None:
    mistake = Person.objects.create(name="Vale Inimene", email="vale@example.ee")
    assert 'value="delete"' not in client.get(f"/people/{school.liis.pk}/remove/").content.decode()
    assert 'value="delete"' in client.get(f"/people/{mistake.pk}/remove/").content.decode()
    assert client.post(f"/people/{school.liis.pk}/remove/", {"act": "delete"}).status_code == 409
    assert client.post(f"/people/{mistake.pk}/remove/", {"act": "delete"}).headers["Location"] == "/people/"


@pytest.mark.parametrize("act", ["deactivate", "activate", "anonymise"])
def test_each_removal_leads_back_to_the_person(act: str, client: StrictClient, school: School) -> None:
    person = new_person("Anne Vaher", is_active=act != "activate")
    response = client.post(f"/people/{person.pk}/remove/", {"act": act, "reason": "Palus ise"})
    assert response.headers["Location"] == f"/people/{person.pk}/"
    assert client.get(f"/people/{person.pk}/").status_code == 200


def test_an_act_that_is_none_is_asked_again(client: StrictClient, school: School) -> None:
    assert client.post(f"/people/{school.liis.pk}/remove/", {"act": "explode"}).status_code == 422


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_values_break_nothing(value: str, client: StrictClient, school: School) -> None:
    names = (
        "name", "email", "phone", "language", "version", "reason", "code", "substitute", "starts_on", "ends_on",
        "successor", "portions", "act",
    )  # fmt: skip
    before = list(Person.objects.order_by("pk").values_list("pk", "name", "is_active"))
    for part in PARTS[1:]:
        status = client.post(f"/people/{school.liis.pk}/{part}", dict.fromkeys(names, value)).status_code
        assert status in {200, 409, 422}, part
    assert list(Person.objects.order_by("pk").values_list("pk", "name", "is_active")) == before


def test_nobody_s_number_is_not_there(client: StrictClient) -> None:
    for number in ("0", "999999", "9" * 30):
        assert {client.get(f"/people/{number}/{part}").status_code for part in PARTS} == {404}


def test_a_name_changed_by_the_browser_reaches_the_learner_s_page(client: StrictClient, school: School) -> None:
    client.post(f"/people/{school.liis.pk}/edit/", fields(school.liis, name="Liis Kask"))
    learner = school.cohort.enrolments.get().learner
    assert "Liis Kask" in signed_in(learner).get("/questions/").content.decode()
