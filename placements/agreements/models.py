"""The practicum and its placements: request, agreement, signatures, safety briefing."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from placements import clock
from placements.agreements.practicum import Practicum as Practicum
from placements.agreements.practicum import Suspension as Suspension
from placements.hosts.models import Host, Place
from placements.records.models import Channel

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class PlacementRequest(models.Model):
    """What the learner asks for. Returned or declined, it is the same row again: everything typed stays."""

    class Source(models.TextChoices):
        OWN = "own", _("I have a company myself")
        LISTED = "listed", _("A company from the school's list")
        FIND = "find", _("Please find me a place")

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        SUBMITTED = "submitted", _("submitted")
        RETURNED = "returned", _("returned")
        PROPOSED = "proposed", _("place proposed by the school")
        APPROVED = "approved", _("approved")
        DECLINED = "declined", _("declined by the company")
        REOPENED = "reopened", _("a new place is needed")

    practicum = models.OneToOneField(Practicum, models.PROTECT, related_name="request")
    version = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    source = models.CharField(max_length=10, choices=Source.choices, default=Source.OWN)
    host = models.ForeignKey(Host, models.PROTECT, null=True, blank=True, related_name="+")
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+")
    host_name = models.CharField(max_length=200, blank=True)
    registry_code = models.CharField(max_length=20, blank=True)
    host_address = models.CharField(max_length=200, blank=True)
    mentor_name = models.CharField(max_length=120, blank=True)
    mentor_email = models.EmailField(blank=True)
    mentor_phone = models.CharField(max_length=40, blank=True)
    mentor_language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="et")
    signatory_name = models.CharField(max_length=120, blank=True)
    signatory_email = models.EmailField(blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    weekdays = models.JSONField(default=list)
    day_starts = models.TimeField(null=True, blank=True)
    day_ends = models.TimeField(null=True, blank=True)
    break_minutes = models.PositiveSmallIntegerField(default=30)
    tasks = models.TextField(blank=True)
    outcomes = models.JSONField(default=list)
    remote_percent = models.PositiveSmallIntegerField(default=0)
    is_own_employee = models.BooleanField(default=False)
    wishes = models.TextField(blank=True)
    remark = models.TextField(blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"request of practicum {self.practicum_id}"


class Placement(models.Model):
    """One host for (part of) a practicum."""

    class State(models.TextChoices):
        OFFERED = "offered", _("offered to the company")
        DECLINED = "declined", _("declined by the company")
        AGREED = "agreed", _("accepted by the company")
        IN_FORCE = "in_force", _("in force")
        ENDED = "ended", _("ended")
        CALLED_OFF = "called_off", _("called off before it began")

    LIVE = (State.OFFERED, State.AGREED, State.IN_FORCE)

    practicum = models.ForeignKey(Practicum, models.PROTECT, related_name="placements")
    host = models.ForeignKey(Host, models.PROTECT, related_name="placements")
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="placements")
    mentor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="mentored_placements")
    signatory = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="signed_placements")
    state = models.CharField(max_length=10, choices=State.choices, default=State.OFFERED)
    starts_on = models.DateField()
    ends_on = models.DateField()
    weekdays = models.JSONField(default=list)
    day_starts = models.TimeField()
    day_ends = models.TimeField()
    break_minutes = models.PositiveSmallIntegerField()
    tasks = models.TextField()
    outcomes = models.JSONField(default=list)
    remote_percent = models.PositiveSmallIntegerField(default=0)
    competences = models.JSONField(default=list)
    safety_contact = models.CharField(max_length=160, blank=True)
    conditions = models.TextField(blank=True)
    # What the company itself said of its workplace, by the names of hosts.accessibility; empty before its answer.
    accessibility = models.JSONField(default=dict, blank=True)
    decline_reason = models.TextField(blank=True)
    in_force_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["practicum"],
                condition=Q(state__in=["offered", "agreed", "in_force"]),
                name="one_live_placement",
                violation_error_message=_("This practicum has a placement already: end that one first."),
            ),
            models.CheckConstraint(
                condition=Q(starts_on__lte=F("ends_on")),
                name="placement_dates_in_order",
                violation_error_message=_("The end must not lie before the start: change one of the dates."),
            ),
        ]

    def __str__(self) -> str:
        return f"placement {self.pk}"


class Party(models.TextChoices):
    LEARNER = "learner", _("Learner")
    SCHOOL = "school", _("School")
    HOST = "host", _("Company")


@dataclass(frozen=True, slots=True)
class PartyState:
    """One party of an agreement: who signs or has signed, and when that was."""

    label: "str | _StrPromise"
    name: str
    signed_at: datetime | None


class Agreement(models.Model):
    """One version of the terms that three parties sign; a change makes the next version."""

    placement = models.ForeignKey(Placement, models.PROTECT, related_name="agreements")
    version = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=30)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    terms = models.JSONField()
    digest = models.CharField(max_length=64)
    created_at = models.DateTimeField(default=clock.now)
    # From the last signature on; an amendment is a version in signing beside the one that is in force.
    in_force_at = models.DateTimeField(null=True, blank=True)
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["placement", "version"]
        constraints = [
            models.UniqueConstraint(fields=["placement", "version"], name="agreement_versions"),
            models.UniqueConstraint(
                fields=["placement"],
                condition=Q(superseded_at=None, in_force_at=None),
                name="one_agreement_in_signing",
                violation_error_message=_("A version of this agreement awaits its signatures already."),
            ),
            models.UniqueConstraint(
                fields=["placement"],
                condition=Q(superseded_at=None, in_force_at__isnull=False),
                name="one_agreement_in_force",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} v{self.version}"

    @property
    def parties(self) -> list["PartyState"]:
        """The three parties in the order of the terms, each with its signature or none; no query when prefetched.

        Who signed is named as on that day: a name changed later changes no agreement.
        """
        given = {signature.party: signature for signature in self.signatures.all()}
        named = {
            Party.LEARNER: self.terms["learner"],
            Party.SCHOOL: self.terms["provider"]["name"],
            Party.HOST: self.terms["host"]["signatory"],
        }
        return [
            PartyState(party.label, given[party].name or name, given[party].signed_at)
            if party in given
            else PartyState(party.label, name, None)
            for party, name in named.items()
        ]


class Signature(models.Model):
    """One party's signature under exactly these terms; never altered."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="signatures")
    party = models.CharField(max_length=10, choices=Party.choices)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="signatures")
    # As the signer was called on that day.
    name = models.CharField(max_length=120, blank=True)
    statement = models.TextField()
    digest = models.CharField(max_length=64)
    signed_at = models.DateTimeField(default=clock.now)
    channel = models.CharField(max_length=10, choices=Channel.choices)

    class Meta:
        ordering = ["signed_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "party"],
                name="one_signature_of_a_party",
                violation_error_message=_("This party has signed already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.party} under {self.agreement_id}"


class SafetyBriefing(models.Model):
    """The host's safety briefing; without it nothing can be confirmed. Source: TTOS § 13."""

    placement = models.OneToOneField(Placement, models.PROTECT, related_name="briefing")
    held_on = models.DateField()
    topics = models.TextField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)
    acknowledged_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"briefing of placement {self.placement_id}"
