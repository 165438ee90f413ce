"""The places where SQLite and PostgreSQL differ, so that nothing else has to know which one it is.

Many rows at once (`executemany` / COPY and VALUES), sets of keys (`IN` / `= ANY`), locks of rows and of names, and
instants (SQLite's raw SQL knows only naive text). Statements are made from a model's columns; nothing here decides
what is written.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any

from django.db import connection, models

Row = Mapping[str, Any]


def is_sqlite() -> bool:
    """Whether the product keeps its data in an SQLite file."""
    return connection.vendor == "sqlite"


def to_instant(value: datetime) -> datetime:
    """Aware UTC instant of what raw SQL returned: naive on SQLite, aware on PostgreSQL."""
    return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def from_instant(at: datetime) -> Any:
    """What raw SQL takes for an aware instant: Django's own text on SQLite."""
    return _text_of(at) if is_sqlite() else at


def _text_of(at: datetime) -> str:
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(" ")


def any_of(column: str, values: Sequence[Any]) -> tuple[str, list[Any]]:
    """Condition and parameters for "column is one of these values"; at least one value."""
    if is_sqlite():
        return f"{column} IN ({', '.join(['%s'] * len(values))})", list(values)
    return f"{column} = ANY(%s)", [list(values)]


def for_update(skip_locked: bool = False) -> str:
    """Clause that locks the selected rows; on SQLite BEGIN IMMEDIATE is the lock."""
    if is_sqlite():
        return ""
    return " FOR UPDATE SKIP LOCKED" if skip_locked else " FOR UPDATE"


def lock_names(names: Sequence[str], *, most: int) -> set[str]:
    """Those of some names that nobody else holds, locked until the transaction ends: the first ones, at most `most`.

    Notes
    -----
    Only who asks by this function respects such a lock. On SQLite BEGIN IMMEDIATE is the lock.
    """
    if is_sqlite() or not names:
        return set(names[:most])
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name FROM unnest(%s::text[]) AS asked (name)"
            " WHERE pg_try_advisory_xact_lock(hashtextextended(name, 0)) LIMIT %s",
            [list(names), most],
        )
        return {name for (name,) in cursor.fetchall()}


@cache
def columns_of(model: type[models.Model]) -> tuple[str, ...]:
    """Columns of a table that are written: all but a counter, in the model's order."""
    return tuple(
        str(field.column) for field in model._meta.concrete_fields if not isinstance(field, models.AutoField)
    )


@cache
def key_of(model: type[models.Model]) -> tuple[str, ...]:
    """Columns of a table's primary key."""
    return tuple(str(field.column) for field in model._meta.pk_fields)


def insert_many(model: type[models.Model], rows: Sequence[Row]) -> None:
    """Write new rows; a key that is there already is an `IntegrityError`.

    Parameters
    ----------
    model
        Whose table.
    rows
        By column, each with every column of `columns_of`.
    """
    if not rows:
        return
    columns = columns_of(model)
    values = _values(rows, columns)
    with connection.cursor() as cursor:
        if is_sqlite():
            cursor.executemany(f"{_insert(model, columns)} VALUES ({_marks(columns)})", values)
            return
        # COPY goes past Django's translation of errors: without the wrapper a DataError would escape the batch.
        names = ", ".join(map(_quote, columns))
        copy_sql = f"COPY {_table(model)} ({names}) FROM STDIN"
        with connection.wrap_database_errors, cursor.copy(copy_sql) as copy:
            for value in values:
                copy.write_row(value)


def upsert_many(model: type[models.Model], rows: Sequence[Row], *, conflict: Sequence[str] = ()) -> None:
    """Write rows, new or changed; every column of a row that is there already gets its new value.

    Parameters
    ----------
    model
        Whose table.
    rows
        By column; no two with the same key.
    conflict
        Unique columns; the primary key by default.
    """
    if not rows:
        return
    key = tuple(conflict) or key_of(model)
    settable = [column for column in columns_of(model) if column not in key]
    changes = ", ".join(f"{_quote(column)} = excluded.{_quote(column)}" for column in settable)
    _insert_or(model, rows, key, f"UPDATE SET {changes}" if settable else "NOTHING")


def insert_missing(model: type[models.Model], rows: Sequence[Row], *, conflict: Sequence[str] = ()) -> None:
    """Write the rows whose key is not there yet; leave the others as they are."""
    _insert_or(model, rows, tuple(conflict) or key_of(model), "NOTHING")


def _insert_or(model: type[models.Model], rows: Sequence[Row], key: Sequence[str], action: str) -> None:
    if not rows:
        return
    columns = columns_of(model)
    values = _values(rows, columns)
    clause = f" ON CONFLICT ({', '.join(map(_quote, key))}) DO {action}"
    one = f"({_marks(columns)})"
    with connection.cursor() as cursor:
        if is_sqlite():
            cursor.executemany(f"{_insert(model, columns)} VALUES {one}{clause}", values)
        else:
            flat = [value for row in values for value in row]
            cursor.execute(f"{_insert(model, columns)} VALUES {', '.join([one] * len(values))}{clause}", flat)


def update_many(model: type[models.Model], rows: Sequence[Row], *, guard: str) -> int:
    """Change rows that are where they are expected; how many were.

    Parameters
    ----------
    model
        Whose table; its key is one column.
    rows
        By column; the key `was` holds the value that column `guard` must still have.
    guard
        Column that must be unchanged.
    """
    if not rows:
        return 0
    (key,) = key_of(model)
    columns = columns_of(model)
    settable = [column for column in columns if column != key]
    with connection.cursor() as cursor:
        if is_sqlite():
            changes = ", ".join(f"{_quote(column)} = %s" for column in settable)
            cursor.executemany(
                f"UPDATE {_table(model)} SET {changes} WHERE {_quote(key)} = %s AND {_quote(guard)} = %s",
                _values(rows, (*settable, key, "was")),
            )
            return int(cursor.rowcount)
        types = {field.column: field.db_type(connection) for field in model._meta.concrete_fields}
        types["was"] = types[guard]
        named = (*columns, "was")
        one = "(" + ", ".join(f"%s::{types[name]}" for name in named) + ")"
        changes = ", ".join(f"{_quote(column)} = v.{_quote(column)}" for column in settable)
        cursor.execute(
            f"UPDATE {_table(model)} AS t SET {changes} FROM (VALUES {', '.join([one] * len(rows))})"
            f" AS v({', '.join(map(_quote, named))})"
            f" WHERE t.{_quote(key)} = v.{_quote(key)} AND t.{_quote(guard)} = v.was",
            [value for row in _values(rows, named) for value in row],
        )
        return int(cursor.rowcount)


def delete_many(model: type[models.Model], keys: Iterable[Sequence[Any]]) -> None:
    """Remove the rows of these primary keys."""
    wanted = list(keys)
    if not wanted:
        return
    condition = " AND ".join(f"{_quote(column)} = %s" for column in key_of(model))
    with connection.cursor() as cursor:
        cursor.executemany(f"DELETE FROM {_table(model)} WHERE {condition}", wanted)


def delete_where(model: type[models.Model], column: str, values: Sequence[Any]) -> None:
    """Remove the rows whose column has one of these values."""
    if not values:
        return
    condition, parameters = any_of(_quote(column), values)
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {_table(model)} WHERE {condition}", parameters)


def select(
    model: type[models.Model],
    columns: Sequence[str],
    column: str,
    values: Sequence[Any],
    *,
    order: Sequence[str] = (),
    lock: bool = False,
) -> list[tuple[Any, ...]]:
    """Rows whose column has one of these values, raw: no ORM objects, instants as the driver gives them."""
    if not values:
        return []
    condition, parameters = any_of(_quote(column), values)
    ordered = f" ORDER BY {', '.join(map(_quote, order))}" if order else ""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {', '.join(map(_quote, columns))} FROM {_table(model)} WHERE {condition}{ordered}"
            f"{for_update() if lock else ''}",
            parameters,
        )
        return cursor.fetchall()


def query(sql: str, *parameters: Any) -> list[tuple[Any, ...]]:
    """Rows of a statement that both databases understand, raw; for what is asked at every tick.

    Parameters
    ----------
    sql
        Names of tables as the models have them, quoted; `%s` for each parameter.
    *parameters
        An aware instant goes as the database keeps it.
    """
    given = [from_instant(one) if isinstance(one, datetime) else one for one in parameters]
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return cursor.fetchall()


def _values(rows: Sequence[Row], columns: Sequence[str]) -> list[list[Any]]:
    values = [[row[column] for column in columns] for row in rows]
    if is_sqlite():
        return [[_text_of(one) if isinstance(one, datetime) else one for one in row] for row in values]
    return values


def _quote(name: str) -> str:
    return f'"{name}"'  # both databases; Django's own way asks the thread for its connection, name by name


def _table(model: type[models.Model]) -> str:
    return _quote(model._meta.db_table)


def _marks(columns: Sequence[str]) -> str:
    return ", ".join(["%s"] * len(columns))


def _insert(model: type[models.Model], columns: Sequence[str]) -> str:
    return f"INSERT INTO {_table(model)} ({', '.join(map(_quote, columns))})"
