"""A school with all its settings, and no file of another test in the store."""

import pytest
from django.core.files.storage import default_storage

from placements.certificates import content
from placements.cohorts import selectors
from placements.cohorts.models import Cohort
from tests.certificates.graduates import open_school


@pytest.fixture(autouse=True)
def _fresh_versions() -> None:
    """Rolled back versions leave their ids to the next test's."""
    for cache in (content._of_programme, selectors._curriculum, selectors._policy):
        cache.cache_clear()


@pytest.fixture
def cohort(db: None) -> Cohort:
    return open_school()


@pytest.fixture
def storage() -> object:
    return default_storage
