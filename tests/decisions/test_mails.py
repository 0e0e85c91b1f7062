"""Who hears of a decision, an objection and its answer; none of these mails holds a result."""

import pytest
from django.core import mail

from notifications.models import OutboxMessage
from placements.decisions.appealing import dismiss_appeal, file_appeal
from placements.decisions.models import Decision
from placements.decisions.rechecking import decide_anew
from tests.decisions.cohort import GREEN, SHORT, Reached, open_course
from tests.decisions.test_confirming import decide
from tests.decisions.test_two_people import change, seen, standing
from tests.outbox import deliver_all

pytestmark = pytest.mark.django_db


def sent_to(address: str) -> list[str]:
    deliver_all()
    return [f"{each.subject}\n{each.body}" for each in mail.outbox if each.to == [address]]


def test_the_learner_hears_of_the_decision_without_a_number() -> None:
    course = open_course()
    (learner,) = course.enrol([Reached(attended=SHORT)])
    decide(course, [learner])
    (letter,) = sent_to(learner.learner.email)
    assert "/decision/" in letter
    assert "74,9" not in letter
    assert learner.learner.name not in letter.split("\n")[0]


def test_of_two_decisions_only_the_one_that_stands_is_told() -> None:
    course = open_course()
    (learner,) = course.enrol([GREEN])
    decide(course, [learner])
    change(learner)
    decide_anew(Decision.objects.get(), course.manager, seen(learner), "Tulemus parandati")
    OutboxMessage.objects.filter(kind="decision_superseded").delete()
    assert len(sent_to(learner.learner.email)) == 1


def test_who_is_to_answer_hears_of_the_objection_at_once_and_the_learner_of_the_answer() -> None:
    course = open_course()
    other = course.another_manager()
    (learner,) = course.enrol([GREEN])
    decide(course, [learner])
    appeal = file_appeal(standing(learner), learner.learner, "Salajane põhjus")
    (letter,) = sent_to(other.email)
    assert f"/decisions/{learner.pk}/" in letter
    assert "Salajane" not in letter
    assert not sent_to(course.manager.email)
    dismiss_appeal(appeal, other, "Samuti salajane")
    answered = sent_to(learner.learner.email)[-1]
    assert other.name in answered
    assert "salajane" not in answered
