"""States that a deed led to, kept and written again: the same rows, without doing the deed in every test.

Only what was done by the product's own verbs is remembered, and only where every table is as it was before that deed.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeVar

from django.apps import apps
from django.db import connection, models

T = TypeVar("T")
Rows = dict[tuple[Any, ...], tuple[Any, ...]]
# What differs from one run to the next without meaning anything.
BY_CHANCE = (models.DateTimeField, models.UUIDField)
BY_CHANCE_NAMES = frozenset({"public_id", "path", "password"})
NEVER_ABOUT_A_STATE = ("sessions", "contenttypes", "sites")


@dataclass
class Trace:
    """What a deed returned, and the rows that it added and changed, by table."""

    answer: Any
    added: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict)
    changed: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict)


_traces: dict[Hashable, Trace] = {}


@cache
def _tables() -> list[tuple[str, list[str], list[str]]]:
    """Every table with its columns, the key first, and those of them that tell one state from another."""
    found = []
    for model in apps.get_models(include_auto_created=True):
        meta = model._meta
        if meta.app_label in NEVER_ABOUT_A_STATE or meta.proxy or not meta.managed:
            continue
        fields = sorted(meta.local_concrete_fields, key=lambda each: not each.primary_key)
        telling = [each for each in fields if not isinstance(each, BY_CHANCE) and each.name not in BY_CHANCE_NAMES]
        found.append((meta.db_table, [str(each.column) for each in fields], [str(each.column) for each in telling]))
    return found


def _select(table: str, columns: list[str]) -> list[tuple[Any, ...]]:
    # A column behind a plus has no declared type: its value comes as it lies in the file, and goes back the same way.
    names = ", ".join(f'+"{each}"' for each in columns)
    return list(connection.connection.execute(f'SELECT {names} FROM "{table}" ORDER BY 1'))


def _fingerprint() -> int:
    return hash(tuple((table, tuple(_select(table, telling))) for table, _, telling in _tables()))


def _contents() -> dict[str, Rows]:
    return {table: {row[:1]: row for row in _select(table, columns)} for table, columns, _ in _tables()}


def remembered(key: Hashable, deed: Callable[[], T]) -> T:
    """Do the deed, or write again what it wrote when everything was as it is now; on SQLite, in a transaction."""
    if connection.vendor != "sqlite" or not connection.in_atomic_block:
        return deed()
    known = _traces.get((key, state := _fingerprint()))
    if known is not None:
        _write(known)
        answer: T = known.answer
        return answer
    before = _contents()
    answer = deed()
    _traces[key, state] = _trace(answer, before, _contents())
    return answer


def _trace(answer: Any, before: dict[str, Rows], after: dict[str, Rows]) -> Trace:
    trace = Trace(answer)
    for table, rows in after.items():
        assert before[table].keys() <= rows.keys(), f"rows of {table} are gone: this deed cannot be remembered"
        trace.added[table] = [row for key, row in rows.items() if key not in before[table]]
        trace.changed[table] = [row for key, row in rows.items() if before[table].get(key, row) != row]
    return trace


def _write(trace: Trace) -> None:
    for table, columns, _ in _tables():
        if added := trace.added[table]:
            marks = ", ".join("?" * len(columns))
            names = ", ".join(f'"{each}"' for each in columns)
            connection.connection.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', added)
        if changed := trace.changed[table]:
            sets = ", ".join(f'"{each}" = ?' for each in columns[1:])
            rows = [(*row[1:], row[0]) for row in changed]
            connection.connection.executemany(f'UPDATE "{table}" SET {sets} WHERE "{columns[0]}" = ?', rows)
