"""Fixtures for every test: the client that reads its pages."""

from collections.abc import Callable, Iterator

import pytest
from django.utils import translation

from config.demo.walk import Walk
from tests import flushing
from tests.office import Office, open_office
from tests.strictness import StrictClient
from tests.walks import walk_maker

flushing.install()


@pytest.fixture
def client() -> StrictClient:
    """A browser without a person, strict about every page."""
    return StrictClient()


@pytest.fixture
def strict_client(client: StrictClient) -> StrictClient:
    """The same under its full name."""
    return client


@pytest.fixture(autouse=True)
def _language_of_the_thread() -> Iterator[None]:
    """A request leaves its language active in the thread: no test inherits another one's."""
    with translation.override("et"):
        yield


@pytest.fixture
def new_walk(request: pytest.FixtureRequest) -> Callable[[], Walk]:
    """Each call enrols another learner, whose walk begins seven weeks ago."""
    needs_commits = request.node.get_closest_marker("django_db").kwargs.get("transaction", False)
    request.getfixturevalue("transactional_db" if needs_commits else "db")
    return walk_maker()


@pytest.fixture
def office(db: None) -> Office:
    """A school with one cohort and its people, and no learner yet."""
    return open_office()
