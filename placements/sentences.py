"""From a refusal to the sentence a person reads."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from django.utils.translation import get_language

from placements import formats
from placements.clock import TALLINN
from placements.refusals import Refusal

# Values of these names are minutes, and are shown in both units or as a length of time.
AMOUNTS = frozenset({"total", "required", "limit", "value"})
LENGTHS = frozenset({"break", "minimum"})
# A room may have a second sentence for a code, in which a company's person is addressed: sign.locked.host.
TO_HOST = ".host"
_messages: dict[str, Any] = {}


def register(messages: Mapping[str, Any]) -> None:
    """Make a room's sentences known."""
    _messages.update(messages)


def known_codes() -> set[str]:
    """Every code that has a sentence."""
    return set(_messages)


def sentence(refusal: Refusal, *, to_host: bool = False) -> str:
    """The refusal's sentence in the reader's language; people of a company are addressed formally.

    Raises: KeyError for a code without a sentence.
    """
    shown = {name: _shown(refusal.code, name, value) for name, value in refusal.values.items()}
    message = _messages[refusal.code]
    if to_host:
        message = _messages.get(refusal.code + TO_HOST, message)
    return str(message.format(**shown))


def _shown(code: str, name: str, value: Any) -> str | int:
    if isinstance(value, datetime):
        return _moment(name, value)
    if isinstance(value, date):
        return formats.day(value)
    if isinstance(value, time):
        return formats.clock_time(value)
    if isinstance(value, list | tuple):
        return ", ".join(str(each) for each in value)
    if isinstance(value, int):
        # A number stays one: it chooses the plural form.
        return _minutes(code, name, value) if _is_minutes(code, name) else value
    return str(value)


def _moment(name: str, value: datetime) -> str:
    local = value.astimezone(TALLINN)
    clock = formats.clock_time(local.time())
    return clock if name in {"start", "end"} else f"{formats.day(local.date())} {clock}"


def _is_minutes(code: str, name: str) -> bool:
    if code in {"request.capacity", "limit.text", "hours.backdate_closed", "request.outcomes", "report.too_short"}:
        return False
    return name in AMOUNTS | LENGTHS and not code.startswith(("file.", "programme.", "code."))


def _minutes(code: str, name: str, minutes: int) -> str:
    language = (get_language() or "et")[:2]
    if name in LENGTHS or code == "hours.break_missing":
        return formats.clock_hours(minutes, language)
    return formats.both_units(minutes, 45, language)
