"""Acts that let a practicum take a turning, begin again, or hand work over; with sound and with impossible data."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import partial
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from placements.agreements.models import Practicum
from placements.cohorts.selectors import kinds_of
from placements.completion.selectors import last_logged_on
from placements.people.models import Person
from placements.records.models import WorkItem
from tests.walking import draws
from tests.walking.deeds import Act, Deed, browser_of, by_page, post
from tests.walking.posting import posted
from tests.walking.world import World
from workflows.acting import act, begin_again, turn
from workflows.turnings import TURNINGS, situation_of

Data = dict[str, Any]
PDF = b"%PDF-1.4 tunnistus"
# How often each is taken on its way; what ends a practicum is rare, so that walks get somewhere.
FREQUENCY = {
    "suspend": 1.5, "resume": 3, "extend": 1.5, "change_host": 1.2, "call_off": 0.7, "call_amendment_off": 1,
    "recognise": 0.4, "waive_evaluation": 4, "annul": 2, "break_off": 0.15, "withdraw": 0.04, "expel": 0.04,
    "cancel": 0.04, "readmit": 6,
}  # fmt: skip


def suspend(world: World) -> Data:
    until = world.today + timedelta(days=world.rng.randint(3, 20))
    logged = last_logged_on(world.practicum)
    if logged == world.today:
        world.pass_time(timedelta(days=1))
    from_on = min(logged + timedelta(days=1), world.today) if logged else world.today
    return {"from_on": from_on, "planned_until": world.rng.choice((None, until))}


def resume(world: World) -> Data:
    return {"resumed_on": world.today}


def extend(world: World) -> Data:
    placement = world.placement("in_force")
    end = placement.ends_on if placement else world.today
    return {"ends_on": max(end, world.today) + timedelta(days=world.rng.randint(1, 20))}


def change_host(world: World) -> Data:
    return {"last_on": draws.last_day(world)}


def dated(world: World) -> Data:
    return {"on": draws.last_day(world)}


def bare(_world: World) -> Data:
    return {}


def recognise(world: World) -> Data:
    practicum = world.practicum
    most = practicum.required_minutes // practicum.academic_hour_minutes
    hours = most if world.rng.random() < 0.15 else world.rng.randint(min(1, most), max(most // 2, 1))
    return {"academic_hours": hours, "basis": "Müüja 2019–2024", "evidence": _evidence(world)}


def _evidence(world: World) -> Any:
    if world.rng.random() < 0.7:
        return None
    return SimpleUploadedFile("tunnistus.pdf", PDF, content_type="application/pdf")


SOUND: Mapping[str, Callable[[World], Data]] = {
    "suspend": suspend, "resume": resume, "extend": extend, "change_host": change_host, "call_off": bare,
    "call_amendment_off": bare, "recognise": recognise, "waive_evaluation": bare, "annul": bare, "break_off": dated,
    "withdraw": dated, "expel": dated, "cancel": dated, "readmit": dated,
}  # fmt: skip


def impossible(world: World, code: str) -> Data:
    """What no practicum may ever do with this turning."""
    tomorrow, rng = world.today + timedelta(days=1), world.rng
    ahead = rng.choice((tomorrow, world.today + timedelta(days=400), date(9999, 12, 31)))
    past_window = rng.choice((world.cohort.practicum_until + timedelta(days=1), date(9999, 12, 31)))
    wrong: dict[str, list[Data]] = {
        "suspend": [{"from_on": ahead}, {"planned_until": world.today}, {"planned_until": date(1, 1, 1)}],
        "resume": [{"resumed_on": ahead}, {"resumed_on": date(1, 1, 1)}],
        "extend": [
            {"ends_on": world.today - timedelta(days=200)},
            {"ends_on": past_window},
            {"ends_on": date(1, 1, 1)},
        ],
        "change_host": [{"last_on": past_window}, {"last_on": date(1, 1, 1)}],
        "recognise": [{"academic_hours": 0}, {"academic_hours": 10_000}, {"academic_hours": -3}],
    }
    dates = [{"on": ahead}, {"on": date(1, 1, 1)}]
    choices = wrong.get(code, dates if "on" in SOUND[code](world) else [])
    return rng.choice([*choices, *([] if code == "resume" else [{"reason": draws.blank(rng)}])])


def unusual(world: World, data: Data) -> Data:
    """Days of another time: some are accepted, most are refused, none is a fault."""
    return {
        name: draws.any_day(world.rng, world.today) if isinstance(value, date) else value
        for name, value in data.items()
    }


def draw_turning(code: str, world: World) -> Deed | None:
    practicum, chosen = world.any_practicum(), TURNINGS[code]
    is_offered = chosen.is_offered(world.once(practicum.pk, lambda: situation_of(practicum)))
    if not is_offered and world.rng.random() > 0.03:
        return None
    actors = [each for each in world.guides() if chosen.roles & kinds_of(each, practicum.cohort)]
    actor, errs = world.rng.choice(actors), world.errs()
    data = SOUND[code](world)
    data = data if world.rng.random() < 0.85 else unusual(world, data)
    data |= {} if code == "resume" else {"reason": draws.reason(world.rng)}
    data |= impossible(world, code) if errs else {}
    told = f"{code} of practicum {practicum.pk} by {actor.name} {data}"
    door = _turn_by_page if by_page(world.rng) else _turn_by_verb
    return Deed(f"turning {code}", told, partial(door, code, practicum, actor, data), errs)


def _turn_by_verb(code: str, practicum: Practicum, actor: Person, data: Data) -> None:
    if "academic_hours" in data:
        data = data | {"minutes": data["academic_hours"] * practicum.academic_hour_minutes}
    turn(TURNINGS[code], practicum, actor, data)


def _turn_by_page(code: str, practicum: Practicum, actor: Person, data: Data) -> None:
    post(browser_of(actor), reverse("turning", args=[practicum.pk, code]), posted(code, data))


def draw_begin_again(world: World) -> Deed | None:
    practicum = world.any_practicum()
    if world.practicum.ended_at is None and world.rng.random() > 0.03:
        return None
    actor = world.rng.choice(world.guides())
    run: Callable[[], object] = partial(begin_again, practicum, actor)
    if by_page(world.rng):
        run = partial(post, browser_of(actor), reverse("begin-again", args=[practicum.pk]), {})
    return Deed("begin_again", f"begin again after {practicum.pk} by {actor.name}", run)


def draw_own_opinion(world: World) -> Deed | None:
    """Who proposed something tries to confirm it himself."""
    item = WorkItem.objects.open().select_related("practicum").filter(kind="second_opinion").order_by("pk").first()
    if item is None:
        return None
    proposer = item.practicum.proposals.get(pk=item.subject_id).proposed_by  # type: ignore[union-attr]
    run = partial(act, item, proposer, {"confirms": True, "answer": ""})
    return Deed("own-opinion", f"{proposer.name} confirms his own proposal", run, errs=True)


def weight_of(code: str, world: World) -> float:
    return FREQUENCY.get(code, 1) * world.restlessness / 3


ACTS = [
    *(Act(f"turning {code}", partial(draw_turning, code), partial(weight_of, code)) for code in TURNINGS),
    Act("begin_again", draw_begin_again, lambda world: 8),
    Act("own-opinion", draw_own_opinion, lambda world: 1),
]
assert set(SOUND) == set(TURNINGS), "a new turning needs its data here"
