"""`manage.py load_demo`: the shipped curriculum as a cohort with learners in every stage."""

from typing import Any

from django.core.management.base import BaseCommand

from config.demo.build import build_demo


class Command(BaseCommand):
    help = "Fill an empty database with the demo; a database that holds a cohort is left as it is."

    def handle(self, *_args: Any, **_options: Any) -> None:
        self.stdout.write("The demo is ready." if build_demo() else "There is data already: nothing was changed.")
