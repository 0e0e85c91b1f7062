"""Which numbers of a policy the rules page lets a manager change, each with its place, words and bounds."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from placements.programmes.labels import CHOICES

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

HOURS, MINUTES, DAYS, WORKING_DAYS, TIMES, SHARE, CHOICE = (
    "hours", "minutes", "days", "working_days", "times", "share", "choice",
)  # fmt: skip
UNITS: "dict[str, str | _StrPromise]" = {
    HOURS: _("hours (clock)"),
    MINUTES: _("minutes"),
    DAYS: _("days"),
    WORKING_DAYS: _("working days"),
    TIMES: _("times"),
    SHARE: "%",
    CHOICE: "",
}
WHOLE_DAY, WHOLE_WEEK = 24, 168


@dataclass(frozen=True, slots=True)
class RuleField:
    """One number: its place in the policy, what it is, where it comes from, how it is typed, its bounds."""

    path: str
    label: "_StrPromise"
    note: "str | _StrPromise" = ""
    kind: str = WORKING_DAYS
    least: int = 0
    most: int = 365

    @property
    def name(self) -> str:
        """The form field's name."""
        return self.path.replace(".", "__").replace("[", "__").replace("]", "")

    @property
    def unit(self) -> "str | _StrPromise":
        return UNITS[self.kind]

    @property
    def choices(self) -> "list[tuple[str, _StrPromise]]":
        return list(CHOICES[self.path].items())


@dataclass(frozen=True, slots=True)
class RuleGroup:
    """A card of the page."""

    code: str
    title: "_StrPromise"
    note: "str | _StrPromise"
    fields: tuple[RuleField, ...]


_PAUSE, _LATER = "TLS § 47", _("Later the curator opens the day")
GROUPS = (
    RuleGroup(
        "hours",
        _("Hours and journal"),
        "",
        (
            RuleField("hours.daily_cap_minutes", _("Most on a day"), "TLS § 43", HOURS, 1, WHOLE_DAY),
            RuleField("hours.weekly_cap_minutes", _("Most in a week"), "TLS § 43", HOURS, 1, WHOLE_WEEK),
            RuleField("hours.break_required_after_minutes", _("A break is needed after"), _PAUSE, HOURS, 0, WHOLE_DAY),
            RuleField(
                "hours.break_minutes", _("Break, at least"), _("TLS § 47, break is not practicum time"), MINUTES, 0, 480
            ),
            RuleField(
                "hours.daily_rest_minutes", _("Rest between two days"), _("TLS § 51, flagged only"), HOURS, 0, WHOLE_DAY
            ),
            RuleField(
                "hours.backdate_free_days", _("Logging later without a reason"), _("Calendar days after the day"), DAYS
            ),
            RuleField("hours.backdate_with_reason_days", _("Logging later with a reason"), _LATER, DAYS),
            RuleField("confirmation.change_window_days", _("A mentor may change a confirmation"), "", DAYS),
            RuleField("confirmation.answer_days", _("A learner answers a mentor's correction"), "", DAYS, 1),
        ),
    ),
    RuleGroup(
        "deadlines",
        _("Deadlines"),
        _("in working days"),
        (
            RuleField("deadlines_working_days.request", _("Learner fills in the request")),
            RuleField("deadlines_working_days.review", _("Curator reviews the request"), _("After it is submitted")),
            RuleField("deadlines_working_days.host_answer", _("Company answers")),
            RuleField("deadlines_working_days.signature", _("Signature of each party")),
            RuleField("deadlines_working_days.safety_briefing", _("Safety briefing is recorded")),
            RuleField("deadlines_working_days.contest", _("Curator settles a contested day")),
            RuleField("deadlines_working_days.question", _("Answer to a question")),
            RuleField("deadlines_working_days.evaluation", _("Mentor's evaluation"), _("After the hours are full")),
            RuleField("deadlines_working_days.report", _("Learner's report"), _("After the hours are full")),
            RuleField("deadlines_working_days.report_review", _("Reading the report"), _("For each version")),
            RuleField("deadlines_working_days.decision", _("Decision")),
        ),
    ),
    RuleGroup(
        "reminders",
        _("Reminders"),
        _("in working days"),
        (
            RuleField(
                "confirmation.reminder_working_days[0]", _("First reminder to the company"), "", WORKING_DAYS, 1, 60
            ),
            RuleField(
                "confirmation.reminder_working_days[1]",
                _("Second reminder to the company"),
                _("Then the curator phones"),
                WORKING_DAYS,
                1,
                60,
            ),
            RuleField("escalation_working_days.to_curator", _("Overdue goes to the curator after")),
            RuleField("escalation_working_days.to_manager", _("Overdue goes to the training manager after")),
        ),
    ),
    RuleGroup(
        "decision",
        _("Decision"),
        _("for those who begin from then on"),
        (
            RuleField("decision.exam_max_attempts", _("Exam attempts, at most"), "", TIMES, 1, 20),
            RuleField("decision.exam_counts", _("Of several attempts counts"), "", CHOICE),
            RuleField(
                "decision.independent_work", _("Independent work accepted"), _("100% means all tasks"), SHARE, 1, 100
            ),
            RuleField("decision.withdrawn_document", _("Attestation for those who left"), "", CHOICE),
            RuleField("decision.decision_after_end_days", _("Decision after the end"), "", DAYS),
        ),
    ),
)
FIELDS = tuple(field for group in GROUPS for field in group.fields)
