"""Cleaned data of a step or a turning, as a browser would send it."""

from datetime import date, time
from typing import Any

from django.db.models import Model

from placements.reports.forms import NOT_OBSERVED

ANSWERED_BY_YES_OR_NO = ("accepts", "confirms", "approves", "aim_achieved")
JUDGED = {"excused": "yes", "unexcused": "no"}
PREFIXES = {"ratings": "rating_", "texts": "text_", "answers": "answer_", "remarks": "remark_"}


def posted(_kind: str, data: dict[str, Any]) -> dict[str, Any]:
    """Field by field; what is None or an unticked box is not sent."""
    fields: dict[str, Any] = {}
    for name, value in data.items():
        if name in PREFIXES:
            fields |= {PREFIXES[name] + code: _rated(each) for code, each in value.items()}
        elif name in JUDGED:
            fields |= {f"absence_{each}": JUDGED[name] for each in value}
        elif name in ANSWERED_BY_YES_OR_NO:
            fields[name] = "yes" if value else "no"
        elif value is not None and value is not False:
            fields[name] = _text(value)
    return fields


def _rated(value: object) -> object:
    return NOT_OBSERVED if value is None else value


def _text(value: Any) -> Any:
    if isinstance(value, Model):
        return str(value.pk)
    if isinstance(value, date | time):
        return value.isoformat()
    if value is True:
        return "on"
    return value
