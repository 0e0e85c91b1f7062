"""What is true of the holder: from when until when, what was recognised, and hours beyond the programme."""

from datetime import timedelta
from typing import Any

import pytest

from placements import clock
from placements.agreements.models import Practicum
from placements.certificates.content import Content, content_of
from placements.certificates.printing import document_paper, document_pdf
from placements.clock import local_date
from placements.cohorts.models import Cohort
from placements.decisions.models import Decision
from placements.records.models import HistoryEntry, ProviderSettings
from tests.certificates.graduates import HOUR, graduate, manager
from tests.certificates.reading import text_of

pytestmark = pytest.mark.django_db
TODAY = local_date(clock.now())


def content(decision: Decision) -> Content:
    decision.refresh_from_db()
    return content_of(decision, clock.now()) | {"number": "T-2026-0116", "public_id": "K7Q4MX2D9WABCDEF"}


def course(cohort: Cohort, starts: int, ends: int) -> Cohort:
    """A course from so many days after today until so many."""
    cohort.starts_on, cohort.ends_on = TODAY + timedelta(days=starts), TODAY + timedelta(days=ends)
    cohort.save()
    return cohort


def leave(decision: Decision, days: int, action: str = "enrolment.withdrawn") -> None:
    """A course that was left so many days after today."""
    decision.enrolment.state = "withdrawn"
    decision.enrolment.save()
    practicum = Practicum.objects.get(enrolment=decision.enrolment_id)
    HistoryEntry.objects.create(
        action=action, actor=manager(), practicum=practicum, subject_id=decision.enrolment_id,
        details={"on": (TODAY + timedelta(days=days)).isoformat()},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("ends", "left", "until"),
    [(-5, None, -5), (20, None, 0), (-5, -9, -9), (-5, -2, -5), (20, -3, -3)],
    ids=["over", "runs", "left before the end", "left after the end", "left a course that runs"],
)
@pytest.mark.parametrize("outcome", ["tunnistus", "toend"])
def test_the_training_lasted_until_the_earliest_of_end_leaving_and_issue(
    cohort: Cohort, outcome: str, ends: int, left: int | None, until: int
) -> None:
    decision = graduate(course(cohort, -60, ends), outcome=outcome)
    if left is not None:
        leave(decision, left)
    dates = content(decision)["dates"]
    expected = {"starts_on": -60, "ends_on": until}
    assert dates == {name: (TODAY + timedelta(days=days)).isoformat() for name, days in expected.items()}


def test_a_practicum_that_ended_with_the_studies_tells_the_day_as_well(cohort: Cohort) -> None:
    decision = graduate(course(cohort, -60, -1), outcome="toend")
    ended_on = TODAY - timedelta(days=12)
    Practicum.objects.filter(enrolment=decision.enrolment_id).update(
        stage="expelled", ended_at=clock.now(), ended_on=ended_on
    )
    assert content(decision)["dates"]["ends_on"] != ended_on.isoformat(), "who came back studied on"
    decision.enrolment.state = "expelled"
    decision.enrolment.save()
    assert content(decision)["dates"]["ends_on"] == ended_on.isoformat()


def recognise(decision: Decision, hours: int, required: int) -> None:
    practicums = Practicum.objects.filter(enrolment=decision.enrolment_id)
    practicums.update(recognised_minutes=hours * HOUR, required_minutes=required * HOUR)


@pytest.mark.parametrize(
    ("hours", "required", "says", "never"),
    [
        (0, 80, ["hours confirmed by the mentor"], "VÕTA"),
        (80, 0, ["earlier work recognised (VÕTA), 80\xa0ac."], "confirmed by the mentor"),
        (
            30,
            50,
            ["earlier work recognised (VÕTA), 30\xa0ac.", "the rest: hours confirmed by the mentor"],
            "Practicum: hours",
        ),
    ],
    ids=["nothing", "all", "a part"],
)
def test_a_recognised_practicum_says_so(cohort: Cohort, hours: int, required: int, says: list[str], never: str) -> None:
    decision = graduate(cohort)
    recognise(decision, hours, required)
    text = content(decision)["assessment"]["en"]
    assert [each for each in says if each not in text] == []
    assert never not in text


def test_an_attestation_tells_recognised_work_apart(cohort: Cohort) -> None:
    decision = graduate(cohort, outcome="toend", hours=(58, 0))
    assert document_paper(content(decision), "en")["recognised"] == ""
    recognise(decision, 80, 0)
    assert "VÕTA): 80" in text_of(document_pdf(content(decision), "en"))


def test_hours_beyond_the_programme_stand_apart_and_fill_up_nothing(cohort: Cohort) -> None:
    paper: dict[str, Any] = document_paper(content(graduate(cohort, outcome="toend", hours=(60, 84))), "en")
    shown = [row[1].replace("\xa0", " ") for row in paper["rows"]]
    assert shown == ["60 ac. h", "80 ac. h (+4)", "24 ac. h"]
    assert paper["total_done"].startswith("164")
    assert paper["done"]["practicum"] == 80


@pytest.mark.parametrize(
    ("title", "language", "printed"),
    [
        ("koolitusjuht", "et", "koolitusjuht"), ("Koolitusjuht", "en", "training manager"),
        ("juhataja", "en", "head of the school"), ("direktor", "en", "director"),
        ("õppeprorektor", "et", "õppeprorektor"), ("õppeprorektor", "en", ""), ("õppeprorektor", "ru", ""),
    ],
)  # fmt: skip
def test_a_title_is_translated_or_left_out(cohort: Cohort, title: str, language: str, printed: str) -> None:
    ProviderSettings.objects.filter(pk=1).update(signatory_title=title)
    assert document_paper(content(graduate(cohort)), language)["signatory_title"] == printed


def test_shares_are_written_as_the_language_does(cohort: Cohort) -> None:
    made = content(graduate(cohort))
    assert "65 %" in made["assessment"]["et"]
    shown = {language: document_paper(made, language)["assessment"] for language in ("et", "ru", "en")}
    assert "65%" in shown["et"]
    assert "65\xa0%" in shown["ru"]
    assert "65%" in shown["en"]
