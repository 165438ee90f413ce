"""Forecasts as they were made last: no projection, the nightly job makes them anew from the journal."""

from django.db import models

from otklik.store.models.keys import Key


class DemandForecast(models.Model):
    """The latest forecast of one depot; `body` is JSON as `store/demand.py` writes it."""

    depot = Key(primary_key=True)
    made_at = models.DateTimeField()
    body = models.TextField()

    class Meta:
        db_table = "demand_forecasts"
