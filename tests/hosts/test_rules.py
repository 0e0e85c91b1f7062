"""Rules of companies, places and contacts, at their limits."""

from datetime import date, timedelta

import pytest

from placements.agreements.models import Placement
from placements.hosts import rules
from placements.hosts.querysets import LIVE
from placements.refusals import Refusal

TODAY = date(2026, 11, 24)


def code(refusal: Refusal | None) -> str:
    return refusal.code if refusal else ""


@pytest.mark.parametrize(("length", "refused"), [(0, True), (1, False), (200, False), (201, True)])
def test_a_company_s_name_has_one_to_two_hundred_characters(length: int, refused: bool) -> None:
    assert bool(rules.name_refusal("x" * length)) is refused


@pytest.mark.parametrize(("trainees", "found"), [(0, ""), (1, ""), (2, "place.full"), (3, "place.full")])
def test_a_place_for_two_takes_the_second_and_not_the_third(trainees: int, found: str) -> None:
    assert code(rules.place_refusal(trainees, 2, "Müüja", is_offered=True)) == found


def test_a_place_that_is_no_longer_offered_takes_nobody() -> None:
    assert code(rules.place_refusal(0, 2, "Müüja", is_offered=False)) == "place.not_offered"


@pytest.mark.parametrize(("offered", "found"), [(3, ""), (4, "host.too_many_places")])
def test_the_places_take_no_more_than_the_company(offered: int, found: str) -> None:
    assert code(rules.offer_refusal(offered, 3)) == found


@pytest.mark.parametrize(
    ("email", "phone", "signs", "found"),
    [
        ("a@example.ee", "", True, ""),
        ("", "+372 5", False, ""),
        ("", "", False, "contact.unreachable"),
        ("", "+372 5", True, "contact.signatory_email"),
    ],
)
def test_a_mentor_may_do_without_e_mail_and_a_signatory_may_not(
    email: str, phone: str, signs: bool, found: str
) -> None:
    assert code(rules.reach_refusal(email, phone, is_signatory=signs)) == found


@pytest.mark.parametrize(
    ("days", "validity"), [(-1, "expired"), (0, "soon"), (30, "soon"), (31, "valid"), (None, "valid")]
)
def test_a_paper_s_last_day_counts_and_a_month_before_it_is_said(days: int | None, validity: str) -> None:
    until = None if days is None else TODAY + timedelta(days=days)
    assert rules.validity(until, TODAY) == validity


def test_what_takes_up_a_place_is_what_the_placements_call_live() -> None:
    assert set(LIVE) == set(Placement.LIVE)
