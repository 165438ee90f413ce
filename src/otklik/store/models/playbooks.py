"""Published playbooks, and what the check of open orders found and remembers."""

from django.db import models

from otklik.store.models.keys import Key


class Playbook(models.Model):
    """One published version of a playbook, whole."""

    pk = models.CompositePrimaryKey("situation", "number")
    situation = Key()
    number = models.IntegerField()
    digest = Key()
    text = models.TextField()
    published_at = models.DateTimeField()
    published_by = models.TextField()

    class Meta:
        db_table = "playbooks"


class Gap(models.Model):
    """What an open order lacks now; a row goes when it is mended. No projection: a check finds it again."""

    pk = models.CompositePrimaryKey("stream", "reason")
    stream = Key()
    reason = Key()
    found_at = models.DateTimeField()

    class Meta:
        db_table = "gaps"


class GapCheck(models.Model):
    """How far the check has come: in the journal, and in its sweep over all open orders. One row."""

    name = Key(primary_key=True)
    position = models.BigIntegerField()
    swept = models.TextField()
    checked_at = models.DateTimeField()
    round_from_at = models.DateTimeField()
    round_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "gap_checks"
