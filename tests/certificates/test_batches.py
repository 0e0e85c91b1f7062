"""A batch: who is in it, in which order; stopped, resumed, refused one by one."""

from typing import Any

import pytest

from notifications.delivery import deliver_message
from notifications.models import OutboxMessage
from placements import clock
from placements.certificates.batches import issue_next, requeue_batches, resume_batch, start_batch, stop_batch
from placements.certificates.issuing import issue
from placements.certificates.models import IssueBatch, IssuedDocument
from placements.certificates.selectors import candidates, progress_of
from placements.cohorts.models import Cohort
from placements.decisions.models import Appeal
from placements.people.models import Person
from placements.refusals import Refused
from tests.certificates.graduates import graduate, graduates, manager
from tests.office import browser_of
from tests.outbox import deliver_all

pytestmark = pytest.mark.django_db


def one_step() -> None:
    """Deliver the batch's next message, and no other."""
    message = OutboxMessage.objects.filter(kind="issue_batch", state="waiting").order_by("pk").first()
    assert message is not None
    deliver_message(message.pk)


def codes(verb: Any, *arguments: Any) -> list[str]:
    with pytest.raises(Refused) as refused:
        verb(*arguments)
    return [each.code for each in refused.value.refusals]


def test_all_that_are_ready_get_numbers_in_the_order_of_their_names(cohort: Cohort) -> None:
    graduates(cohort, 3)
    start_batch(cohort, manager())
    deliver_all()
    names = [each.learner.name for each in IssuedDocument.objects.order_by("sequence")]
    progress = progress_of(cohort)
    assert names == sorted(names)
    assert progress is not None
    assert (progress.issued, progress.files, progress.state) == (3, 3, "finished")


@pytest.mark.parametrize(("chosen", "languages"), [({}, ["ru", "en", "et"]), ({"languages": "cohort"}, ["et"] * 3)])
def test_each_gets_the_own_language_unless_all_get_the_groups(
    cohort: Cohort, chosen: dict[str, str], languages: list[str]
) -> None:
    people = [each.learner for each in graduates(cohort, 3)]
    for person, language in zip(people, ("ru", "en", "et"), strict=True):
        Person.objects.filter(pk=person.pk).update(language=language)
    address = f"/cohorts/{cohort.code}/documents/"
    browser = browser_of(manager())
    assert browser.post(address, {"act": "start", **chosen}).status_code == 302
    one_step()
    # Whoever resumes chooses nothing anew.
    for act in ("stop", "resume"):
        browser.post(address, {"act": act})
    deliver_all()
    assert list(IssuedDocument.objects.order_by("sequence").values_list("language", flat=True)) == languages


def test_those_who_have_one_or_lack_something_are_left_out(cohort: Cohort) -> None:
    has_one, held, unknown, ready = graduates(cohort, 4)
    issue(has_one, manager(), "et")
    Appeal.objects.create(decision=held, text="Ei nõustu", filed_by=held.learner)
    unknown.learner.name = "李"
    unknown.learner.save()
    found = {each.decision: [refusal.code for refusal in each.refusals] for each in candidates(cohort, clock.now())}
    assert found == {
        has_one: [], held: ["document.appeal_hold"], unknown: ["document.characters"], ready: [],
    }  # fmt: skip
    batch = start_batch(cohort, manager())
    assert [item.decision for item in batch.items.all()] == [ready]


def test_nobody_ready_and_a_second_batch_are_refused(cohort: Cohort) -> None:
    assert codes(start_batch, cohort, manager()) == ["batch.nobody"]
    graduates(cohort, 2)
    start_batch(cohort, manager())
    assert codes(start_batch, cohort, manager()) == ["batch.runs"]


def test_stopped_it_issues_no_more_until_it_is_resumed(cohort: Cohort) -> None:
    graduates(cohort, 3)
    batch = start_batch(cohort, manager())
    one_step()
    stop_batch(batch, manager())
    deliver_all()
    assert IssuedDocument.objects.count() == 1
    resume_batch(batch, manager())
    resume_batch(batch, manager())
    deliver_all()
    assert sorted(IssuedDocument.objects.values_list("sequence", flat=True)) == [1, 2, 3]
    assert codes(stop_batch, batch, manager()) == ["batch.finished"]
    assert codes(resume_batch, batch, manager()) == ["batch.finished"]


def test_a_refusal_on_the_way_is_told_and_the_others_go_on(cohort: Cohort) -> None:
    first, second = graduates(cohort, 2)
    batch = start_batch(cohort, manager())
    Appeal.objects.create(decision=first, text="Ei nõustu", filed_by=first.learner)
    deliver_all()
    assert [(item.state, item.refusals) for item in batch.items.order_by("pk")] == [
        ("refused", [{"code": "document.appeal_hold", "values": {}}]), ("issued", []),
    ]  # fmt: skip
    assert IssuedDocument.objects.get().decision == second


def test_a_message_delivered_twice_issues_nothing_twice(cohort: Cohort) -> None:
    graduate(cohort)
    batch = start_batch(cohort, manager())
    for _ in range(3):
        issue_next({"batch": batch.pk})
    assert IssuedDocument.objects.count() == 1
    assert IssueBatch.objects.get().finished_at


def test_a_running_batch_without_message_is_queued_again(cohort: Cohort) -> None:
    graduates(cohort, 2)
    start_batch(cohort, manager())
    assert requeue_batches(clock.now()) == 0
    OutboxMessage.objects.filter(kind="issue_batch").delete()
    assert requeue_batches(clock.now()) == 1
    deliver_all()
    assert IssuedDocument.objects.count() == 2


@pytest.mark.parametrize("count", [2, 20])
def test_the_check_page_costs_the_same_for_any_number(
    cohort: Cohort, count: int, django_assert_max_num_queries: Any
) -> None:
    graduates(cohort, count)
    with django_assert_max_num_queries(24):
        assert len(candidates(cohort, clock.now())) == count
