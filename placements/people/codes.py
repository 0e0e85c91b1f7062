"""Signing codes: mailed, valid ten minutes, five tries, used once."""

import hmac
from datetime import datetime, timedelta

from django.db import transaction

from notifications.services import queue_message
from placements import clock
from placements.clock import TALLINN
from placements.people.keys import six_digits
from placements.people.models import Person, SigningCode
from placements.refusals import Refusal, refuse_if

VALID_MINUTES = 10
TRIES = 5
MOST_IN_AN_HOUR = 10


def code_of(row: SigningCode) -> str:
    """The six digits that belong to this row."""
    return six_digits("signing-code", str(row.pk))


@transaction.atomic
def issue_code(person: Person, purpose: str, subject_id: int) -> SigningCode:
    """Make a fresh code and mail it at once to the person's own address; earlier ones no longer count.

    Raises: Refused after ten in an hour, for each code brings five more tries to guess.
    """
    now = clock.now()
    refuse_if(_too_many(person, purpose, subject_id, now))
    earlier = SigningCode.objects.filter(person=person, purpose=purpose, subject_id=subject_id, used_at=None)
    earlier.update(expires_at=now)
    row = SigningCode.objects.create(
        person=person,
        purpose=purpose,
        subject_id=subject_id,
        expires_at=now + timedelta(minutes=VALID_MINUTES),
        tries_left=TRIES,
    )
    queue_message("signing_code", person_id=person.pk, code=row.pk)
    return row


def _too_many(person: Person, purpose: str, subject_id: int, now: datetime) -> Refusal | None:
    hour = timedelta(hours=1)
    codes = SigningCode.objects.filter(person=person, purpose=purpose, subject_id=subject_id)
    recent = list(codes.filter(created_at__gt=now - hour, created_at__lte=now).order_by("created_at", "pk"))
    if len(recent) < MOST_IN_AN_HOUR:
        return None
    return Refusal(
        "sign.too_many_codes", {"time": (recent[-MOST_IN_AN_HOUR].created_at + hour).astimezone(TALLINN).time()}
    )


@transaction.atomic
def check_code(person: Person, purpose: str, subject_id: int, typed: str) -> Refusal | None:
    """Use up the code, or say why it does not fit; count_wrong_try keeps the count, for the refused act rolls back."""
    row = _latest(person, purpose, subject_id)
    if row is None or row.expires_at <= clock.now() or row.used_at is not None:
        return Refusal("sign.expired_code", {"minutes": VALID_MINUTES})
    if row.tries_left == 0:
        return Refusal("sign.locked", {"n": TRIES})
    if not hmac.compare_digest("".join(typed.split()).encode(), code_of(row).encode()):
        return Refusal("sign.wrong_code", {"n": row.tries_left - 1})
    row.used_at = clock.now()
    row.save(update_fields=["used_at"])
    return None


def _latest(person: Person, purpose: str, subject_id: int) -> SigningCode | None:
    codes = SigningCode.objects.select_for_update(of=("self",)).filter(person=person, purpose=purpose)
    return codes.filter(subject_id=subject_id).order_by("-pk").first()


@transaction.atomic
def count_wrong_try(person: Person, purpose: str, subject_id: int) -> None:
    """Take one try away; called after the refused act has rolled back."""
    row = _latest(person, purpose, subject_id)
    if row is not None and row.tries_left > 0:
        row.tries_left -= 1
        row.save(update_fields=["tries_left"])
