"""A letter of one sentence and one button."""

from django.utils.translation import gettext as _

from notifications.letters import Letter
from placements.people.models import Person


def short_letter(person: Person, subject: str, text: str, address: str, reason: str) -> Letter:
    """To this person: the subject as heading, the sentence, the button "Open", and why the person gets it."""
    return Letter(
        to=person.email or "",
        language=person.language,
        subject=subject,
        heading=subject,
        paragraphs=[text],
        button=(_("Open"), address),
        reason=reason,
    )
