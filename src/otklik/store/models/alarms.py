"""Rows on the administrator's screen."""

from django.db import models

from otklik.store.models.keys import Key


class Alarm(models.Model):
    """One `alarm.raised`; whether it still stands is read from the obligation or order that it is about."""

    pk = models.CompositePrimaryKey("stream", "version")
    stream = Key()
    version = models.IntegerField()
    reason = models.TextField()
    kind = Key()
    key = Key()
    n = models.IntegerField()
    raised_at = models.DateTimeField()

    class Meta:
        db_table = "alarms"
        indexes = [models.Index(fields=["raised_at"], name="alarms_raised")]
