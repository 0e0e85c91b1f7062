"""Many documents are signed at the same instant before there is a key: one is made, on PostgreSQL."""

import pytest

from placements.certificates.keys import rotate_key, signed
from placements.certificates.models import CredentialKey
from tests.workflows.test_completion_race import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


def test_the_first_key_is_made_once() -> None:
    at_once(*[lambda: signed({"iss": "x"})] * 4)
    assert CredentialKey.objects.count() == 1


def test_of_two_rotations_at_once_one_key_signs() -> None:
    at_once(lambda: rotate_key(None), lambda: rotate_key(None), lambda: signed({"iss": "x"}))
    assert CredentialKey.objects.filter(retired_at=None).count() == 1
