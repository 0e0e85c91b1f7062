"""`manage.py serve`: web, worker, beat and broker as one supervised tree."""

import os
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from bootstrap import port_fault


class Command(BaseCommand):
    help = "Run web, worker, beat and an embedded broker; restart what dies; end all with Ctrl-C or SIGTERM."

    def handle(self, *_args: Any, **_options: Any) -> None:
        if fault := port_fault(settings.PORT):
            raise CommandError(fault)
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
        environment = {**os.environ, "PORT": settings.PORT, "DATA_DIR": str(settings.DATA_DIR.resolve())}
        # The supervisor takes this process's place: without Django it weighs a tenth.
        os.chdir(settings.BASE_DIR)
        os.execve(sys.executable, [sys.executable, "-m", "config.supervision"], environment)  # noqa: S606
