"""A practicum policy, typed."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Self

from placements.programmes.curriculum import Curriculum
from placements.programmes.reading import read_file
from placements.programmes.shapes import POLICY_FILE
from placements.programmes.words import Words

SHIPPED = Path(__file__).parent / "data" / "practicum_policy.json"


@dataclass(frozen=True, slots=True)
class Hours:
    daily_cap_minutes: int
    weekly_cap_minutes: int
    break_required_after_minutes: int
    break_minutes: int
    daily_rest_minutes: int
    night_from: str
    night_to: str
    backdate_free_days: int
    backdate_with_reason_days: int
    safety_briefing_required: bool


@dataclass(frozen=True, slots=True)
class RequestRules:
    minimum_outcomes: int
    mentor_capacity: int


@dataclass(frozen=True, slots=True)
class ConfirmationRules:
    reminder_working_days: list[int]
    change_window_days: int
    # Until when a learner answers a mentor's correction. Source: domain, section 2.
    answer_days: int = 7


@dataclass(frozen=True, slots=True)
class ReportRules:
    opens_at_percent: int


@dataclass(frozen=True, slots=True)
class Escalation:
    to_curator: int
    to_manager: int


@dataclass(frozen=True, slots=True)
class DecisionRules:
    """What the curriculum leaves open of the decision; independent_work is "all" or a percentage of the tasks."""

    exam_max_attempts: int
    exam_counts: str
    independent_work: str
    practicum_counts: bool
    override_needs_second_person: bool
    minimum_participation_minutes: int
    withdrawn_document: str
    decision_after_end_days: int

    @property
    def independent_percent(self) -> int:
        """The percentage of required tasks that must be accepted: 100 where all count."""
        return 100 if self.independent_work == "all" else int(self.independent_work.rstrip("%"))


@dataclass(frozen=True, slots=True)
class Limits:
    note_characters: int
    report_prompt_characters: int
    file_megabytes: int
    files_per_practicum_megabytes: int
    import_rows: int


@dataclass(frozen=True, slots=True)
class CheckInPlan:
    code: str
    at_percent: int
    due_working_days: int
    title: Words
    agenda: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class TaskChip:
    code: str
    outcomes: tuple[int, ...]
    label: Words


@dataclass(frozen=True, slots=True)
class ReportPrompt:
    code: str
    minimum_words: int
    prompt: Words
    self_assessment: bool


@dataclass(frozen=True, slots=True)
class Level:
    value: int
    label: Words


@dataclass(frozen=True, slots=True)
class EvaluationText:
    code: str
    prompt: Words


@dataclass(frozen=True, slots=True)
class EvaluationRules:
    scale: tuple[Level, ...]
    not_observed: Words
    texts: tuple[EvaluationText, ...]
    overall: Words
    competences_max: int


@dataclass(frozen=True, slots=True)
class Policy:
    """Limits, deadlines, chips, prompts and scale of a practicum."""

    hours: Hours
    request: RequestRules
    confirmation: ConfirmationRules
    report: ReportRules
    evaluation_opens_at_percent: int
    deadlines_working_days: Mapping[str, int]
    escalation_working_days: Escalation
    check_ins: tuple[CheckInPlan, ...]
    task_chips: tuple[TaskChip, ...]
    report_prompts: tuple[ReportPrompt, ...]
    evaluation: EvaluationRules
    decision: DecisionRules
    limits: Limits

    @classmethod
    def from_content(cls, content: Mapping[str, Any]) -> Self:
        """Read the content of a checked policy file."""
        return cls(
            hours=Hours(**_plain(content["hours"])),
            request=RequestRules(**_plain(content["request"])),
            confirmation=ConfirmationRules(**_plain(content["confirmation"])),
            report=ReportRules(**_plain(content["report"])),
            evaluation_opens_at_percent=content["evaluation_opens_at_percent"],
            deadlines_working_days=content["deadlines_working_days"],
            escalation_working_days=Escalation(**_plain(content["escalation_working_days"])),
            check_ins=tuple(_check_in(each) for each in content["check_ins"]),
            task_chips=tuple(
                TaskChip(each["code"], tuple(each["outcomes"]), Words(each["label"])) for each in content["task_chips"]
            ),
            report_prompts=tuple(_prompt(each) for each in content["report_prompts"]),
            evaluation=_evaluation(content["evaluation"]),
            decision=DecisionRules(**_plain(content["decision"])),
            limits=Limits(**_plain(content["limits"])),
        )


def _plain(section: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in section.items() if not key.endswith("_note") and not key.startswith("source")}


def _check_in(each: Mapping[str, Any]) -> CheckInPlan:
    agenda = tuple(Words(line) for line in each["agenda"])
    return CheckInPlan(each["code"], each["at_percent"], each["due_working_days"], Words(each["title"]), agenda)


def _prompt(each: Mapping[str, Any]) -> ReportPrompt:
    return ReportPrompt(
        each["code"], each["minimum_words"], Words(each["prompt"]), bool(each.get("self_assessment", False))
    )


def _evaluation(section: Mapping[str, Any]) -> EvaluationRules:
    return EvaluationRules(
        scale=tuple(Level(each["value"], Words(each["label"])) for each in section["scale"]),
        not_observed=Words(section["not_observed"]),
        texts=tuple(EvaluationText(each["code"], Words(each["prompt"])) for each in section["texts"]),
        overall=Words(section["overall"]),
        competences_max=section["competences_max"],
    )


@lru_cache(maxsize=1)
def _shipped() -> Policy:
    return Policy.from_content(read_file(SHIPPED.read_bytes(), POLICY_FILE))


def default_policy(curriculum: Curriculum) -> Policy:
    """For a programme without its own: the shipped limits and prompts, one chip per contact module.

    Source: domain, introduction.
    """
    shipped = _shipped()
    contact = [module for module in curriculum.modules if module.kind == "contact"]
    chips = tuple(TaskChip(f"module-{module.number}", (), module.title) for module in contact)
    minimum = min(shipped.request.minimum_outcomes, len(curriculum.outcomes))
    values = {name: getattr(shipped, name) for name in Policy.__slots__}
    request = RequestRules(minimum, shipped.request.mentor_capacity)
    return Policy(**values | {"task_chips": chips, "request": request})
