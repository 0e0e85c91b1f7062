"""Mails of this room: signing codes, and links sent again."""

from collections.abc import Mapping
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from notifications.letters import Letter, compose
from notifications.registry import MailContent, register_consumer, register_mail
from placements import clock, formats
from placements.people.adapter import sign_in_code_of
from placements.people.codes import VALID_MINUTES, code_of
from placements.people.links import enter_url, find_lost_links
from placements.people.models import AccessLink, Person, SigningCode
from placements.people.trial_mail import KIND as TRIAL_MAIL
from placements.people.trial_mail import trial_mail

Payload = Mapping[str, Any]


def sign_in_code(payload: Payload, person: Person) -> MailContent | None:
    """The six digits, in the language of the page that asked; nothing once the time is over."""
    if payload["until"] <= clock.now().timestamp() or not person.is_active:
        return None
    with translation.override(payload["language"]):
        text = _("The code is valid for {minutes} minutes. Give it to no one.")
        letter = Letter(
            to=person.email or "",
            language=payload["language"],
            subject=_("Sign-in code"),
            heading=_("Sign-in code"),
            paragraphs=[text.format(minutes=VALID_MINUTES)],
            code=sign_in_code_of(payload["seed"]),
            reason=_("This address was entered on the sign-in page."),
        )
        return compose(letter)


def signing_code(payload: Payload, person: Person) -> MailContent | None:
    """The six digits; nothing once the code is used or over. The code is not in the subject."""
    row = SigningCode.objects.get(pk=payload["code"])
    if row.used_at is not None or row.expires_at <= clock.now():
        return None
    with translation.override(person.language):
        text = _("The code is valid for {minutes} minutes. If it reached you by mistake, do nothing.")
        letter = Letter(
            to=person.email or "",
            language=person.language,
            subject=_("Signing code: practicum agreement"),
            heading=_("Signing code"),
            paragraphs=[text.format(minutes=VALID_MINUTES)],
            code=code_of(row),
            reason=_("A code was asked for on the page of the agreement."),
        )
        return compose(letter)


def link_renewed(payload: Payload, person: Person) -> MailContent | None:
    """The new link, to the same address."""
    link = AccessLink.objects.get(pk=payload["link"])
    if link.revoked_at is not None or link.expires_at <= clock.now():
        return None
    with translation.override(person.language):
        text = _("The link opens what is waiting. It is valid until {due}.")
        letter = Letter(
            to=person.email or "",
            language=person.language,
            subject=_("Here is your new link"),
            heading=_("Here is your new link"),
            paragraphs=[text.format(due=formats.day(clock.local_date(link.expires_at)))],
            button=(_("Open"), enter_url(link)),
            reason=_("A new link to this address was asked for."),
        )
        return compose(letter)


def register() -> None:
    """Let the outbox know these mails."""
    register_mail("sign_in_code", sign_in_code)
    register_mail("signing_code", signing_code)
    register_mail("link_renewed", link_renewed)
    register_consumer("lost_link", find_lost_links, touches_only_database=True)
    register_mail(TRIAL_MAIL, trial_mail)
