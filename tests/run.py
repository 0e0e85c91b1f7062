"""`make test`: the whole suite on SQLite, then what depends on the database again on PostgreSQL."""

import os
import re
import shutil
import subprocess
import sys
from urllib.parse import urlsplit

POSTGRES = os.environ.get("TEST_DATABASE_URL", "postgres://postgres@127.0.0.1:5432/postgres")
REDIS = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/0")
STRICT = os.environ.get("REQUIRE_SERVICES") == "1"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
PYTEST = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-n", "2", "--dist", "worksteal"]
COUNTS = re.compile(r"(\d+) (passed|failed|errors?|skipped)")


def postgres_fault() -> str:
    """Why PostgreSQL cannot be used; empty when it can."""
    import psycopg

    try:
        psycopg.connect(POSTGRES, connect_timeout=3).close()
    except psycopg.Error as error:
        return first_line(error)
    return ""


def redis_fault() -> str:
    """Why the Redis server cannot be used; empty when it can."""
    import redis

    try:
        redis.Redis.from_url(REDIS, socket_connect_timeout=3).ping()
    except (redis.RedisError, OSError, ValueError) as error:
        return first_line(error)
    return ""


def first_line(error: BaseException) -> str:
    return next(iter(str(error).splitlines()), type(error).__name__)


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
    chromium, no_postgres, no_redis = browser(), postgres_fault(), redis_fault()
    left_out = []
    if not chromium:
        left_out.append(f"browser tests: none of {', '.join(BROWSERS)} on the PATH (set CHROMIUM_PATH)")
    if no_postgres:
        left_out.append(f"the database's part on PostgreSQL ({urlsplit(POSTGRES).hostname}): {no_postgres}")
    if no_redis:
        left_out.append(f"what needs a Redis server ({urlsplit(REDIS).hostname}): {no_redis}")
    services = {"TEST_REDIS_URL": REDIS, "CHROMIUM_PATH": chromium}
    marks = ["not postgres", *([] if chromium else ["not browser"])]
    results = {"SQLite": run("SQLite", ["-m", " and ".join(marks)], {**services, "DATABASE_URL": ""})}
    if not no_postgres:
        marks = ["(database or postgres)", "not browser", *(["not redis"] if no_redis else [])]
        name = "PostgreSQL" if no_redis else "PostgreSQL and Redis"
        results[name] = run(name, ["-m", " and ".join(marks)], {**services, "DATABASE_URL": POSTGRES})
    return summary(results, left_out)


def summary(results: dict[str, tuple[int, dict[str, int]]], left_out: list[str]) -> int:
    """Say which engines ran and what was left out; the exit code."""
    for engine, (code, counts) in results.items():
        print(f"{engine}: {', '.join(f'{n} {word}' for word, n in counts.items()) or 'nothing ran'}, exit code {code}")
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
