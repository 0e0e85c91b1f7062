"""What the companies' pages show."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from placements import formats
from placements.hosts.accessibility import Fact, answers_of, facts_of
from placements.hosts.models import Contact, Host, HostPaper, Place
from placements.hosts.querysets import LIVE
from placements.hosts.rules import EXPIRED, EXPIRES_SOON, validity
from placements.people.models import Person

if TYPE_CHECKING:
    from placements.agreements.models import Placement

PAGE, LATEST = 50, 20
LISTED = {"yes": True, "no": False}


@dataclass(frozen=True, slots=True)
class HostRow:
    """A line of the list."""

    host: Any
    mentors: str


@dataclass(frozen=True, slots=True)
class PlaceCard:
    """A place with how many are there, and its accessibility."""

    place: Any
    facts: list[Fact]
    is_full: bool


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A paper with its validity: valid, soon or expired."""

    paper: HostPaper
    validity: str


@dataclass(frozen=True, slots=True)
class Next:
    """One thing that is missing at a company, or holds: ok, warn, bad or open; where it is mended, for who may."""

    text: str
    state: str
    note: str = ""
    url: str = ""


def host_list(words: str, listed: str, number: str | None) -> "tuple[Page[Any], list[HostRow]]":
    """One page of companies by name, with mentors and trainees; three queries whatever its length."""
    found = Host.objects.matching(words.strip()).with_trainees().order_by("name", "pk")
    if listed in LISTED:
        found = found.filter(is_listed=LISTED[listed])
    mentors = Prefetch("contacts", Contact.objects.filter(is_mentor=True).select_related("person").order_by("pk"))
    page = Paginator(found.prefetch_related(mentors), PAGE).get_page(number)
    return page, [HostRow(host, ", ".join(each.person.name for each in host.contacts.all())) for host in page]


def place_cards(places: Iterable[Any]) -> list[PlaceCard]:
    """Places (with `trainees`) as pages show them; no query."""
    return [PlaceCard(place, facts_of(answers_of(place)), place.trainees >= place.capacity) for place in places]


def offered_cards() -> list[PlaceCard]:
    """All places that learners may ask for, full ones too; one query."""
    places = Place.objects.offered().with_trainees().select_related("host")
    return place_cards(places.order_by("host__name", "title", "pk"))


def _visible_placements(host: Host, person: Person) -> "QuerySet[Placement]":
    """Placements at a company in the cohorts of this person; one query."""
    roles = person.roles_today
    placements = host.placements.select_related("practicum__learner", "practicum__cohort", "mentor", "place")
    if not roles.filter(cohort=None).exists():
        placements = placements.filter(practicum__cohort__in=roles.values("cohort"))
    return placements.order_by("-starts_on", "-pk")


def company_context(host: Host, person: Person, today: date, *, can_edit: bool) -> dict[str, Any]:
    """Everything on a company's page, in a fixed number of queries."""
    placements = _visible_placements(host, person)
    papers = [PaperRow(paper, validity(paper.valid_until, today)) for paper in host.papers.order_by("kind", "pk")]
    contacts = list(host.contacts.select_related("person").order_by("pk"))
    places = host.places.with_trainees().order_by("-is_offered", "title", "pk")
    cards = place_cards(places.select_related("host", "occupation"))
    steps = _next_steps(host, cards, contacts, papers)
    return {
        "host": host,
        "places": cards,
        "contacts": contacts,
        "papers": papers,
        "running": list(placements.filter(state__in=LIVE)),
        "past": list(placements.exclude(state__in=LIVE)[:LATEST]),
        "next_steps": [step if can_edit else Next(step.text, step.state) for step in steps],
        "can_edit": can_edit,
    }


def _next_steps(
    host: Host, places: Sequence[PlaceCard], contacts: Sequence[Contact], papers: Sequence[PaperRow]
) -> Iterator[Next]:
    new_contact = reverse("contact-new", args=[host.pk])
    if not any(each.is_mentor for each in contacts):
        yield Next(_("No mentor is named."), "warn", _("Name a mentor"), f"{new_contact}?part=mentor")
    if not any(each.is_signatory for each in contacts):
        sign = _("Nobody is named who signs for the company.")
        yield Next(sign, "warn", _("Name a signatory"), f"{new_contact}?part=signatory")
    if not any(card.place.is_offered for card in places):
        yield Next(_("No place is offered."), "warn", _("Add a place"), reverse("place-new", args=[host.pk]))
    elif host.is_listed:
        yield Next(_("Learners can ask for the places here."), "ok")
    if not host.is_listed:
        edit = reverse("host-edit", args=[host.pk])
        yield Next(_("Learners do not see this company in the list."), "open", _("Put it on the list"), edit)
    yield from (_paper_step(row) for row in papers if row.validity in {EXPIRED, EXPIRES_SOON})


def _paper_step(row: PaperRow) -> Next:
    is_expired = row.validity == EXPIRED
    words = _("Expired {date}: {paper}") if is_expired else _("Expires {date}: {paper}")
    assert row.paper.valid_until
    text = words.format(date=formats.day(row.paper.valid_until), paper=row.paper.get_kind_display())
    url = reverse("paper-edit", args=[row.paper.host_id, row.paper.pk])
    return Next(text, "bad" if is_expired else "warn", _("Renew it"), url)
