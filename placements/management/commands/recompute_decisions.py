"""Derive every stored decision anew from its snapshot, and report whatever differs."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from placements.decisions.recomputing import recompute


class Command(BaseCommand):
    help = "Derive every stored decision anew from its snapshot by its own rules; 1 when anything differs."

    def handle(self, *_args: Any, **_options: Any) -> None:
        report = recompute(lambda line: self.stdout.write(line))
        for name, number in sorted(report.counts.items()):
            self.stdout.write(f"{name}: {number}")
        self.stdout.write(f"{report.counts['all']} decisions recomputed, {len(report.differences)} differences")
        if report.differences:
            sys.exit(1)
