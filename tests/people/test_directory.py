"""The people directory: who is found by what, and that a personal code never stands in an address."""

import pytest

from placements.directory.search import found_people, parts_of
from placements.people.models import Person
from placements.people.services import ContactDetails as Contact
from placements.people.services import create_person, set_personal_code, update_contact
from tests.school import School, new_person
from tests.strictness import StrictClient

pytestmark = pytest.mark.django_db
CODE = "37605030299"
HOSTILE = ["a\u0000b", "\u202eabc", "%", "_", "'; --", "(", "[", "\\", "*", "x" * 5000, "💥", "٣٣٣٣٣٣٣٣٣٣٣", " "]


@pytest.fixture
def client(school: School) -> StrictClient:
    client = StrictClient()
    client.force_login(school.piret)
    return client


def names(query: str, kind: str = "") -> set[str]:
    return {person.name for person in found_people(query, kind)}


@pytest.mark.parametrize(
    "query",
    ["Морозова", "морозова", "МОРОЗОВА ел", "елена@", "ЕЛЕНА@Example", "+372 5555 0199", "55550199", "5555-0199"],
)
def test_a_person_is_found_by_name_address_and_phone(query: str, school: School) -> None:
    create_person(Contact("Елена Морозова", "елена@example.ee", "+372 5555 0199"), school.piret)
    assert names(query) == {"Елена Морозова"}


@pytest.mark.parametrize("query", ["põld", "PÕLD", "ri põ"])
def test_estonian_letters_are_found_in_either_case(query: str, school: School) -> None:
    new_person("Riina Põld")
    assert names(query) == {"Riina Põld"}


@pytest.mark.parametrize("query", ["a.b", "%", "_", "(", "3725555", ".*"])
def test_signs_stand_for_themselves(query: str, school: School) -> None:
    create_person(Contact("Anne Vaher", "anne@example.ee", "+372 111"), school.piret)
    assert names(query) & {"Anne Vaher"} == set()


def test_the_kinds_of_people(school: School, walk: object) -> None:
    gone = new_person("Gone Guest", is_active=False)
    assert {"Liis Saar", "Piret Kallas", "Rein Aru"} <= names("", "school")
    assert names("", "learners") == {"Jelena Morozova"}
    assert "Maarika Kuusk" in names("", "companies")
    assert names("", "inactive") == {gone.name}
    assert names("", "nonsense") == names("")


def test_rows_that_were_merged_are_left_out(school: School) -> None:
    keep = new_person("Anne Vaher")
    Person.objects.create(name="Anne Vaher", email=None, is_active=False, merged_into=keep)
    assert [person.pk for person in found_people("Anne Vaher")] == [keep.pk]


def test_a_line_says_what_the_person_does_here(school: School, walk: object) -> None:
    assert parts_of(school.liis) == [f"Kuraator, {school.cohort.code}"]
    assert len(parts_of(school.cohort.enrolments.get().learner)) == 1


def test_the_list_shows_people_with_their_contact(client: StrictClient, school: School) -> None:
    page = client.get("/people/", {"q": "saar"}).content.decode()
    assert "liis.saar@example.ee" in page
    assert f'href="/people/{school.liis.pk}/"' in page
    assert "Piret Kallas</b></a>" not in page


def test_the_search_leads_to_the_list(client: StrictClient) -> None:
    response = client.post("/people/search/", {"q": "Saar & Co", "kind": "school"})
    assert response.headers["Location"] == "/people/?q=Saar+%26+Co&kind=school"


def test_a_personal_code_leads_to_its_person(client: StrictClient, school: School) -> None:
    set_personal_code(school.liis, CODE, school.piret)
    for typed in (CODE, " 3760503 0299 "):
        assert client.post("/people/search/", {"q": typed}).headers["Location"] == f"/people/{school.liis.pk}/"


def test_an_unknown_code_is_said_so_and_never_stands_in_an_address(client: StrictClient) -> None:
    response = client.post("/people/search/", {"q": CODE})
    assert response.headers["Location"] == "/people/"
    assert CODE not in client.get("/people/").content.decode()


def test_an_auditor_searches_too(school: School) -> None:
    client = StrictClient()
    client.force_login(school.rein)
    assert client.post("/people/search/", {"q": "Liis"}).status_code == 302
    assert client.get("/people/", {"q": "Liis"}).status_code == 200


def test_others_do_not_search(school: School, walk: object) -> None:
    for person in (school.liis, school.marika, school.cohort.enrolments.get().learner):
        client = StrictClient()
        client.force_login(person)
        assert client.post("/people/search/", {"q": "Liis"}).status_code == 404


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_searches_never_break_the_page(value: str, client: StrictClient) -> None:
    # A NUL character is refused in any address.
    expected = {400} if "\0" in value else {200, 422}
    assert client.get("/people/", {"q": value, "kind": value, "page": value}).status_code in expected
    assert client.post("/people/search/", {"q": value, "kind": value}).status_code in {302, 422}


def test_a_changed_name_is_found_and_the_old_one_is_not(school: School) -> None:
    anne = new_person("Anne Vaher")
    update_contact(anne, Contact("Anne Kask", anne.email or ""), school.piret)
    assert (names("Anne Kask"), names("Vaher") & {"Anne Vaher"}) == ({"Anne Kask"}, set())
