"""Goods that were not there: their lines, what was offered instead, what other stores put aside; learnt weights."""

from django.db import models
from django.db.models import Q

from otklik.store.models.keys import Key


class MissingLine(models.Model):
    """One line for which it was looked elsewhere; `rung` is that of what the buyer took. A projection."""

    pk = models.CompositePrimaryKey("stream", "line")
    stream = Key()
    line = Key()
    store = Key()
    sku = models.TextField()
    sought_at = models.DateTimeField()
    offers = models.IntegerField()
    rung = Key(default="")

    class Meta:
        db_table = "missing_lines"
        indexes = [models.Index(fields=["sought_at"], name="missing_lines_sought")]


class AlternativeOffer(models.Model):
    """One offer with the differences that it was shown with (`why`, JSON); a projection."""

    pk = models.CompositePrimaryKey("stream", "key")
    stream = Key()
    key = Key()
    line = Key()
    rung = Key()
    store = Key()
    wanted = Key()
    sku = models.TextField()
    title = models.TextField()
    price_minor = models.BigIntegerField(null=True)
    why = models.TextField()
    state = Key()
    offered_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "alternative_offers"
        indexes = [
            models.Index(
                fields=["wanted", "offered_at"], condition=Q(rung="competitor"), name="offers_noted"
            ),
            models.Index(fields=["ended_at"], name="offers_ended"),
        ]


class Reservation(models.Model):
    """One reservation at another store, by the key that this store knows it by; a projection."""

    key = Key(primary_key=True)
    stream = Key()
    store = Key()
    holder = Key()
    sku = Key()
    title = models.TextField()
    quantity = models.IntegerField()
    state = Key()
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    limit_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "reservations"
        indexes = [
            models.Index(fields=["store", "sku"], name="reservations_goods"),
            models.Index(
                fields=["store", "asked_at"], condition=Q(ended_at__isnull=True), name="reservations_live"
            ),
        ]


class AlternativeWeights(models.Model):
    """Weights learnt from what buyers took, each learning a row; the last one counts. Not journalled: learnt anew."""

    learnt_at = models.DateTimeField(primary_key=True)
    weights = models.TextField()
    decisions = models.IntegerField()
    accepted = models.IntegerField()

    class Meta:
        db_table = "alternative_weights"
