"""Whole tables as values, for comparing what a forbidden act left behind or what a rebuild made."""

from django.apps import apps
from django.db import connection

from otklik.store import models, projections


def dump(*tables):
    """Rows of the models, sorted, by table name; by default all but the directory's stamp, which no two times share."""
    chosen = tables or tuple(
        model for model in apps.get_app_config("store").get_models() if model is not models.DirectoryStamp
    )
    return {model._meta.db_table: _rows(model) for model in chosen}


def dump_projections():
    """Rows of every projection; calendars under hashes of other calendar data may outlive a rebuild."""
    return dump(*projections.TABLES, *projections.GROWING)


def _rows(model):
    names = [field.attname for field in model._meta.concrete_fields]
    rows = model._default_manager.values_list(*names)
    return sorted(
        (tuple(bytes(value) if isinstance(value, memoryview) else value for value in row) for row in rows),
        key=repr,
    )


def execute(statement, parameters=()):
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.rowcount
