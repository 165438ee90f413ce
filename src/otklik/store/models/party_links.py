"""The signed addresses of the one-page desks of parties."""

from __future__ import annotations

from django.db import models

from otklik.store.models.keys import Key


class PartyLink(models.Model):
    """The present link of a place, known by its hash alone; `number` goes into the token, so that a new one differs."""

    store = Key(primary_key=True)
    number = models.IntegerField()
    token = Key(unique=True)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    acts = models.IntegerField(default=0)
    acts_since = models.DateTimeField(null=True)

    class Meta:
        db_table = "party_links"
