"""When which person expects which buyer: those that stand, and those that are over."""

from django.db import models
from django.db.models import Q

from otklik.store.models.keys import Key


class Appointment(models.Model):
    """One appointment of an order; a projection."""

    pk = models.CompositePrimaryKey("stream", "key")
    stream = Key()
    key = Key()
    person = Key()
    store = Key()
    purpose = Key()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended = Key(default="")

    class Meta:
        db_table = "appointments"
        indexes = [
            models.Index(fields=["person", "starts_at"], name="appointments_person"),
            models.Index(fields=["starts_at"], condition=Q(ended=""), name="appointments_standing"),
        ]
