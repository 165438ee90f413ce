"""How long people looked at orders, and how many visitors a store had: small figures outside the journal.

They are no facts of an order: nothing is owed by them, nothing is judged by them, and an erasure need not touch them.
"""

from django.db import models

from otklik.store.models.keys import Key


class Attention(models.Model):
    """Seconds for which one person had one order in sight."""

    pk = models.CompositePrimaryKey("stream", "person")
    stream = Key()
    person = Key()
    opened_s = models.IntegerField()
    last_at = models.DateTimeField()

    class Meta:
        db_table = "attention"


class VisitorDay(models.Model):
    """What a store counted on one local day: visitors, and the minutes that its people gave them."""

    pk = models.CompositePrimaryKey("store", "day")
    store = Key()
    day = Key()
    visitors = models.IntegerField()
    minutes = models.IntegerField()

    class Meta:
        db_table = "visitor_days"
