"""Where the printed journal's square code leads: on to the journal for whoever may read it, else to the school."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from placements.agreements.models import Practicum
from placements.people.decorators import person_of
from placements.records.selectors import provider_settings


@require_safe
@never_cache
def journal_paper(request: HttpRequest, practicum_id: int) -> HttpResponse:
    """Everybody else reads what the paper is and whom to ask: the same page whether or not there is such a journal."""
    address = _journal_of(request, practicum_id) if request.user.is_authenticated else ""
    if address:
        return redirect(address)
    return render(request, "journal/paper.html", {"provider": provider_settings()})


def _journal_of(request: HttpRequest, practicum_id: int) -> str:
    """Where this person reads the journal; empty when he does not. At most two queries."""
    person = person_of(request)
    if Practicum.objects.filter(pk=practicum_id, learner=person).exists():
        return f"{reverse('journal-print')}?of={practicum_id}"
    is_visible = Practicum.objects.visible_to(person).filter(pk=practicum_id).exists()
    return reverse("learner-journal", args=[practicum_id]) if is_visible else ""
