"""One layout for every mail: the rooms give words and data, this gives HTML and text."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import css_inline
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from notifications.registry import MailContent, sender_name


@dataclass(frozen=True, slots=True)
class Letter:
    """What a mail says. rows are pairs of label and value; reason tells why the person gets it."""

    to: str
    language: str
    subject: str
    heading: str
    paragraphs: Sequence[str]
    reason: str
    rows: Sequence[tuple[str, str]] = ()
    button: tuple[str, str] | None = None
    code: str = ""
    extra: dict[str, Any] = field(default_factory=dict)


def compose(letter: Letter) -> MailContent:
    """The mail in the person's language; addresses become absolute."""
    url = letter.button[1] if letter.button else ""
    absolute = url if url.startswith("http") else f"{settings.PUBLIC_URL}{url}"
    context = {"letter": letter, "url": absolute, "public_url": settings.PUBLIC_URL, "language": letter.language}
    context["sender"] = sender_name()
    with translation.override(letter.language):
        text = render_to_string("mail/base.txt", context)
        html = css_inline.inline(render_to_string("mail/base.html", context), keep_style_tags=True)
    return MailContent(letter.to, letter.subject, text, html, letter.language)
