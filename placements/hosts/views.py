"""The companies: the list, one company, and the forms of it, its places, people and papers."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from placements import clock
from placements.hosts import contacting, services
from placements.hosts.forms import ContactForm, HostForm, PaperForm, PlaceForm
from placements.hosts.loaders import editor, edits_hosts, one_of, reader
from placements.hosts.models import Host
from placements.hosts.selectors import company_context, host_list
from placements.people.decorators import person_required
from placements.people.identifiers import is_unusual_registry_code
from placements.records.sheets import Sheet, run_sheet

PAGE = ["GET", "HEAD", "POST"]


@require_safe
@person_required
def hosts(request: HttpRequest) -> HttpResponse:
    """All companies, by name or registry code."""
    person = reader(request)
    words, listed = request.GET.get("q", "")[:200], request.GET.get("listed", "")
    page, rows = host_list(words, listed, request.GET.get("page"))
    context = {"page": page, "rows": rows, "words": words, "listed": listed, "can_edit": edits_hosts(person)}
    return render(request, "hosts/list.html", context)


@require_safe
@person_required
def company(request: HttpRequest, host_id: int) -> HttpResponse:
    """One company: details, papers, places, people, placements, and what is missing."""
    person, host = reader(request), get_object_or_404(Host.objects.with_trainees(), pk=host_id)
    today = clock.local_date(clock.now())
    return render(request, "hosts/company.html", company_context(host, person, today, can_edit=edits_hosts(person)))


def _page_of(host: Host) -> str:
    return reverse("host-company", args=[host.pk])


def _warn_of_code(request: HttpRequest, code: str) -> None:
    if is_unusual_registry_code(code):
        words = _("Registry code {value} starts with an unusual digit: check it, you can continue.")
        messages.warning(request, words.format(value=code))


@require_http_methods(PAGE)
@person_required
def host_new(request: HttpRequest) -> HttpResponse:
    """Make a company known, then go to its page."""
    person = editor(request)
    saved: list[Host] = []

    def save(form: HostForm) -> None:
        saved.append(services.add_host(form.details(), person))
        _warn_of_code(request, saved[0].registry_code)

    said = _("The company is added.")
    response = run_sheet(request, Sheet(_("New company"), HostForm, save, said, reverse("hosts"), _("Companies")))
    return redirect("host-company", saved[0].pk) if saved else response


@require_http_methods(PAGE)
@person_required
def host_edit(request: HttpRequest, host_id: int) -> HttpResponse:
    """Change a company's details."""
    person, host = editor(request), get_object_or_404(Host, pk=host_id)

    def save(form: HostForm) -> None:
        changed = services.change_host(host, person, form.cleaned_data["version"], form.details())
        _warn_of_code(request, changed.registry_code)

    notes = (_("Agreements that are drawn up or signed keep the name and address that stand in them."),)
    sheet = Sheet(_("Company's details"), HostForm, save, _("Saved."), _page_of(host), host, host, notes)
    return run_sheet(request, sheet)


@require_http_methods(PAGE)
@person_required
def place_new(request: HttpRequest, host_id: int) -> HttpResponse:
    """Offer a place at a company."""
    person, host = editor(request), get_object_or_404(Host, pk=host_id)

    def save(form: PlaceForm) -> object:
        return services.add_place(host, person, form.details())

    return run_sheet(request, Sheet(_("New place"), PlaceForm, save, _("The place is offered."), _page_of(host), host))


@require_http_methods(PAGE)
@person_required
def place_edit(request: HttpRequest, host_id: int, place_id: int) -> HttpResponse:
    """Change a place, stop offering it, or offer it again."""
    person, place = editor(request), one_of(host_id, "places", place_id)

    def save(form: PlaceForm) -> object:
        return services.change_place(place, person, form.cleaned_data["version"], form.details())

    def offer(*, is_offered: bool) -> object:
        return services.offer_place(place, person, is_offered=is_offered)

    stop = (_("Stop offering this place"), lambda: offer(is_offered=False), _("The place is no longer offered."))
    again = (_("Offer this place again"), lambda: offer(is_offered=True), _("The place is offered."))
    deeds = {"stop": stop} if place.is_offered else {"again": again}
    notes = (_("Running practicums go on as they were agreed."),)
    next_url = _page_of(place.host)
    return run_sheet(
        request, Sheet(place.title, PlaceForm, save, _("Saved."), next_url, place.host, place, notes, deeds)
    )


@require_http_methods(PAGE)
@person_required
def contact_new(request: HttpRequest, host_id: int) -> HttpResponse:
    """Name a mentor or signatory."""
    person, host = editor(request), get_object_or_404(Host, pk=host_id)

    def save(form: ContactForm) -> None:
        contact = contacting.add_contact(host, person, form.details())
        typed, known = form.details().reach, contact.person
        if (known.phone, known.language) != (typed.phone, typed.language):
            messages.info(request, _("The person was known already: phone and language stay as they were."))

    start = {"parts": [part for part in dict(ContactForm.PARTS) if part == request.GET.get("part")]}
    said = _("The contact is added.")
    return run_sheet(request, Sheet(_("New contact"), ContactForm, save, said, _page_of(host), host, start=start))


@require_http_methods(PAGE)
@person_required
def contact_edit(request: HttpRequest, host_id: int, contact_id: int) -> HttpResponse:
    """Change how a contact is reached and what the contact does, or remove the contact."""
    person, contact = editor(request), one_of(host_id, "contacts", contact_id)

    def save(form: ContactForm) -> object:
        return contacting.change_contact(contact, person, form.cleaned_data["version"], form.details())

    remove = (_("Remove from this company"), lambda: contacting.remove_contact(contact, person), _("Removed."))
    notes = (_("With another e-mail address the links sent to the former one stop working."),)
    deeds, next_url = {"remove": remove}, _page_of(contact.host)
    sheet = Sheet(contact.person.name, ContactForm, save, _("Saved."), next_url, contact.host, contact, notes, deeds)
    return run_sheet(request, sheet)


@require_http_methods(PAGE)
@person_required
def paper_new(request: HttpRequest, host_id: int) -> HttpResponse:
    """Note a paper of a company."""
    person, host = editor(request), get_object_or_404(Host, pk=host_id)

    def save(form: PaperForm) -> object:
        return services.add_paper(host, person, form.details())

    return run_sheet(request, Sheet(_("New paper"), PaperForm, save, _("Saved."), _page_of(host), host))


@require_http_methods(PAGE)
@person_required
def paper_edit(request: HttpRequest, host_id: int, paper_id: int) -> HttpResponse:
    """Correct a paper, or remove it."""
    person, paper = editor(request), one_of(host_id, "papers", paper_id)

    def save(form: PaperForm) -> object:
        return services.change_paper(paper, person, form.cleaned_data["version"], form.details())

    remove = (_("Remove this paper"), lambda: services.remove_paper(paper, person), _("Removed."))
    sheet = Sheet(
        paper.get_kind_display(), PaperForm, save, _("Saved."), _page_of(paper.host), paper.host, paper,
        deeds={"remove": remove},
    )  # fmt: skip
    return run_sheet(request, sheet)
