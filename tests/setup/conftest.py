"""The cast: a training manager, a colleague of hers, an auditor, a curator; data files to upload."""

import io
import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache

from placements import clock
from placements.cohorts import selectors
from placements.cohorts.models import Cohort, Role
from placements.people.models import Person
from placements.programmes.services import load_programme
from placements.records.selectors import provider_settings
from placements.records.services import PROVIDER_FIELDS
from tests.strictness import StrictClient

DATA = Path(__file__).resolve().parents[2] / "placements" / "programmes" / "data"


@pytest.fixture(autouse=True)
def _no_tries_yet() -> None:
    cache.clear()


def person(name: str, email: str, kind: str) -> Person:
    found = Person.objects.create(name=name, email=email, language="et")
    Role.objects.create(person=found, kind=kind)
    return found


@pytest.fixture
def piret(db: None) -> Person:
    return person("Piret Kallas", "piret.kallas@example.ee", Role.Kind.MANAGER)


@pytest.fixture
def maret(db: None) -> Person:
    return person("Maret Ots", "maret.ots@example.ee", Role.Kind.MANAGER)


@pytest.fixture
def rein(db: None) -> Person:
    return person("Rein Aru", "rein.aru@example.ee", Role.Kind.AUDITOR)


@pytest.fixture
def liis(db: None) -> Person:
    return person("Liis Saar", "liis.saar@example.ee", Role.Kind.CURATOR)


def client_of(who: Person) -> StrictClient:
    client = StrictClient()
    client.force_login(who)
    return client


@pytest.fixture
def desk(piret: Person) -> StrictClient:
    """The manager's browser."""
    return client_of(piret)


def shipped(name: str) -> Any:
    return json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))


def raw(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=False).encode()


def upload(client: StrictClient, content: bytes, name: str = "fail.json") -> Any:
    """Post a file as a browser does."""
    file = io.BytesIO(content)
    file.name = name
    return client.post("/setup/files/", {"file": file})


def values(**changes: Any) -> dict[str, Any]:
    """The present settings as the verb takes them, with changes."""
    provider = provider_settings()
    return {name: getattr(provider, name) for name in PROVIDER_FIELDS} | changes


@pytest.fixture
def open_cohort(db: None) -> Callable[[str], Cohort]:
    """A function that opens a group of the shipped programme, running now."""

    def opened(code: str) -> Cohort:
        today, month = clock.local_date(clock.now()), timedelta(days=30)
        version = load_programme((DATA / "programme.json").read_bytes()).version
        dates = {"starts_on": today - month, "ends_on": today + month}
        window = {"practicum_from": today - month, "practicum_until": today + month}
        return Cohort.objects.create(code=code, programme_version=version, **dates, **window)

    return opened


@pytest.fixture
def no_version_remembered() -> Iterator[None]:
    """Another test's versions have the same keys."""
    selectors._policy.cache_clear()
    yield
    selectors._policy.cache_clear()
