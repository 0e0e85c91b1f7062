"""Makes a seal key of the school's own."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from placements import clock
from placements.certificates.seal_keys import make_seal_key
from placements.records.services import provider_name


class Command(BaseCommand):
    help = "Make a self-made seal key (EC P-256, own root) and say what to set"
    # It may be named already, and be made now.
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", nargs="?", default=str(settings.DATA_DIR / "seal.pem"))

    def handle(self, *_args: Any, **options: Any) -> None:
        path = Path(options["path"]).resolve()
        try:
            make_seal_key(path, provider_name() or "Praktika", settings.SEAL_KEY_PASSPHRASE, clock.now())
        except FileExistsError as error:
            raise CommandError(f"{path} exists already: name another file, or move it away") from error
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from error
        self.stdout.write(f"Written: {path}, readable by its owner only. Set:\n  SEAL_KEY_FILE={path}")
        if not settings.SEAL_KEY_PASSPHRASE:
            self.stdout.write("The key has no passphrase. With SEAL_KEY_PASSPHRASE set beforehand it gets one.")
        self.stdout.write(
            "This seal is self-made: it shows that a file was not changed, but nobody else vouches for the school. "
            "The pages say so. A key from a trust service is set in the same way, as PKCS#12 or PEM."
        )
