"""What was confirmed, by whom and how: confirmations, mentors' corrections, and the ledger of minutes."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from placements import clock
from placements.agreements.models import Placement, Practicum
from placements.records.models import Channel, StoredFile

PERSON = settings.AUTH_USER_MODEL


class Confirmation(models.Model):
    """One act of confirming: who, when, by which channel, on what ground, and when it becomes final."""

    class Basis(models.TextChoices):
        MENTOR = "mentor", _("by the mentor")
        ON_BEHALF = "on_behalf", _("by the curator on the mentor's behalf")
        SETTLEMENT = "settlement", _("by the curator who settled a contest")

    placement = models.ForeignKey(Placement, models.PROTECT, related_name="confirmations")
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="confirmations")
    basis = models.CharField(max_length=10, choices=Basis.choices, default=Basis.MENTOR)
    # The mentor for whom a curator confirmed, as on that day.
    on_behalf_of = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    channel = models.CharField(max_length=10, choices=Channel.choices)
    reason = models.TextField(blank=True)
    evidence = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(default=clock.now)
    # Fixed when confirming: a later policy never changes it backwards.
    final_at = models.DateTimeField()

    class Meta:
        ordering = ["confirmed_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(basis="on_behalf")
                | (Q(evidence__isnull=False, on_behalf_of__isnull=False) & ~Q(reason="")),
                name="on_behalf_with_evidence",
                violation_error_message=_("Confirming on somebody's behalf needs a reason and evidence."),
            )
        ]

    def __str__(self) -> str:
        return f"confirmation {self.pk}"


class Correction(models.Model):
    """Other times for a day, as the mentor saw them; they count once the learner accepts or the curator settles."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waits for the learner")
        CONTESTED = "contested", _("waits for the curator")
        ACCEPTED = "accepted", _("accepted by the learner")
        UPHELD = "upheld", _("upheld by the curator")
        OVERRULED = "overruled", _("overruled by the curator")
        WITHDRAWN = "withdrawn", _("withdrawn by the mentor")

    OPEN = (State.WAITING, State.CONTESTED)

    entry = models.ForeignKey("placements.Entry", models.PROTECT, related_name="corrections")
    # The version that the mentor saw and corrected.
    entry_version = models.PositiveIntegerField()
    confirmation = models.ForeignKey(Confirmation, models.PROTECT, related_name="corrections")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    starts = models.TimeField()
    ends = models.TimeField()
    starts_fold = models.PositiveSmallIntegerField(default=0)
    ends_fold = models.PositiveSmallIntegerField(default=0)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    break_minutes = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=20, blank=True)
    text = models.TextField(blank=True)
    answer_by = models.DateTimeField()
    contest_text = models.TextField(blank=True)
    contested_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    settlement = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry"], condition=Q(state__in=["waiting", "contested"]), name="one_open_correction"
            ),
            models.CheckConstraint(condition=Q(minutes__gte=1, starts_at__lt=F("ends_at")), name="correction_minutes"),
        ]
        indexes = [
            models.Index(fields=["answer_by"], condition=Q(state="waiting"), name="corrections_unanswered"),
        ]

    def __str__(self) -> str:
        return f"correction of entry {self.entry_id}"


class HourPosting(models.Model):
    """A signed number of minutes in the append-only ledger; totals come from these rows."""

    practicum = models.ForeignKey(Practicum, models.PROTECT, related_name="postings")
    entry = models.ForeignKey("placements.Entry", models.PROTECT, related_name="postings")
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
