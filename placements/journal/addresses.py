"""Days, months and numbers as they stand in addresses and forms."""

from datetime import date

from django.http import Http404
from django.utils.dateparse import parse_date

MOST_DIGITS = 10
# No journal has a page for a day of another age.
YEARS = range(2000, 2100)


def day_or_404(text: str) -> date:
    """2026-11-20. Raises: Http404."""
    try:
        day = parse_date(text) if text.isascii() else None
    except ValueError:
        day = None
    if day is None or day.year not in YEARS:
        raise Http404
    return day


def month_or_404(text: str) -> date:
    """2026-11, as its first day. Raises: Http404."""
    return day_or_404(f"{text}-01")


def number(text: str) -> int:
    """A number that was posted; 0 for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < MOST_DIGITS else 0
