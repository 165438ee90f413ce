"""Emptying the database after a test that really commits.

Django ends such a test with `flush`, which the journal's triggers refuse: on PostgreSQL always, on SQLite as soon
as the journal has a row. Here the guards stand aside for the length of one transaction and come back exactly as
they were, read from the database itself. This exists in tests only: the product has no way to empty a journal.
"""

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

KEPT = frozenset({"django_migrations"})


def wipe(alias: str = "default") -> None:
    """Empty every table but Django's list of migrations; counters start anew, triggers stay as they were."""
    connection = connections[alias]
    with transaction.atomic(using=alias), connection.cursor() as cursor:
        tables = sorted(set(connection.introspection.table_names(cursor)) - KEPT)
        if tables:
            WIPERS[connection.vendor](connection, cursor, tables)


def _wipe_sqlite(connection: BaseDatabaseWrapper, cursor: CursorWrapper, tables: list[str]) -> None:
    cursor.execute("PRAGMA defer_foreign_keys=ON")
    cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    triggers = cursor.fetchall()
    quote = connection.ops.quote_name
    for name, _ in triggers:
        cursor.execute(f"DROP TRIGGER {quote(name)}")
    for table in tables:
        cursor.execute(f"DELETE FROM {quote(table)}")
    cursor.execute("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_sequence'")
    if cursor.fetchone():
        cursor.execute("DELETE FROM sqlite_sequence WHERE name <> 'django_migrations'")
    for _, statement in triggers:
        cursor.execute(statement)


MODES = {
    "O": "",
    "A": "ALWAYS",
    "R": "REPLICA",
}  # how pg_trigger.tgenabled says ENABLE … TRIGGER; D is left off


def _wipe_postgresql(connection: BaseDatabaseWrapper, cursor: CursorWrapper, tables: list[str]) -> None:
    cursor.execute(
        "SELECT tgrelid::regclass::text, quote_ident(tgname), tgenabled::text FROM pg_trigger"
        " JOIN pg_class ON pg_class.oid = tgrelid JOIN pg_namespace ON pg_namespace.oid = relnamespace"
        " WHERE NOT tgisinternal AND nspname = current_schema() AND tgenabled <> 'D'"
    )
    triggers = cursor.fetchall()
    for table, name, _ in triggers:
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {name}")
    names = ", ".join(map(connection.ops.quote_name, tables))
    cursor.execute(f"TRUNCATE {names} RESTART IDENTITY CASCADE")
    for table, name, enabled in triggers:
        cursor.execute(f"ALTER TABLE {table} ENABLE {MODES[enabled]} TRIGGER {name}")


WIPERS = {"sqlite": _wipe_sqlite, "postgresql": _wipe_postgresql}
