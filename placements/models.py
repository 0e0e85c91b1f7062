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
from placements.cohorts.models import Cohort, Enrolment, Role, Substitution
from placements.completion.models import CompletionRecord, Proposal, WindowWaiver
from placements.guidance.models import Answer, CheckIn, Concern, Question
from placements.hosts.models import Contact, Host, HostPaper, Place
from placements.journal.models import (
    Absence,
    Confirmation,
    Correction,
    Entry,
    EntryDraft,
    EntryVersion,
    HourPosting,
    OpenedDay,
)
from placements.people.models import AccessLink, Invitation, Person, SigningCode
from placements.programmes.models import Occupation, OccupationVersion, PolicyVersion, Programme, ProgrammeVersion
from placements.records.models import HistoryEntry, HistorySeal, ProviderSettings, StoredFile, UploadDraft, WorkItem
from placements.reports.models import Evaluation, Report, ReportVersion

__all__ = [
    "Absence", "AccessLink", "Agreement", "Answer", "CheckIn", "Cohort", "CompletionRecord", "Concern",
    "Confirmation", "Contact", "Correction", "Enrolment", "Entry", "EntryDraft", "EntryVersion", "Evaluation",
    "HistoryEntry", "HistorySeal", "Host", "HostPaper", "HourPosting", "Invitation", "Occupation",
    "OccupationVersion", "OpenedDay", "Person", "Place", "Placement", "PlacementRequest", "PolicyVersion",
    "Practicum", "Programme", "ProgrammeVersion", "Proposal", "ProviderSettings", "Question", "Report",
    "ReportVersion", "Role", "SafetyBriefing", "Signature", "SigningCode", "StoredFile", "Substitution",
    "Suspension", "UploadDraft", "WindowWaiver", "WorkItem",
]  # fmt: skip
