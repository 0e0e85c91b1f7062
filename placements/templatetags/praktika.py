"""How templates show minutes, dates, people and icons in the reader's language."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Any
from zlib import crc32

from django import template
from django.forms.boundfield import BoundField
from django.http import HttpRequest
from django.template.context import Context
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from placements import figures, formats
from placements.calendar_names import WEEKDAYS_SHORT
from placements.clock import TALLINN, local_date
from placements.icons import ICONS
from placements.journal.verdicts import RETURN_REASONS
from placements.looks import CELL_ICONS, Look, look_of
from placements.overview.inbox import with_inbox_count
from placements.overview.navigation import NavigationItem, navigation_for
from placements.overview.wording import ACTS, DAY_ACTS, WORDING, Wording
from placements.programmes.outcome_names import outcome_name

register = template.Library()
FIELD_PARTS = {
    "checkbox": "_tick.html",
    "radioselect": "_choices.html",
    "checkboxselectmultiple": "_choices.html",
    "hidden": "_hidden.html",
}
AVATAR_TONES = ("", " ava-g", " ava-y", " ava-r", " ava-n")


def _request(context: Context) -> HttpRequest:
    # A part included with `only` has no variable of that name, but its context still belongs to the request.
    request: HttpRequest = context.request  # type: ignore[attr-defined]  # a RequestContext
    return request


def _language() -> str:
    language = (get_language() or "et")[:2]
    return language if language in formats.ACADEMIC_UNIT else "et"


def _day(value: date | datetime) -> date:
    return local_date(value) if isinstance(value, datetime) else value


def _clock(value: time | datetime) -> time:
    return value.astimezone(TALLINN).time() if isinstance(value, datetime) else value


@register.filter
def academic(minutes: int, hour_minutes: int = 45) -> str:
    """{{ minutes|academic:45 }}: 6 ak.t."""
    return formats.academic(minutes, hour_minutes, _language())


@register.filter
def academic_number(minutes: int, hour_minutes: int = 45) -> str:
    """{{ minutes|academic_number:45 }}: 6."""
    return formats.academic_number(minutes, hour_minutes, _language())


@register.filter
def academic_unit(_minutes: int) -> str:
    """{{ minutes|academic_unit }}: ak.t, for where the number stands apart."""
    return formats.ACADEMIC_UNIT[_language()]


@register.filter
def clock_hours(minutes: int) -> str:
    """{{ minutes|clock_hours }}: 4 h 30 min."""
    return formats.clock_hours(minutes, _language())


@register.filter
def both_units(minutes: int, hour_minutes: int = 45) -> str:
    """{{ minutes|both_units:45 }}: 4 h 30 min = 6 ak.t."""
    return formats.both_units(minutes, hour_minutes, _language())


@register.simple_tag
def academic_progress(minutes: int, required: int, hour_minutes: int = 45) -> str:
    """{% academic_progress minutes required 45 %}: 42 / 80 ak.t."""
    return formats.progress(minutes, required, hour_minutes, _language())


@register.filter
def percent(part: int, total: int) -> str:
    """{{ part|percent:total }}: 74,9%."""
    return formats.percent(part, total, _language())


@register.filter
def whole(number: int) -> str:
    """{{ number|whole }}: 12 345."""
    return formats.whole(number, _language())


@register.filter
def day(value: date | datetime) -> str:
    """{{ value|day }}: 20.11.2026."""
    return formats.day(_day(value))


@register.filter
def weekday(value: date | datetime) -> str:
    """{{ value|weekday }}: R."""
    return formats.weekday(_day(value), _language())


@register.filter
def weekday_list(numbers: Iterable[int]) -> str:
    """Weekdays from 0 for Monday: “E, K, R”."""
    return ", ".join(WEEKDAYS_SHORT[_language()][number] for number in numbers)


@register.filter
def weekday_day(value: date | datetime) -> str:
    """{{ value|weekday_day }}: R 20.11."""
    return formats.weekday_day(_day(value), _language())


@register.filter
def weekday_date(value: date | datetime) -> str:
    """{{ value|weekday_date }}: R 20.11.2026."""
    return formats.weekday_date(_day(value), _language())


@register.filter
def long_date(value: date | datetime) -> str:
    """{{ value|long_date }}: Reede, 20.11.2026."""
    return formats.long_date(_day(value), _language())


@register.filter
def month(value: date) -> str:
    """{{ value|month }}: November 2026."""
    return formats.month(_day(value), _language())


@register.filter
def clock_time(value: time | datetime) -> str:
    """{{ value|clock_time }}: 09:00, Tallinn time."""
    return formats.clock_time(_clock(value))


@register.filter
def moment(value: datetime) -> str:
    """{{ value|moment }}: R 20.11.2026 14:26, Tallinn time."""
    return f"{weekday_date(value)} {clock_time(value)}"


@register.simple_tag
def time_range(start: time | datetime, end: time | datetime) -> str:
    """{% time_range start end %}: 09:00–14:00."""
    return formats.time_range(_clock(start), _clock(end))


@register.simple_tag
def day_range(start: date, end: date) -> str:
    """{% day_range start end %}: 16.–20.11.2026."""
    return formats.day_range(_day(start), _day(end))


@register.filter
def initials(name: str) -> str:
    """{{ name|initials }}: at most two letters for the avatar."""
    words = [word for word in str(name).split() if word[0].isalpha()]
    return "".join(word[0] for word in [*words[:1], *words[1:][-1:]]).upper() or "?"


@register.filter
def tone(name: str) -> str:
    """{{ name|tone }}: the avatar's colour class, the same for a name on every page."""
    return AVATAR_TONES[crc32(str(name).encode()) % len(AVATAR_TONES)]


@register.simple_tag
def icon(name: str, size: str = "") -> SafeString:
    """{% icon "check" "i-s" %}: an icon from the registry, hidden from screen readers."""
    css = f"i {size}".strip()
    drawing = mark_safe(ICONS[name])  # noqa: S308  # the registry is a constant
    return format_html('<svg class="{}" viewBox="0 0 24 24" aria-hidden="true">{}</svg>', css, drawing)


@register.simple_tag
def ring_arcs(confirmed: int, waiting: int, required: int) -> figures.Ring:
    """{% ring_arcs confirmed waiting required as ring %}."""
    return figures.ring(confirmed, waiting, required)


@register.simple_tag
def bar_widths(confirmed: int, waiting: int, required: int) -> figures.Bar:
    """{% bar_widths confirmed waiting required as bar %}."""
    return figures.bar(confirmed, waiting, required)


@register.simple_tag
def address(name: str, *args: Any, **kwargs: Any) -> str:
    """{% address "notices" as url %}: the address of a page, empty while there is none."""
    try:
        return reverse(name, args=args, kwargs=kwargs)
    except NoReverseMatch:
        return ""


@register.simple_tag(takes_context=True)
def language_address(context: Context, code: str) -> str:
    """{% language_address "ru" %}: this very page, its query kept, in another language."""
    query = _request(context).GET.copy()
    query["lang"] = code
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def navigation(context: Context) -> list[NavigationItem]:
    """{% navigation as nav %}: what the signed-in person may go to; counts come from nav_counts by address name."""
    request = _request(context)
    person, counts = getattr(request, "user", None), context.get("nav_counts")
    return with_inbox_count(navigation_for(person, request.path, counts or {}), person, counts)


@register.filter
def look(state: str) -> Look:
    """{% with state|look as look %}: label, cell, tag and icon of a state."""
    return look_of(state)


register.filter("outcome_name", outcome_name)


@register.filter
def has_cell_icon(state: str) -> bool:
    """Whether the calendar cell of this state carries its icon as the second cue."""
    return state in CELL_ICONS


@register.filter
def field_part(field: BoundField) -> str:
    """The part that draws this form field."""
    return f"parts/{FIELD_PARTS.get(field.widget_type, '_input.html')}"


@register.filter
def as_input(field: BoundField) -> SafeString:
    """The field's widget in the house's dress, tied to its hint and its error."""
    attrs: dict[str, str | bool] = {"class": f"inp {field.field.widget.attrs.get('class', '')}".strip()}
    return field.as_widget(attrs=attrs)


@register.filter
def iso_day(text: str) -> date:
    """{{ agreement.terms.ends_on|iso_day|day }}: a day that is kept as text."""
    return date.fromisoformat(text)


@register.filter
def words(texts: Mapping[str, str]) -> str:
    """{{ check_in.title|words }}: a text stored in all languages, in the reader's."""
    return texts.get(_language()) or texts["et"]


@register.filter
def item(mapping: Mapping[str, Any], key: Any) -> Any:
    """{{ mapping|item:key }}: nothing when the key is not there."""
    return mapping.get(key, "")


@register.filter
def wording(kind: str) -> Wording:
    """{% with kind|wording as words %}: how a kind of work item is named."""
    return WORDING[kind]


@register.filter
def act(action: str) -> str:
    """{{ entry.action|act }}: what is said of an act of history."""
    return str(ACTS[action][0]) if action in ACTS else str(DAY_ACTS.get(action, action))


@register.filter
def return_reason(code: str) -> str:
    """{{ entry.return_reason|return_reason }}: a chosen reason in words; other texts as they are."""
    first, _sep, rest = code.partition(" ")
    return " ".join(filter(None, [str(RETURN_REASONS.get(first, first)), rest]))


@register.filter
def first_name(name: str) -> str:
    """{{ person.name|first_name }}: how a person is greeted."""
    return name.partition(" ")[0]
