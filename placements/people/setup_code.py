"""The code that lets the first manager in: derived from the key outside the database, printed for the operator."""

import base64
import hmac

from django.conf import settings
from django.urls import reverse

from placements.people.keys import keyed_digest
from placements.refusals import Refusal

BYTES = 18


def setup_code() -> str:
    """The installation's set-up code, 144 bits; always the same, kept nowhere."""
    return base64.urlsafe_b64encode(keyed_digest("setup-code", "first manager")[:BYTES]).decode()


def setup_link() -> str:
    """The whole address at which the first manager begins."""
    return f"{settings.PUBLIC_URL}{reverse('setup-first')}?code={setup_code()}"


def is_setup_code(typed: str) -> bool:
    """Whether somebody typed the code, blanks around it left aside; takes the same time for every wrong one."""
    return hmac.compare_digest(typed.strip().encode("utf-8", "replace"), setup_code().encode())


def setup_code_refusal(typed: str) -> Refusal | None:
    """Whether this is not the set-up code."""
    return None if is_setup_code(typed) else Refusal("setup.code")
