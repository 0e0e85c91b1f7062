"""A real browser on a real server: its own context for each person, and a page that may not complain."""

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from playwright.sync_api import Browser, sync_playwright

from config.demo.walk import Walk
from placements import clock
from placements.agreements.models import Practicum
from placements.people.models import Person
from placements.records import guards
from tests.browser.surfers import Screens, Surfer
from tests.journeys.conftest import Cast, cast
from tests.walks import walk_maker

__all__ = ["cast"]

MONDAY_EVENING = "2026-11-23 18:00+02:00"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests: CHROMIUM_PATH, the system's, or Playwright's own."""
    path = os.environ.get("CHROMIUM_PATH") or shutil.which("chromium") or None
    # Playwright keeps an event loop in this thread; the tests' own queries are not asynchronous at all.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield started
        started.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def emptied(transactional_db: None) -> Iterator[None]:
    """Nobody has asked too often yet; after the test the guarded history is emptied, which installs its guards anew."""
    cache.clear()
    yield
    guards.remove()


@pytest.fixture
def traveller(emptied: None) -> Iterator[Any]:
    """It is a Monday evening of term, and time goes on."""
    with time_machine.travel(MONDAY_EVENING, tick=True) as moved:
        yield moved


@pytest.fixture
def arrive(browser: Browser, live_server: Any, traveller: Any) -> Iterator[Callable[..., Surfer]]:
    """A function that gives whoever has this address a browser; at the end no page may have complained."""
    surfers: list[Surfer] = []

    def open_for(email: str, screens: Screens, **options: Any) -> Surfer:
        size = {"width": screens.width, "height": 844}
        context = browser.new_context(viewport=size, locale=screens.language, **options)
        surfers.append(Surfer(email, context.new_page(), live_server.url, screens))
        return surfers[-1]

    yield open_for
    for surfer in surfers:
        surfer.page.context.close()
    assert [fault for surfer in surfers for fault in surfer.faults] == []


@pytest.fixture
def surf(arrive: Callable[..., Surfer]) -> Callable[..., Surfer]:
    """A function that gives a known person a browser, and the pages' language."""

    def open_for(person: Person, screens: Screens, **options: Any) -> Surfer:
        Person.objects.filter(pk=person.pk).update(language=screens.language)
        return arrive(person.email, screens, **options)

    return open_for


@pytest.fixture
def people(traveller: Any, cast: Cast) -> Cast:
    """The thread's people, whose practicum begins this evening."""
    Practicum.objects.update(stage_since=clock.now())
    return cast


@pytest.fixture
def walk(traveller: Any) -> Walk:
    """A practicum with three days of seven weeks ago that wait for the mentor."""
    return walk_maker()().start().work(3)


@pytest.fixture
def pass_seconds(traveller: Any) -> Callable[[int], None]:
    """Time goes on while somebody reads."""
    return lambda seconds: traveller.shift(timedelta(seconds=seconds))
