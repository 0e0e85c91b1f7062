"""One learner's journal as the law would keep it. A verb answers the codes of the rules it breaks, or does it."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from tests.oracle.law import FREE, REQUIRED, Around, Place, Progress, crowding, lateness, meaningless, placing, rests_on
from tests.oracle.saying import Said
from tests.oracle.tallinn import day_of, midnight

WINDOW = ANSWER = 7
WAITING = ("submitted", "corrected", "contested")


@dataclass
class Entry:
    """What stands about one stretch of work, and what stood before."""

    key: int
    place: Place
    said: Said
    submitted: int
    state: str = "submitted"
    version: int = 1
    posted: int = 0
    first: Said | None = None
    # What was confirmed when the standing minutes were posted, and when that becomes final.
    confirmed: Said | None = None
    final: int = 0
    correction: Said | None = None
    corrected: int = 0

    def restate(self, said: Said, state: str) -> None:
        self.said, self.state, self.version = said, state, self.version + 1

    @property
    def more(self) -> int:
        """What waits beyond the standing minutes."""
        return max(self.said.net - self.posted, 0) if self.state in WAITING else 0


@dataclass
class Journal:
    """Places, entries, and the ledger: entry and signed minutes, line by line."""

    places: list[Place]
    now: int
    entries: list[Entry] = field(default_factory=list)
    required: int = REQUIRED
    around: Around = field(default_factory=Around)
    ledger: list[tuple[int, int]] = field(default_factory=list)

    @property
    def today(self) -> date:
        return day_of(self.now)

    @property
    def progress(self) -> Progress:
        confirmed = sum(minutes for _, minutes in self.ledger)
        return Progress(confirmed, sum(each.more for each in self.entries), self.required)

    @property
    def counted(self) -> dict[date, int]:
        """Confirmed and waiting minutes of each day with an entry."""
        days: dict[date, int] = {}
        for each in self.standing():
            days[each.said.day] = days.get(each.said.day, 0) + each.posted + each.more
        return days

    def standing(self, without: Entry | None = None) -> list[Entry]:
        return [each for each in self.entries if each.state != "withdrawn" and each is not without]

    def _others(self, entry: Entry | None = None) -> list[Said]:
        return [each.said for each in self.standing(entry)]

    def place_for(self, day: date) -> Place | None:
        """The one that was left takes its own days still, the last one all the others."""
        left = [each for each in self.places if each.left_on and day <= each.left_on]
        place = (left or self.places[-1:])[0]
        return None if place.left_on and day > place.left_on else place

    def _unsound(self, said: Said, place: Place, entry: Entry | None = None) -> list[str]:
        return meaningless(said, place) or [
            *crowding(said, self._others(entry)),
            *placing(said, place, self.around, self.now),
        ]

    def _stated(self, said: Said, place: Place, submitted: int, entry: Entry | None = None) -> list[str]:
        codes = self._unsound(said, place, entry)
        if meaningless(said, place):
            return codes
        is_same_day = entry is not None and entry.said.day == said.day
        late = [] if is_same_day else lateness(said, submitted, self.around.opened)
        return [*codes, *late, *([] if said.tasks else ["hours.no_task"])]

    def log(self, key: int, said: Said) -> list[str]:
        known = next((each for each in self.entries if each.key == key), None)
        if known is not None:
            return [] if said == (known.first or known.said) else ["hours.same_id"]
        place = self.place_for(said.day)
        if place is None:
            return ["hours.after_placement"]
        codes = self._stated(said, place, self.now)
        if not codes:
            self.entries.append(Entry(key, place, said, self.now, first=said))
        return codes

    @staticmethod
    def _stale(entry: Entry, version: int, states: tuple[str, ...]) -> list[str]:
        if entry.state == "confirmed" and "confirmed" not in states:
            return ["hours.confirmed"]
        return [] if entry.version == version and entry.state in states else ["hours.changed"]

    def edit(self, entry: Entry, version: int, said: Said) -> list[str]:
        codes = self._stale(entry, version, ("submitted", "returned", "confirmed"))
        if codes:
            return codes
        if entry.posted and said.day != entry.said.day:
            return ["hours.confirmed_day"]
        codes = self._stated(said, entry.place, entry.submitted, entry)
        if not codes:
            entry.restate(said, "submitted")
        return codes

    def withdraw(self, entry: Entry, version: int) -> list[str]:
        codes = self._stale(entry, version, ("submitted", "returned"))
        if codes or not entry.posted:
            if not codes:
                entry.restate(entry.said, "withdrawn")
            return codes
        assert entry.confirmed is not None
        codes = crowding(entry.confirmed, self._others(entry))
        if codes:
            return ["hours.change_stays", *codes]
        entry.restate(entry.confirmed, "confirmed")
        return []

    def restore(self, entry: Entry, version: int) -> list[str]:
        codes = self._stale(entry, version, ("withdrawn",)) or self._unsound(entry.said, entry.place, entry)
        if not codes:
            entry.restate(entry.said, "submitted")
        return codes

    def _post(self, entry: Entry, final: int) -> None:
        if entry.posted:
            self.ledger.append((entry.key, -entry.posted))
        self.ledger.append((entry.key, entry.said.net))
        entry.state, entry.posted, entry.confirmed, entry.final = "confirmed", entry.said.net, entry.said, final

    def _final(self) -> int:
        """The end of the seventh day."""
        return midnight(self.today + timedelta(days=WINDOW + 1))

    def confirm(self, place: int, verdicts: dict[int, tuple[int, str | Said]]) -> list[str]:
        """Verdicts by entry: the version seen, and right, return, unexplained (returned without reason) or times."""
        assert all(each.place is self.places[place] for each in self.entries if each.key in verdicts)
        chosen = sorted((each for each in self.entries if each.key in verdicts), key=lambda each: each.said.day)
        codes = self._unconfirmable(chosen, verdicts)
        for each in [] if codes else chosen:
            verdict = verdicts[each.key][1]
            if isinstance(verdict, Said):
                each.state, each.correction, each.corrected = "corrected", verdict, self.now
            elif verdict == "return":
                each.state = "returned"
            else:
                self._post(each, self._final())
        return codes

    def _unconfirmable(self, chosen: list[Entry], verdicts: dict[int, tuple[int, str | Said]]) -> list[str]:
        if not all(each.place.is_briefed for each in chosen):
            return ["confirm.no_briefing"]
        if not chosen:
            return ["confirm.nothing"]
        codes = [code for each in chosen for code in self._moved(each, verdicts[each.key][0])]
        codes = codes or ["confirm.reason_needed" for each in chosen if verdicts[each.key][1] == "unexplained"]
        return codes or [code for each in chosen for code in self._miscorrected(each, verdicts[each.key][1])]

    @staticmethod
    def _moved(entry: Entry, version: int) -> list[str]:
        if entry.state == "withdrawn":
            return ["confirm.day_withdrawn"]
        return [] if entry.state == "submitted" and entry.version == version else ["confirm.day_changed"]

    def _miscorrected(self, entry: Entry, verdict: str | Said) -> list[str]:
        if not isinstance(verdict, Said):
            return []
        if not verdict.nonsense and verdict.times == entry.said.times:
            return ["confirm.same_times"]
        codes = self._unsound(verdict, entry.place, entry)
        return ["confirm.correction_unsound", *codes] if codes else []

    def take_back(self, entry: Entry, version: int, reason: str) -> list[str]:
        if entry.state != "confirmed" or entry.version != version:
            return ["confirm.day_changed"]
        codes = ["confirm.window_over"] if self.now >= entry.final else []
        codes += [] if reason else ["confirm.reason_needed"]
        if not codes:
            self.ledger.append((entry.key, -entry.posted))
            entry.state, entry.posted = "returned", 0
        return codes

    def _take_times(self, entry: Entry, final: int) -> list[str]:
        """The mentor's times become the day's: when they still fit beside what was logged since."""
        assert entry.correction is not None
        codes = crowding(entry.correction, self._others(entry))
        if codes:
            return ["contest.collides", *codes]
        entry.restate(entry.correction, "submitted")
        self._post(entry, final)
        return []

    def accept(self, entry: Entry, version: int) -> list[str]:
        final = midnight(day_of(entry.corrected) + timedelta(days=WINDOW + 1))
        return self._stale(entry, version, ("corrected",)) or self._take_times(entry, final)

    def contest(self, entry: Entry, version: int, text: str) -> list[str]:
        codes = self._stale(entry, version, ("corrected",)) or ([] if text else ["contest.text_needed"])
        if not codes:
            entry.state = "contested"
        return codes

    def pass_on(self) -> list[str]:
        """What was not answered until the end of the seventh day goes to the curator."""
        for each in self.entries:
            over = midnight(day_of(each.corrected) + timedelta(days=ANSWER + 1))
            if each.state == "corrected" and self.now >= over:
                each.state = "contested"
        return []

    def settle(self, entry: Entry, decision: str, reason: str) -> list[str]:
        codes = self._stale(entry, entry.version, ("contested",)) or ([] if reason else ["contest.reason_needed"])
        if codes or decision == "mentor":
            return codes or self._take_times(entry, self.now)
        entry.restate(entry.said, "returned")
        if decision == "learner":
            self._post(entry, self.now)
        return []

    def say_absent(self, day: date, reason: str) -> list[str]:
        codes = [] if any(each.starts_on <= day <= each.last_on for each in self.places) else ["hours.outside_period"]
        codes += ["hours.suspended"] if rests_on(day, self.around.rests) else []
        codes += ["absence.hours"] if any(each.said.day == day for each in self.standing()) else []
        codes += ["absence.twice"] if day in self.around.absent else []
        codes += ["absence.text_needed"] if reason == "other" else []
        if not codes:
            self.around.absent.add(day)
        return codes

    def suspend(self, from_on: date) -> list[str]:
        self.around.rests.append((from_on, None))
        return []

    def resume(self, on: date) -> list[str]:
        self.around.rests[-1] = (self.around.rests[-1][0], on)
        return []

    def leave(self, last_on: date, place: Place) -> list[str]:
        """A change of host: the old one takes its own days still."""
        self.places[-1].left_on = last_on
        self.places.append(place)
        return []

    def brief(self) -> list[str]:
        self.places[-1].is_briefed = True
        return []

    def withdraw_absence(self, day: date) -> list[str]:
        self.around.absent.discard(day)
        return []

    def open_day(self, day: date, reason: str) -> list[str]:
        codes = ["day.not_late"] if (self.today - day).days <= FREE else []
        codes += ["day.opened"] if day in self.around.opened else []
        codes += [] if reason else ["contest.reason_needed"]
        if not codes:
            self.around.opened.add(day)
        return codes
