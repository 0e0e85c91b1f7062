"""The completion record, the waiver of a mentor's open change window, and what two people decide together."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from placements import clock
from placements.agreements.models import Placement, Practicum
from placements.records.models import StoredFile
from placements.reports.models import Evaluation, ReportVersion

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


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
    # None when the earlier work was recognised as a whole, or when two people completed without it.
    evaluation = models.ForeignKey(Evaluation, models.PROTECT, null=True, related_name="+")
    report_version = models.ForeignKey(ReportVersion, models.PROTECT, null=True, related_name="+")
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    completed_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"completion of practicum {self.practicum_id}"


class Proposal(models.Model):
    """What one person of the school proposes and a second one confirms or refuses."""

    class Kind(models.TextChoices):
        RECOGNITION = "recognition", _("Recognition of earlier work (VÕTA)")
        EVALUATION_WAIVER = "evaluation_waiver", _("Completion without the company's evaluation")
        ANNULMENT = "annulment", _("Annulment of the completion")

    class State(models.TextChoices):
        OPEN = "open", _("waits for a second person")
        CONFIRMED = "confirmed", _("confirmed")
        REFUSED = "refused", _("refused")
        LAPSED = "lapsed", _("no longer needed")

    practicum = models.ForeignKey(Practicum, models.PROTECT, related_name="proposals")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    # The placement whose evaluation is waived.
    placement = models.ForeignKey(Placement, models.PROTECT, null=True, related_name="+")
    # Only a recognition moves minutes.
    minutes = models.PositiveIntegerField(default=0)
    basis = models.TextField(blank=True)
    reason = models.TextField()
    evidence = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=clock.now)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)

    class Meta:
        ordering = ["proposed_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["practicum", "kind"],
                condition=Q(state="open"),
                name="one_open_proposal_of_a_kind",
                violation_error_message=_("This is proposed already and waits for a second person."),
            ),
            models.CheckConstraint(
                condition=~Q(answered_by=models.F("proposed_by")),
                name="a_second_person_answers",
                violation_error_message=_("Somebody else must confirm what you have proposed."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def evidence_digest(self) -> str:
        """The SHA-256 of the evidence, empty without any."""
        return self.evidence.digest if self.evidence else ""

    @property
    def label(self) -> "_StrPromise | str":
        """What is proposed."""
        return self.Kind(self.kind).label
