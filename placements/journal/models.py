"""The practice journal: entries and their former versions, drafts, absences, days that a curator opened."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from placements import clock
from placements.agreements.models import Placement, Practicum
from placements.journal.ledger import Confirmation as Confirmation
from placements.journal.ledger import Correction as Correction
from placements.journal.ledger import HourPosting as HourPosting
from placements.journal.querysets import AbsenceQuerySet, EntryQuerySet
from placements.journal.statements import Statement

PERSON = settings.AUTH_USER_MODEL


class Entry(Statement):
    """The current statement about a stretch of work."""

    class State(models.TextChoices):
        SUBMITTED = "submitted", _("waiting for confirmation")
        CONFIRMED = "confirmed", _("confirmed")
        RETURNED = "returned", _("returned")
        CORRECTED = "corrected", _("corrected by the mentor")
        CONTESTED = "contested", _("waits for the curator")
        WITHDRAWN = "withdrawn", _("withdrawn")

    practicum = models.ForeignKey(Practicum, models.PROTECT, related_name="entries")
    placement = models.ForeignKey(Placement, models.PROTECT, related_name="entries")
    # The practicum's learner, written once: no two entries of one person overlap, wherever they were logged.
    learner = models.ForeignKey(PERSON, models.PROTECT, related_name="entries")
    client_id = models.UUIDField(unique=True)
    version = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=10, choices=State.choices, default=State.SUBMITTED)
    # What the ledger holds for this entry: an older version's minutes stand until a newer one is confirmed.
    posted_minutes = models.PositiveSmallIntegerField(default=0)
    return_reason = models.CharField(max_length=20, blank=True)
    return_text = models.TextField(blank=True)
    entered_at = models.DateTimeField(default=clock.now)
    # What the clock of the phone said when the entry was made.
    device_at = models.DateTimeField(null=True, blank=True)

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
        indexes = [
            models.Index(fields=["practicum", "day"], name="entries_by_practicum"),
            models.Index(fields=["learner", "day"], name="entries_by_learner"),
            models.Index(
                fields=["placement"],
                condition=Q(state__in=["submitted", "returned", "corrected", "contested"]),
                name="entries_unsettled",
            ),
        ]

    def __str__(self) -> str:
        return f"entry {self.pk}"


class EntryVersion(Statement):
    """What an entry said before it was changed; never altered, so that every confirmed minute can be shown."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="versions")
    version = models.PositiveIntegerField()
    replaced_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    replaced_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["entry", "version"]
        constraints = [models.UniqueConstraint(fields=["entry", "version"], name="versions_of_an_entry")]

    def __str__(self) -> str:
        return f"version {self.version} of entry {self.entry_id}"


class EntryDraft(models.Model):
    """What was typed about a day and is not sent yet: the form's own fields as they stood."""

    practicum = models.ForeignKey(Practicum, models.CASCADE, related_name="entry_drafts")
    day = models.DateField()
    version = models.PositiveIntegerField(default=1)
    content = models.JSONField(default=dict)
    saved_at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [models.Index(fields=["saved_at"], name="entry_drafts_by_age")]
        constraints = [models.UniqueConstraint(fields=["practicum", "day"], name="one_draft_of_a_day")]

    def __str__(self) -> str:
        return f"draft of {self.day} in practicum {self.practicum_id}"


class Absence(models.Model):
    """A whole day on which the learner is not at the placement; hours exclude it. Source: domain, section 9 (12)."""

    class Reason(models.TextChoices):
        NO_PRACTICUM = "no_practicum", _("There was no practicum")
        ILLNESS = "illness", _("Illness")
        CARE = "care", _("Caring for somebody ill")
        HOST_CLOSED = "host_closed", _("The company was closed")
        AGREED = "agreed", _("Agreed day off")
        OTHER = "other", _("Another reason")

    practicum = models.ForeignKey(Practicum, models.PROTECT, related_name="absences")
    client_id = models.UUIDField(unique=True)
    day = models.DateField()
    reason = models.CharField(max_length=20, choices=Reason.choices)
    text = models.TextField(blank=True)
    entered_at = models.DateTimeField(default=clock.now)
    # None until the curator has said so.
    is_excused = models.BooleanField(null=True)
    judged_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    judged_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        ordering = ["day", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["practicum", "day"],
                condition=Q(withdrawn_at=None),
                name="one_absence_of_a_day",
                violation_error_message=_("This day is an absence already."),
            )
        ]

    def __str__(self) -> str:
        return f"absence {self.pk}"


class OpenedDay(models.Model):
    """A day that the curator opened for logging although its time is over. Source: domain, section 2."""

    practicum = models.ForeignKey(Practicum, models.PROTECT, related_name="opened_days")
    day = models.DateField()
    reason = models.TextField()
    opened_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(
                fields=["practicum", "day"],
                name="a_day_is_opened_once",
                violation_error_message=_("This day is open already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.day} opened in practicum {self.practicum_id}"
