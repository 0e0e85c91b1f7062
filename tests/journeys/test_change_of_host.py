"""The company changes mid-way: confirmed hours are kept, both mentors settle their days, the last one evaluates."""

from datetime import date

import pytest

from config.demo.walk import TASKS, WEEKDAYS
from placements.certificates.register import content_kept
from placements.completion.models import CompletionRecord
from placements.reports.models import Evaluation
from tests.journeys.beginnings import furnished, taught
from tests.journeys.conftest import Cast
from tests.journeys.deeds import FULL, agree, ask, brief, confirm, evaluate, finish, log, log_on, today
from tests.journeys.schooling import PASSED, certify

pytestmark = [pytest.mark.django_db, pytest.mark.database]
FIRST_DAYS = 4


def leave(cast: Cast) -> date:
    """Four days confirmed at the first company; today, not logged yet, is the last day there. Returns today."""
    cast.walk(20).start().work(FIRST_DAYS).confirm()
    last = today()
    cast.liis.turns(cast.practicum, "change_host", last_on=str(last), reason="Pood suletakse")
    return last


def test_the_request_is_asked_anew_with_tasks_and_plan_and_without_the_company(cast: Cast) -> None:
    last = leave(cast)
    assert (cast.now().stage, cast.now().confirmed_minutes) == ("request", FIRST_DAYS * 270)
    assert "Pood suletakse" in cast.jelena.opens(cast.jelena.address("request"))
    request = cast.practicum.request
    request.refresh_from_db()
    assert (request.host_name, request.registry_code, request.mentor_email, request.signatory_email) == ("",) * 4
    assert (request.tasks, request.weekdays) == (TASKS, WEEKDAYS)
    assert request.starts_on > last
    assert f"{last:%d.%m.%Y}" in str(cast.jelena.reads(cast.host.name).body)


def test_a_former_day_is_logged_and_the_former_mentor_confirms_it_by_his_link(cast: Cast) -> None:
    last = leave(cast)
    assert f"/journal/{last}/" in cast.jelena.opens("/")
    log_on(cast, last)
    confirm(cast, cast.kristjan)
    assert cast.now().confirmed_minutes == (FIRST_DAYS + 1) * 270
    evaluate(cast.kristjan, "former_evaluation")
    assert Evaluation.objects.get().placement.host == cast.host
    assert cast.now().stage == "request"


def test_the_second_company_is_asked_for_what_is_missing(cast: Cast) -> None:
    leave(cast)
    cast.later(days=1)
    ask(cast, cast.second)
    missing = "42\xa0h = 56\xa0ak.t"
    assert missing in str(cast.maarika.reads(missing).body)
    assert missing in cast.maarika.arrives()


def go_on_elsewhere(cast: Cast) -> None:
    """The second company from tomorrow on, up to full hours."""
    cast.later(days=1)
    agree(cast, cast.second)
    brief(cast, cast.second)
    log(cast, FULL - FIRST_DAYS)
    confirm(cast, cast.maarika)


def test_the_last_mentor_evaluates_the_completion_names_both_companies_and_the_document_all_hours(cast: Cast) -> None:
    leave(cast)
    go_on_elsewhere(cast)
    assert cast.now().confirmed_minutes == FULL * 270
    finish(cast, cast.maarika)
    record = CompletionRecord.objects.get(practicum=cast.practicum)
    assert [each["host"] for each in record.content["placements"]] == [cast.host.name, cast.second.host.name]
    assert record.evaluation.placement.host == cast.second.host
    assert cast.practicum.entries.filter(placement__host=cast.host, state="confirmed").count() == FIRST_DAYS
    furnished(cast)
    taught(cast, PASSED)
    # The hours of both companies, each once.
    assert content_kept(certify(cast))["minutes"]["practicum"] == FULL * 270


def test_the_former_company_reads_that_it_is_over_and_the_former_agreement_stays_readable(cast: Cast) -> None:
    last = leave(cast)
    evaluate(cast.kristjan, "former_evaluation")
    page = cast.kristjan.arrives()
    assert f"{last:%d.%m.%Y}" in page
    assert cast.liis.person.email in page
    assert cast.host.name in cast.jelena.opens("/agreement/")
