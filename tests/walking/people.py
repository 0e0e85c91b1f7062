"""Acts that change who does what: handing over, standing in, leaving and coming back, two rows that are one person."""

from datetime import date, timedelta
from functools import partial

from placements.agreements.models import Practicum
from placements.cohorts.models import Role, Substitution
from placements.directory.handover import HandOver, hand_over
from placements.directory.leaving import activate, deactivate
from placements.directory.merging import merge_people
from placements.directory.portions import portions_of
from placements.directory.substituting import end_substitution, stand_in
from placements.hosts.models import Contact
from placements.people.models import Person
from tests.walking import draws
from tests.walking.deeds import Act, Deed
from tests.walking.world import World, people_of


def _manager(world: World) -> Person:
    return world.rng.choice(people_of(world.cohort, Role.Kind.MANAGER))


def _two(world: World) -> tuple[Person, Person]:
    first, second = world.rng.sample(world.school(), 2)
    return first, second


def draw_hand_over(world: World) -> Deed | None:
    if len(world.school()) < 2:
        return None
    leaver, successor = _two(world)
    keys = [portion.key for portion in portions_of(leaver)]
    errs = not keys or world.errs()
    chosen = world.rng.choice(([], ["of nobody"])) if errs else world.rng.choice((keys, keys, keys[:1]))
    plan = HandOver(successor, chosen, draws.reason(world.rng), deactivates=world.rng.random() < 0.2)
    told = f"{leaver.name} hands {chosen} over to {successor.name}{' and leaves' if plan.deactivates else ''}"
    return Deed("hand-over", told, partial(hand_over, leaver, plan, _manager(world)), errs)


def draw_stand_in(world: World) -> Deed | None:
    if len(world.school()) < 2:
        return None
    absent, substitute = _two(world)
    starts_on = world.today + timedelta(days=world.rng.randint(-2, 3))
    days, errs = (starts_on, starts_on + timedelta(days=world.rng.randint(2, 20))), world.errs()
    if errs:
        days = world.rng.choice(((days[1], days[0]), (starts_on, date(9999, 12, 31)), (date(1, 1, 1), starts_on)))
    told = f"{substitute.name} stands in for {absent.name} {days}"
    return Deed("stand-in", told, partial(stand_in, absent, substitute, days, _manager(world)), errs)


def draw_end_substitution(world: World) -> Deed | None:
    known = Substitution.objects.order_by("pk").last()
    if known is None:
        return None
    return Deed("end-stand-in", f"{known} ends", partial(end_substitution, known, _manager(world)))


def draw_leave(world: World) -> Deed | None:
    """Whoever has work is refused; the learner and the company's people are asked too."""
    people = [*world.school(), world.learner, *(each.mentor for each in world.placements())]
    person = world.rng.choice(people)
    return Deed("leave", f"{person.name} leaves", partial(deactivate, person, _manager(world), "Lahkus"))


def draw_return(world: World) -> Deed | None:
    gone = Person.objects.filter(is_active=False, merged_into=None).order_by("pk").last()
    if gone is None:
        return None
    return Deed("return", f"{gone.name} comes back", partial(activate, gone, _manager(world), "Tuli tagasi"))


def draw_merge(world: World) -> Deed | None:
    """Two people of companies turn out to be one; now and then two who cannot be."""
    people = list(dict.fromkeys(each.person for each in Contact.objects.select_related("person").order_by("pk")))
    if len(people) < 3:
        return None
    keep, duplicate = world.rng.sample(people, 2)
    errs = world.errs()
    if errs:
        itself = ((keep, keep), (world.learner, _manager(world)))
        # Who once was a learner may well be of the school today.
        runs = Practicum.objects.unfinished().filter(learner=world.learner).exists()
        keep, duplicate = world.rng.choice(itself if runs else itself[:1])
    told = f"{duplicate.name} is {keep.name}"
    return Deed("merge", told, partial(merge_people, keep, duplicate, _manager(world), "Sama inimene"), errs)


ACTS = [
    Act("hand-over", draw_hand_over, lambda world: world.restlessness / 8),
    Act("stand-in", draw_stand_in, lambda world: world.restlessness / 8),
    Act("end-stand-in", draw_end_substitution, lambda world: world.restlessness / 8),
    Act("leave", draw_leave, lambda world: world.restlessness / 8),
    Act("return", draw_return, lambda world: 2),
    Act("merge", draw_merge, lambda world: world.restlessness / 20),
]
