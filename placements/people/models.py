"""People: everyone who acts, with or without an account."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _


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

    objects = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    def __str__(self) -> str:
        return self.name
