"""The demo's clock: one row while time is virtual, none otherwise; and what simulated people are going to do."""

from django.db import models

from otklik.store.models.keys import Key


class DemoClock(models.Model):
    """At `base_real` it was `base_virtual`; since then virtual time runs `speed` times as fast, or stands.

    While `ahead_to` is set, time is led there from one due instant to the next; `version` counts every change.
    """

    id = models.SmallIntegerField(primary_key=True)
    base_real = models.DateTimeField()
    base_virtual = models.DateTimeField()
    speed = models.FloatField()
    paused = models.BooleanField()
    ahead_to = models.DateTimeField(null=True)
    version = models.BigIntegerField(default=0)

    class Meta:
        db_table = "demo_clock"


class DemoDeed(models.Model):
    """What somebody simulated does at an instant; `story` names the staged story that it belongs to, or is empty."""

    id = models.BigAutoField(primary_key=True)
    due_at = models.DateTimeField()
    deed = models.TextField()
    story = Key()

    class Meta:
        db_table = "demo_deeds"
        indexes = [models.Index(fields=["due_at"], name="demo_deeds_due")]


class DemoStory(models.Model):
    """One story of the five texts as it is played: `asked` until it is staged, then its plan as JSON."""

    name = Key(primary_key=True)
    asked = models.BooleanField()
    played = models.IntegerField()
    plan = models.TextField()

    class Meta:
        db_table = "demo_stories"
