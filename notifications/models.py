"""The outbox, its fence after a restore, and the local mailbox of the demo."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class OutboxMessage(models.Model):
    """Something to be done after the transaction that caused it: kind and ids only, never text, links or codes."""

    class State(models.TextChoices):
        WAITING = "waiting"
        CLAIMED = "claimed"
        DONE = "done"
        DEAD = "dead"

    kind = models.CharField(max_length=40)
    payload = models.JSONField(default=dict)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    created_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now)
    dedupe_key = models.CharField(max_length=120, unique=True, null=True)  # noqa: DJ001 - unique where there is one
    attempts = models.PositiveSmallIntegerField(default=0)
    published_until = models.DateTimeField(null=True)
    lease_until = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=120, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["due_at", "id"], condition=Q(state__in=["waiting", "claimed"]), name="outbox_due")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class OutboxFence(models.Model):
    """After a restore: rows made before this instant wait until an operator lets them go."""

    before = models.DateTimeField()

    def __str__(self) -> str:
        return f"fence at {self.before}"


class MailboxMessage(models.Model):
    """A mail kept here instead of being sent: the demo's mailbox."""

    message_id = models.CharField(max_length=200, unique=True)
    to = models.CharField(max_length=254)
    subject = models.CharField(max_length=300)
    text = models.TextField()
    html = models.TextField(blank=True)
    sent_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.subject
