"""`manage.py serve` with all its parts: on a Redis of its own, and without any Redis."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from django.db import connection

from config.supervision.welcome import answers
from notifications.models import OutboxMessage
from tests.platform.conftest import comes_true, free_port, lives, members

ROOT = Path(__file__).resolve().parents[2]
MESSAGE = """
    INSERT INTO notifications_outboxmessage (id, kind, payload, state, attempts, last_error, created_at, due_at)
    VALUES (1, 'of a kind that nobody knows', '{}', 'waiting', 0, '', '2026-01-05 08:00:00', '2026-01-05 08:00:00')
"""
PARTS = ("redis-server", "gunicorn", "celery", "beat")
LARGEST_TREE_MB, LARGEST_WEB_WORKER_MB = 500, 150
pytestmark = pytest.mark.services


@dataclass
class Service:
    """A running service, its port and its data."""

    process: subprocess.Popen[bytes]
    port: str
    data: Path

    def part(self, mark: str) -> int:
        """The first process whose command line holds the mark; 0 when there is none."""
        return next((pid for pid, command in members(self.process.pid) if mark in command), 0)

    def attempts(self) -> int:
        with closing(sqlite3.connect(self.data / "praktika.sqlite3", timeout=20)) as database:
            return int(database.execute("SELECT attempts FROM notifications_outboxmessage").fetchone()[0])


def command(name: str, data: Path, **variables: str) -> subprocess.Popen[bytes]:
    """A management command on this data, as somebody types it who has set nothing else."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")}
    environment = {**kept, "DATA_DIR": str(data), **variables}
    return subprocess.Popen([sys.executable, "manage.py", name], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated database with one message that waits."""
    folder = tmp_path_factory.mktemp("prepared")
    assert command("migrate", folder).wait() == 0
    file = folder / "praktika.sqlite3"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(MESSAGE)
        connection.commit()
    return file


@pytest.fixture(params=["", "memory://localhost/"], ids=["redis", "memory"])
def service(request: pytest.FixtureRequest, database: Path, tmp_path: Path) -> Iterator[Service]:
    """The whole tree, once its first page answers; its folder has a name that an address would not bear."""
    data = tmp_path / "data #1"
    data.mkdir()
    shutil.copy(database, data)
    port = free_port()
    with command("serve", data, PORT=port, CELERY_BROKER_URL=request.param) as process:
        try:
            assert comes_true(lambda: answers(port))
            yield Service(process, port, data)
        finally:
            process.terminate()


def test_a_message_that_waits_is_taken_by_the_worker_of_a_light_tree(service: Service) -> None:
    assert comes_true(lambda: service.attempts() == 1)
    weights = {pid: megabytes(pid) for pid, _ in members(service.process.pid)}
    web = [weights[pid] for pid, command in members(service.process.pid) if "gunicorn" in command]
    assert sum(weights.values()) <= LARGEST_TREE_MB
    assert max(web) <= LARGEST_WEB_WORKER_MB


@pytest.mark.parametrize("service", [""], indirect=True)
def test_every_part_comes_again_after_a_kill_and_none_is_left_at_the_end(service: Service) -> None:
    assert comes_true(lambda: all(service.part(part) for part in PARTS))
    before = {part: service.part(part) for part in PARTS}
    for pid in before.values():
        os.kill(pid, signal.SIGKILL)
    assert comes_true(lambda: all(service.part(part) not in (0, before[part]) for part in PARTS))
    assert comes_true(lambda: answers(service.port))
    everybody = [pid for pid, _ in members(service.process.pid)]
    service.process.terminate()
    assert service.process.wait(timeout=30) == 0
    assert comes_true(lambda: not any(lives(pid) for pid in everybody))


def megabytes(pid: int) -> float:
    """The process's proportional share of memory."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


@pytest.mark.postgres
@pytest.mark.redis
@pytest.mark.django_db(transaction=True)
def test_a_grown_service_delivers_by_servers_of_its_own(tmp_path: Path) -> None:
    message = OutboxMessage.objects.create(kind="of a kind that nobody knows", payload={})
    server = urlsplit(os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379"))
    elsewhere = {"DATABASE_URL": address_of_database(), "REDIS_URL": server._replace(path="/15").geturl()}
    with command("serve", tmp_path, PORT=free_port(), **elsewhere) as process:
        try:
            assert comes_true(lambda: OutboxMessage.objects.filter(pk=message.pk, attempts=1).exists())
            assert not [command for _, command in members(process.pid) if "redis-server" in command]
        finally:
            process.terminate()


def address_of_database() -> str:
    """The address of the test database, which is not the configured one."""
    parts = connection.settings_dict
    login = ":".join(quote(parts[name]) for name in ("USER", "PASSWORD") if parts[name])
    return f"postgres://{login}@{parts['HOST']}:{parts['PORT'] or 5432}/{parts['NAME']}"
