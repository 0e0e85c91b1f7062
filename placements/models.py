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
from placements.certificates.models import (
    CredentialKey,
    DocumentEdition,
    IssueBatch,
    IssuedDocument,
    IssueItem,
    RegisterYear,
)
from placements.cohorts.models import Cohort, Enrolment, PolicyChange, Role, Substitution
from placements.completion.models import CompletionRecord, Proposal, WindowWaiver
from placements.decisions.models import Appeal, AttestationRequest, Decision, Override
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
from placements.results.models import (
    Attendance,
    ExamAttempt,
    ExamRegistration,
    ExamSitting,
    ImportedFile,
    IndependentTask,
    Session,
    TaskResult,
)

__all__ = [
    "Absence", "AccessLink", "Agreement", "Answer", "Appeal", "Attendance", "AttestationRequest", "CheckIn",
    "Cohort", "CompletionRecord", "Concern", "Confirmation", "Contact", "Correction", "CredentialKey",
    "Decision", "DocumentEdition", "Enrolment", "Entry", "EntryDraft", "EntryVersion", "Evaluation",
    "ExamAttempt", "ExamRegistration", "ExamSitting", "HistoryEntry", "HistorySeal", "Host", "HostPaper",
    "HourPosting", "ImportedFile", "IndependentTask", "Invitation", "IssueBatch", "IssueItem",
    "IssuedDocument", "Occupation", "OccupationVersion", "OpenedDay", "Override", "Person", "Place",
    "Placement", "PlacementRequest", "PolicyChange", "PolicyVersion", "Practicum", "Programme",
    "ProgrammeVersion", "Proposal", "ProviderSettings", "Question", "RegisterYear", "Report", "ReportVersion",
    "Role", "SafetyBriefing", "Session", "Signature", "SigningCode", "StoredFile", "Substitution",
    "Suspension", "TaskResult", "UploadDraft", "WindowWaiver", "WorkItem",
]  # fmt: skip
