"""A deed is one act with all its data drawn: done through the product's verbs, or through its pages."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from random import Random
from typing import Any

from placements.agreements.models import Placement
from placements.people.links import enter_url, grant_link
from placements.people.models import Person
from placements.refusals import Refusal, Refused
from tests.strictness import StrictClient
from tests.walking.world import World
from workflows.errors import FlowLockFailed, StepGone

PAGES_SHARE = 0.2
BUSY = 503


class End(StrEnum):
    """How an act may end; whatever else happens is a fault."""

    DONE = "done"
    REFUSED = "refused"
    GONE = "gone"
    BUSY = "busy"


class PageRefused(Exception):
    """A page answered 409 or 422: the verb or its form said no."""


class PageGone(Exception):
    """A page answered 404: what it was about is no longer there."""


class Fault(AssertionError):
    """What must not happen on any walk."""


@dataclass(frozen=True, slots=True)
class Deed:
    """One act ready to be done. told says who does what, for the print-out; errs that it must be refused."""

    kind: str
    told: str
    run: Callable[[], object]
    errs: bool = False


@dataclass(frozen=True, slots=True)
class Act:
    """One kind of act. draw makes a deed of it, or None when it cannot be tried now; weight is how often it is."""

    kind: str
    draw: Callable[[World], Deed | None]
    weight: Callable[[World], float]


def end_of(deed: Deed) -> End:
    """Do the deed. Raises: whatever is neither an effect nor one of the four ends."""
    try:
        deed.run()
    except (Refused, PageRefused):
        return End.REFUSED
    except (StepGone, PageGone):
        return End.GONE
    except FlowLockFailed:
        return End.BUSY
    if deed.errs:
        raise Fault(f"{deed.told}: this had to be refused")
    return End.DONE


def by_page(rng: Random) -> bool:
    """Whether the next act goes through the pages."""
    return rng.random() < PAGES_SHARE


def browser_of(person: Person) -> StrictClient:
    """Somebody of the school, or a learner, who has signed in."""
    client = StrictClient()
    client.force_login(person)
    return client


def browser_by_link(person: Person, placement: Placement) -> tuple[StrictClient, str]:
    """A company's person who came by the mailed link, and the link's public id."""
    client, link = StrictClient(), grant_link(person, placement)
    entered = client.get(enter_url(link))
    if entered.status_code == 403 and not person.is_active:
        # Whoever has left, with nothing more to settle, comes in by no link.
        raise Refused(Refusal("link.closed"))
    if entered.status_code != 302:
        raise Fault(f"a fresh link answers {entered.status_code}")
    return client, link.public_id


def post(client: StrictClient, address: str, data: dict[str, Any]) -> None:
    """Send a form. Raises: PageRefused, PageGone, FlowLockFailed when busy, Fault for any other answer but 302."""
    response = client.post(address, data)
    if response.status_code in {409, 422}:
        raise PageRefused
    if response.status_code == 404:
        raise PageGone(address)
    if response.status_code == BUSY:
        raise FlowLockFailed
    if response.status_code != 302 or response.headers["Location"].startswith("/sign-in/"):
        raise Fault(f"POST {address} answers {response.status_code} {response.headers.get('Location', '')}")


def look(client: StrictClient, address: str, answers: frozenset[int]) -> None:
    """Read a page, whose rules the client checks. Raises: PageGone; Fault for an answer that is not expected."""
    response = client.get(address)
    if response.status_code in {404, 409} - answers:
        raise PageGone(address)
    if response.status_code not in answers:
        raise Fault(f"GET {address} answers {response.status_code}")
