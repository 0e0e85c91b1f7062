"""The demo: the shipped curriculum as one cohort, with learners in every stage."""

from datetime import date, time, timedelta
from pathlib import Path

from django.db import transaction

from config.demo.cast import HOSTS, LEARNERS, SCHOOL
from config.demo.documents import build_documents
from config.demo.places import offer_place
from config.demo.results import build_results
from config.demo.stories import TALES
from config.demo.walk import Walk
from placements import clock
from placements.agreements.models import Practicum
from placements.agreements.services import open_practicum
from placements.cohorts.models import Cohort, Enrolment, Role
from placements.hosts.models import Host
from placements.hosts.services import ContactDetails, HostDetails, register_contact, register_host
from placements.people.models import Person
from placements.people.services import get_or_create_by_email
from placements.programmes.services import load_occupation, load_policy, load_programme
from placements.records.models import ProviderSettings
from placements.records.services import seed_provider
from workflows.engine import begin

DATA = Path(__file__).resolve().parents[2] / "placements" / "programmes" / "data"
COHORT = "ktj-26-3"
WEEKS_BACK = timedelta(days=70)
WEEKS_AHEAD = timedelta(days=60)


@transaction.atomic
def build_demo() -> bool:
    """Fill an empty database with the demo; returns whether there was anything to do."""
    if Cohort.objects.exists():
        return False
    today = clock.local_date(clock.now())
    cohort = open_cohort(today)
    hosts = [take_host(index) for index in range(len(HOSTS))]
    for index, (name, language) in enumerate(LEARNERS):
        _learner(cohort, hosts[index % len(hosts)], index, (name, language))
    build_results(cohort)
    build_documents(cohort)
    return True


def open_cohort(today: date) -> Cohort:
    """A cohort over the shipped curriculum, policy and occupation, with its school people."""
    programme = load_programme((DATA / "programme.json").read_bytes())
    seed_provider(programme.provider)
    cohort = Cohort.objects.create(
        code=COHORT,
        programme_version=programme.version,
        policy_version=load_policy((DATA / "practicum_policy.json").read_bytes()).version,
        occupation_version=load_occupation((DATA / "occupation.json").read_bytes()).version,
        starts_on=today - WEEKS_BACK,
        ends_on=today + WEEKS_AHEAD,
        practicum_from=today - WEEKS_BACK,
        practicum_until=today + WEEKS_AHEAD,
        decision_on=today + WEEKS_AHEAD,
    )
    _school(cohort)
    return cohort


def _school(cohort: Cohort) -> None:
    for kind, people in SCHOOL.items():
        role = Role.Kind(kind.removesuffix("s"))
        for name, email, language in people:
            person = get_or_create_by_email(email, name=name, language=language, phone="+372 5555 0100")
            everywhere = role in {Role.Kind.MANAGER, Role.Kind.AUDITOR}
            Role.objects.create(person=person, cohort=None if everywhere else cohort, kind=role)
            if role == Role.Kind.MANAGER:
                ProviderSettings.objects.filter(pk=1).update(signatory=person)


def take_host(index: int) -> tuple[Host, Person]:
    """One of the demo's companies, with its mentor."""
    name, code, address, mentor, signatory = HOSTS[index]
    host = register_host(HostDetails(name, code, address))
    host.is_listed = index % 2 == 1
    host.save(update_fields=["is_listed"])
    person = register_contact(host, _contact(mentor, f"mentor{index}"), mentor=True, signatory=signatory is None)
    if signatory:
        register_contact(host, _contact(signatory, f"juhataja{index}"), signatory=True)
    offer_place(host, index)
    return host, person


def _contact(who: tuple[str, str], mailbox: str) -> ContactDetails:
    return ContactDetails(who[0], f"{mailbox}@example.ee", "+372 5555 0200", who[1])


def _learner(cohort: Cohort, host: tuple[Host, Person], index: int, who: tuple[str, str]) -> None:
    tale = TALES[index]
    start = clock.local_date(clock.now()) - timedelta(days=tale.days_ago)
    with clock.moved_to(clock.instant(start, time(8))):
        practicum = enrol(cohort, f"oppija{index + 1}@example.ee", *who)
    tale.tell(Walk(practicum, host[0], host[1], start))


def enrol(cohort: Cohort, email: str, name: str, language: str) -> Practicum:
    """A learner in the cohort, with a practicum whose process has begun."""
    learner = get_or_create_by_email(email, name=name, language=language)
    enrolment = Enrolment.objects.create(
        cohort=cohort,
        learner=learner,
        programme_version=cohort.programme_version,
        policy_version=cohort.policy_version,
        enrolled_on=cohort.starts_on,
    )
    practicum = open_practicum(enrolment, None)
    begin(practicum)
    practicum.refresh_from_db()
    return practicum
