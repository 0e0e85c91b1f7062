"""A learner's browser and rows by the hundred, for counting and timing what people do every day."""

from datetime import date, time, timedelta
from typing import Any
from uuid import uuid4

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from placements import clock
from placements.agreements.models import Placement, Practicum, SafetyBriefing
from placements.journal.admitting import columns_of, stretch_of
from placements.journal.models import Entry
from tests.oracle.saying import Said
from tests.proving.twin import PLAN, School, said_data

BEGINS = date(2024, 1, 1)
ENDS = date(2035, 12, 31)
AROUND = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")


def placed(school: School, practicum: Practicum) -> Placement:
    """A placement of many years, with its safety briefing."""
    host, mentor = school.hosts[0]
    placement = Placement.objects.create(
        practicum=practicum, host=host, mentor=mentor, signatory=mentor, state="in_force", tasks="",
        starts_on=BEGINS, ends_on=ENDS, in_force_on=BEGINS, **PLAN,
    )  # fmt: skip
    SafetyBriefing.objects.create(placement=placement, held_on=BEGINS, topics="Tuleohutus.", recorded_by=mentor)
    return placement


def working_day(number: int) -> date:
    """The number-th of Monday to Friday from the beginning."""
    return BEGINS + timedelta(days=number // 5 * 7 + number % 5)


def fill(placement: Placement, count: int, first: int = 0) -> list[Entry]:
    """So many waiting entries, one a working day, written without asking a rule."""
    practicum, rows = placement.practicum, []
    for number in range(first, first + count):
        data = said_data(Said(working_day(number), time(9), time(14), 30, 0, 0))
        columns = columns_of(stretch_of(data), data)
        rows.append(
            Entry(
                practicum=practicum, placement=placement, learner_id=practicum.learner_id, client_id=uuid4(), **columns
            )
        )
    return list(Entry.objects.bulk_create(rows))


def form_of(day: date) -> dict[str, Any]:
    """What the browser sends of a usual day."""
    form = {"client_id": str(uuid4()), "day": day.isoformat(), "starts": "09:00", "ends": "14:00"}
    return form | {"break_minutes": "30", "chips": ["advise"], "text": "Nõustasin."}


def browser_with_token(practicum: Practicum) -> Client:
    """The learner's browser, which must show its token with every form."""
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(practicum.learner)
    browser.get("/me/")
    return browser


def send_day(browser: Client, day: date, address: str = "/journal/{day}/") -> None:
    """Log a day as its form does, on the evening of that day."""
    token = browser.cookies["praktika_csrf" if "praktika_csrf" in browser.cookies else "csrftoken"].value
    with clock.moved_to(clock.instant(day, time(18))):
        response = browser.post(address.format(day=day), form_of(day) | {"csrfmiddlewaretoken": token})
    assert response.status_code == 302, response.status_code


def statements(queries: CaptureQueriesContext) -> tuple[int, int]:
    """How many statements there were, and how many of them only began and ended transactions."""
    around = sum(each["sql"].upper().startswith(AROUND) for each in queries.captured_queries)
    return len(queries) - around, around


def counting() -> CaptureQueriesContext:
    return CaptureQueriesContext(connection)
