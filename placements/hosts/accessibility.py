"""What a workplace offers to people who need it: attributes of the place, each yes, no, or unknown."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from placements.hosts.models import Place

Answers = Mapping[str, bool | None]
# Source: domain, section 6.
ATTRIBUTES: "dict[str, _StrPromise]" = {
    "step_free": _("Step-free access"),
    "adjustable_desk": _("Adjustable desk"),
    "screen_reader": _("Works with a screen reader"),
    "quiet_room": _("Quiet room"),
    "flexible_hours": _("Flexible hours"),
}
CHOICES = (("yes", _("yes")), ("no", _("no")), ("", _("not known")))
STATES = {True: "ok", False: "bad", None: "unknown"}


@dataclass(frozen=True, slots=True)
class Fact:
    """One attribute as a page shows it."""

    label: "_StrPromise"
    state: str


def answers_of(place: "Place") -> dict[str, bool | None]:
    """The place's attributes by name."""
    return {name: getattr(place, name) for name in ATTRIBUTES}


def facts_of(answers: Answers) -> list[Fact]:
    """Every attribute in its fixed order; what nobody has said is unknown."""
    return [Fact(label, STATES[answers.get(name)]) for name, label in ATTRIBUTES.items()]


def as_choice(answer: bool | None) -> str:
    """An answer as the value of its form field."""
    return "" if answer is None else "yes" if answer else "no"


def from_choice(value: Any) -> bool | None:
    """A form field's value as an answer."""
    return {"yes": True, "no": False}.get(str(value))
