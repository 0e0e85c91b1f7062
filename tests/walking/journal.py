"""Acts of the journal: the learner logs, changes and withdraws days and asks; mentors confirm, return, take back."""

import time as seconds
from collections import Counter
from datetime import date, time, timedelta
from functools import partial
from typing import Any

from django.core import signing
from django.urls import reverse

from placements.agreements.models import Placement
from placements.clock import TALLINN, instant, monday_of
from placements.cohorts.selectors import policy_of
from placements.guidance.concerns import report_concern
from placements.guidance.models import Question
from placements.guidance.services import ask_question
from placements.journal.confirming import confirm_days, take_back
from placements.journal.host_views import SALT
from placements.journal.models import Entry
from placements.journal.services import edit_entry, log_day, withdraw_entry
from placements.journal.verdicts import Times, Verdict
from tests.walking import draws
from tests.walking.deeds import Act, Deed, browser_by_link, browser_of, by_page, post
from tests.walking.posting import posted
from tests.walking.world import World

Data = dict[str, Any]
# Another whole day still fits below the weekly cap.
ROOM_IN_WEEK = 2400 - 480
# How often a day is logged at a placement that has ended.
AT_FORMER = 0.05
LONG_AGO = timedelta(seconds=5)
USUAL = ((time(9), time(17, 30), 30), (time(9), time(17, 30), 30), (time(8), time(16, 30), 30), (time(10), time(14), 0))
UNUSUAL = ((time(22), time(6), 30), (time(3, 30), time(9), 0), (time(14), time(18), 0), (time(0), time(0, 1), 0))
WITHDRAWABLE = (Entry.State.SUBMITTED, Entry.State.RETURNED)
EDITABLE = (*WITHDRAWABLE, Entry.State.CONFIRMED)


def day_data(world: World, day: date, times: tuple[time, time, int]) -> Data:
    chips = world.rng.sample([chip.code for chip in policy_of(world.cohort).task_chips], world.rng.randint(1, 3))
    starts, ends, pause = times
    content = {"text": draws.SENTENCE.strip(), "learned": "", "late_reason": ""}
    return {
        "day": day,
        "starts": starts,
        "ends": ends,
        "break_minutes": pause,
        "chips": chips,
        "outcomes": [1],
    } | content


def free_day(world: World, placement: Placement) -> date:
    """A day that may still be logged; the clock goes on to the next evening when there is none."""
    taken = dict(Entry.objects.standing().filter(practicum=placement.practicum_id).values_list("day", "minutes"))
    weeks = Counter[date]()
    for day, minutes in taken.items():
        weeks[monday_of(day)] += minutes
    first = max(placement.starts_on, placement.in_force_on or world.today, world.today - timedelta(days=7))
    end = min(placement.ends_on, placement.ended_on or placement.ends_on)
    last = world.today if world.now.astimezone(TALLINN).time() >= time(18) else world.today - timedelta(days=1)
    last = min(last, end)
    days = [first + timedelta(days=offset) for offset in range((last - first).days + 1)]
    free = [day for day in days if day not in taken and weeks[monday_of(day)] <= ROOM_IN_WEEK]
    if free:
        return world.rng.choice(free)
    day = max(first, world.today + timedelta(days=1))
    if weeks[monday_of(day)] > ROOM_IN_WEEK:
        day = monday_of(day) + timedelta(days=7)
    world.move_to(instant(day, time(20, world.rng.randrange(60))))
    return day


def spoil_day(world: World, data: Data) -> Data:
    wrong = [
        {"day": world.today + timedelta(days=1)},
        {"day": date(1, 1, 1)},
        {"day": date(9999, 12, 31)},
        {"day": world.today - timedelta(days=15)},
        {"ends": data["starts"]},
        {"chips": []},
        {"starts": time(9), "ends": time(9, 30), "break_minutes": 30},
        {"starts": time(6), "ends": time(20), "break_minutes": 0},
    ]
    return data | world.rng.choice(wrong)


def draw_log(world: World) -> Deed | None:
    placement = world.placement("in_force", "ended")
    if placement is None or placement.in_force_on is None:
        return None
    if placement.state == Placement.State.ENDED and world.rng.random() > AT_FORMER:
        return None
    times = world.rng.choice(UNUSUAL) if world.rng.random() < 0.08 else world.rng.choice(USUAL)
    data, errs = day_data(world, free_day(world, placement), times), world.errs()
    data = spoil_day(world, data) if errs else data
    practicum, client_id = world.practicum, draws.client_id(world.rng)
    run = partial(log_day, practicum, world.learner, client_id, data)
    if by_page(world.rng):
        address = reverse("journal-day", args=[world.today.isoformat()])
        run = partial(_post_as_learner, world, address, posted("", data | {"client_id": str(client_id)}))
    return Deed("log", f"log {data}", run, errs)


def _post_as_learner(world: World, address: str, data: Data) -> None:
    post(browser_of(world.learner), address, data)


def draw_resend(world: World) -> Deed | None:
    """The phone sends a day again, because it did not hear the answer."""
    entry = Entry.objects.filter(practicum=world.practicum).order_by("pk").last()
    if entry is None:
        return None
    data = {name: getattr(entry, name) for name in day_data(world, entry.day, USUAL[0])}
    errs = world.errs()
    data |= {"text": "another text"} if errs else {}
    return Deed("resend", f"resend entry {entry.pk}", partial(_resend, world, entry, data), errs)


def _resend(world: World, entry: Entry, data: Data) -> None:
    assert log_day(entry.practicum, world.learner, entry.client_id, data).pk == entry.pk


def _in_state(world: World, states: tuple[str, ...]) -> list[Entry]:
    entries = Entry.objects.filter(practicum__learner=world.learner, state__in=states).order_by("pk")
    return list(entries.select_related("practicum", "placement"))


def draw_edit(world: World) -> Deed | None:
    entries = _in_state(world, EDITABLE)
    if not entries:
        return None
    entry, errs = world.rng.choice(entries), world.errs()
    times = world.rng.choice(((time(9), time(16), 30), (time(10), time(15), 0), (time(9), time(13), 0)))
    data, version = day_data(world, entry.day, times), entry.version + 7 * errs
    run = partial(edit_entry, entry, world.learner, version, data)
    if by_page(world.rng):
        typed = data | {"client_id": str(draws.client_id(world.rng)), "version": version}
        address = reverse("journal-entry", args=[entry.pk])
        run = partial(_post_as_learner, world, address, posted("", typed))
    return Deed("edit", f"edit entry {entry.pk} ({entry.state}) {data}", run, errs)


def draw_withdraw(world: World) -> Deed | None:
    entries = _in_state(world, WITHDRAWABLE)
    if not entries:
        return None
    entry, errs = world.rng.choice(entries), world.errs()
    version = entry.version + 7 * errs
    run = partial(withdraw_entry, entry, world.learner, version)
    if by_page(world.rng):
        address = reverse("journal-withdraw", args=[entry.pk])
        run = partial(_post_as_learner, world, address, {"version": version})
    return Deed("withdraw-day", f"withdraw entry {entry.pk} ({entry.state})", run, errs)


def draw_confirm(world: World) -> Deed | None:
    """A mentor, a former one too, settles what waits for him, or a part of it."""
    waiting = Entry.objects.asked().filter(practicum__learner=world.learner)
    placements = list(Placement.objects.filter(pk__in=waiting.values("placement")).order_by("pk"))
    if not placements:
        return None
    placement = world.rng.choice(placements)
    entries = list(placement.entries.asked().order_by("pk"))
    chosen = entries if world.rng.random() < 0.8 else world.rng.sample(entries, world.rng.randint(1, len(entries)))
    verdicts = {entry.pk: _verdict(world, entry) for entry in chosen}
    errs = world.errs()
    if errs:
        verdicts = world.rng.choice(({}, {chosen[0].pk: Verdict(99)}, {chosen[0].pk: Verdict(1, returns=True)}))
    run = partial(confirm_days, [placement], placement.mentor, verdicts)
    if by_page(world.rng) and not any(each.times for each in verdicts.values()):
        run = partial(_confirm_by_page, placement, verdicts)
    return Deed("confirm", f"confirm at placement {placement.pk} {verdicts}", run, errs)


def _verdict(world: World, entry: Entry) -> Verdict:
    if world.rng.random() < 0.1:
        return Verdict(entry.version, returns=True, reason="time_wrong", text="Lõpetasime kell 13.")
    if world.rng.random() < 0.12:
        ends = time(world.rng.randint(10, 15), world.rng.choice((0, 17)))
        return Verdict(entry.version, reason="time_wrong", times=Times(time(9), ends, 0))
    return Verdict(entry.version)


def _fields(pk: int, verdict: Verdict) -> Data:
    said = "return" if verdict.returns else "right"
    return {
        f"version_{pk}": verdict.version, f"verdict_{pk}": said, f"reason_{pk}": verdict.reason,
        f"text_{pk}": verdict.text,
    }  # fmt: skip


def _confirm_by_page(placement: Placement, verdicts: dict[int, Verdict]) -> None:
    client, public_id = browser_by_link(placement.mentor, placement)
    shown = signing.dumps(seconds.time() - LONG_AGO.total_seconds(), salt=SALT)
    data: Data = {"entry": list(verdicts), "shown": shown}
    for pk, verdict in verdicts.items():
        data |= _fields(pk, verdict)
    post(client, reverse("host-week", args=[public_id]), data)


def draw_take_back(world: World) -> Deed | None:
    mine = Entry.objects.filter(practicum__learner=world.learner, placement__mentor__is_active=True)
    confirmed = mine.filter(state=Entry.State.CONFIRMED).order_by("pk")
    entries = list(confirmed.select_related("placement__mentor", "practicum"))
    if not entries:
        return None
    entry, errs = world.rng.choice(entries), world.errs()
    verdict = Verdict(entry.version, returns=True, reason="" if errs else "not_present")
    mentor = entry.placement.mentor
    run = partial(take_back, entry, mentor, verdict)
    if by_page(world.rng):
        run = partial(_take_back_by_page, entry, verdict)
    return Deed("take-back", f"take back entry {entry.pk}", run, errs)


def _take_back_by_page(entry: Entry, verdict: Verdict) -> None:
    client, public_id = browser_by_link(entry.placement.mentor, entry.placement)
    post(client, reverse("host-receipt", args=[public_id]), {"entry": entry.pk} | _fields(entry.pk, verdict))


def draw_ask(world: World) -> Deed | None:
    errs = world.errs()
    text = world.rng.choice(("", " \n ", "a" * 100_000)) if errs else "Kas tohin laupäeval töötada?"
    client_id = draws.client_id(world.rng)
    known = Question.objects.order_by("pk").last()
    if known is not None and not errs and world.rng.random() < 0.2:
        client_id, text = known.client_id, known.text
    run = partial(ask_question, known.practicum if known and known.client_id == client_id else world.practicum,
                  world.learner, client_id, text)  # fmt: skip
    if by_page(world.rng) and not (known and known.client_id == client_id):
        run = partial(_post_as_learner, world, reverse("questions"), {"client_id": str(client_id), "text": text})
    return Deed("ask", f"ask {text[:40]!r}", run, errs)


def draw_concern(world: World) -> Deed | None:
    errs = world.errs()
    data = {"kind": world.rng.choice(("unsafe", "accident", "harassment", "other")), "text": "Redel on katki"}
    data |= {"happened_on": world.rng.choice((None, world.today))}
    if errs:
        wrong = ({"text": " "}, {"text": "a" * 100_000}, {"happened_on": world.today + timedelta(days=1)})
        data |= world.rng.choice((*wrong, {"happened_on": date(9999, 12, 31)}))
    client_id = draws.client_id(world.rng)
    run = partial(report_concern, world.any_practicum(), world.learner, client_id, data)
    if by_page(world.rng):
        fields = posted("", data | {"client_id": str(client_id)})
        run = partial(_post_as_learner, world, reverse("concern"), fields)
    return Deed("report-concern", f"concern {data['kind']}", run, errs)


def weight_of_log(world: World) -> float:
    """Days are what a practicum is made of."""
    return 40


ACTS = [
    Act("log", draw_log, weight_of_log),
    Act("resend", draw_resend, lambda world: 1),
    Act("edit", draw_edit, lambda world: 4),
    Act("withdraw-day", draw_withdraw, lambda world: 1 + world.restlessness / 10),
    Act("confirm", draw_confirm, lambda world: 12),
    Act("take-back", draw_take_back, lambda world: 0.5 + world.restlessness / 8),
    Act("report-concern", draw_concern, lambda world: 0.7),
    Act("ask", draw_ask, lambda world: 1.5),
]
