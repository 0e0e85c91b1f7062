"""Companies that take learners, their places, papers and people."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from placements.hosts.querysets import HostQuerySet, PlaceQuerySet
from placements.programmes.models import Occupation


class Versioned(models.Model):
    """A row that people change in forms; the version tells whether it changed since a form was opened."""

    version = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True


class Host(Versioned):
    """A company."""

    name = models.CharField(max_length=200)
    registry_code = models.CharField(max_length=8, unique=True)
    address = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    activity = models.CharField(max_length=200, blank=True)
    is_listed = models.BooleanField(default=False, help_text=_("Offered to learners in the school's list"))
    capacity = models.PositiveSmallIntegerField(default=3)

    objects = HostQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class Place(Versioned):
    """What a company offers: work of one kind at one address. Accessibility belongs to it, never to a person."""

    host = models.ForeignKey(Host, models.PROTECT, related_name="places")
    title = models.CharField(max_length=120)
    occupation = models.ForeignKey(Occupation, models.PROTECT, null=True, blank=True, related_name="places")
    tasks = models.TextField(blank=True)
    address = models.CharField(max_length=200, blank=True)
    capacity = models.PositiveSmallIntegerField(default=1)
    hours_note = models.CharField(max_length=200, blank=True)
    remote_percent = models.PositiveSmallIntegerField(default=0)
    is_offered = models.BooleanField(default=True)
    step_free = models.BooleanField(null=True)
    adjustable_desk = models.BooleanField(null=True)
    screen_reader = models.BooleanField(null=True)
    quiet_room = models.BooleanField(null=True)
    flexible_hours = models.BooleanField(null=True)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        ordering = ["host", "title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(capacity__gte=1),
                name="place_takes_somebody",
                violation_error_message=_("A place takes at least one trainee: stop offering it instead."),
            ),
            models.CheckConstraint(
                condition=Q(remote_percent__lte=100),
                name="place_remote_percent",
                violation_error_message=_("Remote work is at most 100 percent."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} at {self.host_id}"

    @property
    def where(self) -> str:
        """The place's own address, else the company's."""
        return self.address or self.host.address


class HostPaper(Versioned):
    """A document that a company has with the school, and until when it holds; without an end it holds on."""

    class Kind(models.TextChoices):
        CONTRACT = "contract", _("framework contract")
        INSURANCE = "insurance", _("insurance")
        RISKS = "risks", _("risk assessment of the workplace")
        OTHER = "other", _("other paper")

    host = models.ForeignKey(Host, models.PROTECT, related_name="papers")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    valid_until = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["host", "kind", "pk"]

    def __str__(self) -> str:
        return f"{self.kind} of {self.host_id}"


class Contact(Versioned):
    """A person of the company: mentor, signatory, or both."""

    host = models.ForeignKey(Host, models.PROTECT, related_name="contacts")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="host_contacts")
    job_title = models.CharField(max_length=80, blank=True)
    is_mentor = models.BooleanField(default=False)
    is_signatory = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["host", "person"],
                name="one_contact_of_a_host",
                violation_error_message=_("This person is already named at this company."),
            ),
            models.CheckConstraint(
                condition=Q(is_mentor=True) | Q(is_signatory=True),
                name="contact_has_a_part",
                violation_error_message=_("Choose what this person does: mentor, signatory, or both."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} at {self.host_id}"
