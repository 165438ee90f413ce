"""Promises as pages list them, a projection, and the private links of calendar feeds; nothing personal of a buyer."""

from django.db import models
from django.db.models import Q

from otklik.store.models.keys import Key


class Promise(models.Model):
    """One promise of an order: who keeps it by when, how often it was moved and whether in time."""

    pk = models.CompositePrimaryKey("stream", "key")
    stream = Key()
    key = Key()
    store = Key()
    person = Key()
    purpose = Key()
    until_at = models.DateTimeField()
    first_at = models.DateTimeField()
    made_at = models.DateTimeField()
    kept_at = models.DateTimeField(null=True)
    wished_at = models.DateTimeField(null=True)
    moves = models.IntegerField()
    late_moves = models.IntegerField()

    class Meta:
        db_table = "promises"
        indexes = [
            models.Index(fields=["store", "until_at"], name="promises_store"),
            models.Index(fields=["person"], condition=Q(kept_at__isnull=True), name="promises_person"),
        ]


class PromiseFeed(models.Model):
    """The link by which somebody's calendar reads his promises; only its hash. Not journalled: it is a key."""

    person = Key(primary_key=True)
    token_hash = Key(unique=True)
    made_at = models.DateTimeField()

    class Meta:
        db_table = "promise_feeds"
