"""Ends of studies, and turnings that a second person confirms: recognition, annulment, waiver."""

import pytest

from placements.people.models import Person
from placements.records.models import WorkItem
from placements.refusals import Refused
from tests.completion.test_turnings import Walks, codes, manager
from tests.walks import shortened

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.mark.parametrize("code", ["withdraw", "expel"])
def test_leaving_the_studies_ends_the_practicum_and_keeps_its_hours(new_walk: Walks, code: str) -> None:
    walk = new_walk().start().work(2).confirm()
    confirmed = walk.practicum.confirmed_minutes
    walk.turn(code, on=walk.day, reason="Isiklik", by=manager())
    walk.practicum.enrolment.refresh_from_db()
    assert walk.practicum.enrolment.state == walk.practicum.stage == ("withdrawn" if code == "withdraw" else "expelled")
    assert walk.practicum.confirmed_minutes == confirmed


def test_a_completed_practicum_is_never_turned_into_a_cancelled_one(new_walk: Walks) -> None:
    walk = shortened(new_walk()).start().work(2).confirm().evaluate().report().read_report(approves=True)
    walk.do("change_window", {"reason": "Kinnitas"})
    with pytest.raises(Refused) as refused:
        walk.turn("cancel", on=walk.day, reason="Viga", by=manager())
    assert codes(refused) == ["flow.finished"]
    walk.turn("withdraw", on=walk.day, reason="Isiklik")
    assert walk.practicum.stage == "completed"


def test_recognition_of_a_part_needs_a_second_person_and_lowers_what_is_required(new_walk: Walks) -> None:
    walk = new_walk().start().work(3).confirm()
    walk.turn("recognise", minutes=900, basis="Müüja 2019–2024", reason="Kattub", evidence=None)
    assert walk.practicum.required_minutes == 3600
    walk.do("second_opinion", {"confirms": True, "answer": ""})
    assert (walk.practicum.required_minutes, walk.practicum.recognised_minutes) == (2700, 900)


def test_wholly_recognised_work_completes_the_practicum(new_walk: Walks) -> None:
    walk = new_walk().turn("recognise", minutes=3600, basis="Müüja 2019–2024", reason="Kattub", evidence=None)
    walk.do("second_opinion", {"confirms": True, "answer": ""})
    assert walk.practicum.stage == "completed"
    record = walk.practicum.completion_record
    assert (record.evaluation, record.report_version, record.confirmed_minutes) == (None, None, 0)


def test_two_people_annul_a_completion(new_walk: Walks) -> None:
    walk = shortened(new_walk()).start().work(2).confirm().evaluate().report().read_report(approves=True)
    walk.do("change_window", {"reason": "Kinnitas"}).turn("annul", reason="Võltsitud tunnid")
    assert walk.practicum.stage == "completed"
    walk.do("second_opinion", {"confirms": True, "answer": ""})
    assert walk.practicum.stage == "annulled"
    assert walk.begin_again().practicum.stage == "request"


def test_the_evaluation_is_waived_by_two_people(new_walk: Walks) -> None:
    walk = shortened(new_walk()).start().work(2).confirm().report().read_report(approves=True)
    walk.turn("waive_evaluation", reason="Juhendaja ei vasta", by=manager())
    assert walk.practicum.stage == "closing"
    walk.do("second_opinion", {"confirms": True, "answer": ""}).do("change_window", {"reason": "Kinnitas"})
    assert walk.practicum.stage == "completed"
    assert walk.practicum.completion_record.content["decided_by_two"][0]["kind"] == "evaluation_waiver"


def test_nobody_confirms_what_he_has_proposed(new_walk: Walks) -> None:
    walk = new_walk().start()
    walk.turn("recognise", minutes=900, basis="Müüja", reason="Kattub", evidence=None, by=manager())
    item = WorkItem.objects.get(practicum=walk.practicum, kind="second_opinion")
    assert item.owner != manager()
    with pytest.raises(Refused) as refused:
        walk.do_as(manager(), "second_opinion", {"confirms": True, "answer": ""})
    assert codes(refused) == ["second.same_person"]


def test_the_host_changes_after_hours_fell_in_the_closing(new_walk: Walks) -> None:
    walk = shortened(new_walk()).start().work(2).confirm().evaluate()
    walk.take_back_last_day()
    assert walk.practicum.stage == "closing"
    walk.turn("change_host", last_on=walk.day, reason="Pood suletakse")
    assert walk.practicum.stage == "request"


def test_a_learner_who_left_is_taken_back_and_begins_again(new_walk: Walks) -> None:
    walk = new_walk().start()
    walk.turn("expel", on=walk.day, reason="Eksitus", by=manager())
    with pytest.raises(Refused) as refused:
        walk.begin_again()
    assert codes(refused) == ["flow.not_studying"]
    walk.turn("readmit", on=walk.day, reason="Eksitus", by=manager())
    assert walk.begin_again().practicum.stage == "request"


def test_studies_end_on_the_page_of_the_practicum_that_runs(new_walk: Walks) -> None:
    walk = new_walk().start()
    walk.turn("break_off", on=walk.day, reason="Leidis töö")
    former = walk.practicum
    running = walk.begin_again().practicum
    walk.practicum = former
    with pytest.raises(Refused) as refused:
        walk.turn("withdraw", on=walk.day, reason="Isiklik")
    running.refresh_from_db()
    assert (codes(refused), running.stage) == (["flow.stands_elsewhere"], "request")


def test_nobody_begins_again_for_a_learner_whose_record_is_deactivated(new_walk: Walks) -> None:
    walk = new_walk().start()
    walk.turn("break_off", on=walk.day, reason="Leidis töö")
    Person.objects.filter(pk=walk.practicum.learner_id).update(is_active=False)
    with pytest.raises(Refused) as refused:
        walk.begin_again()
    assert codes(refused) == ["flow.learner_inactive"]
