"""Acts about days that leave the ordinary way: corrections and contests, days off, late days, a curator's help."""

from datetime import date, timedelta
from functools import partial
from typing import Any

from placements.agreements.models import Placement
from placements.journal.absences import judge_absences, say_absent, withdraw_absence
from placements.journal.contesting import accept_correction, contest_correction, settle_contest
from placements.journal.exceptions import confirm_on_behalf, open_day
from placements.journal.models import Absence, Entry
from placements.journal.services import restore_entry
from placements.journal.verdicts import Verdict
from tests.walking import draws
from tests.walking.deeds import Act, Deed
from tests.walking.world import World

State = Entry.State


def _one(world: World, state: str) -> Entry | None:
    entries = Entry.objects.filter(practicum__learner=world.learner, state=state).order_by("pk")
    found = list(entries.select_related("practicum", "placement"))
    return world.rng.choice(found) if found else None


def draw_accept(world: World) -> Deed | None:
    entry = _one(world, State.CORRECTED)
    if entry is None:
        return None
    errs = world.errs()
    run = partial(accept_correction, entry, world.learner, entry.version + 7 * errs)
    return Deed("accept", f"accept the correction of {entry.pk}", run, errs)


def draw_contest(world: World) -> Deed | None:
    entry = _one(world, State.CORRECTED)
    if entry is None:
        return None
    errs = world.errs()
    text = draws.blank(world.rng) if errs else draws.reason(world.rng)
    run = partial(contest_correction, entry, world.learner, entry.version, text)
    return Deed("contest", f"contest the correction of {entry.pk}", run, errs)


def draw_settle(world: World) -> Deed | None:
    entry = _one(world, State.CONTESTED)
    if entry is None:
        return None
    errs, decision = world.errs(), world.rng.choice(("mentor", "learner", "again"))
    data = {"decision": decision, "reason": draws.blank(world.rng) if errs else draws.reason(world.rng)}
    run = partial(settle_contest, entry, world.rng.choice(world.guides()), data)
    return Deed("settle", f"settle {entry.pk}: {decision}", run, errs)


def draw_restore(world: World) -> Deed | None:
    entry = _one(world, State.WITHDRAWN)
    if entry is None:
        return None
    errs = world.errs()
    run = partial(restore_entry, entry, world.learner, entry.version + 7 * errs)
    return Deed("restore", f"restore entry {entry.pk}", run, errs)


def draw_absence(world: World) -> Deed | None:
    placement = world.placement("in_force")
    if placement is None:
        return None
    errs = world.errs()
    day = draws.day_near(world.rng, world.today, 6, 10)
    reason = world.rng.choice(Absence.Reason.values)
    data: dict[str, Any] = {"day": day, "reason": reason, "text": "Arsti juures"}
    if errs:
        wrong = ({"day": date(9999, 12, 31)}, {"day": date(1, 1, 1)}, {"reason": "other", "text": " "})
        data |= world.rng.choice(wrong)
    run = partial(say_absent, world.practicum, world.learner, draws.client_id(world.rng), data)
    return Deed("absence", f"absent on {data}", run, errs)


def draw_withdraw_absence(world: World) -> Deed | None:
    found = list(Absence.objects.standing().filter(practicum__learner=world.learner).order_by("pk"))
    if not found:
        return None
    absence = world.rng.choice(found)
    return Deed("withdraw-absence", f"no longer {absence}", partial(withdraw_absence, absence, world.learner))


def draw_judge(world: World) -> Deed | None:
    found = list(Absence.objects.unjudged().filter(practicum=world.practicum).order_by("pk"))
    if not found:
        return None
    errs = world.errs()
    ids = [each.pk for each in found]
    cut = world.rng.randint(0, len(ids))
    data = {"excused": ids[:cut], "unexcused": [*ids[cut:], *([10**9] if errs else [])], "reason": ""}
    run = partial(judge_absences, world.practicum, world.rng.choice(world.guides()), data)
    return Deed("judge", f"judge {data}", run, errs)


def draw_open_day(world: World) -> Deed | None:
    errs = world.errs()
    day = world.today - timedelta(days=world.rng.randint(0, 7) if errs else world.rng.randint(8, 30))
    told = draws.reason(world.rng)
    run = partial(open_day, world.practicum, world.rng.choice(world.guides()), day, told)
    return Deed("open-day", f"open {day}", run, errs)


def draw_on_behalf(world: World) -> Deed | None:
    asked = Entry.objects.asked().filter(practicum__learner=world.learner)
    placements = Placement.objects.filter(pk__in=asked.values("placement")).order_by("pk")
    found = list(placements.select_related("practicum__cohort"))
    if not found:
        return None
    placement, errs = world.rng.choice(found), world.errs()
    verdicts = {entry.pk: Verdict(entry.version) for entry in placement.entries.asked().order_by("pk")}
    data = {"channel": "phone", "reason": draws.reason(world.rng), "note": "" if errs else "Helistasin, kõik õige."}
    run = partial(confirm_on_behalf, placement, world.rng.choice(world.guides()), verdicts, data)
    return Deed("on-behalf", f"on behalf at {placement.pk}", run, errs)


ACTS = [
    Act("accept", draw_accept, lambda world: 5),
    Act("contest", draw_contest, lambda world: 3),
    Act("settle", draw_settle, lambda world: 6),
    Act("restore", draw_restore, lambda world: 1),
    Act("absence", draw_absence, lambda world: 1 + world.restlessness / 8),
    Act("withdraw-absence", draw_withdraw_absence, lambda world: 1),
    Act("judge", draw_judge, lambda world: 3),
    Act("open-day", draw_open_day, lambda world: 0.4),
    Act("on-behalf", draw_on_behalf, lambda world: 1),
]
