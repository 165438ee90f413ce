"""What must hold across streams: a key that has one owner for ever, and a number that must not fall below 0."""

from django.db import models
from django.db.models import Q

from otklik.store.models.keys import Key


class Claim(models.Model):
    """One owner of one key of one kind."""

    pk = models.CompositePrimaryKey("kind", "key")
    kind = Key()
    key = Key()
    owner = Key()

    class Meta:
        db_table = "claims"
        indexes = [models.Index(fields=["owner"], name="claims_owner")]


class Quota(models.Model):
    """How much is left of something that may run out: places in a window, pieces in stock."""

    pk = models.CompositePrimaryKey("kind", "key")
    kind = Key()
    key = Key()
    left = models.IntegerField()

    class Meta:
        db_table = "quotas"
        constraints = [models.CheckConstraint(condition=Q(left__gte=0), name="quotas_left")]
