"""The language comes from the address, the cookie, the person, the browser, in this order; else it is Estonian."""

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from placements.people.models import Person
from tests.strictness import StrictClient

pytestmark = pytest.mark.django_db
PAGE = "/styleguide/"
COOKIE = settings.LANGUAGE_COOKIE_NAME


def language_of(client: StrictClient, query: str = "", accept: str = "") -> str:
    return str(client.get(PAGE + query, headers={"Accept-Language": accept})["Content-Language"])


def test_without_any_sign_the_page_is_estonian(client: StrictClient) -> None:
    assert language_of(client) == "et"


@pytest.mark.parametrize(("accept", "language"), [("ru-RU,ru;q=0.9", "ru"), ("fi,en-GB;q=0.8", "en"), ("fi,sv", "et")])
def test_the_browser_is_heard_among_the_known_languages(client: StrictClient, accept: str, language: str) -> None:
    assert language_of(client, accept=accept) == language


def test_the_person_comes_before_the_browser(client: StrictClient) -> None:
    client.force_login(Person.objects.create(name="Jelena Morozova", email="jelena@example.ee", language="ru"))
    assert language_of(client, accept="en") == "ru"


def test_the_cookie_comes_before_the_person(client: StrictClient) -> None:
    client.force_login(Person.objects.create(name="Jelena Morozova", email="jelena@example.ee", language="ru"))
    client.cookies[COOKIE] = "en"
    assert language_of(client) == "en"


def test_the_address_comes_first_and_is_remembered(client: StrictClient) -> None:
    client.cookies[COOKIE] = "en"
    assert language_of(client, "?lang=ru") == "ru"
    assert client.cookies[COOKIE].value == "ru"
    assert language_of(client) == "ru"


def test_an_unknown_language_is_ignored_and_not_remembered(client: StrictClient) -> None:
    assert language_of(client, "?lang=xx") == "et"
    assert COOKIE not in client.cookies


def test_switching_writes_nothing_to_the_database(client: StrictClient) -> None:
    with CaptureQueriesContext(connection) as queries:
        client.get(PAGE, {"lang": "ru"})
    assert all(query["sql"].startswith("SELECT") for query in queries)


def test_the_switch_keeps_the_page_and_its_query(client: StrictClient) -> None:
    page = client.get(PAGE, {"state": "waiting", "lang": "et"}).content.decode()
    assert 'href="?state=waiting&amp;lang=ru" lang="ru" hreflang="ru"' in page


def test_caches_keep_the_languages_apart(client: StrictClient) -> None:
    assert {"Accept-Language", "Cookie"} <= set(client.get(PAGE)["Vary"].replace(" ", "").split(","))
