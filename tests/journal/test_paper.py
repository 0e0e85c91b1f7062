"""The printed journal's square code: on for whoever may read the journal, else to the school, telling nothing."""

from collections.abc import Callable

import pytest

from config.demo.walk import Walk
from placements.cohorts.selectors import curator_of
from placements.journal.printing import journal_paper
from tests.office import browser_of, curator_of_another
from tests.strictness import StrictClient

pytestmark = pytest.mark.django_db


def test_the_square_code_leads_to_an_address_for_everybody(new_walk: Callable[[], Walk]) -> None:
    practicum = new_walk().practicum
    assert journal_paper(practicum)["address"].endswith(f"/j/{practicum.pk}/")


def test_learner_and_school_are_led_on(new_walk: Callable[[], Walk]) -> None:
    practicum = new_walk().practicum
    own = browser_of(practicum.learner).get(f"/j/{practicum.pk}/", follow=True)
    assert own.redirect_chain == [(f"/journal/print/?of={practicum.pk}", 302)]
    assert own.status_code == 200
    school = browser_of(curator_of(practicum.cohort)).get(f"/j/{practicum.pk}/")
    assert school["Location"] == f"/learners/{practicum.pk}/journal/"


def test_everybody_else_reads_whom_to_ask_and_nothing_of_anybody(
    new_walk: Callable[[], Walk], client: StrictClient
) -> None:
    practicum = new_walk().practicum
    other = new_walk().practicum.learner
    page, unknown = (client.get(f"/j/{key}/").content.decode() for key in (practicum.pk, 987654))
    assert page == unknown
    assert "Morozova" not in page
    for stranger in (other, curator_of_another(practicum.cohort)):
        assert browser_of(stranger).get(f"/j/{practicum.pk}/").status_code == 200
