"""The demo's school with all its settings, its learners' birth dates, and the first document it issued."""

from datetime import date, timedelta

from placements import clock
from placements.certificates.issuing import issue
from placements.cohorts.models import Cohort, Enrolment, Role
from placements.decisions.confirming import confirm
from placements.decisions.facts import snapshots_of
from placements.decisions.models import Decision
from placements.people.models import Person
from placements.records.models import ProviderSettings

# Invented, the registry code with a true check digit.
SETTINGS = {
    "registry_code": "80004124", "activity_notice_number": "900014", "place_of_issue": "Tallinn",
    "signatory_title": "koolitusjuht", "address": "Kooli 1, Tallinn", "email": "kool@example.ee",
    "phone": "+372 5555 0101", "web_page": "https://kool.example.ee",
}  # fmt: skip
FIRST_BORN, APART = date(1968, 3, 5), timedelta(days=397)
GRADUATE = "Maret Lill"


def build_documents(cohort: Cohort) -> None:
    """Complete the settings, and let one of those who met everything hold a certificate already."""
    ProviderSettings.objects.filter(pk=1).update(**SETTINGS)
    _give_birth_dates(cohort)
    manager = Role.objects.get(kind=Role.Kind.MANAGER).person
    enrolment = Enrolment.objects.select_related("cohort", "learner").get(cohort=cohort, learner__name=GRADUATE)
    seen = {pk: case.seen for pk, case in snapshots_of([enrolment], clock.now()).items()}
    confirm(list(seen), manager, seen)
    issue(Decision.objects.get(enrolment=enrolment), manager, enrolment.learner.language)


def _give_birth_dates(cohort: Cohort) -> None:
    learners = list(Person.objects.filter(enrolments__cohort=cohort).order_by("pk"))
    for place, learner in enumerate(learners):
        learner.birth_date = FIRST_BORN + place * APART
    Person.objects.bulk_update(learners, ["birth_date"])
