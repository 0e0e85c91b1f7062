"""How django-allauth behaves here: closed, no passwords, codes derived and mailed through the outbox."""

from datetime import timedelta
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest
from django.utils.crypto import get_random_string
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from notifications.services import queue_message
from placements import clock
from placements.people.keys import six_digits
from placements.people.models import Person

VALID_MINUTES = 10
SEED_LENGTH = 22


def sign_in_code_of(seed: str) -> str:
    """The six digits of a sign-in. The session and the outbox hold only the seed: without the key it tells nothing."""
    return six_digits("sign-in-code", seed) if seed else ""


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth carries no types
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_code": _("The code is wrong or has expired: check the digits or ask for a new code."),
        "too_many_login_attempts": _("Too many tries in a short time: wait ten minutes and ask for a new code."),
        "rate_limited": _("Too many tries in a short time: wait ten minutes and ask for a new code."),
    }

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        return False

    def generate_login_code(self) -> str:
        """What allauth keeps in the session: the seed of the code, not the code."""
        return get_random_string(SEED_LENGTH)

    @transaction.atomic
    def send_mail(self, _template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queue the sign-in code: a slow or broken mail server must not tell known addresses from unknown ones."""
        until = clock.now() + timedelta(minutes=VALID_MINUTES)
        queue_message(
            "sign_in_code",
            person_id=Person.objects.get(email=email).pk,
            seed=context["code"],
            language=get_language() or "et",
            until=int(until.timestamp()),
        )

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        """allauth's own notices stay silent but for faults: our pages say where one is."""
        if level >= messages.ERROR:
            super().add_message(request, level, *args, **kwargs)
