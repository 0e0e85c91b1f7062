"""A mail backend that keeps mails in the database, for the demo's mailbox page."""

from collections.abc import Sequence

from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import EmailMessage, EmailMultiAlternatives

from notifications.models import MailboxMessage


class MailboxBackend(BaseEmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep each mail once; sent again under the same id, it is the same mail."""
        for mail in email_messages:
            html = mail.alternatives[0][0] if isinstance(mail, EmailMultiAlternatives) and mail.alternatives else ""
            message_id = str(mail.message()["Message-ID"])
            content = {"to": mail.to[0], "subject": mail.subject, "text": mail.body, "html": html}
            MailboxMessage.objects.get_or_create(message_id=message_id, defaults=content)
        return len(email_messages)
