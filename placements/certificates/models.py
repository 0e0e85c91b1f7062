"""The register of issued documents, their editions as files, batches of issuing, and the keys of credentials."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from placements import clock
from placements.certificates.public_ids import new_public_id
from placements.cohorts.models import Cohort, Enrolment
from placements.decisions.models import Decision
from placements.people.fields import EncryptedTextField


class Kind(models.TextChoices):
    """The two documents that the school issues."""

    CERTIFICATE = "tunnistus", _("Certificate of completion")
    ATTESTATION = "toend", _("Attestation of participation")


class RegisterYear(models.Model):
    """The last number given out in a year and kind; locked by whoever takes the next, so that none is missing."""

    kind = models.CharField(max_length=10, choices=Kind.choices)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "year"], name="one_register_of_a_year")]

    def __str__(self) -> str:
        return f"{self.kind} {self.year}: {self.last}"


class IssuedDocument(models.Model):
    """One line of the register. What is printed stands in content and is never changed; a corrected one replaces it.

    Source: domain, section 5 (gapless per year and kind, public id random).
    """

    class State(models.TextChoices):
        VALID = "valid", _("valid")
        REVOKED = "revoked", _("revoked")
        SUPERSEDED = "superseded", _("replaced by a corrected one")

    kind = models.CharField(max_length=10, choices=Kind.choices)
    year = models.PositiveSmallIntegerField()
    sequence = models.PositiveIntegerField()
    number = models.CharField(max_length=40)
    public_id = models.CharField(max_length=26, unique=True, default=new_public_id)
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="documents")
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="documents")
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="documents")
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="documents")
    # Canonical JSON of all that is printed, in every language; it holds the personal code.
    content = EncryptedTextField()
    # What everybody may see on the verification page: no personal code in it.
    public_content = models.JSONField()
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    state = models.CharField(max_length=10, choices=State.choices, default=State.VALID)
    state_at = models.DateTimeField(default=clock.now)
    state_reason = models.TextField(blank=True)
    issued_on = models.DateField()
    issued_at = models.DateTimeField(default=clock.now)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replacement")
    # The signed Open Badges credential, as it was handed out.
    credential = models.TextField(blank=True)

    class Meta:
        ordering = ["-year", "kind", "-sequence"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "year", "sequence"], name="register_numbers"),
            models.UniqueConstraint(fields=["kind", "number"], name="register_numbers_as_printed"),
            models.UniqueConstraint(
                fields=["enrolment"],
                condition=Q(state="valid"),
                name="one_valid_document",
                violation_error_message=_("This learner has a valid document already: revoke or correct that one."),
            ),
        ]
        indexes = [models.Index(fields=["cohort", "state"], name="documents_by_cohort")]

    def __str__(self) -> str:
        return self.number


class DocumentEdition(models.Model):
    """A file of a document: the original, the same in another language, or a duplicate of a lost one.

    The row is written with the number; the file follows, and is made again from the content if it was lost on the way.
    """

    class Kind(models.TextChoices):
        ORIGINAL = "original", _("original")
        TRANSLATION = "translation", _("in another language")
        DUPLICATE = "duplicate", _("duplicate")

    document = models.ForeignKey(IssuedDocument, models.PROTECT, related_name="editions")
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.ORIGINAL)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    ordinal = models.PositiveSmallIntegerField(default=1)
    reason = models.TextField(blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    # Empty until the file lies in the store, encrypted, for it shows the personal code.
    path = models.CharField(max_length=120, blank=True)
    size = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)
    # SHA-256 of the certificate that sealed it; empty without a seal.
    seal = models.CharField(max_length=64, blank=True)
    typeset_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["document", "ordinal"]
        constraints = [
            models.UniqueConstraint(fields=["document", "ordinal"], name="editions_in_order"),
            models.UniqueConstraint(
                fields=["document", "language"],
                condition=~Q(kind="duplicate"),
                name="one_edition_in_a_language",
                violation_error_message=_("This document was made in this language already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.ordinal} of document {self.document_id}"


class IssueBatch(models.Model):
    """Documents for many learners of a cohort, one after another in the background; it can be stopped and resumed."""

    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="issue_batches")
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    started_at = models.DateTimeField(default=clock.now)
    stopped_at = models.DateTimeField(null=True, blank=True)
    stopped_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cohort"],
                condition=Q(finished_at=None),
                name="one_running_batch",
                violation_error_message=_("Documents of this group are being issued already: see how far it is."),
            )
        ]

    def __str__(self) -> str:
        return f"batch {self.pk} of {self.cohort_id}"


class IssueItem(models.Model):
    """One learner's document in a batch: it waits, is issued, or was refused with the reasons."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waits")
        ISSUED = "issued", _("issued")
        REFUSED = "refused", _("not issued")

    batch = models.ForeignKey(IssueBatch, models.PROTECT, related_name="items")
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    document = models.ForeignKey(IssuedDocument, models.PROTECT, null=True, related_name="+")
    # Codes and values of the refusals, so that they are told in the reader's language.
    refusals = models.JSONField(default=list)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["batch", "decision"], name="one_item_of_a_decision")]
        indexes = [models.Index(fields=["batch", "id"], condition=Q(state="waiting"), name="waiting_items")]

    def __str__(self) -> str:
        return f"item {self.pk} of batch {self.batch_id}"


class CredentialKey(models.Model):
    """An RSA key that signs credentials; a retired one signs no more, its public half stays published."""

    kid = models.CharField(max_length=64, unique=True)
    public_jwk = models.JSONField()
    private_pem = EncryptedTextField()
    created_at = models.DateTimeField(default=clock.now)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(models.Value(1), condition=Q(retired_at=None), name="one_signing_key_at_a_time")
        ]

    def __str__(self) -> str:
        return self.kid
