"""Callers and the orders that they are tied to, as the desk lists them; projections, nothing personal.

The number itself lies sealed beside entry `caller_version` of the conversation's stream.
"""

from django.db import models
from django.db.models import Q

from otklik.store.models.keys import Key


class Conversation(models.Model):
    """One caller at one store."""

    stream = Key(primary_key=True)
    id = Key()
    store = Key()
    phone = Key()
    episode = models.IntegerField()
    is_open = models.BooleanField()
    missed = models.IntegerField()
    first_missed_at = models.DateTimeField(null=True)
    last_missed_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    ring_s = models.IntegerField(null=True)
    line = models.TextField()
    caller_version = models.IntegerField()
    owner = Key()
    taken_at = models.DateTimeField(null=True)
    attempts = models.IntegerField()

    class Meta:
        db_table = "conversations"
        indexes = [
            models.Index(fields=["id"], name="conversations_id"),
            models.Index(fields=["phone"], name="conversations_phone"),
            models.Index(fields=["store"], condition=Q(is_open=True), name="conversations_open"),
            models.Index(fields=["last_missed_at"], name="conversations_rang"),
        ]


class Tie(models.Model):
    """That an order belongs to a caller: facts cross between the two (`domain/bridges.py`)."""

    pk = models.CompositePrimaryKey("stream", "order")
    stream = Key()
    order = Key()

    class Meta:
        db_table = "ties"
        indexes = [models.Index(fields=["order"], name="ties_order")]
