"""`manage.py setup_code`: the address at which the first training manager begins."""

from typing import Any

from django.core.management.base import BaseCommand

from placements.cohorts.opening import has_manager
from placements.people.setup_code import setup_link


class Command(BaseCommand):
    help = "Print the link by which the first training manager opens the school, while there is none."

    def handle(self, *_args: Any, **_options: Any) -> None:
        self.stdout.write("There is a training manager already: sign in." if has_manager() else setup_link())
