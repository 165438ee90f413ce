"""Frozen reports: made once, never changed (ADR 0024)."""

from django.db import models

from otklik.store.models.keys import Key


class Report(models.Model):
    """One report as it was made; `position` is the last row of the journal that counts.

    `stores` is a JSON list of slugs, or empty = all; `body` holds findings and source in canonical JSON, `digest` its
    SHA-256, hex.
    """

    id = models.BigAutoField(primary_key=True)
    first_on = models.DateField()
    last_on = models.DateField()
    zone = models.TextField()
    scope = models.TextField()
    slug = Key()
    stores = models.TextField()
    standard = models.TextField()
    position = models.BigIntegerField()
    made_at = models.DateTimeField()
    made_by = Key()
    body = models.TextField()
    digest = Key()

    class Meta:
        db_table = "reports"
