"""A policy with other numbers: what stands at a place, and the same content with other values there."""

import copy
import json
from collections.abc import Mapping
from typing import Any

from placements.programmes.curriculum import Curriculum
from placements.programmes.models import PolicyVersion
from placements.programmes.policy import SHIPPED, default_policy
from placements.programmes.services import without_again

Content = dict[str, Any]


def content_of(version: PolicyVersion | None, curriculum: Curriculum) -> Content:
    """The content to begin with: the version's, or that of the default policy over this curriculum; no query.

    Source: domain, introduction (a programme without a policy of its own).
    """
    if version is not None:
        return without_again(version.content)
    default = default_policy(curriculum)
    content: Content = json.loads(SHIPPED.read_text(encoding="utf-8"))
    content["programme_code"] = curriculum.code
    content["request"]["minimum_outcomes"] = default.request.minimum_outcomes
    content["task_chips"] = [
        {"code": chip.code, "outcomes": list(chip.outcomes), "label": chip.label.as_dict()}
        for chip in default.task_chips
    ]
    return content


def _steps(path: str) -> list[str | int]:
    """confirmation.reminder_working_days[0] as its keys and places."""
    parts = path.replace("[", ".").replace("]", "").split(".")
    return [int(part) if part.isdigit() else part for part in parts]


def value_of(content: Content, path: str, default: Any = None) -> Any:
    """What stands at this place; the default where nothing does."""
    value: Any = content
    for step in _steps(path):
        try:
            value = value[step]
        except (KeyError, IndexError):
            return default
    return value


def with_values(content: Content, values: Mapping[str, Any]) -> Content:
    """The same content with these values at these places; the given one stays as it is."""
    changed = copy.deepcopy(content)
    for path, value in values.items():
        *way, last = _steps(path)
        target: Any = changed
        for step in way:
            target = target[step]
        target[last] = value
    return changed
