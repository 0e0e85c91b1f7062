"""People, the links that let them in without an account, and the codes they sign with."""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from placements import clock
from placements.people.fields import EncryptedTextField


class PersonManager(BaseUserManager["Person"]):
    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email=(username or "").strip().lower())


class Person(AbstractBaseUser):
    """A learner, mentor, signatory, curator, trainer, manager or auditor; what someone may do is a role in a cohort."""

    class Language(models.TextChoices):
        ESTONIAN = "et", _("Estonian")
        RUSSIAN = "ru", _("Russian")
        ENGLISH = "en", _("English")

    name = models.CharField(max_length=120)
    email = models.EmailField(unique=True, null=True, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=2, choices=Language.choices, default=Language.ESTONIAN)
    is_active = models.BooleanField(default=True)
    has_account = models.BooleanField(default=True)
    birth_date = models.DateField(null=True, blank=True)
    personal_code = EncryptedTextField(blank=True, default="")
    personal_code_index = models.CharField(max_length=64, unique=True, null=True, blank=True)
    anonymised_at = models.DateTimeField(null=True, blank=True)
    # The row of a duplicate stays, for history names it; all else was moved to this person.
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="duplicates")

    objects = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(email=None) | Q(email=Lower("email")),
                name="email_in_lower_case",
                violation_error_message=_("Write the e-mail address in lower case."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def roles_today(self) -> Any:
        """The roles this person exercises today, as a query; cohorts' RoleQuerySet says which."""
        roles: Any = apps.get_model("placements", "Role")
        return roles.objects.exercised_by(self)

    @property
    def email_masked(self) -> str:
        """First letter and domain, as k•••••••@example.ee: enough to know one's own address again."""
        name, _at, domain = (self.email or "").rpartition("@")
        return f"{name[0]}•••••••@{domain}" if name else ""

    @property
    def personal_code_masked(self) -> str:
        """First digit and last four, as 4xxxxxx0009; empty without a code."""
        return f"{self.personal_code[0]}xxxxxx{self.personal_code[-4:]}" if self.personal_code else ""


class AccessLink(models.Model):
    """Lets a company's person in for one placement. The secret is derived from id and generation, never stored."""

    public_id = models.CharField(max_length=16, unique=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="access_links")
    placement = models.ForeignKey("placements.Placement", models.PROTECT, related_name="access_links")
    generation = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "placement"], name="one_link_to_a_placement")]

    def __str__(self) -> str:
        return f"link {self.public_id}"


class Invitation(models.Model):
    """Lets a person sign in for the first time; one for each person. The secret is derived, never stored.

    sent_at is when the latest mail was asked for; what became of it is in the outbox.
    """

    public_id = models.CharField(max_length=16, unique=True)
    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="invitation")
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    language = models.CharField(max_length=2, choices=Person.Language.choices)
    generation = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=clock.now)
    sent_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"invitation {self.public_id}"


class SigningCode(models.Model):
    """A six-digit code for one act; derived from this row, never stored."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="signing_codes")
    purpose = models.CharField(max_length=20)
    subject_id = models.BigIntegerField()
    created_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    tries_left = models.PositiveSmallIntegerField(default=5)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["person", "purpose", "subject_id"], name="codes_of_a_person")]

    def __str__(self) -> str:
        return f"code {self.pk}"
