"""`manage.py list_licences`: the table of THIRD_PARTY.md, written from what is pinned and installed."""

import re
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from config.licences import table

TABLE = re.compile(r"(?<=\|---\|---\|---\|\n)(\|.*\n)*")


class Command(BaseCommand):
    help = "Write the table of THIRD_PARTY.md; with --check only fail when it is stale."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        file = settings.BASE_DIR / "THIRD_PARTY.md"
        written = file.read_text(encoding="utf-8")
        try:
            rows = table(settings.BASE_DIR / "requirements.txt", written)
        except LookupError as error:
            raise CommandError(f"{error.args[0]}: write them into THIRD_PARTY.md.") from None
        text = TABLE.sub(lambda _: rows, written, count=1)
        if not options["check"]:
            file.write_text(text, encoding="utf-8")
        elif text != written:
            raise CommandError("THIRD_PARTY.md is stale: run `make docs`.")
