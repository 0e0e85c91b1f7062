"""The labels of the printed journal."""

from django.utils.translation import gettext as _

from placements import formats
from placements.programmes.outcome_names import outcome_mark


def printing_words(language: str, hour_minutes: int) -> dict[str, str]:
    """Every label in the active language."""
    unit = formats.ACADEMIC_UNIT[language]
    return {
        "journal": _("Practice journal"),
        "page": _("Page"),
        "square_code": _("Square code for checking:"),
        "check": _("Check the journal"),
        "days": _("Days by week"),
        "date": _("Date"),
        "clock": _("Time of day"),
        "pause": _("Break"),
        "hours": _("Hours"),
        "unit": unit,
        "work": _("Work done"),
        "outcome_short": outcome_mark(),
        "confirmed_by": _("Confirmed by"),
        "confirmed_at": _("Time"),
        "sum": _("Practicum in all"),
        "coverage": _("Coverage of the learning outcomes"),
        "number": _("No."),
        "outcome": _("Learning outcome"),
        "days_short": _("Days"),
        "share": _("Share"),
        "uncovered": _("not covered"),
        "coverage_note": _(
            "Several outcomes may be linked to one day; the day's time is shared equally among them. "
            "Only confirmed time counts."
        ),
        "confirmations": _("Confirmations"),
        "channel": _("Channel"),
        "journal_note": _(
            "Confirmed electronically. One academic hour ({unit}) is {n} minutes; hours are summed in minutes and "
            "converted once. Time in brackets is not confirmed and not counted."
        ).format(unit=unit, n=hour_minutes),
    }
