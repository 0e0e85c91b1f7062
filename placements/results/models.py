"""Attendance, exam test and independent work of a cohort; every result names its source and who recorded it."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from placements import clock
from placements.cohorts.models import Cohort, Enrolment


class Source(models.TextChoices):
    """Where a result came from."""

    FORM = "form", _("entered on the page")
    CSV = "csv", _("CSV file")
    XLSX = "xlsx", _("XLSX file")


class ImportedFile(models.Model):
    """A file of results that was taken over as a whole; its rows are traced back to it by number."""

    class Kind(models.TextChoices):
        ATTENDANCE = "attendance", _("Attendance")
        EXAM = "exam", _("Exam test")
        INDEPENDENT = "independent", _("Independent work")

    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="imported_files")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    source = models.CharField(max_length=4, choices=Source.choices)
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    imported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    imported_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-imported_at", "-pk"]

    def __str__(self) -> str:
        return self.name


class Result(models.Model):
    """What every result says of itself; version counts its changes, so that a stale page is told."""

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="+")
    source = models.CharField(max_length=4, choices=Source.choices, default=Source.FORM)
    file = models.ForeignKey(ImportedFile, models.PROTECT, null=True, related_name="+")
    file_row = models.PositiveIntegerField(null=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True


class Session(models.Model):
    """One contact session of a cohort. Its attendance is known once somebody has marked the register complete."""

    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="sessions")
    held_on = models.DateField()
    starts_at = models.TimeField()
    minutes = models.PositiveSmallIntegerField()
    topic = models.CharField(max_length=200, blank=True)
    trainer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    marked_at = models.DateTimeField(null=True, blank=True)
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    cancelled_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["held_on", "starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "held_on", "starts_at"],
                condition=Q(cancelled_at=None),
                name="one_session_at_a_time",
                violation_error_message=_("This group has a session at this time already: choose another time."),
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=1) & Q(minutes__lte=720),
                name="session_minutes_in_a_day",
                violation_error_message=_("A session takes from 1 to 720 minutes."),
            ),
        ]

    def __str__(self) -> str:
        return f"session {self.pk} of {self.cohort_id}"

    @property
    def ends_at(self) -> datetime:
        """When it is over, by the clock of Tallinn."""
        begins = datetime.combine(self.held_on, self.starts_at, tzinfo=clock.TALLINN)
        return begins + timedelta(minutes=self.minutes)


class Attendance(Result):
    """How many minutes of a session a learner was there; excused absence is not attendance. Source: section 9 (9)."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="attendances")
    minutes = models.PositiveSmallIntegerField()
    is_excused = models.BooleanField(default=False)

    class Meta:
        ordering = ["session", "enrolment"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "enrolment"],
                name="one_attendance_in_a_session",
                violation_error_message=_("This learner's attendance of the session is recorded already."),
            )
        ]

    def __str__(self) -> str:
        return f"attendance of {self.enrolment_id} in {self.session_id}"


class ExamSitting(models.Model):
    """A date of the exam test; results are known once it is marked complete, and then absence is "not taken"."""

    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="sittings")
    held_at = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True)
    questions = models.PositiveSmallIntegerField()
    is_retake = models.BooleanField(default=False)
    register_until = models.DateTimeField(null=True, blank=True)
    completed_at = models.DateTimeField(null=True, blank=True)
    completed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    cancelled_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["held_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(questions__gte=1),
                name="exam_has_questions",
                violation_error_message=_("An exam test has at least one question."),
            ),
            models.CheckConstraint(
                condition=Q(register_until=None) | Q(register_until__lte=F("held_at")),
                name="registration_ends_before_the_exam",
                violation_error_message=_("Registration must end before the exam begins: choose an earlier time."),
            ),
        ]

    def __str__(self) -> str:
        return f"exam {self.pk} of {self.cohort_id}"


class ExamRegistration(models.Model):
    """A learner comes to a retake; withdrawn_at takes it back."""

    sitting = models.ForeignKey(ExamSitting, models.PROTECT, related_name="registrations")
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="registrations")
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    registered_at = models.DateTimeField(default=clock.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["registered_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["sitting", "enrolment"],
                condition=Q(withdrawn_at=None),
                name="one_registration_for_an_exam",
                violation_error_message=_("You are registered for this exam already."),
            )
        ]

    def __str__(self) -> str:
        return f"registration of {self.enrolment_id} for {self.sitting_id}"


class ExamAttempt(Result):
    """Right answers of so many questions at one sitting; all attempts are kept. Source: curriculum, point 15."""

    sitting = models.ForeignKey(ExamSitting, models.PROTECT, related_name="attempts")
    correct = models.PositiveSmallIntegerField()
    total = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["sitting__held_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["sitting", "enrolment"],
                name="one_attempt_at_a_sitting",
                violation_error_message=_("This learner has a result for this exam already."),
            ),
            models.CheckConstraint(
                condition=Q(correct__lte=F("total")) & Q(total__gte=1),
                name="no_more_right_than_questions",
                violation_error_message=_("There are not more right answers than questions."),
            ),
        ]

    def __str__(self) -> str:
        return f"attempt of {self.enrolment_id} at {self.sitting_id}"


class IndependentTask(models.Model):
    """A task of the independent work; marked complete, what has no result counts as not accepted."""

    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="independent_tasks")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    due_on = models.DateField()
    is_required = models.BooleanField(default=True)
    completed_at = models.DateTimeField(null=True, blank=True)
    completed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    cancelled_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "number"],
                condition=Q(cancelled_at=None),
                name="independent_tasks_by_number",
                violation_error_message=_("This group has a task with this number already."),
            )
        ]

    def __str__(self) -> str:
        return f"task {self.number} of {self.cohort_id}"


class TaskResult(Result):
    """Whether a task was accepted. Source: curriculum, point 16."""

    task = models.ForeignKey(IndependentTask, models.PROTECT, related_name="results")
    is_accepted = models.BooleanField()

    class Meta:
        ordering = ["task", "enrolment"]
        constraints = [
            models.UniqueConstraint(
                fields=["task", "enrolment"],
                name="one_result_of_a_task",
                violation_error_message=_("This learner has a result for this task already."),
            )
        ]

    def __str__(self) -> str:
        return f"result of {self.enrolment_id} for {self.task_id}"
