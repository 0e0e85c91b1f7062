"""A decision that results no longer bear: withdrawn before the decision date, or by two while data are missing."""

import pytest

from placements.cohorts.models import Enrolment
from placements.decisions.models import Decision
from placements.decisions.overriding import answer_override
from placements.decisions.recomputing import recompute
from placements.decisions.withdrawing import withdraw_decision
from placements.refusals import Refused
from placements.results.models import ImportedFile, Source
from placements.results.recording import Line, Origin, record_attempts
from tests.decisions.cohort import GREEN, Course, Reached, ahead, open_course
from tests.decisions.test_confirming import decide
from tests.decisions.test_pages import text_of
from tests.decisions.test_two_people import YES, change, override, seen, standing, tell
from tests.journeys.people import hidden_fields
from tests.office import browser_of

pytestmark = pytest.mark.django_db


def from_a_file(course: Course, learner: Enrolment) -> None:
    """The exam once more, from row 7 of a file: 20 of 40."""
    file = ImportedFile.objects.create(
        cohort=course.cohort, kind="exam", source=Source.CSV, name="eksam.csv", digest="0" * 64, rows=1, changed=1,
        imported_by=course.school.marika,
    )  # fmt: skip
    origin = Origin(Source.CSV, file, {learner.pk: 7})
    record_attempts(course.sittings[0], [Line(learner.pk, {"correct": 20})], course.school.marika, origin)
    tell(learner)


def test_a_certificate_on_a_wrong_result_is_withdrawn_before_the_decision_date_and_won_back_later() -> None:
    course = open_course(decision_in=20)
    (learner,) = course.enrol([GREEN])
    decide(course, [learner])
    change(learner)
    page, manager = f"/decisions/{learner.pk}/", browser_of(course.manager)
    address = f"{page}withdraw/"
    assert address in text_of(course.manager, page)
    shown = hidden_fields(text_of(course.manager, address))
    assert manager.post(address, shown | {"reason": "Töö 6 ei ole arvestatud"}).status_code == 302
    decision = standing(learner)
    assert (decision.outcome, decision.reason) == ("toend", "Töö 6 ei ole arvestatud")
    assert not recompute().differences
    assert address not in text_of(course.manager, page)


def test_a_withdrawal_needs_a_reason_what_was_shown_and_a_manager() -> None:
    course = open_course(decision_in=20)
    (learner,) = course.enrol([GREEN])
    decide(course, [learner])
    change(learner)
    address, manager = f"/decisions/{learner.pk}/withdraw/", browser_of(course.manager)
    shown = hidden_fields(text_of(course.manager, address))
    assert manager.post(address, shown | {"reason": ""}).status_code == 422
    assert manager.post(address, {"seen": "old", "reason": "Töö 6"}).status_code == 409
    assert browser_of(course.school.liis).post(address, shown | {"reason": "Töö 6"}).status_code == 404
    assert Decision.objects.count() == 1


def test_nothing_is_withdrawn_that_stands_as_it_was() -> None:
    course = open_course(decision_in=20)
    (learner,) = course.enrol([GREEN])
    decide(course, [learner])
    with pytest.raises(Refused, match=r"decision\.same"):
        withdraw_decision(standing(learner), course.manager, seen(learner), "Miks?")
    assert 'name="reason"' not in text_of(course.manager, f"/decisions/{learner.pk}/withdraw/")


def test_while_data_are_missing_only_two_people_take_a_certificate_back() -> None:
    course = open_course(decision_in=20)
    learner, undecided = course.enrol([GREEN, GREEN])
    decide(course, [learner])
    change(learner)
    course.sessions[0].marked_at = None
    course.sessions[0].save()
    with pytest.raises(Refused, match=r"decision\.unknown"):
        withdraw_decision(standing(learner), course.manager, seen(learner), "Vale tulemus")
    with pytest.raises(Refused, match=r"override\.unknown"):
        override(course, undecided, "toend")
    with pytest.raises(Refused, match=r"override\.unknown"):
        override(course, learner, "tunnistus")
    answer_override(override(course, learner, "toend"), course.school.liis, YES)
    assert standing(learner).outcome == "toend"
    assert not recompute().differences


def test_what_changed_is_shown_with_old_and_new_value_person_and_file() -> None:
    course = open_course()
    (learner,) = course.enrol([GREEN])
    decide(course, [learner])
    from_a_file(course, learner)
    page = text_of(course.manager, f"/decisions/{learner.pk}/")
    assert "26\xa0/\xa040 → 20\xa0/\xa040" in page
    assert "50%" in page
    assert "65%" in page
    assert "eksam.csv" in page
    assert course.school.marika.name in page
    # And for whoever answers an objection, though nobody decides.
    assert "eksam.csv" in text_of(course.school.liis, f"/decisions/{learner.pk}/")


def test_after_the_decision_nothing_is_called_open() -> None:
    course = open_course(decision_in=20)
    (learner,) = course.enrol([Reached(exam=(24,))])
    ahead(course)
    proposed = override(course, learner, "toend")
    # Both who decide are warned of what can still be met.
    for person in (course.manager, course.school.liis):
        assert text_of(person, f"/decisions/{learner.pk}/").count("ck-w") > 2
    answer_override(proposed, course.school.liis, YES)
    assert "ck-w" not in text_of(learner.learner, "/decision/")


def test_the_learner_s_card_leads_to_the_document_only_when_it_is_there() -> None:
    course = open_course()
    (learner,) = course.enrol([GREEN])
    decide(course, [learner])
    assert 'class="btn btn-p btn-w" href="/certificate/"' not in text_of(learner.learner, "/decision/")
    Decision.objects.get().documents.create(
        enrolment=learner, cohort=course.cohort, learner=learner.learner, kind="tunnistus", number="1", language="et",
        year=2026, sequence=1, public_id="abcdefghjk", public_content={}, content="{}", issued_by=course.manager,
        issued_on=course.cohort.starts_on,
    )  # fmt: skip
    assert 'class="btn btn-p btn-w" href="/certificate/"' in text_of(learner.learner, "/decision/")
    assert "/register/abcdefghjk/" in text_of(course.manager, f"/decisions/{learner.pk}/")
