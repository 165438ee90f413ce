"""The column type of every name that is compared, sorted or searched by range.

Streams, keys and search terms must sort the same way on both databases and in Python, whatever the locale of
the database: byte by byte. On PostgreSQL that is collation "C", which also makes the second index that Django
adds to text keys for LIKE needless.
"""

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper


class Key(models.TextField):
    """Text without a length, compared byte by byte."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        """Column type as the database writes it.

        Notes
        -----
        `character varying` is stored like `text`; under this name Django adds no `_like` index (a test counts
        them).
        """
        return 'character varying COLLATE "C"' if connection.vendor == "postgresql" else "text"

    def get_internal_type(self) -> str:
        """Name of the type of its own: Django must not build arrays of it."""
        return "Key"
