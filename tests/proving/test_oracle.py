"""What the oracle reckons by itself agrees with what is known: holidays, clock changes, the last minute of 3,600."""

from datetime import date, time, timedelta

import pytest
from django.db.models import F

from placements.agreements.models import Practicum
from placements.clock import ONE_DAY, is_holiday
from placements.journal.selectors import progress_of
from tests.oracle import tallinn
from tests.oracle.law import Progress
from tests.oracle.saying import Said
from tests.proving.drawing import changes
from tests.proving.twin import open_school
from workflows.conditions import HAS_ENOUGH_HOURS

YEARS = range(2024, 2036)


def test_holidays_are_the_same() -> None:
    days = [date(2024, 1, 1) + timedelta(days=number) for number in range(366 * len(YEARS))]
    assert [day for day in days if is_holiday(day) != (day in tallinn.holidays(day.year))] == []


@pytest.mark.parametrize("year", YEARS)
def test_each_year_has_a_short_and_a_long_night(year: int) -> None:
    spring, autumn = changes(year)
    nights = [Said(day - ONE_DAY, time(22), time(6), 0).net for day in (spring, autumn)]
    assert nights == [420, 540]
    assert tallinn.shown_by(spring, time(3, 30)) == []
    assert len(tallinn.shown_by(autumn, time(3, 30))) == 2


@pytest.mark.django_db
@pytest.mark.parametrize(("confirmed", "is_full"), [(3599, False), (3600, True), (3601, True)])
def test_the_last_minute_decides(confirmed: int, is_full: bool) -> None:
    practicum = open_school().practicum
    Practicum.objects.filter(pk=practicum.pk).update(confirmed_minutes=F("required_minutes") + confirmed - 3600)
    practicum.refresh_from_db()
    progress, right = progress_of(practicum), Progress(confirmed, 0)
    assert Practicum.objects.filter(HAS_ENOUGH_HOURS, pk=practicum.pk).exists() == right.is_full == is_full
    assert (progress.left, progress.extra, progress.percent) == right.figures
