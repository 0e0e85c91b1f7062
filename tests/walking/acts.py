"""Every act that anybody may try on a walk."""

from tests.walking import beats, exceptions, journal, people, steps, turnings
from tests.walking.deeds import Act, Deed
from tests.walking.world import World

ACTS: tuple[Act, ...] = (*steps.ACTS, *journal.ACTS, *exceptions.ACTS, *turnings.ACTS, *people.ACTS, *beats.ACTS)
MOST_TRIES = 60
# Which of them are never done, only refused: that is what they are for.
ALWAYS_REFUSED = frozenset({"stale", "own-opinion"})


def draw(world: World, kind: str = "") -> Deed:
    """The next deed: of this kind when it can be tried; else kinds are drawn by their weights until one can."""
    world.read.clear()
    alike = [each for each in ACTS if each.kind == kind]
    weights = [each.weight(world) for each in ACTS]
    for _ in range(MOST_TRIES):
        chosen = alike.pop() if alike else world.rng.choices(ACTS, weights)[0]
        deed = chosen.draw(world)
        if deed is not None:
            return deed
    raise AssertionError("nothing at all can be done")
