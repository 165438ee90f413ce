"""Delivery windows of orders and the stops of depots' days, as lists read them: projections, nothing personal."""

from django.db import models
from django.db.models import Q

from otklik.store.models.keys import Key


class Window(models.Model):
    """One agreed delivery of an order: when, by whom, how often it was moved, and how it ended."""

    pk = models.CompositePrimaryKey("stream", "key")
    stream = Key()
    key = Key()
    run = Key()
    carrier = Key()
    zone = Key()
    from_at = models.DateTimeField()
    to_at = models.DateTimeField()
    first_from_at = models.DateTimeField()
    first_to_at = models.DateTimeField()
    accepted_at = models.DateTimeField()
    moves = models.IntegerField()
    ended_at = models.DateTimeField(null=True)
    how = Key()

    class Meta:
        db_table = "windows"
        indexes = [
            models.Index(fields=["carrier", "to_at"], name="windows_carrier"),
            models.Index(fields=["key"], condition=Q(how="cancelled"), name="windows_cancelled"),
        ]


class Stop(models.Model):
    """One accepted stop of a depot's day: whose order, in which window."""

    pk = models.CompositePrimaryKey("run", "key")
    run = Key()
    key = Key()
    order = Key()
    carrier = Key()
    zone = Key()
    from_at = models.DateTimeField()
    to_at = models.DateTimeField()

    class Meta:
        db_table = "stops"
        indexes = [models.Index(fields=["key"], name="stops_key")]
