"""Error pages say what happened, keep what was typed and lead on."""

import pytest

from tests.strictness import StrictClient

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.interface.urls")]
TEXT = "Küsisin kliendilt ostupäeva kohe alguses."


@pytest.mark.parametrize(
    ("address", "status"), [("/nothing/", 404), ("/test/not-allowed/", 403), ("/test/garbled/", 400)]
)
@pytest.mark.parametrize("language", ["et", "ru", "en"])
def test_every_error_page_speaks_the_reader_and_names_the_others(
    client: StrictClient, address: str, status: int, language: str
) -> None:
    response = client.get(address, {"lang": language})
    page = response.content.decode()
    assert response.status_code == status
    assert f'<html lang="{language}"' in page
    assert all(f'<p lang="{other}">' in page for other in {"et", "ru", "en"} - {language})
    assert 'href="/"' in page


def test_a_conflict_says_why_and_keeps_what_was_typed(client: StrictClient) -> None:
    response = client.post("/test/gone/", {"what_i_learned": TEXT, "version": "3", "code": "123456"})
    page = response.content.decode()
    assert response.status_code == 409
    assert "Liis Saar has already done this step." in page
    assert TEXT in page
    assert "123456" not in page
    assert 'href="/inbox/"' in page


def test_a_conflict_takes_the_whole_page_when_a_part_was_asked_for(client: StrictClient) -> None:
    response = client.post("/test/gone/", headers={"HX-Request": "true"})
    assert response["HX-Retarget"] == "body"


def test_our_own_fault_is_told_in_three_languages_without_what_caused_it(client: StrictClient) -> None:
    client.raise_request_exception = False
    page = client.get("/test/broken/").content.decode()
    assert all(word in page for word in ("Viga on meie poolel", "Ошибка на нашей стороне", "The fault is ours"))
    assert "Jelena" not in page


def test_a_busy_database_answers_503_with_the_form_ready_to_send_again(client: StrictClient) -> None:
    response = client.post("/test/busy/?lang=et", {"text": TEXT, "chips": ["1", "2"]})
    page = response.content.decode()
    assert response.status_code == 503
    assert response["Retry-After"] == "20"
    assert page.count('name="chips"') == 2
    assert f'<input type="hidden" name="text" value="{TEXT}">' in page


def test_a_missing_table_is_our_fault_and_not_a_busy_service(client: StrictClient) -> None:
    client.raise_request_exception = False
    assert client.get("/test/half-migrated/").status_code == 500


def test_a_form_without_its_token_is_refused_and_its_text_kept() -> None:
    client = StrictClient(enforce_csrf_checks=True)
    response = client.post("/test/gone/", {"text": TEXT})
    assert response.status_code == 403
    assert TEXT in response.content.decode()
