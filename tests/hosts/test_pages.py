"""The companies' pages: list, company, forms; refusals keep what was typed, lists cost the same at any length."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from placements.hosts import services
from placements.hosts.models import Host, HostPaper, Place
from placements.hosts.services import HostDetails, PaperDetails, PlaceDetails
from placements.people.identifiers import REGISTRY_WEIGHTS, _check_digit
from placements.records.models import HistoryEntry
from tests.hosts.conftest import School
from tests.pages.test_hostile import HOSTILE
from tests.strictness import StrictClient

LANGUAGES = ["et", "ru", "en"]
COMPANY = {"name": "Uus Pood OÜ", "registry_code": "80410485", "capacity": "3", "version": "0"}
PLACE = {"title": "Müüja", "capacity": "1", "remote_percent": "0", "version": "0"}
CONTACT = {"name": "Mari Mets", "parts": ["mentor"], "email": "m@example.ee", "language": "et", "version": "0"}


def code(number: int) -> str:
    digits = f"1{number:06d}"
    return f"{digits}{_check_digit(digits, REGISTRY_WEIGHTS)}"


def add_companies(school: School, count: int) -> None:
    for number in range(count):
        host = services.add_host(HostDetails(f"Ettevõte {number:02d}", code(number)), school.liis)
        services.add_place(host, school.liis, PlaceDetails("Müüja"))


def address(school: School, name: str, *rows: int) -> str:
    return reverse(name, args=[school.host.pk, *rows])


def every_address(school: School) -> list[str]:
    paper = services.add_paper(school.host, school.liis, PaperDetails("insurance", school.today))
    alone = ("host-company", "host-edit", "place-new", "contact-new", "paper-new")
    rows = {"place-edit": school.place, "contact-edit": school.contact("Helve Tamm"), "paper-edit": paper}
    pages = [address(school, name) for name in alone]
    pages += [address(school, name, row.pk) for name, row in rows.items()]
    return ["/hosts/", "/hosts/new/", *pages]


def cost(client: StrictClient, page: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(page).status_code == 200
    return len(queries)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_speaks_three_languages_within_the_budget(school: School, language: str) -> None:
    client = school.client()
    for page in every_address(school):
        assert cost(client, f"{page}?lang={language}") <= 25, page


def test_the_list_costs_the_same_at_one_and_at_twenty_companies(school: School) -> None:
    client = school.client()
    one = (cost(client, "/hosts/"), cost(client, "/hosts/"))[1]
    add_companies(school, 20)
    assert cost(client, "/hosts/") == one


def test_a_company_costs_the_same_at_one_and_at_more_places_people_and_practicums(school: School) -> None:
    client, page = school.client(), address(school, "host-company")
    school.walk().ask().review("approve")
    one = (cost(client, page), cost(client, page))[1]
    Host.objects.update(capacity=30)
    for number in range(3):
        services.add_place(school.host, school.liis, PlaceDetails(f"Koht {number}"))
        services.add_paper(school.host, school.liis, PaperDetails("other"))
    school.walk().ask().review("approve")
    assert cost(client, page) == one


@pytest.mark.parametrize(
    ("query", "found"),
    [("q=kodukandi", True), ("q=1234", True), ("q=ettevõte 03", False), ("listed=no", True), ("listed=yes", False)],
)
def test_the_list_is_searched_by_name_and_code_and_by_being_listed(school: School, query: str, found: bool) -> None:
    Host.objects.update(is_listed=False)
    page = school.client().get(f"/hosts/?{query}").content.decode()
    assert (school.host.name in page) is found


@pytest.mark.parametrize("words", ["северная", "СЕВЕРНАЯ", "Северная", "звезда"])
def test_a_company_is_found_in_any_capitals_of_any_alphabet(school: School, words: str) -> None:
    Host.objects.update(name="Северная звезда OÜ")
    assert "Северная звезда OÜ" in school.client().get("/hosts/", {"q": words}).content.decode()


def test_the_list_has_pages_that_keep_the_search(school: School) -> None:
    add_companies(school, 51)
    page = school.client().get("/hosts/?q=Ettev&listed=no").content.decode()
    assert "page=2&amp;q=Ettev&amp;listed=no" in page
    assert "Ettevõte 50" in school.client().get("/hosts/?page=2&q=Ettev&listed=no").content.decode()
    assert school.client().get("/hosts/?page=x").status_code == 200


def test_the_company_s_page_says_what_is_missing_and_then_that_nothing_is(school: School) -> None:
    host = services.add_host(HostDetails("Uus OÜ", "80410485"), school.liis)
    client = school.client()
    page = client.get(f"/hosts/{host.pk}/?lang=en").content.decode()
    missing = ("No mentor is named.", "Nobody is named who signs", "No place is offered.", "do not see this company")
    assert [words for words in missing if words not in page] == []
    Host.objects.filter(pk=school.host.pk).update(is_listed=True)
    page = client.get(f"/hosts/{school.host.pk}/?lang=en").content.decode()
    assert "Learners can ask for the places here." in page
    assert [words for words in missing if words in page] == []


def test_what_the_company_lacks_is_chosen_already_on_the_page_it_leads_to(school: School) -> None:
    school.host.contacts.update(is_mentor=True, is_signatory=False)
    client = school.client()
    assert (
        f"{address(school, 'contact-new')}?part=signatory"
        in client.get(address(school, "host-company")).content.decode()
    )
    page = client.get(f"{address(school, 'contact-new')}?part=signatory").content.decode()
    assert re.search(r'value="signatory"[^>]* checked', page)
    assert not re.search(r'value="mentor"[^>]* checked', page)


def test_a_new_company_is_on_the_list_unless_somebody_says_otherwise(school: School) -> None:
    assert re.search(r'name="is_listed"[^>]* checked', school.client().get("/hosts/new/").content.decode())


def test_an_expired_paper_is_said_on_the_company_s_page(school: School) -> None:
    HostPaper.objects.update(valid_until="2020-01-31")
    page = school.client().get(f"{address(school, 'host-company')}?lang=en").content.decode()
    assert "Expired 31.01.2020: framework contract" in page


def test_a_mentor_without_e_mail_is_labelled(school: School) -> None:
    data = CONTACT | {"email": "", "phone": "+372 5"}
    assert school.client().post(address(school, "contact-new"), data).status_code == 302
    page = school.client().get(f"{address(school, 'host-company')}?lang=en").content.decode()
    assert "no e-mail: by phone or on paper" in page


def test_an_auditor_reads_and_finds_no_button(school: School) -> None:
    page = school.client("auditor").get(address(school, "host-company")).content.decode()
    assert "Kristjan Tamm" in page
    assert f"/hosts/{school.host.pk}/edit/" not in page
    assert 'name="do"' not in page


def test_another_cohort_s_learners_are_counted_and_not_named(school: School) -> None:
    school.walk().ask().review("approve")
    role = school.liis.roles.get()
    other = role.cohort
    other.pk, other.code = None, "other"
    other.save()
    role.cohort = other
    role.save()
    page = school.client().get(address(school, "host-company")).content.decode()
    assert "Jelena Morozova" not in page
    assert ">1 / 3<" in page


def test_a_new_company_leads_to_its_page_and_warns_of_an_unusual_code(school: School) -> None:
    response = school.client().post("/hosts/new/?lang=en", COMPANY | {"registry_code": "20000002"}, follow=True)
    assert response.redirect_chain[-1][0] == reverse("host-company", args=[Host.objects.latest("pk").pk])
    assert "Registry code 20000002 starts with an unusual digit" in response.content.decode()


def test_a_known_code_shows_the_way_to_the_known_company_and_keeps_what_was_typed(school: School) -> None:
    response = school.client().post("/hosts/new/", COMPANY | {"registry_code": school.host.registry_code})
    assert response.status_code == 409
    assert f'href="{address(school, "host-company")}"' in response.content.decode()
    assert "Uus Pood OÜ" in response.content.decode()


def test_a_second_window_is_told_what_stands_there_now_and_may_then_save(school: School) -> None:
    client, page = school.client(), address(school, "host-edit")
    data = COMPANY | {"registry_code": school.host.registry_code, "phone": "111"}
    assert client.post(page, data).status_code == 302
    response = client.post(f"{page}?lang=en", data | {"phone": "222", "name": "Kolmas OÜ"})
    text = response.content.decode()
    assert response.status_code == 409
    assert 'value="222"' in text
    assert "<dd>111" in text
    assert "<dd>Uus Pood OÜ" in text
    assert 'name="version" value="1"' in text
    assert client.post(page, data | {"phone": "222", "version": "1"}).status_code == 302


def test_a_place_is_stopped_and_offered_again_by_a_button(school: School) -> None:
    client, page = school.client(), address(school, "place-edit", school.place.pk)
    for value, offered in (("stop", False), ("again", True)):
        assert client.post(page, {"do": value}).status_code == 302
        assert Place.objects.get(pk=school.place.pk).is_offered is offered


def test_a_busy_mentor_is_not_removed_and_the_page_says_why(school: School) -> None:
    school.walk().ask().review("approve")
    contact = school.contact("Kristjan Tamm")
    response = school.client().post(f"{address(school, 'contact-edit', contact.pk)}?lang=en", {"do": "remove"})
    assert response.status_code == 409
    assert "takes part in 1 running placement here (Kristjan Tamm)" in response.content.decode()
    assert school.contact("Kristjan Tamm")


def test_a_row_of_another_company_is_not_there(school: School) -> None:
    other = services.add_host(HostDetails("Uus OÜ", "80410485"), school.liis)
    client = school.client()
    pages = (f"places/{school.place.pk}/", f"contacts/{school.contact('Helve Tamm').pk}/", "edit/x/", f"{'9' * 30}/")
    assert [client.get(f"/hosts/{other.pk}/{page}").status_code for page in pages] == [404] * 4
    assert client.post(f"/hosts/{other.pk}/places/{school.place.pk}/", {"do": "stop"}).status_code == 404


@pytest.mark.parametrize("kind", ["auditor", "trainer"])
def test_who_may_not_change_companies_changes_nothing(school: School, kind: str) -> None:
    client = school.client(kind)
    for page, data in (("/hosts/new/", COMPANY), (address(school, "place-new"), PLACE)):
        assert client.post(page, data).status_code == 404
    assert client.post(address(school, "place-edit", school.place.pk), {"do": "stop"}).status_code == 404
    assert (Host.objects.count(), Place.objects.filter(is_offered=True).count()) == (1, 1)


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_values_never_break_a_form(school: School, value: str) -> None:
    client, before = school.client(), HistoryEntry.objects.count()
    forms = {"host-edit": COMPANY, "place-new": PLACE, "contact-new": CONTACT, "paper-new": {"kind": "other"}}
    for name, data in forms.items():
        response = client.post(address(school, name), dict.fromkeys([*data, "valid_until", "phone"], value))
        assert response.status_code in {409, 422}, name
    assert HistoryEntry.objects.count() == before
