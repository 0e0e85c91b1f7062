"""What holds after every act on every walk. Each function says in a sentence what it watches, and yields the faults."""

from collections import Counter
from collections.abc import Callable, Iterator

from django.db.models import Count, Sum
from viewflow.workflow.fields import get_task_ref
from viewflow.workflow.models import Task
from viewflow.workflow.status import STATUS

from placements.agreements.models import Placement, Practicum
from placements.agreements.stages import STAGE_OF_NODE
from placements.cohorts.models import Role
from placements.cohorts.selectors import kinds_of
from placements.completion.models import CompletionRecord
from placements.journal.loaders import own_entry
from placements.journal.models import Correction, Entry, HourPosting
from placements.people.models import Person
from placements.records.models import Part, WorkItem
from placements.records.sealing import first_broken_seal
from placements.reports.models import ReportVersion
from tests.walking.orphans import ORPHANS, ORPHANS_AT_REST
from tests.walking.replaying import differences
from tests.walking.world import World
from workflows.engine import waiting_tasks
from workflows.flows import PracticumFlow
from workflows.models import PracticumProcess
from workflows.steps import EARLY_STEPS, NODE_STEPS
from workflows.waking import sleepers

Invariant = Callable[[Practicum], Iterator[str]]
Stage = Practicum.Stage
UNDER_WAY = (STATUS.NEW, STATUS.ASSIGNED, STATUS.STARTED, STATUS.SCHEDULED)
LIVE_STATE = {
    Stage.REQUEST: None, Stage.REVIEW: None, Stage.HOST_ANSWER: "offered", Stage.SIGNATURES: "agreed",
    Stage.HOURS: "in_force", Stage.CLOSING: "in_force", Stage.CHANGE_WINDOW: "in_force",
}  # fmt: skip


def nodes_of(practicum: Practicum) -> list[str]:
    """The names of the nodes at which the practicum's process stands."""
    return [task.flow_task.name for task in waiting_tasks(PracticumProcess.objects.get(practicum=practicum))]


def one_live_process(practicum: Practicum) -> Iterator[str]:
    """A practicum has exactly one process, which runs for as long as the practicum is open."""
    processes = list(PracticumProcess.objects.filter(practicum=practicum))
    if len(processes) != 1:
        yield f"{len(processes)} processes"
        return
    runs = processes[0].status not in (STATUS.DONE, STATUS.CANCELED)
    if runs != practicum.is_open:
        yield f"the practicum is {practicum.stage}, its process is {processes[0].status}"


def stands_somewhere(practicum: Practicum) -> Iterator[str]:
    """An open practicum waits at a node beside its ending, at the ending once, and at no node twice."""
    if not practicum.is_open:
        return
    counts = Counter(nodes_of(practicum))
    if counts.pop("ending", 0) != 1 or not counts:
        yield f"it stands at {dict(counts)} and its ending"
    yield from (f"it stands at {node} {count} times" for node, count in counts.items() if count > 1)


def no_task_is_left(practicum: Practicum) -> Iterator[str]:
    """No task has failed, and a process that is over has no task under way."""
    tasks = Task.objects.filter(process__practicumprocess__practicum=practicum)
    for task in tasks.filter(status=STATUS.ERROR):
        yield f"task {task.flow_task.name} has failed"
    if not practicum.is_open:
        for task in tasks.filter(status__in=UNDER_WAY):
            yield f"the process is over, but {task.flow_task.name} is {task.status}"


def steps_are_asked(practicum: Practicum) -> Iterator[str]:
    """Each step at which the process stands is asked once; no step is asked elsewhere, but for those done ahead."""
    kinds = {step.kind for step in NODE_STEPS}
    asked = Counter(practicum.work_items.open().filter(kind__in=kinds).values_list("kind", flat=True))
    nodes = set(nodes_of(practicum)) if practicum.is_open else set()
    early = {step.kind for step in EARLY_STEPS} if "hours" in nodes else set()
    for kind in nodes & kinds:
        if asked[kind] != 1:
            yield f"{kind} is asked {asked[kind]} times"
    yield from (f"{kind} is asked, but the process does not stand there" for kind in set(asked) - nodes - early)


def stage_tells_where_it_stands(practicum: Practicum) -> Iterator[str]:
    """The stage is that of the nodes, and the live placement is as far as the stage says."""
    live = list(practicum.placements.filter(state__in=Placement.LIVE).values_list("state", flat=True))
    if not practicum.is_open:
        if live:
            yield f"it is over, but has placements {live}"
        return
    stages = {STAGE_OF_NODE[node] for node in nodes_of(practicum) if node in STAGE_OF_NODE}
    if stages != {practicum.stage}:
        yield f"the stage is {practicum.stage}, the nodes are of {stages}"
    wanted = LIVE_STATE[Stage(practicum.stage)]
    if live != ([wanted] if wanted else []):
        yield f"the stage is {practicum.stage}, but the live placements are {live}"


def end_is_told_alike(practicum: Practicum) -> Iterator[str]:
    """Stage, instants, days and the completion record tell the same end."""
    if (practicum.stage in Practicum.ENDED) != (practicum.ended_at is not None):
        yield f"stage {practicum.stage}, ended at {practicum.ended_at}"
    if (practicum.ended_at is None) != (practicum.ended_on is None):
        yield f"ended at {practicum.ended_at} on {practicum.ended_on}"
    was_completed = practicum.stage in (Stage.COMPLETED, Stage.ANNULLED)
    has_record = CompletionRecord.objects.filter(practicum=practicum).exists()
    if not was_completed == (practicum.completed_at is not None) == has_record:
        yield f"stage {practicum.stage}, completed at {practicum.completed_at}, record: {has_record}"


def completion_is_earned(practicum: Practicum) -> Iterator[str]:
    """What is completed has its hours, its report, and its evaluation or two people's waiver."""
    record = CompletionRecord.objects.filter(practicum=practicum).select_related("report_version").first()
    if record is None:
        return
    if record.confirmed_minutes != _posted(practicum) or record.confirmed_minutes < practicum.required_minutes:
        yield f"{record.confirmed_minutes} minutes recorded, {_posted(practicum)} posted"
    if practicum.required_minutes == 0:
        return
    if record.report_version is None or record.report_version.state != ReportVersion.State.APPROVED:
        yield "completed without an approved report"
    waived = practicum.proposals.filter(kind="evaluation_waiver", state="confirmed").exists()
    if record.evaluation_id is None and not waived:
        yield "completed without evaluation and waiver"


def _posted(practicum: Practicum) -> int:
    return practicum.postings.aggregate(total=Sum("minutes"))["total"] or 0


def counters_equal_postings(practicum: Practicum) -> Iterator[str]:
    """The counters are the totals of ledger and waiting days; no minute is both required and recognised."""
    if practicum.confirmed_minutes != _posted(practicum):
        yield f"{practicum.confirmed_minutes} confirmed, {_posted(practicum)} posted"
    waiting = sum(max(each.minutes - each.posted_minutes, 0) for each in practicum.entries.waiting())
    if practicum.waiting_minutes != waiting:
        yield f"{practicum.waiting_minutes} counted as waiting, {waiting} wait"
    sizes = {each.required_minutes + each.recognised_minutes for each in practicum.enrolment.practicums.all()}
    if len(sizes) != 1:
        yield f"required and recognised minutes make {sizes}"


def ledger_follows_entries(practicum: Practicum) -> Iterator[str]:
    """Every entry knows what is posted for it: a confirmed one its minutes, a withdrawn one none."""
    totals = HourPosting.objects.filter(practicum=practicum).values_list("entry").annotate(Sum("minutes"))
    posted, wanted = dict(totals.order_by()), {Entry.State.WITHDRAWN: 0}
    for entry in Entry.objects.filter(practicum=practicum):
        if posted.pop(entry.pk, 0) != entry.posted_minutes:
            yield f"entry {entry.pk} says that {entry.posted_minutes} minutes are posted, the ledger says otherwise"
        if entry.posted_minutes != (wanted | {Entry.State.CONFIRMED: entry.minutes}).get(
            Entry.State(entry.state), entry.posted_minutes
        ):
            yield f"entry {entry.pk} is {entry.state} with {entry.minutes} minutes, posted are {entry.posted_minutes}"
    yield from (f"postings for entry {pk} of another practicum" for pk in posted)


def days_lie_where_they_may(practicum: Practicum) -> Iterator[str]:
    """No day overlaps another, lies outside its placement, or in a rest."""
    entries = Entry.objects.standing().filter(practicum=practicum).select_related("placement")
    last = None
    for entry in entries.order_by("starts_at"):
        if last and entry.starts_at < last.ends_at:
            yield f"entries {last.pk} and {entry.pk} overlap"
        place, last = entry.placement, entry
        if place.in_force_on is None or entry.day < max(place.starts_on, place.in_force_on):
            yield f"entry {entry.pk} lies before its placement"
        if entry.day > min(place.ends_on, place.ended_on or place.ends_on):
            yield f"entry {entry.pk} lies after its placement"
    absent = practicum.absences.standing().filter(day__in=entries.values("day")).values_list("day", flat=True)
    yield from (f"{day} is a day off with hours" for day in absent)
    resumed_on = None
    for rest in practicum.suspensions.order_by("pk"):
        if resumed_on and rest.from_on < resumed_on:
            yield f"the rest from {rest.from_on} lies over another one"
        resumed_on = rest.resumed_on
        in_rest = entries.filter(day__gte=rest.from_on)
        if (in_rest.filter(day__lt=rest.resumed_on) if rest.resumed_on else in_rest).exists():
            yield f"days are logged in the rest from {rest.from_on}"


CORRECTION_OF = {"corrected": "waiting", "contested": "contested"}


def corrections_follow_entries(practicum: Practicum) -> Iterator[str]:
    """A corrected or contested day has the one open correction that says the same; no other day has one."""
    held = Correction.objects.filter(entry__practicum=practicum, state__in=Correction.OPEN)
    told = dict(held.values_list("entry", "state"))
    entries = practicum.entries.filter(state__in=CORRECTION_OF).values_list("pk", "state")
    wanted = {pk: CORRECTION_OF[state] for pk, state in entries}
    if told != wanted:
        yield f"corrections are open for {told}, entries ask for {wanted}"


def owners_may_see_their_work(practicum: Practicum) -> Iterator[str]:
    """Every open work item has an active owner who finds it: signed in, by link, or at his own practicum."""
    for item in practicum.work_items.open().select_related("owner", "cohort"):
        sees = {Part.LEARNER: _learner_sees, Part.HOST: _host_sees}.get(Part(item.part), _desk_sees)
        is_own = WorkItem.objects.actable_by(item.owner).filter(pk=item.pk).exists()
        if not (item.owner.is_active and is_own and sees(practicum, item)):
            yield f"{item.owner.name} cannot act on {item.kind} #{item.pk}"


def _learner_sees(practicum: Practicum, item: WorkItem) -> bool:
    owner: Person = item.owner
    if item.kind == "returned_day" and own_entry(owner, item.subject_id) is None:
        return False
    return owner.pk == practicum.learner_id and owner.has_account


def _host_sees(practicum: Practicum, item: WorkItem) -> bool:
    placements = practicum.placements.exclude(state=Placement.State.DECLINED)
    if item.kind in {"week", "safety_briefing", "former_evaluation"}:
        return bool(placements.filter(pk=item.subject_id, mentor=item.owner, in_force_on__isnull=False).exists())
    latest = placements.order_by("pk").last()
    return latest is not None and item.owner_id in (latest.mentor_id, latest.signatory_id)


def _desk_sees(practicum: Practicum, item: WorkItem) -> bool:
    guiding = {Role.Kind.CURATOR, Role.Kind.MANAGER} & kinds_of(item.owner, practicum.cohort)
    return item.owner.has_account and bool(guiding) and item.cohort_id == practicum.cohort_id


def history_replays(practicum: Practicum) -> Iterator[str]:
    """From the history alone, in its order, comes the present state of everything that has one."""
    yield from differences(practicum)


INVARIANTS: tuple[Invariant, ...] = (
    one_live_process, stands_somewhere, no_task_is_left, steps_are_asked, stage_tells_where_it_stands,
    end_is_told_alike, completion_is_earned, counters_equal_postings, ledger_follows_entries,
    corrections_follow_entries, days_lie_where_they_may, owners_may_see_their_work, history_replays, *ORPHANS,
)  # fmt: skip


def one_standing_practicum(practicum: Practicum) -> Iterator[str]:
    """Of an enrolment's practicums at most one stands."""
    standing = Practicum.objects.filter(ended_at=None).values("enrolment").annotate(n=Count("pk"))
    yield from (f"{row['n']} practicums stand" for row in standing.order_by() if row["n"] > 1)


def nobody_sleeps_on(practicum: Practicum) -> Iterator[str]:
    """Once all wakes are delivered and the sweep has run, no process waits for what has happened already."""
    if practicum.pk in set(sleepers()):
        waits = [get_task_ref(PracticumFlow.instance.node(node)).rsplit("/", 1)[-1] for node in nodes_of(practicum)]
        yield f"it waits at {waits} for nothing"


def history_is_sealed_unbroken(_practicum: Practicum) -> Iterator[str]:
    """The hash chain over the history fits its entries."""
    broken = first_broken_seal()
    if broken is not None:
        yield f"seal {broken.pk} is broken"


AT_REST: tuple[Invariant, ...] = (
    one_standing_practicum, nobody_sleeps_on, history_is_sealed_unbroken, *ORPHANS_AT_REST,
)  # fmt: skip


def broken(invariants: tuple[Invariant, ...]) -> list[str]:
    """Every fault of every practicum that the database holds."""
    return [
        f"practicum {practicum.pk}: {invariant.__name__}: {fault}"
        for practicum in Practicum.objects.select_related("cohort", "learner", "enrolment").order_by("pk")
        for invariant in invariants
        for fault in invariant(practicum)
    ]


def faults_of(_world: World) -> list[str]:
    """What does not hold now."""
    return broken(INVARIANTS)


def faults_at_rest(_world: World) -> list[str]:
    """What does not hold once everything that waits has been delivered."""
    return broken(AT_REST)
