"""Sending one mail, with an id that stays the same when it must be sent again."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from notifications.registry import MailContent


def send_mail(content: MailContent, *, tag: str) -> None:
    """Send a mail as text and HTML; the tag makes its Message-ID."""
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ")
    headers = {
        "Message-ID": f"<{tag}@{domain}>",
        "Auto-Submitted": "auto-generated",
        "Content-Language": content.language,
    }
    mail = EmailMultiAlternatives(content.subject, content.text, to=[content.to], headers=headers)
    mail.attach_alternative(content.html, "text/html")
    mail.send()
