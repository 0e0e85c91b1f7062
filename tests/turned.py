"""Walks to where a practicum left its ordinary course, one for each way."""

from collections.abc import Callable
from datetime import timedelta

from config.demo.build import take_host
from config.demo.walk import Walk
from placements import clock
from placements.agreements.models import Placement
from placements.clock import ONE_DAY, local_date
from placements.cohorts.models import Role
from placements.people.models import Person

YES = {"confirms": True, "answer": ""}


def manager() -> Person:
    return Role.objects.get(kind=Role.Kind.MANAGER).person


def running(walk: Walk) -> Walk:
    """Two days are confirmed, one waits; today is a few days later."""
    walk.start().work(2).confirm().work(1)
    walk.day = local_date(clock.now())
    return walk


def suspended(walk: Walk) -> Walk:
    until = running(walk).day + timedelta(days=10)
    return walk.turn("suspend", from_on=walk.day, planned_until=until, reason="Haigus")


def moved(walk: Walk) -> Walk:
    return running(walk).turn("change_host", last_on=walk.day, reason="Pood suletakse")


def moved_on(walk: Walk) -> Walk:
    """The second company has accepted, nothing is signed."""
    moved(walk)
    walk.host, walk.mentor = take_host(3)
    return walk.ask().review("approve").answer(accepts=True)


def run_out(walk: Walk) -> Walk:
    """The agreement ended yesterday, hours are missing."""
    running(walk)
    Placement.objects.filter(practicum=walk.practicum).update(ends_on=walk.day - ONE_DAY)
    return walk


def amending(walk: Walk) -> Walk:
    ends_on = running(walk).practicum.placements.get().ends_on
    return walk.turn("extend", ends_on=ends_on + 5 * ONE_DAY, reason="Haigus").sign_amendment("school")


def broken_off(walk: Walk) -> Walk:
    return running(walk).turn("break_off", on=walk.day, reason="Leidis töö")


def begun_again(walk: Walk) -> Walk:
    return broken_off(walk).begin_again()


def withdrawn(walk: Walk) -> Walk:
    return running(walk).turn("withdraw", on=walk.day, reason="Isiklik")


def cancelled_early(walk: Walk) -> Walk:
    """Only the request was ever filled in."""
    return walk.ask().turn("cancel", on=walk.day, reason="Eksitus", by=manager())


def recognised_in_part(walk: Walk) -> Walk:
    running(walk).turn("recognise", minutes=900, basis="Müüja", reason="Kattub", evidence=None)
    return walk.do("second_opinion", YES)


def recognised(walk: Walk) -> Walk:
    walk.turn("recognise", minutes=3600, basis="Müüja", reason="Kattub", evidence=None)
    return walk.do("second_opinion", YES)


def called_off(walk: Walk) -> Walk:
    return walk.ask().review("approve").turn("call_off", reason="Ettevõte vaikib")


def completed(walk: Walk) -> Walk:
    walk.start().work(14).confirm().evaluate().report().read_report(approves=True)
    return walk.do("change_window", {"reason": "Kinnitas telefonis"})


def annulled(walk: Walk) -> Walk:
    return completed(walk).turn("annul", reason="Võltsitud tunnid").do("second_opinion", YES)


TURNED: dict[str, Callable[[Walk], Walk]] = {
    "suspended": suspended,
    "moved": moved,
    "moved on": moved_on,
    "run out": run_out,
    "amending": amending,
    "broken off": broken_off,
    "begun again": begun_again,
    "withdrawn": withdrawn,
    "cancelled early": cancelled_early,
    "recognised in part": recognised_in_part,
    "recognised": recognised,
    "called off": called_off,
    "annulled": annulled,
}
