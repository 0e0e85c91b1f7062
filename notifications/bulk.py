"""Writing many rows of one table in one statement, on both engines.

Django's bulk_create cuts its rows into portions of 999 values on SQLite; here they go as one JSON document.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connections, models, router

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
    document = json.dumps([[_plain(field, row, connection) for field in fields] for row in listed])
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


def _plain(field: Any, row: models.Model, connection: Any) -> Any:
    """A field's value as JSON carries it to the database."""
    value = field.pre_save(row, add=True)
    if isinstance(field, models.JSONField) and value is not None:
        return json.dumps(value, cls=field.encoder)
    prepared = field.get_db_prep_save(value, connection)
    return prepared.isoformat() if hasattr(prepared, "isoformat") else prepared
