"""`manage.py serve`: web, worker, beat and broker as one supervised tree."""

import os
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from bootstrap import port_is_free


class Command(BaseCommand):
    help = "Run web, worker, beat and an embedded broker; restart what dies; end all with Ctrl-C or SIGTERM."

    def handle(self, *_args: Any, **_options: Any) -> None:
        if not port_is_free(int(settings.PORT)):
            raise CommandError(f"Port {settings.PORT} is taken by another program: end it, or set PORT to another one.")
        environment = {**os.environ, "PORT": settings.PORT, "DATA_DIR": str(settings.DATA_DIR)}
        # The supervisor takes this process's place: without Django it weighs a tenth.
        os.chdir(settings.BASE_DIR)
        os.execve(sys.executable, [sys.executable, "-m", "config.supervision"], environment)  # noqa: S606
