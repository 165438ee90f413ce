"""Places, people, partners, their contracts and sources, as their streams tell: projections too.

Addresses of contact methods and secrets of sources are not here: `version` names the entry whose sealed personal
values hold them. `standards` and `calendars` keep every text that was ever in force, by its hash.
"""

from django.db import models
from django.db.models import Q

from otklik.store.models.keys import Key


class Store(models.Model):
    """A shop, the marketplace's office or another party with hours."""

    slug = Key(primary_key=True)
    name = models.TextField()
    role = Key()
    partner = Key()
    phone = models.TextField()
    locale = models.TextField()
    next_store = models.TextField()
    trade = Key(default="")
    parties = models.TextField()
    hours = models.TextField()
    inboxes = models.TextField(default="")
    roster = models.TextField(default="")
    point = models.TextField(default="")
    fleet = models.TextField(default="")
    maintenance_from_at = models.DateTimeField(null=True)
    maintenance_until_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "stores"
        indexes = [models.Index(fields=["role"], name="stores_role")]


class Person(models.Model):
    """Somebody who works for a store or for the marketplace."""

    slug = Key(primary_key=True)
    store = Key()
    name = models.TextField()
    roles = models.TextField()
    locale = models.TextField()
    active = models.BooleanField()
    admission = models.TextField(default="")

    class Meta:
        db_table = "people"
        indexes = [models.Index(fields=["store"], name="people_store")]


class ContactMethod(models.Model):
    """A way to reach a person or a place; its address lies sealed beside entry `version` of the owner's stream."""

    pk = models.CompositePrimaryKey("owner", "method")
    owner = Key()
    method = Key()
    channel = models.TextField()
    version = models.IntegerField()
    healthy = models.BooleanField(default=True)
    alive_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "contact_methods"


class Shift(models.Model):
    """One person who joined a store's shift and has not left; `turn` counts from the earliest."""

    pk = models.CompositePrimaryKey("stream", "person")
    stream = Key()
    person = Key()
    store = Key()
    day = Key()
    turn = models.IntegerField()
    place = models.TextField(default="unknown")
    busy_until = models.DateTimeField(null=True)

    class Meta:
        db_table = "shifts"
        indexes = [models.Index(fields=["store", "day"], name="shifts_store")]


class Device(models.Model):
    """A tablet that proves a place; only a hash of its key is known here."""

    device = Key(primary_key=True)
    store = Key()
    name = models.TextField()
    key_hash = models.TextField()
    proved_at = models.DateTimeField()

    class Meta:
        db_table = "devices"
        indexes = [models.Index(fields=["store"], name="devices_store")]


class PairingCode(models.Model):
    """A code that makes one tablet a device of a place, once and for some minutes; outside the journal."""

    code_hash = Key(primary_key=True)
    store = Key()
    name = models.TextField()
    made_by = models.TextField()
    ends_at = models.DateTimeField()

    class Meta:
        db_table = "pairing_codes"


class Partner(models.Model):
    """A partner: standard in force, the one that a person of it accepted, plan of whom to ask, last letter's week."""

    slug = Key(primary_key=True)
    name = models.TextField()
    standard = models.TextField()
    sampling = models.TextField(default="")
    agreed = models.TextField(default="")
    lettered = models.TextField(default="")

    class Meta:
        db_table = "partners"


class Standard(models.Model):
    """A published standard, whole, by its hash; `trade` tells that of one trade from the standard's own (empty)."""

    digest = Key(primary_key=True)
    name = models.TextField()
    number = models.IntegerField()
    trade = Key(default="")
    text = models.TextField()

    class Meta:
        db_table = "standards"


class DirectoryStamp(models.Model):
    """`directory`: a new random text whenever a row of the directory changes; others: the text at which they looked."""

    name = Key(primary_key=True)
    stamp = models.TextField()

    class Meta:
        db_table = "directory_stamps"


class Calendar(models.Model):
    """Opening hours that were in force once, by the hash that obligations are frozen with."""

    digest = Key(primary_key=True)
    definition = models.TextField()

    class Meta:
        db_table = "calendars"


class Source(models.Model):
    """An API key or a connected shop; its secrets lie sealed beside entry `secret_version` of its stream.

    Those of the stock system behind it lie beside entry `stock_version`.
    """

    slug = Key(primary_key=True)
    type = models.TextField()
    store = models.TextField()
    partner = models.TextField()
    shop_url = models.TextField()
    token_hash = Key()
    secret_version = models.IntegerField()
    revoked = models.BooleanField()
    stock_url = models.TextField(default="")
    stock_version = models.IntegerField(default=0)
    currency = models.TextField(default="")

    class Meta:
        db_table = "sources"
        indexes = [
            models.Index(fields=["token_hash"], condition=~Q(token_hash=""), name="sources_token"),
        ]
