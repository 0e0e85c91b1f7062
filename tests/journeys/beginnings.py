"""The way to where a story of decisions and documents begins, told by the verbs and gone once."""

from datetime import time, timedelta

from placements import clock
from placements.certificates.models import IssuedDocument
from placements.cohorts.models import Enrolment
from placements.people.services import set_personal_code
from placements.records.selectors import provider_settings
from placements.records.services import PROVIDER_FIELDS, change_provider
from placements.results import planning
from placements.results.completing import record_and_complete
from placements.results.planning import Planned, SessionDetails, SittingDetails, TaskDetails
from placements.results.recording import Line, Values
from tests.journeys.conftest import Cast
from tests.journeys.deeds import today
from tests.journeys.schooling import BELOW, CODE, PASSED, QUESTIONS, SESSION, SESSIONS, SETTINGS, certify, sit_retake
from tests.remembering import remembered
from tests.walks import shortened


def furnished(cast: Cast) -> None:
    """The school's settings are complete, and the learner's personal code is stored."""
    provider = provider_settings()
    present = {name: getattr(provider, name) for name in PROVIDER_FIELDS}
    change_provider(present | SETTINGS, provider.version, cast.piret.person)
    set_personal_code(cast.jelena.person, CODE, cast.piret.person)


def completed(cast: Cast, days: int = 30) -> None:
    """A practicum of two days, whose request was made so many days ago, is completed."""
    remembered(("completed", days), lambda: _complete(cast, days))
    assert cast.now().stage == "completed"


def _complete(cast: Cast, days: int) -> None:
    walk = shortened(cast.walk(days)).start().work(2).confirm().evaluate().report().read_report(approves=True)
    walk.do("change_window", {"reason": "Kinnitas telefonis"})


def taught(cast: Cast, correct: int, *accepted: bool, minutes: int = SESSION) -> None:
    """Sessions with so many minutes there each, an exam with so many right answers, and tasks, two unless named."""
    answers = accepted or (True, True)
    remembered(("taught", correct, answers, minutes), lambda: _teach(cast, correct, answers, minutes))


def _teach(cast: Cast, correct: int, answers: tuple[bool, ...], minutes: int) -> None:
    cohort, marika, yesterday = cast.practicum.cohort, cast.marika.person, today() - timedelta(days=1)
    exam = SittingDetails(clock.instant(yesterday, time(10)), QUESTIONS)
    _settle(cast, planning.plan_sitting(cohort, exam, marika), {"correct": correct})
    for days in range(SESSIONS, 0, -1):
        details = SessionDetails(today() - timedelta(days=days), time(7), SESSION)
        _settle(cast, planning.plan_session(cohort, details, marika), {"minutes": minutes, "is_excused": False})
    for number, answer in enumerate(answers, 1):
        task = TaskDetails(number, f"Töö {number}", yesterday)
        _settle(cast, planning.plan_task(cohort, task, marika), {"is_accepted": answer})


def _settle(cast: Cast, row: Planned, values: Values) -> None:
    """Enter this for everybody who studies, and mark it complete."""
    learners = Enrolment.objects.filter(cohort=cast.practicum.cohort, state="active")
    record_and_complete(row, [Line(each.pk, values) for each in learners], cast.marika.person)


def failed_twice(cast: Cast) -> str:
    """Everything but the exam is there, and no attempt is left; returns the sheet of the retake."""
    completed(cast)
    taught(cast, BELOW)
    furnished(cast)
    return sit_retake(cast, BELOW)


def certified(cast: Cast) -> IssuedDocument:
    """All four conditions are met, and the certificate is issued through the pages."""
    completed(cast)
    taught(cast, PASSED)
    furnished(cast)
    return certify(cast)
