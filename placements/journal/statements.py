"""What is said of a stretch of work, the same for its present and its former versions."""

from django.db import models

CONTENT = (
    "day", "starts", "ends", "starts_fold", "ends_fold", "break_minutes", "chips", "outcomes", "text", "learned",
    "late_reason",
)  # fmt: skip
RECKONED = ("starts_at", "ends_at", "minutes")


class Statement(models.Model):
    """Tallinn wall-clock times, the instants that they are, net minutes, and what was done.

    A fold of 1 is the second pass of the hour that autumn repeats. Source: domain, section 9 (17).
    """

    day = models.DateField()
    starts = models.TimeField()
    ends = models.TimeField()
    starts_fold = models.PositiveSmallIntegerField(default=0)
    ends_fold = models.PositiveSmallIntegerField(default=0)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    break_minutes = models.PositiveSmallIntegerField(default=0)
    minutes = models.PositiveSmallIntegerField()
    chips = models.JSONField(default=list)
    outcomes = models.JSONField(default=list)
    text = models.TextField(blank=True)
    learned = models.TextField(blank=True)
    late_reason = models.TextField(blank=True)

    class Meta:
        abstract = True
