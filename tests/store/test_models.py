"""The tables as the databases have them: columns that the door writes, collations, and no needless index."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection

from otklik.store import journal, models, projected_rows, vendor
from otklik.store.models.keys import Key
from tests.store import scene
from tests.store.tables import execute

MODELS = tuple(apps.get_app_config("store").get_models())


@pytest.mark.django_db
@pytest.mark.parametrize("model", MODELS)
def test_columns_are_those_of_the_database(model):
    with connection.cursor() as cursor:
        found = {
            one.name for one in connection.introspection.get_table_description(cursor, model._meta.db_table)
        }
    counter = {"id", "position"} & {model._meta.pk.name}
    assert set(vendor.columns_of(model)) | (counter - set(vendor.columns_of(model))) == found


@pytest.mark.django_db
def test_models_and_migrations_agree():
    call_command("makemigrations", "store", check=True, dry_run=True, verbosity=0)


@pytest.mark.pg
@pytest.mark.django_db
def test_no_second_index_for_like():
    """Of our tables; those of the log-ins are the framework's, and small."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tablename FROM pg_indexes WHERE schemaname = current_schema() AND indexname LIKE '%%_like'"
        )
        found = {table for (table,) in cursor.fetchall()}
    assert found & {model._meta.db_table for model in MODELS} == set()
    assert "auth_user" in found, "the question finds such indexes where there are some"


@pytest.mark.pg
@pytest.mark.django_db
def test_keys_are_compared_byte_by_byte():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns"
            " WHERE table_schema = current_schema() AND collation_name = 'C'"
        )
        found = set(cursor.fetchall())
    wanted = {
        (model._meta.db_table, field.column)
        for model in MODELS
        for field in model._meta.concrete_fields
        if isinstance(field, Key)
    }
    assert found == wanted and len(wanted) > 20


@pytest.mark.usefixtures("market")
def test_every_projection_is_written_by_columns_that_it_has():
    """Rows made by the projections name exactly the columns of their tables."""
    scene.receive(1)
    for stream, state in journal.load_states(models.Stream.objects.values_list("stream", flat=True)).items():
        for model, rows in projected_rows.rows_of(state, {}).items():
            for row in rows.values():
                assert sorted(row) == sorted(vendor.columns_of(model)), stream


@pytest.mark.usefixtures("market")
def test_the_desks_question_uses_its_index():
    scene.receive(1)
    if connection.vendor == "postgresql":
        # Of a single row every index costs the same, and which one is taken hangs on when the tables were analysed.
        execute("DROP INDEX orders_placed, outbox_receiver")
    assert "orders_desk" in _plan(
        "SELECT stream FROM orders WHERE holder = 'tverskaya' AND phase = 'open' ORDER BY placed_at LIMIT 5"
    )
    assert "timers_due" in _plan(
        "SELECT stream FROM timers WHERE error = '' AND due_at <= '2030-01-01' ORDER BY due_at"
    )
    assert "obligations_owed" in _plan(
        "SELECT stream FROM obligations WHERE debtor = 'store:a' AND closed_at IS NULL ORDER BY limit_at"
    )
    assert "outbox_due" in _plan("SELECT id FROM outbox WHERE state = 'due' AND not_before <= '2030-01-01'")
    assert "outbox_sending" in _plan(
        "SELECT id FROM outbox WHERE state = 'sending' AND lease_until <= '2030-01-01'"
    )


def _plan(statement):
    if connection.vendor == "postgresql":
        execute("SET LOCAL enable_seqscan = off")
        execute("SET LOCAL enable_bitmapscan = off")
    with connection.cursor() as cursor:
        cursor.execute(("EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN ") + statement)
        return " ".join(str(row) for row in cursor.fetchall())
