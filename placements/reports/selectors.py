"""Reading evaluation and report."""

from placements.agreements.models import Practicum
from placements.cohorts.selectors import policy_of
from placements.reports.models import Report, ReportVersion
from placements.reports.rules import PromptNeed


def prompt_needs(practicum: Practicum) -> list[PromptNeed]:
    """The prompts that are answered in words; no query beyond the policy's."""
    return [
        PromptNeed(prompt.code, str(prompt.prompt), prompt.minimum_words)
        for prompt in policy_of(practicum.cohort).report_prompts
        if not prompt.self_assessment
    ]


def report_of(practicum: Practicum) -> Report:
    """The practicum's report, an unsaved empty one while nothing is written; one query."""
    return Report.objects.filter(practicum=practicum).first() or Report(practicum=practicum)


def versions_of(practicum: Practicum) -> list[ReportVersion]:
    """All submitted versions, newest first; one query."""
    versions = ReportVersion.objects.filter(report__practicum=practicum).select_related("reviewed_by")
    return list(versions.order_by("-number"))
