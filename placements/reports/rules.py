"""May this evaluation or report be submitted, this version be returned."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from placements.refusals import Refusal

WHOLE = 100


@dataclass(frozen=True, slots=True)
class PromptNeed:
    """A prompt's code, its wording for the reader, and the words it needs."""

    code: str
    wording: str
    minimum_words: int


def is_open(confirmed_minutes: int, required_minutes: int, percent: int) -> bool:
    """Whether enough is confirmed for evaluation and report. Source: domain, section 9 (22)."""
    return confirmed_minutes * WHOLE >= required_minutes * percent


def opening_minutes(required_minutes: int, percent: int) -> int:
    """The confirmed minutes at which evaluation and report open."""
    return -(-required_minutes * percent // WHOLE)


def early_refusal(code: str, confirmed_minutes: int, required_minutes: int, percent: int) -> Refusal | None:
    """Submission opens at the policy's share of the confirmed hours."""
    if is_open(confirmed_minutes, required_minutes, percent):
        return None
    limit = opening_minutes(required_minutes, percent)
    return Refusal(f"{code}.too_early", {"limit": limit, "value": confirmed_minutes})


def ratings_refusal(competences: Sequence[str], ratings: Mapping[str, int | None]) -> Refusal | None:
    """Every competence is rated, or marked as not observed."""
    unanswered = sum(code not in ratings for code in competences)
    return Refusal("evaluation.unanswered", {"n": unanswered}) if unanswered else None


def words_refusals(needs: Sequence[PromptNeed], answers: Mapping[str, str]) -> list[Refusal]:
    """Each prompt's answer has at least its number of words."""
    counted = [(need, len(answers.get(need.code, "").split())) for need in needs]
    return [
        Refusal("report.too_short", {"prompt": need.wording, "minimum": need.minimum_words, "n": words})
        for need, words in counted
        if words < need.minimum_words
    ]


def remark_refusal(remarks: Mapping[str, str]) -> Refusal | None:
    """A returned report carries at least one remark."""
    return None if any(text.strip() for text in remarks.values()) else Refusal("report.remark_needed")
