"""Compare every counter of hours with the ledger; with --mend write what the ledger says."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from placements.journal.reconciling import reconcile_hours


class Command(BaseCommand):
    help = "Compares the counters of confirmed and waiting minutes with the ledger; --mend writes what the ledger says."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--mend", action="store_true", help="write what the ledger says where a counter differs")

    def handle(self, **options: Any) -> None:
        differences = reconcile_hours(mends=options["mend"])
        for each in differences:
            self.stdout.write(str(each))
        what = "mended" if options["mend"] else "found"
        self.stdout.write(f"{len(differences)} differences {what}")
        if differences and not options["mend"]:
            raise SystemExit(1)
