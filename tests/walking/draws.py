"""Random data: sensible, unusual, impossible."""

from datetime import date, time, timedelta
from random import Random
from typing import Any
from uuid import UUID

from placements.agreements.models import Placement, PlacementRequest
from placements.agreements.places import offer_values
from placements.agreements.services import FIELDS
from placements.cohorts.selectors import curriculum_of
from placements.completion.selectors import last_logged_on
from placements.hosts.models import Host
from tests.walking.world import World

BLANKS = ("", "   ", "\n\t")
REASONS = ("Haigus", "Läks tööle", "Болезнь", "Pood suletakse", "a" * 500, "Ütles “ei” — 5 < 7 & 'jah'", "🙂 ok")
SENTENCE = "Nõustasin kliente, tegin väljapaneku ümber ja kontrollisin saatelehti koos juhendajaga. "
FAR = (date(1, 1, 1), date(1900, 1, 1), date(9999, 12, 31))
PLANS = (
    (time(9), time(17, 30), 30),
    (time(8), time(16, 30), 30),
    (time(12), time(20, 30), 30),
    (time(9), time(14), 30),
)
FRESH_HOSTS = (
    ("Uus Pood OÜ", "10345674"), ("Kuldne Kala OÜ", "11223341"), ("Põhja Kaup AS", "12131411"),
)  # fmt: skip


def client_id(rng: Random) -> UUID:
    return UUID(int=rng.getrandbits(128), version=4)


def reason(rng: Random) -> str:
    return rng.choice(REASONS)


def blank(rng: Random) -> str:
    return rng.choice(BLANKS)


def day_near(rng: Random, day: date, before: int = 5, after: int = 5) -> date:
    return day + timedelta(days=rng.randint(-before, after))


def any_day(rng: Random, today: date) -> date:
    """Mostly a day near today, now and then one of another age."""
    if rng.random() < 0.15:
        return rng.choice(FAR)
    return day_near(rng, today, 40, 40) if rng.random() < 0.3 else day_near(rng, today)


def last_day(world: World) -> date:
    """A day on which something may end: from the last logged one to today."""
    logged = last_logged_on(world.practicum)
    first = min(max(logged or world.today - timedelta(days=3), world.today - timedelta(days=9)), world.today)
    return first + timedelta(days=world.rng.randint(0, (world.today - first).days))


def request_data(world: World) -> dict[str, Any]:
    """What the form of a request gives on: mostly sound, in one of its three sources."""
    rng, practicum = world.rng, world.practicum
    asked = PlacementRequest.objects.get(practicum=practicum)
    values = {name: getattr(asked, name) for name in FIELDS} | {"version": asked.version}
    source = rng.choices(("own", "listed", "find"), weights=(7, 2, 1))[0]
    host = rng.choice([each for each in world.hosts if each.is_listed] if source == "listed" else world.reachable)
    values |= _company(rng, host, source) | _plan(world) | {"wishes": reason(rng) if source == "find" else ""}
    values |= {"is_own_employee": rng.random() < 0.2, "remote_percent": rng.choice((0, 0, 20, 100))}
    outcomes = [each.number for each in curriculum_of(practicum.enrolment.programme_version_id).outcomes]
    return values | {"tasks": SENTENCE, "outcomes": sorted(rng.sample(outcomes, rng.randint(6, len(outcomes))))}


def _company(rng: Random, host: Host, source: str) -> dict[str, Any]:
    if source == "own" and rng.random() < 0.2:
        number = rng.randrange(len(FRESH_HOSTS))
        name, code = FRESH_HOSTS[number]
        people: dict[str, Any] = {"mentor_name": "Uus Juhendaja", "mentor_email": f"uus{number}@example.ee"}
        people |= {"signatory_name": "Uus Juhataja", "signatory_email": f"uus.juhataja{number}@example.ee"}
        return people | {
            "source": source, "host": None, "place": None, "host_name": name, "registry_code": code, "host_address": "",
        }  # fmt: skip
    if source == "listed":
        places = [None, *host.places.order_by("pk")]
        return {"source": source} | offer_values(host, rng.choice(places))
    contacts = list(host.contacts.select_related("person").order_by("pk"))
    mentor = next(each.person for each in contacts if each.is_mentor)
    signatory = next(each.person for each in contacts if each.is_signatory)
    return {
        "source": source, "host": None, "place": None, "host_name": host.name,
        "registry_code": host.registry_code, "host_address": host.address, "mentor_name": mentor.name,
        "mentor_email": mentor.email, "mentor_phone": mentor.phone, "mentor_language": mentor.language,
        "signatory_name": signatory.name, "signatory_email": signatory.email,
    }  # fmt: skip


def _plan(world: World) -> dict[str, Any]:
    rng, cohort = world.rng, world.cohort
    former = Placement.objects.filter(practicum=world.practicum, state="ended").order_by("pk").last()
    first = max(world.today, former.ended_on + timedelta(days=1)) if former and former.ended_on else world.today
    starts_on = first + timedelta(days=rng.choice((0, 0, 1, 2)))
    starts, ends, pause = rng.choice(PLANS)
    weekdays = sorted(rng.sample(range(7), rng.randint(3, 7)))
    ends_on = min(starts_on + timedelta(days=rng.choice((14, 28, 42, 60))), cohort.practicum_until)
    return {"starts_on": starts_on, "ends_on": ends_on, "weekdays": weekdays} | {
        "day_starts": starts, "day_ends": ends, "break_minutes": pause,
    }  # fmt: skip


def spoil_request(world: World, data: dict[str, Any]) -> dict[str, Any]:
    """The same request with something that cannot be accepted."""
    rng, learner = world.rng, world.learner
    wrong = [
        {"version": data["version"] + 1},
        {"source": "own", "mentor_email": learner.email},
        {"source": "own", "signatory_email": (learner.email or "").upper()},
        {"source": "own", "mentor_name": ""},
        {"source": "own", "outcomes": data["outcomes"][:3]},
        {"source": "own", "weekdays": []},
        {"source": "own", "starts_on": None},
        {"source": "own", "starts_on": data["ends_on"], "ends_on": data["starts_on"] - timedelta(days=1)},
        {"source": "own", "ends_on": world.cohort.practicum_until + timedelta(days=1)},
        {"source": "own", "starts_on": date(1, 1, 1)},
        {"source": "own", "ends_on": date(9999, 12, 31)},
        {"source": "own", "day_starts": time(12), "day_ends": time(12, 10), "break_minutes": 30},
        {"source": "find", "wishes": ""},
    ]
    return data | rng.choice(wrong)
