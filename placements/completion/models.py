"""The completion record, and the waiver of a mentor's open change window."""

from django.conf import settings
from django.db import models

from placements import clock
from placements.agreements.models import Practicum
from placements.reports.models import Evaluation, ReportVersion


class WindowWaiver(models.Model):
    """A curator's word that nobody needs to wait for the mentor's days of change."""

    practicum = models.ForeignKey(Practicum, models.PROTECT, related_name="window_waivers")
    waived_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.TextField()
    waived_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["waived_at", "pk"]

    def __str__(self) -> str:
        return f"waiver for practicum {self.practicum_id}"


class CompletionRecord(models.Model):
    """What was completed: total of the ledger, hosts, evaluation, report, check-ins, and a digest of it all."""

    practicum = models.OneToOneField(Practicum, models.PROTECT, related_name="completion_record")
    confirmed_minutes = models.PositiveIntegerField()
    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="+")
    report_version = models.ForeignKey(ReportVersion, models.PROTECT, related_name="+")
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    completed_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"completion of practicum {self.practicum_id}"
