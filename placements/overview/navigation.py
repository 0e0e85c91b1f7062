"""The main menu as data: which pages a person may go to, from the roles they hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

CURATOR, TRAINER, MANAGER, AUDITOR = "curator", "trainer", "manager", "auditor"
SCHOOL = frozenset({CURATOR, TRAINER, MANAGER, AUDITOR})
ACTING = frozenset({CURATOR, TRAINER, MANAGER})
OF_HOSTS = frozenset({CURATOR, MANAGER, AUDITOR})


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the menu: its address name and who goes there; no roles means the learner."""

    name: str
    label: "str | _StrPromise"
    icon: str
    roles: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class NavigationItem:
    """One line of somebody's menu."""

    url: str
    label: "str | _StrPromise"
    icon: str
    count: int
    current: bool


LEARNER_PAGES = (
    Page("home", _("Today"), "home"),
    Page("journal", _("Journal"), "journal"),
    Page("questions", _("Ask"), "message"),
    Page("report", _("Report"), "document"),
    Page("me", _("Me"), "person"),
)
SCHOOL_PAGES = (
    Page("inbox", _("Inbox"), "inbox", ACTING),
    Page("learners", _("Learners"), "people", SCHOOL),
    Page("cohorts", _("Cohorts"), "chart", SCHOOL),
    Page("hosts", _("Companies"), "shop", OF_HOSTS),
    Page("decisions", _("Decisions"), "award", OF_HOSTS),
    Page("people", _("People"), "person", frozenset({MANAGER, AUDITOR})),
    Page("register", _("Documents"), "document", frozenset({MANAGER, AUDITOR})),
    Page("rules", _("Rules"), "list", frozenset({MANAGER, AUDITOR})),
    Page("setup", _("Set-up"), "settings", frozenset({MANAGER, AUDITOR})),
)


def roles_of(person: Any) -> frozenset[str]:
    """The kinds of role a person exercises today anywhere; nobody and learners exercise none. One query."""
    if person is None or not person.is_authenticated:
        return frozenset()
    return frozenset(person.roles_today.order_by().values_list("kind", flat=True).distinct())


def pages_for(roles: frozenset[str]) -> tuple[Page, ...]:
    """The pages of these roles, or the learner's."""
    return tuple(page for page in SCHOOL_PAGES if page.roles & roles) if roles else LEARNER_PAGES


def _address(page: Page) -> str:
    try:
        return reverse(page.name)
    except NoReverseMatch:
        return ""


def _is_current(url: str, path: str) -> bool:
    return path == url if url == "/" else path.startswith(url)


def navigation_for(person: Any, path: str, counts: Mapping[str, int]) -> list[NavigationItem]:
    """The person's menu on the page at this path; pages without an address are left out. One query."""
    if person is None or not person.is_authenticated:
        return []
    addresses = [(page, _address(page)) for page in pages_for(roles_of(person))]
    return [
        NavigationItem(url, page.label, page.icon, counts.get(page.name, 0), _is_current(url, path))
        for page, url in addresses
        if url
    ]


def shell_for(person: Any) -> str:
    """The base page of this person: the desk for the school, the phone for learners. One query."""
    return "base_desk.html" if roles_of(person) else "base_phone.html"
