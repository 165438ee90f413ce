"""Bending the journal as somebody with the database's keys could: its guards step aside, then come back."""

from contextlib import contextmanager

from django.db import connection

from otklik.store import triggers

NAMES = {
    "sqlite": ("journal_refuse_replace", "journal_refuse_update", "journal_refuse_delete"),
    "postgresql": ("journal_refuse_change", "journal_refuse_truncate"),
}


@contextmanager
def unguarded():
    with connection.cursor() as cursor:
        for name in NAMES[connection.vendor]:
            on = "" if connection.vendor == "sqlite" else " ON journal"
            cursor.execute(f"DROP TRIGGER {name}{on}")
        yield cursor
        triggers.install(connection)
