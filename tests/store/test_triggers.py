"""The guards: whatever SQL says, a row of the journal stays as it was, and missing guards are noticed."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection, transaction
from django.db import models as fields

from otklik.store import models, triggers, verification
from tests.store import scene
from tests.store.bending import NAMES, unguarded
from tests.store.tables import dump, execute

BOTH = (
    "UPDATE journal SET actor = 'person:forger'",
    "UPDATE journal SET version = version + 1000 WHERE stream = 'order/1'",
    "DELETE FROM journal",
    "DELETE FROM journal WHERE position = (SELECT max(position) FROM journal)",
)
COPY = "stream, version, kind, schema, occurred_at, recorded_at, actor, source, grade, algo, body, hash"
UPSERT = (
    f"INSERT INTO journal ({COPY}) SELECT {COPY} FROM journal WHERE stream = 'order/1' AND version = 1"
    " ON CONFLICT (stream, version) DO UPDATE SET actor = 'person:forger'"
)
SQLITE = (
    f"INSERT OR REPLACE INTO journal ({COPY}) SELECT {COPY.replace('actor', chr(39) + 'x' + chr(39))}"
    " FROM journal WHERE stream = 'order/1'",
    "REPLACE INTO journal SELECT * FROM journal",
    "UPDATE OR REPLACE journal SET version = 1",
    UPSERT.replace(
        "WHERE stream = 'order/1' AND version = 1", "WHERE stream = 'order/1' AND version = 1 AND true"
    ),
)
POSTGRESQL = (
    UPSERT,
    "TRUNCATE journal",
    "TRUNCATE journal CASCADE",
    "WITH gone AS (DELETE FROM journal RETURNING *) SELECT count(*) FROM gone",
    "SET LOCAL session_replication_role = replica; UPDATE journal SET actor = 'person:forger'",
    "SET LOCAL session_replication_role = replica; TRUNCATE journal",
)


def is_refused(statement):
    before = dump(models.JournalRow)
    try:
        with transaction.atomic():
            execute(statement)
    except DatabaseError as error:
        assert "append-only" in str(error)
        assert dump(models.JournalRow) == before
        return True
    return False


@pytest.mark.usefixtures("market")
@pytest.mark.parametrize("statement", BOTH)
def test_changes_are_refused(statement):
    scene.receive(1)
    assert is_refused(statement)


@pytest.mark.sqlite
@pytest.mark.usefixtures("market")
@pytest.mark.parametrize("statement", SQLITE)
def test_changes_in_sqlites_words_are_refused(statement):
    scene.receive(1)
    assert is_refused(statement)


@pytest.mark.pg
@pytest.mark.usefixtures("market")
@pytest.mark.parametrize("statement", POSTGRESQL)
def test_changes_in_postgresqls_words_are_refused(statement):
    scene.receive(1)
    assert is_refused(statement)


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_replace_is_refused_where_recursive_triggers_are_off_as_in_other_tools():
    scene.build()
    scene.receive(1)
    execute("PRAGMA recursive_triggers = OFF")
    assert is_refused("REPLACE INTO journal SELECT * FROM journal")


@pytest.mark.usefixtures("market")
def test_without_the_guards_the_same_statements_pass():
    scene.receive(1)
    with unguarded(), transaction.atomic():
        assert not is_refused(BOTH[0])
    assert verification.verify()


@pytest.mark.django_db
def test_start_up_names_what_is_missing():
    triggers.require()
    assert triggers.count() == len(NAMES[connection.vendor])
    with unguarded():
        assert triggers.count() == 0
        with pytest.raises(ImproperlyConfigured, match="journal_refuse_"):
            triggers.require()
    triggers.require()


@pytest.mark.pg
@pytest.mark.django_db
def test_a_guard_that_is_switched_off_counts_as_missing():
    execute("ALTER TABLE journal DISABLE TRIGGER journal_refuse_change")
    assert triggers.missing() == ["journal_refuse_change"]
    triggers.install()
    triggers.require()


@pytest.mark.django_db(transaction=True)
def test_guards_come_back_after_a_migration_altered_the_journal():
    column = fields.IntegerField(default=0)
    column.set_attributes_from_name("extra")
    lost = []
    try:
        with connection.schema_editor() as editor:
            editor.add_field(models.JournalRow, column)
        lost = list(triggers.missing())
        triggers.install()
        triggers.require()
    finally:
        with connection.schema_editor() as editor:
            editor.remove_field(models.JournalRow, column)
        triggers.install()
    triggers.require()
    if connection.vendor == "sqlite":
        assert sorted(lost) == sorted(NAMES["sqlite"])  # the table was remade: nobody warns of it
