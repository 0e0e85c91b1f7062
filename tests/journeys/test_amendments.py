"""A practicum is extended: three sign the amendment, and until then the first end holds."""

from datetime import date, timedelta

import pytest

from placements.agreements.models import Agreement
from tests.journeys.conftest import Cast
from tests.journeys.deeds import brief, log, today

pytestmark = [pytest.mark.django_db, pytest.mark.database]
LATER = timedelta(days=5)


def extend(cast: Cast) -> tuple[date, date]:
    """The present end, and the one that is proposed."""
    cast.walk(10).ask().review("approve").answer(accepts=True).sign()
    ends_on = cast.practicum.placements.get().ends_on
    cast.liis.turns(cast.practicum, "extend", ends_on=str(ends_on + LATER), reason="Haigus")
    return ends_on, ends_on + LATER


def test_the_first_end_holds_until_all_three_have_signed_by_their_mails(cast: Cast) -> None:
    first, later = extend(cast)
    placement = cast.practicum.placements.get()
    assert f"{later:%d.%m.%Y}" in cast.jelena.opens(cast.jelena.address("learner_amendment"))
    cast.jelena.sign("learner_amendment")
    cast.piret.sign("school_amendment")
    placement.refresh_from_db()
    assert placement.ends_on == first
    assert f"{later:%d.%m.%Y}" in cast.helve.arrives()
    cast.helve.sign("host_amendment")
    placement.refresh_from_db()
    assert placement.ends_on == later
    assert f"{later:%d.%m.%Y}" in cast.jelena.opens("/agreement/")
    assert cast.jelena.reads("Практика продлится до")
    assert cast.kristjan.reads(f"Praktika kestab kuni {later:%d.%m.%Y}")


def test_the_form_says_until_when_the_agreement_and_the_window_hold(cast: Cast) -> None:
    cast.walk(10).ask().review("approve").answer(accepts=True).sign()
    page = cast.liis.opens(f"/learners/{cast.practicum.pk}/turnings/extend/")
    assert f"{cast.practicum.placements.get().ends_on:%d.%m.%Y}" in page
    assert f"{cast.practicum.cohort.practicum_until:%d.%m.%Y}" in page


def test_meanwhile_the_agreement_page_shows_both_ends_and_who_has_signed(cast: Cast) -> None:
    first, later = extend(cast)
    cast.jelena.sign("learner_amendment")
    page = cast.jelena.opens("/agreement/?lang=en")
    assert f"{first:%d.%m.%Y}" in page
    assert f"{later:%d.%m.%Y}" in page
    assert "An amendment awaits signatures" in page
    assert page.count("signature awaited") == 2


def test_the_page_says_what_was_done(cast: Cast) -> None:
    extend(cast)
    assert "Pikendamine ette pandud." in cast.liis.opens(f"/learners/{cast.practicum.pk}/")
    cast.jelena.sign("learner_amendment")
    assert "Договор подписан" in cast.jelena.opens("/")


def test_an_amendment_is_called_off_and_the_agreement_stays(cast: Cast) -> None:
    first, _later = extend(cast)
    cast.jelena.sign("learner_amendment")
    cast.liis.turns(cast.practicum, "call_amendment_off", reason="Ettevõte ei soovi")
    assert cast.practicum.placements.get().ends_on == first
    assert not cast.piret.has("school_amendment")
    assert Agreement.objects.get(placement__practicum=cast.practicum, superseded_at=None).in_force_at
    assert f"{first:%d.%m.%Y}" in cast.jelena.opens("/agreement/")
    assert "host_amendment" not in cast.helve.arrives()
    cast.liis.turns(cast.practicum, "extend", ends_on=str(first + LATER), reason="Siiski")
    assert cast.piret.has("school_amendment")


def test_days_after_the_first_end_are_taken_once_it_is_extended(cast: Cast) -> None:
    first, _later = extend(cast)
    brief(cast, cast.first)
    cast.jelena.sign("learner_amendment")
    cast.piret.sign("school_amendment")
    cast.helve.follow_link().sign("host_amendment")
    cast.traveller.shift(timedelta(days=(first - today()).days + 1))
    log(cast, 1)
    assert cast.practicum.entries.get().day > first


def test_who_opens_an_amendment_that_was_called_off_reads_that_it_is_no_longer_asked(cast: Cast) -> None:
    extend(cast)
    address = cast.jelena.address("learner_amendment")
    cast.liis.turns(cast.practicum, "call_amendment_off", reason="Ettevõte ei soovi")
    page = cast.jelena.opens(f"{address}?lang=en", 409)
    assert "this step is no longer asked of you" in page
    assert cast.liis.person.name not in page
