"""What the desk reads: orders, their lines, every stream's obligations and timer, and the search terms.

All of it is projection: `projections.rebuild` makes the same rows from the journal.
"""

from django.db import models
from django.db.models import Q

from otklik.store.models.keys import Key


class Order(models.Model):
    """One order as lists show it; nothing personal."""

    stream = Key(primary_key=True)
    number = Key()
    origin = Key()
    first_store = Key()
    holder = Key()
    partner = Key()
    phase = Key()
    owner = Key()
    waiting_on = models.TextField()
    placed_at = models.DateTimeField()
    received_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    live_contact_at = models.DateTimeField(null=True)
    live_grade = models.TextField(default="")
    taken_at = models.DateTimeField(null=True)
    taken_place = models.TextField(default="")
    contact_attempts = models.IntegerField(default=0)
    said_silent = models.BooleanField(default=False)
    buyer_zone = models.TextField(default="")
    delivery = models.TextField(default="")
    total_minor = models.BigIntegerField()
    currency = models.TextField()
    payment = models.TextField()
    channel = models.TextField()
    status_token = Key()
    history = models.BooleanField()
    next_at = models.DateTimeField(null=True)
    cart = Key(default="")
    answered_elsewhere_at = models.DateTimeField(null=True)
    recommended = models.IntegerField(null=True)
    parked_reason = Key(default="")
    parked_until_at = models.DateTimeField(null=True)
    rescued = Key(default="")
    rescued_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "orders"
        indexes = [
            models.Index(fields=["holder", "phase", "placed_at"], name="orders_desk"),
            # Open orders are few among many: the desk of all stores reads this index alone.
            models.Index(
                fields=["history", "holder"], condition=Q(closed_at__isnull=True), name="orders_open"
            ),
            models.Index(fields=["number"], name="orders_number"),
            models.Index(fields=["placed_at"], name="orders_placed"),
            models.Index(fields=["cart"], condition=~Q(cart=""), name="orders_cart"),
            models.Index(fields=["parked_until_at"], condition=~Q(parked_reason=""), name="orders_parked"),
            models.Index(fields=["rescued_at"], condition=~Q(rescued=""), name="orders_rescued"),
            models.Index(fields=["status_token"], condition=~Q(status_token=""), name="orders_status"),
        ]


class Line(models.Model):
    """One line of an order."""

    pk = models.CompositePrimaryKey("stream", "line")
    stream = Key()
    line = Key()
    sku = models.TextField()
    title = models.TextField()
    quantity = models.IntegerField()
    price_minor = models.BigIntegerField()
    state = models.TextField()

    class Meta:
        db_table = "lines"


class Obligation(models.Model):
    """Who owes what to whom by when, with the instants frozen at its opening."""

    pk = models.CompositePrimaryKey("stream", "kind", "key", "n")
    stream = Key()
    kind = Key()
    key = Key()
    n = models.IntegerField()
    state = models.TextField()
    verdict = models.TextField()
    debtor = Key()
    creditor = Key()
    standard = models.TextField()
    calendar = models.TextField()
    rank = models.IntegerField()
    opened_at = models.DateTimeField()
    target_at = models.DateTimeField(null=True)
    limit_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    breached_at = models.DateTimeField(null=True)
    paused_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "obligations"
        indexes = [
            # What a debtor still owes, late ones included: a breached answer stays on the desk until it is given.
            models.Index(
                fields=["debtor", "limit_at"], condition=Q(closed_at__isnull=True), name="obligations_owed"
            ),
        ]


class Timer(models.Model):
    """When the clock must look at a stream next; `error` sets a stream aside that could not be advanced."""

    stream = Key(primary_key=True)
    due_at = models.DateTimeField()
    error = models.TextField()

    class Meta:
        db_table = "timers"
        indexes = [models.Index(fields=["due_at"], condition=Q(error=""), name="timers_due")]


class SearchTerm(models.Model):
    """One word, number or address by which an order is found; gone after an erasure."""

    pk = models.CompositePrimaryKey("term", "kind", "stream")
    term = Key()
    kind = Key()
    stream = Key()

    class Meta:
        db_table = "search_terms"
        indexes = [models.Index(fields=["stream"], name="search_terms_stream")]
