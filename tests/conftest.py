"""Fixtures for every test: the client that reads its pages."""

from collections.abc import Iterator

import pytest
from django.utils import translation

from tests.strictness import StrictClient


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
