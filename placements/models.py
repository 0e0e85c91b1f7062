"""Gathers the rooms' models for Django."""

from placements.agreements.models import (
    Agreement,
    Placement,
    PlacementRequest,
    Practicum,
    SafetyBriefing,
    Signature,
    Suspension,
)
from placements.cohorts.models import Cohort, Enrolment, Role
from placements.completion.models import CompletionRecord, Proposal, WindowWaiver
from placements.guidance.models import Answer, CheckIn, Question
from placements.hosts.models import Contact, Host
from placements.journal.models import Confirmation, Entry, HourPosting
from placements.people.models import AccessLink, Person, SigningCode
from placements.programmes.models import Occupation, OccupationVersion, PolicyVersion, Programme, ProgrammeVersion
from placements.records.models import HistoryEntry, HistorySeal, ProviderSettings, StoredFile, UploadDraft, WorkItem
from placements.reports.models import Evaluation, Report, ReportVersion

__all__ = [
    "AccessLink",
    "Agreement",
    "Answer",
    "CheckIn",
    "Cohort",
    "CompletionRecord",
    "Confirmation",
    "Contact",
    "Enrolment",
    "Entry",
    "Evaluation",
    "HistoryEntry",
    "HistorySeal",
    "Host",
    "HourPosting",
    "Occupation",
    "OccupationVersion",
    "Person",
    "Placement",
    "PlacementRequest",
    "PolicyVersion",
    "Practicum",
    "Programme",
    "ProgrammeVersion",
    "Proposal",
    "ProviderSettings",
    "Question",
    "Report",
    "ReportVersion",
    "Role",
    "SafetyBriefing",
    "Signature",
    "SigningCode",
    "StoredFile",
    "Suspension",
    "UploadDraft",
    "WindowWaiver",
    "WorkItem",
]  # fmt: skip
