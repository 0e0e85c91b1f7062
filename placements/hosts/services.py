"""The verbs of companies: registering them, their places and papers."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import IntegrityError, models, transaction
from django.db.models import Sum

from placements.hosts import rules
from placements.hosts.accessibility import Answers, answers_of
from placements.hosts.models import Contact, Host, HostPaper, Place
from placements.people.identifiers import compact, registry_code_refusal
from placements.people.models import Person
from placements.people.services import get_or_create_by_email, normal_name
from placements.programmes.models import Occupation
from placements.records.models import Channel
from placements.records.services import record
from placements.records.versions import write
from placements.refusals import Refusal, Refused, refuse_if


@dataclass(frozen=True, slots=True)
class HostDetails:
    name: str
    registry_code: str
    address: str = ""
    phone: str = ""
    activity: str = ""
    capacity: int = 3
    is_listed: bool = False


@dataclass(frozen=True, slots=True)
class ContactDetails:
    name: str
    email: str
    phone: str = ""
    language: str = "et"


@dataclass(frozen=True, slots=True)
class PlaceDetails:
    """accessibility holds what is known, by the names of `accessibility.ATTRIBUTES`."""

    title: str
    tasks: str = ""
    occupation: Occupation | None = None
    address: str = ""
    capacity: int = 1
    hours_note: str = ""
    remote_percent: int = 0
    accessibility: Answers = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PaperDetails:
    kind: str
    valid_until: date | None = None
    note: str = ""


@transaction.atomic
def register_host(details: HostDetails) -> Host:
    """The company with this registry code; made when it is new, left as it is when known. Locks: the company."""
    locked = Host.objects.select_for_update(of=("self",))
    defaults = {"name": details.name, "address": details.address}
    found: Host = locked.get_or_create(registry_code=details.registry_code, defaults=defaults)[0]
    return found


@transaction.atomic
def register_contact(host: Host, details: ContactDetails, *, mentor: bool = False, signatory: bool = False) -> Person:
    """The company's person with this address, as mentor, signatory or both; never given an account."""
    person = get_or_create_by_email(
        details.email, name=details.name, phone=details.phone, language=details.language, has_account=False
    )
    contact, is_new = Contact.objects.get_or_create(
        host=host, person=person, defaults={"is_mentor": mentor, "is_signatory": signatory}
    )
    if not is_new:
        contact.is_mentor |= mentor
        contact.is_signatory |= signatory
        contact.save(update_fields=["is_mentor", "is_signatory"])
    return person


def locked_host(host_id: int) -> Host:
    """The company, locked until the transaction ends: whatever is changed at one company is changed one by one."""
    host: Host = Host.objects.select_for_update(of=("self",)).get(pk=host_id)
    return host


def _company_values(details: HostDetails) -> dict[str, Any]:
    code, name = compact(details.registry_code), normal_name(details.name)
    refuse_if(rules.name_refusal(name), registry_code_refusal(code))
    values = {field: getattr(details, field) for field in ("phone", "activity", "capacity", "is_listed")}
    return values | {"name": name, "registry_code": code, "address": normal_name(details.address)}


def _known(code: str) -> Refused:
    known = Host.objects.get(registry_code=code)
    return Refused(Refusal("host.known", {"code": code, "name": known.name, "host": known.pk}))


@transaction.atomic
def add_host(details: HostDetails, actor: Person) -> Host:
    """Make a company known.

    Raises: Refused for a name or registry code that is none, or when the code is known (its value host leads there).
    """
    values = _company_values(details)
    try:
        with transaction.atomic():
            host = Host.objects.create(**values)
    except IntegrityError as error:
        raise _known(values["registry_code"]) from error
    record("host.added", actor=actor, subject_id=host.pk)
    return host


@transaction.atomic
def change_host(host: Host, actor: Person, version: int, details: HostDetails) -> Host:
    """Change a company's details; agreements that are drawn up keep the name and address they were signed with.

    Locks: the company. Raises: Refused; also when it was changed elsewhere since this version.
    """
    locked, values = locked_host(host.pk), _company_values(details)
    refuse_if(rules.version_refusal(version, locked.version), rules.offer_refusal(_offered(locked), values["capacity"]))
    try:
        with transaction.atomic():
            changed = write(locked, values)
    except IntegrityError as error:
        raise _known(values["registry_code"]) from error
    _record_change("host.changed", actor, locked.pk, locked, changed)
    return locked


def _record_change(action: str, actor: Person, host_id: int, row: models.Model, changed: Iterable[str]) -> None:
    fields = ",".join(changed)
    if fields:
        record(action, actor=actor, subject_id=row.pk, host=host_id, fields=fields)


def _offered(host: Host, without: Place | None = None) -> int:
    places = host.places.filter(is_offered=True).exclude(pk=without.pk if without else None)
    return places.aggregate(total=Sum("capacity"))["total"] or 0


def _place_values(details: PlaceDetails) -> dict[str, Any]:
    refuse_if(rules.title_refusal(details.title))
    names = ("tasks", "occupation", "capacity", "hours_note", "remote_percent")
    values = {name: getattr(details, name) for name in names}
    texts = {"title": normal_name(details.title), "address": normal_name(details.address)}
    return values | texts | dict(details.accessibility)


@transaction.atomic
def add_place(host: Host, actor: Person, details: PlaceDetails) -> Place:
    """Offer a place at a company. Locks: the company. Raises: Refused."""
    locked, values = locked_host(host.pk), _place_values(details)
    refuse_if(rules.offer_refusal(_offered(locked) + details.capacity, locked.capacity))
    place = Place.objects.create(host=locked, **values)
    record("place.added", actor=actor, subject_id=place.pk, host=locked.pk)
    return place


@transaction.atomic
def change_place(place: Place, actor: Person, version: int, details: PlaceDetails) -> Place:
    """Change a place; placements there go on as they were agreed. Locks: the company. Raises: Refused."""
    host, values = locked_host(place.host_id), _place_values(details)
    current = Place.objects.get(pk=place.pk)
    refuse_if(rules.version_refusal(version, current.version))
    if current.is_offered:
        refuse_if(rules.offer_refusal(_offered(host, current) + details.capacity, host.capacity))
    _record_change("place.changed", actor, host.pk, current, write(current, values))
    return current


@transaction.atomic
def offer_place(place: Place, actor: Person, *, is_offered: bool) -> Place:
    """Stop offering a place, or offer it again; placements there go on. Doing so twice changes nothing.

    Locks: the company. Raises: Refused when the company does not take so many.
    """
    host, current = locked_host(place.host_id), Place.objects.get(pk=place.pk)
    if is_offered:
        refuse_if(rules.offer_refusal(_offered(host, current) + current.capacity, host.capacity))
    if write(current, {"is_offered": is_offered}):
        record("place.offered" if is_offered else "place.stopped", actor=actor, subject_id=place.pk, host=host.pk)
    return current


@transaction.atomic
def confirm_accessibility(place: Place, actor: Person, answers: Answers) -> Place:
    """Take over what the company itself said of its workplace; what it did not know stays as it was."""
    host, current = locked_host(place.host_id), Place.objects.get(pk=place.pk)
    said = {name: answer for name, answer in answers.items() if answer is not None and name in answers_of(current)}
    changed = write(current, said)
    if changed:
        fields = ",".join(changed)
        record("place.changed", actor=actor, subject_id=place.pk, channel=Channel.LINK, host=host.pk, fields=fields)
    return current


@transaction.atomic
def add_paper(host: Host, actor: Person, details: PaperDetails) -> HostPaper:
    """Note a paper of a company, and until when it holds."""
    paper = HostPaper.objects.create(
        host=host, kind=details.kind, valid_until=details.valid_until, note=normal_name(details.note)
    )
    record("paper.added", actor=actor, subject_id=paper.pk, host=host.pk, kind=paper.kind)
    return paper


@transaction.atomic
def change_paper(paper: HostPaper, actor: Person, version: int, details: PaperDetails) -> HostPaper:
    """Correct a paper. Locks: the company. Raises: Refused when it was changed elsewhere since this version."""
    host = locked_host(paper.host_id)
    current = HostPaper.objects.get(pk=paper.pk)
    refuse_if(rules.version_refusal(version, current.version))
    values = {"kind": details.kind, "valid_until": details.valid_until, "note": normal_name(details.note)}
    _record_change("paper.changed", actor, host.pk, current, write(current, values))
    return current


@transaction.atomic
def remove_paper(paper: HostPaper, actor: Person) -> None:
    """Take a paper off the company's page; history keeps that it was there. Removing it twice changes nothing."""
    if HostPaper.objects.filter(pk=paper.pk).delete()[0]:
        record("paper.removed", actor=actor, subject_id=paper.pk, host=paper.host_id, kind=paper.kind)
