"""Append-only tables, kept so by the database itself on both engines."""

from typing import Any

from django.apps import apps
from django.db import connections
from django.db.models import Model

APPEND_ONLY = (
    "HistoryEntry", "HistorySeal", "HourPosting", "Confirmation", "EntryVersion", "Signature", "CompletionRecord",
    "Decision",
)  # fmt: skip

_POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'rows of % are never changed or removed', TG_TABLE_NAME; END $$"""
_POSTGRES = "CREATE OR REPLACE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_change()"
_SQLITE = """CREATE TRIGGER IF NOT EXISTS {name} BEFORE {event} ON {table}
BEGIN SELECT RAISE(ABORT, 'rows of {table} are never changed or removed'); END"""


# No two entries of one person overlap, wherever they were logged; touching is no overlap.
OVERLAP = "entries_do_not_overlap"
_POSTGRES_OVERLAP = f"""
ALTER TABLE placements_entry ADD CONSTRAINT {OVERLAP} EXCLUDE USING gist (
    int8range(learner_id, learner_id, '[]') WITH &&, tstzrange(starts_at, ends_at) WITH &&
) WHERE (state <> 'withdrawn')"""
_SQLITE_OVERLAP = """CREATE TRIGGER IF NOT EXISTS {name}_{suffix} BEFORE {event} ON placements_entry
WHEN NEW.state <> 'withdrawn' AND EXISTS (
    SELECT 1 FROM placements_entry AS other
    WHERE other.learner_id = NEW.learner_id AND other.id IS NOT NEW.id AND other.state <> 'withdrawn'
    AND other.starts_at < NEW.ends_at AND NEW.starts_at < other.ends_at
)
BEGIN SELECT RAISE(ABORT, '{name}'); END"""
_OVERLAP_EVENTS = {"insert": "INSERT", "update": "UPDATE OF starts_at, ends_at, state, learner_id"}


def guarded_tables() -> list[str]:
    """The tables whose rows may only be added."""
    models: list[type[Model]] = [apps.get_model("placements", name) for name in APPEND_ONLY]
    return [model._meta.db_table for model in models]  # noqa: SLF001 - Django's documented model API


def wanted_guards(using: str = "default") -> set[str]:
    """Every trigger and constraint of this file that the database must have."""
    triggers = {f"{table}_no_{event.lower()}" for table in guarded_tables() for event in ("UPDATE", "DELETE")}
    is_postgres = connections[using].vendor == "postgresql"
    return triggers | ({OVERLAP} if is_postgres else {f"{OVERLAP}_{suffix}" for suffix in _OVERLAP_EVENTS})


def install(using: str = "default", **_: Any) -> None:
    """Create the triggers; after every migrate, because SQLite's table rebuild drops them silently."""
    connection = connections[using]
    template = _POSTGRES if connection.vendor == "postgresql" else _SQLITE
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRES_FUNCTION)
        existing = set(connection.introspection.table_names(cursor))
        for table in existing.intersection(guarded_tables()):
            for event in ("UPDATE", "DELETE"):
                cursor.execute(template.format(name=f"{table}_no_{event.lower()}", event=event, table=table))
        if "placements_entry" in existing:
            _forbid_overlap(connection, cursor)


def _forbid_overlap(connection: Any, cursor: Any) -> None:
    if not _has_columns(connection, cursor):
        return
    if connection.vendor == "postgresql":
        cursor.execute("SELECT 1 FROM pg_constraint WHERE conname = %s", [OVERLAP])
        if cursor.fetchone() is None:
            cursor.execute(_POSTGRES_OVERLAP)
        return
    for suffix, event in _OVERLAP_EVENTS.items():
        cursor.execute(_SQLITE_OVERLAP.format(name=OVERLAP, suffix=suffix, event=event))


def _has_columns(connection: Any, cursor: Any) -> bool:
    """A table of an older version, while it is being migrated, has no learner yet."""
    columns = connection.introspection.get_table_description(cursor, "placements_entry")
    return "learner_id" in {column.name for column in columns}


def remove(using: str = "default") -> None:
    """Drop the triggers: for an operator who must mend the tables by hand; the next migrate installs them again."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for table in guarded_tables():
            for event in ("update", "delete"):
                where = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{event}{where}")


_PRESENT = {
    "postgresql": """
        SELECT tgname FROM pg_trigger WHERE NOT tgisinternal
        UNION SELECT conname FROM pg_constraint WHERE contype = 'x'""",
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
}


def present_guards(using: str = "default") -> set[str]:
    """The triggers and exclusion constraints that the database has."""
    connection = connections[using]
    with connection.cursor() as cursor:
        cursor.execute(_PRESENT[connection.vendor])
        return {row[0] for row in cursor.fetchall()}
