"""Finding people by name, address, phone or personal code."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet, Value
from django.db.models.functions import Replace
from django.utils.translation import gettext as _

from placements.cohorts.models import Enrolment, Role
from placements.directory.wording import WHOLE_SCHOOL
from placements.hosts.models import Contact
from placements.people.identifiers import PERSONAL_LENGTH, compact
from placements.people.keys import personal_code_index
from placements.people.models import Person

PAGE, MOST_WORDS, SHORTEST_PHONE = 50, 5, 4
PHONE = re.compile(r"[0-9+()\s-]+")


@dataclass(frozen=True, slots=True)
class Row:
    """A person and the parts played: role or enrolment with its cohort, contact with its company."""

    person: Person
    parts: list[str]


def is_code(text: str) -> bool:
    """Whether this looks like a personal code, which must never stand in an address."""
    code = compact(text)
    return len(code) == PERSONAL_LENGTH and code.isascii() and code.isdigit()


def person_with_code(code: str) -> Person | None:
    """The person with exactly this personal code, found by its keyed hash; one query."""
    return Person.objects.filter(personal_code_index=personal_code_index(compact(code))).first()


def _words(query: str) -> Q:
    """Every word stands in the name or in the address. A regular expression, for SQLite's LIKE knows no Cyrillic."""
    found = Q()
    for word in query.split()[:MOST_WORDS]:
        found &= Q(name__iregex=re.escape(word)) | Q(email__contains=word.lower())
    return found


def _phone(query: str) -> Q:
    digits = "".join(each for each in query if each in "0123456789")
    return Q(digits__contains=digits) if PHONE.fullmatch(query) and len(digits) >= SHORTEST_PHONE else Q(pk=None)


def _of_kind(kind: str) -> Q:
    of_person = {"person": OuterRef("pk")}
    kinds = {
        "school": Q(Exists(Role.objects.filter(**of_person)), is_active=True),
        "learners": Q(Exists(Enrolment.objects.filter(learner=OuterRef("pk"))), is_active=True),
        "companies": Q(Exists(Contact.objects.filter(**of_person)), is_active=True),
        "inactive": Q(is_active=False),
    }
    return kinds.get(kind, Q())


def found_people(query: str = "", kind: str = "") -> QuerySet[Person]:
    """People of this kind whom the query names, by name; rows merged into another one are left out."""
    plain = Replace(Replace(F("phone"), Value(" "), Value("")), Value("-"), Value(""))
    people = Person.objects.filter(_of_kind(kind), merged_into=None).order_by("name", "pk")
    return people.annotate(digits=plain).filter(_words(query) | _phone(query)) if query.strip() else people


def people_page(query: str, kind: str, number: str | None) -> tuple[Page[Person], list[Row]]:
    """One page of people with their parts; five queries however many they are."""
    page = Paginator(with_parts(found_people(query, kind)), PAGE).get_page(number)
    return page, rows_of(page)


def with_parts(people: QuerySet[Person]) -> QuerySet[Person]:
    """With what the parts are read from; three queries more."""
    return people.prefetch_related(
        Prefetch("roles", Role.objects.select_related("cohort").order_by("kind", "cohort__code")),
        Prefetch("enrolments", Enrolment.objects.select_related("cohort").order_by("cohort__code")),
        Prefetch("host_contacts", Contact.objects.select_related("host").order_by("host__name")),
    )


def rows_of(people: Iterable[Person]) -> list[Row]:
    """A line for each person read with_parts; no query."""
    return [Row(person, parts_of(person)) for person in people]


def parts_of(person: Person) -> list[str]:
    """What this person does here, in words; no query when read with_parts."""
    roles = [f"{role.get_kind_display()}, {role.cohort or WHOLE_SCHOOL}" for role in person.roles.all()]
    studies = [f"{_('Learner')}, {enrolment.cohort}" for enrolment in person.enrolments.all()]
    return roles + studies + [f"{_contact(each)}, {each.host}" for each in person.host_contacts.all()]


def _contact(contact: Contact) -> str:
    return str(_("Mentor") if contact.is_mentor else _("Signatory"))


def colleagues_of(person: Person) -> QuerySet[Person]:
    """Who could do this person's work: active, with an account, neither learner nor auditor, nor somebody who only
    ever was a learner; by name."""
    enrolments = Enrolment.objects.filter(learner=OuterRef("pk"))
    roles = Role.objects.filter(person=OuterRef("pk"))
    studies, audits = enrolments.filter(state=Enrolment.State.ACTIVE), roles.filter(kind=Role.Kind.AUDITOR)
    is_of_the_school = Q(Exists(roles)) | ~Q(Exists(enrolments))
    people = Person.objects.filter(
        is_of_the_school, ~Exists(studies), ~Exists(audits), is_active=True, has_account=True
    )
    return people.exclude(pk=person.pk).order_by("name", "pk")


def look_alikes(person: Person) -> QuerySet[Person]:
    """Others of the same name, or with the same phone: perhaps the same person."""
    same = Q(name__iregex=rf"^{re.escape(person.name)}$")
    if person.phone:
        same |= Q(phone=person.phone)
    return Person.objects.filter(same, merged_into=None).exclude(pk=person.pk).order_by("name", "pk")
