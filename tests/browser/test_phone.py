"""The learner's phone: how many taps a day takes, with scripts and without; what is typed is kept."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from config.demo.walk import Walk
from placements import clock
from placements.journal.models import Absence, Entry, EntryDraft
from tests.browser.surfers import Screens, Surfer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = Screens(390, "et")
COUNT = "addEventListener('pointerdown', () => { sessionStorage.taps = Number(sessionStorage.taps || 0) + 1; }, true)"
MOST_TAPS = 3


def at_home(walk: Walk, surf: Callable[..., Surfer]) -> Surfer:
    learner = surf(walk.practicum.learner, PHONE)
    learner.page.add_init_script(COUNT)
    learner.sign_in()
    learner.page.evaluate("sessionStorage.taps = 0")
    return learner


def taps(surfer: Surfer) -> int:
    return int(surfer.page.evaluate("sessionStorage.taps"))


def logged_today(walk: Walk) -> Entry:
    entry: Entry = walk.practicum.entries.get(day=clock.local_date(clock.now()))
    return entry


def test_a_usual_day_takes_two_taps_from_home(walk: Walk, surf: Callable[..., Surfer]) -> None:
    learner = at_home(walk, surf).look("home-usual-day")
    learner.choose("chips", "complaint")
    expect(learner.page.locator("[data-log-outcomes]")).not_to_contain_text("Outcomes follow")
    learner.press("main form.log .act button")
    assert taps(learner) == 2 <= MOST_TAPS
    entry = logged_today(walk)
    assert (entry.minutes, entry.chips, bool(entry.outcomes)) == (270, ["complaint"], True)
    assert entry.device_at is not None


def test_the_button_recounts_while_times_are_changed(walk: Walk, surf: Callable[..., Surfer]) -> None:
    learner = at_home(walk, surf)
    button, amount = learner.page.locator("main form.log .act button"), learner.page.locator("[data-log-amount]")
    expect(button).to_contain_text("6\u00a0ak.t")
    learner.page.locator("main form.log summary.usual").click()
    learner.page.locator("#id_ends").fill("13:15")
    expect(button).to_contain_text("5\u00a0ak.t")
    expect(amount).to_have_text("3\u00a0h 45\u00a0min = 5\u00a0ak.t")


def test_no_practicum_is_one_tap_and_its_undo_another(walk: Walk, surf: Callable[..., Surfer]) -> None:
    learner = at_home(walk, surf)
    learner.press('main button[form="no-practicum"]')
    assert (taps(learner), Absence.objects.get().reason) == (1, "no_practicum")
    learner.look("home-no-practicum").press("main form.undo-b button")
    assert Absence.objects.get().withdrawn_at is not None
    expect(learner.page.locator("main form.log")).to_be_visible()


def test_what_is_typed_is_saved_by_itself_and_offered_again(walk: Walk, surf: Callable[..., Surfer]) -> None:
    learner, day = at_home(walk, surf), clock.local_date(clock.now())
    learner.go(f"/journal/{day}/")
    learner.page.locator("#id_text").press_sequentially("Panin kauba riiulisse")
    expect(learner.page.locator("[data-autosave-status]")).to_contain_text(":")
    assert EntryDraft.objects.get().content["text"] == "Panin kauba riiulisse"
    learner.go(f"/journal/{day}/").look("day-draft")
    expect(learner.page.locator("#id_text")).to_have_value("Panin kauba riiulisse")
    learner.choose("chips", "advise")
    learner.press("main form[data-log] button.btn-p")
    assert (logged_today(walk).text, EntryDraft.objects.count()) == ("Panin kauba riiulisse", 0)


def test_without_scripts_a_day_takes_two_taps_and_a_draft_has_its_button(
    walk: Walk, surf: Callable[..., Surfer]
) -> None:
    learner = surf(walk.practicum.learner, PHONE, java_script_enabled=False)
    learner.sign_in().press('main form.log button[formaction$="/draft/"]')
    assert EntryDraft.objects.count() == 1
    learner.go("/")
    learner.choose("chips", "advise")
    learner.press("main form.log .act button")
    assert (logged_today(walk).minutes, EntryDraft.objects.count()) == (270, 0)
