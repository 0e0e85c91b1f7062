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
class Line:
    """A row of a section's table: three cells, a small note under two of them, and a text across."""

    cells: tuple[str, str, str]
    notes: tuple[str, str] = ("", "")
    text: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a letter with its own heading; link is a label and an address."""

    title: str
    note: str = ""
    paragraphs: Sequence[str] = ()
    columns: tuple[str, ...] = ()
    lines: Sequence[Line] = ()
    total: tuple[str, str] | None = None
    link: tuple[str, str] | None = None


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
    sections: Sequence[Section] = ()
    # Below the button, and in small print: addresses with their labels.
    closing: Sequence[str] = ()
    links: Sequence[tuple[str, str]] = ()
    extra: dict[str, Any] = field(default_factory=dict)


def absolute_address(address: str) -> str:
    """The address with the service's own in front of it."""
    return address if address.startswith("http") else f"{settings.PUBLIC_URL}{address}"


def compose(letter: Letter) -> MailContent:
    """The mail in the person's language; addresses become absolute."""
    absolute = absolute_address(letter.button[1] if letter.button else "")
    context = {"letter": letter, "url": absolute, "public_url": settings.PUBLIC_URL, "language": letter.language}
    context["sender"] = sender_name()
    with translation.override(letter.language):
        text = render_to_string("mail/base.txt", context)
        html = css_inline.inline(render_to_string("mail/base.html", context), keep_style_tags=True)
    return MailContent(letter.to, letter.subject, text, html, letter.language)
