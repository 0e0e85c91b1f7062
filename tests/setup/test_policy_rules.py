"""The rules of practicums: looked at, saved as a version, applied on their day, and what never changes by them."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from time_machine import travel

from config.demo.walk import Walk
from placements import clock
from placements.clock import ONE_DAY, local_date
from placements.cohorts import selectors
from placements.cohorts.models import Cohort, Enrolment, PolicyChange, Role
from placements.cohorts.policy_changes import apply_policy_changes
from placements.cohorts.selectors import curator_of, decision_rules_of, policy_of
from placements.journal.absences import say_absent
from placements.journal.models import OpenedDay
from placements.programmes.models import PolicyVersion
from placements.records.models import HistoryEntry
from placements.setup.late_days import late_learners, stricter_ages
from placements.setup.rule_forms import RulesForm
from placements.setup.rules_page import ruled_programme
from placements.tasks import apply_policy_changes as beat
from tests.office import Office, another_cohort, browser_of
from tests.outbox import deliver_all
from tests.strictness import StrictClient

pytestmark = pytest.mark.django_db
PAGE = "/rules/KTJ-186/"
FREE, REVIEW = "hours__backdate_free_days", "deadlines_working_days__review"
WHY = "Ettevõtted kinnitavad reedeti."


@pytest.fixture(autouse=True)
def _no_version_remembered() -> Iterator[None]:
    """Another test's versions have the same keys."""
    selectors._policy.cache_clear()
    yield
    selectors._policy.cache_clear()


def tomorrow() -> Any:
    return local_date(clock.now()) + ONE_DAY


def typed(cohorts: list[Cohort], /, **changed: Any) -> dict[str, Any]:
    """The form as a browser sends it: what stands, and what is typed over it."""
    ruled = ruled_programme("KTJ-186", clock.now())
    assert ruled is not None
    form = RulesForm(ruled.content, ruled.cohorts)
    values = {rule.name: str(form.initial[rule.name]).removesuffix(".0") for rule in form.rules}
    sent = {"valid_from": tomorrow().isoformat(), "cohorts": [str(each.pk) for each in cohorts], "reason": WHY}
    return {**values, **sent, "seen": ruled.latest.digest if ruled.latest else "", "act": "preview", **changed}


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found
    return found[1]


def looked_at(client: StrictClient, sent: dict[str, Any]) -> dict[str, Any]:
    """The same, to be saved after its effect was shown."""
    response = client.post(PAGE, sent)
    assert response.status_code == 200, response.content.decode()[:3000]
    page = response.content.decode()
    return sent | {"act": "save", "previewed": hidden(page, "previewed"), "seen": hidden(page, "seen")}


def save(client: StrictClient, cohorts: list[Cohort], **changed: Any) -> Any:
    return client.post(PAGE, looked_at(client, typed(cohorts, **changed)))


def latest() -> PolicyVersion:
    return PolicyVersion.objects.order_by("-number")[0]


# saving


def test_a_change_becomes_the_next_version_and_holds_from_its_day_on(office: Office) -> None:
    response = save(browser_of(office.piret), [office.cohort], **{FREE: "5"})
    assert response.status_code == 302
    assert latest().number == 2
    office.cohort.refresh_from_db()
    assert policy_of(office.cohort).hours.backdate_free_days == 7
    with travel(clock.now() + timedelta(days=1), tick=True):
        assert apply_policy_changes(clock.now()) == 1
        assert apply_policy_changes(clock.now()) == 0
    office.cohort.refresh_from_db()
    assert policy_of(office.cohort).hours.backdate_free_days == 5
    assert HistoryEntry.objects.get(action="policy.changed").reason == WHY
    assert HistoryEntry.objects.get(action="policy.applied").subject_id == office.cohort.pk


def test_nothing_is_saved_by_looking_nor_by_what_was_not_looked_at(office: Office) -> None:
    client = browser_of(office.piret)
    sent = looked_at(client, typed([office.cohort], **{FREE: "5"}))
    for unseen in (sent | {"act": "preview"}, sent | {FREE: "4"}, sent | {"previewed": ""}, sent | {"cohorts": []}):
        assert client.post(PAGE, unseen).status_code == 200
    assert PolicyVersion.objects.count() == 1
    assert not PolicyChange.objects.exists()


def test_rules_that_somebody_changed_meanwhile_are_looked_at_first(office: Office) -> None:
    client = browser_of(office.piret)
    sent = looked_at(client, typed([office.cohort], **{FREE: "5"}))
    save(browser_of(office.piret), [office.cohort], **{REVIEW: "3"})
    response = client.post(PAGE, sent)
    assert response.status_code == 409
    page = response.content.decode()
    assert re.search(rf'name="{FREE}" value="5"', page)
    assert latest().number == 2
    again = client.post(PAGE, sent | {"previewed": hidden(page, "previewed"), "seen": hidden(page, "seen")})
    assert again.status_code == 302
    assert latest().content["deadlines_working_days"]["review"] == 2


def test_the_day_lies_ahead_and_no_later_change_is_overtaken(office: Office) -> None:
    client = browser_of(office.piret)
    today = local_date(clock.now())
    for day in (today, today - ONE_DAY, today + timedelta(days=400)):
        assert save(client, [office.cohort], **{FREE: "5", "valid_from": day.isoformat()}).status_code == 409
    later = (tomorrow() + timedelta(days=7)).isoformat()
    assert save(client, [office.cohort], **{FREE: "5", "valid_from": later}).status_code == 302
    assert save(client, [office.cohort], **{FREE: "6"}).status_code == 409
    assert latest().number == 2


def test_no_change_is_no_version(office: Office) -> None:
    assert save(browser_of(office.piret), [office.cohort]).status_code == 409
    assert PolicyVersion.objects.count() == 1


def test_a_group_left_behind_takes_up_the_newest_version(office: Office) -> None:
    other = another_cohort(office.cohort)
    client = browser_of(office.piret)
    save(client, [office.cohort], **{FREE: "5"})
    assert save(client, [other]).status_code == 302
    assert list(PolicyChange.objects.filter(policy_version=latest()).values_list("cohort__code", flat=True)) == [
        office.cohort.code,
        "other",
    ]


def test_the_numbers_of_an_earlier_version_come_back_as_a_new_one(office: Office) -> None:
    client = browser_of(office.piret)
    for free in ("5", "7", "5", "7"):
        assert save(client, [office.cohort], **{FREE: free}).status_code == 302
    assert latest().number == 5
    with travel(clock.now() + timedelta(days=1), tick=True):
        beat()
    office.cohort.refresh_from_db()
    assert office.cohort.policy_version == latest()
    assert policy_of(office.cohort).hours.backdate_free_days == 7


def test_a_programme_without_rules_of_its_own_begins_with_the_usual_ones(office: Office) -> None:
    Cohort.objects.update(policy_version=None)
    PolicyVersion.objects.all().delete()
    assert save(browser_of(office.piret), [office.cohort], **{FREE: "5"}).status_code == 302
    assert latest().number == 1
    assert [chip["code"] for chip in latest().content["task_chips"]][:2] == ["module-1", "module-2"]
    assert latest().content["programme_code"] == "KTJ-186"


# the decision


def test_who_began_keeps_the_decision_rules_and_who_begins_gets_the_new(office: Office) -> None:
    enrolment = enrolled(office, "Mari")
    fields = {"decision__exam_max_attempts": "3", "decision__independent_work": "80", "decision__exam_counts": "last"}
    page = browser_of(office.piret).post(f"{PAGE}?lang=en", typed([office.cohort], **fields)).content.decode()
    assert "learner keeps the decision rules he began with" in page
    assert save(browser_of(office.piret), [office.cohort], **fields).status_code == 302
    with travel(clock.now() + timedelta(days=1), tick=True):
        beat()
    enrolment.refresh_from_db()
    office.cohort.refresh_from_db()
    assert decision_rules_of(enrolment).exam_max_attempts == 2
    new = policy_of(office.cohort).decision
    assert (new.exam_max_attempts, new.exam_counts, new.independent_percent) == (3, "last", 80)


def enrolled(office: Office, name: str) -> Enrolment:
    person = type(office.liis).objects.create(name=name, email=f"{name.lower()}@example.ee")
    cohort = office.cohort
    return Enrolment.objects.create(
        cohort=cohort, learner=person, programme_version=cohort.programme_version,
        policy_version=cohort.policy_version, enrolled_on=cohort.starts_on,
    )  # fmt: skip


# the effect


def test_stricter_ages_are_those_that_need_more_than_before() -> None:
    hours = policy_hours(7, 14)
    assert stricter_ages(hours, hours) == {}
    assert stricter_ages(hours, policy_hours(5, 14)) == {6: 1, 7: 1}
    assert stricter_ages(hours, policy_hours(7, 12)) == {13: 2, 14: 2}
    assert stricter_ages(hours, policy_hours(9, 20)) == {}


def policy_hours(free: int, with_reason: int) -> Any:
    from placements.programmes.policy import Hours

    return Hours(480, 2400, 360, 30, 660, "22:00", "06:00", free, with_reason, safety_briefing_required=True)


def test_the_page_names_who_would_need_a_reason_and_whose_tasks_keep_their_day(
    new_walk: Callable[[], Walk],
) -> None:
    walk = new_walk().start().work(1)
    cohort, manager = walk.practicum.cohort, Role.objects.get(kind="manager").person
    fields = {FREE: "0", "hours__backdate_with_reason_days": "30", REVIEW: "1"}
    page = browser_of(manager).post(f"{PAGE}?lang=en", typed([cohort], **fields)).content.decode()
    assert "learner would need a reason" in page
    assert f'href="/learners/{walk.practicum.pk}/"' in page
    other = new_walk().ask()
    assert other.practicum.work_items.open().filter(kind="review").exists()
    page = browser_of(manager).post(f"{PAGE}?lang=en", typed([cohort], **fields)).content.decode()
    assert "keeps its day" in page
    assert "1 working day earlier" in page
    named = re.findall(r"<details><summary[^>]*>Who they are</summary><p[^>]*>(.*?)</p></details>", page)
    learners = sorted(each.practicum.learner.name for each in (walk, other))
    assert named == [", ".join(learners), other.practicum.learner.name]


def test_a_day_off_and_an_opened_day_need_no_reason(new_walk: Callable[[], Walk]) -> None:
    practicum = new_walk().start().practicum
    limits, today = {practicum.cohort: policy_hours(7, 14)}, local_date(clock.now())
    first, second, *rest = late_learners(limits, policy_hours(0, 14), today)[0].days
    day_off = {"day": first, "reason": "illness", "text": ""}
    say_absent(practicum, practicum.learner, uuid4(), day_off)
    OpenedDay.objects.create(practicum=practicum, day=second, reason="Haige", opened_by=curator_of(practicum.cohort))
    assert [each.days for each in late_learners(limits, policy_hours(0, 14), today)] == ([rest] if rest else [])
    assert late_learners(limits, policy_hours(7, 14), today) == []


def test_the_effect_costs_the_same_for_one_and_for_many(new_walk: Callable[[], Walk]) -> None:
    cohort = new_walk().start().practicum.cohort
    client = browser_of(Role.objects.get(kind="manager").person)
    costs = []
    for _number in range(2):
        sent = typed([cohort], **{FREE: "0", REVIEW: "1"})
        client.post(PAGE, sent)
        with CaptureQueriesContext(connection) as queries:
            client.post(PAGE, sent)
        costs.append(len(queries))
        new_walk().start()
    assert costs[0] == costs[1] <= 30


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
