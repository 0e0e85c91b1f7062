"""`manage.py compile_messages`: the binary catalogues, where they are missing or older than their source."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from config.catalogue.files import LANGUAGES, catalogue_path, compile_catalogue


class Command(BaseCommand):
    help = "Compile the message catalogues."

    def handle(self, *_args: Any, **_options: Any) -> None:
        for language in LANGUAGES:
            source = catalogue_path(settings.BASE_DIR, language)
            target = source.with_suffix(".mo")
            if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
                compile_catalogue(settings.BASE_DIR, language)
