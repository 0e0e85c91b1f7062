"""Every act that anybody may try on a walk."""

from tests.walking import beats, journal, people, steps, turnings
from tests.walking.deeds import Act, Deed
from tests.walking.world import World

ACTS: tuple[Act, ...] = (*steps.ACTS, *journal.ACTS, *turnings.ACTS, *people.ACTS, *beats.ACTS)
MOST_TRIES = 60


def draw(world: World) -> Deed:
    """The next deed: kinds are drawn by their weights until one of them can be tried now."""
    world.read.clear()
    weights = [each.weight(world) for each in ACTS]
    for _ in range(MOST_TRIES):
        deed = world.rng.choices(ACTS, weights)[0].draw(world)
        if deed is not None:
            return deed
    raise AssertionError("nothing at all can be done")
