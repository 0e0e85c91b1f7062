"""The mentor's two minutes in a real browser: how often he has to tap, with and without scripts."""

from collections.abc import Callable

import pytest

from config.demo.walk import Walk
from placements.journal.models import Correction
from tests.browser.surfers import Screens, Surfer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = Screens(390, "et")
COUNT = "addEventListener('pointerdown', () => sessionStorage.taps = Number(sessionStorage.taps || 0) + 1, true)"


def taps(mentor: Surfer) -> int:
    return int(mentor.page.evaluate("Number(sessionStorage.taps || 0)"))


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def mentor(request: pytest.FixtureRequest, walk: Walk, surf: Callable[..., Surfer]) -> Surfer:
    return surf(walk.mentor, PHONE, java_script_enabled=request.param).follow_link()


def label(name: str, value: str) -> str:
    return f'label:has(input[name="{name}"][value="{value}"])'


def test_one_exception_takes_two_taps_more(mentor: Surfer, walk: Walk, pass_seconds: Callable[[int], None]) -> None:
    last = walk.practicum.entries.order_by("day").last()
    pass_seconds(5)
    for control in (label(f"verdict_{last.pk}", "return"), label(f"reason_{last.pk}", "time_wrong")):
        mentor.page.locator(control).click()
    mentor.look("host-week").press(".dock button").look("host-receipt")
    last.refresh_from_db()
    assert (last.state, walk.practicum.entries.filter(state="confirmed").count()) == ("returned", 2)


def test_a_whole_week_takes_one_tap(mentor: Surfer, walk: Walk, pass_seconds: Callable[[int], None]) -> None:
    pass_seconds(5)
    mentor.press(".dock button")
    assert walk.practicum.entries.filter(state="confirmed").count() == 3


def test_a_day_is_corrected_on_the_page(mentor: Surfer, walk: Walk, pass_seconds: Callable[[int], None]) -> None:
    first = walk.practicum.entries.order_by("day")[0]
    pass_seconds(5)
    mentor.page.locator(label(f"verdict_{first.pk}", "correct")).click()
    mentor.page.locator(f"#ends_{first.pk}").fill("13:15")
    mentor.press(".dock button")
    assert Correction.objects.get().minutes == 225


def test_the_button_says_what_it_will_do(walk: Walk, surf: Callable[..., Surfer]) -> None:
    mentor = surf(walk.mentor, PHONE).follow_link()
    mentor.page.add_init_script(COUNT)
    mentor.page.reload()
    button, last = mentor.page.locator("[data-recount]"), walk.practicum.entries.order_by("day").last()
    assert button.inner_text() == "Kinnitan kogu nädala · 18\xa0ak.t"
    mentor.page.locator(label(f"verdict_{last.pk}", "return")).click()
    assert button.inner_text().startswith("Kinnitan 12\xa0ak.t, ")
    mentor.page.locator(label(f"reason_{last.pk}", "time_wrong")).click()
    assert taps(mentor) == 2
