"""An installation of its own for a test that starts processes: a data directory and a copy of the migrated database.

Processes that are started, killed and started again must not meet the database that the other tests roll back.
"""

import os
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper


@contextmanager
def copied_installation(folder: Path, alias: str = "default") -> Iterator[dict[str, str]]:
    """Environment for the processes of one test; `folder` becomes their data directory.

    Parameters
    ----------
    folder
        An empty directory of the test.
    alias
        The migrated database that is copied; it must not be in use by another thread.
    """
    connection = connections[alias]
    connection.close()  # PostgreSQL copies no database that somebody is connected to
    with COPIERS[connection.vendor](connection, folder) as url:
        yield {
            **os.environ,
            "OTKLIK_HOME": str(folder),
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "otklik.config.settings",
        }


@contextmanager
def _copy_sqlite(connection: BaseDatabaseWrapper, folder: Path) -> Iterator[str]:
    with (
        closing(sqlite3.connect(connection.settings_dict["NAME"])) as source,
        closing(sqlite3.connect(folder / "otklik.sqlite3")) as target,
    ):
        source.backup(target)
    yield ""


@contextmanager
def _copy_postgresql(connection: BaseDatabaseWrapper, folder: Path) -> Iterator[str]:
    quote, source = connection.ops.quote_name, connection.settings_dict["NAME"]
    copy = f"{source}_{uuid.uuid4().hex[:12]}"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {quote(copy)} TEMPLATE {quote(source)} STRATEGY = FILE_COPY")
    try:
        yield os.environ["DATABASE_URL"].rpartition("/")[0] + f"/{copy}"
    finally:
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE {quote(copy)} WITH (FORCE)")


COPIERS = {"sqlite": _copy_sqlite, "postgresql": _copy_postgresql}
