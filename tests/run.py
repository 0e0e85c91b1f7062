"""`make test`: the whole suite on SQLite, then what depends on the database again on PostgreSQL."""

import os
import re
import shutil
import socket
import subprocess
import sys
from urllib.parse import urlsplit

POSTGRES = os.environ.get("TEST_DATABASE_URL", "postgres://postgres@127.0.0.1:5432/postgres")
REDIS = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/0")
STRICT = os.environ.get("REQUIRE_SERVICES") == "1"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
PYTEST = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-n", "2", "--dist", "worksteal"]
COUNTS = re.compile(r"(\d+) (passed|failed|errors?|skipped)")


def reachable(url: str, port: int) -> bool:
    """Whether somebody listens there."""
    parts = urlsplit(url)
    try:
        with socket.create_connection((parts.hostname or "127.0.0.1", parts.port or port), timeout=2):
            return True
    except OSError:
        return False


def browser() -> str:
    """The browser to test with, empty when there is none."""
    named = os.environ.get("CHROMIUM_PATH", "")
    return named or next((found for name in BROWSERS if (found := shutil.which(name))), "")


def run(title: str, arguments: list[str], environment: dict[str, str]) -> tuple[int, dict[str, int]]:
    """Run pytest, show its output, and count its results."""
    print(f"== {title}", flush=True)
    command = [*PYTEST, *arguments]
    process = subprocess.Popen(command, env={**os.environ, **environment}, stdout=subprocess.PIPE, text=True)
    last = ""
    for line in process.stdout or ():
        print(line, end="", flush=True)
        last = line if COUNTS.search(line) else last
    counts = {word.rstrip("s") if word.startswith("error") else word: int(n) for n, word in COUNTS.findall(last)}
    return process.wait(), counts


def main() -> int:
    """Both engines, a summary of what ran, and what was left out and why."""
    has_postgres, has_redis, chromium = reachable(POSTGRES, 5432), reachable(REDIS, 6379), browser()
    left_out = [] if has_redis else [f"tests of a Redis server: none at {urlsplit(REDIS).netloc}"]
    marks = ["not postgres"]
    if not chromium:
        marks.append("not browser")
        left_out.append("browser tests: no Chromium found (set CHROMIUM_PATH)")
    services = {"TEST_REDIS_URL": REDIS if has_redis else "", "CHROMIUM_PATH": chromium}
    results = {"SQLite": run("SQLite", ["-m", " and ".join(marks)], {**services, "DATABASE_URL": ""})}
    if has_postgres:
        marked = ["-m", "(database or postgres) and not browser"]
        results["PostgreSQL"] = run("PostgreSQL", marked, {**services, "DATABASE_URL": POSTGRES})
    else:
        left_out.append(f"the database's part on PostgreSQL: none at {urlsplit(POSTGRES).netloc}")
    return summary(results, left_out)


def summary(results: dict[str, tuple[int, dict[str, int]]], left_out: list[str]) -> int:
    """Say which engines ran and what was left out; the exit code."""
    for engine, (code, counts) in results.items():
        print(f"{engine}: {counts.get('passed', 0)} passed, exit code {code}")
    for reason in left_out:
        print(f"left out: {reason}")
    if not left_out:
        print("left out: nothing")
    skipped = sum(counts.get("skipped", 0) for _, counts in results.values())
    failed = sum(counts.get("failed", 0) + counts.get("error", 0) for _, counts in results.values())
    if STRICT and (left_out or skipped):
        print("REQUIRE_SERVICES=1: what was left out or skipped counts as failed.")
        failed += len(left_out) + skipped
    is_bad = failed or any(code for code, _ in results.values())
    passed = sum(counts.get("passed", 0) for _, counts in results.values())
    print(f"{passed} passed, {max(failed, 1) if is_bad else 0} failed")
    return 1 if is_bad else 0


if __name__ == "__main__":
    sys.exit(main())
