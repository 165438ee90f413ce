"""What the worker remembers outside the journal: that it lives, and how far each shop was asked."""

from django.db import models

from otklik.store.models.keys import Key


class Heartbeat(models.Model):
    """When a process last said that it lives."""

    name = Key(primary_key=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "heartbeats"


class Poll(models.Model):
    """How far a source's shop was asked, and when it is asked next."""

    source = Key(primary_key=True)
    cursor_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField()

    class Meta:
        db_table = "polls"
