"""The practicum itself, and the intervals in which it rests."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from placements import clock
from placements.agreements.querysets import PracticumQuerySet
from placements.cohorts.models import Cohort, Enrolment


class Practicum(models.Model):
    """The practicum requirement of one enrolment: what one process is about."""

    class Stage(models.TextChoices):
        REQUEST = "request", _("Placement request")
        REVIEW = "review", _("Curator's review")
        HOST_ANSWER = "host_answer", _("Company's answer")
        SIGNATURES = "signatures", _("Signatures")
        HOURS = "hours", _("Practicum hours")
        CLOSING = "closing", _("Evaluation and report")
        CHANGE_WINDOW = "change_window", _("Last changes")
        COMPLETED = "completed", _("Completed")
        BROKEN_OFF = "broken_off", _("Broken off")
        WITHDRAWN = "withdrawn", _("Studies given up")
        EXPELLED = "expelled", _("Expelled")
        CANCELLED = "cancelled", _("Cancelled")
        ANNULLED = "annulled", _("Completion annulled")

    ENDED = (Stage.BROKEN_OFF, Stage.WITHDRAWN, Stage.EXPELLED, Stage.CANCELLED, Stage.ANNULLED)

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="practicums")
    # Written once, so that access to rows below it needs no join.
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="practicums")
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="practicums")
    stage = models.CharField(max_length=20, choices=Stage.choices, default=Stage.REQUEST)
    stage_since = models.DateTimeField(default=clock.now)
    # What is to be done in a company; recognised earlier work has been taken off it.
    required_minutes = models.PositiveIntegerField()
    recognised_minutes = models.PositiveIntegerField(default=0)
    academic_hour_minutes = models.PositiveSmallIntegerField()
    confirmed_minutes = models.PositiveIntegerField(default=0)
    waiting_minutes = models.PositiveIntegerField(default=0)
    completed_at = models.DateTimeField(null=True, blank=True)
    # The first day of the suspension that runs; written with its row, so that lists need no join.
    suspended_on = models.DateField(null=True, blank=True)
    # Broken off, withdrawn, expelled, cancelled or annulled: when it was said, and the last day that counts.
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    objects = PracticumQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["cohort", "stage"], name="practicum_by_cohort")]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment"],
                condition=Q(ended_at=None),
                name="one_standing_practicum",
                violation_error_message=_("This learner has a practicum already: that one must end first."),
            )
        ]

    def __str__(self) -> str:
        return f"practicum {self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether it still runs: neither completed nor ended otherwise."""
        return self.completed_at is None and self.ended_at is None

    @property
    def missing_minutes(self) -> int:
        """What is still to be done in a company, and what a company is asked for: all that is not confirmed yet."""
        return max(self.required_minutes - self.confirmed_minutes, 0)


class Suspension(models.Model):
    """An interval without practicum: the first day is in it, the day of resuming is not."""

    practicum = models.ForeignKey(Practicum, models.PROTECT, related_name="suspensions")
    from_on = models.DateField()
    planned_until = models.DateField(null=True, blank=True)
    reason = models.TextField()
    suspended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    suspended_at = models.DateTimeField(default=clock.now)
    resumed_on = models.DateField(null=True, blank=True)
    resumed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["from_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["practicum"],
                condition=Q(resumed_on=None),
                name="one_running_suspension",
                violation_error_message=_("This practicum is suspended already: resume it first."),
            ),
            models.CheckConstraint(
                condition=Q(resumed_on=None) | Q(from_on__lte=F("resumed_on")),
                name="suspension_dates_in_order",
                violation_error_message=_("The end must not lie before the start: change one of the dates."),
            ),
        ]

    def __str__(self) -> str:
        return f"suspension of practicum {self.practicum_id} from {self.from_on}"
