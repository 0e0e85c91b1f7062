"""Decisions, what two people decide against the rules, and appeals."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from placements import clock
from placements.cohorts.models import Cohort, Enrolment
from placements.decisions.querysets import DecisionQuerySet
from placements.records.models import StoredFile


class Outcome(models.TextChoices):
    """What a decision comes to."""

    CERTIFICATE = "tunnistus", _("Certificate of completion")
    ATTESTATION = "toend", _("Attestation of participation")
    NONE = "none", _("No document")


class Decision(models.Model):
    """What was decided, with everything it rests on. Never changed: a later decision supersedes it.

    content holds the snapshot, the limits and the evidence as they were; `manage.py recompute_decisions` comes from
    them to the same proposal. digest is SHA-256 over the canonical content. Source: domain, section 4.
    """

    class Basis(models.TextChoices):
        RULES = "rules", _("by the rules")
        OVERRIDE = "override", _("by two people")
        APPEAL = "appeal", _("after an appeal")
        ANNULMENT = "annulment", _("after the completion was annulled")

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="decisions")
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="decisions")
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="decisions")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    # What the rules came to; an override differs from it.
    proposed = models.CharField(max_length=10)
    reasons = models.JSONField()
    basis = models.CharField(max_length=10, choices=Basis.choices, default=Basis.RULES)
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    rules_version = models.PositiveSmallIntegerField()
    reason = models.TextField(blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    second = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(default=clock.now)
    supersedes = models.OneToOneField("self", models.PROTECT, null=True, related_name="successor")

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["decided_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment"],
                condition=Q(supersedes=None),
                name="one_first_decision",
                violation_error_message=_("This learner is decided on already: load the page again."),
            ),
            models.CheckConstraint(
                condition=Q(second=None) | ~Q(second=F("decided_by")),
                name="a_second_person_decides",
                violation_error_message=_("Somebody else must confirm what you have proposed."),
            ),
        ]
        indexes = [models.Index(fields=["cohort", "outcome"], name="decisions_by_cohort")]

    def __str__(self) -> str:
        return f"decision {self.pk}: {self.outcome}"


class Override(models.Model):
    """Against the proposal of the rules: one person proposes with a reason, a second one confirms or refuses."""

    class State(models.TextChoices):
        OPEN = "open", _("waits for a second person")
        CONFIRMED = "confirmed", _("confirmed")
        REFUSED = "refused", _("refused")
        LAPSED = "lapsed", _("no longer needed")

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="overrides")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    reason = models.TextField()
    evidence = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=clock.now)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)

    class Meta:
        ordering = ["proposed_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment"],
                condition=Q(state="open"),
                name="one_open_override",
                violation_error_message=_("This is proposed already and waits for a second person."),
            ),
            models.CheckConstraint(
                condition=~Q(answered_by=F("proposed_by")),
                name="a_second_person_overrides",
                violation_error_message=_("Somebody else must confirm what you have proposed."),
            ),
        ]

    def __str__(self) -> str:
        return f"override {self.pk}: {self.outcome}"


class Appeal(models.Model):
    """A learner does not agree: the outcome stays, issuing is held until somebody who did not decide has answered.

    Source: domain, section 9, Decision (5).
    """

    class State(models.TextChoices):
        OPEN = "open", _("waits for an answer")
        UPHELD = "upheld", _("the decision is changed")
        DISMISSED = "dismissed", _("the decision stays")
        WITHDRAWN = "withdrawn", _("taken back by the learner")

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="appeals")
    text = models.TextField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    filed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    filed_at = models.DateTimeField(default=clock.now)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)

    class Meta:
        ordering = ["filed_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["decision"],
                condition=Q(state="open"),
                name="one_open_appeal",
                violation_error_message=_("Your objection waits for an answer already."),
            )
        ]

    def __str__(self) -> str:
        return f"appeal {self.pk}"


class AttestationRequest(models.Model):
    """Somebody who left asks for the attestation that the policy gives on request. Source: section 9, Decision (4)."""

    enrolment = models.OneToOneField(Enrolment, models.PROTECT, related_name="attestation_request")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"request for an attestation of {self.enrolment_id}"
