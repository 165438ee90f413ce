"""The demo's clock: one row while time is virtual, none otherwise."""

from django.db import models


class DemoClock(models.Model):
    """At `base_real` it was `base_virtual`; since then virtual time runs `speed` times as fast, or stands."""

    id = models.SmallIntegerField(primary_key=True)
    base_real = models.DateTimeField()
    base_virtual = models.DateTimeField()
    speed = models.FloatField()
    paused = models.BooleanField()

    class Meta:
        db_table = "demo_clock"
