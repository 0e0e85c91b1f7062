"""Walks for the tests of the process."""

from collections.abc import Callable

import pytest

from config.demo.walk import Walk
from tests.walks import walk_maker


@pytest.fixture
def new_walk(request: pytest.FixtureRequest) -> Callable[[], Walk]:
    """Each call enrols another learner, whose walk begins seven weeks ago."""
    needs_commits = request.node.get_closest_marker("django_db").kwargs.get("transaction", False)
    request.getfixturevalue("transactional_db" if needs_commits else "db")
    return walk_maker()
