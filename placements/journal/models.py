"""The practice journal: entries, what was confirmed when, and the ledger of minutes."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from placements import clock
from placements.agreements.models import Placement, Practicum
from placements.journal.querysets import EntryQuerySet
from placements.records.models import Channel


class Entry(models.Model):
    """The current statement about a stretch of work, in Tallinn wall-clock time; minutes are net of the break."""

    class State(models.TextChoices):
        SUBMITTED = "submitted", _("waiting for confirmation")
        CONFIRMED = "confirmed", _("confirmed")
        RETURNED = "returned", _("returned")
        WITHDRAWN = "withdrawn", _("withdrawn")

    practicum = models.ForeignKey(Practicum, models.PROTECT, related_name="entries")
    placement = models.ForeignKey(Placement, models.PROTECT, related_name="entries")
    client_id = models.UUIDField(unique=True)
    version = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=10, choices=State.choices, default=State.SUBMITTED)
    day = models.DateField()
    starts = models.TimeField()
    ends = models.TimeField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    break_minutes = models.PositiveSmallIntegerField(default=0)
    minutes = models.PositiveSmallIntegerField()
    chips = models.JSONField(default=list)
    outcomes = models.JSONField(default=list)
    text = models.TextField(blank=True)
    learned = models.TextField(blank=True)
    late_reason = models.TextField(blank=True)
    return_reason = models.CharField(max_length=20, blank=True)
    return_text = models.TextField(blank=True)
    entered_at = models.DateTimeField(default=clock.now)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["day", "starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__gte=1) & Q(starts_at__lt=F("ends_at")),
                name="entry_has_minutes",
                violation_error_message=_("An entry holds at least one minute: check the times and the break."),
            )
        ]
        indexes = [models.Index(fields=["practicum", "day"], name="entries_by_practicum")]

    def __str__(self) -> str:
        return f"entry {self.pk}"


class Confirmation(models.Model):
    """One act of confirming: who, when, by which channel, and when it becomes final."""

    placement = models.ForeignKey(Placement, models.PROTECT, related_name="confirmations")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="confirmations")
    channel = models.CharField(max_length=10, choices=Channel.choices)
    confirmed_at = models.DateTimeField(default=clock.now)
    # Fixed when confirming: a later policy never changes it backwards.
    final_at = models.DateTimeField()

    class Meta:
        ordering = ["confirmed_at", "pk"]

    def __str__(self) -> str:
        return f"confirmation {self.pk}"


class HourPosting(models.Model):
    """A signed number of minutes in the append-only ledger; totals come from these rows."""

    practicum = models.ForeignKey(Practicum, models.PROTECT, related_name="postings")
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="postings")
    entry_version = models.PositiveIntegerField()
    confirmation = models.ForeignKey(Confirmation, models.PROTECT, related_name="postings")
    minutes = models.SmallIntegerField()
    posted_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "entry_version"],
                condition=Q(minutes__gt=0),
                name="one_posting_of_an_entry_version",
                violation_error_message=_("This day is confirmed already."),
            ),
            models.CheckConstraint(condition=~Q(minutes=0), name="posting_moves_minutes"),
        ]

    def __str__(self) -> str:
        return f"{self.minutes} min for entry {self.entry_id}"
