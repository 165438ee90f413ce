"""Catalogues of goods and their stock, outside the journal: what feeds brought, and the history of their readings.

Every reading fills a batch of its own that nobody sees; a catalogue shows its batch in one small write at the end, so a
catalogue is read whole or not at all. Rows of other batches are left over and swept away.
"""

from django.db import models
from django.db.models import Q

from otklik.store.models.keys import Key


class Catalogue(models.Model):
    """One catalogue (`store/<slug>` or `partner/<slug>`) and the batch that it shows; 0 = none was read yet.

    `filling` is the batch that somebody reads into, his until `filling_until_at`.
    """

    name = Key(primary_key=True)
    batch = models.BigIntegerField(default=0)
    as_of_at = models.DateTimeField(null=True)
    filling = models.BigIntegerField(default=0)
    filling_until_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "catalogues"


class Goods(models.Model):
    """One thing in one size; `gone_at`: since when its catalogue leaves it out."""

    pk = models.CompositePrimaryKey("batch", "sku")
    batch = models.BigIntegerField()
    sku = Key()
    model_key = Key()
    model = models.TextField()
    barcode = Key()
    kind = Key()
    brand = models.TextField()
    title = models.TextField()
    size = Key()
    size_system = Key()
    insole_mm = models.IntegerField(null=True)
    insole_stated = models.BooleanField()
    colour = models.TextField()
    material = models.TextField()
    season = models.TextField()
    price_minor = models.BigIntegerField()
    currency = Key()
    url = models.TextField()
    params = models.TextField()
    gone_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "goods"
        indexes = [
            models.Index(fields=["model_key"], condition=~Q(model_key=""), name="goods_model"),
            models.Index(fields=["barcode"], condition=~Q(barcode=""), name="goods_barcode"),
            models.Index(fields=["sku"], name="goods_sku"),
            models.Index(fields=["kind", "insole_mm"], name="goods_kind"),
        ]


class Stock(models.Model):
    """How many of one thing a store has, and since when that is known."""

    pk = models.CompositePrimaryKey("batch", "store", "sku")
    batch = models.BigIntegerField()
    store = Key()
    sku = Key()
    quantity = models.IntegerField()
    counted = models.BooleanField()
    as_of_at = models.DateTimeField()

    class Meta:
        db_table = "stock"
        indexes = [models.Index(fields=["batch", "sku"], name="stock_sku")]


class FeedReading(models.Model):
    """One attempt to read a feed: what came of it, and what was wrong (`faults`: JSON, the first of them).

    `outcome` is empty while it goes on, then `read`, `unchanged` or `failed`; its id is the number of its batch.
    """

    id = models.BigAutoField(primary_key=True)
    source = Key()
    catalogue = Key()
    by = models.TextField()
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    outcome = Key(default="")
    file = models.TextField(default="")
    form = models.TextField(default="")
    digest = models.TextField(default="")
    offers = models.IntegerField(default=0)
    left_out = models.IntegerField(default=0)
    noted = models.IntegerField(default=0)
    gone = models.IntegerField(default=0)
    as_of_at = models.DateTimeField(null=True)
    error = models.TextField(default="")
    faults = models.TextField(default="")

    class Meta:
        db_table = "feed_readings"
        indexes = [
            models.Index(fields=["source", "id"], name="feed_readings_source"),
            models.Index(fields=["catalogue", "id"], name="feed_readings_catalogue"),
        ]


class FeedAddress(models.Model):
    """What is known of a feed's address from its last answer, and when it is asked next."""

    source = Key(primary_key=True)
    due_at = models.DateTimeField()
    etag = models.TextField(default="")
    modified = models.TextField(default="")
    failed = models.IntegerField(default=0)

    class Meta:
        db_table = "feed_addresses"
