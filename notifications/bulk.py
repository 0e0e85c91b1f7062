"""Writing many rows of one table in one statement, on both engines.

Django's bulk_create cuts its rows into portions of 999 values on SQLite; here they go as one JSON document.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter
from typing import Any

from django.db import connections, models, router

# Kinds of field whose value goes to the database as it is.
_PLAIN = (models.CharField, models.TextField, models.IntegerField, models.ForeignKey)
_SQLITE = "INSERT INTO {table} ({names}) SELECT {values} FROM json_each(%s) WHERE true ORDER BY key RETURNING {key}"
_POSTGRES = (
    "INSERT INTO {table} ({names}) SELECT {values} FROM jsonb_array_elements(%s::jsonb) "
    "WITH ORDINALITY AS given(value, place) ORDER BY place RETURNING {key}"
)


def insert_at_once(rows: Iterable[models.Model]) -> list[int]:
    """Insert new rows of one model in one statement and give them their keys; none, no statement.

    Returns: their keys, in the order of the rows. Raises: IntegrityError as save does.
    """
    listed = list(rows)
    if not listed:
        return []
    model = type(listed[0])
    connection = connections[router.db_for_write(model)]
    meta = model._meta  # noqa: SLF001 - Django's documented model API
    fields = [each for each in meta.concrete_fields if not each.primary_key]
    readers = [_reader(field, connection) for field in fields]
    document = json.dumps([[read(row) for read in readers] for row in listed])
    with connection.cursor() as cursor:
        cursor.execute(_statement(meta, fields, connection), [document])
        keys = sorted(key for (key,) in cursor.fetchall())
    for row, key in zip(listed, keys, strict=True):
        row.pk = key
    return keys


def _statement(meta: Any, fields: Sequence[Any], connection: Any) -> str:
    quote = connection.ops.quote_name
    is_postgres = connection.vendor == "postgresql"
    value = _postgres_value if is_postgres else _sqlite_value
    return (_POSTGRES if is_postgres else _SQLITE).format(
        table=quote(meta.db_table),
        names=", ".join(quote(field.column) for field in fields),
        values=", ".join(value(place, field, connection) for place, field in enumerate(fields)),
        key=quote(meta.pk.column),
    )


def _sqlite_value(place: int, _field: Any, _connection: Any) -> str:
    return f"json_extract(value, '$[{place}]')"


def _postgres_value(place: int, field: Any, connection: Any) -> str:
    kind = field.db_type(connection)
    # A cast to varchar(n) would cut what is too long; an assignment of text refuses it.
    return f"(value->>{place})::{'text' if kind.startswith('varchar') else kind}"


def _reader(field: Any, connection: Any) -> Callable[[models.Model], Any]:
    """How a field's value is read from a row as JSON carries it to the database."""
    if isinstance(field, models.JSONField):
        return lambda row: _text(getattr(row, field.attname), field.encoder)
    if isinstance(field, _PLAIN):
        return attrgetter(field.attname)
    return lambda row: _prepared(field, row, connection)


def _text(value: Any, encoder: Any) -> str | None:
    return None if value is None else json.dumps(value, cls=encoder)


def _prepared(field: Any, row: models.Model, connection: Any) -> Any:
    value = field.get_db_prep_save(field.pre_save(row, add=True), connection)
    return value.isoformat() if hasattr(value, "isoformat") else value
