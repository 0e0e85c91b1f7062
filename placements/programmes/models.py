"""Curricula, occupation profiles and practicum policies, each in versions that never change."""

from django.db import models

from placements import clock


class Programme(models.Model):
    """A curriculum over all its versions."""

    code = models.CharField(max_length=40, unique=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


class Occupation(models.Model):
    """An occupation profile over all its versions."""

    code = models.CharField(max_length=80, unique=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


class Version(models.Model):
    """Content as it was loaded; the digest is SHA-256 over its canonical JSON."""

    number = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    content = models.JSONField()
    loaded_at = models.DateTimeField(default=clock.now)

    class Meta:
        abstract = True


class ProgrammeVersion(Version):
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="versions")

    class Meta:
        ordering = ["programme", "number"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="programme_version_numbers"),
            models.UniqueConstraint(fields=["programme", "digest"], name="programme_version_contents"),
        ]

    def __str__(self) -> str:
        return f"{self.programme} v{self.number}"


class OccupationVersion(Version):
    occupation = models.ForeignKey(Occupation, models.PROTECT, related_name="versions")

    class Meta:
        ordering = ["occupation", "number"]
        constraints = [
            models.UniqueConstraint(fields=["occupation", "number"], name="occupation_version_numbers"),
            models.UniqueConstraint(fields=["occupation", "digest"], name="occupation_version_contents"),
        ]

    def __str__(self) -> str:
        return f"{self.occupation} v{self.number}"


class PolicyVersion(Version):
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="policies")

    class Meta:
        ordering = ["programme", "number"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="policy_version_numbers"),
            models.UniqueConstraint(fields=["programme", "digest"], name="policy_version_contents"),
        ]

    def __str__(self) -> str:
        return f"{self.programme} policy v{self.number}"
