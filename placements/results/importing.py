"""Results from a file: kept between preview and confirmation, planned row by row, taken over whole or not at all."""

import base64
import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from placements import clock
from placements.cohorts.models import Cohort, Enrolment
from placements.cohorts.selectors import policy_of
from placements.people.fields import decrypt, encrypt
from placements.people.keys import personal_code_index
from placements.people.models import Person
from placements.records.models import UploadDraft
from placements.records.services import record
from placements.records.tables import MEGABYTE, BadTable, Table, read_table
from placements.records.uploads import KEPT_FOR, plain_name
from placements.refusals import Refusal, Refused, refuse_if
from placements.results.columns import LAYOUTS, LEARNER, NAME
from placements.results.completing import RECORD
from placements.results.models import Attendance, ExamAttempt, ImportedFile, Source, TaskResult
from placements.results.recording import Line, Origin
from placements.results.row_checks import first_row, is_same_name, row_refusals, twice_refusals
from placements.results.rows import ResultLine, masked, read_lines
from placements.results.targets import Targets, lock_targets, targets_of
from placements.results.telling import tell_changed

NEW, CHANGED, SAME, BLANK = "new", "changed", "same", "blank"
RESULTS: Mapping[str, tuple[Any, str]] = {
    ImportedFile.Kind.ATTENDANCE: (Attendance, "session"),
    ImportedFile.Kind.EXAM: (ExamAttempt, "sitting"),
    ImportedFile.Kind.INDEPENDENT: (TaskResult, "task"),
}


@dataclass(frozen=True, slots=True)
class PlannedLine:
    """What becomes of a line: a new result, a changed one (before says from what), the same, or none at all."""

    line: ResultLine
    enrolment: Enrolment
    target: Any
    fate: str
    before: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Plan:
    """All lines, and which sheet of a workbook they are from."""

    lines: Sequence[PlannedLine]
    sheet: str
    others: int

    @property
    def todo(self) -> list[PlannedLine]:
        return [each for each in self.lines if each.fate in {NEW, CHANGED}]

    @property
    def digest(self) -> str:
        """Tells this plan from one over other results: who confirms means the one that was shown."""
        said = [(each.line.number, each.target.pk, each.fate, sorted(each.before.items())) for each in self.lines]
        return hashlib.sha256(repr(said).encode()).hexdigest()

    def count(self, fate: str) -> int:
        """How many lines have this fate."""
        return sum(each.fate == fate for each in self.lines)


def draft_kind(cohort: Cohort) -> str:
    """Under which kind the drafts of this cohort are kept."""
    return f"results-{cohort.pk}"


def too_big(cohort: Cohort, size: int) -> Refusal | None:
    """Whether a file of so many bytes is not even read."""
    most = policy_of(cohort).limits.file_megabytes
    return Refusal("import.too_big", {"megabytes": most}) if size > most * MEGABYTE else None


def read(cohort: Cohort, kind: str, raw: bytes) -> tuple[Table, list[ResultLine], list[Refusal]]:
    """The results that a file names, and every cell that cannot be read. Raises: BadTable for what is no table."""
    limits = policy_of(cohort).limits
    table = read_table(raw, LAYOUTS[kind], most_rows=limits.import_rows, most_megabytes=limits.file_megabytes)
    return table, *read_lines(table, kind)


@transaction.atomic
def keep_draft(cohort: Cohort, kind: str, person: Person, name: str, raw: bytes) -> UploadDraft:
    """Keep a sound file until it is confirmed, in place of this person's former one; yesterday's ones go.

    It may hold personal codes, so it is encrypted like them. Raises: BadTable, and nothing is kept.
    """
    plan(cohort, kind, raw)
    drafts = UploadDraft.objects.filter(kind=draft_kind(cohort))
    drafts.filter(person=person).delete()
    UploadDraft.objects.filter(kind__startswith="results-", created_at__lt=clock.now() - KEPT_FOR).delete()
    return UploadDraft.objects.create(
        person=person,
        kind=draft_kind(cohort),
        name=plain_name(name),
        content=encrypt(f"{kind}:{base64.b64encode(raw).decode()}").encode(),
        digest=hashlib.sha256(raw).hexdigest(),
    )


def content_of(draft: UploadDraft) -> tuple[str, bytes]:
    """The kind of results and the bytes of a kept file."""
    kind, _, text = decrypt(bytes(draft.content).decode()).partition(":")
    return kind, base64.b64decode(text)


def plan(cohort: Cohort, kind: str, raw: bytes) -> Plan:
    """What would become of each line; five queries. Raises: BadTable with what stands against single lines."""
    table, lines, problems = read(cohort, kind, raw)
    learners = _learners(cohort)
    targets = targets_of(cohort, kind)
    titles = dict(zip(table.columns, table.titles, strict=True))
    problems += _unknown(lines, learners, titles)
    problems += [each for line in lines for each in row_refusals(kind, line, learners.get(_key(line)), targets, titles)]
    problems += twice_refusals((line, learners[_key(line)].pk) for line in lines if _key(line) in learners)
    if problems:
        raise BadTable(*sorted(problems, key=first_row))
    return Plan(_planned(kind, lines, learners, targets), table.sheet, table.others)


def _key(line: ResultLine) -> str:
    return line.learner if "@" in line.learner else personal_code_index(line.learner)


def _learners(cohort: Cohort) -> dict[str, Enrolment]:
    """Everybody who is or was in the cohort, by address and by the index of the personal code; one query."""
    found: dict[str, Enrolment] = {}
    for each in Enrolment.objects.filter(cohort=cohort).select_related("learner"):
        keys = each.learner.email, each.learner.personal_code_index
        found |= {str(key): each for key in keys if key}
    return found


def _unknown(
    lines: Sequence[ResultLine], learners: Mapping[str, Enrolment], titles: Mapping[str, str]
) -> Iterator[Refusal]:
    """Learners who are not of this cohort, and those beside whom another name stands."""
    for line in lines:
        found = learners.get(_key(line))
        if LEARNER in line.unread:
            continue
        if found is None:
            values = {"row": line.number, "column": titles[LEARNER], "value": masked(line.learner)}
            yield Refusal("results.unknown", values)
        elif line.name and not is_same_name(line.name, found.learner.name):
            named = {"value": masked(line.name), "learner": masked(line.learner), "name": found.learner.name}
            yield Refusal("results.name", {"row": line.number, "column": titles[NAME], **named})


def _planned(
    kind: str, lines: Sequence[ResultLine], learners: Mapping[str, Enrolment], targets: Targets
) -> list[PlannedLine]:
    model, parent = RESULTS[kind]
    rows = model.objects.filter(**{f"{parent}__in": targets.rows})
    present = {(getattr(row, f"{parent}_id"), row.enrolment_id): row for row in rows}
    planned = []
    for line in lines:
        learner, target = learners[_key(line)], targets.of(line)
        row = present.get((target.pk, learner.pk))
        before = {name: getattr(row, name) for name in line.values} if row else {}
        fate = BLANK if not line.values else NEW if row is None else SAME if before == line.values else CHANGED
        planned.append(PlannedLine(line, learner, target, fate, before))
    return planned


@transaction.atomic
def take_over(cohort: Cohort, draft_id: int, seen: str, actor: Person) -> ImportedFile | None:
    """Record everything that the kept file says, or nothing; None when all of it stood so already.

    seen is the digest of the plan that was shown. Locks: the draft, then what was planned of this kind.
    Raises: Refused for a file that is gone, and when results have changed since; BadTable. The draft is kept then.
    """
    drafts = UploadDraft.objects.select_for_update(of=("self",)).filter(kind=draft_kind(cohort), person=actor)
    draft = drafts.filter(pk=draft_id).first()
    if draft is None:
        raise Refused(Refusal("results.done"))
    kind, raw = content_of(draft)
    lock_targets(cohort, kind)
    planned = plan(cohort, kind, raw)
    refuse_if(None if planned.digest == seen else Refusal("results.changed_since"))
    made = _store(cohort, kind, planned, draft, actor) if planned.todo else None
    draft.delete()
    return made


def _store(cohort: Cohort, kind: str, planned: Plan, draft: UploadDraft, actor: Person) -> ImportedFile:
    source = Source.XLSX if planned.sheet else Source.CSV
    file = ImportedFile.objects.create(
        cohort=cohort, kind=kind, source=source, name=draft.name, digest=draft.digest, rows=len(planned.lines),
        changed=len(planned.todo), imported_by=actor, imported_at=clock.now(),
    )  # fmt: skip
    by_target: dict[Any, list[PlannedLine]] = defaultdict(list)
    for each in planned.todo:
        by_target[each.target].append(each)
    # Always in the same order: of two files at once neither waits for the other one's locks for ever.
    for target in sorted(by_target, key=lambda each: each.pk):
        rows = {each.enrolment.pk: each.line.number for each in by_target[target]}
        lines = [Line(each.enrolment.pk, each.line.values) for each in by_target[target]]
        RECORD[type(target)](target, lines, actor, Origin(source, file, rows))
    tell_changed(each.enrolment.pk for each in planned.todo)
    changed, name = len(planned.todo), kind
    record("results.imported", actor=actor, subject_id=file.pk, cohort=cohort.pk, kind=name, changed=changed)
    return file
