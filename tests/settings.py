"""The settings of a test run: the product's own, with quick passwords, mails in memory and loud templates."""

import os
import tempfile
from pathlib import Path

from config.settings import *  # noqa: F403  # a settings module is the names it holds
from config.settings import DATABASES, STORAGES, TEMPLATES
from tests.strictness import UNRENDERED

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MAILBOX = False
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = UNRENDERED  # type: ignore[index]
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
# Files that tests hand in are kept in memory: nothing of them is left in a folder of data.
STORAGES["default"] = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
STATIC_ROOT = Path(tempfile.gettempdir()) / "praktika-test-static"
STATIC_ROOT.mkdir(exist_ok=True)
# A crash of the machine ends the run anyhow: nobody waits for the disk. Locks and constraints are the product's own.
if "sqlite" in DATABASES["default"]["ENGINE"]:
    commands = DATABASES["default"]["OPTIONS"]["init_command"]
    DATABASES["default"]["OPTIONS"]["init_command"] = commands.replace("synchronous=FULL", "synchronous=OFF")
    # A file, not memory: threads must meet in it. One per process: several runs may go on at once.
    DATABASES["default"]["TEST"] = {"NAME": str(Path(tempfile.gettempdir()) / f"praktika-test-{os.getpid()}.sqlite3")}
else:
    DATABASES["default"]["OPTIONS"]["options"] += " -c synchronous_commit=off"
