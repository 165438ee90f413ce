"""The guards of the journal: UPDATE, DELETE, REPLACE and TRUNCATE are refused by the database itself.

They stop mistakes; the evidence is the chain, since an owner can drop them. A later migration that remakes the
table silently drops SQLite's, so `install` is idempotent and is called by the migration and again at the end of
setup; start-up asks `require`. ADR 0004.
"""

from collections.abc import Mapping, Sequence

from django.core.exceptions import ImproperlyConfigured
from django.db import connection as default_connection
from django.db.backends.base.base import BaseDatabaseWrapper

_REFUSAL = "the journal is append-only"

# INSERT OR REPLACE passes the other two where recursive_triggers is off, as it is in every other tool.
_SQLITE: Mapping[str, str] = {
    "journal_refuse_replace": f"""
        CREATE TRIGGER journal_refuse_replace BEFORE INSERT ON journal
        WHEN EXISTS (SELECT 1 FROM journal WHERE position = NEW.position)
          OR EXISTS (SELECT 1 FROM journal WHERE stream = NEW.stream AND version = NEW.version)
        BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END""",
    "journal_refuse_update": f"""
        CREATE TRIGGER journal_refuse_update BEFORE UPDATE ON journal
        BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END""",
    "journal_refuse_delete": f"""
        CREATE TRIGGER journal_refuse_delete BEFORE DELETE ON journal
        BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END""",
}

_POSTGRESQL_FUNCTION = f"""
    CREATE OR REPLACE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '{_REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$"""

# ENABLE ALWAYS: a plain trigger is skipped under session_replication_role = replica.
_POSTGRESQL: Mapping[str, str] = {
    "journal_refuse_change": """
        CREATE TRIGGER journal_refuse_change BEFORE UPDATE OR DELETE ON journal
        FOR EACH ROW EXECUTE FUNCTION journal_refuse();
        ALTER TABLE journal ENABLE ALWAYS TRIGGER journal_refuse_change""",
    "journal_refuse_truncate": """
        CREATE TRIGGER journal_refuse_truncate BEFORE TRUNCATE ON journal
        FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse();
        ALTER TABLE journal ENABLE ALWAYS TRIGGER journal_refuse_truncate""",
}

_PRESENT = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'journal'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE tgrelid = 'journal'::regclass AND tgenabled = 'A'",
}


def install(connection: BaseDatabaseWrapper = default_connection) -> None:
    """Make the guards anew; does the same however often it is called."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for name, statement in _SQLITE.items():
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
                cursor.execute(statement)
            return
        cursor.execute(_POSTGRESQL_FUNCTION)
        for name, statement in _POSTGRESQL.items():
            cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON journal")
            cursor.execute(statement)


def missing(connection: BaseDatabaseWrapper = default_connection) -> Sequence[str]:
    """Names of the guards that the database does not have, or has switched off."""
    wanted = _SQLITE if connection.vendor == "sqlite" else _POSTGRESQL
    with connection.cursor() as cursor:
        cursor.execute(_PRESENT[connection.vendor])
        present = {name for (name,) in cursor.fetchall()}
    return [name for name in wanted if name not in present]


def count(connection: BaseDatabaseWrapper = default_connection) -> int:
    """How many of the guards stand."""
    wanted = _SQLITE if connection.vendor == "sqlite" else _POSTGRESQL
    return len(wanted) - len(missing(connection))


def require(connection: BaseDatabaseWrapper = default_connection) -> None:
    """Return if all guards stand.

    Raises
    ------
    ImproperlyConfigured
        Some are missing: nothing may be served from such a database.
    """
    names = missing(connection)
    if names:
        raise ImproperlyConfigured(
            f"the journal is not guarded: {', '.join(names)} missing; run `otklik setup`, and find out who dropped it"
        )
