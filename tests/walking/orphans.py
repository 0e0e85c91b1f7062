"""Rows that lost what they are about: work items, messages, proposals, rests, agreements, versions."""

from collections.abc import Callable, Iterator, Mapping

from notifications.models import OutboxMessage
from notifications.registry import known_kinds
from placements.agreements.models import Agreement, Party, Placement, Practicum, Signature
from placements.cohorts.models import Cohort, Enrolment
from placements.completion.endings import OUTLIVING, SETTLING
from placements.completion.models import Proposal
from placements.decisions.models import Appeal, Decision
from placements.guidance.models import Answer
from placements.people.models import AccessLink, Person, SigningCode
from placements.records.models import HistoryEntry, WorkItem
from placements.reports.models import ReportVersion

Subjects = dict[str, set[int]]
AMENDMENT_OF = {
    Party.LEARNER: "learner_amendment", Party.SCHOOL: "school_amendment", Party.HOST: "host_amendment",
}  # fmt: skip
# What a message's payload names.
NAMED: Mapping[str, Callable[[], set[int]]] = {
    name: (lambda model=model: set(model.objects.values_list("pk", flat=True)))
    for name, model in {
        "item": WorkItem, "entry": HistoryEntry, "placement": Placement, "practicum": Practicum, "answer": Answer,
        "code": SigningCode, "link": AccessLink, "version": ReportVersion, "decision": Decision,
        "appeal": Appeal, "enrolment": Enrolment, "cohort": Cohort,
    }.items()
}  # fmt: skip


def asked_about(practicum: Practicum) -> Subjects:
    """What somebody must be asked about now, by kind of work item: the rows that are not settled."""
    subjects: Subjects = {
        "question": _keys(practicum.questions.filter(answer=None)),
        "concern": _keys(practicum.concerns.filter(handled_at=None)),
        "second_opinion": _keys(practicum.proposals.filter(state=Proposal.State.OPEN)),
        "resume": _keys(practicum.suspensions.filter(resumed_on=None)),
    }
    if practicum.completed_at is None:
        waiting = practicum.entries.asked()
        subjects["week"] = set(practicum.entries.asked().values_list("placement", flat=True))
        for state in ("returned", "corrected", "contested"):
            subjects[f"{state}_day"] = _keys(practicum.entries.filter(state=state))
        subjects["safety_briefing"] = set(waiting.filter(placement__briefing=None).values_list("placement", flat=True))
    if practicum.is_open:
        subjects["absence"] = {0} if practicum.absences.unjudged().exists() else set()
        subjects["check_in"] = _keys(practicum.check_ins.filter(held_on=None))
        subjects["safety_briefing"] |= _keys(practicum.placements.filter(state="in_force", briefing=None))
        subjects |= _amendments(practicum)
    return subjects


def may_be_asked_about(practicum: Practicum) -> Subjects:
    """What somebody may be asked about beside that, without being a burden."""
    briefed = practicum.placements.filter(briefing__acknowledged_at=None).exclude(briefing=None)
    former = practicum.placements.filter(state="ended", evaluation=None)
    if practicum.is_open:
        unbriefed = practicum.placements.filter(state="ended", briefing=None)
        return {
            "briefing_acknowledgement": _keys(briefed),
            "former_evaluation": _keys(former),
            "safety_briefing": _keys(unbriefed),
        }
    if practicum.completed_at is not None:
        return {}
    unsettled = set(practicum.entries.unsettled().values_list("placement", flat=True))
    return {"safety_briefing": _keys(practicum.placements.filter(briefing=None)) & unsettled}


def _amendments(practicum: Practicum) -> Subjects:
    subjects: Subjects = {}
    signing = Agreement.objects.filter(placement__practicum=practicum, superseded_at=None, in_force_at=None)
    for agreement in signing.filter(placement__state=Placement.State.IN_FORCE):
        signed = set(agreement.signatures.values_list("party", flat=True))
        for party, kind in AMENDMENT_OF.items():
            subjects[kind] = {agreement.pk} - ({agreement.pk} if party in signed else set())
    return subjects


def _keys(rows: object) -> set[int]:
    return set(rows.values_list("pk", flat=True))  # type: ignore[attr-defined]


# Curator and manager hear of a concern, and either of them acts on it.
ASKED_OF_SEVERAL = frozenset({"concern"})
BY_SUBJECT = (
    "question", "concern", "second_opinion", "resume", "week", "returned_day", "corrected_day", "contested_day",
    "absence", "check_in",
    "safety_briefing",
    "briefing_acknowledgement", "former_evaluation", *AMENDMENT_OF.values(),
)  # fmt: skip


def items_have_their_subject(practicum: Practicum) -> Iterator[str]:
    """Nobody is asked about what is settled or gone."""
    must, may = asked_about(practicum), may_be_asked_about(practicum)
    for item in practicum.work_items.open().filter(kind__in=BY_SUBJECT):
        if item.subject_id not in must.get(item.kind, set()) | may.get(item.kind, set()):
            yield f"{item.kind} #{item.pk} is open, but nothing is left to do about {item.subject_id}"


def what_waits_is_asked(practicum: Practicum) -> Iterator[str]:
    """Whatever waits for a person is asked of exactly one; a concern of several."""
    for kind, subjects in asked_about(practicum).items():
        items = practicum.work_items.open().filter(kind=kind)
        asked = list(items.values_list("subject_id", flat=True))
        for subject in subjects:
            if asked.count(subject) != 1 and not (asked.count(subject) and kind in ASKED_OF_SEVERAL):
                yield f"{kind} about {subject} is asked {asked.count(subject)} times"


def the_end_leaves_nothing_open(practicum: Practicum) -> Iterator[str]:
    """What is over has no rest, proposal, agreement in signing, or work but to answer and to settle its days."""
    if practicum.is_open:
        return
    if practicum.suspensions.filter(resumed_on=None).exists():
        yield "it is over, but rests"
    proposals = practicum.proposals.filter(state=Proposal.State.OPEN)
    if practicum.stage == Practicum.Stage.COMPLETED:
        proposals = proposals.exclude(kind=Proposal.Kind.ANNULMENT)
    yield from (f"it is over, but {proposal} waits" for proposal in proposals)
    kept = (*OUTLIVING, *SETTLING, "safety_briefing", "second_opinion", "overdue")
    yield from (f"it is over, but {item} is open" for item in practicum.work_items.open().exclude(kind__in=kept))


def agreements_fit_their_placement(practicum: Practicum) -> Iterator[str]:
    """Signatures are collected for live placements only; what is in force has three, and is the placement's end."""
    agreements = Agreement.objects.filter(placement__practicum=practicum, superseded_at=None)
    for agreement in agreements.select_related("placement"):
        state, signed = agreement.placement.state, Signature.objects.filter(agreement=agreement).count()
        if agreement.in_force_at is None and state not in {"agreed", "in_force"}:
            yield f"agreement {agreement.pk} is in signing, its placement is {state}"
        if agreement.in_force_at is not None and (signed != len(Party.values) or state not in {"in_force", "ended"}):
            yield f"agreement {agreement.pk} is in force with {signed} signatures, its placement is {state}"
        if agreement.in_force_at is not None and agreement.terms["ends_on"] != agreement.placement.ends_on.isoformat():
            yield f"the placement ends on {agreement.placement.ends_on}, its agreement {agreement.terms['ends_on']}"
    in_force = agreements.filter(in_force_at__isnull=False).values_list("placement", flat=True)
    for placement in practicum.placements.filter(in_force_on__isnull=False).exclude(pk__in=in_force):
        yield f"placement {placement.pk} is {placement.state} without an agreement in force"


def rest_is_told_alike(practicum: Practicum) -> Iterator[str]:
    """The practicum's own day of suspension is that of the one that runs."""
    running = practicum.suspensions.filter(resumed_on=None).first()
    if practicum.suspended_on != (running.from_on if running else None):
        yield f"suspended on {practicum.suspended_on}, but {running} runs"


def messages_name_something(_practicum: Practicum) -> Iterator[str]:
    """Every message is of a known kind, and each id in it names a row."""
    known = {name: rows() for name, rows in NAMED.items()}
    people = set(Person.objects.values_list("pk", flat=True))
    for message in OutboxMessage.objects.all():
        if message.kind not in known_kinds() or (message.person_id and message.person_id not in people):
            yield f"message {message.pk} of kind {message.kind} is for nobody"
        for name, value in message.payload.items():
            if name in known and value not in known[name]:
                yield f"message {message.pk} of kind {message.kind} names {name} {value}, which is not there"


def escalations_end_with_their_item(practicum: Practicum) -> Iterator[str]:
    """Nobody is told that somebody is late who is not."""
    open_items = set(practicum.work_items.open().values_list("pk", flat=True))
    for item in practicum.work_items.open().filter(kind="overdue").exclude(subject_id__in=open_items):
        yield f"overdue #{item.pk} is about {item.subject_id}, which is done"


ORPHANS = (
    items_have_their_subject, what_waits_is_asked, the_end_leaves_nothing_open, agreements_fit_their_placement,
    rest_is_told_alike, messages_name_something,
)  # fmt: skip
ORPHANS_AT_REST = (escalations_end_with_their_item,)
