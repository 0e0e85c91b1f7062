"""How conditions, outcomes and reasons of a decision are named to people."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

# In the order in which a learner reads them.
CONDITIONS: "dict[str, _StrPromise]" = {
    "practicum": _("Practicum"),
    "attendance": _("Attendance"),
    "exam": _("Exam"),
    "independent": _("Independent work"),
}
OUTCOMES: "dict[str, _StrPromise]" = {
    "tunnistus": _("certificate"),
    "toend": _("attestation"),
    "none": _("no document"),
    "pending": _("decision pending"),
    "unknown": _("data missing"),
}
# Tone of a tag.
TONES = {"tunnistus": "ok", "pending": "wait", "toend": "brand", "none": "bad", "unknown": ""}
REASONS: "dict[str, _StrPromise]" = {
    "ALL_MET": _("All conditions are met."),
    "ATTENDANCE_UNKNOWN": _("The attendance is not recorded yet."),
    "ATTENDANCE_BELOW": _("The attendance is below the limit."),
    "HOMEWORK_UNKNOWN": _("The independent work is not marked yet."),
    "HOMEWORK_MISSING": _("Independent work is missing."),
    "PRACTICUM_INCOMPLETE": _("The practicum is not completed."),
    "EXAM_UNKNOWN": _("The exam results are not there yet."),
    "EXAM_BELOW": _("The exam result is below the limit."),
    "EXAM_MISSING": _("The exam has not been taken."),
}
# Icon of a condition: its standing to the name of the check mark; see templates/parts/_check_mark.html.
MARKS = {"met": "ok", "unknown": "unknown", "mendable": "open", "lacking": "bad"}
