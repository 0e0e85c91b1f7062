"""`manage.py start`: make ready what serve needs, then serve."""

import os
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from placements.cohorts.opening import has_manager
from placements.people.setup_code import setup_link


class Command(BaseCommand):
    help = "Compile messages, migrate, load the demo where it is asked for, and serve."

    def handle(self, *_args: Any, **_options: Any) -> None:
        call_command("compile_messages")
        call_command("migrate", verbosity=0)
        if settings.DEMO:
            call_command("load_demo")
        if not has_manager():
            # The supervisor says it on the terminal, once the first page answers.
            os.environ["SETUP_LINK"] = setup_link()
        call_command("serve")
