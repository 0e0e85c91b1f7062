"""How long a clean clone takes to its first page, how long the second start, and what the tree weighs.

`make bench`: clones HEAD into a temporary folder, with an empty HOME and a PATH that holds neither Redis nor
PostgreSQL, and compares with the limits. The package cache may be warm: PIP_CACHE_DIR is kept. Linux only (/proc).
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TOOLS = ("python3", "make", "git", "sh", "bash", "env")
LIMITS = {"first page, s": 60.0, "second start, s": 5.0, "whole tree, MB": 500.0, "web worker, MB": 150.0}


def free_port() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


def narrow_path(folder: Path) -> str:
    """A PATH with only the tools that the README names."""
    folder.mkdir()
    for tool in TOOLS:
        target = sys.base_prefix + "/bin/python3" if tool == "python3" else shutil.which(tool)
        if target:
            (folder / tool).symlink_to(target)
    return str(folder)


def pss(pid: int) -> float:
    """Proportional share of memory in MB; 0 for a process that is gone."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def descendants(pid: int) -> list[int]:
    children = [
        int(child) for task in Path(f"/proc/{pid}/task").glob("*/children") for child in task.read_text().split()
    ]
    return [pid, *(each for child in children for each in descendants(child))]


def command_of(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    except OSError:
        return ""


def start(clone: Path, environment: dict[str, str]) -> tuple[subprocess.Popen[bytes], float]:
    """Run `make run` until the sign-in page answers; the seconds it took."""
    began = time.monotonic()
    process = subprocess.Popen(["make", "run"], cwd=clone, env=environment, stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{environment['PORT']}/sign-in/"
    while time.monotonic() - began < 300:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return process, time.monotonic() - began
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    raise SystemExit("the first page did not come within five minutes")


def stop(process: subprocess.Popen[bytes]) -> None:
    """End the tree as Ctrl-C would."""
    for pid in descendants(process.pid):
        if "config.supervision" in command_of(pid):
            os.kill(pid, signal.SIGTERM)
            break
    process.wait(timeout=60)


def weigh(process: subprocess.Popen[bytes]) -> tuple[float, float]:
    """MB of the whole tree and of its heaviest web worker."""
    time.sleep(5)
    pids = descendants(process.pid)
    web = [pss(pid) for pid in pids if "gunicorn" in command_of(pid) and "lifeline" not in command_of(pid)]
    return sum(pss(pid) for pid in pids), max(web, default=0.0)


def measure(folder: Path) -> dict[str, float]:
    clone = folder / "praktika"
    subprocess.run(["git", "clone", "-q", str(ROOT), str(clone)], check=True)
    kept = {name: value for name, value in os.environ.items() if name.startswith("PIP_")}
    path = narrow_path(folder / "bin")
    environment = {**kept, "PATH": path, "HOME": str(folder / "home"), "PORT": free_port()}
    (folder / "home").mkdir()
    process, first = start(clone, environment)
    tree, worker = weigh(process)
    stop(process)
    process, second = start(clone, environment)
    stop(process)
    return dict(zip(LIMITS, (first, second, tree, worker), strict=True))


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(Path(folder))
    for name, figure in figures.items():
        print(f"{'ok    ' if figure <= LIMITS[name] else 'MISSED'}  {name}: {figure:.1f} (limit {LIMITS[name]:.0f})")
    return int(any(figure > LIMITS[name] for name, figure in figures.items()))


if __name__ == "__main__":
    sys.exit(main())
