"""What a store was proposed for its roster, and how far the working out is."""

from django.db import models

from otklik.store.models.keys import Key


class StaffingPlan(models.Model):
    """The latest plan of a store; no fact: it can be worked out again, and a roster that was taken is in the journal.

    `trouble` is an error code; `previous` the roster before the proposal was taken, JSON.
    """

    store = Key(primary_key=True)
    state = Key()
    asked_at = models.DateTimeField()
    least = models.IntegerField()
    trouble = models.TextField(default="")
    body = models.TextField(default="")
    made_at = models.DateTimeField(null=True)
    taken_at = models.DateTimeField(null=True)
    previous = models.TextField(default="")

    class Meta:
        db_table = "staffing_plans"
