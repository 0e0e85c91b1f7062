"""Check-ins with the curator, and the learner's questions."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from placements import clock
from placements.agreements.models import Practicum


class CheckIn(models.Model):
    """A planned meeting of learner and curator."""

    class Outcome(models.TextChoices):
        ON_TRACK = "on_track", _("On track")
        AT_RISK = "at_risk", _("At risk")
        ACTION = "action", _("Action needed")

    practicum = models.ForeignKey(Practicum, models.PROTECT, related_name="check_ins")
    code = models.CharField(max_length=20)
    title = models.JSONField()
    agenda = models.JSONField(default=list)
    due_on = models.DateField()
    held_on = models.DateField(null=True, blank=True)
    notes = models.TextField(blank=True)
    agreed = models.TextField(blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [models.UniqueConstraint(fields=["practicum", "code"], name="one_check_in_of_a_code")]

    def __str__(self) -> str:
        return f"{self.code} of practicum {self.practicum_id}"


class Question(models.Model):
    """What a learner asks; part of one thread per practicum."""

    practicum = models.ForeignKey(Practicum, models.PROTECT, related_name="questions")
    client_id = models.UUIDField(unique=True)
    text = models.TextField()
    asked_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["asked_at", "pk"]

    def __str__(self) -> str:
        return f"question {self.pk}"


class Answer(models.Model):
    """The school's answer to a question."""

    question = models.OneToOneField(Question, models.PROTECT, related_name="answer")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    text = models.TextField()
    answered_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["answered_at", "pk"]

    def __str__(self) -> str:
        return f"answer {self.pk}"


class Concern(models.Model):
    """An unsafe place, an accident or harassment, as the learner reports it; the company never sees it."""

    class Kind(models.TextChoices):
        UNSAFE = "unsafe", _("unsafe place")
        ACCIDENT = "accident", _("accident")
        HARASSMENT = "harassment", _("harassment")
        OTHER = "other", _("something else")

    practicum = models.ForeignKey(Practicum, models.PROTECT, related_name="concerns")
    client_id = models.UUIDField(unique=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    text = models.TextField()
    happened_on = models.DateField(null=True, blank=True)
    reported_at = models.DateTimeField(default=clock.now)
    handled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    handled_at = models.DateTimeField(null=True, blank=True)
    measures = models.TextField(blank=True)
    outcome = models.TextField(blank=True)

    class Meta:
        ordering = ["-reported_at", "-pk"]

    def __str__(self) -> str:
        return f"concern {self.pk}"
