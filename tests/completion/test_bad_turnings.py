"""Turnings at the wrong time or with wrong days: a sentence with the way on, and nothing half done."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from config.demo.walk import Walk
from placements import clock
from placements.clock import ONE_DAY
from tests.completion.refusing import Walks, client_of, everything, manager, post, turn
from tests.walks import shortened
from workflows.turnings import TURNINGS

pytestmark = [pytest.mark.django_db, pytest.mark.database]
Data = Callable[[Walk], dict[str, Any]]
Case = tuple[str, Callable[[Walk], Walk], Data, str]
WHY = {"reason": "Haigus"}


def today() -> date:
    return clock.local_date(clock.now())


def running(walk: Walk) -> Walk:
    return walk.start().work(2)


def resting(walk: Walk) -> Walk:
    running(walk).rest(3).turn("suspend", from_on=walk.day, planned_until=None, reason="Haigus")
    return walk


def ends_on(walk: Walk) -> date:
    return walk.practicum.placements.get(state="in_force").ends_on


def last_day(walk: Walk) -> date:
    return walk.practicum.entries.latest("day").day


def full(walk: Walk) -> Walk:
    return shortened(walk).start().work(2).confirm()


def dated(name: str, day: Callable[[Walk], date]) -> Data:
    return lambda walk: {name: str(day(walk))} | WHY


CASES: dict[str, Case] = {
    "resuming what does not rest": (
        "resume", running, lambda _: {"resumed_on": str(today())}, "is not suspended",
    ),
    "resuming before it rested": (
        "resume", resting, lambda walk: {"resumed_on": str(walk.day - ONE_DAY)}, "resume on that day or a later one",
    ),
    "resuming tomorrow": (
        "resume", resting, lambda _: {"resumed_on": str(today() + ONE_DAY)}, "lies ahead",
    ),
    "suspending twice": ("suspend", resting, dated("from_on", lambda _: today()), "resume it first"),
    "suspending a logged day": ("suspend", running, dated("from_on", last_day), "begins on a later day"),
    "suspending from tomorrow": ("suspend", running, dated("from_on", lambda _: today() + ONE_DAY), "lies ahead"),
    "planning the end before the start": (
        "suspend", running, lambda _: {"from_on": str(today()), "planned_until": str(today())} | WHY, "a later day",
    ),
    "suspending without an agreement": (
        "suspend", lambda walk: walk.ask(), dated("from_on", lambda _: today()), "once all three parties have signed",
    ),
    "extending into the past": (
        "extend", running, dated("ends_on", lambda _: today() - timedelta(days=40)), "an extension ends on a later day",
    ),
    "extending to the same day": ("extend", running, dated("ends_on", ends_on), "an extension ends on a later day"),
    "extending beyond the window": (
        "extend", running, dated("ends_on", lambda walk: walk.practicum.cohort.practicum_until + ONE_DAY), "window",
    ),
    "extending what rests": ("extend", resting, dated("ends_on", lambda _: today() + ONE_DAY), "resume it first"),
    "extending twice": (
        "extend", lambda walk: running(walk).turn("extend", ends_on=ends_on(walk) + ONE_DAY, reason="Haigus"),
        dated("ends_on", lambda walk: ends_on(walk) + 2 * ONE_DAY), "call that amendment off first",
    ),
    "calling off an amendment that is not there": (
        "call_amendment_off", running, lambda _: WHY, "No amendment awaits signatures",
    ),
    "leaving a company before a logged day": (
        "change_host", running, dated("last_on", lambda walk: last_day(walk) - ONE_DAY), "choose that day or a later",
    ),
    "leaving a company after its agreement": (
        "change_host", running, dated("last_on", lambda walk: ends_on(walk) + ONE_DAY), "or an earlier one",
    ),
    "leaving a company while it rests": (
        "change_host", resting, dated("last_on", lambda _: today()), "resume it first",
    ),
    "leaving a company with full hours": ("change_host", full, dated("last_on", lambda _: today()), "hours are full"),
    "calling off an agreement in force": ("call_off", running, lambda _: WHY, "can no longer be done"),
    "calling off without an offer": ("call_off", lambda walk: walk, lambda _: WHY, "can no longer be done"),
    "breaking off before a logged day": (
        "break_off", running, dated("on", lambda walk: last_day(walk) - ONE_DAY), "choose that day or a later",
    ),
    "breaking off tomorrow": ("break_off", running, dated("on", lambda _: today() + ONE_DAY), "lies ahead"),
    "expelling tomorrow": ("expel", running, dated("on", lambda _: today() + ONE_DAY), "lies ahead"),
    "waiving too early": ("waive_evaluation", running, lambda _: WHY, "once the hours are full"),
    "waiving a given evaluation": (
        "waive_evaluation", lambda walk: full(walk).evaluate(), lambda _: WHY, "has given its evaluation",
    ),
    "annulling what runs": ("annul", running, lambda _: WHY, "Only a completed practicum"),
    "leaving the studies twice": (
        "withdraw", lambda walk: running(walk).turn("withdraw", on=walk.day, reason="Isiklik"),
        dated("on", lambda _: today()), "has left the course already",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_turning_that_does_not_fit_is_refused(name: str, new_walk: Walks) -> None:
    code, prepare, data, words = CASES[name]
    walk = prepare(new_walk())
    answer = turn(walk, code, **data(walk))
    assert answer.says(words), (answer.status, answer.sentences)
    assert all(value in answer.page for value in data(walk).values())


@pytest.mark.parametrize("code", TURNINGS)
def test_a_turning_without_its_reason_or_day_is_asked_for_them(code: str, new_walk: Walks) -> None:
    answer = turn(running(new_walk()), code, reason=" ")
    assert (answer.status, answer.is_unchanged) == (422, True)
    assert answer.sentences


DAYS = ("on", "from_on", "ends_on", "last_on", "resumed_on")


def some_data() -> dict[str, Any]:
    return dict.fromkeys(DAYS, str(today())) | WHY | {"academic_hours": "10", "basis": "Müüja"}


def completed(walk: Walk) -> Walk:
    full(walk).evaluate().report().read_report(approves=True)
    return walk.do("change_window", {"reason": "Kinnitas telefonis"})


def broken_off(walk: Walk) -> Walk:
    return running(walk).turn("break_off", on=walk.day, reason="Leidis töö")


# Leaving the studies, and being taken back, is still said of a learner whose practicum is over.
OF_THE_STUDIES = {"withdraw", "expel", "readmit"}


@pytest.mark.parametrize("code", [code for code in TURNINGS if code not in {"annul", *OF_THE_STUDIES}])
@pytest.mark.parametrize("end", [completed, broken_off])
def test_what_is_over_takes_no_turning(end: Callable[[Walk], Walk], code: str, new_walk: Walks) -> None:
    walk = end(new_walk())
    answer = turn(walk, code, **some_data())
    assert (answer.status, answer.is_unchanged) == (409, True)
    assert any(words in answer.sentences[0] for words in ("is over", "can no longer be done", "No amendment")), (
        answer.sentences
    )
    assert (
        f"/turnings/{code}/"
        not in client_of(manager()).get(f"/learners/{walk.practicum.pk}/turnings/").content.decode()
    )


def test_what_was_broken_off_is_not_annulled(new_walk: Walks) -> None:
    assert turn(broken_off(new_walk()), "annul", **WHY).says("Only a completed practicum")


def test_a_second_tab_does_not_begin_a_second_time(new_walk: Walks) -> None:
    walk = broken_off(new_walk())
    address = f"/learners/{walk.practicum.pk}/begin-again/"
    assert client_of(manager()).post(address).status_code == 302
    assert post(client_of(manager()), address, {}).says("another one can be opened once it has ended")
    page = client_of(manager()).get(f"/learners/{walk.practicum.pk}/turnings/").content.decode()
    assert "/begin-again/" not in page


@pytest.mark.parametrize("prepare", [running, completed])
def test_nobody_begins_again_beside_a_practicum_that_stands(prepare: Callable[[Walk], Walk], new_walk: Walks) -> None:
    walk = prepare(new_walk())
    answer = post(client_of(manager()), f"/learners/{walk.practicum.pk}/begin-again/", {})
    assert answer.says("another one can be opened once it has ended")


def test_who_has_left_the_studies_does_not_begin_again(new_walk: Walks) -> None:
    walk = running(new_walk())
    walk.turn("withdraw", on=walk.day, reason="Isiklik")
    answer = post(client_of(manager()), f"/learners/{walk.practicum.pk}/begin-again/", {})
    assert answer.says("take the learner back first")


@pytest.mark.parametrize("code", ["withdraw", "expel"])
def test_the_studies_do_not_end_behind_the_back_of_a_practicum_that_stands(code: str, new_walk: Walks) -> None:
    walk = broken_off(new_walk())
    former = walk.practicum
    walk.begin_again()
    walk.practicum = former
    assert turn(walk, code, on=str(today()), **WHY).says("open that one and do it there")
    assert f"/turnings/{code}/" not in client_of(manager()).get(f"/learners/{former.pk}/turnings/").content.decode()


def moved(walk: Walk) -> Walk:
    """The first company was left today."""
    return running(walk).turn("change_host", last_on=today(), reason="Pood suletakse")


def ask_again(walk: Walk, **changes: Any) -> Any:
    """The learner sends the request anew, for the same company unless something else is named."""
    asked = walk.request_data() | {"starts_on": today() + 2 * ONE_DAY, "host": "", "place": ""} | changes
    item = walk.practicum.work_items.open().get(kind="request")
    return post(client_of(walk.practicum.learner), f"/tasks/{item.pk}/", asked)


def test_a_change_of_host_leads_to_another_company(new_walk: Walks) -> None:
    assert ask_again(moved(new_walk())).says("is at the company that was left")


def test_the_new_period_begins_after_the_former_one(new_walk: Walks) -> None:
    assert ask_again(moved(new_walk()), starts_on=today()).says("the new one begins on a later day")


def test_after_a_change_of_host_a_new_day_needs_a_new_agreement(new_walk: Walks) -> None:
    walk = running(new_walk()).turn("change_host", last_on=today() - ONE_DAY, reason="Pood suletakse")
    times = {"starts": "00:01", "ends": "00:05", "break_minutes": "0", "chips": "advise", "day": str(today())}
    data = times | {"client_id": "00000000-0000-4000-8000-000000000001"}
    answer = post(client_of(walk.practicum.learner), f"/journal/{today()}/", data)
    assert answer.says("log later days under the new placement")


def test_a_report_in_the_curator_s_hands_is_read_before_the_company_changes(new_walk: Walks) -> None:
    walk = new_walk().start().work(12).confirm().report()
    assert turn(walk, "change_host", last_on=str(today()), **WHY).says("read it first")


def test_no_turning_by_that_name_is_no_page(new_walk: Walks) -> None:
    walk = running(new_walk())
    before = everything()
    assert client_of(manager()).post(f"/learners/{walk.practicum.pk}/turnings/nonsense/", WHY).status_code == 404
    assert everything() == before


# What hostile fields hold; an empty day of planning is no mistake.
HOSTILE = ("a\x00b", "1_0", "٣", "0000-00-00", "25:61", "9" * 400, "\u202eabc", "x" * 20_001, "💥")


@pytest.mark.parametrize("code", TURNINGS)
def test_hostile_values_never_break_a_turning(code: str, new_walk: Walks) -> None:
    walk = running(new_walk())
    fields = list(TURNINGS[code].form(practicum=walk.practicum).fields)
    for value in HOSTILE:
        answer = turn(walk, code, **dict.fromkeys(fields, value))
        # A turning that asks for nothing but a reason takes an odd one, or does not fit here.
        assert answer.status in {302, 409, 422}, value
        assert answer.status == 302 or answer.is_unchanged
        if answer.status == 302:
            break
