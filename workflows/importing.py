"""Learners from a file: kept between preview and confirmation, planned line by line, taken over whole or not at all."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from django.db import transaction

from placements import clock
from placements.agreements.models import Practicum
from placements.cohorts.learner_columns import LAYOUT
from placements.cohorts.learner_rows import LearnerLine, read_lines
from placements.cohorts.models import Cohort, Enrolment, Role
from placements.cohorts.selectors import policy_of
from placements.people.fields import decrypt, encrypt
from placements.people.models import Person
from placements.people.recognising import KnownPeople, known_people
from placements.records.models import UploadDraft
from placements.records.services import record
from placements.records.tables import MEGABYTE, BadTable, read_table
from placements.refusals import Refusal, Refused, refuse_if
from placements.sentences import sentence
from workflows.enrolling import ENDED, cohort_refusals, enrol_all

NEW, KNOWN, ENROLLED, ASKED = "new", "known", "enrolled", "asked"
KEPT = timedelta(days=1)
SAME_NAME = "person.other_name"


@dataclass(frozen=True, slots=True)
class PlannedLine:
    """What becomes of a line: a new person, a known one, skipped because enrolled, or asked about the name."""

    line: LearnerLine
    fate: str
    person: Person | None = None


@dataclass(frozen=True, slots=True)
class Imported:
    """How many were enrolled, and how many were in the cohort before."""

    enrolled: int
    skipped: int


@dataclass(frozen=True, slots=True)
class Present:
    """Who stands where already: in this cohort, guiding it, or on a practicum elsewhere (with that cohort's code)."""

    enrolled: Collection[int]
    guiding: Collection[int]
    elsewhere: Mapping[int, str]


def kind_of(cohort: Cohort) -> str:
    """Under which kind the drafts of this cohort are kept."""
    return f"learners-{cohort.pk}"


def too_big(cohort: Cohort, size: int) -> Refusal | None:
    """Whether a file of so many bytes is not even read."""
    most = policy_of(cohort).limits.file_megabytes
    return Refusal("import.too_big", {"megabytes": most}) if size > most * MEGABYTE else None


def read(cohort: Cohort, raw: bytes) -> list[LearnerLine]:
    """The learners that a file names. Raises: BadTable."""
    limits = policy_of(cohort).limits
    table = read_table(raw, LAYOUT, most_rows=limits.import_rows, most_megabytes=limits.file_megabytes)
    return read_lines(table, language=cohort.language, today=clock.local_date(clock.now()))


@transaction.atomic
def keep_draft(cohort: Cohort, person: Person, name: str, raw: bytes) -> UploadDraft:
    """Keep a sound file until it is confirmed, in place of this person's former one; yesterday's ones go.

    It may hold personal codes, so it is encrypted like them. Raises: BadTable, and nothing is kept.
    """
    plan(cohort, read(cohort, raw))
    drafts = UploadDraft.objects.filter(kind=kind_of(cohort))
    drafts.filter(person=person).delete()
    UploadDraft.objects.filter(kind__startswith="learners-", created_at__lt=clock.now() - KEPT).delete()
    plain = "".join(each for each in name if each.isprintable())[-200:]
    return UploadDraft.objects.create(
        person=person,
        kind=kind_of(cohort),
        name=plain,
        content=encrypt(raw.decode("utf-8-sig")).encode(),
        digest=hashlib.sha256(raw).hexdigest(),
    )


def lines_of(cohort: Cohort, draft: UploadDraft) -> list[LearnerLine]:
    """The learners that a kept file names. Raises: BadTable, when rules have changed since."""
    return read(cohort, decrypt(bytes(draft.content).decode()).encode())


def plan(cohort: Cohort, lines: Sequence[LearnerLine]) -> list[PlannedLine]:
    """What would become of each line; five queries. Raises: BadTable with what stands against single lines."""
    known = known_people([line.details for line in lines])
    present = _present(cohort, known)
    planned = [_planned(line, known, present) for line in lines]
    problems = [_in_line(line, refusal) for line in lines for refusal in _refusals(line, known, present)]
    problems += _meant_twice(planned)
    if problems:
        raise BadTable(*problems)
    return planned


def _present(cohort: Cohort, known: KnownPeople) -> Present:
    people = {person.pk for person in [*known.by_email.values(), *known.by_code.values()]}
    guides = Role.objects.filter(kind__in=[Role.Kind.CURATOR, Role.Kind.MANAGER], person__in=people)
    running = Practicum.objects.filter(learner__in=people).exclude(cohort=cohort).exclude(stage__in=ENDED)
    return Present(
        set(Enrolment.objects.filter(cohort=cohort).values_list("learner", flat=True)),
        {person for person, where in guides.values_list("person", "cohort") if where in (None, cohort.pk)},
        dict(running.values_list("learner", "cohort__code")),
    )


def _planned(line: LearnerLine, known: KnownPeople, present: Present) -> PlannedLine:
    person = known.named(line.details)
    if person is None:
        return PlannedLine(line, NEW)
    if person.pk in present.enrolled:
        return PlannedLine(line, ENROLLED, person)
    is_asked = any(refusal.code == SAME_NAME for refusal in known.refusals(line.details))
    return PlannedLine(line, ASKED if is_asked else KNOWN, person)


def _refusals(line: LearnerLine, known: KnownPeople, present: Present) -> list[Refusal]:
    found = [refusal for refusal in known.refusals(line.details) if refusal.code != SAME_NAME]
    person = known.named(line.details)
    if person is None or found or person.pk in present.enrolled:
        return found
    if person.pk in present.guiding:
        return [Refusal("enrol.guides_it", {"name": person.name})]
    other = present.elsewhere.get(person.pk)
    return [Refusal("enrol.elsewhere", {"name": person.name, "cohort": other})] if other else []


def _in_line(line: LearnerLine, refusal: Refusal) -> Refusal:
    return Refusal("import.line", {"row": line.number, "reason": sentence(refusal)})


def _meant_twice(planned: Sequence[PlannedLine]) -> list[Refusal]:
    """Two lines may mean one known person: by address the one, by personal code the other."""
    lines: dict[int, list[int]] = {}
    for each in planned:
        if each.person is not None:
            lines.setdefault(each.person.pk, []).append(each.line.number)
    return [Refusal("import.twice", {"rows": numbers}) for numbers in lines.values() if len(numbers) > 1]


@transaction.atomic
def take_over(cohort: Cohort, draft_id: int, same: Collection[int], actor: Person) -> Imported:
    """Enrol everybody whom the kept file names and who is not in the cohort yet: all of them or nobody.

    same: the lines whose known person of another name is the one meant. The same file again changes nothing.
    Locks: the draft, the cohort, the people. Raises: Refused, BadTable; the draft is kept then.
    """
    drafts = UploadDraft.objects.select_for_update(of=("self",)).filter(kind=kind_of(cohort), person=actor)
    draft = drafts.filter(pk=draft_id).first()
    if draft is None:
        raise Refused(Refusal("import.done"))
    locked: Cohort = Cohort.objects.select_for_update(of=("self",)).get(pk=cohort.pk)
    planned = plan(locked, lines_of(locked, draft))
    todo = [each for each in planned if each.fate != ENROLLED]
    refuse_if(*_unconfirmed(todo, same), *(cohort_refusals(locked) if todo else []))
    named = [replace(each.line.details, is_same_person=each.line.number in same) for each in todo]
    made = enrol_all(locked, named, actor) if named else []
    skipped, digest = len(planned) - len(made), draft.digest
    draft.delete()
    if made:
        record("learners.imported", actor=actor, subject_id=locked.pk, enrolled=len(made), skipped=skipped, file=digest)
    return Imported(len(made), skipped)


def _unconfirmed(todo: Sequence[PlannedLine], same: Collection[int]) -> list[Refusal]:
    asked = [each for each in todo if each.fate == ASKED and each.line.number not in same]
    return [_in_line(each.line, Refusal(SAME_NAME, {"name": each.person.name})) for each in asked if each.person]
