"""The menu shows a person the pages of their roles, and only pages that exist."""

import pytest
from django.http import HttpResponse
from django.urls import path

from placements.overview.navigation import LEARNER_PAGES, navigation_for, pages_for

NAMES = ("home", "journal", "inbox", "learners", "questions", "decisions")
urlpatterns = [path("" if name == "home" else f"{name}/", lambda request: HttpResponse(), name=name) for name in NAMES]


def names_for(*roles: str) -> list[str]:
    return [page.name for page in pages_for(frozenset(roles))]


def test_without_a_role_the_menu_is_the_learners() -> None:
    assert pages_for(frozenset()) == LEARNER_PAGES


def test_an_auditor_reads_everything_and_has_no_inbox() -> None:
    assert "inbox" not in names_for("auditor")
    assert "learners" in names_for("auditor")


def test_two_roles_join_their_pages() -> None:
    assert names_for("auditor", "curator") == [*names_for("curator"), "people", "register", "rules", "setup"]
    assert names_for("auditor", "manager") == names_for("manager")


def test_nobody_has_no_menu() -> None:
    assert navigation_for(None, "/", {}) == []


@pytest.mark.django_db
@pytest.mark.urls("tests.interface.test_navigation")
def test_the_menu_leaves_out_pages_without_an_address_and_marks_where_one_is() -> None:
    from placements.people.models import Person

    person = Person.objects.create(name="Jelena Morozova", email="jelena@example.ee")
    items = navigation_for(person, "/journal/2026-11-20/", {"questions": 2})
    assert [(item.url, item.count, item.current) for item in items] == [
        ("/", 0, False),
        ("/journal/", 0, True),
        ("/questions/", 2, False),
    ]
