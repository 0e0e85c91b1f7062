"""Emptying PostgreSQL between tests: deleting a handful of rows costs less than truncating a hundred tables."""

from collections.abc import Sequence
from typing import Any

from django.db.backends.postgresql.operations import DatabaseOperations


def sql_flush(
    self: DatabaseOperations,
    style: Any,
    tables: Sequence[str],
    *,
    reset_sequences: bool = False,
    allow_cascade: bool = False,
) -> list[str]:
    """One DELETE a table. As a replica the server asks neither foreign keys nor the triggers of append-only tables."""
    if reset_sequences:
        message = "tests keep no rows by number: sequences go on"
        raise ValueError(message)
    deletes = [f"DELETE FROM {self.quote_name(table)};" for table in tables]
    return ["SET session_replication_role = replica;", *deletes, "SET session_replication_role = DEFAULT;"]


def install() -> None:
    """Let every flush of this process delete."""
    DatabaseOperations.sql_flush = sql_flush  # type: ignore[assignment,method-assign]
