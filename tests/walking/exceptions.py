"""Acts about days that leave the ordinary way: corrections and contests, days off, late days, a curator's help."""

from datetime import date, timedelta
from functools import partial
from typing import Any

from placements.agreements.mentoring import name_colleague, say_away
from placements.agreements.models import Placement
from placements.hosts.contacting import ContactCard
from placements.journal.absences import say_absent, withdraw_absence
from placements.journal.contesting import accept_correction, contest_correction
from placements.journal.exceptions import confirm_on_behalf, open_day
from placements.journal.models import Absence, Entry
from placements.journal.services import restore_entry
from placements.journal.verdicts import Verdict
from placements.people.links import grant_link
from placements.people.models import AccessLink
from tests.walking import draws
from tests.walking.deeds import Act, Deed
from tests.walking.world import World

State = Entry.State
COLLEAGUES = (("Kai Kask", "kai@example.ee"), ("Олег Пак", "oleg@example.ee"))


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
    return Deed("say-absent", f"absent on {data}", run, errs)


def draw_withdraw_absence(world: World) -> Deed | None:
    found = list(Absence.objects.standing().filter(practicum__learner=world.learner).order_by("pk"))
    if not found:
        return None
    absence = world.rng.choice(found)
    return Deed("withdraw-absence", f"no longer {absence}", partial(withdraw_absence, absence, world.learner))


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


def _link(world: World) -> AccessLink | None:
    placement = world.placement("in_force")
    return grant_link(placement.mentor, placement) if placement and placement.mentor.is_active else None


def draw_colleague(world: World) -> Deed | None:
    link = _link(world)
    if link is None:
        return None
    errs = world.errs()
    name, email = ("", "") if errs else world.rng.choice(COLLEAGUES)
    card = ContactCard(name, email, "", "et", is_mentor=True)
    return Deed("colleague", f"{link.person.name} names {name}", partial(name_colleague, link, card), errs)


def draw_away(world: World) -> Deed | None:
    link = _link(world)
    if link is None:
        return None
    errs = world.errs()
    until = world.rng.choice((date(9999, 12, 31), date(1, 1, 1))) if errs else world.today + timedelta(days=9)
    return Deed("away", f"{link.person.name} is away until {until}", partial(say_away, link, until), errs)


ACTS = [
    Act("accept", draw_accept, lambda world: 5),
    Act("contest", draw_contest, lambda world: 3),
    Act("restore", draw_restore, lambda world: 1),
    Act("say-absent", draw_absence, lambda world: 1 + world.restlessness / 8),
    Act("withdraw-absence", draw_withdraw_absence, lambda world: 1),
    Act("open-day", draw_open_day, lambda world: 0.4),
    Act("colleague", draw_colleague, lambda world: 0.6),
    Act("away", draw_away, lambda world: 0.4),
    Act("on-behalf", draw_on_behalf, lambda world: 1),
]
