"""The first start says in one sentence what stands in its way."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import bootstrap

SCRIPT = str(Path(bootstrap.__file__).resolve())


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project folder without a virtual environment."""
    monkeypatch.setattr(bootstrap, "HERE", str(tmp_path))
    monkeypatch.setattr(bootstrap, "VENV", str(tmp_path / ".venv"))
    monkeypatch.setattr(bootstrap, "PYTHON", str(tmp_path / ".venv/bin/python"))
    return tmp_path


@pytest.fixture
def taken_port() -> Iterator[int]:
    """A port on which another program listens."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def started(port: str, python: str = sys.executable) -> tuple[int, list[str]]:
    """Bootstrap as a program: its exit code and what it said."""
    environment = {**os.environ, "PORT": port}
    ended = subprocess.run([python, SCRIPT, "run"], env=environment, capture_output=True, text=True, check=False)
    return ended.returncode, (ended.stdout + ended.stderr).splitlines()


def runs(python: str) -> bool:
    """Whether the name is an interpreter and no stand-in of a version manager."""
    return subprocess.run([python, "--version"], capture_output=True, check=False).returncode == 0


def old_python() -> str:
    """An interpreter older than needed, where the machine has one."""
    kept = [str(path) for path in Path("~/.pyenv/versions").expanduser().glob("3.[5-9].*/bin/python")]
    named = [shutil.which(f"python3.{minor}") or "" for minor in range(5, 11)]
    return next((path for path in [*kept, *named] if path and runs(path)), "")


def test_a_taken_port_is_said_in_one_sentence(taken_port: int) -> None:
    code, lines = started(str(taken_port))
    assert code == 1
    assert len(lines) == 1
    assert lines[0].startswith(f"praktika: port {taken_port} is taken by another program")


@pytest.mark.parametrize("text", ["abc", "0", "65536", "-1", "", "80 00"])
def test_a_port_that_is_none_is_said_in_one_sentence(text: str) -> None:
    code, lines = started(text)
    assert (code, lines) == (1, [f"praktika: PORT={text} is no port: choose a number from 1 to 65535."])


def test_a_folder_that_cannot_be_written_is_said(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(SystemExit) as ended:
        bootstrap.main([])
    assert ended.value.code == 1
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 1
    assert f"the folder {folder} cannot be written" in said[0]


def test_a_python_too_old_is_said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 8, 20, "final", 0))
    with pytest.raises(SystemExit) as ended:
        bootstrap.main(["run"])
    assert ended.value.code == 1
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 1
    assert "Python 3.8.20 is too old" in said[0]


def test_an_old_interpreter_can_read_the_script() -> None:
    found = old_python()
    code, lines = started("abc", found or sys.executable)
    assert code == 1
    assert len(lines) == 1
    assert ("is too old, 3.11 or newer is needed" in lines[0]) == bool(found)


def test_a_half_made_environment_is_made_anew(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    rubble = folder / ".venv/lib/rubble.txt"
    rubble.parent.mkdir(parents=True)
    rubble.write_text("half")
    bootstrap.make_venv()
    assert not rubble.exists()
    assert subprocess.call([bootstrap.PYTHON, "-c", "import pip"]) == 0
    assert "the folder .venv is half-made, making it anew" in capfd.readouterr().out


def test_an_environment_with_a_broken_interpreter_counts_as_half_made(folder: Path) -> None:
    python = folder / ".venv/bin/python"
    python.parent.mkdir(parents=True)
    python.write_text("not a program")
    python.chmod(0o755)
    bootstrap.make_venv()
    assert subprocess.call([bootstrap.PYTHON, "-c", "import pip"]) == 0


def test_what_is_installed_already_is_not_installed_again(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "requirements.txt").write_text("# none\n")
    (folder / ".venv/bin").mkdir(parents=True)
    (folder / ".venv/bin/python").symlink_to("/bin/true")
    (folder / ".venv/requirements.txt.installed").write_text("# none\n")
    bootstrap.install("requirements.txt")
    assert capsys.readouterr().out == ""


def test_packages_that_cannot_be_installed_are_said(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (folder / "requirements.txt").write_text("./nowhere --hash=sha256:00\n")
    with pytest.raises(SystemExit) as ended:
        bootstrap.install("requirements.txt")
    assert ended.value.code == 1
    assert "praktika: the packages could not be installed" in capfd.readouterr().err
    assert not (folder / ".venv/requirements.txt.installed").exists()


def test_an_environment_that_no_longer_sees_its_packages_is_not_ready(folder: Path) -> None:
    (folder / "requirements.txt").write_text("# none\n")
    subprocess.check_call([sys.executable, "-m", "venv", "--without-pip", bootstrap.VENV])
    (folder / ".venv/requirements.txt.installed").write_text("# none\n")
    assert not bootstrap.is_ready("requirements.txt")


def test_a_data_folder_that_is_a_file_is_said(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "data").write_text("a file")
    monkeypatch.delenv("DATA_DIR", raising=False)
    with pytest.raises(SystemExit):
        bootstrap.main(["run"])
    assert f"{folder / 'data'} is not a folder" in capsys.readouterr().err


def test_a_newer_python_on_the_path_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "python3.19").write_text("#!/bin/sh\nexit 1\n")
    (folder / "python3.18").symlink_to("/bin/true")
    (folder / "python3.19").chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    assert bootstrap.newer_python() == "python3.18"
