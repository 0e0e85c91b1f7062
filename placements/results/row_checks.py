"""What stands against single lines of a file of results, each sentence naming its row."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from placements import clock
from placements.cohorts.models import Enrolment
from placements.refusals import Refusal
from placements.results import columns, rules
from placements.results.models import ImportedFile
from placements.results.rows import ResultLine, masked
from placements.results.targets import Targets
from placements.sentences import sentence

Kind = ImportedFile.Kind
WORD = re.compile(r"\w+")
KEYS = {
    Kind.ATTENDANCE: {columns.DATE, columns.START},
    Kind.EXAM: {columns.DATE},
    Kind.INDEPENDENT: {columns.TASK},
}
WHAT = {columns.LEARNER}.union(*KEYS.values())

# Which column a refusal is about; a learner's, a day's or a task's own where it is not named here.
COLUMNS = {
    "attendance.minutes": columns.MINUTES,
    "exam.answers": columns.CORRECT,
    "exam.questions": columns.TOTAL,
    "exam.not_registered": columns.LEARNER,
    "results.no_task": columns.TASK,
}


def row_refusals(
    kind: str, line: ResultLine, learner: Enrolment | None, targets: Targets, titles: Mapping[str, str]
) -> list[Refusal]:
    """What the line speaks of exists and has begun, and what it says of it fits; titles are the file's own."""
    return [
        Refusal(
            "results.cell",
            {"row": line.number, "column": titles[COLUMNS.get(each.code, columns.DATE)], "reason": sentence(each)},
        )
        for each in _refusals(kind, line, learner, targets)
        if each is not None
    ]


def _refusals(kind: str, line: ResultLine, learner: Enrolment | None, targets: Targets) -> Iterable[Refusal | None]:
    if line.unread & KEYS[Kind(kind)]:
        return []
    found = targets.all_of(line)
    if not found:
        return [_missing(kind, line)]
    if len(found) > 1:
        return [Refusal("results.two_sittings", {"date": line.key[0]})]
    answers = {Kind.ATTENDANCE: _attendance, Kind.EXAM: _exam}.get(Kind(kind))
    return answers(found[0], line, learner, targets) if answers and line.values else []


def _missing(kind: str, line: ResultLine) -> Refusal:
    if kind == Kind.ATTENDANCE:
        return Refusal("results.no_session", {"date": line.key[0], "begins": line.key[1]})
    if kind == Kind.EXAM:
        return Refusal("results.no_sitting", {"date": line.key[0]})
    return Refusal("results.no_task", {"number": line.key[0]})


def _attendance(
    session: Any, line: ResultLine, learner: Enrolment | None, _targets: Targets
) -> Iterator[Refusal | None]:
    begins = clock.instant(session.held_on, session.starts_at)
    yield rules.ahead_refusal("session.ahead", begins, clock.now())
    if columns.MINUTES not in line.unread:
        yield rules.minutes_refusal(_named(line, learner), line.values["minutes"], session.minutes)


def _exam(sitting: Any, line: ResultLine, learner: Enrolment | None, targets: Targets) -> Iterator[Refusal | None]:
    name = _named(line, learner)
    yield rules.ahead_refusal("sitting.ahead", sitting.held_at, clock.now())
    if columns.CORRECT not in line.unread:
        yield rules.answers_refusal(name, line.values["correct"], sitting.questions)
    if columns.TOTAL not in line.unread:
        yield rules.total_refusal(line.values["total"], sitting.questions)
    if learner and sitting.is_retake and (sitting.pk, learner.pk) not in targets.coming:
        yield Refusal("exam.not_registered", {"name": name})


def _named(line: ResultLine, learner: Enrolment | None) -> str:
    """Whom the line is of, as its sentences say it."""
    return learner.learner.name if learner else masked(line.learner)


def is_same_name(written: str, name: str) -> bool:
    """Whether both are the same words in any order, without regard to capitals, accents and signs."""
    return _words(written) == _words(name)


def _words(name: str) -> list[str]:
    plain = "".join(each for each in unicodedata.normalize("NFKD", name) if not unicodedata.combining(each))
    return sorted(WORD.findall(plain.casefold()))


def first_row(refusal: Refusal) -> int:
    """Which row a refusal is of, the first one where it is of several."""
    found = refusal.values.get("row") or refusal.values["rows"][0]
    return int(found)


def twice_refusals(lines: Iterable[tuple[ResultLine, int]]) -> list[Refusal]:
    """Lines that say something of the same learner and thing; one may name him by address, one by code."""
    rows: dict[tuple[Any, ...], list[int]] = defaultdict(list)
    for line, enrolment_id in lines:
        if not line.unread & WHAT:
            rows[enrolment_id, *line.key].append(line.number)
    return [Refusal("results.twice", {"rows": numbers}) for numbers in rows.values() if len(numbers) > 1]
