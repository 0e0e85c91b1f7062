"""`manage.py serve`: web, worker, beat and broker as one supervised tree."""

import os
import threading
import time
import urllib.request
from typing import Any

from bootstrap import port_is_free
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from config.supervision.broker import Broker, embedded_broker
from config.supervision.tree import Tree, commands

PATIENCE_SECONDS = 60
WELCOME = """
Praktika runs on http://127.0.0.1:{port}/  (end with Ctrl-C)

Three things to try:
  1. Act as Jelena Morozova in the bar at the top, choose a task and save the day.
  2. Switch to her mentor Kristjan Tamm and confirm the week.
  3. Open http://127.0.0.1:{port}/mailbox/ and follow a link from a mail.
"""


class Command(BaseCommand):
    help = "Run web, worker, beat and an embedded broker; restart what dies; end all with Ctrl-C or SIGTERM."

    def handle(self, *_args: Any, **_options: Any) -> None:
        port = settings.PORT
        if not port_is_free(int(port)):
            raise CommandError(f"Port {port} is taken by another program: end it, or set PORT to another one.")
        broker = Broker(settings.REDIS_URL) if settings.REDIS_URL else embedded_broker(settings.DATA_DIR)
        threading.Thread(target=self._welcome, args=(port,), daemon=True).start()
        environment = {**os.environ, "CELERY_BROKER_URL": broker.url, "PORT": port}
        Tree(commands(port, settings.DATA_DIR, broker), environment).run()

    def _welcome(self, port: str) -> None:
        address = f"http://127.0.0.1:{port}/sign-in/"
        for _ in range(PATIENCE_SECONDS * 10):
            try:
                with urllib.request.urlopen(address, timeout=5):  # noqa: S310 - our own address
                    break
            except OSError:
                time.sleep(0.1)
        self.stdout.write(WELCOME.format(port=port))
        self.stdout.flush()
