"""Monday letters to partners: written once, never changed; no projection, the journal holds their digests alone."""

from django.db import models

from otklik.store.models.keys import Key


class PartnerLetter(models.Model):
    """One week of one partner as its letter tells it; `body` is canonical JSON, of which `digest` is the SHA-256."""

    pk = models.CompositePrimaryKey("partner", "week")
    partner = Key()
    week = Key()
    position = models.BigIntegerField()
    standard = models.TextField()
    made_at = models.DateTimeField()
    body = models.TextField()
    digest = Key()
    quiet = models.BooleanField()

    class Meta:
        db_table = "partner_letters"
