"""What providers said about messages of theirs that we don't know yet, or never will."""

from django.db import models

from otklik.store.models.keys import Key


class DeliveryReport(models.Model):
    """One report without its message: the provider was faster than our own record, or it is not ours."""

    id = models.BigAutoField(primary_key=True)
    channel = Key()
    provider_id = Key()
    state = models.TextField()
    reason = models.TextField()
    received_at = models.DateTimeField()

    class Meta:
        db_table = "delivery_reports"
        constraints = [
            models.UniqueConstraint(fields=["channel", "provider_id", "state"], name="delivery_reports_key")
        ]
