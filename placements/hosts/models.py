"""Companies that take learners, and their people."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Host(models.Model):
    """A company."""

    name = models.CharField(max_length=200)
    registry_code = models.CharField(max_length=8, unique=True)
    address = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    is_listed = models.BooleanField(default=False, help_text=_("Offered to learners in the school's list"))
    capacity = models.PositiveSmallIntegerField(default=3)
    # Accessibility belongs to the place, never to a person.
    step_free = models.BooleanField(null=True)
    adjustable_desk = models.BooleanField(null=True)
    screen_reader = models.BooleanField(null=True)
    quiet_room = models.BooleanField(null=True)
    flexible_hours = models.BooleanField(null=True)

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class Contact(models.Model):
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
