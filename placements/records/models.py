"""What every room leaves behind: history, work items, provider settings."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from placements import clock
from placements.records.querysets import WorkItemQuerySet


class Channel(models.TextChoices):
    WEB = "web", _("on the web page")
    LINK = "link", _("by link")
    PAPER = "paper", _("on paper")
    PHONE = "phone", _("by phone")
    SYSTEM = "system", _("by the system")


class HistoryEntry(models.Model):
    """One change of state, never altered: who, what, from, to, when, why, by which channel."""

    at = models.DateTimeField(default=clock.now)
    practicum = models.ForeignKey("placements.Practicum", models.PROTECT, null=True, related_name="history")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    action = models.CharField(max_length=60)
    subject_id = models.BigIntegerField(null=True)
    from_state = models.CharField(max_length=30, blank=True)
    to_state = models.CharField(max_length=30, blank=True)
    reason = models.TextField(blank=True)
    channel = models.CharField(max_length=10, choices=Channel.choices, default=Channel.WEB)
    details = models.JSONField(default=dict)

    class Meta:
        ordering = ["at", "pk"]
        indexes = [
            models.Index(fields=["practicum", "at"], name="history_by_practicum"),
            models.Index(fields=["subject_id", "at"], condition=Q(practicum=None), name="history_of_people"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action}"


class HistorySeal(models.Model):
    """A history entry's place in the hash chain; an entry without one is not sealed yet."""

    entry = models.OneToOneField(HistoryEntry, models.PROTECT, related_name="seal")
    previous_digest = models.CharField(max_length=64, unique=True)
    digest = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return self.digest


class Part(models.TextChoices):
    """On whose side an act lies."""

    LEARNER = "learner", _("Learner")
    HOST = "host", _("Company")
    CURATOR = "curator", _("Curator")
    MANAGER = "manager", _("Training manager")


class WorkItem(models.Model):
    """Who must act next, on what, by when. Inbox, reminders and boards read this table and no other."""

    kind = models.CharField(max_length=30)
    part = models.CharField(max_length=10, choices=Part.choices)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="work_items")
    # Whoever proposed it: a second person is asked, even where both could act.
    not_for = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    practicum = models.ForeignKey("placements.Practicum", models.PROTECT, null=True, related_name="work_items")
    cohort = models.ForeignKey("placements.Cohort", models.PROTECT, null=True, related_name="work_items")
    subject_id = models.BigIntegerField(default=0)
    created_at = models.DateTimeField(default=clock.now)
    due_at = models.DateTimeField()
    snoozed_until = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    escalated_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = WorkItemQuerySet.as_manager()

    class Meta:
        ordering = ["due_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "practicum", "owner", "subject_id"],
                condition=Q(done_at=None),
                name="one_open_work_item",
                violation_error_message=_("This task is already open."),
            )
        ]
        indexes = [
            models.Index(fields=["owner", "due_at", "id"], condition=Q(done_at=None), name="open_items_by_owner"),
            models.Index(fields=["practicum", "due_at"], condition=Q(done_at=None), name="open_items_by_practicum"),
            models.Index(fields=["cohort", "due_at", "id"], condition=Q(done_at=None), name="open_items_by_cohort"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class StoredFile(models.Model):
    """A file that somebody handed in, and its SHA-256; the content lies in the file storage under a random name."""

    practicum = models.ForeignKey("placements.Practicum", models.PROTECT, related_name="files")
    purpose = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    path = models.CharField(max_length=120, unique=True)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"file {self.pk}"


class ProviderSettings(models.Model):
    """The school. One row: one installation serves one provider."""

    # Counts the changes: whoever saves over another one's change is asked to look first.
    version = models.PositiveIntegerField(default=0)
    name = models.CharField(max_length=200, blank=True)
    legal_form = models.CharField(max_length=40, blank=True)
    registry_code = models.CharField(max_length=8, blank=True)
    activity_notice_number = models.CharField(max_length=40, blank=True)
    address = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    web_page = models.URLField(blank=True)
    signatory = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    signatory_title = models.CharField(max_length=80, blank=True)
    place_of_issue = models.CharField(max_length=80, blank=True)
    certificate_pattern = models.CharField(max_length=30, default="T-{year}-{number}")
    attestation_pattern = models.CharField(max_length=30, default="TD-{year}-{number}")
    agreement_pattern = models.CharField(max_length=30, default="PR-{year}-{number}")
    retention_years = models.PositiveSmallIntegerField(default=3)
    data_protection_contact = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="one_provider"),
            models.CheckConstraint(
                condition=Q(retention_years__gte=3),
                name="documents_kept_three_years",
                violation_error_message=_("Documents are kept for at least 3 years: enter 3 or more."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class UploadDraft(models.Model):
    """A file between its preview and its confirmation; only who uploaded it sees it. Settled, it is empty.

    kind and content are as the room that takes the file wants them.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    digest = models.CharField(max_length=64)
    created_at = models.DateTimeField(default=clock.now)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["created_at"], name="drafts_by_age")]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "digest"],
                condition=Q(settled_at=None),
                name="one_open_draft_of_a_file",
                violation_error_message=_("This file waits for its confirmation already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
