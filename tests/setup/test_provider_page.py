"""The page of the school's settings: what it shows, two tabs, hostile values."""

from typing import Any

import pytest

from placements.people.models import Person
from placements.records.models import HistoryEntry
from placements.records.selectors import provider_settings
from tests.pages.test_hostile import HOSTILE
from tests.setup.conftest import client_of
from tests.strictness import StrictClient

pytestmark = pytest.mark.django_db
PAGE = "/setup/provider/"


def opened(client: StrictClient) -> dict[str, Any]:
    """What the form of the open page would post."""
    form = client.get(PAGE).context["form"]
    data = {name: form[name].value() for name in form.fields}
    data |= {form[name].html_initial_name: form[name].value() for name in form.fields if name != "version"}
    return {name: "" if value is None else value for name, value in data.items()}


def test_what_is_typed_is_saved_and_leads_on(desk: StrictClient, piret: Person) -> None:
    changes = {"name": " Uus  Koolitus ", "registry_code": "7000 3158", "signatory": piret.pk, "web_page": "kool.ee"}
    response = desk.post(PAGE, opened(desk) | changes)
    provider = provider_settings()
    assert response["Location"] == "/setup/"
    assert (provider.registry_code, provider.signatory, provider.web_page) == ("70003158", piret, "https://kool.ee")


def test_a_false_check_digit_is_named_at_its_field_and_all_is_kept(desk: StrictClient) -> None:
    response = desk.post(PAGE, opened(desk) | {"registry_code": "12345679", "name": "Uus Koolitus OÜ"})
    assert response.status_code == 422
    assert "12345679" in str(response.context["form"].errors["registry_code"])
    assert "Uus Koolitus OÜ" in response.content.decode()
    assert provider_settings().name == ""


@pytest.mark.parametrize(("code", "warns"), [("70003158", False), ("80410485", False), ("20000002", True)])
def test_an_unusual_first_digit_is_a_warning_only(desk: StrictClient, code: str, warns: bool) -> None:
    page = desk.post(PAGE, opened(desk) | {"registry_code": code}, follow=True)
    assert provider_settings().registry_code == code
    assert any(message.level_tag == "warning" for message in page.context["messages"]) == warns


def test_a_broken_rule_is_said_and_what_was_typed_is_kept(desk: StrictClient) -> None:
    changes = {"attestation_pattern": "T-{year}-{number}", "place_of_issue": "Tartu"}
    response = desk.post(PAGE, opened(desk) | changes)
    assert response.status_code == 409
    assert len(response.context["reasons"]) == 1
    assert 'value="Tartu"' in response.content.decode()
    assert provider_settings().version == 0


@pytest.fixture
def two_tabs(desk: StrictClient, maret: Person) -> Any:
    """The manager's page was open when a colleague changed name and phone; then she saves name and place."""
    before = opened(desk)
    other = client_of(maret)
    other.post(PAGE, opened(other) | {"name": "Marga Kool", "phone": "+372 5555 0100"})
    return desk.post(PAGE, before | {"name": "Pireti Kool", "place_of_issue": "Tartu"})


def test_the_second_tab_is_told_who_changed_what(two_tabs: Any) -> None:
    page = two_tabs.content.decode()
    assert two_tabs.status_code == 409
    assert "Maret Ots" in page
    assert [row[1:] for row in two_tabs.context["differences"]] == [("Pireti Kool", "Marga Kool"), ("Tartu", "–")]
    assert provider_settings().name == "Marga Kool"


def test_saved_again_each_keeps_what_he_changed(two_tabs: Any, desk: StrictClient) -> None:
    form = two_tabs.context["form"]
    assert desk.post(PAGE, form.data).status_code == 302
    provider = provider_settings()
    assert (provider.name, provider.place_of_issue, provider.phone) == ("Pireti Kool", "Tartu", "+372 5555 0100")


def test_an_auditor_reads_the_settings_and_has_no_button(rein: Person) -> None:
    page = client_of(rein).get(PAGE).content.decode()
    assert "<fieldset disabled>" in page
    assert "btn-p" not in page


def test_hostile_values_never_break_the_page(desk: StrictClient) -> None:
    data = opened(desk)
    for place, value in enumerate(HOSTILE):
        # Every field meets a third of the values.
        for name in list(data)[place % 3 :: 3]:
            assert desk.post(PAGE, data | {name: value}).status_code in {302, 409, 422}, (name, value)
        data = opened(desk)
    assert HistoryEntry.objects.exclude(action="provider.changed").count() == 0


def test_an_empty_post_is_answered(desk: StrictClient) -> None:
    assert desk.post(PAGE, {}).status_code == 422


def test_only_people_of_the_desk_may_be_chosen_as_signatory(desk: StrictClient, rein: Person) -> None:
    response = desk.post(PAGE, opened(desk) | {"signatory": rein.pk})
    assert "signatory" in response.context["form"].errors
