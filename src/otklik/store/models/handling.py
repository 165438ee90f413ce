"""How orders were handled, kept beside the journal, and when buyers looked at their pages, which stands in none."""

from django.db import models

from otklik.store.models.keys import Key


class HandledOrder(models.Model):
    """One order as the figures of touches, failure demand and waits count it: a projection, folded anew when it is old.

    `version` is the last entry that is in it, `rule` the number of the rules, `calendar` the hash of the hours.
    """

    stream = Key(primary_key=True)
    version = models.IntegerField()
    rule = models.IntegerField()
    calendar = models.TextField()
    people = models.IntegerField()
    hand_overs = models.IntegerField()
    questions = models.IntegerField()
    waited_s = models.IntegerField()
    calls = models.IntegerField()
    messages = models.IntegerField()
    looks = models.IntegerField()
    trips = models.IntegerField()
    waits = models.IntegerField()
    causes = models.TextField()
    life = models.TextField()

    class Meta:
        db_table = "handled_orders"


class PageVisit(models.Model):
    """That a buyer looked at his page: the instant and nothing else; gone with an erasure."""

    pk = models.CompositePrimaryKey("stream", "at")
    stream = Key()
    at = models.DateTimeField()

    class Meta:
        db_table = "page_visits"
