"""How far each store's day was followed: what the worker remembers outside the journal."""

from django.db import models

from otklik.store.models.keys import Key


class Edge(models.Model):
    """When a store opens or closes next, by the hours that this was worked out with; the journal has the past."""

    store = Key(primary_key=True)
    hours = models.TextField()
    due_at = models.DateTimeField()

    class Meta:
        db_table = "edges"
        indexes = [models.Index(fields=["due_at"], name="edges_due")]
