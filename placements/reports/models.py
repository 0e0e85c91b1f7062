"""The host's evaluation and the learner's reflective report."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from placements import clock
from placements.agreements.models import Placement, Practicum


class Evaluation(models.Model):
    """A mentor's evaluation of one placement: competence code to level, or null where he could not observe."""

    placement = models.OneToOneField(Placement, models.PROTECT, related_name="evaluation")
    mentor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="evaluations")
    ratings = models.JSONField()
    texts = models.JSONField()
    aim_achieved = models.BooleanField()
    submitted_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"evaluation of placement {self.placement_id}"


class Report(models.Model):
    """The report's draft: prompt code to text; every submission becomes a version."""

    practicum = models.OneToOneField(Practicum, models.PROTECT, related_name="report")
    draft = models.JSONField(default=dict)
    draft_version = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"report of practicum {self.practicum_id}"


class ReportVersion(models.Model):
    """One submission, as it was read."""

    class State(models.TextChoices):
        SUBMITTED = "submitted", _("submitted")
        RETURNED = "returned", _("returned")
        APPROVED = "approved", _("approved")

    report = models.ForeignKey(Report, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    answers = models.JSONField()
    submitted_at = models.DateTimeField(default=clock.now)
    state = models.CharField(max_length=10, choices=State.choices, default=State.SUBMITTED)
    remarks = models.JSONField(default=dict)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["report", "number"]
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="report_versions"),
            models.UniqueConstraint(
                fields=["report"],
                condition=Q(state="submitted"),
                name="one_report_version_in_review",
                violation_error_message=_("The report is with the curator already."),
            ),
        ]

    def __str__(self) -> str:
        return f"version {self.number} of report {self.report_id}"
