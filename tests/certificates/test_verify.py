"""Public verification: what is shown, what never is, and how strangers' asking is bounded."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from placements.certificates.models import IssuedDocument, Kind
from placements.certificates.public_ids import ALPHABET, grouped, typed_public_id
from placements.clock import now
from placements.records.models import ProviderSettings
from tests.certificates.paper import CODE, issue_row
from tests.office import Office
from tests.strictness import StrictClient

pytestmark = pytest.mark.django_db
UNKNOWN = "2345" * 4
JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture(autouse=True)
def _nobody_asked_yet() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def page_of(client: StrictClient, document: IssuedDocument, language: str = "en") -> str:
    response = client.get(f"/v/{document.public_id}/?lang={language}")
    assert response.status_code == 200
    text: str = response.content.decode()
    return text


@pytest.mark.parametrize("language", ["et", "ru", "en"])
def test_a_valid_certificate_is_shown_as_it_was_printed(office: Office, client: StrictClient, language: str) -> None:
    page = page_of(client, issue_row(office), language)
    for told in ("Merle Aas", "2026-114", "Klienditeeninduse juhi koolitusprogramm", "18.11.2026", "1-Koolitus MTÜ"):
        assert told in page
    assert "186" in page
    assert f'lang="{language}"' in page


def test_an_attestation_tells_the_hours_really_done(office: Office, client: StrictClient) -> None:
    page = page_of(client, issue_row(office, Kind.ATTESTATION)).replace("\xa0", " ")
    assert "60 / 82" in page
    assert "40 / 80" in page
    assert "100 / 186" in page


@pytest.mark.parametrize("state", ["revoked", "superseded"])
def test_a_paper_that_no_longer_holds_shows_no_name_and_no_reason(
    office: Office, client: StrictClient, state: str
) -> None:
    document = issue_row(office, state=state, state_reason="Pettus eksamil")
    page = page_of(client, document)
    answer = client.get(f"/v/{document.public_id}.json").content.decode()
    for text in (page, answer):
        assert "Merle" not in text
        assert "Pettus" not in text
        assert "2026-114" in text


def test_a_corrected_one_is_told_of_and_not_led_to(office: Office, client: StrictClient) -> None:
    document = issue_row(office, state="superseded")
    newer = issue_row(office, replaces=document)
    page = page_of(client, document)
    assert "A corrected document was issued in its place" in page
    assert newer.public_id not in page
    assert newer.public_id not in client.get(f"/v/{document.public_id}.json").content.decode()


@pytest.mark.parametrize("kind", Kind.values)
@pytest.mark.parametrize("state", IssuedDocument.State.values)
def test_neither_personal_code_nor_grades_are_anywhere(
    office: Office, client: StrictClient, kind: str, state: str
) -> None:
    document = issue_row(office, kind, state=state)
    for text in (page_of(client, document), client.get(f"/v/{document.public_id}.json").content.decode()):
        assert CODE not in text
        assert "jelena@" not in text
        assert document.learner.email not in text


# typing


def test_typed_ids_are_read_with_small_letters_spaces_dashes_and_cyrillic_look_alikes() -> None:
    assert typed_public_id("abcd efgh-jkmn–pqrs") == "ABCDEFGHJKMNPQRS"
    assert typed_public_id("АВСЕ-НКМР-ТХУ2-3456") == "ABCEHKMPTXY23456"
    assert grouped("ABCDEFGHJKMNPQRS") == "ABCD-EFGH-JKMN-PQRS"
    for bad in ("", "ABCD", "ABCDEFGHJKMNPQR0", "A" * 17, "ABCDEFGHJKMNPQR\0", "A" * 100_000):
        assert typed_public_id(bad) == ""
    assert typed_public_id(ALPHABET[:16]) == ALPHABET[:16]


def test_a_typed_pair_leads_to_the_document(office: Office, client: StrictClient) -> None:
    document = issue_row(office)
    typed = {"number": " 2026–114 ", "code": grouped(document.public_id).lower(), "lang": "ru"}
    response = client.get("/v/", typed)
    assert (response.status_code, response["Location"]) == (302, f"/v/{document.public_id}/?lang=ru")


def test_the_number_alone_shows_nothing(office: Office, client: StrictClient) -> None:
    issue_row(office)
    response = client.get("/v/", {"number": "2026-114", "lang": "en"})
    assert response.status_code == 422
    assert "By number alone we show no name" in response.content.decode()
    assert "Merle" not in response.content.decode()


def test_an_unknown_id_and_a_wrong_pair_are_answered_alike(office: Office, client: StrictClient) -> None:
    document = issue_row(office)
    pairs = [("2026-999", document.public_id), ("2026-114", UNKNOWN), ("2026-999", UNKNOWN), ("2026-114", "x")]
    answers = set()
    for number, code in pairs:
        response = client.get("/v/", {"number": number, "code": code})
        assert response.status_code == 404
        answers.add(response.content.decode().replace(f'value="{number}"', "").replace(f'value="{code}"', ""))
    assert len({without_addresses(answer) for answer in answers}) == 1


def without_addresses(page: str) -> str:
    """The links to the other languages repeat what was asked."""
    return "\n".join(line for line in page.splitlines() if "?number=" not in line)


@pytest.mark.parametrize("address", [f"/v/{UNKNOWN}/", f"/v/{UNKNOWN}.json", "/v/%D0%B4%D0%BE/", "/v/'%22<script>/"])
def test_what_is_not_there_is_a_404_with_a_way_on(client: StrictClient, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 404
    assert response["Cache-Control"] == "no-store"
    if "json" not in address:
        assert 'action="/v/"' in response.content.decode()


# for machines


def test_machines_get_the_same_by_address_and_by_accept(office: Office, client: StrictClient) -> None:
    document = issue_row(office)
    by_address = client.get(f"/v/{document.public_id}.json").json()
    by_accept = client.get(f"/v/{document.public_id}/", **JSON).json()
    del by_address["checked_at"], by_accept["checked_at"]
    assert by_address == by_accept
    assert by_address["shape"] == "praktika-verification-1"
    assert by_address["state"] == "valid"
    assert by_address["document"] == {name: told for name, told in document.public_content.items() if name != "minutes"}


def test_machines_learn_what_was_really_done_of_an_attestation_only(office: Office, client: StrictClient) -> None:
    # Older lines of the register hold the minutes of certificates as well.
    told = {}
    for kind in Kind.values:
        told[kind] = client.get(f"/v/{issue_row(office, kind).public_id}.json").json()["document"]
    assert "minutes" not in told["tunnistus"]
    assert told["tunnistus"]["planned"] == told["toend"]["planned"]
    assert told["toend"]["minutes"] == {"contact": 2700, "practicum": 1800, "independent": 0}


def test_hours_beyond_the_programme_stand_apart(office: Office, client: StrictClient) -> None:
    document = issue_row(office, Kind.ATTESTATION)
    document.public_content["minutes"] = {"contact": 3690, "practicum": 3780, "independent": 1080}
    document.save()
    page = page_of(client, document).replace("\xa0", " ")
    assert "80 / 80 ac. h +4" in page
    assert "186 / 186" in page


def test_the_example_is_a_number_of_this_school(office: Office, client: StrictClient) -> None:
    ProviderSettings.objects.filter(pk=1).update(certificate_pattern="KT/{year}/{number}")
    assert f"For example KT/{now().year}/0003" in client.get("/v/?lang=en").content.decode()


def test_machines_are_told_alike_of_what_is_not_there(client: StrictClient) -> None:
    expected = {"shape": "praktika-verification-1", "state": "not_found"}
    assert client.get(f"/v/{UNKNOWN}.json").json() == expected
    assert client.get("/v/anything/", **JSON).json() == expected


# headers


def headers_of(client: StrictClient, address: str, **more: Any) -> dict[str, str]:
    response = client.get(address, **more)
    assert not response.cookies
    return dict(response.headers)


def test_the_page_is_cached_shortly_by_what_it_depends_on_and_sets_no_cookie(
    office: Office, client: StrictClient
) -> None:
    address = f"/v/{issue_row(office).public_id}/"
    for headers in (headers_of(client, address), headers_of(client, f"{address}?lang=ru")):
        assert headers["Cache-Control"] == "public, max-age=60"
        assert {"Accept", "Accept-Language", "Cookie"} <= {each.strip() for each in headers["Vary"].split(",")}
        assert headers["X-Robots-Tag"] == "noindex"
    assert headers_of(client, address, **JSON)["Access-Control-Allow-Origin"] == "*"
    assert '<meta name="robots" content="noindex">' in client.get(address).content.decode()


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_nothing_can_be_sent_there(office: Office, client: StrictClient, method: str) -> None:
    assert getattr(client, method)(f"/v/{issue_row(office).public_id}/").status_code == 405


def test_who_asks_too_often_is_told_to_wait(office: Office, client: StrictClient, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "verify": "2/m/ip"}
    address = f"/v/{issue_row(office).public_id}/"
    assert [client.get(address).status_code for _ in range(3)] == [200, 200, 429]
    refused = client.get(address, **JSON)
    assert (refused.status_code, refused["Cache-Control"], refused["Retry-After"]) == (429, "no-store", "60")
    assert client.get(f"/v/?number=1&code={UNKNOWN}").status_code == 429


def test_a_page_costs_few_queries(office: Office, client: StrictClient) -> None:
    address = f"/v/{issue_row(office).public_id}/"
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    assert len(queries) <= 3
    with CaptureQueriesContext(connection) as queries:
        client.get(f"{address[:-1]}.json")
    assert len(queries) == 1
