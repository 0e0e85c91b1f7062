"""Every stored decision comes out of its own snapshot again; what was tampered with is found."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.db import models

from placements.decisions.models import Decision
from placements.decisions.recomputing import recompute
from placements.records import guards
from placements.results.models import TaskResult
from tests.decisions.cohort import GREEN, Reached, open_course
from tests.decisions.test_confirming import decide
from tests.decisions.test_two_people import annul, change, seen, standing

pytestmark = pytest.mark.django_db


@pytest.fixture
def _decisions() -> None:
    """Green ones, lacking ones, a superseded one, and one after an annulment."""
    from placements.decisions.rechecking import decide_anew

    course = open_course()
    learners = course.enrol([GREEN, Reached(tasks=1), GREEN, GREEN])
    decide(course, learners)
    change(learners[2])
    decide_anew(standing(learners[2]), course.manager, seen(learners[2]), "Tulemus parandati")
    annul(learners[3], course.manager, course.school.liis)


def tampered(**values: Any) -> list[str]:
    """What is found after somebody has written into a decision behind the guards."""
    guards.remove()
    Decision.objects.filter(pk=Decision.objects.earliest("pk").pk).update(**values)
    return recompute().differences


@pytest.mark.usefixtures("_decisions")
def test_all_come_out_again_whatever_became_of_the_results() -> None:
    TaskResult.objects.all().delete()
    out = io.StringIO()
    call_command("recompute_decisions", stdout=out)
    assert "6 decisions recomputed, 0 differences" in out.getvalue()
    assert "basis annulment: 1" in out.getvalue()


@pytest.mark.usefixtures("_decisions")
@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"outcome": "none"}, "decided is none, the rules come to tunnistus"),
        ({"proposed": "toend"}, "the rules come to tunnistus, stored is toend"),
        ({"reasons": ["EXAM_BELOW"]}, "stored are EXAM_BELOW"),
        ({"digest": "f" * 64}, "the digest is not that of the content"),
        ({"rules_version": 2}, "rules version 2"),
        ({"content": {}}, "cannot be read"),
        ({"cohort": 0}, "cohort or learner"),
    ],
)
def test_a_tampered_row_is_found(values: dict[str, Any], words: str) -> None:
    if "cohort" in values:
        from tests.office import another_cohort

        values = {"cohort": another_cohort(Decision.objects.earliest("pk").cohort)}
    assert any(words in each for each in tampered(**values))


@pytest.mark.usefixtures("_decisions")
def test_a_tampered_snapshot_is_found() -> None:
    content = Decision.objects.earliest("pk").content
    content["snapshot"]["attendance"]["attended_minutes"] = 1
    found = tampered(content=content)
    assert any("digest" in each for each in found)
    assert any("come to toend" in each for each in found)


@pytest.mark.usefixtures("_decisions")
def test_a_chain_with_two_ends_is_found_and_the_command_says_so() -> None:
    guards.remove()
    later = Decision.objects.exclude(supersedes=None).earliest("pk")
    models.QuerySet(Decision).filter(pk=later.pk).update(supersedes=Decision.objects.earliest("pk"))
    with pytest.raises(SystemExit) as ended:
        call_command("recompute_decisions", stdout=io.StringIO())
    assert ended.value.code == 1
    found = recompute().differences
    assert any("of another learner" in each for each in found)
    assert any("0 decisions stand" in each or "2 decisions stand" in each for each in found)


def test_memory_is_spared_by_reading_in_portions(django_assert_max_num_queries: Callable[..., Any]) -> None:
    with django_assert_max_num_queries(3):
        assert recompute().differences == []
