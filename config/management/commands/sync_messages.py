"""`manage.py sync_messages`: bring the catalogues up to the strings of the project, or check that they are."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from config.catalogue.extraction import extract
from config.catalogue.faults import faults
from config.catalogue.files import LANGUAGES, build, catalogue_path, read_catalogue, read_compendium, to_text


class Command(BaseCommand):
    help = "Extract all strings and update locale/*/django.po; translations that are there stay."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--compendium", type=Path, nargs="*", default=[], help="CSV files with en, et, ru")
        parser.add_argument("--check", action="store_true", help="change nothing; fail when something is amiss")

    def handle(self, *_args: Any, **options: Any) -> None:
        problems: list[str] = []
        messages = extract(settings.BASE_DIR)
        for language in LANGUAGES:
            known = read_catalogue(settings.BASE_DIR, language)
            compendium = read_compendium(options["compendium"], language)
            text = to_text(build(messages, known, compendium, language), language)
            path = catalogue_path(settings.BASE_DIR, language)
            if options["check"]:
                problems += [] if path.exists() and path.read_text(encoding="utf-8") == text else [f"{language}: stale"]
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
            problems += faults(read_catalogue(settings.BASE_DIR, language), language)
        self._tell(problems, is_check=options["check"])

    def _tell(self, problems: list[str], *, is_check: bool) -> None:
        if problems and is_check:
            raise CommandError("\n".join(["The catalogues need work; run `make messages` and translate:", *problems]))
        self.stdout.write("\n".join(problems) or "Every string is translated.")
