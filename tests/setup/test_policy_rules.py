"""The rules of practicums: saved as a version, applied on their day, and what never changes by them."""

import re
from datetime import timedelta

import pytest
from time_machine import travel

from placements import clock
from placements.clock import ONE_DAY, local_date
from placements.cohorts.models import Cohort, Enrolment, PolicyChange
from placements.cohorts.policy_changes import apply_policy_changes
from placements.cohorts.selectors import decision_rules_of, policy_of
from placements.programmes.models import PolicyVersion
from placements.records.models import HistoryEntry
from placements.tasks import apply_policy_changes as beat
from tests.office import Office, another_cohort, browser_of
from tests.setup.rules_typed import FREE, PAGE, REVIEW, WHY, hidden, latest, looked_at, save, tomorrow, typed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_version_remembered")]


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
