"""The mailbox of this machine: in the demo, and where no mail server is set; elsewhere there is no such page."""

from collections.abc import Callable
from functools import wraps

from csp.decorators import csp_replace
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from notifications.models import MailboxMessage, OutboxMessage

PAGE, LATER = 30, 10
View = Callable[..., HttpResponseBase]


def later_mails() -> list[OutboxMessage]:
    """The next messages to people that are due later; one query."""
    waiting = OutboxMessage.objects.filter(state=OutboxMessage.State.WAITING, due_at__gt=timezone.now())
    return list(waiting.exclude(person=None).select_related("person").order_by("due_at", "pk")[:LATER])


def mailbox_only(view: View) -> View:
    """404 where mails leave the house."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not settings.MAILBOX:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@require_safe
@mailbox_only
def mailbox(request: HttpRequest) -> HttpResponse:
    """All mails, newest first; `to` narrows them to one address."""
    mails = MailboxMessage.objects.defer("html", "text")
    address = request.GET.get("to", "")
    page = Paginator(mails.filter(to=address) if address else mails, PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "address": address, "later": [] if address else later_mails()}
    return render(request, "notifications/mailbox.html", context)


@require_safe
@mailbox_only
def mail(request: HttpRequest, message_id: int) -> HttpResponse:
    """One mail, as HTML and as text."""
    return render(request, "notifications/mail.html", {"mail": get_object_or_404(MailboxMessage, pk=message_id)})


@require_safe
@mailbox_only
@xframe_options_sameorigin
@csp_replace({"style-src": ["'unsafe-inline'"], "frame-ancestors": ["'self'"]})  # type: ignore[arg-type]  # one signature
def mail_html(_request: HttpRequest, message_id: int) -> HttpResponse:
    """The mail's own HTML, for the frame; mails style inline, so their page alone allows that."""
    return HttpResponse(get_object_or_404(MailboxMessage, pk=message_id).html)
