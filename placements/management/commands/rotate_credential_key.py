"""Make a new key for credentials; the old ones stay published."""

from typing import Any

from django.core.management.base import BaseCommand

from placements.certificates.keys import rotate_key


class Command(BaseCommand):
    help = "Makes a new key that signs credentials from now on; what the old ones signed can still be verified."

    def handle(self, **_options: Any) -> None:
        self.stdout.write(f"Credentials are signed by {rotate_key(None).kid} from now on.")
