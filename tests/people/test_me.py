"""One's own page."""

import pytest

from placements.people.models import Person
from placements.people.services import set_personal_code
from tests.strictness import StrictClient

pytestmark = pytest.mark.django_db


def test_the_own_page_asks_to_sign_in(client: StrictClient) -> None:
    assert client.get("/me/")["Location"] == "/sign-in/?next=/me/"


@pytest.mark.parametrize("language", ["et", "ru", "en"])
def test_the_own_page_shows_the_code_masked_only(
    client: StrictClient, jelena: Person, liis: Person, language: str
) -> None:
    set_personal_code(jelena, "37605030299", liis)
    client.force_login(jelena)
    page = client.get("/me/", {"lang": language}).content.decode()
    assert "3xxxxxx0299" in page
    assert "37605030299" not in page


def test_the_chosen_language_stays_with_the_person(client: StrictClient, jelena: Person) -> None:
    client.force_login(jelena)
    assert client.post("/me/", {"language": "en"})["Location"] == "/me/"
    jelena.refresh_from_db()
    assert jelena.language == "en"
    assert '<html lang="en"' in client.get("/me/").content.decode()


def test_a_language_nobody_speaks_here_is_refused(client: StrictClient, jelena: Person) -> None:
    client.force_login(jelena)
    client.post("/me/", {"language": "fi"})
    jelena.refresh_from_db()
    assert jelena.language == "ru"
