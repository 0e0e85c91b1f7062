"""Signing in with a code, a lost link, and one's own page."""

from datetime import UTC, datetime
from typing import Any

from allauth.account.views import ConfirmLoginCodeView, RequestLoginCodeView
from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from placements.people.cookies import keep_language
from placements.people.decorators import person_of, person_required
from placements.people.forms import LanguageForm, LostLinkForm
from placements.people.host_access import host_page
from placements.people.invitations import accept_invitation
from placements.people.links import ask_lost_links
from placements.people.models import Person
from placements.people.services import normal_email, set_language

# In the session: the address of a person who was made known a moment ago, so that nobody types it twice.
FIRST_ADDRESS = "first_address"


class SignInView(RequestLoginCodeView):  # type: ignore[misc]  # allauth carries no types
    """The page that takes one's address; it opens while a code waits too, for a mistyped address or a lost mail."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Where nobody can sign in yet, lead to how a school begins. One query more than allauth's."""
        if request.method != "POST" and not Person.objects.filter(has_account=True).exists():
            return redirect("setup-first")
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def get_initial(self) -> dict[str, Any]:
        return {**super().get_initial(), "email": self.request.session.get(FIRST_ADDRESS, "")}

    def _redirect_to_pending_stage(self, *_: Any) -> None:
        return None


class CodeView(ConfirmLoginCodeView):  # type: ignore[misc]  # allauth carries no types
    """The page that takes the mailed code; the session ends with the browser unless the person wants to stay."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sent_at = datetime.fromtimestamp(self._process.state["at"], UTC)
        email = self._process.state.get("email", "")
        return {**super().get_context_data(**kwargs), "sent_at": sent_at, "email": email}

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        if self.request.user.is_authenticated:
            accept_invitation(self.request.user)
        if not form.cleaned_data["keep"]:
            self.request.session.set_expiry(0)
        return response


@require_http_methods(["GET", "HEAD", "POST"])
@host_page
def lost_link(request: HttpRequest) -> HttpResponse:
    """Send the links of an address again; the answer is the same whether anybody has it or not."""
    form = LostLinkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        email = normal_email(form.cleaned_data["email"])
        if ratelimit.consume(request, action="lost_link", key=email):
            ask_lost_links(email)
        return render(request, "people/link_sent.html", {"masked": ""})
    return render(request, "people/lost_link.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@person_required
def me(request: HttpRequest) -> HttpResponse:
    """One's own data and settings."""
    person = person_of(request)
    form = LanguageForm(request.POST or None, initial={"language": person.language})
    if request.method == "POST" and form.is_valid():
        set_language(person, form.cleaned_data["language"])
        return keep_language(redirect("me"), person.language)
    shell = "base_desk.html" if person.roles_today.exists() else "base_phone.html"
    return render(request, "people/me.html", {"form": form, "person": person, "shell": shell})
