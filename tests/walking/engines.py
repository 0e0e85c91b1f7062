"""A database for a run of walks outside pytest: made, used, removed again; pictures and files of its own."""

import logging
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

ENGINES = ("sqlite", "postgresql")
POSTGRES = os.environ.get("TEST_DATABASE_URL", "postgres://postgres@127.0.0.1:5432/postgres")


def set_up(engine: str) -> None:
    """Choose the engine; before anything of Django is read."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    os.environ["DATABASE_URL"] = POSTGRES if engine == "postgresql" else ""
    import django

    django.setup()
    logging.disable(logging.CRITICAL)


@contextmanager
def own_database() -> Iterator[None]:
    """An empty database, tables as the models are now; nothing of it is left afterwards."""
    from django.conf import settings
    from django.db import connection
    from django.test.utils import setup_test_environment, teardown_test_environment

    setup_test_environment()
    name = connection.settings_dict["NAME"]
    own = connection.settings_dict["TEST"] = dict(connection.settings_dict.get("TEST") or {}) | {"MIGRATE": False}
    if connection.vendor == "postgresql":
        own["NAME"] = f"walks_{os.getpid()}"
    with tempfile.TemporaryDirectory(prefix="praktika-walks-") as folder:
        settings.MEDIA_ROOT = folder
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            yield
        finally:
            connection.creation.destroy_test_db(name, verbosity=0)
            teardown_test_environment()
