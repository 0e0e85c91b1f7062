"""Rows that count their changes, so that a stale page is told."""

from typing import Any

from django.db import models


def write(row: models.Model, values: dict[str, Any]) -> list[str]:
    """Store a row's changed fields, as its next version; returns their names."""
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    if changed:
        row.version += 1  # type: ignore[attr-defined]  # one of those with a version
        row.save(update_fields=[*changed, "version"])
    return changed
