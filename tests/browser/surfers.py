"""People at a browser: they sign in by code, follow their mails, fill in forms by tapping and typing."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core import mail
from playwright.sync_api import ConsoleMessage, Page

from placements.people.models import Person
from tests.journeys.people import CODE, LINK, User
from tests.outbox import deliver_all

INVITATION = re.compile(r"https?://[^/\s]+(/invitation/\S+)")
SCREENS = Path(__file__).resolve().parents[2] / "build" / "screens"


@dataclass(frozen=True)
class Screens:
    """How wide the window is, and the language of everybody in the run."""

    width: int
    language: str

    def file(self, name: str) -> Path:
        return SCREENS / f"{name}-{self.width}-{self.language}.png"


@dataclass
class Surfer:
    """Somebody with an address and a browser of their own.

    What its console complains of is a fault, and a page that is too wide.
    """

    email: str
    page: Page
    server: str
    screens: Screens
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.set_default_timeout(15_000)
        self.page.on("console", self._note)
        self.page.on("pageerror", lambda error: self.faults.append(f"{self.page.url}: {error}"))

    def _note(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.faults.append(f"{self.page.url}: {message.text}")

    def go(self, path: str) -> "Surfer":
        """Open an address of the service."""
        answer = self.page.goto(self.server + path)
        assert answer is not None
        assert answer.ok, f"{path}: {answer.status}"
        return self

    def look(self, name: str) -> "Surfer":
        """Keep a picture of the page; it must not scroll sideways."""
        self.page.screenshot(path=self.screens.file(name), full_page=True)
        wide, room = self.page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        assert wide <= room, f"{name}: {wide} px in a window of {room} px"
        assert self.page.locator("html").get_attribute("lang") == self.screens.language
        return self

    def choose(self, name: str, value: str) -> None:
        """Tap the chip or button whose input this is, unless it is chosen already."""
        control = f'input[name="{name}"][value="{value}"]'
        if not self.page.locator(f"main {control}").is_checked():
            self.page.locator(f"main label:has({control})").click()

    def fill(self, **data: Any) -> "Surfer":
        """Fill in the fields of the page's form."""
        for name, value in data.items():
            control = self.page.locator(f'main [name="{name}"]').first
            kind = str(control.evaluate("field => field.type"))
            if kind in {"radio", "checkbox"}:
                for each in value if isinstance(value, list) else [value]:
                    self.choose(name, each)
            elif kind == "file":
                control.set_input_files(value)
            elif kind == "select-one":
                control.select_option(value)
            else:
                control.fill(value)
        return self

    def send(self) -> "Surfer":
        """Press the page's main button and wait for the next page."""
        return self.press("main form button.btn-p")

    def press(self, control: str) -> "Surfer":
        """Press the last of these buttons or links and wait for the next page, which refuses nothing."""
        before = self.page.url
        with self.page.expect_navigation() as moved:
            self.page.locator(control).last.click()
        assert moved.value.ok, f"{before}: {moved.value.status}"
        refused = self.page.locator("[data-error-summary]").all_text_contents()
        assert not refused, f"{before}: {refused}"
        return self

    def mailed(self) -> list[str]:
        """The texts of this person's mails, the newest last."""
        deliver_all()
        return [str(sent.body) for sent in mail.outbox if sent.to == [self.email]]

    def code(self) -> str:
        found = CODE.search(self.mailed()[-1])
        assert found, "no code came"
        return found[1]

    def sign_in(self) -> "Surfer":
        """By the code that is mailed."""
        self.go("/sign-in/").look("sign-in")
        self.fill(email=self.email).send().look("sign-in-code")
        return self.fill(code=self.code()).send()

    def follow_link(self, pattern: re.Pattern[str] = LINK) -> "Surfer":
        """Open the link of the newest mail that has one."""
        links = [pattern.search(text) for text in self.mailed()]
        return self.go(next(found for found in reversed(links) if found)[1])

    def accept(self, name: str) -> "Surfer":
        """Follow the invitation and sign in by the code that comes then."""
        self.follow_link(INVITATION).look(f"{name}-invited").send()
        return self.fill(code=self.code()).send().look(f"{name}-came")

    def task(self, kind: str) -> "Surfer":
        """Open the page of an open step."""
        return self.go(User(Person.objects.get(email=self.email)).address(kind))

    def sign(self, name: str) -> "Surfer":
        """Ask for a code, read it in the mail, sign with it."""
        with self.page.expect_navigation():
            self.page.locator('main form[action$="/code/"] button').click()
        self.look(name)
        return self.fill(code=self.code()).send()
