"""How acts on a person, and parts a person plays, are named."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

# {other} is the second person of the act.
PERSON_ACTS: dict[str, "_StrPromise"] = {
    "person.created": _("Person added"),
    "person.contact_changed": _("Contact details corrected"),
    "person.code_set": _("Personal code stored"),
    "person.code_revealed": _("Personal code viewed"),
    "person.anonymised": _("Person anonymised"),
    "person.deactivated": _("Person deactivated"),
    "person.activated": _("Person activated"),
    "person.substituted": _("Substitute appointed: {other}"),
    "person.stands_in": _("Appointed as substitute for: {other}"),
    "person.substitution_ended": _("Substitution ended"),
    "person.handed_over": _("Work handed over to: {other}"),
    "person.took_over": _("Work taken over from: {other}"),
    "person.merged": _("Merged with a duplicate"),
    "person.merged_away": _("Merged into: {other}"),
}
WHOLE_SCHOOL = _("whole school")
KINDS: tuple[tuple[str, "_StrPromise"], ...] = (
    ("", _("All")),
    ("school", _("School")),
    ("learners", _("Learners")),
    ("companies", _("Companies")),
    ("inactive", _("Inactive")),
)
