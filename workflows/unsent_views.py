"""A mail that did not arrive, as the manager reads it: whom it was for, and a button that sends it again."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from placements.overview.unsent import resend, unsent_message
from placements.people.models import Person
from placements.records.models import WorkItem
from workflows.pages import Desk, gone


def run_unsent(
    request: HttpRequest, item: WorkItem, actor: Person, page: Mapping[str, Any], next_url: str
) -> HttpResponse:
    """Show the message, or send it again."""
    if item.done_at is not None:
        return gone(request, item, Desk("base_desk.html", next_url))
    if request.method == "POST":
        if resend(item, actor):
            messages.success(request, _("The mail is sent again."))
        return redirect(next_url)
    context = {**page, "item": item, "pane": "workflows/_unsent.html", "message": unsent_message(item)}
    return render(request, "workflows/inbox.html", context)
