"""The two engines with the settings that keep simultaneous writers safe."""

from pathlib import Path
from typing import Any

import dj_database_url

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
}
POSTGRES_OPTIONS = {
    "options": "-c lock_timeout=5s -c statement_timeout=30s -c idle_in_transaction_session_timeout=60s",
}


def database(url: str, data_dir: Path) -> dict[str, Any]:
    """Django's settings for one database; an empty url means SQLite in the data folder."""
    # The own file is no URL: a # in its path would end it.
    own_file = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(data_dir / "praktika.sqlite3")}
    settings: dict[str, Any] = dict(dj_database_url.parse(url)) if url else own_file
    settings["ATOMIC_REQUESTS"] = False
    if "sqlite" in settings["ENGINE"]:
        settings["OPTIONS"] = dict(SQLITE_OPTIONS)
        settings["TEST"] = {"NAME": str(data_dir / "test.sqlite3")}
    else:
        settings["OPTIONS"] = {**settings.get("OPTIONS", {}), **POSTGRES_OPTIONS}
        settings["CONN_MAX_AGE"] = None
        settings["CONN_HEALTH_CHECKS"] = True
    return settings
