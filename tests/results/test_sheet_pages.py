"""Pages on which results are entered: deeds beside them, and what stood before."""

import re

import pytest

from placements.results.completing import complete_sitting
from placements.results.models import ExamAttempt, ExamRegistration, ExamSitting
from placements.results.recording import record_attempts, record_attendance, record_task_results
from placements.results.registering import register_for_retake
from tests.office import browser_of
from tests.results.world import Course, accepted, nothing, right, there

pytestmark = pytest.mark.django_db


def retake_today(course: Course) -> tuple[ExamSitting, str]:
    """A retake that has begun, after an exam that Anu failed and Jelena passed."""
    first, (anu, jelena, _toomas) = course.sitting(-9), course.learners
    record_attempts(first, [right(anu, 25), right(jelena, 40)], course.marika)
    complete_sitting(first, course.marika)
    sitting = course.sitting(is_retake=True)
    return sitting, f"/cohorts/{course.cohort.code}/exam/{sitting.pk}/"


def test_registering_keeps_what_was_typed_and_saves_nothing_of_it(course: Course) -> None:
    sitting, page = retake_today(course)
    anu, _jelena, toomas = course.learners
    register_for_retake(sitting, anu, course.marika)
    typed = {f"seen-{each.pk}": "0" for each in course.learners} | {f"correct-{anu.pk}": "31"}
    response = browser_of(course.marika).post(page, typed | {"do": f"register:{toomas.pk}"})
    shown = response.content.decode()
    assert response.status_code == 200
    assert re.search(rf'name="correct-{anu.pk}"[^>]*value="31"|value="31"[^>]*name="correct-{anu.pk}"', shown)
    assert f'name="correct-{toomas.pk}"' in shown
    assert ExamRegistration.objects.filter(enrolment=toomas, withdrawn_at=None).exists()
    assert not ExamAttempt.objects.filter(sitting=sitting).exists()


def test_a_refused_registration_asks_for_no_field(course: Course) -> None:
    _sitting, page = retake_today(course)
    response = browser_of(course.marika).post(page, {"do": f"register:{course.learners[1].pk}"})
    shown = response.content.decode()
    assert response.status_code == 409
    assert "fld-bad" not in shown
    assert 'href="#id_seen' not in shown


def test_registering_is_offered_to_whom_it_is_open(course: Course) -> None:
    sitting, page = retake_today(course)
    shown = browser_of(course.marika).get(page).content.decode()
    offered = {int(pk) for pk in re.findall(r'form="sheet" name="do" value="register:(\d+)"', shown)}
    anu, _jelena, toomas = course.learners
    assert offered == {anu.pk, toomas.pk}
    assert 'id="sheet"' in shown
    ahead = course.sitting(4, is_retake=True)
    shown = browser_of(course.marika).get(page.replace(f"/{sitting.pk}/", f"/{ahead.pk}/")).content.decode()
    assert (shown.count('id="coming"'), shown.count('form="coming"')) == (1, 2)


def test_each_page_shows_what_was_replaced_and_by_whom(course: Course) -> None:
    anu, jelena, _toomas = course.learners
    sitting, session, task = course.sitting(), course.session(), course.task()
    record_attempts(sitting, [right(anu, 32), right(jelena, 20)], course.marika)
    record_attempts(sitting, [right(anu, 33), nothing(jelena)], course.office.liis)
    record_attendance(session, [there(anu, 90)], course.marika)
    record_attendance(session, [there(anu, 45)], course.office.liis)
    record_task_results(task, [accepted(anu)], course.marika)
    record_task_results(task, [accepted(anu, yes=False)], course.office.liis)
    expected = {f"exam/{sitting.pk}/": ["32 / 40", "20 / 40"], f"attendance/{session.pk}/": ["1\xa0h 30\xa0min"],
                f"independent/{task.pk}/": ["arvestatud"]}  # fmt: skip
    for reader in (course.marika, course.office.rein):
        for page, values in expected.items():
            shown = browser_of(reader).get(f"/cohorts/{course.cohort.code}/{page}").content.decode()
            before = re.findall(r'data-before>.*?<b class="num">(.*?)</b>.*?Liis Saar', shown, re.DOTALL)
            assert [each.strip() for each in before] == values, page


def test_a_result_recorded_once_replaced_nothing(course: Course) -> None:
    sitting = course.sitting()
    record_attempts(sitting, [right(course.learners[0], 32)], course.marika)
    shown = browser_of(course.marika).get(f"/cohorts/{course.cohort.code}/exam/{sitting.pk}/").content.decode()
    assert "data-before" not in shown
