"""The pages of the rules: who comes in, what is refused, in three languages."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from placements.cohorts.models import Cohort, Role
from placements.programmes.models import PolicyVersion
from tests.office import Office, another_cohort, browser_of
from tests.outbox import deliver_all
from tests.setup.rules_typed import FREE, PAGE, REVIEW, WHY, latest, save, typed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_version_remembered")]


@pytest.mark.parametrize("address", ["/rules/", PAGE, "/rules/versions/KTJ-186/"])
def test_pages_cost_the_same_for_one_and_for_many_groups(office: Office, address: str) -> None:
    client, costs = browser_of(office.piret), []
    for number in range(3):
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        costs.append(len(queries))
        save(client, [another_cohort(office.cohort, f"other-{number}"), office.cohort], **{FREE: str(number)})
    assert costs[1] == costs[2] <= 25


# who, and what is typed


def test_a_reason_stands_in_the_quotes_of_the_language(office: Office) -> None:
    client = browser_of(office.piret)
    save(client, [office.cohort], **{FREE: "5"})
    for language, first, last in (("et", "„", "“"), ("en", "“", "”")):
        shown = client.get(f"/rules/versions/KTJ-186/?lang={language}").content.decode()
        assert re.search(f"Piret Kallas: {first}[^<]+{last}</p>", shown), language


def test_managers_change_auditors_read_and_nobody_else_comes_in(office: Office) -> None:
    sent = typed([office.cohort], **{FREE: "5"})
    auditor = browser_of(office.rein)
    assert "<fieldset disabled" in auditor.get(PAGE).content.decode()
    assert auditor.post(PAGE, sent).status_code == 404
    for address in ("/rules/", PAGE, "/rules/versions/KTJ-186/"):
        assert browser_of(office.liis).get(address).status_code == 404
        assert auditor.get(address).status_code == 200
    assert browser_of(office.piret).get("/rules/unknown/").status_code == 404


def test_a_manager_of_one_group_does_not_change_the_rules_of_all(office: Office) -> None:
    Role.objects.create(person=office.liis, kind="manager", cohort=office.cohort)
    assert browser_of(office.liis).get(PAGE).status_code == 200
    assert browser_of(office.liis).post(PAGE, typed([office.cohort], **{FREE: "5"})).status_code == 404


BAD = [
    {FREE: "20"}, {FREE: "-1"}, {FREE: "x"}, {FREE: ""}, {FREE: "1" * 50}, {"hours__daily_cap_minutes": "7,333"},
    {"hours__daily_cap_minutes": "0"}, {"hours__weekly_cap_minutes": "4"}, {"decision__exam_counts": "worst"},
    {"decision__independent_work": "0"}, {"decision__independent_work": "101"}, {"reason": ""}, {"reason": " \n"},
    {"cohorts": ["999"]}, {"cohorts": ["x"]}, {"valid_from": "31.02.2027"}, {"valid_from": ""},
    {"confirmation__reminder_working_days__1": "1"}, {"reason": "x" * 2001},
]  # fmt: skip


@pytest.mark.parametrize("changed", BAD)
def test_what_cannot_be_is_named_and_all_that_was_typed_is_kept(office: Office, changed: dict[str, Any]) -> None:
    sent = typed([office.cohort], **{REVIEW: "9", **changed})
    response = browser_of(office.piret).post(PAGE, sent)
    assert response.status_code == 422
    assert f'name="{REVIEW}" value="9"' in response.content.decode()
    assert PolicyVersion.objects.count() == 1


def test_half_hours_are_typed_with_a_comma(office: Office) -> None:
    assert save(browser_of(office.piret), [office.cohort], hours__daily_cap_minutes="7,5").status_code == 302
    assert latest().content["hours"]["daily_cap_minutes"] == 450
    assert 'name="hours__daily_cap_minutes" value="7,5"' in browser_of(office.piret).get(PAGE).content.decode()


def test_a_day_so_short_that_the_practicum_does_not_fit_is_refused(office: Office) -> None:
    Cohort.objects.update(practicum_until=office.cohort.practicum_from + timedelta(days=30))
    response = save(browser_of(office.piret), [office.cohort], hours__daily_cap_minutes="1,5")
    assert response.status_code == 409
    assert PolicyVersion.objects.count() == 1


@pytest.mark.parametrize("language", ["et", "ru", "en"])
def test_every_page_speaks_three_languages(office: Office, language: str) -> None:
    client = browser_of(office.piret)
    save(client, [office.cohort], **{FREE: "5", "decision__independent_work": "80"})
    for address in ("/rules/", PAGE, "/rules/versions/KTJ-186/"):
        response = client.get(f"{address}?lang={language}")
        assert (response.status_code, response["Content-Language"]) == (200, language)


def test_the_versions_tell_who_why_for_whom_and_what_differs(office: Office) -> None:
    client = browser_of(office.piret)
    save(client, [office.cohort], **{FREE: "5", "decision__independent_work": "80"})
    page = client.get("/rules/versions/KTJ-186/?lang=en").content.decode()
    for told in ("Piret Kallas", WHY, office.cohort.code, "80%", "all of it", "still to come"):
        assert told in page


def test_the_curators_of_the_groups_get_one_mail(office: Office, mailoutbox: Any) -> None:
    save(browser_of(office.piret), [office.cohort], **{FREE: "5"})
    deliver_all()
    told = {mail.to[0]: mail for mail in mailoutbox}
    assert office.liis.email in told
    assert len(mailoutbox) == len(told)
    assert WHY.rstrip(".") in told[office.liis.email].body
    assert office.cohort.code in told[office.liis.email].subject
