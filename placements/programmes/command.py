"""What the three loading commands share."""

from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from placements.programmes.faults import described
from placements.programmes.reading import LARGEST_FILE, BadFile
from placements.programmes.services import Loaded


class LoadCommand(BaseCommand):
    """Loads one file; a bad one is refused whole, naming each place."""

    load: Callable[[bytes], Loaded]

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            loaded = type(self).load(_read(options["file"]))
        except BadFile as bad:
            raise CommandError(describe(bad)) from bad
        self.after(loaded)
        self.stdout.write(f"{loaded.version}: {'new' if loaded.is_new else 'known already, nothing changed'}")

    def after(self, loaded: Loaded) -> None:
        """What else the file brings."""


def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as source:
            return source.read(LARGEST_FILE + 1)
    except OSError as error:
        raise CommandError(f"The file {file} cannot be read ({error.strerror}): check the path.") from error


def describe(bad: BadFile) -> str:
    """One line a problem: the place, and the sentence."""
    lines = [f"{place or 'file'}: {sentence}" for place, sentence in described(bad)]
    return "\n".join(["The file was refused and nothing was stored.", *lines])
