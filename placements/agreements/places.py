"""A company's place in a request: what it brings with it, whether it is still free, who guides there."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from placements.agreements.models import Placement, PlacementRequest
from placements.agreements.rules import capacity_refusal
from placements.hosts.accessibility import ATTRIBUTES, Answers, Fact, answers_of, facts_of
from placements.hosts.models import Contact, Host, Place
from placements.hosts.rules import place_refusal
from placements.hosts.services import ContactDetails, confirm_accessibility, locked_host, register_contact
from placements.people.models import Person
from placements.records.models import Channel
from placements.refusals import Refusal, refuse_if

LISTED = PlacementRequest.Source.LISTED


@dataclass(frozen=True, slots=True)
class PlaceCheck:
    """One line of the curator's checks about the place: what is checked, whether it holds, the figures."""

    code: str
    holds: bool
    values: Mapping[str, int | str]


def offer_values(host: Host, place: Place | None) -> dict[str, Any]:
    """What a company from the list, or its place, fills into a request: its details and its people; two queries."""
    values = {"host": host, "place": place, "host_name": host.name, "registry_code": host.registry_code}
    values["host_address"] = place.where if place else host.address
    return values | _mentor_values(host) | _signatory_values(host)


def imply_company(request: PlacementRequest) -> None:
    """A place says which company is asked for; only a request from the list has one."""
    if request.source != LISTED:
        request.place = None
    elif request.place is not None:
        host = request.place.host
        request.host, request.host_name, request.registry_code = host, host.name, host.registry_code
        request.host_address = request.place.where


def _active(host: Host) -> QuerySet[Contact]:
    return host.contacts.filter(person__is_active=True).select_related("person")


def _mentor_values(host: Host) -> dict[str, Any]:
    """The mentor with the fewest trainees; one without e-mail only when there is no other."""
    trainees = Count("person__mentored_placements", filter=Q(person__mentored_placements__state__in=Placement.LIVE))
    mentors = _active(host).filter(is_mentor=True).annotate(trainees=trainees)
    found = sorted(mentors, key=lambda each: (each.person.email is None, each.trainees, each.pk))
    return _person_values(found[0], "mentor", "name", "email", "phone", "language") if found else {}


def _signatory_values(host: Host) -> dict[str, Any]:
    found = _active(host).filter(is_signatory=True).order_by("pk").first()
    return _person_values(found, "signatory", "name", "email") if found else {}


def _person_values(contact: Contact, part: str, *fields: str) -> dict[str, Any]:
    return {f"{part}_{field}": getattr(contact.person, field) or "" for field in fields}


def propose(request: PlacementRequest, place: Place | None, host: Host | None) -> None:
    """Fill the curator's proposal into the request; where nobody is named to sign, the mentor signs.

    Locks: the place's company. Raises: Refused when the place is full or no longer offered.
    """
    offered = place.host if place else host
    assert offered is not None, "a place or a company is proposed"
    request.state, request.source = PlacementRequest.State.PROPOSED, LISTED
    values = offer_values(offered, place)
    if "mentor_name" in values:
        signatory = {"signatory_name": values["mentor_name"], "signatory_email": values["mentor_email"]}
        values = signatory | values
    for name, value in values.items():
        setattr(request, name, value)
    request.tasks = request.tasks or (place.tasks if place else "")
    refuse_if(free_refusal(request))


def free_refusal(request: PlacementRequest) -> Refusal | None:
    """Whether the place that is asked for takes one more trainee. Locks: its company."""
    if request.source != LISTED or request.place_id is None:
        return None
    place = Place.objects.get(pk=request.place_id)
    locked_host(place.host_id)
    others = place.placements.filter(state__in=Placement.LIVE).exclude(practicum=request.practicum_id)
    return place_refusal(others.count(), place.capacity, place.title, is_offered=place.is_offered)


def gone_refusal(request: PlacementRequest) -> Refusal | None:
    """Nobody is named who has left: no link of such a person opens any more."""
    named = [request.mentor_email.strip().lower(), request.signatory_email.strip().lower()]
    gone = Person.objects.filter(email__in=named, is_active=False).order_by("pk").first()
    return Refusal("person.inactive", {"name": gone.name}) if gone else None


def _mentor_by_phone(request: PlacementRequest) -> Person | None:
    if request.mentor_email or request.source != LISTED or request.host_id is None:
        return None
    named = Contact.objects.filter(host=request.host_id, is_mentor=True, person__email=None, person__is_active=True)
    found = named.select_related("person").filter(person__name=request.mentor_name).first()
    return found.person if found else None


def has_mentor_by_phone(request: PlacementRequest) -> bool:
    """Whether the mentor asked for is one whom the company has named without an e-mail address."""
    return _mentor_by_phone(request) is not None


def mentor_for(host: Host, request: PlacementRequest, most: int) -> Person:
    """The request's mentor, named at the company. Raises: Refused when the mentor guides enough trainees already."""
    details = (request.mentor_name, request.mentor_email, request.mentor_phone, request.mentor_language)
    mentor = _mentor_by_phone(request) or register_contact(host, ContactDetails(*details), mentor=True)
    trainees = Placement.objects.filter(mentor=mentor, state__in=Placement.LIVE).count()
    refuse_if(capacity_refusal(trainees, most, mentor.name))
    return mentor


def place_for(host: Host, request: PlacementRequest) -> Place | None:
    """The place of this company that the request is for."""
    is_here = request.source == LISTED and request.place is not None and request.place.host_id == host.pk
    return request.place if is_here else None


def channel_of(placement: Placement, actor: Person) -> Channel:
    """How the mentor's answer came: by his link, or through a curator who phoned him."""
    return Channel.LINK if actor.pk == placement.mentor_id else Channel.PHONE


def present_accessibility(placement: Placement) -> dict[str, bool | None]:
    """What is known of the workplace: what the company confirmed, else what its place says."""
    known = answers_of(placement.place) if placement.place else dict.fromkeys(ATTRIBUTES)
    return known | {name: answer for name, answer in placement.accessibility.items() if answer is not None}


def take_accessibility(placement: Placement, actor: Person, answers: Answers) -> None:
    """Keep with the placement what the company said of its workplace, and bring its place up to that."""
    placement.accessibility = {name: answers[name] for name in ATTRIBUTES if name in answers}
    if placement.place is not None:
        confirm_accessibility(placement.place, actor, answers)


def accessibility_facts(source: Placement | PlacementRequest | None) -> list[Fact]:
    """What is known of the workplace of a placement or of a request's place; nothing where nobody has said anything."""
    if isinstance(source, Placement):
        known = present_accessibility(source)
    else:
        known = answers_of(source.place) if source and source.place else {}
    return facts_of(known) if any(answer is not None for answer in known.values()) else []


def place_checks(request: PlacementRequest) -> list[PlaceCheck]:
    """What a curator sees of the place before deciding: its free trainees, and a mentor reached by phone."""
    checks = []
    if request.source == LISTED and request.place:
        place = request.place
        free = place.capacity - place.placements.filter(state__in=Placement.LIVE).count()
        values = {"free": max(free, 0), "limit": place.capacity}
        checks.append(PlaceCheck("place", place.is_offered and free > 0, values))
    if has_mentor_by_phone(request):
        checks.append(PlaceCheck("by_phone", False, {"phone": request.mentor_phone}))
    return checks
