"""How django-allauth behaves here: closed, no passwords, codes by our own mail."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib import messages
from django.http import HttpRequest
from django.utils.crypto import get_random_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from notifications.letters import Letter, compose
from notifications.mail import send_mail

VALID_MINUTES = 10


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth carries no types
    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        return False

    def generate_login_code(self) -> str:
        return get_random_string(6, "0123456789")

    def send_mail(self, _template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """The sign-in code goes at once and past the outbox, which must never hold a code."""
        language = get_language() or "et"
        letter = Letter(
            to=email,
            language=language,
            subject=_("Sign-in code"),
            heading=_("Sign-in code"),
            paragraphs=[_("The code is valid for {minutes} minutes. Give it to no one.").format(minutes=VALID_MINUTES)],
            code=context["code"],
            reason=_("This address was entered on the sign-in page."),
        )
        send_mail(compose(letter), tag=f"sign-in-{get_random_string(16)}")

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        """allauth's own notices stay silent but for faults: our pages say where one is."""
        if level >= messages.ERROR:
            super().add_message(request, level, *args, **kwargs)
