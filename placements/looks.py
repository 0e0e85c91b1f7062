"""How a state looks everywhere: one colour and a second cue each, as in the vocabulary of the interface."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class Look:
    """A state's words, the class of its calendar cell, the class of its tag, and its icon."""

    label: "str | _StrPromise"
    cell: str = ""
    tag: str = ""
    icon: str = ""


LOOKS = {
    "draft": Look(_("draft"), "d", "tag-d"),
    "submitted": Look(_("waiting"), "w", "tag-h"),
    "confirmed": Look(_("confirmed"), "c", "tag-ok", "check"),
    "returned": Look(_("returned"), "r", "tag-bad", "back"),
    "corrected": Look(_("corrected, please check"), "k", "tag-brand", "pencil"),
    "contested": Look(_("contested, the curator decides"), "k", "tag-wait", "alert"),
    "reversed": Look(_("confirmation reversed"), "r", "tag-bad", "back"),
    "withdrawn": Look(_("withdrawn"), "", "tag-d"),
    "absent": Look(_("absence"), "a", ""),
    "planned": Look(_("planned"), "plan", "tag-o"),
    "today": Look(_("today"), "now", "tag-brand"),
    "outside": Look("", "out"),
    "free": Look(""),
}
UNKNOWN = Look("")
CELL_ICONS = frozenset({"returned", "reversed", "corrected", "contested"})


def look_of(state: str) -> Look:
    """The look of a state; one that has none shows nothing."""
    return LOOKS.get(state, UNKNOWN)
