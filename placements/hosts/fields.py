"""Form fields of this room: whole numbers, places to choose from, and accessibility."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from placements.hosts.accessibility import ATTRIBUTES, CHOICES, from_choice
from placements.hosts.models import Place


class PlaceSelect(forms.Select):
    """A list in which full places are shown but cannot be chosen; one that is chosen already stays so.

    The page asks for mentor and signatory only at a company that has not named both: its places carry data-asks.
    """

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)
        place = getattr(value, "instance", None)
        if place is not None and _free(place) == 0 and not option["selected"]:
            option["attrs"]["disabled"] = True
        if place is not None and not (place.mentors and place.signatories):
            option["attrs"]["data-asks"] = True
        return option


def _free(place: Any) -> int:
    free: int = place.capacity - place.trainees
    return max(free, 0)


def free_words(place: Any) -> str:
    """How many trainees a place (with `trainees`) still takes: “2 free”, or “full”."""
    free = _free(place)
    return ngettext("{n} free", "{n} free", free).format(n=free) if free else str(_("full"))


class PlaceField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic at run time
    """One of the places that companies on the school's list offer. The verb says whether it is still free."""

    def __init__(self, **kwargs: Any) -> None:
        offered = Place.objects.offered().with_trainees().with_people().select_related("host")
        words = {"invalid_choice": _("This place is no longer offered: choose another one.")}
        super().__init__(
            queryset=offered.order_by("host__name", "title", "pk"),
            required=False,
            widget=PlaceSelect,
            empty_label=_("Choose a place"),
            error_messages=words,
            **kwargs,
        )

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.host.name} · {obj.title} · {free_words(obj)}"


def accessibility_fields() -> dict[str, forms.Field]:
    """A question for each attribute: yes, no, or not known."""
    return {name: _question(label) for name, label in ATTRIBUTES.items()}


def _question(label: Any) -> forms.Field:
    words = {"label": label, "choices": CHOICES, "widget": forms.RadioSelect, "required": False}
    asked: Any = forms.TypedChoiceField(coerce=from_choice, empty_value=None, **words)
    # Not knowing is an answer: the question is not called optional.
    asked.widget.is_needed = True
    return asked  # type: ignore[no-any-return]  # the attribute is the house's own
