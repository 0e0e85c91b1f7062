"""Reading the register and batches."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from placements.certificates import rules
from placements.certificates.checking import content_refusals
from placements.certificates.content import Content, contents_of
from placements.certificates.holds import holds_of
from placements.certificates.models import IssueBatch, IssuedDocument, IssueItem
from placements.certificates.printing import unknown_characters
from placements.certificates.public_ids import typed_public_id
from placements.cohorts.models import Cohort
from placements.decisions.models import Decision
from placements.people.models import Person
from placements.records.models import HistoryEntry
from placements.refusals import Refusal

MOST_FOUND, MOST_WORDS = 50, 5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A learner whose decision comes to a document: it is issued already, can be issued, or lacks something."""

    decision: Decision
    learner: Person
    document: IssuedDocument | None
    refusals: Sequence[Refusal]

    @property
    def is_ready(self) -> bool:
        """Whether a batch would take it."""
        return self.document is None and not self.refusals


def candidates(cohort: Cohort, now: datetime) -> list[Candidate]:
    """Everybody in the cohort whose standing decision comes to a document, by name; some twenty queries."""
    decided = Decision.objects.standing().with_hold().filter(cohort=cohort, outcome__in=rules.OUTCOMES)
    decisions = list(decided.select_related("enrolment", "cohort", "learner").order_by("learner__name", "pk"))
    valid = IssuedDocument.objects.filter(cohort=cohort, state=IssuedDocument.State.VALID)
    issued = {document.enrolment_id: document for document in valid}
    waiting = [each for each in decisions if each.enrolment_id not in issued]
    contents = contents_of(waiting, now) if waiting else {}
    holds = holds_of(waiting)
    # One look at all texts together; one by one only when something cannot be shown.
    is_odd = bool(contents) and bool(unknown_characters({"all": list(contents.values())}))
    return [
        _candidate(each, issued.get(each.enrolment_id), contents.get(each.pk), holds.get(each.pk, ()), is_odd=is_odd)
        for each in decisions
    ]


def _candidate(
    decision: Decision,
    document: IssuedDocument | None,
    content: Content | None,
    holds: Sequence[Refusal],
    *,
    is_odd: bool,
) -> Candidate:
    refusals: list[Refusal] = []
    if content is not None:
        held: Any = decision
        hold = rules.may_issue_refusal(stands=True, outcome=decision.outcome, is_held=held.is_held)
        unknown = unknown_characters(content) if is_odd else ""
        refusals = [*([hold] if hold else []), *holds, *content_refusals(content, unknown)]
    return Candidate(decision, decision.learner, document, refusals)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a batch is; files are counted apart, for they follow."""

    batch: IssueBatch
    issued: int
    refused: int
    waiting: int
    files: int
    refusals: list[IssueItem]

    @property
    def total(self) -> int:
        """Everybody in the batch."""
        return self.issued + self.refused + self.waiting

    @property
    def done(self) -> int:
        """Those who are settled."""
        return self.issued + self.refused

    @property
    def state(self) -> str:
        """running, stopped, or finished; making while the last files are on their way."""
        if self.batch.finished_at is None:
            return "stopped" if self.batch.stopped_at else "running"
        return "finished" if self.files >= self.issued else "making"


def progress_of(cohort: Cohort) -> Progress | None:
    """The cohort's latest batch, or none; four queries."""
    batch = IssueBatch.objects.filter(cohort=cohort).select_related("started_by", "stopped_by").first()
    if batch is None:
        return None
    states = dict(batch.items.order_by().values_list("state").annotate(Count("pk")))
    has_file = Q(document__editions__ordinal=1) & ~Q(document__editions__path="")
    refused = batch.items.filter(state=IssueItem.State.REFUSED).select_related("decision__learner")
    return Progress(
        batch=batch,
        issued=states.get("issued", 0),
        refused=states.get("refused", 0),
        waiting=states.get("waiting", 0),
        files=batch.items.filter(has_file, state="issued").count(),
        refusals=list(refused),
    )


def found_in_register(documents: QuerySet[IssuedDocument], text: str) -> list[IssuedDocument]:
    """Lines whose number or holder's name holds every word, or the one of a public id however it was typed.

    The newest first; all of them for no word.
    """
    public_id = typed_public_id(text)
    if public_id:
        documents, text = documents.filter(public_id=public_id), ""
    for word in text.split()[:MOST_WORDS]:
        documents = documents.filter(Q(number__icontains=word) | Q(learner__name__icontains=word))
    ordered = documents.select_related("learner", "cohort").order_by("-issued_at", "-pk")
    return list(ordered[:MOST_FOUND])


@dataclass(frozen=True, slots=True)
class Standing:
    """What became of the decision that a document rests on: its successor, and whether a new document may follow."""

    successor: Decision | None
    has_valid: bool

    def acts_on(self, document: IssuedDocument) -> tuple[str, ...]:
        """The codes of what may be done with the document."""
        if document.state == IssuedDocument.State.VALID:
            gone = self.successor is not None and self.successor.outcome not in rules.OUTCOMES
            return ("revoke",) if gone else ("revoke", "duplicate", "correct")
        is_revoked = document.state == IssuedDocument.State.REVOKED
        return ("again",) if is_revoked and self.successor is None and not self.has_valid else ()


def standing_of(document: IssuedDocument) -> Standing:
    """What the register page says about the decision behind a document; two queries, a successor's successor too."""
    latest = Decision.objects.standing().filter(enrolment=document.enrolment_id).first()
    valid = IssuedDocument.objects.filter(enrolment=document.enrolment_id, state=IssuedDocument.State.VALID)
    successor = latest if latest is not None and latest.pk != document.decision_id else None
    return Standing(successor, valid.exists())


def history_of(document: IssuedDocument) -> list[HistoryEntry]:
    """Everything that was done to a document, oldest first; one query."""
    entries = HistoryEntry.objects.filter(
        Q(practicum__enrolment=document.enrolment_id) | Q(practicum=None),
        subject_id=document.pk,
        action__startswith="document.",
    )
    return list(entries.select_related("actor").order_by("at", "pk"))
