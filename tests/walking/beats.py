"""What happens without anybody's act: time passes, the beat ticks, messages go out; and people who only look."""

from datetime import timedelta
from functools import partial

from django.urls import reverse

from notifications.delivery import deliver_message
from notifications.models import OutboxMessage
from placements import clock
from placements.agreements.models import Placement
from placements.journal.contesting import pass_unanswered
from placements.overview.digests import queue_digests
from placements.overview.reminders import follow_up
from placements.people.models import Person
from placements.records.models import Part
from placements.records.sealing import seal_history
from placements.records.services import snooze_item
from tests.walking.deeds import Act, Deed, Fault, browser_by_link, browser_of, by_page, look, post
from tests.walking.draws import any_day
from tests.walking.steps import placement_for
from tests.walking.world import World
from workflows.turnings import TURNINGS
from workflows.waking import sweep, wake

LEARNERS = ("home", "me", "request", "agreement", "report", "journey", "journal", "questions", "meetings")
ANSWERS = frozenset({200, 302})
# A page about a placement that is not in force, or a link whose placement has ended, says so.
BY_LINK = frozenset({200, 302, 404, 409, 410})


def draw_wait(world: World) -> Deed | None:
    rng = world.rng
    by = rng.choice((timedelta(minutes=rng.randint(1, 90)), timedelta(hours=rng.randint(1, 12)),
                     timedelta(days=rng.randint(1, 4)), timedelta(days=rng.randint(1, 15))))  # fmt: skip
    world.pass_time(by)
    return Deed("wait", f"{by} pass", lambda: None)


def draw_sweep(_world: World) -> Deed | None:
    return Deed("sweep", "sweep", sweep)


def draw_wake(world: World) -> Deed | None:
    """A wake comes twice, late, or for nothing."""
    practicum = world.any_practicum()
    return Deed("wake", f"wake {practicum.pk}", partial(wake, practicum.pk))


def draw_follow_up(_world: World) -> Deed | None:
    return Deed("follow_up", "follow up", lambda: (follow_up(clock.now()), pass_unanswered(clock.now())))


def draw_digests(_world: World) -> Deed | None:
    return Deed("digests", "queue digests", lambda: queue_digests(clock.now()))


def draw_seal(_world: World) -> Deed | None:
    return Deed("seal", "seal the history", seal_history)


def draw_deliver(world: World) -> Deed | None:
    """The outbox delivers some of what waits: wakes, and now and then mails."""
    waiting = OutboxMessage.objects.filter(state=OutboxMessage.State.WAITING).order_by("pk")
    wakes = list(waiting.filter(kind="wake").values_list("pk", flat=True))
    mails = list(waiting.exclude(kind="wake").values_list("pk", flat=True))
    chosen = wakes + world.rng.sample(mails, min(len(mails), 2))
    return Deed("deliver", f"deliver {len(chosen)} messages", partial(deliver, chosen)) if chosen else None


def deliver(ids: list[int]) -> None:
    """Deliver these messages now, whenever they are due. Raises: Fault for one that failed."""
    from django.utils import timezone

    OutboxMessage.objects.filter(pk__in=ids, state="waiting").update(due_at=timezone.now())
    for pk in ids:
        deliver_message(pk)
    for message in OutboxMessage.objects.filter(pk__in=ids).exclude(last_error=""):
        # A busy process is woken by the next attempt.
        if message.last_error not in {"FlowLockFailed", "OperationalError"}:
            raise Fault(f"message {message.kind} {message.payload} failed with {message.last_error}")


def draw_snooze(world: World) -> Deed | None:
    items = [item for item in world.open_items() if item.part in (Part.CURATOR, Part.MANAGER)]
    if not items:
        return None
    item = world.rng.choice(items)
    run = partial(snooze_item, item, world.now + timedelta(days=1))
    if by_page(world.rng):
        run = partial(post, browser_of(item.owner), reverse("inbox-snooze", args=[item.pk]), {})
    return Deed("snooze", f"snooze {item.kind} #{item.pk}", run)


def draw_look(world: World) -> Deed | None:
    """Somebody opens a page of his."""
    who = world.rng.choice((_learner_looks, _school_looks, _owner_looks, _company_looks))
    return who(world)


def _learner_looks(world: World) -> Deed:
    address, answers = reverse(world.rng.choice(LEARNERS)), ANSWERS
    if world.rng.random() < 0.3:
        address, answers = reverse("journal-day", args=[any_day(world.rng, world.today).isoformat()]), ANSWERS | {404}
    return Deed("look", f"the learner looks at {address}", partial(_look, world.learner, address, answers))


def _school_looks(world: World) -> Deed:
    person, practicum = world.rng.choice(world.guides()), world.any_practicum()
    names = ("learner", "timeline", "turnings")
    addresses = [reverse(name, args=[practicum.pk]) for name in names]
    addresses += [reverse("turning", args=[practicum.pk, code]) for code in TURNINGS]
    addresses += [reverse("inbox"), reverse("learners"), reverse("cohort", args=[world.cohort.code])]
    address = world.rng.choice(addresses)
    answers = ANSWERS | {404} if "/turnings/" in address else ANSWERS
    return Deed("look", f"{person.name} looks at {address}", partial(_look, person, address, answers))


def _owner_looks(world: World) -> Deed | None:
    items = [item for item in world.open_items() if item.part != Part.HOST]
    if not items:
        return None
    item = world.rng.choice(items)
    address = reverse("task", args=[item.pk])
    return Deed("look", f"{item.owner.name} looks at {item.kind}", partial(_look, item.owner, address, ANSWERS))


def _company_looks(world: World) -> Deed | None:
    items = [item for item in world.open_items() if item.part == Part.HOST]
    placement = Placement.objects.filter(mentor__is_active=True).select_related("mentor").order_by("pk").last()
    if placement is None:
        return None
    if not items:
        return Deed("look", "the company looks", partial(_look_by_link, placement.mentor, placement, 0))
    item = world.rng.choice(items)
    number = 0 if item.kind == "week" else item.pk
    run = partial(_look_by_link, item.owner, placement_for(item), number)
    return Deed("look", f"the company looks at {item.kind}", run)


def _look(person: Person, address: str, answers: frozenset[int]) -> None:
    look(browser_of(person), address, answers)


def _look_by_link(person: Person, placement: Placement, item: int) -> None:
    client, public_id = browser_by_link(person, placement)
    if item:
        look(client, reverse("host-task", args=[public_id, item]), frozenset({200}))
        return
    for name in ("host-page", "host-week", "host-receipt"):
        look(client, reverse(name, args=[public_id]), BY_LINK)


ACTS = [
    Act("wait", draw_wait, lambda world: 4),
    Act("sweep", draw_sweep, lambda world: 2),
    Act("wake", draw_wake, lambda world: 1),
    Act("follow_up", draw_follow_up, lambda world: 1.5),
    Act("digests", draw_digests, lambda world: 0.5),
    Act("seal", draw_seal, lambda world: 0.5),
    Act("deliver", draw_deliver, lambda world: 4),
    Act("snooze", draw_snooze, lambda world: 1),
    Act("look", draw_look, lambda world: 3),
]
