"""Every part is on the style guide, in three languages and both themes, with nothing inline."""

from pathlib import Path

import pytest
from django.conf import settings

from tests.strictness import StrictClient, faults_of

pytestmark = pytest.mark.django_db
PARTS = Path(settings.BASE_DIR) / "templates" / "parts"
# The shells and the error pages show these.
ELSEWHERE = {"_top_phone", "_tab_bar", "_side_bar", "_messages", "_footer", "_logo", "_error_page", "_other_languages"}
# The field's part chooses it by widget.
CHOSEN = {"_hidden"}


@pytest.mark.parametrize("language", ["et", "ru", "en"])
def test_the_style_guide_opens_in_every_language(client: StrictClient, language: str) -> None:
    response = client.get("/styleguide/", {"lang": language})
    assert response.status_code == 200
    assert f'<html lang="{language}"' in response.content.decode()


def test_every_part_is_shown_on_the_style_guide(client: StrictClient) -> None:
    shown = {template.name for template in client.get("/styleguide/").templates}
    wanted = {f"parts/{path.name}" for path in PARTS.glob("*.html") if path.stem not in ELSEWHERE | CHOSEN}
    assert wanted <= shown


def test_the_theme_of_the_cookie_comes_from_the_server(client: StrictClient) -> None:
    client.cookies["praktika_theme"] = "dark"
    assert '<html lang="et" data-theme="dark">' in client.get("/styleguide/").content.decode()


def test_a_theme_that_is_none_is_ignored(client: StrictClient) -> None:
    client.cookies["praktika_theme"] = '"><script>'
    assert '<html lang="et">' in client.get("/styleguide/").content.decode()


def test_the_policy_forbids_what_is_inline(client: StrictClient) -> None:
    policy = client.get("/styleguide/")["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy


def test_the_source_page_names_the_licence(client: StrictClient) -> None:
    assert "AGPL-3.0-or-later" in client.get("/source/").content.decode()


@pytest.mark.parametrize(
    "page",
    [
        "<p style='color:red'>",
        "<p onclick='x()'>",
        "<script>x()</script>",
        "<style>p{}</style>",
        "<a href='javascript:x()'>",
        "<p id='a'><p id='a'>",
        "UNRENDERED-VARIABLE",
    ],
)
def test_the_client_of_the_tests_sees_what_must_not_be(page: str) -> None:
    assert faults_of(page, whole=False)


def test_the_client_of_the_tests_wants_a_language_and_a_title() -> None:
    assert faults_of("<!doctype html><html></html>", whole=True) == ["no language on <html>", "no <title>"]
