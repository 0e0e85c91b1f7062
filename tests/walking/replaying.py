"""The present state of a practicum, computed from its history rows alone."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from placements.agreements.models import Placement, PlacementRequest, Practicum, Signature
from placements.cohorts.models import Enrolment
from placements.journal.models import Entry
from placements.records.models import HistoryEntry
from placements.reports.models import ReportVersion

PROPOSALS = ("recognition", "evaluation_waiver", "annulment")
# Which thing each act is about; by the first word of the act, or by the act itself.
THING_OF_ACT = {
    "practicum.moved": "practicum", "practicum.suspended": "suspension", "practicum.resumed": "suspension",
    "agreement.in_force": "placement", "agreement.signed": "",
}  # fmt: skip
THING_OF_WORD = {
    "request": "request", "entry": "entry", "placement": "placement", "report": "version", "suspension": "suspension",
    "check_in": "check_in", **dict.fromkeys(PROPOSALS, "proposal"),
}  # fmt: skip
FIRST_STATES = {"practicum": Practicum.Stage.REQUEST, "request": PlacementRequest.State.DRAFT}
Key = tuple[str, int]


@dataclass
class Replay:
    """States by thing and its id, minutes posted by entry, signatures, and where a change follows on no other."""

    states: dict[Key, str] = field(default_factory=dict)
    posted: dict[int, int] = field(default_factory=dict)
    signatures: set[tuple[int, str]] = field(default_factory=set)
    recognised: int = 0
    gaps: list[str] = field(default_factory=list)

    def take(self, row: HistoryEntry) -> None:
        """Let one change happen."""
        word = row.action.partition(".")[0]
        thing = THING_OF_ACT.get(row.action, THING_OF_WORD.get(word, ""))
        if row.action == "agreement.signed":
            self.signatures.add((row.subject_id or 0, row.to_state))
        if row.action == "recognition.confirmed":
            self.recognised += int(row.details["minutes"])
        if row.action == "entry.confirmed":
            self.posted[row.subject_id or 0] = int(row.details["minutes"])
        if row.action == "entry.taken_back":
            self.posted[row.subject_id or 0] = 0
        if thing:
            self._move((thing, 0 if thing in {"request", "practicum"} else row.subject_id or 0), row)

    def _move(self, key: Key, row: HistoryEntry) -> None:
        before = self.states.get(key, FIRST_STATES.get(key[0], ""))
        if row.from_state != before:
            self.gaps.append(f"{row.action} of {key} goes on from {row.from_state!r}, it was {before!r}")
        self.states[key] = row.to_state

    def of(self, thing: str) -> dict[int, str]:
        """The states of all things of a kind."""
        return {key: state for (kind, key), state in self.states.items() if kind == thing}


def replay(practicum: Practicum) -> Replay:
    """Everything that the practicum's history tells, in its order."""
    replayed = Replay()
    for row in HistoryEntry.objects.filter(practicum=practicum).order_by("at", "pk"):
        replayed.take(row)
    return replayed


def present(practicum: Practicum) -> dict[str, dict[int, str]]:
    """The same from the tables."""
    suspensions = practicum.suspensions.values_list("pk", "resumed_on")
    return {
        "practicum": {0: practicum.stage},
        "request": {0: PlacementRequest.objects.get(practicum=practicum).state},
        "entry": dict(Entry.objects.filter(practicum=practicum).values_list("pk", "state")),
        "placement": dict(Placement.objects.filter(practicum=practicum).values_list("pk", "state")),
        "version": dict(ReportVersion.objects.filter(report__practicum=practicum).values_list("pk", "state")),
        "suspension": {pk: "resumed" if resumed else "suspended" for pk, resumed in suspensions},
        "proposal": dict(practicum.proposals.values_list("pk", "state")),
        "check_in": dict(practicum.check_ins.exclude(held_on=None).values_list("pk", "outcome")),
    }


def differences(practicum: Practicum) -> Iterator[str]:
    """Where history and tables tell different things."""
    told = replay(practicum)
    yield from told.gaps
    for thing, states in present(practicum).items():
        wanted = told.of(thing)
        if thing in FIRST_STATES:
            wanted = {0: FIRST_STATES[thing]} | wanted
        if wanted != states:
            odd = {key: (wanted.get(key), states.get(key)) for key in wanted.keys() | states.keys()}
            yield f"{thing}: { ({key: each for key, each in odd.items() if each[0] != each[1]}) }"
    yield from _sums(practicum, told)


def _sums(practicum: Practicum, told: Replay) -> Iterator[str]:
    confirmed = sum(told.posted.values())
    if confirmed != practicum.confirmed_minutes:
        yield f"the history confirms {confirmed} minutes, the practicum {practicum.confirmed_minutes}"
    if told.recognised != practicum.recognised_minutes:
        yield f"the history recognises {told.recognised} minutes, the practicum {practicum.recognised_minutes}"
    signed = Signature.objects.filter(agreement__placement__practicum=practicum)
    if told.signatures != set(signed.values_list("agreement", "party")):
        yield "the signatures are others than those of the history"
    yield from _studies(practicum.enrolment)


def _studies(enrolment: Enrolment) -> Iterator[str]:
    """Studies are told by the histories of all practicums of the enrolment."""
    rows = HistoryEntry.objects.filter(practicum__enrolment=enrolment, action__startswith="enrolment.")
    state: str = Enrolment.State.ACTIVE
    for row in rows.order_by("at", "pk"):
        if row.from_state != state:
            yield f"{row.action} goes on from {row.from_state!r}, the studies were {state!r}"
        state = row.to_state
    if enrolment.state != state:
        yield f"the enrolment is {enrolment.state}, by the history {state}"
