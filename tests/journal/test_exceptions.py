"""What only a curator may do: open a late day, confirm on the mentor's behalf with channel, reason and evidence."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from config.demo.walk import DAY, Walk
from placements.agreements.models import Placement
from placements.cohorts.selectors import curator_of
from placements.journal.exceptions import confirm_on_behalf, open_day
from placements.journal.models import Confirmation, Entry, OpenedDay
from placements.journal.services import log_day
from placements.journal.verdicts import Verdict
from placements.records.models import StoredFile
from placements.refusals import Refused

pytestmark = pytest.mark.django_db
PAPER = {"channel": "paper", "reason": "Juhendajal ei ole e-posti.", "note": ""}
PHONE = {"channel": "phone", "reason": "Juhendaja ei vasta kirjadele.", "note": "Helistasin 14:05, kõik õige."}


@pytest.fixture
def walk(new_walk: Callable[[], Walk]) -> Walk:
    return new_walk().start()


def sheet() -> SimpleUploadedFile:
    return SimpleUploadedFile("leht.pdf", b"%PDF-1.4 leht", content_type="application/pdf")


def log(walk: Walk, day: date) -> Entry:
    content = {"chips": ["advise"], "outcomes": [1], "text": "", "learned": "", "late_reason": ""}
    with walk.at(hour=20):
        return log_day(walk.practicum, walk.practicum.learner, uuid4(), {"day": day, **DAY, **content})


def confirm(walk: Walk, data: dict[str, Any]) -> Confirmation:
    placement = Placement.objects.select_related("practicum__cohort").get(practicum=walk.practicum)
    verdicts = {entry.pk: Verdict(entry.version) for entry in walk.practicum.entries.all()}
    with walk.at(hour=20):
        return confirm_on_behalf(placement, curator_of(walk.practicum.cohort), verdicts, data)


@pytest.mark.parametrize(("data", "name"), [(PAPER | {"evidence": 1}, "leht.pdf"), (PHONE, "phone-call.txt")])
def test_a_confirmation_on_behalf_names_mentor_channel_reason_and_evidence(
    walk: Walk, data: dict[str, Any], name: str
) -> None:
    walk.work(1)
    confirmation = confirm(walk, data | ({"evidence": sheet()} if "evidence" in data else {}))
    assert (confirmation.basis, confirmation.on_behalf_of, confirmation.channel) == (
        "on_behalf", walk.mentor, data["channel"],
    )  # fmt: skip
    assert confirmation.evidence is not None
    assert (confirmation.evidence.name, confirmation.reason) == (name, data["reason"])
    walk.practicum.refresh_from_db()
    assert walk.practicum.confirmed_minutes == 270


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (PAPER, "behalf.sheet_needed"),
        (PHONE | {"note": " "}, "behalf.note_needed"),
        (PHONE | {"reason": " "}, "behalf.reason_needed"),
        (PHONE | {"channel": "web"}, "behalf.channel"),
    ],
)
def test_without_channel_reason_or_evidence_nothing_is_confirmed(walk: Walk, data: dict[str, Any], code: str) -> None:
    walk.work(1)
    with pytest.raises(Refused, match=code):
        confirm(walk, data)
    assert not Confirmation.objects.exists()
    assert not StoredFile.objects.exists()


def test_a_late_day_that_is_opened_needs_no_reason(walk: Walk) -> None:
    late = walk.day
    walk.rest(15)
    with pytest.raises(Refused, match=r"hours\.backdate_closed"):
        log(walk, late)
    with walk.at():
        open_day(walk.practicum, curator_of(walk.practicum.cohort), late, "Telefon oli katki.")
    assert log(walk, late).day == late


def test_a_day_is_opened_once(walk: Walk) -> None:
    late = walk.day
    with walk.rest(15).at():
        open_day(walk.practicum, curator_of(walk.practicum.cohort), late, "Telefon oli katki.")
        with pytest.raises(Refused, match=r"day\.opened"):
            open_day(walk.practicum, curator_of(walk.practicum.cohort), late, "Veel kord.")
    assert OpenedDay.objects.get().day == late


@pytest.mark.parametrize("age", [0, 7])
def test_a_day_that_can_be_logged_as_it_is_needs_no_opening(walk: Walk, age: int) -> None:
    with pytest.raises(Refused, match=r"day\.not_late"), walk.at():
        open_day(walk.practicum, curator_of(walk.practicum.cohort), walk.day - timedelta(days=age), "Palus.")
    assert not OpenedDay.objects.exists()
