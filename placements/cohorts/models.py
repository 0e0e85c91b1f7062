"""Cohorts, who guides them, and who studies in them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from placements import clock
from placements.cohorts.querysets import CohortQuerySet, RoleQuerySet, SubstitutionQuerySet
from placements.programmes.models import OccupationVersion, PolicyVersion, ProgrammeVersion


class Cohort(models.Model):
    """One run of a programme version."""

    code = models.SlugField(max_length=30, unique=True)
    programme_version = models.ForeignKey(ProgrammeVersion, models.PROTECT, related_name="cohorts")
    policy_version = models.ForeignKey(PolicyVersion, models.PROTECT, null=True, related_name="cohorts")
    occupation_version = models.ForeignKey(OccupationVersion, models.PROTECT, null=True, related_name="cohorts")
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="et")
    starts_on = models.DateField()
    ends_on = models.DateField()
    practicum_from = models.DateField()
    practicum_until = models.DateField()
    decision_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    objects = CohortQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "code"]
        constraints = [
            models.UniqueConstraint(
                Lower("code"),
                name="cohort_code_once",
                violation_error_message=_("Another group has this code already: choose another one."),
            ),
            models.CheckConstraint(
                condition=Q(starts_on__lte=F("ends_on")) & Q(practicum_from__lte=F("practicum_until")),
                name="cohort_dates_in_order",
                violation_error_message=_("The end must not lie before the start: change one of the dates."),
            ),
        ]

    def __str__(self) -> str:
        return self.code


class PolicyChange(models.Model):
    """From a day on a cohort runs by another policy version, never backwards. Source: domain, section 9."""

    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="policy_changes")
    policy_version = models.ForeignKey(PolicyVersion, models.PROTECT, related_name="+")
    valid_from = models.DateField()
    reason = models.TextField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    applied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["valid_from", "pk"]
        indexes = [models.Index(fields=["valid_from"], condition=Q(applied_at=None), name="policy_changes_ahead")]

    def __str__(self) -> str:
        return f"{self.policy_version_id} in {self.cohort_id} from {self.valid_from}"


class Role(models.Model):
    """What a person does at the school: in one cohort, or in all of them when no cohort is named."""

    class Kind(models.TextChoices):
        CURATOR = "curator", _("Curator")
        TRAINER = "trainer", _("Trainer")
        MANAGER = "manager", _("Training manager")
        AUDITOR = "auditor", _("Auditor")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="roles")
    cohort = models.ForeignKey(Cohort, models.PROTECT, null=True, blank=True, related_name="roles")
    kind = models.CharField(max_length=10, choices=Kind.choices)

    objects = RoleQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "cohort", "kind"],
                name="one_role_of_a_kind",
                violation_error_message=_("This person has this role already."),
            ),
            models.UniqueConstraint(
                fields=["person", "kind"],
                condition=Q(cohort=None),
                name="one_role_of_a_kind_in_the_school",
                violation_error_message=_("This person has this role already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.cohort_id}"


class Substitution(models.Model):
    """Somebody does an absent person's work for a time, both days inclusive; ended_at cuts it short."""

    absent = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="absences")
    substitute = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="substitutions")
    starts_on = models.DateField()
    ends_on = models.DateField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = SubstitutionQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__lte=F("ends_on")),
                name="substitution_dates_in_order",
                violation_error_message=_("The end must not lie before the start: change one of the dates."),
            ),
            models.CheckConstraint(
                condition=~Q(absent=F("substitute")),
                name="nobody_stands_in_for_himself",
                violation_error_message=_("Nobody stands in for oneself: choose another person."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.substitute_id} for {self.absent_id}"


class Enrolment(models.Model):
    """A learner in a cohort; keeps the programme version it began with."""

    class State(models.TextChoices):
        ACTIVE = "active", _("Studying")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        EXPELLED = "expelled", _("Expelled")

    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="enrolments")
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="enrolments")
    programme_version = models.ForeignKey(ProgrammeVersion, models.PROTECT, related_name="enrolments")
    # Whose decision rules it keeps; none means the shipped ones. Source: domain, section 9, Decision (11).
    policy_version = models.ForeignKey(PolicyVersion, models.PROTECT, null=True, related_name="enrolments")
    enrolled_on = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.ACTIVE)

    class Meta:
        ordering = ["learner__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "learner"],
                name="one_enrolment_in_a_cohort",
                violation_error_message=_("This learner is already in this cohort."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.learner_id} in {self.cohort_id}"
